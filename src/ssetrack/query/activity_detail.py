"""Everything about one activity, gathered from the plan, its dates and the items round it.

Comes in: an id as typed, all statuses. Goes out: a `Dossier`. An id that nobody has, or that several plans
have, is a `SsetrackError` that says which there are.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ssetrack.diagnostic import At, SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few, nearest
from ssetrack.plan.model import Activity
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.schedule import Schedule
from ssetrack.status import Status


class Prerequisite(NamedTuple):
    """A reference as written, and the items that it means; none where nobody has that id."""

    reference: str
    items: tuple[Status, ...]


class Dossier(NamedTuple):
    """An activity with its items, what it waits for, what waits for it, and where it stands in its file.

    `asked` is the one milestone that was asked for, None where the whole activity was.
    """

    view: View
    today: date
    timezone: str
    schedule: Schedule
    file: PlanFile
    activity: Activity
    items: tuple[Status, ...]
    asked: Status | None
    after: tuple[Prerequisite, ...]
    before: tuple[Status, ...]
    lines: tuple[int, int]


def dossier(asked: str, statuses: Sequence[Status], view: View, schedule: Schedule, timezone: str) -> Dossier:
    """What is known about the activity or milestone of that id."""
    chosen = _chosen(asked, statuses)
    first = chosen[0]
    activity, file = first.item.activity, first.file
    items = tuple(one for one in statuses if one.item.activity is activity)
    by_item = {id(one.item): one for one in statuses}
    one_milestone = first.item.milestone is not None and first.item.id == asked.rpartition(":")[2]
    meant = (first,) if one_milestone else items
    references = dict.fromkeys(reference for one in meant for reference in one.item.after)
    after = tuple(
        Prerequisite(
            reference, tuple(by_item[id(item)] for item in view.portfolio.resolve(reference, file.id))
        )
        for reference in references
    )
    own = {id(one.item) for one in meant}
    before = tuple(
        one
        for one in statuses
        if id(one.item) not in own
        and any(
            id(item) in own
            for reference in one.item.after
            for item in view.portfolio.resolve(reference, one.file.id)
        )
    )
    route = first.item.route if first.item.milestone is None else first.item.route[:-2]
    node = At(route)
    start, end = file.source.locate(node)
    lines = (file.source.position(start)[0], file.source.position(max(start, end - 1))[0])
    return Dossier(
        view,
        schedule.today,
        timezone,
        schedule,
        file,
        activity,
        items,
        first if one_milestone else None,
        after,
        before,
        lines,
    )


def _chosen(asked: str, statuses: Sequence[Status]) -> list[Status]:
    """The items that an id means: `1.2`, `5.4/draft`, `vision:1.2`."""
    plan, colon, own = asked.partition(":")
    wanted = own if colon else asked
    found = [
        one
        for one in statuses
        if wanted in (one.item.id, one.item.activity.id) and (not colon or one.file.id == plan)
    ]
    plans = dict.fromkeys(one.file.id for one in found)
    if len(plans) > 1:
        sentence = message("`{id}` stands in several plans", id=asked)
        names = " ".join(f"`{name}:{wanted}`" for name in plans)
        raise SsetrackError(sentence, message("say which: {names}", names=names))
    if found:
        return found
    known = list(dict.fromkeys(name for one in statuses for name in (one.item.activity.id, one.item.id)))
    meant = nearest(wanted, known)
    hint = (
        message("did you mean `{name}`?", name=meant)
        if meant
        else message("there are {names}", names=few(known))
    )
    raise SsetrackError(
        message("there is no activity `{id}` in these plans", id=asked), hint if known else None
    )
