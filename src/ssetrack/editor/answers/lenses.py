"""What is shown above a declaration, and after a date: how much somebody has to do, which day is meant.

Comes in: an index, the path of a file. Goes out: texts of one line with their places in the text as it is
now, in its order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ssetrack import dates
from ssetrack.diagnostic import At, Range, Route
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.names import Target, declarations_in
from ssetrack.language.message import count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.status import State, Status
from ssetrack.wording.dates import period_words


class Lens(NamedTuple):
    """A text about a declaration; `place` is that of the name."""

    place: Range
    text: str


class Hint(NamedTuple):
    """A text behind a date, which ends at `offset`."""

    offset: int
    text: str


def lenses(index: Index, path: str) -> tuple[Lens, ...]:
    """How many open items each owner and each goal has, and how many of them are overdue."""
    found: list[Lens] = []
    for name in declarations_in(index.source(path), index.snapshot.portfolio.people):
        place = index.place_now(path, name.place)
        if place is not None:
            found.append(Lens(place, tally(index, name.target)))
    return tuple(found)


def tally(index: Index, target: Target) -> str:
    """What an owner or a goal has to do that is neither done nor cancelled: "3 items, 1 overdue"."""
    items = items_of(index, target)
    late = sum(one.state is State.OVERDUE for one in items)
    return tally_words(index.plans.speaker, len(items), late)


def tally_words(speaker: Speaker, number: int, late: int) -> str:
    """How many items there are, and how many of them are late; nothing of the latter where none is."""
    items = count_of("{number} item", "{number} items", number)
    if not late:
        return speaker.say(items)
    return speaker.say(count_of("{items}, {number} overdue", "{items}, {number} overdue", late, items=items))


def items_of(index: Index, target: Target) -> tuple[Status, ...]:
    """The items of an owner, as `ssetrack owners` counts them, or those that support a goal."""
    if target.kind == "goal":
        return tuple(index.by_goal.get((target.plan, target.id), ()))
    load = index.loads.get(target.id)
    return () if load is None else load.items


def inlay_hints(index: Index, path: str) -> tuple[Hint, ...]:
    """The real dates of those that count from an item, or from the start of the project."""
    found: list[Hint] = []
    source = index.source(path)
    for route, status, period in _counted_dates(index, path):
        place = index.place_now(path, source.locate(At(route)))
        if place is not None and period.kind is not dates.PeriodKind.UNKNOWN:
            is_deadline = status.due.kind == "deadline" and route[-1] == "date"
            words = period_words(period, index.view, deadline=is_deadline, short=True)
            found.append(Hint(place.end, index.plans.speaker.say(message("= {date}", date=words))))
    return tuple(sorted(found))


def _counted_dates(index: Index, path: str) -> Iterator[tuple[Route, Status, dates.Period]]:
    """The dates that are counted, each with its route, its item, and when it is."""
    schedule = index.snapshot.schedule
    for (at, route), status in index.by_route.items():
        if at != path:
            continue
        work, due = status.item.work, status.due
        name, entries = ("deadline", work.deadline) if work.deadline else ("when", work.when)
        periods = [one.period for one in due.alternatives] if len(entries) > 1 else [due.as_written.period]
        for number, (entry, period) in enumerate(zip(entries, periods, strict=False)):
            if is_counted(entry.date):
                yield (*route, name, number, "date"), status, period
        for field, text, period_of in (
            ("start", work.start, schedule.start.get(status.item)),
            ("done", work.done, status.done),
        ):
            if text is not None and period_of is not None and is_counted(text):
                yield (*route, field), status, period_of


def is_counted(text: str) -> bool:
    """Whether a date counts from something else: an item, the months of the project."""
    return dates.in_project_time(text) or (" " in text and isinstance(dates.parse(text), dates.Relative))
