"""Of the family `dates`: whether dates fit the plan's period.

Comes in: the dates as read. Goes out: problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ssetrack.dates import DayRange, Period, in_project_time
from ssetrack.diagnostic import At, Kind, Problem, RelatedPlace, Route, Severity
from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.occurrences import single_times
from ssetrack.rules.rule import rule
from ssetrack.schedule import Due

_PERIOD = (RelatedPlace(At(("period",)), message("the plan's period is here")),)


class PlacedDays(NamedTuple):
    """The days on which something may be, and where they are written."""

    days: DayRange
    route: Route


def date_route(item: Item) -> Route:
    """Where the date of an item is written."""
    return (*item.route, "deadline" if item.work.deadline else "when", 0, "date")


def readings(item: Item, due: Due) -> list[PlacedDays]:
    """The days on which an item may be due: several where it has alternatives, each at its own place.

    Of what comes back, those of its first time.
    """
    route = date_route(item)
    if due.alternatives:
        written = len(item.work.deadline or item.work.when)
        return [
            PlacedDays(one.period.days, (*route[:-2], at, "date") if written > 1 else route)
            for at, one in enumerate(due.alternatives)
        ]
    return [PlacedDays(due.first.days, route)]


@dataclass(frozen=True)
class Outside:
    """The dates and starts of all plans that do not fit the plan's period, by item."""

    dates: dict[Item, list[PlacedDays]]
    starts: dict[Item, PlacedDays]
    wholly: set[Item]
    """Items whose date cannot be right, whichever day of it is meant."""


def outside(shared: SharedContext) -> Outside:
    """Hold every date against its plan's period."""
    found = Outside({}, {}, set())
    schedule = shared.schedule
    for file in shared.portfolio.files:
        period = schedule.period.get(file.path)
        if period is None:
            continue
        days = period.days
        for item in file.items:
            due = schedule.due[item]
            start = schedule.start.get(item)
            if start is not None and not start.days.within(days):
                found.starts[item] = PlacedDays(start.days, (*item.route, "start"))
            if due.first.days.within(days):
                continue
            options = readings(item, due)
            if not all(one.days.within(days) for one in options):
                found.dates[item] = options
                if not any(one.days.overlaps(days) for one in options):
                    found.wholly.add(item)
    return found


@rule("dates", Severity.ERROR, kind=Kind.CONFLICT)
def outside_period(context: Context) -> Iterator[Problem]:
    """A date is outside the plan's period.

    Most often the year is wrong, because a line was copied from last year's plan. It is an error if no day of
    the date is inside the period, and a note if some days are.

    Correct the date, or the plan's `period`.

    Bad:

        period: 2004/2005
        activities:
          - {id: 1.2, title: Meeting, when: 2003-04-08}

    Good:

        period: 2004/2005
        activities:
          - {id: 1.2, title: Meeting, when: 2004-04-08}
    """
    period = context.schedule.period.get(context.file.path)
    if period is None:
        return
    found = context.shared.once(outside)
    for item in context.items:
        options = found.dates.get(item)
        if options is not None and not _is_counted_beyond(context, options, period):
            wholly = item in found.wholly
            fits = DayRange.overlaps if wholly else DayRange.within
            wrong = next(one for one in options if not fits(one.days, period.days))
            yield _outside(context, wrong, period, wholly)
        start = found.starts.get(item)
        if start is not None and not _is_counted_beyond(context, [start], period):
            yield _outside(context, start, period, not start.days.overlaps(period.days))
    for placed, place, text in context.once(_single_days):
        if not placed.days.within(period.days) and not _is_counted_beyond(context, [placed], period):
            wholly = not placed.days.overlaps(period.days)
            yield _outside(context, placed, period, wholly, place, text)


@rule("dates", Severity.WARNING, kind=Kind.CONFLICT)
def after_project(context: Context) -> Iterator[Problem]:
    """A date counts more months or weeks than the project has.

    An example is `M40` in a project of 36 months. The number may be wrong. Or it is right, as with reports
    and audits after the end, and then the plan's `period` should be longer.

    Correct the number, or make the plan's `period` longer.

    Bad:

        period: 2004/2006
        activities:
          - {id: 1.1, title: Report, deadline: M40}

    Good:

        period: 2004/2006
        activities:
          - {id: 1.1, title: Report, deadline: M36}
    """
    period = context.schedule.period.get(context.file.path)
    if period is None:
        return
    for placed in _all_placed(context):
        if _is_counted_beyond(context, placed, period):
            route = placed[0].route
            text = str(context.source.node(route))
            yield Problem(
                "after-project",
                At(route),
                message(
                    "`{text}` is after the end of the plan's period ({last})",
                    text=text,
                    last=period.latest,
                ),
                message("correct the number, or make `period:` longer"),
                _PERIOD,
            )


