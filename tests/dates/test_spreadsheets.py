"""Dates as they are in real tables: read where nobody can misread them, else refused without losing a word.

Each form of `READ` was refused once. Where a form is of words, all languages have it.
"""

from __future__ import annotations

from datetime import date

import pytest

from ssetrack.dates import DateProblem, Period, Purpose, parse, parse_hours

# As written, the plan's language, the standard form: the same whatever the text is read for.
READ = [
    # A month and a year with a slash or a hyphen between them
    ("novembro/2018", None, "2018-11"),
    ("nov/2018", None, "2018-11"),
    ("10/2024", None, "2024-10"),
    ("1/2024", "en", "2024-01"),
    ("oct-2026", None, "2026-10"),
    ("Julho - 2024", None, "2024-07"),
    ("26-May-2023", None, "2023-05-26"),
    ("7-oct-2026", None, "2026-10-07"),
    ("26/mai/2023", None, "2023-05-26"),
    # A weekday beside digits
    ("Monday, 2023-05-22", None, "2023-05-22"),
    ("lunes 2023-05-22", None, "2023-05-22"),
    ("2023-05-22 (tbc)", None, None),
    ("2023-05-22, segunda-feira", None, "2023-05-22"),
    # Parts of a year
    ("2025H1", None, "2025-S1"),
    ("2025Q1", None, "2025-Q1"),
    ("2025T4", None, "2025-Q4"),
    ("first half of 2026", None, "2026-S1"),
    ("second quarter of 2026", None, "2026-Q2"),
    ("premier semestre 2026", None, "2026-S1"),
    ("première moitié de 2026", None, "2026-S1"),
    ("segunda mitad de 2026", None, "2026-S2"),
    ("primera metade de 2026", None, "2026-S1"),
    ("primeira metade de 2026", None, "2026-S1"),
    ("T1 (avril à juin 2024)", None, "2024-04/2024-06"),
    ("1er trimestre : avril 2026 à juin 2026", None, "2026-04/2026-06"),
    ("Q4 (January-March 2027)", None, "2027-01/2027-03"),
    ("1.er semestre: julio a diciembre de 2026", None, "2026-07/2026-12"),
    ("primer semestre: julio a diciembre de 2026", None, "2026-07/2026-12"),
    ("T1 (avril à mai 2024)", None, None),
    ("Q1 (2024)", None, None),
    # Days
    ("21-22/12/2025", "fr", "2025-12-21/2025-12-22"),
    ("21-22.12.2025", "es", "2025-12-21/2025-12-22"),
    ("21-22/12/2025", "en", None),
    ("1 er avril au 30 juin 2006", None, "2006-04-01/2006-06-30"),
    ("8 th of May 2026", None, "2026-05-08"),
    ("8 a 9 de abril de 2026", None, "2026-04-08/2026-04-09"),
    ("1.° de marzo de 2026", None, "2026-03-01"),
    ("2 d'avril 2026", None, "2026-04-02"),
    ("3/17/2018", "en", "2018-03-17"),
    ("3/17/2018 - 3/19/2018", "en", "2018-03-17/2018-03-19"),
    ("3/17/2018", None, None),
    ("3/17/2018", "fr", None),
    ("17/3/2018", "en", None),
    # Spreadsheets have no days without a time
    ("2023-12-01 00:00:00", None, "2023-12-01"),
    ("2024-12-31T00:00:00.000Z", None, "2024-12-31"),
    ("2024-12-31T00:00:00", None, "2024-12-31"),
    ("01/12/2023 00:00:00", "fr", "2023-12-01"),
    ("2023-12-01 14:30:00", None, "2023-12-01T14:30"),
    ("2023-12-01T00:00", None, "2023-12-01T00:00"),
    ("2023-12 00:00:00", None, None),
    # UTC behind a time
    ("13 Nov 2026 at 23:59 UTC", None, "2026-11-13T23:59Z"),
    ("03 Dec 2026 at 1400 UTC", None, "2026-12-03T14:00Z"),
    ("2026-03-02 23:59 UTC", None, "2026-03-02T23:59Z"),
    ("2026-03-02 23:59 (GMT)", None, "2026-03-02T23:59Z"),
    ("8 octobre 2026 de 20h à 21h30 UTC", None, "2026-10-08T20:00Z/21:30"),
    ("8 octobre 2026 1400", None, None),
    # Seven days
    ("week of 12 May 2026", None, "2026-05-11/2026-05-17"),
    ("the week of May 11, 2026", None, "2026-05-11/2026-05-17"),
    ("semaine du 12 avril 2027", None, "2027-04-12/2027-04-18"),
    ("semana del 12 de abril de 2027", None, "2027-04-12/2027-04-18"),
    ("semana de 18 de abril de 2027", None, "2027-04-12/2027-04-18"),
    ("week of May 2026", None, None),
    # Across the turn of a year
    ("28 Dec – 3 Jan 2027", None, "2026-12-28/2027-01-03"),
    ("Mon 28 Dec – Sun 3 Jan 2027", None, "2026-12-28/2027-01-03"),
    ("du 28 décembre au 3 janvier 2027", None, "2026-12-28/2027-01-03"),
    ("28 de diciembre al 3 de enero de 2027", None, "2026-12-28/2027-01-03"),
    ("28 de dezembro a 3 de janeiro de 2027", None, "2026-12-28/2027-01-03"),
    ("Oct – Mar 2027", None, "2026-10/2027-03"),
    ("December–January 2027", None, "2026-12/2027-01"),
    ("31 December and 1 January 2027", None, "2026-12-31/2027-01-01"),
    ("5 May – 3 May 2027", None, None),
    ("Fri 28 Dec – 3 Jan 2027", None, None),
    # Unknown
    ("n/a", None, "?"),
    ("N/A", None, "?"),
    ("sin fecha", None, "?"),
    ("sans date", None, "?"),
    ("sem data", None, "?"),
    ("à préciser", None, "?"),
]


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize(("text", "language", "canonical"), READ)
def test_read(text: str, language: str | None, canonical: str | None, purpose: Purpose):
    read = parse(text, language=language, purpose=purpose)
    assert (read.canonical if isinstance(read, Period) else None) == canonical
    if isinstance(read, Period):
        assert parse(canonical or "") == read


