"""How the things beside a place in a plan are written: what is new is written likewise.

Comes in: a source, a mapping or a list of its tree. Goes out: quotes, what parts two entries, and where the
comments end that belong to what is above them.
"""

from __future__ import annotations

import re

from ssetrack.edit.editability import own_keys
from ssetrack.edit.splice import begins_line, line_break, line_end, line_start
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence, Style

_COMMENTS = re.compile(r"(?:(?:\r\n|\n|\r)[ \t]*(?=\r|\n))*(?:\r\n|\n|\r)( +)#[^\r\n]*")
"""A comment on a line of its own, and the blank lines before it."""


_NEXT_COMMENT = re.compile(r"(?:\r\n|\n|\r)( *)#[^\r\n]*")
_NEXT_LINE = re.compile(r"(?:\r\n|\n|\r)( *)[^ \r\n#]")


def key_style(mapping: Mapping) -> Style:
    """The quotes of a mapping's keys: double ones where it is written as JSON is."""
    keys = own_keys(mapping)
    return '"' if mapping.flow and keys and all(key.style == '"' for key in keys) else ""


def element_style(elements: Sequence) -> Style:
    """The quotes of a list's elements: double ones where all have them."""
    if elements.flow and elements and all(_is_json(one) for one in elements):
        return '"'
    return ""


def _is_json(node: Node) -> bool:
    if isinstance(node, Mapping):
        return key_style(node) == '"'
    return isinstance(node, Scalar) and node.style == '"'


def separator(source: Source, last: int, end: int) -> str:
    """What parts an entry in brackets, which begins at `last` and ends at `end`, from a new one after it."""
    text = source.text
    if not begins_line(text, last) or "#" in text[end : line_end(text, end)]:
        return ", "
    return f",{line_break(text, last)}{text[line_start(text, last) : last]}"


def past_comments_beside(text: str, offset: int, depth: int) -> int:
    """The end of the comments right below a line that stand at a depth, or deeper; else the offset.

    A comment right above something else at that depth is about that.
    """
    end = line_end(text, offset)
    found = offset
    while (comment := _NEXT_COMMENT.match(text, end)) and len(comment[1]) >= depth:
        found = end = comment.end()
    following = _NEXT_LINE.match(text, end)
    return offset if following is not None and len(following[1]) == depth else found


def past_comments(text: str, offset: int, least: int) -> int:
    """The end of the last comment below a line that stands at least so many columns in; else the offset."""
    end = line_end(text, offset)
    found = offset
    while (comment := _COMMENTS.match(text, end)) and len(comment[1]) >= least:
        found = end = comment.end()
    return found
