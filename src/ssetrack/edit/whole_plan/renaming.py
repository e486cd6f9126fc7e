"""Another id for an item, an owner, a goal or a section, wherever plans name it.

Comes in: sources, what is renamed, its new id. Goes out: for each file that names it the changes. An id is
changed where it is written, in the quotes that it has; so renaming it back gives the same octets. Of items
and goals the first id stays as `uid`, by which calendars know them, unless another one had it first; renaming
back takes it away again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from ssetrack import dates, outline
from ssetrack.dates import Relative
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change, Meant
from ssetrack.edit.editability import editable, key_of, refusal, value_span
from ssetrack.edit.item_lookup import ItemNode, refuse_misleading_id, refuse_nothing
from ssetrack.edit.splice import Splice
from ssetrack.edit.whole_plan.mentions import (
    Mention,
    date_texts,
    goal_mentions,
    owner_mentions,
    prerequisites,
    word_place,
)
from ssetrack.edit.whole_plan.part_lookup import PartNode, all_parts, declares_owners, is_called
from ssetrack.edit.whole_plan.uids import first_holder, goal_uid_changes, uid_changes
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.plan.reference import Reference
from ssetrack.plan.slug import ID
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Scalar

Edits: TypeAlias = list[tuple[Source, list[Change]]]
"""The changes of each file."""


class _Place(NamedTuple):
    """A text that names something: its route, the text, and which of its characters are the id."""

    route: Route
    node: Scalar
    start: int
    end: int


def item_renaming(sources: Sequence[Source], target: ItemNode, new: str) -> Edits:
    """The changes that give an activity or a milestone another id.

    `new` is the last part of a milestone's id. Raises `SsetrackError` for one that is no id, or is taken.
    """
    check_id(new)
    if target.kind == "activity":
        refuse_misleading_id(new)
    _refuse_taken(target, new)
    edits: Edits = []
    for source in sources:
        changes = _changes(source, _places(source, target), new)
        if source is target.source:
            own = target.node["id"]
            assert isinstance(own, Scalar)
            if first_holder(sources, target) is None:
                changes += uid_changes(source, target.route, own, new)
            changes.append(_id_change(source, target.route, own, new))
        if changes:
            edits.append((source, changes))
    return edits


def part_renaming(sources: Sequence[Source], parts: Sequence[PartNode], new: str) -> Edits:
    """The changes that give an owner, a goal or a section another id; the same in each plan of a person."""
    check_id(new)
    kind = parts[0].kind
    if kind == "plan":
        raise SsetrackError(
            message("a plan cannot be renamed: calendars and other plans know it by its id"),
            message("`ssetrack set plan id=…` changes the id alone"),
        )
    homes = {part.source.path: part for part in parts}
    asked = sources if kind == "owner" else [part.source for part in parts]
    for other in all_parts(asked):
        if other.kind == kind and is_called(other, new):
            raise _refusal_of_taken(str(other))
    edits: Edits = []
    for source in sources:
        part = homes.get(source.path)
        changes: list[Change] = []
        if part is not None:
            changes += _part_changes(part, new, has_uid=first_holder(sources, part) is None)
        if kind == "owner" and (part is not None or not declares_owners(source)):
            changes += _changes(source, _whole_texts(owner_mentions(source.root), parts[0].id), new)
        elif kind == "goal" and part is not None:
            changes += _changes(source, _whole_texts(goal_mentions(source.root), part.id), new)
        if changes:
            edits.append((source, changes))
    return edits


def check_id(new: str) -> None:
    """Raise `SsetrackError` for what cannot be an id."""
    refuse_nothing(new)
    if not ID.fullmatch(new):
        raise SsetrackError(
            message("`{id}` cannot be an id", id=new),
            message("use letters without accents, digits, `.`, `-` and `_`"),
        )


def _refuse_taken(target: ItemNode, new: str) -> None:
    """Raise `SsetrackError` where another item has the new id. That it had it first (`uid`) does no harm."""
    root = target.source.root
    if target.kind == "activity":
        others = [one for _, one in outline.activities(root)]
    else:
        others = [one for _, one in outline.milestones(target.parent or Mapping())]
    if any(one is not target.node and outline.text(one, "id") == new for one in others):
        raise _refusal_of_taken(new)


def _refusal_of_taken(own: str) -> SsetrackError:
    return SsetrackError(
        message("the id `{id}` is already used", id=own), message("nothing was changed; choose another id")
    )


def _places(source: Source, target: ItemNode) -> Iterable[_Place]:
    """Where a file names an item; an activity is named by the ids of its milestones, too."""
    plan, old = outline.plan_id(source), Reference.from_text(target.id)
    own = old.activity if old.milestone is None else old.milestone

    def place(route: Route, node: Scalar, start: int) -> Iterable[_Place]:
        one = Reference.from_text(node[start:].rstrip())
        is_meant = (one.plan or plan) == target.plan and one.activity == old.activity
        if is_meant and old.milestone in (None, one.milestone):
            start += 0 if one.plan is None else len(one.plan) + 1
            start += 0 if old.milestone is None else len(one.activity) + 1
            yield _Place(route, node, start, start + len(own))

    for route, node in prerequisites(source.root):
        if own in node:
            yield from place(route, node, 0)
    for route, node in date_texts(source.root):
        if own in node and " " in node and isinstance(dates.parse(node), Relative):
            yield from place(route, node, node.rstrip().rindex(" ") + 1)


def _whole_texts(mentions: Iterable[Mention], old: str) -> Iterable[_Place]:
    """Of the texts those that are a name and nothing else."""
    wanted = nfc(old)
    return (_Place(route, node, 0, len(node)) for route, node in mentions if nfc(node) == wanted)


def _changes(source: Source, places: Iterable[_Place], new: str) -> list[Change]:
    """The changes of texts that name something; one that has several routes is changed once."""
    found: dict[int, Change] = {}
    for route, node, start, end in places:
        meant = Meant(route, node[:start] + new + node[end:])
        known = found.get(id(node))
        if known is None:
            splice = _word_splice(source, node, start, end, new)
            found[id(node)] = Change((meant,), (splice,), (node.start, node.end))
        else:
            found[id(node)] = Change((*known.meant, meant), known.splices, known.lines)
    return list(found.values())


def _word_splice(source: Source, node: Scalar, start: int, end: int, new: str) -> Splice:
    """A part of a text as it is written; one with escapes or line breaks is searched for that part."""
    place = word_place(source, node, start, end)
    if place is None:
        line = source.position(node.start)[0]
        raise refusal(
            message("`{id}` is written in an unusual way in line {line}", id=node[start:end], line=line)
        )
    return Splice(place.start, place.end, new)


def _id_change(source: Source, route: Route, own: Scalar, new: str) -> Change:
    """The change of an id where it is declared."""
    there = editable(source, route).node
    assert isinstance(there, Mapping)
    value_span(source, there, "id")
    splice = _word_splice(source, own, 0, len(own), new)
    return Change((Meant((*route, "id"), new),), (splice,), (own.start, own.end))


def _part_changes(part: PartNode, new: str, *, has_uid: bool) -> list[Change]:
    """The changes of an owner, a goal or a section where it is declared; a goal may get a `uid`."""
    source = part.source
    if part.kind == "section":
        own = part.node.get("id") if isinstance(part.node, Mapping) else None
        if not isinstance(own, Scalar):
            raise SsetrackError(
                message("the section `{name}` has no id", name=part.id),
                message("give it one: `ssetrack set 'section:{name}' id={id}`", name=part.id, id=new),
            )
        return [_id_change(source, part.route, own, new)]
    holder = editable(source, part.route[:1]).node
    key = key_of(holder, part.id) if isinstance(holder, Mapping) else None
    if not isinstance(holder, Mapping) or key is None:
        raise refusal(message("`{name}` is written in another item (YAML merge `<<`)", name=part.id))
    splice = _word_splice(source, key, 0, len(key), new)
    route = (*part.route[:1], new)
    renamed = Change((Meant(part.route, holder[key], new),), (splice,), (key.start, key.end))
    if part.kind != "goal" or not has_uid:
        return [renamed]
    return [renamed, *goal_uid_changes(source, holder, key, new, route)]
