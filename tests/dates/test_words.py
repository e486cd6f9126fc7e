"""Dates in words: what is read beside the table, and what to write instead of what is not."""

from __future__ import annotations

import pytest

from ssetrack.dates import ONGOING, UNKNOWN, DateProblem, Period, parse

READ = [
    ("8 October 2021", "2021-10-08"),
    ("October 8th, 2021", "2021-10-08"),
    ("the 8th of October 2021", "2021-10-08"),
    ("2021 October 8", "2021-10-08"),
    ("Friday 8 October 2021", "2021-10-08"),
    ("8 October 2021, Friday", "2021-10-08"),
    ("Thurs. 7 Oct. 2021", "2021-10-07"),
    ("le vendredi 8 octobre 2021", "2021-10-08"),
    ("viernes, 8 de octubre de 2021", "2021-10-08"),
    ("sexta-feira, 8 de outubro de 2021", "2021-10-08"),
    ("mar 9 de marzo de 2021", "2021-03-09"),
    ("mar. 9 mars 2021", "2021-03-09"),
    ("a 9 de abril de 2004", "2004-04-09"),
    ("1° de julio de 2021", "2021-07-01"),
    ("1ro de julio de 2021", "2021-07-01"),
    ("JANVIER 2004", "2004-01"),
    ("Sept. 2004", "2004-09"),
    ("set. de 2004", "2004-09"),
    ("out 2004", "2004-10"),
    ("juill. 2021", "2021-07"),
    ("fevereiro de 2021", "2021-02"),
    ("Tuesday 19th - Friday 22nd March 2024", "2024-03-19/2024-03-22"),
    ("Tuesday 19th – Friday 22nd March 2024", "2024-03-19/2024-03-22"),
    ("April 25/26/27, 2023", "2023-04-25/2023-04-27"),
    ("25/26/27 April 2023", "2023-04-25/2023-04-27"),
    ("8, 9 April 2004", None),
    ("April 8—9, 2004", "2004-04-08/2004-04-09"),
    ("8 e 9 de abril de 2004", "2004-04-08/2004-04-09"),
    ("8 et 9 avril 2004", "2004-04-08/2004-04-09"),
    ("8 and 9 and 10 April 2004", "2004-04-08/2004-04-10"),
    ("del 8 al 9 de abril de 2004", "2004-04-08/2004-04-09"),
    ("from 8 to 9 April 2004", "2004-04-08/2004-04-09"),
    ("30 April - 2 May 2004", "2004-04-30/2004-05-02"),
    ("April 30 to May 2, 2004", "2004-04-30/2004-05-02"),
    ("30 April and 1 May 2004", "2004-04-30/2004-05-01"),
    ("du 20 décembre 2004 au 3 janvier 2005", "2004-12-20/2005-01-03"),
    ("May and June 2004", "2004-05/2004-06"),
    ("de marzo a mayo de 2021", "2021-03/2021-05"),
    ("2004 to 2006", "2004/2006"),
    ("de 2004 a 2006", "2004/2006"),
    ("H2 2021", "2021-S2"),
    ("2021 Q3", "2021-Q3"),
    ("q3-2021", "2021-Q3"),
    ("Q1-Q2 2021", "2021-Q1/2021-Q2"),
    ("T4 2021 - T1 2022", "2021-Q4/2022-Q1"),
    ("2004-04-08 - 2004-04-09", "2004-04-08/2004-04-09"),
    ("2004-04-08 to 2004-04-09", "2004-04-08/2004-04-09"),
    ("2004-06 / 2004-08", "2004-06/2004-08"),
    ("3e trimestre 2021", "2021-Q3"),
    ("1er semestre 2022", "2022-S1"),
    ("primer semestre de 2022", "2022-S1"),
    ("2º trimestre de 2021", "2021-Q2"),
    ("the third quarter of 2021", "2021-Q3"),
    ("3e semestre 2021", None),
    ("2004–2006", "2004/2006"),
    ("2004–04–08", "2004-04-08"),
    ("8 oct. 2021 20h00", "2021-10-08T20:00"),
    ("8\u00a0oct.\u202f2021 à 20h", "2021-10-08T20:00"),
    ("October 8th, 2021 / 20:00–21:30", "2021-10-08T20:00/21:30"),
    ("8 octobre 2021 de 20h à 21h30", "2021-10-08T20:00/21:30"),
    ("8 de octubre de 2021 a las 20:00", "2021-10-08T20:00"),
    ("2021-10-08 20:00", "2021-10-08T20:00"),
    ("2021-10-08, 22:00-01:00", "2021-10-08T22:00/01:00"),
]


