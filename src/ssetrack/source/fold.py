"""Events folded into a tree: one pass, no recursion, no event kept.

Comes in: the events of one text. Goes out: the tree, and the problems that only a reader of the whole sees:
duplicate keys, tags, a second document, aliases and merges that lead nowhere or grow without end, nesting
beyond the limit. Nothing here knows a field of a plan.

A block collection ends where its last value ends, not where the next token stands, as parsers have it.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ssetrack.diagnostic import Problem, Range, RelatedPlace
from ssetrack.language.message import message
from ssetrack.limits import Limits
from ssetrack.source.events import NextEvent, Refused
from ssetrack.source.explain import complaints
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence

NULLS = frozenset(("", "~", "null"))
"""The plain texts that mean "nothing"."""

_PROPERTY = re.compile(r"&[^\s,\[\]{}]*|!(?:<[^>]*>|[^\s,\[\]{}]*)")
_NOT_IN_TAG = (",", "[", "]", "{", "}")
_COLON = re.compile(r"[ \t]*:")
_GAP = re.compile(r"(?:\s|#[^\r\n]*)*")


class Broken(Exception):  # noqa: N818  (no error of the program)
    """No tree can be made of this text; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


MAPPING_WEIGHT = 10
"""As how many values a mapping counts where aliases repeat it: about what its model takes in memory."""


class Anchor:
    """A node that aliases may stand for; `nodes` is 0 as long as the node is open."""

    __slots__ = ("height", "node", "nodes")

    def __init__(self, node: Node, nodes: int = 0, height: int = 0) -> None:
        self.node, self.nodes, self.height = node, nodes, height


class Frame:
    """An open collection: what it stands in, and what was counted when it began."""

    __slots__ = ("anchor", "height", "merges", "node", "nodes", "parent")

    def __init__(
        self, node: Mapping | Sequence, parent: Mapping | Sequence | None, nodes: int, anchor: Anchor | None
    ) -> None:
        self.node, self.parent, self.nodes, self.anchor = node, parent, nodes, anchor
        self.height = 1
        self.merges: list[tuple[Scalar, Node, tuple[int, int]]] | None = None


