"""Lines of a plan taken apart one by one, and what a line is in by its indentation.

Comes in: a text, readable or not. Goes out: `Line`s, and of the `Above` of one the steps that lead to it, the
keys and the elements beside it. Each line is read as if the others were right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.edit.splice import line_end, line_start

Steps = tuple[str | None, ...]
"""Keys from the root of the plan; None for an element of a list."""

_FURTHEST = 20_000
"""Lines that are looked through above a line; a plan with longer lists gets no proposals deep in them."""

_INDENT = re.compile(r"[ \t]*")
_OUTERMOST = re.compile(r"^[^\s#-][^\r\n]*", re.MULTILINE)
_DASH = re.compile(r"-(?:[ \t]+|(?=[\r\n]|\Z))")
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*[ \t]*")
_QUOTES = ("'", '"')

_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\\r\n]|\\.)*+"[ \t]*+|'(?:[^'\r\n]|'')*+'[ \t]*+"""
    r"""|(?:[^\s#"'\[\]{}&*!|>%@`,-]|-[^\s])(?:(?![ \t]#)[^\r\n])*?)"""
    r":(?=[ \t\r\n]|\Z)"
)


class Line(NamedTuple):
    """A line taken apart: the columns of its dashes, its key with its column, where its value begins."""

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value: int
    text: str

    @property
    def rest(self) -> str:
        """What is behind the dashes and the key."""
        return self.text[self.value :]


def past_properties(text: str, at: int) -> int:
    """Where a value itself begins, behind spaces, an anchor and a tag."""
    while True:
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        own = _PROPERTY.match(text, at)
        if own is None or own.end() == at:
            return at
        at = own.end()


def closing_quote(text: str, begin: int, end: int) -> int | None:
    """Where the quote that opens at `begin` closes in its line."""
    quote, at = text[begin], begin + 1
    while at < end:
        if text[at] == "\\" and quote == '"':
            at += 2
            continue
        if text[at] == quote:
            if quote == "'" and text[at + 1 : at + 2] == "'":
                at += 2
                continue
            return at
        at += 1
    return None


def line_parts(text: str) -> Line:
    """A line taken apart; a line without a key has its value where its text begins."""
    at = _INDENT.match(text).end()  # type: ignore[union-attr]  # it always matches
    dashes: list[int] = []
    while (dash := _DASH.match(text, at)) is not None:
        dashes.append(at)
        at = dash.end()
    while (own := _PROPERTY.match(text, at)) is not None and own.end() > at:
        at = own.end()
    found = _KEY.match(text, at)
    if found is None:
        return Line(tuple(dashes), at, None, at, text)
    key = found["key"].rstrip()
    return Line(tuple(dashes), at, without_quotes(key) if key[0] in _QUOTES else key, found.end(), text)


def without_quotes(written: str) -> str:
    """What a text in quotes says, of which the last may not be there yet (YAML 1.2.2, §7.3.1, §7.3.2)."""
    quote = written[:1]
    inside = written[1:-1] if len(written) > 1 and written[-1] == quote else written[1:]
    return inside.replace("''", "'") if quote == "'" else re.sub(r'\\(["\\/ ])', r"\1", inside)


