"""The tree of a plan file: every scalar as the text its author wrote, every node with its place.

Comes in: nothing. Goes out: the node types that `source` builds and that `load`, the rules and the edits
read. A node never decides what a value means: `1.10`, `NO` and `20:00` are texts here, and only an empty
plain value, `~` or `null` is `None`. Offsets count code points of `Source.text` from 0, ends exclusive.

Nodes are subclasses of `str`, `dict` and `list`, so that the models read them without a copy. An alias is
the very node of its anchor: a tree may share nodes, and the number of nodes counted with every alias
written out is bounded while it is built.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias, cast

Style = Literal["", "'", '"', "|", ">"]
"""How a scalar is written: plain, single or double quoted, literal or folded block."""


FEW = 16
"""So many keys are sooner looked through than filed."""


class Scalar(str):
    """A text with its place, quotes included in `start` and `end`; properties (`&anchor`) are not."""

    __slots__ = ("anchored", "end", "start", "style")

    start: int
    end: int
    style: Style
    anchored: bool


class Mapping(dict[str, "Node"]):
    """A mapping in the order of the file; of two equal keys the first is kept (see `duplicate-key`).

    It is read by name. The keys are Scalars, whose places `key` and `entries` give.
    `nothings` holds the place (start, end) of each value that is `None`, by key: an empty value stands
    where the parser says it would, `~` and `null` where they are written. `merged` names the keys that came
    by `<<`; their nodes stand at the anchor.
    """

    __slots__ = ("_keys", "anchored", "end", "flow", "merged", "nothings", "start")

    _keys: dict[str, Scalar]
    start: int
    end: int
    flow: bool
    anchored: bool
    nothings: dict[str, tuple[int, int]] | None
    merged: frozenset[str]

    def key(self, name: str) -> Scalar:
        """The key of that name as it is written. Raises `KeyError` where there is none."""
        if len(self) <= FEW:
            for key in self:
                if key == name:
                    return cast("Scalar", key)
            raise KeyError(name)
        known = getattr(self, "_keys", None)
        if known is None or len(known) != len(self):
            known = self._keys = {key: cast("Scalar", key) for key in self}
        return known[name]

    def __delitem__(self, name: str) -> None:
        """Take a key and its value away; what is known of the other keys stays."""
        super().__delitem__(name)
        known = getattr(self, "_keys", None)
        if known is not None:
            known.pop(name, None)

    def entries(self) -> Iterable[tuple[Scalar, Node]]:
        """The keys as they are written, with their values, in the order of the file."""
        return cast("Iterable[tuple[Scalar, Node]]", self.items())


class Sequence(list["Node"]):
    """A sequence; `nothings` holds the places of elements that are `None`, by index."""

    __slots__ = ("anchored", "end", "flow", "nothings", "start")

    start: int
    end: int
    flow: bool
    anchored: bool
    nothings: dict[int, tuple[int, int]] | None


Node: TypeAlias = "Scalar | Mapping | Sequence | None"


def child(node: Node, step: str | int) -> Node:
    """What a key or an index leads to; the node itself where it leads nowhere."""
    if isinstance(node, Mapping):
        return node.get(step, node) if isinstance(step, str) else node
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
        return node[step]
    return node


def last_text(node: Node) -> Scalar | None:
    """The last value of a node, or of what is last in it, if it is a text."""
    while isinstance(node, Mapping | Sequence) and node:
        node = node[-1] if isinstance(node, Sequence) else next(reversed(node.values()))
    return node if isinstance(node, Scalar) else None
