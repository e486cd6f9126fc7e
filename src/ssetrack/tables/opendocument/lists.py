"""The numbers of lists and headings in an OpenDocument text: they are nowhere in the text.

Comes in: lists and their items, in the order of the document. Goes out: the number of each item (`2.1`),
empty for a bullet (ODF 1.3 part 3, 5.3 and 16.30).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from ssetrack.tables.numerals import numeral
from ssetrack.tables.opendocument.names import LOEXT, STYLE, TEXT, XML, whole
from ssetrack.tables.opendocument.styles import Styles

_GAP = re.compile("%([0-9]{1,2})%")
_LEVELS = 10


class Lists:
    """The counters of a document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_style: dict[str, list[int | None]] = {}
        self._by_id: dict[str, list[int | None]] = {}
        self._open: list[tuple[str, list[int | None]]] = []
        self._outline: list[int | None] = [None] * _LEVELS

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def begin(self, element: etree._Element) -> None:
        """A list begins: it goes on with the numbers of another, or counts from its start."""
        outer = self._open[-1] if self._open else None
        style = element.get(TEXT + "style-name") or (outer[0] if outer else "")
        goes_on = element.get(TEXT + "continue-list", "")
        if outer is not None:
            counters = outer[1]
        elif goes_on in self._by_id:
            counters = self._by_id[goes_on]
        elif element.get(TEXT + "continue-numbering") == "true" and style in self._by_style:
            counters = self._by_style[style]
        else:
            counters = [None] * _LEVELS
        self._by_style[style] = counters
        if element.get(XML + "id"):
            self._by_id[element.get(XML + "id", "")] = counters
        self._open.append((style, counters))

    def end(self) -> None:
        """The list is over."""
        self._open.pop()

    def item(self, element: etree._Element) -> str:
        """The number of the next item: of one that holds text, and not only another list."""
        style, counters = self._open[-1]
        level = min(len(self._open), _LEVELS) - 1
        definition = self._styles.lists.get(style, {})
        start = whole(element, TEXT + "start-value", -1)
        return _next(counters, level, start, definition)

    def heading(self, element: etree._Element, level: int) -> str:
        """The number of a heading, where the document numbers its headings."""
        if element.get(TEXT + "is-list-header") == "true":
            return ""
        restart = element.get(TEXT + "restart-numbering") == "true"
        start = whole(element, TEXT + "start-value", 1 if restart else -1)
        return _next(self._outline, min(level, _LEVELS) - 1, start, self._styles.outline)


def _next(
    counters: list[int | None], level: int, start: int, definition: Mapping[int, etree._Element]
) -> str:
    """Count one item, and write its number."""
    own = definition.get(level + 1)
    before = counters[level]
    first = 1 if own is None else whole(own, TEXT + "start-value")
    counters[level] = start if start >= 0 else first if before is None else before + 1
    counters[level + 1 :] = [None] * (_LEVELS - level - 1)
    if own is None or own.tag not in (TEXT + "list-level-style-number", TEXT + "outline-level-style"):
        return ""
    if not own.get(STYLE + "num-format"):
        return ""

    def numeral_at(at: int) -> str:
        one = definition.get(at + 1)
        way = "1" if one is None else one.get(STYLE + "num-format") or "1"
        begins = 1 if one is None else whole(one, TEXT + "start-value")
        count = counters[at]
        return numeral(begins if count is None else count, way)

    form = own.get(LOEXT + "num-list-format")
    if form is not None:
        return _GAP.sub(lambda gap: numeral_at(min(max(int(gap[1]), 1), _LEVELS) - 1), form).strip()
    shown = min(max(whole(own, TEXT + "display-levels"), 1), level + 1)
    numbers = ".".join(numeral_at(at) for at in range(level + 1 - shown, level + 1))
    return f"{own.get(STYLE + 'num-prefix', '')}{numbers}{own.get(STYLE + 'num-suffix', '')}".strip()
