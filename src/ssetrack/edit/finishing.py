"""An activity or milestone marked as done.

Comes in: an item in its file and a day. Goes out: changes. `done:` says it all, so it takes the place of a
`status:` line; an activity is not done while its milestones are open.
"""

from __future__ import annotations

from typing import Literal

from ssetrack import outline
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_renaming, field_setting
from ssetrack.edit.item_dates import parts
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.source.tree import Mapping


def item_to_finish(target: ItemNode) -> ItemNode:
    """The item that is finished when somebody says that this one is.

    Of an activity whose milestones are done but for one, it is that one. Raises `SsetrackError` while several
    are open.
    """
    still_open = open_milestones(target)
    if len(still_open) > 1:
        names = few(milestone.id for milestone in still_open)
        raise SsetrackError(
            message("`{id}` has open milestones: {names}", id=target.id, names=names),
            message("mark each of them as done, or cancel it"),
        )
    return still_open[0] if still_open else target


def completion(target: ItemNode, day: str) -> list[Change]:
    """The changes that mark an item as done on a day."""
    node, source, route = target.node, target.source, target.route
    status = outline.text(node, "status")
    if "done" not in node and "status" in node:
        return [field_renaming(source, route, "status", "done", day)]
    changes = [field_setting(source, route, "done", day)]
    if status is not None and status != "done":
        changes.append(field_setting(source, route, "status", "done"))
    return [change for change in changes if change is not None]


def open_milestones(target: ItemNode) -> list[ItemNode]:
    """An activity's milestones that are neither done nor cancelled, by themselves or with the activity."""
    if _ending(target.node) is not None:
        return []
    return [one for one in parts(target) if _ending(one.node) is None]


def has_ended(target: ItemNode) -> Literal["done", "cancelled"] | None:
    """Whether an item is done or cancelled, by itself or with its activity."""
    own, parent = _ending(target.node), target.parent
    if own is None and parent is not None and outline.text(target.node, "status") is None:
        return _ending(parent)
    return own


def _ending(node: Mapping) -> Literal["done", "cancelled"] | None:
    match outline.text(node, "status"):
        case "done" | "cancelled" as status:
            return status
        case None if outline.text(node, "done") is not None:
            return "done"
        case _:
            return None
