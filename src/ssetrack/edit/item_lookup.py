"""What an id means in plan files that are to be edited: found in the trees, before any plan is loaded.

Comes in: sources and an id as people write it (`1.2`, `5.4/draft`, `plan:1.2`). Goes out: the source, the
route, and whether it is an activity or a milestone. An id that several things have is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ssetrack import dates, outline
from ssetrack.dates import Period
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.language.collation import matching
from ssetrack.language.message import message
from ssetrack.plan.lookup import in_several_plans, no_such_item, no_such_plan
from ssetrack.plan.reference import Reference
from ssetrack.source import Source
from ssetrack.source.tree import Mapping

ItemKind = Literal["activity", "milestone"]


@dataclass(frozen=True, slots=True)
class ItemNode:
    """An activity or a milestone in the file where it is written."""

    source: Source
    plan: str
    id: str
    kind: ItemKind
    route: Route
    node: Mapping

    @property
    def parent(self) -> Mapping | None:
        """A milestone's activity."""
        if self.kind == "activity":
            return None
        node = self.source.node(self.route[:-2])
        return node if isinstance(node, Mapping) else None


_NOTHING = ("null", "~")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?")


def refuse_misleading_id(own_id: str) -> None:
    """Raise `SsetrackError` for a new id that means something else: to a command, or where it is named.

    `plan` is the plan itself there, `2027-01-01` and `2027-01` are dates (`2026-27` is none: networks number
    by their years); `null` without quotes, in a list of others, is nothing. Other words that some programs
    read otherwise (`true`, `1e3`) are texts to ssetrack wherever they are, and are written in quotes.
    """
    if own_id == "plan":
        raise SsetrackError(
            message("`plan` means the plan itself on the command line"),
            message("nothing was changed; choose another id"),
        )
    refuse_nothing(own_id)
    if _DAY.fullmatch(own_id) and isinstance(dates.parse(own_id), Period):
        raise SsetrackError(
            message("`{id}` is a date, so it cannot be an id", id=own_id),
            message("nothing was changed; choose another id, for example `day-{id}`", id=own_id),
        )


def refuse_nothing(own_id: str) -> None:
    """Raise `SsetrackError` for a new id or short name that is read as nothing where it has no quotes."""
    if own_id.casefold() in _NOTHING:
        raise SsetrackError(
            message('`{id}` means "nothing" in a plan file, so it cannot be an id', id=own_id),
            message("nothing was changed; choose another id"),
        )


def item_named(sources: Sequence[Source], asked: str) -> ItemNode:
    """The one activity or milestone that an id means. Raises `SsetrackError` for none, or several."""
    wanted = Reference.from_text(asked)
    plans = {source.path: outline.plan_id(source) for source in sources}
    if wanted.plan is not None and wanted.plan not in plans.values():
        raise no_such_plan(wanted.plan, sorted(set(plans.values())))
    here = [source for source in sources if wanted.plan in (None, plans[source.path])]
    targets = [target for source in here for target in items_called(source, wanted)]
    if not targets:
        known = dict.fromkeys(own for source in here for own, _ in outline.items(source.root))
        same = [Reference.from_text(own) for own in matching(wanted.item, known)]
        targets = [target for source in here for one in same for target in items_called(source, one)]
        if not targets:
            raise no_such_item(wanted, known)
    if len(targets) == 1:
        return targets[0]
    if len({target.plan for target in targets}) == len(targets):
        raise in_several_plans(wanted, [target.plan for target in targets])
    raise SsetrackError(
        message("the id `{id}` is used more than once", id=asked),
        message("run `ssetrack lint`, and give each its own id first"),
    )


def items_called(source: Source, wanted: Reference) -> Iterator[ItemNode]:
    """The activities or milestones of a plan that have the id of a reference, whatever plan it names."""
    plan = outline.plan_id(source)
    for route, activity in outline.activities(source.root):
        own = outline.text(activity, "id")
        if own == wanted.item:
            yield ItemNode(source, plan, wanted.item, "activity", route, activity)
        elif own == wanted.activity:
            for index, milestone in outline.milestones(activity):
                if outline.text(milestone, "id") == wanted.milestone:
                    home = (*route, "milestones", index)
                    yield ItemNode(source, plan, wanted.item, "milestone", home, milestone)
