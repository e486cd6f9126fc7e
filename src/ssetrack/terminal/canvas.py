"""Lines drawn cell by cell, for charts and matrices that rich's tables would take too long over.

Comes in: parts of lines, each a text and a style. Goes out: a renderable that a console prints as it is.
Widths are cells of a terminal: a Chinese letter takes two, an accent written on its own none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from ssetrack.wording.printable import one_line

Part = tuple[str, str]
"""A text and the name of its style."""

_LINE_END = Segment("\n")


class Canvas:
    """Lines that are already as wide as they should be."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []

    def line(self, *parts: Part) -> None:
        """Add a line."""
        add = self._segments.append
        for text, style in parts:
            add(Segment(text, Style.parse(style)) if style else Segment(text))
        add(_LINE_END)

    def paragraph(
        self, content: str, width: int, *, style: str = "", lead: str = "", lead_style: str = ""
    ) -> None:
        """Add a text on as many lines as it needs; `lead` stands before the first of them."""
        indent = cell_len(lead)
        for number, line in enumerate(wrapped(content, width - indent)):
            before = (lead, lead_style) if number == 0 else (" " * indent, "")
            self.line(before, (line, style))

    def __rich_console__(self, *_: object) -> Iterator[Segment]:
        yield from self._segments

    def show(self, to: Console) -> None:
        """Print the lines."""
        if self._segments:
            to.print(self, end="", crop=False)


def fitted(content: str, width: int, more: str = "…") -> str:
    """One line of content in exactly so many cells: cut, with a sign for more, or filled up with blanks."""
    indent = len(content) - len(content.lstrip(" "))
    content = " " * indent + one_line(content[indent:])
    if cell_len(content) <= width:
        return set_cell_size(content, width)
    return set_cell_size(set_cell_size(content, max(0, width - len(more))).rstrip() + more, width)


def right(content: str, width: int) -> str:
    """One line of content at the right end of so many cells."""
    return " " * max(0, width - cell_len(content)) + content


def wrapped(content: str, width: int) -> list[str]:
    """One line of content as lines of at most so many cells, broken at blanks where that is possible."""
    width = max(8, width)
    content = one_line(content)
    if cell_len(content) <= width:
        return [content]
    lines: list[str] = []
    line, used = "", 0
    for word in _words(content.split(" "), width):
        length = cell_len(word)
        if line and used + 1 + length > width:
            lines.append(line)
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + length) if line else (word, length)
    return [*lines, line]


def _words(words: Iterable[str], width: int) -> Iterator[str]:
    for word in words:
        if cell_len(word) <= width:
            yield word
        else:
            yield from chop_cells(word, width)
