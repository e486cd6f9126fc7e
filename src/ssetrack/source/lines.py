"""The line around an offset, its neighbours above, and how far they are indented.

Comes in: a text and an offset. Goes out: offsets and pieces of that text. It knows nothing of YAML but that
blank lines and comments say nothing about indentation.
"""

from __future__ import annotations

REACH = 512
"""So far a line end is looked for at first, then ever farther: the text may have none of one kind."""


def _start(text: str, offset: int) -> int:
    """Where the line begins in which the offset stands."""
    reach = REACH
    while True:
        first = max(0, offset - reach)
        found = max(text.rfind("\n", first, offset), text.rfind("\r", first, offset))
        if found >= 0 or not first:
            return found + 1
        reach *= 8


def _end(text: str, offset: int) -> int:
    """Where that line ends, before its line end."""
    reach = REACH
    while True:
        ends = [text.find(sign, offset, offset + reach) for sign in "\n\r"]
        found = min((end for end in ends if end >= 0), default=None)
        if found is not None:
            return found
        if offset + reach >= len(text):
            return len(text)
        reach *= 8


class Around:
    """The line in which an offset stands."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.start = _start(text, offset)
        self.end = _end(text, offset)
        line = text[self.start : self.end]
        self.content = line.strip(" \t")
        self.indent = len(line) - len(line.lstrip(" \t"))
        self.content_start = self.start + self.indent
        self.content_end = self.content_start + len(self.content)

    def above(self) -> Around | None:
        """The nearest line above that is neither blank nor a comment."""
        offset = self.start
        while offset > 0:
            line = Around(self.text, offset - 1)
            if line.end > offset - 1:  # between a carriage return and its line feed
                line = Around(self.text, max(offset - 2, 0))
            if line.content and not line.content.startswith("#"):
                return line
            offset = line.start
        return None

    def number_of_breaks(self, earlier: Around) -> int:
        """How many lines lie between this line and an earlier one; 0 for the same line."""
        return self.text.count("\n", earlier.start, self.start) + self.text.count(
            "\r", earlier.start, self.start
        )

    def fitting_indents(self) -> list[int]:
        """Where this line could begin, judged by those above: the nearest to what it has, at most two."""
        ladder: list[int] = []
        line = self.above()
        while line is not None and (not ladder or ladder[-1] > 0):
            dashes = len(line.content) - len(line.content.lstrip("- "))
            for indent in (line.indent + dashes, line.indent) if dashes else (line.indent,):
                if not ladder or indent < ladder[-1]:
                    ladder.append(indent)
            line = line.above()
        if self.indent in ladder:
            return [self.indent]
        return sorted(ladder, key=lambda indent: (abs(indent - self.indent), -indent))[:2]
