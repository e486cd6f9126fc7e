"""The edits that make one text of another, small enough that an editor keeps its cursor where it was.

Comes in: two texts, or edits. Goes out: edits whose ends an editor can name: none is within a line break of
two characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from ssetrack.diagnostic import Edit, Lines, Range
from ssetrack.edit.splice import alike

MOST_COMPARED = 2_000
"""So many lines on either side are compared with each other; of more, all are replaced at once."""


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that make `after` of `before`: line by line, of each line what is different in it."""
    old, new = _lines(before), _lines(after)
    first = alike(old, new)
    last = alike(old[first:][::-1], new[first:][::-1])
    old_end, new_end = len(old) - last, len(new) - last
    offset = sum(map(len, old[:first]))
    pairs = _pairs(old[first:old_end], new[first:new_end])
    return tuple(_edits(pairs, offset))


def with_whole_breaks(edits: Iterable[Edit], text: str) -> tuple[Edit, ...]:
    """The edits, with the other half of each line break of which they would change one."""
    return tuple(_with_whole_breaks(edit, text) for edit in edits)


def _with_whole_breaks(edit: Edit, text: str) -> Edit:
    (start, end), new = edit
    if start > 0 and text[start - 1 : start + 1] == "\r\n":
        start, new = start - 1, f"\r{new}"
    if end > 0 and text[end - 1 : end + 1] == "\r\n":
        end, new = end + 1, f"{new}\n"
    return Edit(Range(start, end), new)


def _lines(text: str) -> list[str]:
    starts = Lines(text).starts
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Lines and what comes in their place; the same on both sides where nothing changes."""
    if len(old) == len(new):
        yield from (([one], [other]) for one, other in zip(old, new, strict=True))
    elif max(len(old), len(new)) > MOST_COMPARED:
        yield old, new
    else:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        yield from ((old[a:b], new[c:d]) for _, a, b, c, d in matcher.get_opcodes())


def _edits(pairs: Iterable[tuple[list[str], list[str]]], offset: int) -> Iterator[Edit]:
    for gone, come in pairs:
        one, other = "".join(gone), "".join(come)
        if one != other:
            start, end, new = _difference(one, other) if len(gone) == len(come) == 1 else (0, len(one), other)
            yield Edit(Range(offset + start, offset + end), new)
        offset += len(one)


def _difference(old: str, new: str) -> tuple[int, int, str]:
    """Where a line differs from what comes in its place, and what is written there."""
    content, other = old.rstrip("\r\n"), new.rstrip("\r\n")
    if old[len(content) :] != new[len(other) :]:
        return 0, len(old), new
    start, room = 0, min(len(content), len(other))
    while start < room and content[start] == other[start]:
        start += 1
    end = 0
    while end < room - start and content[-1 - end] == other[-1 - end]:
        end += 1
    return start, len(content) - end, other[start : len(other) - end]