class Above:
    """The lines above one, and what of them it is in."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start

    def _upwards(self) -> Iterator[tuple[int, str]]:
        """The lines above that hold something, the nearest first, up to a key of the plan itself."""
        end, left = self.start, _FURTHEST
        while end > 0 and left:
            start = line_start(self.text, end - 1)
            line = self.text[start:end].rstrip("\r\n")
            bare = line.lstrip(" \t")
            if bare and not bare.startswith("#"):
                left -= 1
                yield start, line
            end = start
            if line and not line[0].isspace() and not line.startswith(("-", "#")) and ":" in line:
                return

    def parents(self, column: int) -> list[tuple[int, Line]]:
        """The lines that a line beginning at this column may be within, the nearest first."""
        found: list[tuple[int, Line]] = []
        limit = column
        for start, text in self._upwards():
            depth = len(text) - len(text.lstrip(" \t"))
            if depth < limit or (depth == limit and not found):
                found.append((start, line_parts(text)))
                limit = min(limit, depth)
                if limit == 0 and not text.startswith("-"):
                    break
        return found

    def steps(self, column: int, *, dash: bool = False) -> tuple[int | None, Steps]:
        """The column of what holds a word at this column, and the steps that lead there.

        None for a column where nothing can be: within a block text, below a value.
        """
        steps: list[str | None] = []
        limit, is_dash = column, dash
        for _, text in self._upwards() if column or dash else ():
            depth = len(text) - len(text.lstrip(" \t"))
            if depth > limit or (depth == limit and not is_dash):
                continue
            line = line_parts(text)
            if line.key is not None and (line.column < limit or (is_dash and line.column == limit)):
                if _holds(line.rest.lstrip(" \t")):
                    steps.append(line.key)
                    limit, is_dash = line.column, False
                elif line.column < limit:
                    return None, ()
            for one in reversed(line.dashes):
                if one < limit:
                    steps.append(None)
                    limit, is_dash = one, True
            if limit == 0 and not is_dash:
                break
        return limit, tuple(reversed(steps))

    def in_block_text(self, column: int) -> bool:
        """Whether a line that begins at this column is part of a text behind `|` or `>`."""
        for start, text in self._upwards():
            if len(text) - len(text.lstrip(" \t")) < column:
                at = past_properties(self.text, start + line_parts(text).value)
                return self.text[at : at + 1] in ("|", ">")
        return False

    def keys(self, column: int, offset: int, here: Line) -> list[str]:
        """The keys of the mapping that has a key at this column, but for that in the line itself."""
        found: list[str] = []
        if column == 0 and not here.dashes:
            found_lines = (one for one in _OUTERMOST.finditer(self.text) if one.start() != self.start)
            keys = (line_parts(one[0]).key for one in found_lines)
            return [key for key in keys if key is not None]
        if not here.dashes:
            for _, text in self._upwards():
                line = line_parts(text)
                if line.column == column and line.key is not None:
                    found.append(line.key)
                first = line.dashes[0] if line.dashes else line.column
                if first < column:
                    break
        for line in self._downwards(offset):
            if line.dashes and line.dashes[0] <= column:
                break
            if not line.dashes and line.column < column:
                break
            if line.column == column and line.key is not None:
                found.append(line.key)
        return found

    def elements(self, column: int, offset: int) -> list[str]:
        """The texts of a list with its dashes at this column, but for that in the line itself."""
        found: list[str] = []
        for _, text in self._upwards():
            line = line_parts(text)
            found += _texts(line, column)
            first = line.dashes[0] if line.dashes else line.column
            if first < column or (not line.dashes and first == column):
                break
        for line in self._downwards(offset):
            first = line.dashes[0] if line.dashes else line.column
            if first < column or (not line.dashes and first == column):
                break
            found += _texts(line, column)
        return found

    def _downwards(self, offset: int) -> Iterator[Line]:
        """The lines below that of an offset which hold something, up to the next key of the plan itself."""
        end, left = line_end(self.text, offset), _FURTHEST
        while end < len(self.text) and left:
            start = end + (2 if self.text[end : end + 2] == "\r\n" else 1)
            end = line_end(self.text, start)
            line = self.text[start:end]
            bare = line.lstrip(" \t")
            if bare and not bare.startswith("#"):
                left -= 1
                yield line_parts(line)
                if not line[0].isspace() and not line.startswith("-"):
                    return


def _holds(rest: str) -> bool:
    """Whether what is behind a key lets something stand below it: nothing, a comment, an anchor."""
    while (own := _PROPERTY.match(rest)) is not None and own.end():
        rest = rest[own.end() :]
    return not rest or rest.startswith("#")


def _texts(line: Line, column: int) -> list[str]:
    """The text of an element with its dash at this column; none of what has fields, or is a list itself."""
    if column not in line.dashes or line.key is not None or line.rest.startswith(("{", "[", "*")):
        return []
    return [_scalar(line.rest)]


def _scalar(rest: str) -> str:
    """A scalar in a line, without quotes and comment."""
    text = rest.strip()
    if text[:1] in _QUOTES:
        close = closing_quote(text, 0, len(text))
        return without_quotes(text if close is None else text[: close + 1])
    return re.split(r"[ \t]#", text, maxsplit=1)[0].rstrip()
