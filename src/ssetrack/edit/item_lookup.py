"""What an id means in plan files that are to be edited: found in the trees, before any plan is loaded.

Comes in: sources and an id as people write it (`1.2`, `5.4/draft`, `plan:1.2`). Goes out: the source, the
route, and whether it is an activity or a milestone. An id that several things have is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.language.message import message
from ssetrack.plan.lookup import in_several_plans, no_such_item, no_such_plan
from ssetrack.plan.reference import Reference, item_id
from ssetrack.plan.slug import slug
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node
from ssetrack.source.tree import Sequence as List

Kind = Literal["activity", "milestone"]


@dataclass(frozen=True, slots=True)
class Target:
    """An activity or a milestone in the file where it is written."""

    source: Source
    plan: str
    id: str
    kind: Kind
    route: Route
    node: Mapping

    @property
    def parent(self) -> Mapping | None:
        """A milestone's activity."""
        if self.kind == "activity":
            return None
        node = self.source.node(self.route[:-2])
        return node if isinstance(node, Mapping) else None


def plan_id(source: Source) -> str:
    """The id that a plan goes by: its own, else made from the file's name."""
    root = source.root
    own = text_of(root, "id") if isinstance(root, Mapping) else None
    return own or slug(PurePath(source.path).stem) or "plan"


def text_of(node: Mapping, name: str) -> str | None:
    """The text of a field; None where there is none."""
    value = node.get(name)
    return value if isinstance(value, str) else None


def below(node: Mapping, name: str) -> list[Node]:
    """The elements of a list in a mapping; none where it is no list."""
    value = node.get(name)
    return value if isinstance(value, List) else []


def found(sources: Sequence[Source], asked: str) -> Target:
    """The one activity or milestone that an id means. Raises `SsetrackError` for none, or several."""
    wanted = Reference.parsed(asked)
    plans = {source.path: plan_id(source) for source in sources}
    if wanted.plan is not None and wanted.plan not in plans.values():
        raise no_such_plan(wanted.plan, sorted(set(plans.values())))
    here = [source for source in sources if wanted.plan in (None, plans[source.path])]
    targets = [target for source in here for target in _named(source, wanted)]
    if not targets:
        raise no_such_item(wanted, dict.fromkeys(one for source in here for one in _ids(source)))
    if len(targets) == 1:
        return targets[0]
    if len({target.plan for target in targets}) == len(targets):
        raise in_several_plans(wanted, [target.plan for target in targets])
    raise SsetrackError(
        message("`{id}` stands more than once", id=asked),
        message("run `ssetrack lint`, and give each its own id first"),
    )


def activities(source: Source) -> Iterator[tuple[Route, Mapping]]:
    """Every activity with its route, in the order of `plan.items.walk`."""
    if isinstance(source.root, Mapping):
        yield from _activities(source.root, ())


def _activities(holder: Mapping, route: Route) -> Iterator[tuple[Route, Mapping]]:
    for index, section in enumerate(below(holder, "sections")):
        if isinstance(section, Mapping):
            yield from _activities(section, (*route, "sections", index))
    for index, activity in enumerate(below(holder, "activities")):
        if isinstance(activity, Mapping):
            yield (*route, "activities", index), activity


def sections(source: Source) -> Iterator[tuple[Route, Mapping]]:
    """Every section with its route, a parent before its children."""
    waiting: list[tuple[Route, Node]] = [((), source.root)]
    while waiting:
        route, node = waiting.pop()
        if not isinstance(node, Mapping):
            continue
        if route:
            yield route, node
        inner = [((*route, "sections", index), one) for index, one in enumerate(below(node, "sections"))]
        waiting.extend(reversed(inner))


def milestones(activity: Mapping) -> Iterator[tuple[int, Mapping]]:
    """The milestones of an activity with their indexes."""
    for index, one in enumerate(below(activity, "milestones")):
        if isinstance(one, Mapping):
            yield index, one


def _named(source: Source, wanted: Reference) -> Iterator[Target]:
    plan = plan_id(source)
    for route, activity in activities(source):
        own = text_of(activity, "id")
        if own == wanted.item:
            yield Target(source, plan, wanted.item, "activity", route, activity)
        elif own == wanted.activity:
            for index, milestone in milestones(activity):
                if text_of(milestone, "id") == wanted.milestone:
                    home = (*route, "milestones", index)
                    yield Target(source, plan, wanted.item, "milestone", home, milestone)


def _ids(source: Source) -> Iterator[str]:
    for _, activity in activities(source):
        own = text_of(activity, "id") or ""
        yield own
        yield from (item_id(own, text_of(one, "id") or "") for _, one in milestones(activity))