@pytest.mark.parametrize(("text", "canonical"), READ)
def test_read(text, canonical):
    read = parse(text)
    if canonical is None:
        assert isinstance(read, DateProblem)
        return
    assert isinstance(read, Period), read
    assert read.canonical == canonical
    assert parse(canonical) == read


@pytest.mark.parametrize(
    "text", ["ongoing", "Ongoing", "en cours", "EN COURS", "en curso", "em curso", "permanente"]
)
def test_ongoing(text):
    assert parse(text) is ONGOING


@pytest.mark.parametrize(
    "text", ["?", "tbd", "TBD", "à définir", "A DEFINIR", "por definir", "a definir", "a\u0300 définir"]
)
def test_unknown(text):
    assert parse(text) is UNKNOWN


# As written, the rule that refuses it, and what the help says to write.
REFUSED = [
    ("31 June 2021", "impossible-date", "2021-06-30"),
    ("8-31 June 2021", "impossible-date", "2021-06-30"),
    ("Monday 8 October 2021", "impossible-date", "2021-10-08"),
    ("Tuesday 25, Wednesday 26 April 2023", "unreadable-date", ""),
    ("Tue 25/Fri 26/Thu 27 April 2023", "impossible-date", "2023-04-26"),
    ("0 June 2021", "impossible-date", "from 1"),
    ("May", "date-without-year", "2027-05"),
    ("October 8", "date-without-year", "2027-10-08"),
    ("8-9 April", "date-without-year", "2027-04-08"),
    ("31 June", "date-without-year", "2027-06-30"),
    ("April 04", "date-without-year", "2027-04-04"),
    ("May 2005 - March 2005", "end-before-start", "2005-03/2005-05"),
    ("mid-June 2004", "vague-date", "2004-06-15"),
    ("end of 2004", "vague-date", "2004-12-31"),
    ("fin février 2004", "vague-date", "2004-02-29"),
    ("début mars 2021", "vague-date", "2021-03-01"),
    ("about June 2004", "vague-date", "2004-06~"),
    ("vers juin 2004", "vague-date", "2004-06~"),
    ("ASAP", "vague-date", "tbd"),
    ("Spring 2005", "week-or-season", "2005-03/2005-05"),
    ("été 2006", "week-or-season", "2006-06/2006-08"),
    ("2021-21", "week-or-season", "2021-03/2021-05"),
    ("week 23", "week-or-season", "2027-06-07/2027-06-13"),
    ("2021-W23", "week-or-season", "2021-06-07/2021-06-13"),
    ("2021-W23-3", "week-or-season", "2021-06-09"),
    ("semaine 23 2021", "week-or-season", "2021-06-07/2021-06-13"),
    ("2021-W60", "week-or-season", "2027-06-07/2027-06-13"),
    ("9999-W52", "week-or-season", "2027-06-07/2027-06-13"),
    ("FY2021", "unreadable-date", "2021-07/2022-06"),
    ("20:00-21:30", "unreadable-date", "time:"),
    ("8pm", "unreadable-date", "time:"),
    ("..", "unreadable-date", "ongoing"),
    ("from June 2004", "unreadable-date", "2004-06/.."),
    ("dès juin 2004", "unreadable-date", "2004-06/.."),
    ("a partir de junio de 2004", "unreadable-date", "2004-06/.."),
    ("after June 2004", "unreadable-date", "2004-07-01/.."),
    ("by June 2004", "unreadable-date", "2004-06"),
    ("hasta junio de 2004", "unreadable-date", "2004-06"),
    ("before June 2004", "unreadable-date", "2004-05-31"),
    ("8/9 April 2004", "unreadable-date", "2004-04-08/2004-04-09"),
    ("8 and 26 April 2004", "unreadable-date", "[2004-04-08, 2004-04-26]"),
    ("8 April and 26 April 2004", "unreadable-date", "[2004-04-08, 2004-04-26]"),
    ("March 2004 and June 2004", "unreadable-date", "[2004-03, 2004-06]"),
    ("2021 - ongoing", "unreadable-date", "2021/.."),
    ("2004-06/open", "unreadable-date", "2004-06/.."),
    ("mars 2021 à en cours", "unreadable-date", "2021-03/.."),
    ("2004-04-08/09", "unreadable-date", "2004-04-08/2004-04-09"),
    ("2004-04/06", "unreadable-date", "2004-04/2004-06"),
    ("2004–05", "ambiguous-date", "2004-05 (the month) or 2004/2005"),
    ("2004/05", "ambiguous-date", "2004-05 (the month) or 2004/2005"),
    ("2021/22", "ambiguous-date", "2021/2022"),
    ("2021–22", "ambiguous-date", "2021/2022"),
    ("June/July 2004", "unreadable-date", "2004-06/2004-07"),
    ("June 2004?", "unreadable-date", "2004-06?"),
    ("~2004", "unreadable-date", "2004~"),
    ("8 May 2004 (tbc)", "unreadable-date", "2004-05-08?"),
    ("M1-M3", "no-project-start", "start:"),
    ("M1 to M3", "unreadable-date", "M1/M3"),
    ("2021-10-08T20:00/2021-10-08T21:00", "unreadable-date", "2021-10-08T20:00/21:00"),
    ("20040601", "unreadable-date", "2004-06-01"),
    ("2004/06/01", "unreadable-date", "2004-06-01"),
    ("2004-6-1", "unreadable-date", "2004-06-01"),
    ("2004-XX", "unreadable-date", "2004"),
    ("2004-06-XX", "unreadable-date", "2004-06"),
    ("201X", "unreadable-date", "2010/2019"),
    ("2004?-06", "unreadable-date", "2004-06~"),
    ("8 April 04", "unreadable-date", "2027-06-11"),
    ("January 0000", "unreadable-date", "2027-06-11"),
    ("/20:00", "unreadable-date", "2027-06-11"),
    ("2021-10-08~ 20:00", "unreadable-date", "2027-06-11"),
    ("October 2021 20:00", "unreadable-date", "2027-06-11"),
    ("8 October 2021 25:00", "unreadable-date", "20:00"),
    ("   ", "unreadable-date", "tbd"),
    ("x" * 201, "unreadable-date", "notes"),
]


