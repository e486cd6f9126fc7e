"""Which YAML file is a plan, told by its beginning: in folders, in revisions, and before a file is replaced.

Comes in: the first octets of a file. Goes out: what it is. YAML is not parsed here: a plan with a mistake is
to be known as well, and thousands of other files are to cost little. So a top-level key is looked for in
every form in which YAML lets it be written, in UTF-8, UTF-16 and UTF-32 (YAML 1.2.2, §5.2), in one pass.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import Enum

HEAD = 64 * 1024
"""Octets in which a plan says that it is one."""


class FileKind(Enum):
    """What a file holds."""

    PLAN = "plan"
    """There is a key `ssetrack`."""

    UNMARKED = "unmarked"
    """There is none, but a `title`, and `activities` or `sections`: a plan whose first line is missing."""

    DOUBTFUL = "doubtful"
    """Only `activities` or `sections`: perhaps a plan, perhaps another program's file."""

    OTHER = "other"
    """Nothing of a plan."""


def kind_of(start: bytes) -> FileKind:
    """What the file is that begins with these octets, of which the first `HEAD` count."""
    text = _text(start[:HEAD])
    if not _MAYBE.search(text):
        return FileKind.OTHER
    keys: set[str] = set()
    for key in _keys(text):
        if key == "ssetrack":
            return FileKind.PLAN
        keys.add(key)
    if keys.isdisjoint(("activities", "sections")):
        return FileKind.OTHER
    return FileKind.UNMARKED if "title" in keys else FileKind.DOUBTFUL


_MAYBE = re.compile(r'ssetrack|activities|sections|"[^"\n]*\\[xuU]')
"""What stands in the text of every plan; a backslash may hide it."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
_WITHOUT_MARK = {
    b"\0\0\0.": "utf-32-be",
    b".\0\0\0": "utf-32-le",
    b"\0.\0.": "utf-16-be",
    b".\0.\0": "utf-16-le",
}
"""Which of the first four octets are NUL, where the first characters are ASCII, as those of YAML are."""

_NOT_NUL = bytes([0]) + b"." * 255

_LINES = re.compile(r"[^\r\n]+")
_DOCUMENT = re.compile(r"---(?=[ \t]|$)")
_PROPERTY = r"(?:[&!][^\s,\[\]{}]*[ \t]+)*"
_KEY = re.compile(
    rf"(?P<set>\?[ \t]+)?{_PROPERTY}"
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|(?P<plain>[A-Za-z]+))"""
    r"[ \t]*(?P<colon>:(?=[ \t]|$)|$)"
)
_TOKEN = re.compile(
    r"""\s+|(?P<comment>(?<![^\s\[\]{},])\#[^\r\n]*)|"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'"""
    r"""|(?P<mark>[\[\]{},:])|(?P<property>[&!][^\s,\[\]{}]*)|(?P<plain>[^\s"'\[\]{},:][^\s\[\]{},:]*)|(?P<open>["'])""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U(000[0-9A-Fa-f]{5}))")


def _text(start: bytes) -> str:
    """The octets as text, whatever is wrong with them."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "replace")
    return start.decode(_WITHOUT_MARK.get(start[:4].translate(_NOT_NUL), "utf-8"), "replace")


def _keys(text: str) -> Iterator[str]:
    """The keys at the top of each document, as far as they may concern us."""
    column: int | None = None
    for line in _LINES.finditer(text):
        content = line[0]
        rest = content.lstrip(" \t")
        at = len(content) - len(rest)
        if at == 0 and (mark := _DOCUMENT.match(content)):
            column = None
            rest = content[mark.end() :].lstrip(" \t")
            at = len(content) - len(rest)
        if not rest or rest.startswith("#") or (column is None and at == 0 and rest.startswith("%")):
            continue
        if column is None:
            bare = re.sub(rf"^{_PROPERTY}", "", rest + " ").strip()
            if not bare or bare.startswith("#"):
                continue  # a tag or an anchor of the whole
            if bare.startswith("{"):
                yield from _flow_keys(text, text.index("{", line.start() + at))
                return
            column = at
        # A file that is indented by mistake in one place only is still one with that key.
        if at in (0, column) and (found := _KEY.match(rest)) and (found["colon"] or found["set"]):
            yield _name(found)


def _flow_keys(text: str, start: int) -> Iterator[str]:
    """The keys of the flow mapping that begins there."""
    depth = 0
    candidate: str | None = None
    may_begin = False
    for token in _TOKEN.finditer(text, start):
        if token["open"]:
            return  # a quote that nothing closes
        if mark := token["mark"]:
            if mark == ":" and depth == 1 and candidate is not None:
                yield candidate
            depth += (mark in "[{") - (mark in "]}")
            candidate, may_begin = None, depth == 1 and mark in "{,"
            if depth == 0:
                return
        elif token["double"] is not None or token["single"] is not None or token["plain"]:
            if token["plain"] == "?":
                continue
            candidate = _name(token) if may_begin else None
            may_begin = False


def _name(found: re.Match[str]) -> str:
    """The key as it reads."""
    if (quoted := found["double"]) is not None:
        return _ESCAPE.sub(lambda code: chr(int(code[1] or code[2] or code[3], 16)), quoted)
    return found["single"] if found["single"] is not None else found["plain"]
