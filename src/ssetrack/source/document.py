"""A plan file as read: its text, its tree, and where in the text each thing of the tree stands.

Comes in: what `read` found. Goes out: offsets for routes, lines and columns for offsets. It never reads YAML
and never changes a text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from ssetrack.diagnostic import At, Lines, Place, Problem, Range, Route
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence, child


@dataclass(frozen=True, eq=False)
class Source:
    """One file. `text` is without byte order mark (`bom` says whether there was one); offsets count in it.

    `broken` says that no tree could be made: then `root` is `None` and `problems` say why. An empty file has
    the root `None` and is not broken.
    """

    path: str
    text: str
    root: Node
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    bom: bool = False

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, for whoever prints a place in it."""
        return Lines(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        return self.lines.position(offset)

    def first_line(self, route: Route) -> int:
        """The line, from 1, in which the item at a route begins; as `locate` finds it, but many times faster.

        It is asked of every item, and the way to those that stand beside each other is gone only once.
        """
        siblings = self._siblings.get(route[:-1])
        if siblings is None:
            siblings = self._siblings[route[:-1]] = self.node(route[:-1])
        item = child(siblings, route[-1])
        if not isinstance(item, Mapping) or not item:
            return self.position(self.locate(At(route, "item")).start)[0]
        first_key, _ = next(iter(item.entries()))
        return bisect_right(self.lines.starts, first_key.start)

    @cached_property
    def _siblings(self) -> dict[Route, Node]:
        """The nodes that hold items, as far as they were asked for."""
        return {}

    def node(self, route: Route) -> Node:
        """The node at a route, read as tolerantly as `locate` does."""
        node = self.root
        for step in route:  # as `child` does it, without ten thousands of calls
            if isinstance(node, Mapping):
                if isinstance(step, str):
                    node = node.get(step, node)
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
                node = node[step]
        return node

    def locate(self, place: Place) -> Range:
        """Where a place stands in the text.

        A route is followed as far as the tree goes. The models read a text where a list of one, or a mapping
        with a `date`, `name`, `title` or `url`, may stand; so a step that the node at hand cannot take is
        skipped, and the node itself is meant.
        """
        if isinstance(place, Range):
            return Range(place.start, max(place.start, place.end))
        node, holder, step, taken = self._walk(place.route)
        if place.part == "key" and taken and isinstance(holder, Mapping):
            return _place_of(holder.key(str(step)))
        if place.part == "item" and isinstance(node, Mapping) and node:
            return _place_of(next(iter(node.entries()))[0])
        if node is None:
            return _place_of_nothing(holder, step)
        if place.within is not None and isinstance(node, Scalar):
            return self._within(node, place.within)
        return _place_of(node)

    def _walk(self, route: Route) -> tuple[Node, Mapping | Sequence | None, str | int, bool]:
        """The node at a route, what holds it, by which key or index, and whether the last step led there."""
        node = self.root
        holder: Mapping | Sequence | None = None
        last: str | int = ""
        taken = False
        for step in route:  # as `child` does it
            if isinstance(node, Mapping):
                taken = isinstance(step, str) and step in node
            else:
                taken = isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node)
            if taken:
                holder, last = cast("Mapping | Sequence", node), step
                node = holder[step]  # type: ignore[index]  # by key in a mapping, by index in a sequence
        return node, holder, last, taken

    def _within(self, scalar: Scalar, within: tuple[int, int]) -> Range:
        """Some characters of a text, if it is written as it reads; else all of it."""
        inset = 1 if scalar.style in ("'", '"') else 0
        start = scalar.start + inset
        if self.text[start : scalar.end - inset] != scalar:
            return _place_of(scalar)
        return Range(start + within[0], start + within[1])


def _place_of(node: Scalar | Mapping | Sequence) -> Range:
    return Range(node.start, max(node.start, node.end))


def _place_of_nothing(holder: Mapping | Sequence | None, step: str | int) -> Range:
    """Where a value would stand; the key, if even that is not known."""
    if holder is None:
        return Range(0, 0)
    places = holder.nothings
    if places is not None and step in places:
        return Range(*places[step])  # type: ignore[index]  # by key in a mapping, by index in a sequence
    if isinstance(holder, Mapping):
        return _place_of(holder.key(str(step)))
    return _place_of(holder)
