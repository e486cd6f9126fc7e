"""Positions of an editor to offsets of a text, and back: the only module that counts letters as editors do.

Comes in: a text as the editor has it, and in which units the editor counts within a line (LSP 3.17,
`positionEncoding`). Goes out: offsets, in characters of `Source.text`, and positions. Lines and units count
from 0; a line ends at a line feed, a carriage return, or both together, as in `diagnostic.Lines`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from ssetrack.diagnostic import Lines, Range


class Units(StrEnum):
    """What an editor counts within a line."""

    UTF_8 = "utf-8"
    """Octets."""

    UTF_16 = "utf-16"
    """Halves of surrogate pairs: most characters count one, those beyond U+FFFF two."""

    UTF_32 = "utf-32"
    """Characters."""


def best_units(offered: Iterable[str] | None) -> Units:
    """What is counted, of what an editor offers: UTF-16, which all know, where it offers nothing better."""
    names = frozenset(offered or ())
    return next((one for one in (Units.UTF_32, Units.UTF_8) if one.value in names), Units.UTF_16)


class Position(NamedTuple):
    """A place between two characters: its line, and how many units stand before it there; both from 0."""

    line: int
    character: int


class Span(NamedTuple):
    """A stretch of a text between two positions."""

    start: Position
    end: Position


class Positions:
    """The positions in one text.

    `text` is what the editor has. Its first `mark` characters stand before offset 0: the byte order mark,
    which `Source.text` is without, and which has the offset -1.
    """

    def __init__(self, text: str, units: Units, mark: int = 0) -> None:
        self.units = units
        self._mark = mark
        self._lines = Lines(text)

    def offset(self, position: Position) -> int:
        """The offset of a position.

        One beyond the end of its line means that end, one beyond the last line the end of the text, and one
        within a character where that begins.
        """
        starts = self._lines.starts
        if position.line >= len(starts):
            return len(self._lines.text) - self._mark
        line = max(0, position.line)
        units = max(0, position.character) if position.line >= 0 else 0
        length = self._lines.line_length(line + 1)
        # A character is one unit at least: what stands further right in the line need not be looked at.
        head = self._lines.line_text(line + 1, 0, units)
        return starts[line] - self._mark + min(length, _characters(head, units, self.units))

    def position(self, offset: int) -> Position:
        """The position of an offset; that between a carriage return and its line feed is the line's end."""
        at = min(max(0, offset + self._mark), len(self._lines.text))
        line, column = self._lines.position(at)
        head = self._lines.line_text(line, 0, column - 1)
        return Position(line - 1, _units(head, self.units))

    def span(self, place: Range) -> Span:
        """The positions of a stretch of the text."""
        return Span(self.position(place.start), self.position(place.end))

    def range(self, span: Span) -> Range:
        """The stretch of the text between two positions; empty where they are in the wrong order."""
        start = self.offset(span.start)
        return Range(start, max(start, self.offset(span.end)))


def text_after(text: str, span: Span | None, new: str, units: Units) -> str:
    """The text that an editor has once it put `new` in place of a stretch, or of everything.

    Two edits may bring the halves of a surrogate pair together, which then are one character.
    """
    if span is not None:
        place = Positions(text, units).range(span)
        new = text[: place.start] + new + text[place.end :]
    return with_whole_characters(new)


def with_whole_characters(text: str) -> str:
    """The text with each surrogate pair as the character that it stands for; single halves stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def _units(head: str, units: Units) -> int:
    """How many units a part of a line has."""
    if head.isascii():
        return len(head)
    match units:
        case Units.UTF_32:
            return len(head)
        case Units.UTF_8:
            return len(head.encode("utf-8", "surrogatepass"))
        case Units.UTF_16:
            return len(head.encode("utf-16-le", "surrogatepass")) // 2


def _characters(head: str, number: int, units: Units) -> int:
    """How many whole characters of a part of a line have at most so many units together."""
    if units is Units.UTF_32 or head.isascii():
        return min(number, len(head))
    if units is Units.UTF_8:
        octets = head.encode("utf-8", "surrogatepass")
        while 0 < number < len(octets) and octets[number] & 0xC0 == 0x80:
            number -= 1
        return len(octets[:number].decode("utf-8", "surrogatepass"))
    octets = head.encode("utf-16-le", "surrogatepass")
    # The second half of a pair, in which nothing begins. Little-endian: its mark is in the second octet.
    if 0 < 2 * number < len(octets) and octets[2 * number + 1] & 0xFC == 0xDC:
        number -= octets[2 * number - 1] & 0xFC == 0xD8
    return len(octets[: 2 * number].decode("utf-16-le", "surrogatepass"))
