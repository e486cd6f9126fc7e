"""Where two contents of a file differ, so that the older one can be made of the newer one.

Comes in: two contents. Goes out: stretches of the newer one with what was there before. Nothing here knows
what a plan is, and the older content comes out exactly, whatever its encoding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_AHEAD = 40
"""So many lines are looked through on either side for the place where two contents agree again."""

_BLOCK = 20
"""So many lines are compared at once: in most edits of a large plan nearly all are the same."""


class Stretch(NamedTuple):
    """Octets of the newer content, `end` exclusive, and what was there in the older one."""

    start: int
    end: int
    text: bytes


def stretches(before: bytes, after: bytes) -> list[Stretch]:
    """The stretches of `after` that were otherwise in `before`, by whole lines, from first to last."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found = []
    at, i, j = 0, 0, 0
    while i < len(old) or j < len(new):
        block = old[i : i + _BLOCK]
        if len(block) == _BLOCK and block == new[j : j + _BLOCK]:
            at += sum(map(len, block))
            i, j = i + _BLOCK, j + _BLOCK
            continue
        if i < len(old) and j < len(new) and old[i] == new[j]:
            at += len(new[j])
            i, j = i + 1, j + 1
            continue
        gone, come = _difference(old, new, i, j)
        end = at + sum(map(len, new[j : j + come]))
        found.append(Stretch(at, end, b"".join(old[i : i + gone])))
        at, i, j = end, i + gone, j + come
    return found


def _difference(old: list[bytes], new: list[bytes], i: int, j: int) -> tuple[int, int]:
    """How many lines of either side are skipped until they agree again: all, if that is far."""
    for gone, come in _steps():
        agree = i + gone < len(old) and j + come < len(new) and old[i + gone] == new[j + come]
        if agree and old[i + gone : i + gone + 2] == new[j + come : j + come + 2]:
            return gone, come
    left, right = len(old) - i, len(new) - j
    same = 0
    while same < min(left, right) and old[-1 - same] == new[-1 - same]:
        same += 1
    return left - same, right - same


def _steps() -> Iterator[tuple[int, int]]:
    """Pairs of numbers of lines, the fewest first."""
    for together in range(1, _AHEAD):
        for gone in range(together + 1):
            yield gone, together - gone


def content_before(content: bytes, changed: Sequence[Stretch]) -> bytes | None:
    """The older content; None where the stretches are not in order or not within the newer one."""
    parts: list[bytes] = []
    done = 0
    for one in changed:
        if not done <= one.start <= one.end <= len(content):
            return None
        parts += (content[done : one.start], one.text)
        done = one.end
    return b"".join((*parts, content[done:]))