# As written, what it is as a deadline (and as a question), and what the help says where it is no deadline.
DEADLINES = [
    ("by 12 May 2026", "2026-05-12", "2026-05-12"),
    ("no later than 12 May 2026", "2026-05-12", "2026-05-12"),
    ("until 12 May 2026", "2026-05-12", "2026-05-12"),
    ("by 2026", "2026", "2026"),
    ("by Q3 2026", "2026-Q3", "2026-Q3"),
    ("d'ici le 12 mai 2026", "2026-05-12", "2026-05-12"),
    ("d\u2019ici au 12 mai 2026", "2026-05-12", "2026-05-12"),
    ("d'ici mai 2026", "2026-05", "2026-05"),
    ("au plus tard le 12 mai 2026", "2026-05-12", "2026-05-12"),
    ("jusqu'au 12 mai 2026", "2026-05-12", "2026-05-12"),
    ("hasta el 12 de mayo de 2026", "2026-05-12", "2026-05-12"),
    ("a más tardar el 12 de mayo de 2026", "2026-05-12", "2026-05-12"),
    ("até 12 de maio de 2026", "2026-05-12", "2026-05-12"),
    ("até ao dia 12 de maio de 2026", "2026-05-12", "2026-05-12"),
    ("o mais tardar 12 de maio de 2026", "2026-05-12", "2026-05-12"),
    ("no mais tardar 12 de maio de 2026", "2026-05-12", "2026-05-12"),
    ("no mais tardar junho 2026", "2026-06", "2026-06"),
    ("by the end of March 2026", "2026-03", "2026-03-31"),
    ("d\u2019ici fin mars 2026", "2026-03", "2026-03-31"),
    ("hasta fines de marzo de 2026", "2026-03", "2026-03-31"),
    ("até ao fim de março de 2026", "2026-03", "2026-03-31"),
    ("before the end of March 2026", "2026-03", "2026-03-31"),
    ("avant la fin mars 2026", "2026-03", "2026-03-31"),
    ("antes de fines de marzo de 2026", "2026-03", "2026-03-31"),
    ("antes do fim de março de 2026", "2026-03", "2026-03-31"),
    ("end of March 2026", "2026-03", "2026-03 (some time in it) or 2026-03-31"),
    ("end March 2026", "2026-03", "2026-03-31"),
    ("end of 2026-03", "2026-03", "2026-03-31"),
    ("fin mars 2026", "2026-03", "2026-03-31"),
    ("fin d'avril 2026", "2026-04", "2026-04-30"),
    ("fines de marzo de 2026", "2026-03", "2026-03-31"),
    ("a finales de marzo de 2026", "2026-03", "2026-03-31"),
    ("fim de março de 2026", "2026-03", "2026-03-31"),
    ("no final de março de 2026", "2026-03", "2026-03-31"),
]


