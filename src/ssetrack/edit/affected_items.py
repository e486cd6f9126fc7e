"""The part of a plan that an edit can put in the wrong: the item, what it waits for, and what waits for it.

Comes in: a source and the routes of what was changed in an item. Goes out: a source whose tree holds, of
all activities, those alone; looking at a dozen is faster than at ten thousand. What is found wrong there is
wrong in the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Several

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.plan.reference import Reference
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Sequence

_DATES = ("deadline", "when", "start", "done")


def affected_items(source: Source, routes: Several[Route]) -> Source:
    """The source with the activity in which the routes lead to what was changed, and all bound up with it.

    Where an id was changed that is the whole source: whoever waits for the old one is in it.
    """
    route = routes[0]
    steps = [at for at, step in enumerate(route) if step == "activities"]
    own = source.node(route[: steps[-1] + 2]) if steps else None
    renamed = any(one[-1] == "id" for one in routes)
    if renamed or not isinstance(own, Mapping) or not isinstance(source.root, Mapping):
        return source
    by_id: dict[str, list[Mapping]] = {}
    for _, activity in outline.activities(source.root):
        by_id.setdefault(outline.text(activity, "id") or "", []).append(activity)
    kept = _bound_up(own, by_id)
    return Source(source.path, source.text, _copy_with(source.root, kept), source.problems, bom=source.bom)


def _bound_up(own: Mapping, by_id: dict[str, list[Mapping]]) -> set[int]:
    """The activities, by identity, that wait for this one, and all that any of them waits for."""
    waits_for: dict[int, list[Mapping]] = {}
    waiting_for: dict[int, list[Mapping]] = {}
    for same in by_id.values():
        for activity in same:
            for word in _words(activity):
                for other in by_id.get(Reference.from_text(word).activity, ()):
                    waits_for.setdefault(id(activity), []).append(other)
                    waiting_for.setdefault(id(other), []).append(activity)
    same = by_id.get(outline.text(own, "id") or "", [own])
    heirs = _reachable(same, waiting_for)
    return {id(one) for one in _reachable(heirs, waits_for)}


def _reachable(first: list[Mapping], steps: dict[int, list[Mapping]]) -> list[Mapping]:
    found = {id(one): one for one in first}
    todo = list(first)
    while todo:
        for other in steps.get(id(todo.pop()), ()):
            if id(other) not in found:
                found[id(other)] = other
                todo.append(other)
    return list(found.values())


def _words(activity: Mapping) -> Iterator[str]:
    """Every word of an activity and its milestones that may be a reference; a few more do no harm."""
    for node in (activity, *(one for _, one in outline.milestones(activity))):
        for reference in outline.elements(node, "after"):
            if isinstance(reference, str):
                yield reference
        for name in _DATES:
            value: Node = node.get(name)
            for entry in value if isinstance(value, Sequence) else (value,):
                text = outline.text(entry, "date") if isinstance(entry, Mapping) else entry
                if isinstance(text, str) and " " in text:
                    yield from text.split()


def _copy_with(holder: Mapping, kept: set[int]) -> Mapping:
    """A copy of a plan or a section without the activities that are not kept."""
    copy = Mapping(holder)
    copy.start, copy.end, copy.flow = holder.start, holder.end, holder.flow
    copy.anchored, copy.merged, copy.nothings = holder.anchored, holder.merged, holder.nothings
    for key, value in holder.items():
        if key == "activities" and isinstance(value, Sequence):
            chosen = [one for one in value if not isinstance(one, Mapping) or id(one) in kept]
            copy[key] = _list_of(chosen, value)
        elif key == "sections" and isinstance(value, Sequence):
            inner: list[Node] = [_copy_with(one, kept) if isinstance(one, Mapping) else one for one in value]
            copy[key] = _list_of(inner, value)
    return copy


def _list_of(elements: list[Node], old: Sequence) -> Sequence:
    copy = Sequence(elements)
    copy.start, copy.end, copy.flow = old.start, old.end, old.flow
    copy.anchored, copy.nothings = old.anchored, None
    return copy
