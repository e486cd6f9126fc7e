"""The axis of a timeline: which cell a day falls into, and what stands above the cells.

Comes in: the first and the last day and a number of cells. Goes out: cells from 0 and two lines of years
and months or quarters. Months stand as numbers; quarters are named by whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ssetrack.dates import CALENDAR, DayRange, YearStart


class Axis:
    """Days laid out on cells, each as many days as it takes."""

    def __init__(self, first: date, last: date, cells: int, years: YearStart = CALENDAR) -> None:
        self.first, self.last, self.cells, self.years = first, last, max(1, cells), years
        self._begin = first.toordinal()
        self._days = max(1, last.toordinal() - self._begin + 1)

    def cell(self, day: date) -> int | None:
        """The cell of a day, None outside the axis."""
        return self._cell(day) if self.first <= day <= self.last else None

    def _cell(self, day: date) -> int:
        return (day.toordinal() - self._begin) * self.cells // self._days

    def span(self, days: DayRange) -> tuple[int, int] | None:
        """The first and the last cell of some days, cut at the ends of the axis; None outside it."""
        if not days.overlaps(DayRange(self.first, self.last)):
            return None
        first, last = days
        begin = 0 if first is None or first < self.first else self._cell(first)
        end = self.cells - 1 if last is None or last > self.last else self._cell(last)
        return begin, end

    def lines(self, quarter: Callable[[int], str]) -> Iterator[str]:
        """The years, and below them the months or quarters if there is room; `quarter` names the latter."""
        years = self.years
        yield self._line((day, years.name(years.year(day))) for day in self._firsts(12, years))
        months = self._days / 30.4
        if self.cells / months >= 3:
            yield self._line((day, f"{day.month:02}") for day in self._firsts(1, CALENDAR))
        elif self.cells / months * 3 >= 3:
            yield self._line((day, quarter(years.quarter(day))) for day in self._firsts(3, years))

    def _firsts(self, months: int, years: YearStart) -> Iterator[date]:
        """The first days of years, quarters or months on the axis; the axis' own first day stands in."""
        day: date | None = self.first
        while day is not None and day <= self.last:
            yield day
            day = years.next_first(day, months)

    def _line(self, labels: Iterator[tuple[date, str]]) -> str:
        """Labels above the cells where their time begins; one that would touch the last is left out."""
        line = [" "] * self.cells
        free = 0
        for day, label in labels:
            place = self._cell(day)
            if place >= free and place + len(label) <= self.cells:
                line[place : place + len(label)] = label
                free = place + len(label) + 1
        return "".join(line)
