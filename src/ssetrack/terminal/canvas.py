"""What is drawn for a terminal: lines, each made of parts with a style.

Comes in: parts of lines, each a text and the name of its style. Goes out: the lines, as text, or for rich to
colour (`console`). Widths are cells of a terminal: a Chinese letter takes two, an accent written on its own
none.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from ssetrack.terminal.wrapping import Part, expand_tabs, flow, wrap
from ssetrack.wording.printable import log_line, one_line, printable


class Canvas:
    """Lines on a screen that is so many cells wide, from the top down."""

    def __init__(self, width: int = 80, *, is_terminal: bool = False, encoding: str = "utf-8") -> None:
        self.width = width
        self.is_terminal = is_terminal
        self.encoding = encoding
        self.lines: list[Sequence[Part]] = []

    def line(self, *parts: Part) -> None:
        """Add a line as it is, whatever its length."""
        self.lines.append(parts)

    def flow(self, *parts: Part) -> None:
        """Add parts on as many lines as they need across the whole screen."""
        shown = [(expand_tabs(printable(text)), style) for text, style in parts]
        self.lines.extend(flow(shown, self.width))

    def paragraph(
        self, content: str, width: int, *, style: str = "", lead: str = "", lead_style: str = ""
    ) -> None:
        """Add a text on as many lines as it needs; `lead` stands before the first of them."""
        indent = cell_len(lead)
        for number, line in enumerate(wrap(content, width - indent)):
            before = (lead, lead_style) if number == 0 else (" " * indent, "")
            self.line(before, (line, style))

    def text(self) -> str:
        """The lines without their styles, and without the blanks that tables leave at their ends."""
        lines = ("".join([text for text, _ in line]).rstrip(" ") for line in self.lines)
        return "".join(f"{log_line(line)}\n" for line in lines)


def fit(content: str, width: int, more: str = "…") -> str:
    """One line of content in exactly so many cells: cut, with a sign for more, or filled up with blanks."""
    indent = len(content) - len(content.lstrip(" "))
    content = " " * indent + one_line(content[indent:])
    if cell_len(content) <= width:
        return set_cell_size(content, width)
    return set_cell_size(set_cell_size(content, max(0, width - len(more))).rstrip() + more, width)


def right(content: str, width: int) -> str:
    """One line of content at the right end of so many cells."""
    return " " * max(0, width - cell_len(content)) + content
