"""`uid`: the first id of what was renamed, kept beside the new one, and taken away when it is the id again.

Comes in: a source, where something is written, its id as written, its new id. Goes out: changes. What is
written is taken away without a trace: renaming there and back gives the same octets. Where something else had
that id first, nothing is written: two with one `uid` would be an error (`duplicate-uid`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.edit.change import Change, Meant
from ssetrack.edit.editability import editable, entry_end, key_of, own_keys, refusal
from ssetrack.edit.fields import removal_of
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.neighbours import key_style
from ssetrack.edit.splice import Splice, column, line_break, line_end, next_line
from ssetrack.edit.whole_plan.part_lookup import PartNode
from ssetrack.language.message import message
from ssetrack.source import Source
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Node, Scalar, child

UID = "uid"


def first_holder(sources: Sequence[Source], target: ItemNode | PartNode) -> str | None:
    """Of what else the id of an item or a goal without a `uid` is the first one; None for nothing else.

    It is then another one's `uid`: of an activity or a goal in plans of the same id, of a milestone within
    its activity.
    """
    own = outline.text(target.node, "id") if isinstance(target, ItemNode) else target.id
    if own is None or (isinstance(target.node, Mapping) and UID in target.node):
        return None
    others = _others(sources, target)
    return next((name for name, node in others if outline.text(node, UID) == own), None)


def _others(sources: Sequence[Source], target: ItemNode | PartNode) -> Iterable[tuple[str, Node]]:
    """What a `uid` is unique among, but for the target itself: ids and nodes."""
    if target.kind == "milestone" and isinstance(target, ItemNode):
        several = [one for _, one in outline.milestones(target.parent or Mapping())]
        return [(outline.text(one, "id") or "", one) for one in several if one is not target.node]
    roots = [one.root for one in sources if outline.plan_id(one) == target.plan]
    if target.kind == "activity":
        activities = [one for root in roots for _, one in outline.activities(root)]
        return [(outline.text(one, "id") or "", one) for one in activities if one is not target.node]
    goals = [child(root, "goals") for root in roots]
    every = [entry for one in goals if isinstance(one, Mapping) for entry in one.entries()]
    return [(str(key), node) for key, node in every if node is not target.node]


def uid_changes(source: Source, route: Route, own: Scalar, new: str) -> list[Change]:
    """The changes of an activity or a milestone: a `uid` after its id, or none if that is the id again."""
    there = editable(source, route)
    mapping = there.node
    assert isinstance(mapping, Mapping)
    known = mapping.get(UID)
    if known is None and UID not in mapping:
        key = key_of(mapping, "id")
        if key is None:
            raise refusal(message("`{name}` is written in another item (YAML merge `<<`)", name="id"))
        return [_insertion(source, route, mapping, key, own, flow=there.flow)]
    return [_removal(source, route, mapping, flow=there.flow)] if known == new else []


def goal_uid_changes(source: Source, goals: Mapping, key: Scalar, new: str, route: Route) -> list[Change]:
    """The changes of a goal, which is at `route` once its key is the new one.

    A title alone becomes a mapping with the `uid` first, and is a title alone again when that goes.
    """
    node = goals[key]
    if isinstance(node, Mapping):
        keys = own_keys(node)
        known = node.get(UID)
        if UID not in node and keys:
            flow = goals.flow or node.flow
            return [_insertion(source, route, node, keys[0], key, flow=flow)]
        if known != new:
            return []
        if [str(one) for one in keys] == [UID, "title"] and isinstance(node["title"], Scalar):
            return [_title_alone(route, node, key)]
        return [_removal(source, route, node, flow=goals.flow or node.flow)]
    if not isinstance(node, Scalar) or not key.end <= node.start:
        raise refusal(message("`{name}` is shared with another item (YAML alias `*…`)", name=key))
    return [_title_with_uid(source, goals, route, key, node)]


def _insertion(
    source: Source, route: Route, mapping: Mapping, after: Scalar, own: Scalar, *, flow: bool
) -> Change:
    """A `uid` after another entry, with the id as it is written."""
    text = source.text
    value = text[own.start : own.end]
    end = entry_end(source, mapping, after)
    if flow:
        entry = f", {quote(UID, flow=True, style=key_style(mapping))}: {value}"
        splice = Splice(end, end, entry)
    else:
        line = f"{' ' * column(text, after.start)}{UID}: {value}"
        at, ending = next_line(text, end), line_break(text, end)
        is_last = at == line_end(text, end)
        splice = Splice(at, at, f"{ending}{line}" if is_last else f"{line}{ending}")
    return Change((Meant((*route, UID), str(own)),), (splice,), (after.start, max(end, splice.start)))


def _removal(source: Source, route: Route, mapping: Mapping, *, flow: bool) -> Change:
    """The `uid` taken away, with what parts it from the entry before."""
    key = key_of(mapping, UID)
    if key is None:
        raise refusal(message("`{name}` is written in another item (YAML merge `<<`)", name=UID))
    return removal_of(source, route, mapping, key, flow=flow)


def _title_with_uid(source: Source, goals: Mapping, route: Route, key: Scalar, title: Scalar) -> Change:
    """`A: Title` as a mapping; between the colon and the title nothing is changed."""
    value = source.text[key.start : key.end]
    meant = (Meant(route, {UID: str(key), "title": str(title)}),)
    if goals.flow:
        style = key_style(goals)
        names = [quote(name, flow=True, style=style) for name in (UID, "title")]
        splices = [
            Splice(key.end, key.end, f": {{{names[0]}: {value}, {names[1]}"),
            Splice(title.end, title.end, "}"),
        ]
        return Change(meant, tuple(splices), (key.start, title.end))
    deep = line_break(source.text, key.end) + " " * (column(source.text, key.start) + 2)
    splice = Splice(key.end, key.end, f":{deep}{UID}: {value}{deep}title")
    return Change(meant, (splice,), (key.start, title.end))


def _title_alone(route: Route, node: Mapping, key: Scalar) -> Change:
    """The reverse: what was put between the key and its colon goes."""
    title = node["title"]
    assert isinstance(title, Scalar)
    splices = [Splice(key.end, node.key("title").end, "")]
    if node.flow:
        splices.append(Splice(title.end, node.end, ""))
    return Change((Meant(route, str(title)),), tuple(splices), (key.start, node.end))
