"""Years of a network's own: what names them, which days they are, and what is refused without a beginning."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.dates import (
    CALENDAR,
    DateProblem,
    Period,
    Purpose,
    YearStart,
    display,
    is_canonical,
    parse,
    parse_year_start,
)

APRIL, SIXTH = YearStart(4), YearStart(4, 6)

READ: dict[str, tuple[str, str]] = {
    "2026/27": ("2026-04/2027-03", "2026-04-06/2027-04-05"),
    "FY2026/27": ("2026-04/2027-03", "2026-04-06/2027-04-05"),
    "FY 2026-27": ("2026-04/2027-03", "2026-04-06/2027-04-05"),
    "fiscal year 2026/2027": ("2026-04/2027-03", "2026-04-06/2027-04-05"),
    "exercice 2026/27": ("2026-04/2027-03", "2026-04-06/2027-04-05"),
    "2026-27": ("2026-04/2027-03", "2026-04-06/2027-04-05"),
    "2026–27": ("2026-04/2027-03", "2026-04-06/2027-04-05"),
    "2004/05": ("2004-04/2005-03", "2004-04-06/2005-04-05"),
    "2034/35": ("2034-04/2035-03", "2034-04-06/2035-04-05"),
    "2020-21": ("2020-04/2021-03", "2020-04-06/2021-04-05"),
    "1999/00": ("1999-04/2000-03", "1999-04-06/2000-04-05"),
    "2099-00": ("2099-04/2100-03", "2099-04-06/2100-04-05"),
    "Q1 2026/27": ("2026-04/2026-06", "2026-04-06/2026-07-05"),
    "2026/27-Q1": ("2026-04/2026-06", "2026-04-06/2026-07-05"),
    "2026/27 Q2": ("2026-07/2026-09", "2026-07-06/2026-10-05"),
    "T4 2026/27": ("2027-01/2027-03", "2027-01-06/2027-04-05"),
    "2026/27-T3": ("2026-10/2026-12", "2026-10-06/2027-01-05"),
    "first quarter of 2026/27": ("2026-04/2026-06", "2026-04-06/2026-07-05"),
    "1er trimestre 2026/27": ("2026-04/2026-06", "2026-04-06/2026-07-05"),
    "4e trimestre de l'exercice 2026/27": ("2027-01/2027-03", "2027-01-06/2027-04-05"),
    "segundo trimestre de 2026/27": ("2026-07/2026-09", "2026-07-06/2026-10-05"),
    "3º trimestre de 2026/27": ("2026-10/2026-12", "2026-10-06/2027-01-05"),
    "S2 2026/27": ("2026-10/2027-03", "2026-10-06/2027-04-05"),
    "first half of 2026/27": ("2026-04/2026-09", "2026-04-06/2026-10-05"),
    "Q1-Q2 2026/27": ("2026-04/2026-09", "2026-04-06/2026-10-05"),
    "2025/26 - 2027/28": ("2025-04/2028-03", "2025-04-06/2028-04-05"),
    "2025/26–2027/28": ("2025-04/2028-03", "2025-04-06/2028-04-05"),
    "2025-26/2027-28": ("2025-04/2028-03", "2025-04-06/2028-04-05"),
    "Q3 2025/26 to Q2 2026/27": ("2025-10/2026-09", "2025-10-06/2026-10-05"),
    "by Q1 2026/27": ("2026-04/2026-06", "2026-04-06/2026-07-05"),
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_read(text: str):
    for starts, canonical in zip((APRIL, SIXTH), READ[text], strict=True):
        read = parse(text, purpose=Purpose.DEADLINE, year_starts=starts)
        assert isinstance(read, Period), read
        assert read.canonical == canonical
        assert parse(canonical) == read._replace(own_name=None)
        assert is_canonical(text, read) or text.startswith("by ")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2026/2027", "2026/2027"), ("Q1 2026", "2026-Q1"), ("2026", "2026"), ("2011-12", "2011-12"),
        ("2033-34", "2033-Q2"), ("2032-33", "2032-Q1"), ("2040-41", "2040-S2"), ("2026-03", "2026-03"),
        ("2026-Q1", "2026-Q1"), ("2021-2023", "2021/2023"),
    ],
)  # fmt: skip
def test_what_is_the_calendars_stays_so(text: str, canonical: str):
    for starts in (APRIL, SIXTH, CALENDAR, None):
        read = parse(text, year_starts=starts)
        assert isinstance(read, Period)
        assert read.canonical == canonical


@pytest.mark.parametrize(
    "text", ["2026/29", "2026/26", "9999/00", "FY26", "Q5 2026/27", "S3 2026/27", "2004–05", "2026/27/28"]
)
def test_what_is_no_such_year(text: str):
    assert isinstance(parse(text, year_starts=APRIL), DateProblem)


def test_a_year_named_once_has_two_meanings():
    read = parse("FY2026", year_starts=APRIL)
    assert isinstance(read, DateProblem)
    assert str(read.help) == "write 2025/26 or 2026/27"


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("2026/27", "2026/2027 (the two calendar years)"),
        ("2026-27", "2026/2027 (the two calendar years)"),
        ("2020-21", "2020/2021 (the two calendar years)"),
        ("FY2026/27", "2026/2027 (the two calendar years)"),
        ("2004/05", "2004-05 (the month) or 2004/2005"),
        ("Q1 2026/27", "2026-Q1 (calendar year)"),
        ("2026/27-T1", "2026-Q1 (calendar year)"),
        ("2e trimestre 2026/27", "2026-Q2 (calendar year)"),
        ("H1 2026/27", "2026-S1 (calendar year)"),
        ("2025/26 - 2027/28", "2025/2028 (calendar year)"),
        ("Q3 2025/26 to Q2 2026/27", "2025-Q3/2026-Q2 (calendar year)"),
        ("end of 2026/27", "2026/2027 (the two calendar years)"),
        ("end of 2026-27", "2026/2027 (the two calendar years)"),
        ("end of 2026–27", "2026/2027 (the two calendar years)"),
        ("end of FY2026/27", "2026/2027 (the two calendar years)"),
        ("end of the year 2026/27", "2026/2027 (the two calendar years)"),
        ("before the end of 2026/27", "2026/2027 (the two calendar years)"),
        ("mid-2026/27", "2026/2027 (the two calendar years)"),
        ("around 2026/27", "2026/2027 (the two calendar years)"),
        ("d'ici fin 2026/27", "2026/2027 (the two calendar years)"),
        ("début 2026/27", "2026/2027 (the two calendar years)"),
        ("fin de l'année 2026/27", "2026/2027 (the two calendar years)"),
        ("hasta fines de 2026/27", "2026/2027 (the two calendar years)"),
        ("a finales del año 2026/27", "2026/2027 (the two calendar years)"),
        ("até o fim de 2026/27", "2026/2027 (the two calendar years)"),
        ("meados de 2026/27", "2026/2027 (the two calendar years)"),
        ("end of Q1 2026/27", "2026-Q1 (calendar year)"),
        ("end of 2026/27-Q1", "2026-Q1 (calendar year)"),
        ("fin du T1 2026/27", "2026-Q1 (calendar year)"),
        ("fines del primer trimestre de 2026/27", "2026-Q1 (calendar year)"),
        ("fim do 2º semestre de 2026/27", "2026-S2 (calendar year)"),
    ],
)
def test_without_a_beginning_both_readings_are_named(text: str, calendar: str):
    for starts in (None, CALENDAR):
        read = parse(text, year_starts=starts)
        assert isinstance(read, DateProblem)
        assert read.rule == "ambiguous-date"
        assert f"write {calendar}" in str(read.help)
        assert "`year-starts: 04-01`" in str(read.help)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("04", APRIL), ("4", APRIL), ("04-06", SIXTH), ("4-6", SIXTH), ("April", APRIL), ("avril", APRIL),
        ("01", CALENDAR),
    ],
)  # fmt: skip
def test_beginnings(text: str, starts: YearStart):
    assert parse_year_start(text) == starts


@pytest.mark.parametrize("text", ["", "13", "0", "00", "04-29", "04-00", "2026-04", "1 April", "spring", "٤"])
def test_no_beginnings(text: str):
    read = parse_year_start(text)
    assert isinstance(read, DateProblem)
    assert str(read.help)


STARTS = st.builds(YearStart, st.integers(1, 12), st.integers(1, 28))
DAYS = st.dates(date(1001, 1, 1), date(9998, 12, 31))


@given(starts=STARTS, day=DAYS)
def test_each_day_is_in_one_quarter_of_its_year(starts: YearStart, day: date):
    year, quarter = starts.year(day), starts.quarter(day)
    days = starts.months_of(year, 3 * (quarter - 1), 3)
    assert days.first is not None
    assert days.first <= day <= (days.last or date.max)
    whole = starts.months_of(year, 0, 12)
    assert whole.first == starts.begin(year) <= day
    assert whole.last == starts.begin(year + 1) - timedelta(days=1)
    following = starts.next_first(day, 3)
    assert following is not None
    assert days.last == following - timedelta(days=1)
    assert starts.next_first(day, 12) == starts.begin(year + 1)
    if not starts.is_calendar:
        for text, meant in ((starts.name(year), whole), (f"{starts.name(year)}-Q{quarter}", days)):
            read = parse(text, year_starts=starts)
            assert isinstance(read, Period)
            assert (read.earliest, read.latest) == (meant.first, meant.last)
            again = parse(read.canonical)
            assert again == read._replace(own_name=None)


@given(text=st.text(st.sampled_from("2026/27-Q1T s0489fy ~"), max_size=20), starts=STARTS)
def test_any_text_is_read_or_refused(text: str, starts: YearStart):
    read = parse(text, year_starts=starts)
    if isinstance(read, Period):
        assert parse(read.canonical, year_starts=starts) == parse(read.canonical)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("2026/27", "en", "2026/27"),
        ("fy2026-27", "fr", "2026/27"),
        ("2026/27-Q1", "en", "Q1 2026/27"),
        ("Q1 2026/27", "fr", "T1 2026/27"),
        ("2e semestre 2026/27", "en", "H2 2026/27"),
        ("Q1-Q2 2026/27", "en", "April – September 2026"),
        ("Q1 2026", "en", "Q1 2026"),
    ],
)
def test_they_are_said_by_their_own_names(text: str, language: str, said: str):
    read = parse(text, year_starts=APRIL)
    assert isinstance(read, Period)
    assert display(read, language) == said
