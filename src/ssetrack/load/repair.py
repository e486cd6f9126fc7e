"""A tree that the definition accepts, made from one that it refuses.

Comes in: a source. Goes out: a copy of its tree in which what is wrong is gone, wrapped, or filled with a
stand-in, so that the rest of the plan stays visible, and a problem for each mistake. Nodes keep their places
in the text: what a rule says about a mended plan still points at the right line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from pydantic import ValidationError

from ssetrack.diagnostic import At, Problem, Route
from ssetrack.language.nearest import Guesses
from ssetrack.load.shape import problems_of, read_field, route_of
from ssetrack.plan.definition import Plan
from ssetrack.plan.kinds import is_blank
from ssetrack.plan.slug import slug
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar
from ssetrack.source.tree import Sequence as List

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Container = TypeVar("Container", bound="Mapping | List")

MOST_REPAIRS = 8
"""Each pass mends all that pydantic reports at once; a second only follows up on what the first removed."""


class Mended(NamedTuple):
    """The source with a mended tree, the problems found in the first one, and what had to be left out."""

    source: Source
    problems: tuple[Problem, ...]
    lost: dict[Route, str]


def repair(source: Source) -> Mended:
    """A source whose tree the definition accepts; after `MOST_REPAIRS` passes, whatever came of it."""
    problems: tuple[Problem, ...] = ()
    lost: dict[Route, str] = {}
    guesses = Guesses()
    for _ in range(MOST_REPAIRS):
        details = complaints(source.root)
        if not details:
            break
        problems = problems or tuple(problems_of(details, source, guesses))
        root, left_out = tree_without(source, details, guesses)
        lost.update(left_out)
        source = replace(source, root=root)
    return Mended(source, problems, lost)


def complaints(root: Node) -> list[ErrorDetails]:
    """What the definition has against a tree."""
    try:
        Plan.model_validate(root)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def tree_without(
    source: Source, details: Sequence[ErrorDetails], guesses: Guesses
) -> tuple[Node, dict[Route, str]]:
    """The tree without what the details complain of, and what was left out: raw text by route.

    Shares all nodes that it need not change.
    """
    root = source.root
    lost: dict[Route, str] = {}
    copies: set[int] = set()
    # From the last place to the first, so that an element taken out of a list moves no other place.
    by_place = sorted(
        ((_route_to_mend(detail, source), detail) for detail in details),
        key=lambda found: [(isinstance(step, str), step) for step in found[0]],
        reverse=True,
    )
    for route, detail in by_place:
        mender = _Mender(source, route, detail, copies, guesses)
        root = mender.repair(root)
        if mender.left_out:
            start, end = source.locate(At(route))
            lost[route] = source.text[start:end]
    return root, lost


def _route_to_mend(detail: ErrorDetails, source: Source) -> Route:
    """Where the tree has to change: for a missing field, perhaps written without a value, what lacks it."""
    route = route_of(detail["loc"], source.root)
    is_written = detail["type"] == "missing" and route[-1:] == detail["loc"][-1:]
    return route[:-1] if is_written else route


class _Mender:
    """Mends one fault, copying the containers on the way to it unless an earlier fault has copied them."""

    def __init__(
        self, source: Source, route: Route, detail: ErrorDetails, copies: set[int], guesses: Guesses
    ) -> None:
        self.source, self.route, self.detail, self.copies = source, route, detail, copies
        self.guesses = guesses
        self.left_out = False

    def repair(self, node: Node, depth: int = 0) -> Node:
        """A copy of the node in which the fault is mended; the node itself where it is gone already."""
        if depth == len(self.route):
            return self.fill(node) if self.detail["type"] == "missing" else node
        step = self.route[depth]
        if isinstance(node, Mapping) and isinstance(step, str) and step in node:
            key: Scalar | int = node.key(step)
        elif isinstance(node, List) and isinstance(step, int) and step < len(node):
            key = step
        else:
            return node
        changed = self.own(node)
        if depth + 1 < len(self.route) or self.detail["type"] == "missing":
            changed[key] = self.repair(changed[key], depth + 1)
            return cast("Node", changed)
        return self.without(changed, key)

    def own(self, node: Any) -> Any:
        """The container itself if it is a copy already, else a copy of it."""
        if id(node) in self.copies:
            return node
        copy = _in_place_of(type(node)(node), node)
        self.copies.add(id(copy))
        return copy

    def fill(self, node: Node) -> Node:
        """The mapping with a stand-in for the field that is missing, or written without a value."""
        field = str(self.detail["loc"][-1])
        if isinstance(node, Scalar) and is_blank(node):
            return _stand_in(field, Mapping(), self.route, self.source)
        if not isinstance(node, Mapping) or not is_blank(node.get(field)):
            return node
        filled: Mapping = self.own(node)
        if field in filled:
            del filled[field]  # the place of a key is that of the first one put in
        filled[_scalar(field, self.route, self.source)] = _stand_in(field, node, self.route, self.source)
        return filled

    def without(self, holder: Any, key: Scalar | int) -> Node:
        """The copy of a container in which the value under a key is wrapped, renamed, or left out."""
        child = holder[key]
        if self.detail["type"] == "tuple_type" and isinstance(child, Scalar):
            holder[key] = _list_of(child)
        elif self.detail["type"] == "extra_forbidden" and isinstance(holder, Mapping):
            return self.rename(holder, str(key))
        elif len(self.route) == 2 and self.route[0] in ("owners", "goals") and isinstance(key, Scalar):
            # Whoever names it is not wrong: the name stays known.
            holder[key] = key
        else:
            self.left_out = True
            del holder[key]
        return cast("Node", holder)

    def rename(self, holder: Mapping, name: str) -> Mapping:
        """The mapping with a misspelt field under the name that was meant, so that nothing else is missed."""
        meant = read_field(self.route, self.guesses)
        if meant is None or meant in holder:
            del holder[name]
            return holder
        renamed = Mapping()
        for key, value in holder.entries():
            if key != name:
                renamed[key] = value
                continue
            again = Scalar(meant)
            again.start, again.end, again.style, again.anchored = key.start, key.end, key.style, key.anchored
            renamed[again] = value
        self.copies.add(id(renamed))
        return _in_place_of(renamed, holder)


def _in_place_of(copy: Container, node: Any) -> Container:
    """The container with the place and the properties of another."""
    copy.start, copy.end, copy.flow, copy.anchored = node.start, node.end, node.flow, node.anchored
    copy.nothings = node.nothings
    if isinstance(copy, Mapping):
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
    title = node.get("title")
    own_id = node.get("id")
    under = route[-1] if route and isinstance(route[-1], str) else ""
    text = "?"
    if field == "id":
        start, _ = source.locate(At(route, "item"))
        named = slug(title) if isinstance(title, str) else ""
        text = named or f"line-{source.position(start)[0]}"
    elif field in ("title", "name") and isinstance(own_id, str) and not is_blank(own_id):
        text = own_id
    elif field in ("title", "name"):
        text = str(under) or (PurePath(source.path).stem if not route else "?")
    return _scalar(text, route, source)
