"""Periods in the words of four languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssetrack.dates import DateProblem, Period, Purpose, display, parse
from ssetrack.language.words import LANGUAGES


@pytest.mark.parametrize(
    ("text", "en", "fr", "es", "pt"),
    [
        ("2004", "2004", "2004", "2004", "2004"),
        ("2004-01", "January 2004", "janvier 2004", "enero de 2004", "janeiro de 2004"),
        ("2004-01-01", "1 January 2004", "1er janvier 2004", "1 de enero de 2004", "1º de janeiro de 2004"),
        (
            "2004-12-31",
            "31 December 2004",
            "31 décembre 2004",
            "31 de diciembre de 2004",
            "31 de dezembro de 2004",
        ),
        (
            "2004-04-08/2004-04-09",
            "8–9 April 2004",
            "8-9 avril 2004",
            "8-9 de abril de 2004",
            "8–9 de abril de 2004",
        ),
        (
            "2004-04-30/2004-05-02",
            "30 April – 2 May 2004",
            "30 avril - 2 mai 2004",
            "30 de abril - 2 de mayo de 2004",
            "30 de abril – 2 de maio de 2004",
        ),
        (
            "2021-03/2021-05",
            "March – May 2021",
            "mars - mai 2021",
            "marzo - mayo de 2021",
            "março – maio de 2021",
        ),
        ("2021-Q3", "Q3 2021", "T3 2021", "T3 de 2021", "T3 de 2021"),
        ("2021-S2", "H2 2021", "2e semestre 2021", "2.º semestre de 2021", "2º semestre de 2021"),
        ("2004/2005", "2004–2005", "2004-2005", "2004-2005", "2004–2005"),
        (
            "2004-06~",
            "about June 2004",
            "juin 2004 environ",
            "junio de 2004 (aprox.)",
            "junho de 2004 (aprox.)",
        ),
        (
            "2004-06?",
            "perhaps June 2004",
            "juin 2004 (à confirmer)",
            "junio de 2004 (por confirmar)",
            "junho de 2004 (a confirmar)",
        ),
        (
            "2004-09/..",
            "from September 2004",
            "dès septembre 2004",
            "desde septiembre de 2004",
            "a partir de setembro de 2004",
        ),
        (
            "../2004-09",
            "September 2004 at the latest",
            "septembre 2004 au plus tard",
            "septiembre de 2004 a más tardar",
            "setembro de 2004 o mais tardar",
        ),
        ("ongoing", "ongoing", "en continu", "permanente", "permanente"),
        ("?", "no date yet", "sans date", "sin fecha", "sem data"),
        (
            "[2004,2005-06]",
            "2004 or June 2005",
            "2004 ou juin 2005",
            "2004 o junio de 2005",
            "2004 ou junho de 2005",
        ),
        (
            "{2004,2005-06}",
            "2004 and June 2005",
            "2004 et juin 2005",
            "2004 y junio de 2005",
            "2004 e junho de 2005",
        ),
    ],
)
def test_display(text, en, fr, es, pt):
    shown = tuple(display(parse(text), language) for language in ("en", "fr", "es", "pt"))
    assert shown == (en, fr, es, pt)


@pytest.mark.parametrize(
    ("text", "en", "fr", "es", "pt"),
    [
        ("2004-09", "Sep 2004", "sept. 2004", "sept 2004", "set. 2004"),
        ("2004-04-08/2004-04-09", "8–9 Apr 2004", "8-9 avr. 2004", "8-9 abr 2004", "8–9 abr. 2004"),
        ("2004-12-31/2005-01-01", "31 Dec 2004 – 1 Jan 2005", "31 déc. 2004 - 1er janv. 2005",
         "31 dic 2004 - 1 ene 2005", "31 dez. 2004 – 1º jan. 2005"),
        ("[2004-09,2005-06-01]", "Sep 2004 or 1 Jun 2005", "sept. 2004 ou 1er juin 2005",
         "sept 2004 o 1 jun 2005", "set. 2004 ou 1º jun. 2005"),
    ],
)  # fmt: skip
def test_in_a_narrow_column(text, en, fr, es, pt):
    shown = tuple(display(parse(text), language, short=True) for language in ("en", "fr", "es", "pt"))
    assert shown == (en, fr, es, pt)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2004-06", "by end of June 2004"),
        ("2004-06-01/2004-06-30", "by end of June 2004"),
        ("2004-04/2004-06", "by end of Q2 2004"),
        ("2004-05/2004-07", "May – July 2004"),
        ("2004-07/2004-12", "by end of H2 2004"),
        ("2004", "by end of 2004"),
        ("2004/2005", "2004–2005"),
        ("2004-06-30", "30 June 2004"),
        ("../2004-06", "by end of June 2004"),
        ("../2004-06-30", "by 30 June 2004"),
        ("2004-06/..", "from June 2004"),
        ("2004-06?", "perhaps June 2004"),
        ("[2004-06,2004-08-03]", "by end of June 2004 or 3 August 2004"),
    ],
)
def test_a_deadline_is_said_by_its_end(text, said):
    assert display(parse(text), deadline=True) == said


def test_languages():
    assert display(parse("2004-01"), "fr-CA") == "janvier 2004"
    assert display(parse("2004-01"), "de") == "January 2004"
    assert display(parse("2004-01")) == "January 2004"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
@pytest.mark.parametrize("text", ["2004", "2004-01", "2004-01-01", "2004-12-31", "2004/2005"])
def test_what_is_shown_reads_back(text, language):
    assert parse(display(parse(text), language).replace("–", "-")).canonical == text


ENDS = st.builds(
    lambda day, form, mark: day.strftime(form) + mark,
    st.dates(date(1000, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]),
    st.sampled_from(["", "", "~", "?", "%"]),
) | st.builds("{:04}-{}".format, st.integers(1000, 9999), st.sampled_from(["Q1", "Q3", "S1", "S2", "38"]))
DATES = st.one_of(
    ENDS,
    st.tuples(ENDS, ENDS).map("/".join),
    ENDS.map("{}/..".format),
    ENDS.map("../{}".format),
    st.sampled_from(["?", "ongoing"]),
)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("vers avril 2004", "2004-04~"),
        ("vers 8 avril 2004", "2004-04-08~"),
        ("peut-être avril 2004", "2004-04?"),
        ("à partir de : avril 2004", "2004-04/.."),
        ("au plus tard : avril 2004", "../2004-04"),
        ("hacia abril de 2004", "2004-04~"),
        ("quizás T3 2004", "2004-Q3?"),
        ("desde: septiembre de 2004", "2004-09/.."),
        ("a más tardar: 2004", "../2004"),
        ("por volta de abril de 2004", "2004-04~"),
        ("talvez 8 de abril de 2004", "2004-04-08?"),
        ("a partir de: abril de 2004", "2004-04/.."),
        ("o mais tardar: abril de 2004", "../2004-04"),
        ("at the latest: June 2004", "../2004-06"),
    ],
)
def test_what_pages_of_earlier_versions_say_is_read(printed: str, canonical: str):
    """People have them, and ask `ssetrack date`; nothing else reads them, and nothing prints them."""
    read = parse(printed, purpose=Purpose.QUESTION)
    assert isinstance(read, Period), read
    assert read.canonical == canonical
    assert isinstance(parse(printed), DateProblem)


@given(text=DATES, language=st.sampled_from(LANGUAGES))
@example(text="../2004-09~", language="en")
@example(text="2026-12-28/2027-01-03", language="es")
@example(text="2026-07/2026-12", language="fr")
def test_what_a_table_prints_is_read_back(text: str, language: str):
    """By `ssetrack date --lang`, with the same bounds; only alternatives and series are not."""
    period = parse(text)
    if not isinstance(period, Period):
        return  # its end is before its start
    shown = display(period, language)
    again = parse(shown, language=language, purpose=Purpose.QUESTION)
    assert isinstance(again, Period), (shown, again)
    assert (again.kind, again.earliest, again.latest) == (period.kind, period.earliest, period.latest), shown
    assert again.certainty == period.certainty
