"""Of the family `coverage`: prerequisites that will not come, or came after what waited for them.

Comes in: statuses and references. Goes out: problems at the references.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.diagnostic import At, Problem, RelatedPlace, Route, Severity
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.plan.model import Activity, Milestone
from ssetrack.portfolio import ItemKey
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.order import ENDED
from ssetrack.rules.rule import rule


@rule("coverage", Severity.WARNING)
def needs_cancelled_activity(context: Context) -> Iterator[Problem]:
    """An item waits for something that was cancelled.

    What was cancelled will never be finished, so the item may wait for ever.

    Remove the reference, write the id of what replaces it, or cancel this item too.

    Bad:

        - {id: 1.1, title: Find funds, deadline: 2004-03, status: cancelled}
        - {id: 1.2, title: Meet, when: 2004-04-08, after: [1.1]}

    Good:

        - {id: 1.1, title: Find funds, deadline: 2004-03, status: cancelled}
        - {id: 1.2, title: Meet, when: 2004-04-08}
    """
    for route, work, reference, bases in _waiting(context):
        if bases.are_cancelled:
            yield Problem(
                "needs-cancelled-activity",
                At(route),
                message(
                    "`{id}` waits for `{base}`, which was cancelled",
                    id=context.id_of(route[:-2], work),
                    base=reference,
                ),
                message("remove the reference, or write the id of what replaces it"),
                _home(context, bases.first),
            )


class _Bases(NamedTuple):
    """What is to be known of the items that a reference means, however many wait for them.

    `undone` are two that are neither done nor cancelled, of different work: one of them is not one's own.
    """

    first: Item
    are_cancelled: bool
    undone: tuple[Item, ...]


def _bases(items: tuple[Item, ...]) -> _Bases | None:
    if not items:
        return None
    undone: dict[int, Item] = {}
    for base in items:
        if base.status not in ENDED and len(undone) < 2:
            undone.setdefault(id(base.work), base)
    cancelled = all(base.status == "cancelled" for base in items)
    return _Bases(items[0], cancelled, tuple(undone.values()))


def _known_bases(_: SharedContext) -> dict[ItemKey, _Bases | None]:
    return {}


def _waiting(
    context: Context, *, ended: bool = False
) -> Iterator[tuple[Route, Activity | Milestone, str, _Bases]]:
    """Every prerequisite of an activity or milestone that is not ended (or, if asked for, done)."""
    status_of = context.once(_statuses)
    known = context.shared.once(_known_bases)
    for route, work in context.works:
        if not work.after:
            continue
        status = status_of.get(id(work), work.status or "planned")
        if (status == "done") if ended else (status not in ENDED):
            for index, reference in enumerate(work.after):
                key = context.portfolio.key(reference, context.file.id)
                if key not in known:
                    known[key] = _bases(context.portfolio.meaning(key))
                bases = known[key]
                if bases is not None:
                    yield (*route, "after", index), work, reference, bases


def _statuses(context: Context) -> dict[int, str]:
    """The status that each activity and milestone comes to; an activity's with milestones is its own."""
    found: dict[int, str] = {}
    for item in context.items:
        found[id(item.work)] = item.status
        if item.milestone is not None:
            activity = item.activity
            found[id(activity)] = activity.status or ("done" if activity.done is not None else "planned")
    return found


def _home(context: Context, base: Item) -> tuple[RelatedPlace, ...]:
    """Where a prerequisite stands."""
    path = context.shared.paths[base]
    own = path == context.file.path
    return (
        RelatedPlace(
            At((*base.route, "id")), message("`{id}` is written here", id=base.id), None if own else path
        ),
    )


@rule("coverage", Severity.WARNING)
def done_before_prerequisite(context: Context) -> Iterator[Problem]:
    """An item is done, but what it waited for is not.

    Either the prerequisite was done too and nobody wrote it down, or the item did not need it.

    Write on which day the prerequisite was done, or remove the reference.

    Bad:

        - {id: 1.1, title: Find funds, deadline: 2004-03}
        - {id: 1.2, title: Meet, when: 2004-04-08, after: [1.1], done: 2004-04-09}

    Good:

        - {id: 1.1, title: Find funds, deadline: 2004-03, done: 2004-03-20}
        - {id: 1.2, title: Meet, when: 2004-04-08, after: [1.1], done: 2004-04-09}
    """
    for route, work, reference, bases in _waiting(context, ended=True):
        undone = next((base for base in bases.undone if base.work is not work), None)
        if undone is not None:
            yield Problem(
                "done-before-prerequisite",
                At(route),
                message(
                    "`{id}` is done, but `{base}`, which should come first, is not",
                    id=context.id_of(route[:-2], work),
                    base=reference,
                ),
                message("write on which day `{base}` was done, or remove the reference", base=reference),
                _home(context, undone),
            )
