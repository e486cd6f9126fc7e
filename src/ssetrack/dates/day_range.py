"""Days in a row, the one value for them: from a first to a last, both inclusive.

Comes in: two days, None for an end that is open. Goes out: a `DayRange`, which answers how long it is and
how it lies to another. What a text says of the days is a `Period`; this is only which days they are.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class DayRange(NamedTuple):
    """From `first` to `last`, both inclusive; None where there is no such end."""

    first: date | None = None
    last: date | None = None

    @property
    def length(self) -> int | None:
        """How many days it has: 1 from a day to itself; None where an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether the day is one of these."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def within(self, other: DayRange) -> bool:
        """Whether it neither begins before the other nor ends after it; an open end is not looked at."""
        starts = self.first is None or other.first is None or self.first >= other.first
        return starts and (self.last is None or other.last is None or self.last <= other.last)

    def overlaps(self, other: DayRange) -> bool:
        """Whether some day may be in both; an open end goes on for ever."""
        ends = self.last is None or other.first is None or self.last >= other.first
        return ends and (self.first is None or other.last is None or self.first <= other.last)


ANY_DAY = DayRange()
"""Open at both ends: what asks for no days in particular."""


def year_in(years: DayRange, month: int) -> int | None:
    """The year of this month within the days; None where they do not hold all of it."""
    first, last = years
    if first is None or last is None:
        return None
    for year in range(first.year, last.year + 1):
        if (first.year, first.month) <= (year, month) <= (last.year, last.month):
            return year
    return None
