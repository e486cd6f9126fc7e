"""The timeline of the page: shapes on an axis, in per cent of its width.

Comes in: a timeline. Goes out: a `Chart`: ticks, lines of the grid, and for each section its rows, whose
shapes a template draws as SVG. Nothing here knows how wide a screen or a sheet is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ssetrack.dates import DayRange
from ssetrack.language.message import message
from ssetrack.pages.rows import ItemRow, Rows
from ssetrack.query.timeline import Bar, Meaning, Stretch, Timeline

LEAST, LEAST_OPTION, LEAST_FADE = 0.7, 1.2, 2.5
"""Per cent that a shape is wide at least, a dotted one, and one whose ends fade: a day in several years must
still be seen, and that it is not sure."""

MOST_QUARTERS = 14
"""Quarters that have their names on the axis; where there are more, years have."""

MOST_YEARS = 14


class Shape(NamedTuple):
    """A stretch of days: the name of its meaning, where it begins and how wide it is, which ends fade."""

    meaning: str
    left: str
    width: str
    fade: str


class Tick(NamedTuple):
    """A name on the axis, at the beginning of its time."""

    at: str
    name: str
    is_year: bool


class ChartRow(NamedTuple):
    """An item with its shapes. `ends` are where it must be done by, `onwards` says that it goes on."""

    row: ItemRow
    shapes: tuple[Shape, ...]
    ends: tuple[str, ...]
    is_milestone: bool
    onwards: bool


class Band(NamedTuple):
    """The rows of a section, below its title."""

    title: str
    rows: list[ChartRow]


class Chart(NamedTuple):
    """All that a template draws; `today` is None where that day is not on the axis.

    `today_late` says that there is no room for words behind it.
    """

    ticks: tuple[Tick, ...]
    today: str | None
    today_late: bool
    bands: list[Band]
    meanings: frozenset[str]


def chart(timeline: Timeline, rows: Rows) -> Chart:
    """The timeline in per cent."""
    scale = _Scale(timeline.first, timeline.last)
    view = timeline.report.view
    bands: list[Band] = []
    before: tuple[int, ...] | None = None
    for bar in timeline.bars:
        status = bar.status
        section = (id(status.file), *map(id, status.item.sections))
        if section != before:
            before = section
            titles = view.sections(status)
            plan = (status.file.id,) if view.several else ()
            bands.append(Band(" · ".join((*plan, *titles[-1:])), []))
        bands[-1].rows.append(_row(bar, rows.of(status), scale))
    meanings = {shape.meaning for band in bands for row in band.rows for shape in row.shapes}
    meanings |= {"fuzzy" for band in bands for row in band.rows if any(one.fade for one in row.shapes)}
    meanings |= {"milestone" for band in bands for row in band.rows if row.is_milestone and row.ends}
    meanings |= {"end" for band in bands for row in band.rows if row.ends and not row.is_milestone}
    today = timeline.report.today
    on_axis = timeline.first <= today <= timeline.last
    at = scale.at(today, 0.5) if on_axis else None
    late = at is not None and float(at) > 70
    return Chart(tuple(_ticks(timeline, scale)), at, late, bands, frozenset(meanings))


class _Scale:
    """Days as per cent of the axis."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first.toordinal(), last.toordinal() + 1
        self.days = self.last - self.first
        self._spans: dict[tuple[DayRange, float], tuple[str, str] | None] = {}

    def at(self, day: date, part: float = 0) -> str:
        """Where a day begins, or a part of it later."""
        return _number(self._per_cent(day.toordinal() + part))

    def span(self, days: DayRange, least: float) -> tuple[str, str] | None:
        """Where some days begin and how wide they are, cut at the ends of the axis; None outside it."""
        known = (days, least)
        if known not in self._spans:
            self._spans[known] = self._span(*known)
        return self._spans[known]

    def _span(self, days: DayRange, least: float) -> tuple[str, str] | None:
        first, last = days
        begin = self.first if first is None else max(self.first, first.toordinal())
        end = self.last if last is None else min(self.last, last.toordinal() + 1)
        if begin >= end:
            return None
        left, right = self._per_cent(begin), self._per_cent(end)
        width = max(right - left, least)
        middle = (left + right) / 2
        return _number(min(max(middle - width / 2, 0), 100 - width)), _number(width)

    def _per_cent(self, ordinal: float) -> float:
        return (ordinal - self.first) * 100 / self.days


def _number(per_cent: float) -> str:
    return f"{per_cent:.2f}".rstrip("0").rstrip(".")


def _row(bar: Bar, row: ItemRow, scale: _Scale) -> ChartRow:
    due = bar.status.due
    # What lies between alternatives is drawn first, and never over one of them.
    ordered = sorted(bar.stretches, key=lambda one: one.meaning is not Meaning.BETWEEN)
    shapes = tuple(shape for stretch in ordered for shape in _shape(stretch, scale))
    is_milestone = bar.status.item.milestone is not None
    last = due.period.latest
    ends: tuple[str, ...] = ()
    firm = bar.deadline is not None and not due.alternatives and not bar.stretches[-1].fuzzy_last
    if is_milestone or firm:
        ends = tuple(scale.at(day, 1) for day in bar.ends if scale.first <= day.toordinal() < scale.last)
    goes_on = bar.goes_on or (bool(bar.stretches) and bar.stretches[-1].days.last is None)
    beyond = last is not None and last.toordinal() >= scale.last
    return ChartRow(row, shapes, ends, is_milestone, goes_on or beyond)


def _shape(stretch: Stretch, scale: _Scale) -> Iterator[Shape]:
    fade = ("l" if stretch.fuzzy_first else "") + ("r" if stretch.fuzzy_last else "")
    least = LEAST_FADE if fade else LEAST_OPTION if stretch.meaning is Meaning.OPTION else LEAST
    span = scale.span(stretch.days, least)
    if span is not None:
        yield Shape(stretch.meaning.value, *span, fade)


def _ticks(timeline: Timeline, scale: _Scale) -> Iterator[Tick]:
    """The quarters and years that begin on the axis; so many years at a time that they fit."""
    first, last, counted = timeline.first, timeline.last, timeline.years
    say = timeline.report.view.speaker.say
    opening, closing = counted.year(first), counted.year(last)
    quarters = (closing * 4 + counted.quarter(last)) - (opening * 4 + counted.quarter(first)) + 1
    sizes = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    step = next(size for size in sizes if (closing - opening + 1) / size <= MOST_YEARS)
    for year in range(opening, closing + 1):
        if year == opening or year % step == 0:
            yield Tick(scale.at(max(first, counted.begin(year))), counted.name(year), is_year=True)
        if quarters > MOST_QUARTERS:
            continue
        for number in range(1, 5):
            begin, end = counted.months_of(year, 3 * number - 3, 3)
            if begin is None or begin > last or (end is not None and end < first):
                continue
            name = say(message("Q{number}", number=number))
            yield Tick(scale.at(max(first, begin)), name, is_year=False)
