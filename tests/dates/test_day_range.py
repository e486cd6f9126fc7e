"""Days in a row: how long they are and how they lie to each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.dates import DayRange

OPEN = DayRange()


def june(first: int | None, last: int | None) -> DayRange:
    return DayRange(first and date(2004, 6, first), last and date(2004, 6, last))


@pytest.mark.parametrize(
    ("one", "other", "within", "overlaps"),
    [
        (june(8, 9), june(8, 9), True, True),
        (june(8, 9), june(1, 30), True, True),
        (june(1, 30), june(8, 9), False, True),
        (june(8, 9), june(9, 12), False, True),
        (june(8, 9), june(10, 12), False, False),
        (june(10, 12), june(8, 9), False, False),
        (june(8, None), june(1, 30), True, True),
        (june(None, 9), june(1, 30), True, True),
        (june(8, None), june(9, 30), False, True),
        (june(8, None), june(None, 7), True, False),
        (june(8, 9), june(9, None), False, True),
        (june(8, 9), OPEN, True, True),
        (OPEN, june(8, 9), True, True),
        (OPEN, OPEN, True, True),
    ],
)
def test_how_days_lie_to_others(one, other, within, overlaps):
    assert (one.within(other), one.overlaps(other), other.overlaps(one)) == (within, overlaps, overlaps)


DAYS = st.dates(date(2004, 1, 1), date(2004, 2, 28))
RANGES = st.builds(lambda first, length: DayRange(first, first + timedelta(length)), DAYS, st.integers(0, 40))


@given(one=RANGES, other=RANGES)
def test_they_are_sets_of_days(one, other):
    own = {one.first + timedelta(number) for number in range(one.length)}
    others = {other.first + timedelta(number) for number in range(other.length)}
    assert one.within(other) == (own <= others)
    assert one.overlaps(other) == bool(own & others)
    assert {day for day in others if one.holds(day)} == own & others


def test_what_is_open_has_no_length():
    assert [OPEN.length, june(8, None).length, june(None, 8).length, june(8, 8).length] == [
        None,
        None,
        None,
        1,
    ]
    assert june(None, 8).holds(date(1000, 1, 1))