def _all_placed(context: Context) -> Iterator[list[PlacedDays]]:
    """The dates and starts that do not fit the plan's period, and all that single times have of their own."""
    found = context.shared.once(outside)
    for item in context.items:
        if item in found.dates:
            yield found.dates[item]
        if item in found.starts:
            yield [found.starts[item]]
    yield from ([placed] for placed, _, _ in context.once(_single_days))


def _is_counted_beyond(context: Context, placed: list[PlacedDays], period: Period) -> bool:
    """Whether one date counts months or weeks of the project, and ends after the plan's period."""
    if len(placed) != 1 or period.latest is None:
        return False
    last = placed[0].days.last
    if last is None or last <= period.latest:
        return False
    written = context.source.node(placed[0].route)
    return isinstance(written, str) and in_project_time(written)


def _single_days(context: Context) -> tuple[tuple[PlacedDays, At, str], ...]:
    """The days to which single times of a series are moved, and those that are added, with their texts."""
    found = []
    for _, route, one in context.once(single_times):
        moved = None if one.written is None else one.written.date
        if moved is not None and not one.is_cancelled:
            found.append((PlacedDays(one.period.days, (*route, "date")), At((*route, "date")), moved))
        elif one.is_added:
            found.append((PlacedDays(one.period.days, route), At(route, "key"), one.name))
    return tuple(found)


def _outside(
    context: Context,
    placed: PlacedDays,
    period: Period,
    wholly: bool,
    place: At | None = None,
    text: str | None = None,
) -> Problem:
    """What is said of days that lie outside; `place` and `text` where they are no value."""
    days, route = placed
    if text is None:
        written = context.source.node(route)
        text = written if isinstance(written, str) else str(days.first or days.last)
    place = place or At(route)
    if not wholly:
        return Problem(
            "outside-period",
            place,
            message(
                "`{text}` is partly outside the plan's period ({period})",
                text=text,
                period=_days_of(period),
            ),
            message("write a shorter period here, or make `period:` longer"),
            _PERIOD,
            severity=Severity.NOTE,
        )
    return Problem(
        "outside-period",
        place,
        message("`{text}` is outside the plan's period ({period})", text=text, period=_days_of(period)),
        _year_meant(text, days, period),
        _PERIOD,
    )


def _days_of(period: Period) -> Message:
    if period.earliest is None:
        return message("until {last}", last=period.latest)
    if period.latest is None:
        return message("from {first}", first=period.earliest)
    return message("{first} to {last}", first=period.earliest, last=period.latest)


def _year_meant(text: str, days: DayRange, period: Period) -> Message:
    """What to do; with the year that would put it inside, if there is just one."""
    fitting = _years_that_fit(days, period.days)
    if fitting and days.first is not None and str(days.first.year) in text:
        if len(fitting) == 1:
            return message("is the year right? {year} is inside the period", year=fitting[0])
        return message(
            "is the year right? These years are inside the period: {years}",
            years=", ".join(map(str, fitting)),
        )
    return message("correct the date, or make `period:` longer")


@lru_cache(maxsize=4096)
def _years_that_fit(days: DayRange, period: DayRange) -> tuple[int, ...]:
    """The years round the bounds of a period that would put days inside, in order.

    The same days are outside many times where a period has become shorter.
    """
    if days.first is None or days.last is None:
        return ()
    own = days.first.year
    bounds = (bound.year for bound in period if bound is not None)
    years = sorted({year for bound in bounds for year in range(bound - 1, bound + 2)})
    return tuple(year for year in years if _fits_later(days.first, days.last, year - own, period))


def _fits_later(first: date, last: date, years: int, period: DayRange) -> bool:
    """Whether the days would fit so many years later."""
    try:
        after = last + timedelta(1)
        later = first.replace(year=first.year + years)
        end = later + (last - first)
        if after.day == 1:
            # To the end of a month, which may be longer in that year.
            end = after.replace(year=after.year + years) - timedelta(1)
    except (ValueError, OverflowError):
        return False
    return DayRange(later, end).within(period)
