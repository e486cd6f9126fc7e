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
from ssetrack.editor.answers.lines import Above, Line, Steps, closing_quote, line_parts, past_properties
from ssetrack.source.tree import Style

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")


class Token(NamedTuple):
    """What is being typed: its place, how it is quoted, what of it is before the cursor.

    `start` and `end` are without quotes; `style` is empty for a text without them. `lead` is the space that
    has to come first, where the cursor is right behind a colon or a dash.
    """

    start: int
    end: int
    typed: str
    style: Style
    lead: str = ""


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


def comment_at(text: str, offset: int) -> Comment | None:
    """The comment that the cursor is in, as far as lines say: a quoted text may go over several."""
    start, end = line_start(text, offset), line_end(text, offset)
    before = text[start:offset]
    if "#" not in before:
        return None
    sign = _comment_sign(before)
    if sign is None or Above(text, start).in_block_text(len(before) - len(before.lstrip(" \t"))):
        return None
    return Comment(start + sign, before[sign:], text[offset:end])


def cursor_at(text: str, offset: int) -> Cursor | None:
    """What is round the cursor; None within a comment or a block text."""
    start, end = line_start(text, offset), line_end(text, offset)
    if comment_at(text, offset) is not None:
        return None
    above = Above(text, start)
    before = text[start:offset]
    depth = len(before) - len(before.lstrip(" \t"))
    opening = _opening(text, offset, above, depth)
    if opening is not None:
        return _in_brackets(text, offset, opening)
    here = line_parts(text[start:end])
    limit, steps = above.steps(here.column)
    if limit is None:
        return None
    return _in_line(text, start, offset, here, above, steps)


def _in_line(text: str, start: int, offset: int, here: Line, above: Above, outer: Steps) -> Cursor | None:
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
    if here.dashes and here.key is not None and column == here.value and text[offset - 1] == ":":
        here = here._replace(key=None)  # `- plan:`, with the id to come
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
        close = closing_quote(text, begin, end)
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
    return Token(begin, stop, text[begin:offset], "", _lead(text, begin, offset))


def _lead(text: str, begin: int, offset: int) -> str:
    """The space that is missing between a sign of YAML and what will be typed."""
    return " " if begin == offset and text[begin - 1 : begin] in (":", "-") else ""


def _in_brackets(text: str, offset: int, opening: tuple[int, Steps]) -> Cursor | None:
    """The cursor within `[]` or `{}` that open at a place whose steps are known."""
    begin, steps = opening
    at = brackets_at(text, begin, offset)
    if at is None or at.frames == () or at.start is None:
        return None
    inner: Frame = at.frames[-1]
    for frame in at.frames[:-1]:
        steps = (*steps, None if frame.kind == "[" else frame.key)
    lead = "" if at.style or inner.kind == "[" else _lead(text, at.start, offset)
    token = Token(at.start, at.end, text[at.start : offset], at.style, lead)
    if inner.kind == "[":
        return Cursor(steps, "element", None, token, inner.others, flow=True)
    if inner.key is not None:
        return Cursor(steps, "value", inner.key, token, (), flow=True)
    return Cursor(steps, "key", None, token, inner.others, flow=True)


def _opening(text: str, offset: int, above: Above, depth: int) -> tuple[int, Steps] | None:
    """Where the outermost brackets open that the cursor is in, and the steps that lead to what they hold."""
    start = line_start(text, offset)
    candidates = [(start, line_parts(text[start : line_end(text, offset)])), *above.parents(depth)]
    for begin, line in reversed(candidates):
        at = past_properties(text, begin + line.value)
        if at >= offset or text[at : at + 1] not in ("[", "{"):
            continue
        found = brackets_at(text, at, offset)
        if found is None or not found.frames:
            continue
        outer = Above(text, begin)
        limit, steps = outer.steps(line.dashes[0], dash=True) if line.dashes else outer.steps(line.column)
        if limit is None:
            return None
        steps += (None,) * len(line.dashes)
        return at, steps if line.key is None else (*steps, line.key)
    return None


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
