"""A tree that the models accept, made from one that they refuse.

Comes in: a source and the details of a pydantic error. Goes out: a copy of the tree in which what is wrong
is gone, wrapped, or filled with a stand-in, so that the rest of the plan stays visible. Nodes keep their
places in the text: what a rule says about a mended plan still points at the right line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from ssetrack.diagnostic import At, Route
from ssetrack.load.shape import route_of
from ssetrack.plan.slug import slug
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar
from ssetrack.source.tree import Sequence as List

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Container = TypeVar("Container", Mapping, List)


def repaired(source: Source, details: Sequence[ErrorDetails]) -> Node:
    """The tree without what the details complain of. Shares all nodes that it need not change."""
    root = source.root
    # From the last place to the first, so that an element taken out of a list moves no other place.
    by_place = sorted(
        ((route_of(detail["loc"], source.root), detail) for detail in details),
        key=lambda found: [(isinstance(step, str), step) for step in found[0]],
        reverse=True,
    )
    for route, detail in by_place:
        root = _mended(root, route, detail, source)
    return root


def _mended(node: Node, route: Route, detail: ErrorDetails, source: Source, depth: int = 0) -> Node:
    """A copy of the node in which the fault at `route[depth:]` is mended; the node itself on no fault."""
    if depth == len(route):
        if detail["type"] == "missing" and isinstance(node, Mapping):
            filled = _copy(node)
            field = str(detail["loc"][-1])
            filled[_scalar(field, route, source)] = _stand_in(field, node, route, source)
            return filled
        return node
    step = route[depth]
    if isinstance(node, Mapping) and isinstance(step, str) and step in node:
        key = next(known for known in node if known == step)
    elif isinstance(node, List) and isinstance(step, int) and step < len(node):
        key = step  # type: ignore[assignment]  # an index into the list
    else:
        return node
    changed = _copy(node)
    child = changed[key]  # type: ignore[index]
    if depth + 1 == len(route) and detail["type"] != "missing":
        if detail["type"] == "tuple_type" and isinstance(child, Scalar):
            changed[key] = _list_of(child)  # type: ignore[index]
        else:
            del changed[key]  # type: ignore[arg-type]
    else:
        changed[key] = _mended(child, route, detail, source, depth + 1)  # type: ignore[index]
    return changed


def _copy(node: Container) -> Container:
    copy = type(node)(node)
    copy.start, copy.end, copy.flow, copy.anchored = node.start, node.end, node.flow, node.anchored
    copy.nothings = node.nothings  # type: ignore[assignment]  # of the same kind of container
    if isinstance(node, Mapping) and isinstance(copy, Mapping):
        copy.merged = node.merged
    return copy


def _list_of(child: Scalar) -> List:
    wrapped = List([child])
    wrapped.start, wrapped.end, wrapped.flow, wrapped.anchored = child.start, child.end, True, False
    wrapped.nothings = None
    return wrapped


def _scalar(text: str, route: Route, source: Source) -> Scalar:
    made = Scalar(text)
    made.start, made.end = source.locate(At(route, "item"))
    made.style, made.anchored = "", False
    return made


def _stand_in(field: str, node: Mapping, route: Route, source: Source) -> Scalar:
    """What is shown where a required field is missing: never invented, always taken from what is there."""
    title = node.get("title")  # type: ignore[call-overload]  # a Scalar equals its text
    own_id = node.get("id")  # type: ignore[call-overload]
    under = route[-1] if route and isinstance(route[-1], str) else ""
    text = "?"
    if field == "id":
        start, _ = source.locate(At(route, "item"))
        named = slug(title) if isinstance(title, str) else ""
        text = named or f"line-{source.span(start, start).line}"
    elif field in ("title", "name") and isinstance(own_id, str):
        text = own_id
    elif field in ("title", "name"):
        text = str(under) or (PurePath(source.path).stem if not route else "?")
    return _scalar(text, route, source)
