"""What a cursor is in within `[]` and `{}`, closed or not.

Comes in: a text, where brackets open, and an offset behind that. Goes out: the brackets that are open at the
offset, from the outside in, with the key whose value is typed and what else is in the innermost; and the word
that is typed. Quotes and comments are heeded; a text without an end gives what can be said up to there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ssetrack.editor.answers.lines import without_quotes
from ssetrack.source.tree import Style

_PART = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*+(?:"|\Z)|'(?:[^']|'')*+(?:'|\Z))"""
    r"""|(?P<comment>(?:(?<=\s)|^)\#[^\r\n]*)"""
    r"""|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|(?P<colon>:(?=[\s,\[\]{}]|\Z)|(?<=["']):)"""
    r"""|(?P<space>\s+)"""
    r"""|(?P<plain>(?:[^\s,\[\]{}:]|:(?![\s,\[\]{}]|\Z)|[ \t]++(?![\s#,\[\]{}]))++)""",
    re.DOTALL | re.MULTILINE,
)
_LONGEST = 20_000
"""Characters that are looked through behind a bracket."""


@dataclass(slots=True)
class Frame:
    """One pair of brackets: its kind, the key whose value comes next, the keys or elements that are there."""

    kind: Literal["[", "{"]
    key: str | None = None
    others: tuple[str, ...] = ()
    word: str | None = None
    """What was read since the last comma, and may turn out a key."""
    word_start: int = 0


@dataclass(slots=True)
class Brackets:
    """The brackets that are open at a cursor, and the word at it: None where none can be."""

    frames: tuple[Frame, ...]
    start: int | None = None
    end: int = 0
    style: Style = ""


@dataclass(slots=True)
class _Reader:
    frames: list[Frame] = field(default_factory=list)

    def take(self, kind: str, text: str, at: int) -> None:
        """One part of the text, at an offset."""
        frame = self.frames[-1] if self.frames else None
        if kind == "open":
            self.frames.append(Frame("[" if text == "[" else "{"))
        elif frame is None:
            return
        elif kind == "close":
            self._end(frame)
            self.frames.pop()
            if self.frames:
                self.frames[-1].word = None
        elif kind == "comma":
            self._end(frame)
        elif kind == "colon":
            if frame.kind == "{" and frame.key is None and frame.word is not None:
                frame.key, frame.word = frame.word, None
        elif kind in ("plain", "quoted"):
            frame.word, frame.word_start = without_quotes(text) if kind == "quoted" else text, at

    def _end(self, frame: Frame) -> None:
        own = frame.key if frame.kind == "{" and frame.key is not None else frame.word
        if own is not None:
            frame.others = (*frame.others, own)
        frame.key = frame.word = None


def brackets_at(text: str, begin: int, offset: int) -> Brackets | None:
    """The brackets that open at `begin` or within them, as they are at the offset; None for a long text."""
    if offset - begin > _LONGEST:
        return None
    reader = _Reader()
    at = begin
    while at < offset:
        part = _PART.match(text, at)
        if part is None:  # no sign is left out but half a character
            at += 1
            continue
        kind = part.lastgroup or ""
        if part.end() >= offset and kind in ("plain", "quoted", "comment"):
            if kind == "comment":
                return Brackets(tuple(reader.frames))
            return _within(text, part, kind, offset, reader)
        reader.take(kind, part.group(), at)
        at = part.end()
        if not reader.frames:
            return Brackets(())
    if reader.frames and reader.frames[-1].word is not None:
        frame = reader.frames[-1]
        if frame.kind == "[" and text[offset - 1] == ":" and text[frame.word_start] not in "\"'":
            _look_behind(text, offset, reader)  # `plan:`, with the id to come
            return Brackets(tuple(reader.frames), frame.word_start, offset)
        return Brackets(tuple(reader.frames))  # behind a finished word
    following = _PART.match(text, offset)
    kind = "" if following is None else following.lastgroup or ""
    if following is not None and kind in ("plain", "quoted"):
        return _within(text, following, kind, offset, reader)
    _look_behind(text, offset, reader)
    return Brackets(tuple(reader.frames), offset, offset)


def _within(text: str, part: re.Match[str], kind: str, offset: int, reader: _Reader) -> Brackets:
    """The cursor in a word, or at one of its ends."""
    start, end, style = part.start(), part.end(), ""
    if kind == "quoted":
        quote = text[start]
        closed = end - start > 1 and text[end - 1] == quote
        if (closed and offset == end) or offset == start:
            return Brackets(tuple(reader.frames))  # outside of the quotes
        start, end, style = start + 1, end - closed, quote
        if not closed:  # the rest of the line at most
            feed = re.search(r"[\r\n]", text[start:end])
            end = end if feed is None else max(offset, start + feed.start())
        _look_behind(text, part.end() if closed else end, reader)
    else:
        feed = re.search(r"[\r\n]", text[start:end])
        end = end if feed is None else max(offset, start + feed.start())
        _look_behind(text, end, reader)
    return Brackets(tuple(reader.frames), start, end, style)  # type: ignore[arg-type]  # one of the quotes


def _look_behind(text: str, at: int, reader: _Reader) -> None:
    """Add what is behind the word to the others of the innermost brackets, as far as they are closed."""
    if not reader.frames:
        return
    frame = reader.frames[-1]
    behind = _Reader([Frame(frame.kind, word="")])
    limit = min(len(text), at + _LONGEST)
    while at < limit and behind.frames:
        part = _PART.match(text, at)
        if part is None:
            at += 1
            continue
        if part.lastgroup == "close" and len(behind.frames) == 1:
            behind.take("comma", ",", at)
            frame.others += behind.frames[0].others[1:]
            return
        if part.lastgroup == "colon" and len(behind.frames) == 1 and behind.frames[0].word is None:
            return
        behind.take(part.lastgroup or "", part.group(), at)
        at = part.end()
