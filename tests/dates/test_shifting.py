"""A date that is moved by days, weeks, months or years keeps the unit in which it is text_of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ssetrack.dates import Period, YearStart, on_days, parse
from ssetrack.dates.relative.shifting import TooFine, period_later, text_of
from ssetrack.dates.relative.to_today import Shift, shift_in

APRIL = YearStart(4)

LATER = [
    ("2027-06-11", "+1w", "2027-06-18"),
    ("2027-06-11~", "-1d", "2027-06-10~"),
    ("2027-01-31", "+1m", "2027-02-28"),
    ("2028-02-29", "+1y", "2029-02-28"),
    ("8-9 April 2027", "+1w", "2027-04-15/2027-04-16"),
    ("2027-01-30/2027-01-31", "+1m", "2027-02-28"),
    ("2027-06", "+1m", "2027-07"),
    ("juin 2027", "-6m", "2026-12"),
    ("2027-06%", "+1y", "2028-06%"),
    ("2027-Q4", "+3m", "2028-Q1"),
    ("2027-S1", "-6m", "2026-S2"),
    ("2027-38", "+4m", "2027-39"),
    ("2027?/2028", "+2y", "2029?/2030"),
    ("2027-06/2027-08-15", "+1m", "2027-07/2027-09-15"),
    ("2027-09/..", "+1m", "2027-10/.."),
    ("2027-09-01/", "+1d", "2027-09-02/"),
    ("../2027-06", "+1m", "../2027-07"),
    ("/2027-06-11", "-1w", "/2027-06-04"),
    ("[2027-06-01,2027-06-05]", "+1w", "[2027-06-08,2027-06-12]"),
    ("{2027-06-01,2027-07..2027-08}", "+1m", "{2027-07-01,2027-08..2027-09}"),
    ("[2027-06-01..2027-06-05]", "+1w", "2027-06-08/2027-06-12"),
    ("2027-06-11T20:00Z/21:30", "+1d", "2027-06-12T20:00Z/21:30"),
    ("13 Nov 2026 at 23:59 UTC", "+1m", "2026-12-13T23:59Z"),
    ("2026/27", "-1y", "2025/26"),
    ("Q4 2026/27", "+3m", "Q1 2027/28"),
    ("S2 2026/27", "-6m", "S1 2026/27"),
    ("2025/26 - 2026/27", "+1y", "2026-04/2028-03"),
]
TOO_FINE = [
    ("2027-06", "+1w", "+1m", "2027-06-08", "2027-07-07"),
    ("2027-06~", "-3d", "-1m", "2027-05-29", "2027-06-27"),
    ("2027-Q2", "+1m", "+3m", "2027-05-01", "2027-07-31"),
    ("2027-S1", "+3m", "+6m", "2027-04-01", "2027-09-30"),
    ("2027-38", "-1m", "-4m", "2027-04-01", "2027-07-31"),
    ("2027", "+1m", "+1y", "2027-02-01", "2028-01-31"),
    ("2027-06/2027-08-15", "+1w", "+1m", "2027-06-08", "2027-08-22"),
    ("2027-09/..", "+1w", "+1m", "2027-09-08", "None"),
    ("{2027-06-01,2027-07}", "+1w", "+1m", "2027-07-08", "2027-08-07"),
    ("2026/27", "+3m", "+1y", "2026-07-01", "2027-06-30"),
    ("Q4 2026/27", "-1w", "-3m", "2026-12-25", "2027-03-24"),
    ("S2 2026/27", "+3m", "+6m", "2027-01-01", "2027-06-30"),
]


def read(text: str) -> Period:
    period = parse(text, year_starts=APRIL)
    assert isinstance(period, Period)
    return period


@pytest.mark.parametrize(("text", "shift", "expected"), LATER)
def test_so_much_later(text: str, shift: str, expected: str):
    by = shift_in(shift)
    assert by is not None
    later = period_later(read(text), by, APRIL)
    assert isinstance(later, Period)
    assert text_of(later) == expected
    assert read(expected).days == later.days


@pytest.mark.parametrize(("text", "shift", "least", "first", "last"), TOO_FINE)
def test_a_unit_shorter_than_the_date(text: str, shift: str, least: str, first: str, last: str):
    by = shift_in(shift)
    assert by is not None
    refused = period_later(read(text), by, APRIL)
    assert isinstance(refused, TooFine)
    assert (str(refused.least), *map(str, refused.days)) == (least, first, last)
    again = period_later(read(text), refused.least, APRIL)
    assert isinstance(again, Period)


@pytest.mark.parametrize("text", ["tbd", "ongoing", "9999-12-31", "9999", "9998/99"])
def test_nothing_to_move_or_nowhere(text: str):
    assert period_later(read(text), Shift(1, "year"), APRIL) is None


@given(
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.integers(0, 40),
    st.integers(-500, 500),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_days_move_each_for_itself(first: date, length: int, number: int, unit: str):
    shift = Shift(number, unit)
    last = Shift(length, "day").day_from(first)
    assert last is not None
    later = period_later(on_days(first, last), shift)
    assert isinstance(later, Period)
    assert later.days == (shift.day_from(first), shift.day_from(last))
    assert parse(later.canonical) == later


@given(st.integers(1900, 2200), st.sampled_from(["", "-06", "-Q3", "-S2", "-39"]), st.integers(-60, 60))
def test_a_unit_moves_as_a_whole_or_not_at_all(year: int, part: str, months: int):
    period = read(f"{year}{part}")
    later = period_later(period, Shift(months, "month"))
    assert period.precision is not None
    assert isinstance(later, TooFine) == bool(months % period.precision.months)
    assume(isinstance(later, Period))
    assert isinstance(later, Period)
    assert later.precision is period.precision
    back = period_later(later, Shift(-months, "month"))
    assert back == period