class Fold:
    """The tree so far; `root` and `problems` hold good after `Broken`, too."""

    def __init__(self, text: str, limits: Limits, *, pure: bool) -> None:
        """`pure` says whose events these are: libyaml takes a comma after a tag for a part of it."""
        self._pure = pure
        self.text = text
        self.limits = limits
        self.root: Node = None
        self.recent: Node = None
        """The last quoted text, for whoever explains why the reading stopped."""
        self.problems: list[Problem] = []
        self._open: list[Frame] = []
        self._anchors: dict[str, Anchor] = {}
        self._expanded = 0

    def run(self, next_event: NextEvent, back: dict[int, str]) -> None:
        """Read the events of the first document. A large plan spends its time in this loop.

        `back` translates stand-ins in values to the characters that the parser was not to see.
        """
        here: Any = None  # a mapping if `in_mapping`; checked by that, for the speed of it
        in_mapping = False
        key: Scalar | None = None
        dropped = False
        nodes = last = key_end = documents = 0
        item: Node
        style: Any
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                nodes += 1
                start = event.start_mark.index
                last = event.end_mark.index
                style = event.style or ""
                anchor = event.anchor
                value = event.value if not back else event.value.translate(back)
                if anchor is not None or event.ctag is not None or style == "|" or style == ">":
                    start, last = self._place(event)
                if not style and value in NULLS and (key is not None or not in_mapping):
                    item = None
                    if start == last and key is not None:
                        start = last = self._after_colon(key_end)
                else:
                    item = Scalar(value)
                    item.start = start
                    item.end = last
                    item.style = style
                    item.anchored = anchor is not None
                    if style:
                        self.recent = item
                if anchor is not None:
                    self._anchors[anchor] = Anchor(item, 1)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                end = event.end_mark.index
                if last < end and event.start_mark.index < end:
                    last = end
                here = self._leave(last, nodes)
                in_mapping = type(here) is Mapping
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if in_mapping and key is None:
                    self._refuse(complaints.collection_as_key(self.text, event.start_mark.index))
                nodes += MAPPING_WEIGHT if kind is MappingStartEvent else 1
                last = event.end_mark.index
                item, start = self._enter(event, here, nodes)
            elif kind is AliasEvent:
                start, last = event.start_mark.index, event.end_mark.index
                item, more = self._alias(event.anchor, start, last)
                nodes += more
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1 and (
                    event.explicit or self.text[event.start_mark.index :].strip(" \t\r\n.")
                ):
                    self.problems.append(complaints.second_document(self.text, event.end_mark.index))
                if documents > 1:
                    return
                continue
            else:
                continue

            # The item finds its place: as a key, as a value, as an element, or as the root.
            if in_mapping:
                if key is None:
                    if type(item) is not Scalar:
                        self._refuse(complaints.collection_as_key(self.text, start))
                    if not item and not item.style:
                        self._refuse(complaints.empty_key(self.text, start))
                    key = item
                    key_end = last
                    dropped = key in here and self._twice(here, key, start, last)
                    continue
                if key == "<<" and not key.style:
                    begun = kind is MappingStartEvent or kind is SequenceStartEvent
                    frame = self._open[-2 if begun else -1]
                    if frame.merges is None:
                        frame.merges = []
                    frame.merges.append((key, item, (start, last)))
                elif not dropped:
                    here[key] = item
                    if item is None:
                        self._nothing(here, key, start, last)
                key = None
            elif here is None:
                self.root = item
            else:
                if item is None:
                    self._nothing(here, len(here), start, last)
                here.append(item)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                here = item
                in_mapping = kind is MappingStartEvent

    @property
    def in_flow(self) -> bool:
        """Whether the reading stopped within brackets."""
        return any(frame.node.flow for frame in self._open)

    def _enter(
        self, event: Any, parent: Mapping | Sequence | None, nodes: int
    ) -> tuple[Mapping | Sequence, int]:
        """A new collection, and where it begins."""
        start: int = event.start_mark.index
        name = event.anchor
        if name is not None or event.ctag is not None:
            start = self._content(event)
        if len(self._open) >= self.limits.nesting:
            self._refuse(complaints.too_deep(start, self.limits.nesting))
        node: Mapping | Sequence
        if type(event) is MappingStartEvent:
            node = Mapping()
            node.merged = _NONE_MERGED
        else:
            node = Sequence()
        node.start = start
        node.end = start
        node.flow = event.flow_style
        node.anchored = name is not None
        node.nothings = None
        anchor = None
        if name is not None:
            anchor = self._anchors[name] = Anchor(node)
        self._open.append(Frame(node, parent, nodes, anchor))
        return node, start

    def _leave(self, end: int, nodes: int) -> Mapping | Sequence | None:
        """Close the innermost collection; what it stands in."""
        open_ = self._open
        frame = open_.pop()
        node = frame.node
        node.end = end
        if type(node) is Mapping:
            if frame.merges:
                self._merge(node, frame.merges)
            if node.flow and node.nothings:
                self.problems += complaints.no_space_after_colon(self.text, node)
                problem = complaints.comma_in_value(self.text, node)
                if problem is not None:
                    self.problems.append(problem)
        if frame.anchor is not None:
            frame.anchor.nodes = nodes - frame.nodes + (MAPPING_WEIGHT if type(node) is Mapping else 1)
            frame.anchor.height = frame.height
        if open_ and open_[-1].height <= frame.height:
            open_[-1].height = frame.height + 1
        return frame.parent

    def _alias(self, name: str, start: int, end: int) -> tuple[Node, int]:
        """The node that an alias stands for, and how many nodes that is when written out."""
        anchor = self._anchors.get(name)
        if anchor is None:
            self._refuse(complaints.unknown_alias(name, start, end, self._anchors))
        if anchor.nodes == 0:
            self._refuse(complaints.endless_alias(name, start, end))
        self._expanded += anchor.nodes
        if self._expanded > self.limits.expansion:
            self._refuse(complaints.too_many_nodes(start, end, self.limits.expansion))
        if len(self._open) + anchor.height > self.limits.nesting:
            self._refuse(complaints.too_deep(start, self.limits.nesting))
        if self._open:
            self._open[-1].height = max(self._open[-1].height, anchor.height + 1)
        return anchor.node, anchor.nodes

    def _merge(self, node: Mapping, merges: list[tuple[Scalar, Node, tuple[int, int]]]) -> None:
        """Take over what `<<` names: what the mapping says itself counts first, then earlier merges."""
        merged: set[str] = set()
        for key, value, place in merges:
            sources = value if type(value) is Sequence else [value]
            for source in sources:
                if type(source) is not Mapping:
                    self._refuse(complaints.merge_of_no_mapping(key, place))
                for name, child in source.items():
                    if name not in node:
                        node[name] = child
                        merged.add(name)
                        if child is None and source.nothings and name in source.nothings:
                            self._nothing(node, name, *source.nothings[name])
        node.merged = frozenset(merged)

    def _twice(self, mapping: Mapping, key: Scalar, start: int, end: int) -> bool:
        """Report a key that stands there already; true, for its value is to be dropped."""
        first = mapping.key(key)
        self.problems.append(
            Problem(
                "duplicate-key",
                Range(start, end),
                message("`{key}` is written twice here", key=key),
                message("keep one; now only the first is used"),
                (
                    RelatedPlace(
                        Range(first.start, first.end), message("`{key}` is first written here", key=key)
                    ),
                ),
            )
        )
        return True

    def _nothing(self, holder: Mapping | Sequence, step: str | int, start: int, end: int) -> None:
        if holder.nothings is None:
            holder.nothings = {}
        holder.nothings[step] = (start, end)  # type: ignore[index]  # by key or by index, as the holder is

    def _after_colon(self, key_end: int) -> int:
        """Where a value would stand that is not there; parsers differ about it."""
        colon = _COLON.match(self.text, key_end)
        return colon.end() if colon else key_end

    def _place(self, event: Any) -> tuple[int, int]:
        """Where a scalar with an anchor or a tag, or a block scalar, begins and ends."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.ctag is not None:
            start = min(self._content(event), end)
        if event.style in ("|", ">"):
            # Parsers end it at the next token; it ends with its last line that is not blank.
            shown = len(self.text[start:end].rstrip())
            line = re.compile(r"[^\r\n]*").match(self.text, start + shown)
            end = min(end, line.end() if line else end)
        return start, end

    def _content(self, event: Any) -> int:
        """Where a node begins after its anchor and tag; a tag is a problem."""
        position: int = event.start_mark.index
        if event.anchor is not None and event.ctag is not None:
            position = self._first_property(position)
        for _ in range((event.anchor is not None) + (event.ctag is not None)):
            written = _PROPERTY.match(self.text, position)
            if written is None:
                break
            if self.text[position] == "!":
                if not self._pure and self.text[written.end() : written.end() + 1] in _NOT_IN_TAG:
                    raise Refused("a tag that YAML 1.2 ends earlier", position, written.end())
                self.problems.append(complaints.tag(written.group(), position))
            gap = _GAP.match(self.text, written.end())
            position = gap.end() if gap else written.end()
        return position

    def _first_property(self, start: int) -> int:
        """Where the tag in front of an anchor begins; ruamel's own parser gives the anchor's place."""
        anchor = _PROPERTY.match(self.text, start)
        gap = _GAP.match(self.text, anchor.end() if anchor else start)
        if self.text[start] == "!" or (gap and self.text[gap.end() : gap.end() + 1] == "!"):
            return start
        end = start
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        while end > 0 and not self.text[end - 1].isspace():
            end -= 1
        return end if self.text[end] == "!" else start

    def _refuse(self, problem: Problem) -> NoReturn:
        raise Broken(problem)


_NONE_MERGED: frozenset[str] = frozenset()