@pytest.mark.parametrize(("text", "canonical", "instead"), DEADLINES)
def test_deadlines(text: str, canonical: str, instead: str):
    for purpose in (Purpose.DEADLINE, Purpose.QUESTION):
        read = parse(text, purpose=purpose)
        assert isinstance(read, Period), read
        assert read.canonical == canonical
    elsewhere = parse(text)
    assert isinstance(elsewhere, DateProblem)
    assert instead in str(elsewhere.help)


# As written, the rule, and everything that the help has to offer.
REFUSED = [
    ("end of 2026", "vague-date", ["2026 ", "2026-12-31"]),
    ("end of Q3 2026", "vague-date", ["2026-Q3 ", "2026-09-30"]),
    ("by the end of Q3 2026", "vague-date", ["2026-Q3 ", "2026-09-30"]),
    ("fin du 1er trimestre 2026", "vague-date", ["2026-Q1 ", "2026-03-31"]),
    ("mid-June 2026", "vague-date", ["2026-06-15~", "2026-06 "]),
    ("à la mi-juin 2026", "vague-date", ["2026-06-15~", "2026-06 "]),
    ("mediados de junio de 2026", "vague-date", ["2026-06-15~", "2026-06 "]),
    ("em meados de junho de 2026", "vague-date", ["2026-06-15~", "2026-06 "]),
    ("early 2027", "vague-date", ["2027-Q1", "2027~"]),
    ("début 2027", "vague-date", ["2027-Q1", "2027~"]),
    ("late 2027", "vague-date", ["2027-Q4", "2027~"]),
    ("late March 2026", "vague-date", ["2026-03-31~", "2026-03~"]),
    ("around 12 May 2026", "vague-date", ["2026-05-12~"]),
    ("approx. 2026-03-05", "vague-date", ["2026-03-05~"]),
    ("environ le 12 mai 2026", "vague-date", ["2026-05-12~"]),
    ("end of March 2026 to mid-May 2026", "vague-date", ["2026-03-31/2026-05-15~"]),
    ("from mid-May to end of June 2026", "vague-date", ["2026-05-15~/2026-06-30"]),
    ("de mi-mai à fin juin 2026", "vague-date", ["2026-05-15~/2026-06-30"]),
    ("before 12 May 2026", "unreadable-date", ["2026-05-11", "2026-05-12"]),
    ("avant le 12 mai 2026", "unreadable-date", ["2026-05-11", "2026-05-12"]),
    ("antes del 12 de mayo de 2026", "unreadable-date", ["2026-05-11", "2026-05-12"]),
    ("antes de 12 de maio de 2026", "unreadable-date", ["2026-05-11", "2026-05-12"]),
    ("before May 2026", "unreadable-date", ["2026-04-30", "2026-05 "]),
    ("by 31 April 2026", "impossible-date", ["2026-04-30"]),
    ("before 31 April 2026", "impossible-date", ["2026-04-30"]),
    ("Summer 2026", "week-or-season", ["2026-06/2026-08", "2026-12/2027-02"]),
    ("invierno de 2026", "week-or-season", ["2026-12/2027-02", "2026-06/2026-08"]),
    ("2026-25", "week-or-season", ["2026-03/2026-05"]),
    ("2026-29", "week-or-season", ["2026-09/2026-11"]),
    ("before the assembly", "unreadable-date", ["1 day before 1.2"]),
    ("avant l'assemblée", "unreadable-date", ["1 day before 1.2"]),
    ("Febuary 2026", "unreadable-date", ["write 2026-02, if that is what you mean"]),
    ("12 setembr de 2026", "unreadable-date", ["write 2026-09-12, if that is what you mean"]),
    ("28 Dec 2026 – 3 Jan", "date-without-year", ["2026-12-28/2027-01-03"]),
    ("Oct 2026 – Mar", "date-without-year", ["2026-10/2027-03"]),
    ("12 May 2026 – 3 June", "date-without-year", ["2026-05-12/2026-06-03"]),
    ("3/17/2018", "ambiguous-date", ["2018-03-17"]),
    ("21-22/12/2025", "ambiguous-date", ["2025-12-21/2025-12-22"]),
    ("Tuesday, 2023-05-22", "impossible-date", ["2023-05-22"]),
    ("2026-03-02 15:00 CET", "unreadable-date", ["Europe/Paris"]),
    ("2 March 2026, 15:00 EST", "unreadable-date", ["America/New_York"]),
    ("second half of March 2026", "unreadable-date", ["2026-03-16/2026-03-31"]),
    ("2025S1", "unreadable-date", ["2025-S1"]),
    ("FY2027", "unreadable-date", ["2027-07/2028-06"]),
    ("julho a 2024", "unreadable-date", []),
    ("13/2024", "impossible-date", ["01 to 12"]),
]