@pytest.mark.parametrize(("text", "rule", "instead"), REFUSED)
def test_refused(text, rule, instead):
    read = parse(text)
    assert isinstance(read, DateProblem)
    assert read.rule == rule
    assert instead in str(read.help)
    assert read.suggestion is None or read.rule == "impossible-date"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("31 June 2021", "2021-06-30"),
        ("8-31 June 2021", "2021-06-08/2021-06-30"),
        ("28 May - 31 June 2021", "2021-05-28/2021-06-30"),
        ("31 June 2021 20:00", None),
        ("Monday 8 October 2021", None),
    ],
)
def test_suggestions(text, suggestion):
    assert parse(text).suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        (
            "April 8-9, 2004 in Rio de Janeiro or April 26-27, 2004 in Paris",
            (
                "write `when: [{date: 2004-04-08/2004-04-09, where: Rio de Janeiro}, "
                "{date: 2004-04-26/2004-04-27, where: Paris}]`"
            ),
        ),
        ("8 avril 2004 ou mai 2004", "write `when: [2004-04-08, 2004-05]`"),
        (
            "8 April 2004 in Lima, Peru or May 2004",
            'write `when: [{date: 2004-04-08, where: "Lima, Peru"}, 2004-05]`',
        ),
        ("next week or later", "write a list of dates, for example `when: [2027-06-11, 2027-06-18]`"),
        (
            "Draft: December 2004 Final: October 2005",
            (
                "write `milestones: [{id: draft, title: Draft, deadline: 2004-12}, "
                "{id: final, title: Final, deadline: 2005-10}]`"
            ),
        ),
        (
            "Ébauche : décembre 2004, Finale : octobre 2005",
            (
                "write `milestones: [{id: ebauche, title: Ébauche, deadline: 2004-12}, "
                "{id: finale, title: Finale, deadline: 2005-10}]`"
            ),
        ),
        ("Draft: soon Final: later", "write a milestone for each of them, under `milestones:`"),
    ],
)
def test_two_dates_in_one_text(text, help_):
    read = parse(text)
    assert read.rule == "unreadable-date"
    assert str(read.help) == help_


