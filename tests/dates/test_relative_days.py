"""Days that count from today, as commands read them; no plan does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.dates import DateProblem, Purpose, parse
from ssetrack.dates.relative.to_today import Shift, relative_day, shift_in

TODAY = date(2027, 1, 31)

DAYS = {
    "today": "2027-01-31",
    "Yesterday": "2027-01-30",
    "TOMORROW": "2027-02-01",
    "aujourd'hui": "2027-01-31",
    "Aujourd\u2019hui": "2027-01-31",
    "hier": "2027-01-30",
    "demain": "2027-02-01",
    "hoy": "2027-01-31",
    "ayer": "2027-01-30",
    "mañana": "2027-02-01",
    "man\u0303ana": "2027-02-01",
    "manana": "2027-02-01",
    "hoje": "2027-01-31",
    "ontem": "2027-01-30",
    "AMANHÃ": "2027-02-01",
    " amanha ": "2027-02-01",
    "+30d": "2027-03-02",
    "-2w": "2027-01-17",
    "\u22122w": "2027-01-17",
    "+0d": "2027-01-31",
    "+1m": "2027-02-28",
    "-2m": "2026-11-30",
    "+13M": "2028-02-29",
    "+1y": "2028-01-31",
    "-1y": "2026-01-31",
    "+2 weeks": "2027-02-14",
    "- 3 jours": "2027-01-28",
    "+1 mes": "2027-02-28",
    "+1 mês": "2027-02-28",
    "+2 años": "2029-01-31",
    "-1an": "2026-01-31",
}
OTHERS = (
    "", "2w", "+w", "+", "-", "--2w", "+2x", "+2w3d", "+2.5w", "+2026-12", "-2026", "M3", "soon", "todays",
    "the day after", "+99999y", "-9999y", "+999999d", "+\u0662w", "2027-01-31", "-2w\n-2w",
)  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_a_day_that_counts_from_today(text: str):
    assert str(relative_day(text, TODAY)) == DAYS[text]


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_text_is_none(text: str):
    assert relative_day(text, TODAY) is None


@pytest.mark.parametrize("text", DAYS)
@pytest.mark.parametrize("purpose", Purpose)
def test_no_plan_reads_it(text: str, purpose: Purpose):
    """There, tomorrow would be another day every day."""
    for language in (None, "en", "fr", "es", "pt"):
        assert isinstance(parse(text, language=language, purpose=purpose), DateProblem)


@given(st.dates(), st.integers(-2000, 2000), st.sampled_from(["day", "week", "month", "year"]))
def test_a_shift_and_back(day: date, number: int, unit: str):
    shift = Shift(number, unit)
    assert shift_in(str(shift)) == shift
    later = shift.day_from(day)
    back = None if later is None else Shift(-number, shift.unit).day_from(later)
    if later is None or back is None:
        return
    assert (later > day) - (later < day) == (number > 0) - (number < 0)
    if unit in ("day", "week"):
        assert later - day == timedelta(days=number * (7 if unit == "week" else 1))
        assert back == day
    else:
        # Clipped to a shorter month, never moved out of it.
        assert (back.year, back.month) == (day.year, day.month)
        assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_beyond_the_calendar_there_is_no_day():
    assert Shift(1, "day").day_from(date.max) is None
    assert Shift(-1, "month").day_from(date.min) is None