@pytest.mark.parametrize(("text", "rule", "instead"), REFUSED)
def test_refused_with_what_was_written(text: str, rule: str, instead: list[str]):
    read = parse(text, purpose=Purpose.DEADLINE)
    assert isinstance(read, DateProblem), read
    assert read.rule == rule
    assert [one for one in instead if one not in f"{read.help} "] == []
    quoted = read.message.values.get("text")
    assert quoted in (None, text)


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_a_month_first_is_named_where_the_day_comes_first(language: str):
    read = parse("3/17/2018", language=language)
    assert isinstance(read, DateProblem)
    assert str(read.help) == "write 2018-03-17"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Monday 31 April 2026", None),
        ("Thursday 31 April 2026", "2026-04-30"),
        ("31 April 2026", "2026-04-30"),
        ("Wed 29 – Fri 31 April 2026", None),
        ("by 31 April 2026", "2026-04-30"),
        ("before 31 April 2026", None),
        ("lundi 31 avril 2026", None),
    ],
)
def test_a_fix_never_contradicts_the_weekday(text: str, suggestion: str | None):
    read = parse(text, purpose=Purpose.DEADLINE)
    assert isinstance(read, DateProblem)
    assert read.suggestion == suggestion


@pytest.mark.parametrize("text", ["M3-M6", "M3–M6", "M3 - M6", "M3/M6"])
def test_months_of_a_project_with_a_hyphen(text: str):
    read = parse(text, start=date(2026, 1, 1))
    assert isinstance(read, Period)
    assert (read.earliest, read.latest) == (date(2026, 3, 1), date(2026, 6, 30))


@pytest.mark.parametrize("text", ["15:00 CET", "15:00-16:00 cet"])
def test_a_time_alone_takes_no_letters_for_a_zone_either(text: str):
    read = parse_hours(text)
    assert isinstance(read, DateProblem)
    assert "Europe/Paris" in str(read.help)
