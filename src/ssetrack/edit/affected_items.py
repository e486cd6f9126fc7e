"""The part of the plans that an edit can change or put in the wrong.

That is the items, what they wait for, and what waits for them, in whatever plan.

Comes in: the sources before and after an edit, and the routes of what was changed. Goes out: both again, with
trees that hold, of all activities, those alone; looking at a dozen is faster than at ten thousand. What is
found wrong there is wrong in the plans, and what moves with the edit is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence as Several
from typing import NamedTuple

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.edit.date_readings import READ_BY, Concern, concerns
from ssetrack.edit.moved_source import MovedSource
from ssetrack.edit.partial_reading import activity_of
from ssetrack.plan.field_groups import PEOPLE, WORK_DATES
from ssetrack.plan.reference import Reference
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Sequence

_ALONE = frozenset(("title", "notes", "tags", "priority", "links", "deliverable", "budget", "goals", *PEOPLE))
"""Fields of an activity on which no date and no other item depends."""

Key = tuple[str, str]
"""A plan's id and an activity's id in it."""


class Judged(NamedTuple):
    """Of a plan whose period is another, the activities of which nothing but that concerns the dates."""

    before: Source
    now: MovedSource
    """The whole plan as it is after the edit."""


class Part(NamedTuple):
    """The same part of the plans before and after an edit; a source that has not changed is one object."""

    before: tuple[Source, ...]
    after: tuple[Source, ...]
    judged: tuple[Judged, ...] = ()


def affected_part(
    before: Several[Source], after: Several[Source], routes: ReadOnly[str, Several[Route]]
) -> Part:
    """The activities in which the routes, by path, lead to what was changed, and all bound up with them.

    Where a plan's id was changed, or its first owner or goal was declared, it is the whole: whoever is
    concerned is in it. What is changed of an owner, a goal or a section concerns no activity.
    """
    if any(_concerns_all(route) for several in routes.values() for route in several):
        return Part(tuple(before), tuple(after))
    changes = _Changes(set(), set(), set())
    for old, new in zip(before, after, strict=True):
        _gather(changes, old, new, routes.get(new.path, ()))
    is_alone = all(_is_alone(route) for several in routes.values() for route in several)
    kept = set() if is_alone else _bound_up(before, after, changes)
    parts = [_parts(old, new, kept, changes.of(old.path)) for old, new in zip(before, after, strict=True)]
    judged = [
        Judged(_part(old, set(), own), new)
        for old, new in zip(before, after, strict=True)
        if isinstance(new, MovedSource)
        and (own := {route for path, route in changes.judged if path == old.path})
    ]
    return Part(tuple(one for one, _ in parts), tuple(one for _, one in parts), tuple(judged))


class _Changes(NamedTuple):
    """The activities that an edit concerns first, by path and route."""

    edited: set[tuple[str, Route]]
    """They were changed themselves."""
    read_otherwise: set[tuple[str, Route]]
    """Their dates may say something else."""
    judged: set[tuple[str, Route]]
    """Their dates may fit the plan's period otherwise: nothing that waits for them is concerned."""

    def of(self, path: str) -> set[Route]:
        """Those of one file with which others may be bound up."""
        return {route for own_path, route in self.edited | self.read_otherwise if own_path == path}


def _gather(changes: _Changes, old: Source, new: Source, routes: Several[Route]) -> None:
    """Add the activities of a file that these routes concern."""
    for route in routes:
        if route[-1] == "activities":  # the first of a section
            added = outline.elements(new.node(route[:-1]), "activities")
            changes.edited.update((new.path, (*route, index)) for index in range(len(added)))
        elif activity := activity_of(route):
            changes.edited.add((new.path, activity))
    fields = {str(route[0]) for route in routes} & READ_BY
    if fields:
        for route, concern in concerns(old, _without_activities(new), fields):
            is_judged = concern is Concern.JUDGED and isinstance(new, MovedSource)
            (changes.judged if is_judged else changes.read_otherwise).add((new.path, route))


def _without_activities(source: Source) -> Source:
    """The file with the fields of its plan, and no activity."""
    if isinstance(source, MovedSource):
        return _parts(source.before, source, set(), set())[1]
    return source


