"""Of the family `dates`: whether dates fit the plan's period, and each other.

Comes in: the dates as read. Goes out: problems. A date outside the plan's period, an unreadable one and one
in a loop take no part in comparisons: what is wrong with them is said already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ssetrack.dates import DayRange, Period
from ssetrack.diagnostic import At, Kind, Problem, RelatedPlace, Route, Severity
from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.cycles import waits
from ssetrack.rules.rule import rule
from ssetrack.schedule import Due

ENDED = ("done", "cancelled")


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
        for item in file.items:
            due = schedule.due[item]
            start = schedule.start.get(item)
            if start is not None and not start.days.within(period.days):
                found.starts[item] = PlacedDays(start.days, (*item.route, "start"))
            if due.first.days.within(period.days):
                continue
            options = readings(item, due)
            if not all(one.days.within(period.days) for one in options):
                found.dates[item] = options
                if not any(one.days.overlaps(period.days) for one in options):
                    found.wholly.add(item)
    return found


@rule("dates", Severity.ERROR, kind=Kind.CONFLICT)
def outside_period(context: Context) -> Iterator[Problem]:
    """A date lies outside the plan's period.

    Most often the year is wrong: a line was copied from last year's plan. It is an error where no day of the
    date is inside the period, a note where some are.

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
        if options is not None:
            wholly = item in found.wholly
            fits = DayRange.overlaps if wholly else DayRange.within
            wrong = next(one for one in options if not fits(one.days, period.days))
            yield _outside(context, wrong, period, wholly)
        start = found.starts.get(item)
        if start is not None:
            yield _outside(context, start, period, not start.days.overlaps(period.days))


def _outside(context: Context, placed: PlacedDays, period: Period, wholly: bool) -> Problem:
    days, route = placed
    written = context.source.node(route)
    text = written if isinstance(written, str) else str(days.first or days.last)
    plan = RelatedPlace(At(("period",)), message("the plan's period"))
    if not wholly:
        return Problem(
            "outside-period",
            At(route),
            message(
                "`{text}` is partly outside the plan's period, {period}", text=text, period=_said(period)
            ),
            message("narrow it down, or widen `period:`"),
            (plan,),
            severity=Severity.NOTE,
        )
    return Problem(
        "outside-period",
        At(route),
        message("`{text}` is outside the plan's period, {period}", text=text, period=_said(period)),
        _year_meant(text, days, period),
        (plan,),
    )


def _said(period: Period) -> Message:
    if period.earliest is None:
        return message("until {last}", last=period.latest)
    if period.latest is None:
        return message("from {first} on", first=period.earliest)
    return message("{first} to {last}", first=period.earliest, last=period.latest)


def _year_meant(text: str, days: DayRange, period: Period) -> Message:
    """What to do; with the year that would put it inside, if there is just one."""
    first, last = days.first, days.last
    if first is not None and last is not None and str(first.year) in text:
        years = [
            year
            for bound in (period.earliest, period.latest)
            if bound is not None
            for year in range(bound.year - 1, bound.year + 2)
        ]
        fitting = [year for year in sorted(set(years)) if _moved(days, year - first.year, period)]
        if len(fitting) == 1:
            return message("with the year {year} it would be inside: was that meant?", year=fitting[0])
        if fitting:
            return message("is the year right? {years} would be inside", years=", ".join(map(str, fitting)))
    return message("correct the date, or widen `period:`")


def _moved(days: DayRange, years: int, period: Period) -> bool:
    """Whether the days would fit so many years later."""
    if days.first is None or days.last is None:
        return False
    try:
        first = days.first.replace(year=days.first.year + years)
        last = first + (days.last - days.first)
        if (days.last + timedelta(1)).day == 1:
            # To the end of a month, which may be longer in that year.
            last = (days.last + timedelta(1)).replace(
                year=(days.last + timedelta(1)).year + years
            ) - timedelta(1)
    except (ValueError, OverflowError):
        return False
    return DayRange(first, last).within(period.days)


def is_settled(shared: SharedContext, item: Item) -> bool:
    """Whether the date of an item can be held against others'."""
    return item not in shared.once(outside).wholly and item not in shared.once(waits).looping


@rule("dates", Severity.ERROR, kind=Kind.CONFLICT)
def due_before_prerequisite(context: Context) -> Iterator[Problem]:
    """An item is due before what it waits for can be finished.

    Its last day is before the first day of its prerequisite: whatever the two dates mean in the end, the
    order cannot be kept.

    Correct one of the dates, or remove the reference.

    Bad:

        - {id: 1.1, title: Find funds, deadline: 2004-06}
        - {id: 1.2, title: Meet, when: 2004-04-08, after: [1.1]}

    Good:

        - {id: 1.1, title: Find funds, deadline: 2004-03}
        - {id: 1.2, title: Meet, when: 2004-04-08, after: [1.1]}
    """
    due = context.schedule.due
    for item in context.items:
        last = due[item].period.latest
        if not item.after or last is None or item.status in ENDED or not is_settled(context.shared, item):
            continue
        latest: Item | None = None
        for first_of in context.portfolio.prerequisites(item):
            first = due[first_of].period.earliest
            if first is None or last >= first or first_of.status in ENDED:
                continue
            if is_settled(context.shared, first_of) and (latest is None or first > _first(due, latest)):
                latest = first_of
        if latest is not None:
            yield _due_before(context, item, latest, last)


def _first(due: dict[Item, Due], item: Item) -> date:
    return due[item].period.earliest or date.max


def _due_before(context: Context, item: Item, base: Item, last: date) -> Problem:
    path = context.shared.paths[base]
    other = path != context.file.path
    name = str(base.reference) if other else base.id
    first = _first(context.schedule.due, base)
    return Problem(
        "due-before-prerequisite",
        At(date_route(item)),
        message(
            "`{id}` is due by {last}, and `{base}`, which it waits for, not before {first}",
            id=item.id,
            last=last,
            base=name,
            first=first,
        ),
        message("correct one of the two dates, or remove `{base}` from `after`", base=name),
        (
            RelatedPlace(
                At(date_route(base)), message("the date of `{base}`", base=name), path if other else None
            ),
        ),
    )


@rule("dates", Severity.ERROR)
def end_before_start(context: Context) -> Iterator[Problem]:
    """Something ends before it begins.

    A range whose second date is earlier, a `start` after the last day of the `deadline`, an `until` before
    the first time.

    Correct one of the two.

    Bad:

        start: 2004-06
        deadline: 2004-03

    Good:

        start: 2004-03
        deadline: 2004-06
    """
    yield from context.reported("end-before-start")
    found = context.shared.once(outside)
    for item in context.items:
        due = context.due(item)
        again = due.recurrence
        if again is not None and again.until is not None and again.until < again.first_day:
            yield Problem(
                "end-before-start",
                At((*item.route, "deadline" if item.work.deadline else "when", 0, "until")),
                message(
                    "it is to end on {until}, before the first time ({first})",
                    until=again.until,
                    first=again.first_day,
                ),
                message("write a later day"),
                (RelatedPlace(At(date_route(item)), message("the first time")),),
            )
        start = context.schedule.start.get(item)
        if start is None or start.earliest is None or due.period.latest is None or again is not None:
            continue
        if (
            start.earliest <= due.period.latest
            or item in found.starts
            or not is_settled(context.shared, item)
        ):
            continue
        yield Problem(
            "end-before-start",
            At((*item.route, "start")),
            message(
                "it begins on {first}, after its last day ({last})",
                first=start.earliest,
                last=due.period.latest,
            ),
            message("correct the start or the date"),
            (RelatedPlace(At(date_route(item)), message("its date")),),
        )
