"""What a plan's tree says of its parts: plan id, sections, activities, milestones, who and what is declared.

Comes in: the tree of a source, whatever it holds. Goes out: its nodes with their routes, and their texts. For
whoever works on the text itself or must not wait for the models: edits, fixes, completion. A node of another
kind than the field needs is passed over; what is wrong with it, `load` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ssetrack.diagnostic import Route
from ssetrack.plan.reference import item_id
from ssetrack.plan.slug import id_from
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Sequence


def plan_id(source: Source) -> str:
    """The id that a plan goes by: its own, else made from the file's name."""
    return text(source.root, "id") or id_from(source.path)


def sections(root: Node) -> Iterator[tuple[Route, Mapping]]:
    """Every section with its route, a parent before its children."""
    waiting: list[tuple[Route, Node]] = [((), root)]
    while waiting:
        route, node = waiting.pop()
        if route and isinstance(node, Mapping):
            yield route, node
        inner = [((*route, "sections", index), one) for index, one in enumerate(elements(node, "sections"))]
        waiting.extend(reversed(inner))


def activities(root: Node) -> Iterator[tuple[Route, Mapping]]:
    """Every activity with its route, in the order of the file, as in `plan.items.walk`."""
    yield from _activities(root, ())


def _activities(holder: Node, route: Route) -> Iterator[tuple[Route, Mapping]]:
    for key in holder if isinstance(holder, Mapping) else ():
        for index, one in enumerate(elements(holder, key) if key in ("sections", "activities") else ()):
            if key == "sections":
                yield from _activities(one, (*route, key, index))
            elif isinstance(one, Mapping):
                yield (*route, key, index), one


def milestones(activity: Mapping) -> Iterator[tuple[int, Mapping]]:
    """The milestones of an activity with their indexes."""
    for index, one in enumerate(elements(activity, "milestones")):
        if isinstance(one, Mapping):
            yield index, one


def items(root: Node) -> Iterator[tuple[str, Mapping]]:
    """Every activity that has an id, followed by its milestones that have one, under the id in the plan."""
    for _, activity in activities(root):
        own = text(activity, "id")
        if not own:
            continue
        yield own, activity
        for _, one in milestones(activity):
            part = text(one, "id")
            if part:
                yield item_id(own, part), one


def declarations(root: Node, field: Literal["owners", "goals"]) -> Iterator[tuple[str, Node]]:
    """The slugs under which a plan declares its owners or its goals, and what it says of them."""
    found = root.get(field) if isinstance(root, Mapping) else None
    if isinstance(found, Mapping):
        yield from found.items()


def tags(root: Node) -> Iterator[str]:
    """The tags of all activities, as often as they are there."""
    for _, activity in activities(root):
        single = text(activity, "tags")
        yield from ([single] if single else texts(activity, "tags"))


def elements(node: Node, name: str) -> list[Node]:
    """The elements of a list in a mapping; none where either is something else."""
    found = node.get(name) if isinstance(node, Mapping) else None
    return found if isinstance(found, Sequence) else []


def texts(node: Node, name: str) -> list[str]:
    """The elements of a list that are texts."""
    return [one for one in elements(node, name) if isinstance(one, str)]


def text(node: Node, name: str) -> str | None:
    """The text of a field; None where there is none."""
    found = node.get(name) if isinstance(node, Mapping) else None
    return found if isinstance(found, str) else None


def proses(node: Node, name: str) -> list[str]:
    """The texts of a field in all its languages, in the order of the file; none where there is no text."""
    found = node.get(name) if isinstance(node, Mapping) else None
    texts = found.values() if isinstance(found, Mapping) else (found,)
    return [one for one in texts if isinstance(one, str)]


def prose(node: Node, name: str) -> str:
    """The text of a field, or of one in several languages the first; empty where there is none."""
    return next(iter(proses(node, name)), "")