def _is_alone(route: Route) -> bool:
    """Whether what is at a route concerns the activity that it is in, and nothing else."""
    return len(route) > 1 and route[:-1] == activity_of(route) and route[-1] in _ALONE


def _concerns_all(route: Route) -> bool:
    """Whether what is at a route may change how any activity is found, or whom it names."""
    # Who is the first to be declared makes the others unknown.
    return route in ((), ("id",), ("owners",), ("goals",))


def _bound_up(before: Several[Source], after: Several[Source], changes: _Changes) -> set[Key]:
    """The activities that wait for those that were changed, and all that any of them waits for.

    Those that have the `uid` of one that was changed are among them: a plan has each once.
    """
    if not (changes.edited or changes.read_otherwise):
        return set()
    waits_for: dict[Key, list[Key]] = {}
    waiting_for: dict[Key, list[Key]] = {}
    by_uid: dict[Key, set[Key]] = {}
    known: set[Key] = set()
    own: set[Key] = set()
    for plan, activity, is_changed in _activities(before, after, changes):
        key = (plan, outline.text(activity, "id") or "")
        known.add(key)
        if is_changed:
            own.add(key)
        if uid := outline.text(activity, "uid"):
            by_uid.setdefault((plan, uid), set()).add(key)
        for word in _words(activity):
            other = Reference.from_text(word)
            base = (plan if other.plan is None else other.plan, other.activity)
            waits_for.setdefault(key, []).append(base)
            waiting_for.setdefault(base, []).append(key)
    alike = {key for several in by_uid.values() if several & own for key in several}
    return _reachable(_reachable(own, waiting_for) | alike, waits_for) & known


def _activities(
    before: Several[Source], after: Several[Source], changes: _Changes
) -> Iterator[tuple[str, Mapping, bool]]:
    """All activities as they were, with their plan's id; those that were edited also as they are now."""
    changed = changes.edited | changes.read_otherwise
    for source in before:
        plan = outline.plan_id(source)
        for route, old in outline.activities(source.root):
            yield plan, old, (source.path, route) in changed
    for source, now in zip(before, after, strict=True):
        plan = outline.plan_id(source)
        for path, route in changes.edited:
            activity = now.node(route) if path == now.path else None
            if isinstance(activity, Mapping):
                yield plan, activity, True


def _reachable(first: set[Key], steps: ReadOnly[Key, list[Key]]) -> set[Key]:
    found = set(first)
    todo = list(first)
    while todo:
        for other in steps.get(todo.pop(), ()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found


def _words(activity: Mapping) -> Iterator[str]:
    """Every word of an activity and its milestones that may be a reference; a few more do no harm."""
    for node in (activity, *(one for _, one in outline.milestones(activity))):
        for reference in outline.elements(node, "after"):
            if isinstance(reference, str):
                yield reference
        for name in WORK_DATES:
            value: Node = node.get(name)
            for entry in value if isinstance(value, Sequence) else (value,):
                text = outline.text(entry, "date") if isinstance(entry, Mapping) else entry
                if isinstance(text, str) and " " in text:
                    yield from text.split()


def _parts(old: Source, new: Source, kept: set[Key], own: set[Route]) -> tuple[Source, Source]:
    """A file before and after, with, of all activities, those of these ids and at these routes."""
    part = _part(old, kept, own)
    if new is old:
        return part, part
    if isinstance(new, MovedSource) and new.before is old and isinstance(part.root, Mapping):
        return part, new.part(part.root)
    return part, _part(new, kept, own)


def _part(source: Source, kept: set[Key], own: set[Route]) -> Source:
    """A source whose tree has, of all activities, those of these ids or at these routes."""
    if not isinstance(source.root, Mapping):
        return source
    chosen: set[int] = set()
    if kept or own:
        plan = outline.plan_id(source)
        chosen = {
            id(activity)
            for route, activity in outline.activities(source.root)
            if route in own or (kept and (plan, outline.text(activity, "id") or "") in kept)
        }
    root = _copy_with(source.root, chosen)
    return Source(source.path, source.text, root, source.problems, bom=source.bom)


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
