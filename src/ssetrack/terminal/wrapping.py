"""Texts broken into lines of so many cells, their styles kept.

Comes in: the parts of a text, each with its style. Goes out: lines of parts. A line breaks between words; a
word that is longer than a line is broken wherever the line ends, so that nothing is ever left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len, chop_cells, set_cell_size

from ssetrack.wording.printable import one_line

Part = tuple[str, str]
"""A text and the name of its style."""

Line = list[Part]

TAB = 8
"""Cells from one tab stop to the next."""

_SIGN = r"[?!:;»](?!\S)"
"""What French sets apart from the word before it by a space; no line begins with it."""

_BLANK = r"[^\S\u00a0\u202f]"
"""Where a line may break: not at a no-break space."""

_WORD = re.compile(rf"{_BLANK}*[\S\u00a0\u202f]+(?: {_SIGN})*{_BLANK}*")
_BREAK = re.compile(rf" (?!{_SIGN})")


def cells(text: str) -> int:
    """The cells that a text takes; only where it has more than ASCII's letters rich is asked."""
    return len(text) if text.isascii() else cell_len(text)


def flow(parts: Sequence[Part], width: int) -> list[Line]:
    """The parts on lines of at most so many cells; a line end in them ends a line."""
    lines: list[Line] = []
    for paragraph in _paragraphs(parts):
        content = paragraph[0][0] if len(paragraph) == 1 else "".join([text for text, _ in paragraph])
        if cells(content) <= width:
            lines.append(paragraph)
            continue
        for first, last in pairwise((0, *_starts(content, width), len(content))):
            piece = content[first:last]
            piece = piece[: max(width, len(piece.rstrip()))]
            if cells(piece) > width:
                piece = set_cell_size(piece, width)
            lines.append(_styles_of(piece, paragraph, first))
    return lines


def flow_hanging(parts: Sequence[Part], width: int, indent: int) -> list[Line]:
    """The parts as `flow` breaks them, every line but the first begun with so many blanks."""
    content = "".join([text for text, _ in parts])
    if cells(content) <= width or not 0 < indent < width:
        return flow(parts, width)
    start = next(_starts(content, width), 0)
    first = _styles_of(content[:start].rstrip(), parts, 0)
    others = flow(_styles_of(content[start:], parts, start), width - indent)
    return [first, *([(" " * indent, ""), *line] for line in others)]


def _paragraphs(parts: Sequence[Part]) -> list[Line]:
    """The parts between line ends."""
    if len(parts) == 1 and "\n" not in parts[0][0]:
        return [[parts[0]]]
    paragraphs: list[Line] = [[]]
    for content, style in parts:
        for number, text in enumerate(content.split("\n")):
            if number:
                paragraphs.append([])
            if text:
                paragraphs[-1].append((text, style))
    return [paragraph or [("", "")] for paragraph in paragraphs]


def _starts(content: str, width: int) -> Iterator[int]:
    """Where the second line begins, and each line after it; blanks stay with the word before them."""
    size = len if content.isascii() else cells
    used = start = 0
    for word in _WORD.findall(content):
        length = size(word.rstrip())
        if used + length <= width:
            used += size(word)
        elif length <= width:
            yield start
            used = size(word)
        else:
            begin = start
            for piece in chop_cells(word, width):
                if begin:
                    yield begin
                begin += len(piece)
                used = size(piece)
        start += len(word)


def _styles_of(piece: str, parts: Sequence[Part], start: int) -> Line:
    """A piece of the text that the parts make, with the styles that it has from that place on."""
    if len(parts) == 1:
        return [(piece, parts[0][1])]
    line: Line = []
    end = start + len(piece)
    position = 0
    for text, style in parts:
        first, last = max(start, position), min(end, position + len(text))
        if first < last:
            line.append((piece[first - start : last - start], style))
        position += len(text)
    return line or [("", "")]


def expand_tabs(text: str) -> str:
    """The text with blanks up to the next stop in place of each tab."""
    if "\t" not in text:
        return text
    lines: list[str] = []
    for paragraph in text.split("\n"):
        first, *others = paragraph.split("\t")
        line = first
        for other in others:
            line += " " * (TAB - cell_len(line) % TAB) + other
        lines.append(line)
    return "\n".join(lines)


def wrap(content: str, width: int) -> list[str]:
    """One line of content as lines of at most so many cells, broken at blanks where that is possible."""
    width = max(8, width)
    content = one_line(content)
    if cell_len(content) <= width:
        return [content]
    lines: list[str] = []
    line, used = "", 0
    for word in _words(_BREAK.split(content), width):
        length = cell_len(word)
        if line and used + 1 + length > width:
            lines.append(line)
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + length) if line else (word, length)
    return [*lines, line]


LEAST_BESIDE = 24
"""Cells that a text needs beside what it belongs to; where fewer are left, it is below that."""

INDENT = 4
"""Blanks before a text that is below what it belongs to."""


def hanging(lead: str, content: str, columns: int | None) -> Iterator[str]:
    """The lines, with their ends, of a text beside its lead, or below it where the screen is narrow.

    Without a width, in cells, it is one line.
    """
    if columns is None or cell_len(lead) + cell_len(content) <= columns:
        yield f"{lead}{content}\n"
        return
    room = columns - cell_len(lead)
    if room < LEAST_BESIDE:
        yield f"{lead.rstrip()}\n"
        lead, room = " " * INDENT, columns - INDENT
    for number, line in enumerate(wrap(content, room)):
        yield f"{lead if number == 0 else ' ' * cell_len(lead)}{line}\n"


def _words(words: Iterable[str], width: int) -> Iterator[str]:
    for word in words:
        if cell_len(word) <= width:
            yield word
        else:
            yield from chop_cells(word, width)
