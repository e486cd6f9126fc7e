"""Another name for what is named at a cursor, in all plans at once.

Comes in: an index, the path of a file, an offset in its text, the new name. Goes out: for each file the
edits, as `ssetrack rename` makes them: the name itself wherever it is written, and the first id of an item or
a goal kept as `uid`, by which calendars know it. What cannot be renamed safely is an `SsetrackError` with the
reason: a name that is taken, a part that aliases repeat, a plan that cannot be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ssetrack.diagnostic import Edit, Range, SsetrackError
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.item_lookup import ItemNode, items_called
from ssetrack.edit.whole_plan.part_lookup import PartNode, all_parts
from ssetrack.edit.whole_plan.renaming import Edits, item_renaming, part_renaming
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.names import Name, Target, owner_target
from ssetrack.language.message import message
from ssetrack.plan.reference import Reference, item_id
from ssetrack.source import Source
from ssetrack.source.comments import scalars
from ssetrack.source.quoting import quote
from ssetrack.source.rereading import is_misread


class Renameable(NamedTuple):
    """What can be renamed at a cursor: its place, and its name as it is written there."""

    place: Range
    name: str


def renameable(index: Index, path: str, offset: int) -> Renameable | None:
    """What is renamed if somebody asks for that here; None at no name.

    Raises `SsetrackError` with the reason where there is a name that cannot be renamed.
    """
    name = index.name_at(path, offset)
    place = None if name is None else index.place_now(path, name.place)
    if name is None or place is None:
        return None
    _things(index, name.target, _sources(index))
    return Renameable(place, index.document(path).text[place.start : place.end])


def renaming(index: Index, path: str, offset: int, new: str) -> dict[str, tuple[Edit, ...]] | None:
    """The edits of each file, by path; None at no name. Raises `SsetrackError` with the reason."""
    name = index.name_at(path, offset)
    if name is None:
        return None
    return edits_for(index, name, new.strip())


def edits_for(index: Index, name: Name, new: str) -> dict[str, tuple[Edit, ...]]:
    """The edits that give a thing another name; none where it has this name."""
    sources = _sources(index)
    things = _things(index, name.target, sources)
    edits: Edits = []
    if isinstance(things, ItemNode):
        own = Reference.from_text(things.id)
        last = new if own.milestone is None else new.removeprefix(item_id(own.activity, ""))
        if last != (own.milestone or own.activity):
            edits = item_renaming(sources, things, last)
    elif new != things[0].id:
        edits = part_renaming(sources, things, new)
    for source, changes in edits:
        source_after(source, changes, index.plans.limits)  # refuses what would do anything else as well
    return {source.path: _edits(source, changes) for source, changes in edits}


def _edits(source: Source, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """The edits of some changes, in the order of the text.

    A name that some readers of YAML take for a number or a truth value (`1.10`, `NO`) gets quotes where it is
    a value by itself and has none: lint would ask for them.
    """
    splices = sorted(
        (splice for change in changes for splice in change.splices), key=lambda one: (one.start, one.end)
    )
    misread = frozenset(one.text for one in splices if one.end > one.start and is_misread(one.text))
    plain: frozenset[tuple[int, int]] = frozenset()
    if misread:
        plain = frozenset((one.start, one.end) for one in scalars(source, keys=True) if not one.style)
    return tuple(
        Edit(
            Range(one.start, one.end),
            quote(one.text, flow=True) if one.text in misread and (one.start, one.end) in plain else one.text,
        )
        for one in splices
    )


def _sources(index: Index) -> list[Source]:
    """The texts with their trees as written. Raises `SsetrackError` for one that cannot be read now."""
    for document in index.plans.documents.values():
        if document.broken:
            raise SsetrackError(
                message("`{path}` cannot be read, so its names cannot be changed", path=document.path),
                message("fix this file first"),
            )
    return [replace(one.source, root=one.tree) for one in index.plans.documents.values()]


def _things(index: Index, target: Target, sources: Sequence[Source]) -> ItemNode | Sequence[PartNode]:
    """What a name means in the files. Raises `SsetrackError` for none, for several, and for a plan."""
    if target.kind == "plan":
        raise SsetrackError(
            message("a plan cannot be renamed: calendars and other plans know it by its id"),
            message("`ssetrack set plan id=…` changes the id alone"),
        )
    if target.kind == "item":
        wanted = Reference.from_text(target.id)
        items = [one for source in sources for one in items_called(source, wanted) if one.plan == target.plan]
        if len(items) == 1:
            return items[0]
        raise _refusal(target, len(items))
    parts = [one for one in all_parts(sources) if _is_meant(index, one, target)]
    if not parts or (len(parts) > 1 and target.kind != "owner"):
        raise _refusal(target, len(parts))
    return parts


def _is_meant(index: Index, part: PartNode, target: Target) -> bool:
    if part.kind != target.kind:
        return False
    if part.kind == "owner":
        return owner_target(part.source, part.plan, part.id, index.snapshot.portfolio.people) == target
    return (part.plan, part.id) == (target.plan, target.id)


def _refusal(target: Target, number: int) -> SsetrackError:
    if number:
        return SsetrackError(
            message("the id `{id}` is used more than once", id=target.id),
            message("run `ssetrack lint`, and give each its own id first"),
        )
    return SsetrackError(
        message("there is nothing called `{name}` in these plans", name=target.id),
        message("declare it first, or correct the name where it is written"),
    )
