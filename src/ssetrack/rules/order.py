"""Of the family `dates`: whether dates fit each other.

Comes in: the dates as read. Goes out: problems. A date outside the plan's period, an unreadable one and one
in a loop take no part in comparisons: what is wrong with them is said already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssetrack.diagnostic import At, Kind, Problem, RelatedPlace, Severity
from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.portfolio.prerequisites import Group, PerGroup
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.cycles import waits
from ssetrack.rules.period import date_route, outside
from ssetrack.rules.rule import rule
from ssetrack.schedule import Due

ENDED = ("done", "cancelled")


def is_settled(shared: SharedContext, item: Item) -> bool:
    """Whether the date of an item can be held against others'."""
    return item not in shared.once(outside).wholly and item not in shared.once(waits).looping


@rule("dates", Severity.ERROR, kind=Kind.CONFLICT)
def due_before_prerequisite(context: Context) -> Iterator[Problem]:
    """An item is due before what it waits for can be finished.

    The order cannot be kept, whatever day is meant: the last day of the item is before the first day of its
    prerequisite.

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
        bases = context.portfolio.prerequisites(item).groups
        ways = [latest for group in bases for latest in context.shared.once(_latest).of(group).values()]
        latest = max(ways, key=lambda base: _first(due, base), default=None)
        if latest is not None and _first(due, latest) > last:
            yield _due_before(context, item, latest, last)


def _latest(shared: SharedContext) -> PerGroup[Item, Group[Item]]:
    """Of what is waited for together, what begins last among what has a date to be held against others."""

    def latest(group: Group[Item]) -> Group[Item]:
        dated = [
            base
            for base in group
            if shared.schedule.due[base].period.earliest is not None
            and base.status not in ENDED
            and is_settled(shared, base)
        ]
        found = max(dated, key=lambda base: _first(shared.schedule.due, base), default=None)
        return {} if found is None else {found: found}

    return PerGroup(latest)


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
            "`{id}` is due by {last}, but it waits for `{base}`, which cannot be finished before {first}",
            id=item.id,
            last=last,
            base=name,
            first=first,
        ),
        message("correct one of the two dates, or remove `{base}` from `after`", base=name),
        (
            RelatedPlace(
                At(date_route(base)),
                message("the date of `{base}` is here", base=name),
                path if other else None,
            ),
        ),
    )


def _late_start(item: Item, first: date, last: date) -> Message:
    if item.work.deadline:
        return message(
            "`{id}` starts on {first}, after its deadline ({last})", id=item.id, first=first, last=last
        )
    return message("`{id}` starts on {first}, after its date ({last})", id=item.id, first=first, last=last)


@rule("dates", Severity.ERROR)
def end_before_start(context: Context) -> Iterator[Problem]:
    """Something ends before it starts.

    The second date of a period is before the first, the `start` is after the `deadline`, or `until` is before
    the first time of something that repeats.

    Correct one of the two dates.

    Bad:

        start: 2004-06
        deadline: 2004-03

    Good:

        start: 2004-03
        deadline: 2004-06
    """
    yield from context.problems_of("end-before-start")
    found = context.shared.once(outside)
    for item in context.items:
        due = context.due(item)
        again = due.recurrence
        if again is not None and again.until is not None and again.until < again.first_day:
            yield Problem(
                "end-before-start",
                At((*item.route, "deadline" if item.work.deadline else "when", 0, "until")),
                message(
                    "it ends on {until}, before the first time ({first})",
                    until=again.until,
                    first=again.first_day,
                ),
                message("write a later day as `until`"),
                (RelatedPlace(At(date_route(item)), message("the first time is here")),),
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
            _late_start(item, start.earliest, due.period.latest),
            message("correct the start or the date"),
            (RelatedPlace(At(date_route(item)), message("the date is here")),),
        )