@pytest.mark.parametrize(
    ("text", "language", "canonical"),
    [
        ("4/11/2020", "fr", "2020-11-04"),
        ("4.11.2020", "es", "2020-11-04"),
        ("04-11-2020", "pt", "2020-11-04"),
        ("4/11/2020", "pt-BR", "2020-11-04"),
        ("1/07/2021 - 3/07/2021", "fr", "2021-07-01/2021-07-03"),
        ("du 1/07/2021 au 3/07/2021", "fr", "2021-07-01/2021-07-03"),
    ],
)
def test_numbers_where_the_language_settles_them(text, language, canonical):
    assert parse(text, language=language).canonical == canonical


@pytest.mark.parametrize(
    ("text", "language", "rule", "instead"),
    [
        ("03/04/2004", "en", "ambiguous-date", "write 2004-04-03 or 2004-03-04;"),
        ("03/04/2004", None, "ambiguous-date", "write 2004-04-03 or 2004-03-04;"),
        ("25/12/2004", "en", "ambiguous-date", "write 2004-12-25;"),
        ("1/07/2021 - 3/07/2021", "en", "ambiguous-date", "2021-07-01"),
        ("31/06/2021", "fr", "impossible-date", "2021-06-30"),
        ("31/06/2021", "en", "impossible-date", "2021-06-30"),
        ("4/31/2020", "fr", "impossible-date", "01 to 12"),
        ("32/13/2020", "en", "impossible-date", "01 to 12"),
        ("3/07/2021 - 1/07/2021", "fr", "end-before-start", "2021-07-01/2021-07-03"),
        ("4/11/20", "fr", "unreadable-date", "2027-06-11"),
        ("4/11/0020", "fr", "unreadable-date", "2027-06-11"),
    ],
)
def test_numbers_refused(text, language, rule, instead):
    read = parse(text, language=language)
    assert isinstance(read, DateProblem)
    assert read.rule == rule
    assert instead in str(read.help)


def test_months_are_named_in_sentences():
    assert str(parse("31 June 2021").message) == "June 2021 has 30 days"
    assert str(parse("2004-02-30").message) == "February 2004 has 29 days"
    assert str(parse("Monday 8 October 2021").message) == "8 October 2021 is a Friday, not a Monday"
    assert str(parse("2021-W60").message) == "the year 2021 has no week 60"
    assert str(parse("03/04/2027").message) == "`03/04/2027` can mean 3 April or 4 March"
    assert str(parse("2004–05").message) == "`2004–05` can mean May 2004 or the years 2004 to 2005"
