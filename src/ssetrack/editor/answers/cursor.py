"""What is written round a cursor, by lines and brackets alone: the keys above it, and what is being typed.

Comes in: a text, readable or not, and an offset. Goes out: a `Cursor`, or None within a block text and where
no word can be. A line is read as YAML would read it if the rest of the text were right: half a plan has no
tree, but whoever types wants proposals all the same. What a key means is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ssetrack.edit.splice import line_end, line_start
from ssetrack.editor.answers.brackets import Frame, brackets_at
from ssetrack.source.tree import Style

Steps = tuple[str | None, ...]
"""Keys from the root of the plan; None for an element of a list."""

_FURTHEST = 20_000
"""Lines that are looked through above a cursor; a plan with longer lists gets no proposals deep in them."""

_INDENT = re.compile(r"[ \t]*")
_DASH = re.compile(r"-(?:[ \t]+|(?=[\r\n]|\Z))")
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*[ \t]*")
_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'|[^\s#"'\[\]{}&*!|>%@`,-][^\r\n]*?|-[^\s][^\r\n]*?)"""
    r"[ \t]*:(?=[ \t\r\n]|\Z)"
)
_BLOCK_TEXT = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+0-9]*[ \t]*(?:#|\Z)")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")


class Token(NamedTuple):
    """What is being typed: its place, how it is quoted, what of it is before the cursor.

    `start` and `end` are without quotes; `style` is empty for a text without them.
    """

    start: int
    end: int
    typed: str
    style: Style


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a plan where something is typed.

    `steps` lead to the mapping or the list that it is in, `key` is that of the value that is typed, None
    where it is a key itself, or an element. `siblings` are the keys, or the elements, that are there already.
    """

    steps: Steps
    role: Literal["key", "value", "element"]
    key: str | None
    token: Token
    siblings: tuple[str, ...]
    flow: bool


class Comment(NamedTuple):
    """A comment with a cursor in it: its offset, and its text up to the cursor and behind it."""

    start: int
    before: str
    after: str


class _Line(NamedTuple):
    """A line taken apart: the columns of its dashes, its key with its column, where its value begins."""

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value: int
    text: str

    @property
    def rest(self) -> str:
        return self.text[self.value :]


def comment_at(text: str, offset: int) -> Comment | None:
    """The comment that the cursor is in, as far as its line alone says."""
    start, end = line_start(text, offset), line_end(text, offset)
    before = text[start:offset]
    if "#" not in before:
        return None
    sign = _comment_sign(before)
    return None if sign is None else Comment(start + sign, before[sign:], text[offset:end])


def cursor_at(text: str, offset: int) -> Cursor | None:
    """What is round the cursor; None within a comment or a block text."""
    start, end = line_start(text, offset), line_end(text, offset)
    if comment_at(text, offset) is not None:
        return None
    above = _Above(text, start)
    before = text[start:offset]
    depth = len(_INDENT.match(before)[0]) if before.strip() else len(before)  # type: ignore[index]  # always
    opening = _opening(text, offset, above, depth)
    if opening is not None:
        return _in_brackets(text, offset, opening)
    here = _line(text[start:end])
    limit, steps = above.steps(here.column)
    if limit is None:
        return None
    return _in_line(text, start, offset, here, above, steps)


def _in_line(text: str, start: int, offset: int, here: _Line, above: _Above, outer: Steps) -> Cursor | None:
    """The cursor in a line outside of brackets."""
    column = offset - start
    steps = outer
    dashes = [one for one in here.dashes if one < column]
    if here.dashes:
        first_limit, first = above.steps(here.dashes[0], dash=True)
        if first_limit is None:
            return None
        steps = first + (None,) * len(here.dashes)
        if len(dashes) < len(here.dashes):
            return None  # before a dash
    if here.key is not None and column >= here.value:
        begin = start + here.value
        token = _token(text, begin, offset)
        return token and Cursor(steps, "value", here.key, token, (), flow=False)
    begin = start + here.column
    if offset < begin and here.text.strip():
        return None  # in the indentation
    token = _token(text, min(begin, offset), offset, is_key=here.key is not None)
    if token is None:
        return None
    if here.dashes and here.key is None:
        siblings = tuple(above.elements(here.dashes[-1], offset))
        return Cursor(steps[:-1], "element", None, token, siblings, flow=False)
    return Cursor(steps, "key", None, token, tuple(above.keys(here.column, offset, here)), flow=False)


def _token(text: str, begin: int, offset: int, *, is_key: bool = False) -> Token | None:
    """The word or text from `begin` on; None where the cursor is behind its closing quote."""
    end = line_end(text, offset)
    while begin < offset and text[begin] in " \t":
        begin += 1
    first = text[begin : begin + 1]
    if begin < offset and first and first in "\"'":
        close = _closing(text, begin, end)
        if close is None:
            return Token(begin + 1, end, text[begin + 1 : offset], first)  # type: ignore[arg-type]
        if offset > close:
            return None
        return Token(begin + 1, close, text[begin + 1 : offset], first)  # type: ignore[arg-type]
    rest = text[begin:end]
    sign = _COMMENT.search(text[begin:end], offset - begin)
    stop = begin + (len(rest) if sign is None else sign.start())
    if is_key:
        colon = re.search(r":(?=\s|\Z)", text[offset:stop])
        stop = stop if colon is None else offset + colon.start()
    stop = max(offset, begin + len(text[begin:stop].rstrip()))
    return Token(begin, stop, text[begin:offset], "")


def _closing(text: str, begin: int, end: int) -> int | None:
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


def _in_brackets(text: str, offset: int, opening: tuple[int, Steps]) -> Cursor | None:
    """The cursor within `[]` or `{}` that open at a place whose steps are known."""
    begin, steps = opening
    at = brackets_at(text, begin, offset)
    if at is None or at.frames == () or at.start is None:
        return None
    for frame in at.frames[:-1]:
        steps = (*steps, None if frame.kind == "[" else frame.key)
    inner: Frame = at.frames[-1]
    token = Token(at.start, at.end, text[at.start : offset], at.style)
    if inner.kind == "[":
        return Cursor(steps, "element", None, token, inner.others, flow=True)
    if inner.key is not None:
        return Cursor(steps, "value", inner.key, token, (), flow=True)
    return Cursor(steps, "key", None, token, inner.others, flow=True)


def _opening(text: str, offset: int, above: _Above, depth: int) -> tuple[int, Steps] | None:
    """Where the outermost brackets open that the cursor is in, and the steps that lead to what they hold."""
    start = line_start(text, offset)
    candidates = [(start, _line(text[start : line_end(text, offset)])), *above.parents(depth)]
    for begin, line in reversed(candidates):
        at = _past_properties(text, begin + line.value)
        if at >= offset or text[at : at + 1] not in ("[", "{"):
            continue
        found = brackets_at(text, at, offset)
        if found is None or not found.frames:
            continue
        outer = _Above(text, begin)
        limit, steps = outer.steps(line.dashes[0], dash=True) if line.dashes else outer.steps(line.column)
        if limit is None:
            return None
        steps += (None,) * len(line.dashes)
        return at, steps if line.key is None else (*steps, line.key)
    return None


def _past_properties(text: str, at: int) -> int:
    """Where a value itself begins, behind spaces, an anchor and a tag."""
    while True:
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        own = _PROPERTY.match(text, at)
        if own is None or own.end() == at:
            return at
        at = own.end()


def _comment_sign(before: str) -> int | None:
    """Where a comment begins in a line, quotes heeded as far as the line shows them."""
    quote = ""
    at = 0
    while at < len(before):
        sign = before[at]
        if quote:
            if sign == "\\" and quote == '"':
                at += 1
            elif sign == quote:
                quote = ""
        elif sign in "\"'" and (at == 0 or before[at - 1] in " \t[{,:-"):
            quote = sign
        elif sign == "#" and (at == 0 or before[at - 1] in " \t"):
            return at
        at += 1
    return None


def _line(text: str) -> _Line:
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
        return _Line(tuple(dashes), at, None, at, text)
    return _Line(tuple(dashes), at, _unquoted(found["key"]), found.end(), text)


def _unquoted(key: str) -> str:
    return key[1:-1] if len(key) > 1 and key[0] == key[-1] and key[0] in "\"'" else key


class _Above:
    """The lines above one, and what of them it is in."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start

    def _upwards(self, most: int = _FURTHEST) -> list[tuple[int, str]]:
        """The lines above that hold something, the nearest first."""
        found: list[tuple[int, str]] = []
        end = self.start
        while end > 0 and len(found) < most:
            start = line_start(self.text, end - 1)
            if start == end:  # a carriage return and its line feed
                end -= 1
                continue
            line = self.text[start:end].rstrip("\r\n")
            bare = line.lstrip(" \t")
            if bare and not bare.startswith("#"):
                found.append((start, line))
            end = start
            if line and not line[0].isspace() and not line.startswith(("-", "#")) and ":" in line:
                break  # a key of the plan itself: all else is above it
        return found

    def parents(self, column: int) -> list[tuple[int, _Line]]:
        """The lines that a line beginning at this column may be within, the nearest first."""
        found: list[tuple[int, _Line]] = []
        limit = column
        for start, text in self._upwards():
            depth = len(text) - len(text.lstrip(" \t"))
            if depth < limit or (depth == limit and not found):
                found.append((start, _line(text)))
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
            line = _line(text)
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

    def keys(self, column: int, offset: int, here: _Line) -> list[str]:
        """The keys of the mapping that has a key at this column, but for that in the line itself."""
        found: list[str] = []
        if not here.dashes:
            for _, text in self._upwards():
                line = _line(text)
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
            line = _line(text)
            if line.dashes and column in line.dashes and line.key is None:
                found.append(_value(line.rest))
            if (line.dashes[0] if line.dashes else line.column) < column or (
                not line.dashes and line.column == column
            ):
                break
        for line in self._downwards(offset):
            if not line.dashes or line.dashes[0] < column:
                if (line.dashes[0] if line.dashes else line.column) <= column:
                    break
                continue
            if column in line.dashes and line.key is None:
                found.append(_value(line.rest))
        return found

    def _downwards(self, offset: int) -> list[_Line]:
        """The lines below that of an offset which hold something, up to the next key of the plan itself."""
        found: list[_Line] = []
        end = line_end(self.text, offset)
        while end < len(self.text) and len(found) < _FURTHEST:
            start = end + (2 if self.text[end : end + 2] == "\r\n" else 1)
            end = line_end(self.text, start)
            line = self.text[start:end]
            bare = line.lstrip(" \t")
            if bare and not bare.startswith("#"):
                found.append(_line(line))
                if not line[0].isspace() and not line.startswith("-"):
                    break
        return found


def _holds(rest: str) -> bool:
    """Whether what is behind a key lets something stand below it: nothing, a comment, an anchor."""
    while (own := _PROPERTY.match(rest)) is not None and own.end():
        rest = rest[own.end() :]
    return not rest or rest.startswith("#")


def _value(rest: str) -> str:
    """A scalar in a line, without quotes and comment."""
    text = rest.strip()
    if text[:1] in ("'", '"') and text[:1]:
        close = _closing(text, 0, len(text))
        return text[1:close] if close is not None else text[1:]
    return re.split(r"[ \t]#", text, maxsplit=1)[0].rstrip()
