"""The plan as it is now, as a version to compare.

Comes in: a source. Goes out: its activities as items, and the route to each. The tree is read as it is: what
is wrong in it stays as it is.
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.merge.versions import Item, Value
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node


class PlanSide(NamedTuple):
    """The activities of a plan, and where each is."""

    items: tuple[Item, ...]
    routes: dict[str, Route]
    """By key; a milestone is under `activity/milestone`."""


def plan_side(source: Source) -> PlanSide:
    """The activities of a plan with their milestones."""
    titles = {route: outline.prose(node, "title") for route, node in outline.sections(source.root)}
    routes: dict[str, Route] = {}
    items = []
    for route, node in outline.activities(source.root):
        key = _free(outline.text(node, "id") or "", routes)
        routes[key] = route
        section = tuple(
            titles.get(route[: end + 2], "") for end, step in enumerate(route) if step == "sections"
        )
        parts: dict[str, Item] = {}
        for index, one in outline.milestones(node):
            own = _free(outline.text(one, "id") or "", parts)
            routes[f"{key}/{own}"] = (*route, "milestones", index)
            parts[own] = _item(one, own, ())
        items.append(_item(node, key, section)._replace(parts=tuple(parts.values())))
    return PlanSide(tuple(items), routes)


def _item(node: Mapping, key: str, section: tuple[str, ...]) -> Item:
    fields: dict[str, Value] = {
        str(name): value
        for name, value in ((name, _plain(value)) for name, value in node.items())
        if value is not None and name not in ("id", "title", "milestones")
    }
    if "done" in fields:
        fields.setdefault("status", "done")
    uid = outline.text(node, "uid") or ""
    own = "" if key.startswith("#") else key
    return Item(key, outline.prose(node, "title"), own, section, fields, uid="" if uid == key else uid)


def _free(key: str, taken: Container[str]) -> str:
    """A key of its own for what has no id, or one that is taken: `#2`, which is no id."""
    number = 1
    found = key or "#1"
    while found in taken:
        number += 1
        found = f"#{number}"
    return found


def _plain(node: Node) -> Value | None:
    """A node as plain data; what holds nothing is nothing."""
    if isinstance(node, str):
        return str(node)
    if isinstance(node, Mapping):
        return {str(key): value for key, one in node.items() if (value := _plain(one)) is not None}
    if isinstance(node, list):
        return [value for one in node if (value := _plain(one)) is not None]
    return None
