"""A tree that has moved with its text: parts of it are others, and all that is behind them is further on.

Comes in: the old tree, where its pieces were and are, and what these hold now. Goes out: the new tree; nodes
before the first piece are the same objects. A large plan spends the time of an edit here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from collections.abc import Sequence as Several
from copy import copy as duplicate
from functools import reduce
from typing import Any, Self, TypeVar, cast

from ssetrack.diagnostic import Route
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence, child

Place = tuple[int, int]
"""Where something begins and ends, in letters of the text."""


class MovedTree:
    """A tree in which some activities are others, and all that is below them has moved with the text."""

    def __init__(self, pieces: Several[tuple[Place, Place]], news: dict[int, Mapping]) -> None:
        self._news = news
        self._starts = [before[0] for before, _ in pieces]
        self._ends = [before[1] for before, _ in pieces]
        self._deltas = [0, *(now[1] - before[1] for before, now in pieces)]

    def without_places(self) -> Self:
        """The same for those who ask what is said, not where: whatever was not read again stays itself."""
        still = duplicate(self)
        vars(still).update(_deltas=[0] * len(self._deltas))
        return still

    def root(self, old: Node) -> Node:
        """The root of a plan, or of a part of it that has all the pieces, as it is now."""
        return self.node(old)

    def node_at(self, route: Route, root: Node) -> Node:
        """The node at a route as it is now, for which the rest of the tree is not made."""
        old = root
        for at, step in enumerate(route):
            old = child(old, step)
            new = self._news.get(id(old))
            if new is not None:
                return reduce(child, route[at + 1 :], cast("Node", new))
        return self.node(old)

    def node(self, old: Node) -> Node:
        """A node as it is now; itself where it has not moved."""
        if old is None:
            return None
        new = self._news.get(id(old))
        if new is not None:
            return new
        first, last = bisect_right(self._ends, old.start), bisect_right(self._starts, old.end)
        if first >= last:  # no piece is in it
            delta = self._deltas[first]
            return old if delta == 0 else node_further_on(old, delta)
        assert not isinstance(old, Scalar), "no text holds an activity"
        return self._holder(old)

    def _holder(self, old: Mapping | Sequence) -> Mapping | Sequence:
        """What holds activities that are others."""
        new: Mapping | Sequence
        if isinstance(old, Mapping):
            new = Mapping((cast("Scalar", self.node(key)), self.node(value)) for key, value in old.entries())
            new.merged = old.merged
            new.nothings = _moved_places(old.nothings, self._offset)
            last, now = next(reversed(old.values())), next(reversed(new.values()))
        else:
            new = Sequence(map(self.node, old))
            new.nothings = _moved_places(old.nothings, self._offset)
            last, now = old[-1], new[-1]
        new.start, new.flow, new.anchored = self._offset(old.start), old.flow, old.anchored
        # A collection ends where its last value ends.
        ends_alike = last is not None and now is not None and last.end == old.end
        new.end = now.end if ends_alike and now is not None else self._offset(old.end)
        return new

    def place(self, old: Place) -> Place:
        """A place between pieces as it is now."""
        return self._offset(old[0]), self._offset(old[1])

    def _offset(self, old: int) -> int:
        return old + self._deltas[bisect_right(self._ends, old)]


class MovedFields(MovedTree):
    """A plan of which some fields were read again: each became one field, or several, by its name."""

    def __init__(self, pieces: Several[tuple[Place, Place]], fields: dict[str, Mapping]) -> None:
        super().__init__(pieces, {})
        self._fields = fields

    def root(self, old: Node) -> Node:
        """The plan, or a part of it that has all its fields, as it is now."""
        assert isinstance(old, Mapping), "it has fields"
        entries: list[tuple[Scalar, Node]] = []
        nothings: dict[str, Place] = {}
        for key, value in old.entries():
            new = self._fields.get(key)
            if new is not None:
                entries += new.entries()
                nothings |= new.nothings or {}
                continue
            entries.append((cast("Scalar", self.node(key)), self.node(value)))
            if value is None and old.nothings is not None:
                nothings[key] = self.place(old.nothings[key])
        plan = Mapping(entries)
        last = entries[-1][1]
        assert last is not None, "the end of a plan is known"
        plan.start, plan.end, plan.flow, plan.anchored = entries[0][0].start, last.end, False, old.anchored
        plan.merged, plan.nothings = old.merged, nothings or None
        return plan

    def node_at(self, route: Route, root: Node) -> Node:
        """The node at a route as it is now."""
        is_held = bool(route) and isinstance(root, Mapping) and route[0] in root
        if not is_held or route[0] in self._fields:
            return reduce(child, route, self.root(root))
        return super().node_at(route, root)


def node_further_on(node: Any, delta: int) -> Any:
    """A copy of a node that is so much further on; a large plan spends its time here."""
    kind = type(node)
    copy: Any
    if kind is Scalar:
        copy = Scalar(node)
        copy.start = node.start + delta
        copy.end = node.end + delta
        copy.style = node.style
        copy.anchored = node.anchored
        return copy
    if node is None:
        return None
    if kind is Mapping:
        copy = Mapping()
        for key, value in node.items():
            own = Scalar(key)
            own.start = key.start + delta
            own.end = key.end + delta
            own.style = key.style
            own.anchored = key.anchored
            copy[own] = None if value is None else node_further_on(value, delta)
        copy.merged = node.merged
    else:
        copy = Sequence([node_further_on(one, delta) for one in node])
    copy.start = node.start + delta
    copy.end = node.end + delta
    copy.flow = node.flow
    copy.anchored = node.anchored
    copy.nothings = _moved_places(node.nothings, lambda offset: offset + delta)
    return copy


_Key = TypeVar("_Key")


def _moved_places(places: dict[_Key, Place] | None, moved: Callable[[int], int]) -> dict[_Key, Place] | None:
    """Where nothing is written, for each key or index, after a move."""
    if places is None:
        return None
    return {key: (moved(start), moved(end)) for key, (start, end) in places.items()}
