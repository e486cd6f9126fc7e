"""When a network's own year begins, and which of its years and quarters a day is in.

Comes in: what a plan says (`04`, `04-06`), or a day. Goes out: a `YearStart`, its years, named after the
calendar year in which they begin, and their quarters. Texts that name such a year are read by
`informal.own_year`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ssetrack.dates.day_range import DayRange
from ssetrack.dates.names import MONTHS
from ssetrack.dates.period import DateProblem
from ssetrack.dates.project_time import months_on
from ssetrack.dates.refusals import quotation
from ssetrack.language.message import message

LAST_DAY = 28
"""The last day on which a year may begin: every month has it."""

_TEXT = r"([0-9]{1,2})(?:-([0-9]{1,2}))?"


class YearStart(NamedTuple):
    """The month and the day on which each year begins; 1 January is the calendar's."""

    month: int
    day: int = 1

    @property
    def is_calendar(self) -> bool:
        """Whether these years are those of the calendar."""
        return self == CALENDAR

    def begin(self, year: int) -> date:
        """The first day of the year that begins in a year of the calendar."""
        return date(year, self.month, self.day)

    def year(self, day: date) -> int:
        """The year that a day is in."""
        return day.year if (day.month, day.day) >= (self.month, self.day) else day.year - 1

    def quarter(self, day: date) -> int:
        """The number, 1 to 4, of the quarter that a day is in."""
        months = (day.month - self.month - (day.day < self.day)) % 12
        return months // 3 + 1

    def name(self, year: int) -> str:
        """What a year is called: `2026/27`, and `2026` in the calendar."""
        return f"{year}" if self.is_calendar else f"{year}/{(year + 1) % 100:02}"

    def months_of(self, year: int, first: int, number: int) -> DayRange:
        """The days of so many months of a year, counted from its month `first` (0 is its first month).

        They end with the calendar.
        """
        begin = months_on(self.begin(year), first)
        try:
            return DayRange(begin, months_on(begin, number) - timedelta(days=1))
        except ValueError:
            return DayRange(begin, date.max)

    def next_first(self, day: date, months: int) -> date | None:
        """The first day after another on which a year, or a part of so many months of it, begins."""
        begin = self.begin(max(1, self.year(day)))
        passed = (day.year - begin.year) * 12 + day.month - begin.month - (day.day < self.day)
        try:
            return months_on(begin, (passed // months + 1) * months)
        except ValueError:
            return None


CALENDAR = YearStart(1)


@lru_cache(maxsize=64)
def parse_year_start(text: str) -> YearStart | DateProblem:
    """What a plan says: a month (`04`, `April`), or a month and a day of at most 28 (`04-06`)."""
    low = text.strip().casefold()
    if low in MONTHS:
        return YearStart(MONTHS[low])
    found = re.fullmatch(_TEXT, low)
    if found:
        month, day = int(found[1]), int(found[2] or 1)
        if 1 <= month <= 12 and 1 <= day <= LAST_DAY:
            return YearStart(month, day)
    return DateProblem(
        "unreadable-date",
        message("`{text}` is not a day on which a year can begin", text=quotation(text)),
        message("write a month, for example 04, or a month and a day from 01 to 28, for example 04-06"),
    )


def own_year_start(text: str | None) -> YearStart | None:
    """When a plan's own year begins; None for that of the calendar, and for what is no day."""
    read = None if text is None else parse_year_start(text)
    return read if isinstance(read, YearStart) and not read.is_calendar else None
