"""The outline of a plan, and what of its text can be folded away.

Comes in: the tree of a text as its author wrote it, and that text. Goes out: places with names, nested as the
plan is: sections, activities, milestones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ssetrack import outline
from ssetrack.diagnostic import Range
from ssetrack.source.tree import Mapping, Node, Sequence
from ssetrack.wording.printable import one_line

SymbolKind = Literal["section", "activity", "milestone"]

_COMMENTS = re.compile(r"^[ \t]*#[^\r\n]*(?:(?:\r\n|\n|\r)[ \t]*#[^\r\n]*)+", re.MULTILINE)

_INNER: tuple[tuple[str, SymbolKind], ...] = (
    ("sections", "section"),
    ("activities", "activity"),
    ("milestones", "milestone"),
)


class Symbol(NamedTuple):
    """A part of a plan: its id and title, all of its text, and where its name is written."""

    kind: SymbolKind
    id: str
    title: str
    place: Range
    name_place: Range
    inner: tuple[Symbol, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in a list: never empty, as the protocol wants it."""
        return " ".join(filter(None, (self.id, self.title))) or self.kind


class Fold(NamedTuple):
    """A stretch of the text that can be folded away, from the line that stays to the last one that goes."""

    place: Range
    is_comment: bool = False


def symbols(tree: Node, text: str) -> tuple[Symbol, ...]:
    """The parts of a plan, those in others inside them, in the order of the text."""
    return _in_order(_symbols(tree, text, Range(0, len(text))))


def _in_order(found: Iterable[Symbol]) -> tuple[Symbol, ...]:
    """Symbols by their places; what an alias repeats is there once."""
    return tuple(sorted({one.place: one for one in found}.values(), key=lambda one: one.place))


def _symbols(holder: Node, text: str, within: Range) -> Iterator[Symbol]:
    for field, kind in _INNER:
        for node in outline.elements(holder, field):
            # What an alias repeats is written elsewhere.
            if isinstance(node, Mapping) and within.start <= node.start and node.end <= within.end:
                yield _symbol(node, kind, text)


def _symbol(node: Mapping, kind: SymbolKind, text: str) -> Symbol:
    place = _place(node.start, node.end, text)
    own, title = outline.text(node, "id") or "", outline.prose(node, "title")
    written = node.get("title") or node.get("id")
    name = place if written is None else Range(written.start, written.end)
    if not (place.start <= name.start and name.end <= place.end):
        name = Range(place.start, place.start)
    inner = _in_order(_symbols(node, text, Range(node.start, node.end)))
    return Symbol(kind, one_line(own), one_line(title), place, name, inner)


def flat(found: Iterable[Symbol]) -> Iterator[Symbol]:
    """The symbols and all that is inside them, a part before what is inside it."""
    for one in found:
        yield one
        yield from flat(one.inner)


def folds(tree: Node, text: str) -> Iterator[Fold]:
    """Every field and every element that is longer than a line, and comments that follow each other."""
    waiting: list[Node] = [tree]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Mapping | Sequence) or id(node) in seen:
            continue
        seen.add(id(node))
        for start, value in _starts(node):
            if value is not None and value.end > start:
                place = _place(start, value.end, text)
                if "\n" in text[place.start : place.end] or "\r" in text[place.start : place.end]:
                    yield Fold(place)
            waiting.append(value)
    yield from (Fold(Range(*found.span()), is_comment=True) for found in _COMMENTS.finditer(text))


def _starts(node: Mapping | Sequence) -> Iterator[tuple[int, Node]]:
    """Where each entry begins, and its value."""
    if isinstance(node, Mapping):
        yield from ((key.start, value) for key, value in node.entries() if key not in node.merged)
    else:
        yield from ((value.start, value) for value in node if value is not None)


def _place(start: int, end: int, text: str) -> Range:
    """A stretch without the spaces and line breaks at its end."""
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return Range(start, end)
