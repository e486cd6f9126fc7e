"""Splices: some characters of a text replaced, everything round them left alone.

Comes in: a text and splices by offset. Goes out: the new text, and what is asked about lines on the way to
one. It knows nothing of YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|\n|\r")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*(?=\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Splice:
    """What stands from `start` to `end` (exclusive) becomes `text`."""

    start: int
    end: int
    text: str


def text_with(text: str, splices: Iterable[Splice]) -> str | None:
    """The text with all splices made; None where two overlap. Insertions at one place keep their order."""
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if splice.start < done:
            return None
        parts += (text[done : splice.start], splice.text)
        done = splice.end
    parts.append(text[done:])
    return "".join(parts)


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    feed = text.rfind("\n", 0, offset)
    # Not from the beginning: most texts have no carriage return.
    return max(feed, text.rfind("\r", feed + 1, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its break."""
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """Where the line after that of an offset begins; the end of the text for the last line."""
    found = _BREAK.search(text, offset)
    return found.end() if found else len(text)


def alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines two texts begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(old), len(new)))


def end_of_line_before(text: str, start: int) -> int:
    """Where the line before the one that begins there ends, before its break."""
    return start - (2 if text[start - 2 : start] == "\r\n" else 1)


def line_break(text: str, offset: int) -> str:
    """How the line of an offset ends; the last line as the first does, a single one with a line feed."""
    found = _BREAK.search(text, offset) or _BREAK.search(text)
    return found.group() if found else "\n"


def lines_after(text: str, offset: int, lines: Sequence[str]) -> Splice:
    """The splice that puts whole lines after the line of an offset."""
    at = next_line(text, offset)
    ending = line_break(text, offset)
    if at == line_end(text, offset):  # the last line of the file has no end
        return Splice(at, at, "".join(ending + line for line in lines))
    return Splice(at, at, "".join(line + ending for line in lines))


def column(text: str, offset: int) -> int:
    """How many characters stand before an offset in its line."""
    return offset - line_start(text, offset)


def past_blank_lines(text: str, offset: int) -> int:
    """The end of the last blank line that follows on the line of an offset; that line's end if none does."""
    end = line_end(text, offset)
    while (blank := _BLANK_LINE.match(text, end)) and blank.end() < len(text):
        end = blank.end()
    return end


def begins_line(text: str, offset: int) -> bool:
    """Whether only blanks stand before an offset in its line."""
    return not text[line_start(text, offset) : offset].strip(" \t")
