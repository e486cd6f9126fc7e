"""Whether two titles may be two wordings of one.

Comes in: two titles. Goes out: yes or no. `Workshop 1` and `Workshop 2`, `Phase A` and `Phase B` are never
near, however few letters differ: what tells one from the other must be the same.
"""

from __future__ import annotations

import re

from ssetrack.language.collation import fold
from ssetrack.language.nearest import edit_distance

LONGEST = 300
"""Characters of a title that is compared with others letter by letter."""

_WORD = re.compile(r"\w+")
_MARK = re.compile(r".*\d.*|[^\W\d_]|[ivxlc]{2,}")
"""Words that number things: with a digit, a single letter, a Roman number."""


def title_key(title: str) -> str:
    """What two spellings of one title have in common; of a title without words the title itself."""
    return " ".join(_WORD.findall(fold(title))) or fold(title)


def is_near(one: str, other: str) -> bool:
    """Whether at most one letter in six differs, or one title is the other with words added at its end."""
    first, second = title_key(one), title_key(other)
    if first == second:
        return True
    if max(len(first), len(second)) > LONGEST:
        return False
    words, others = first.split(), second.split()
    if _marks(words) != _marks(others):
        return False
    short, long = sorted((words, others), key=len)
    if 2 <= len(short) < len(long) <= 2 * len(short) and long[: len(short)] == short:
        return True
    furthest = max(len(first), len(second)) // 6
    if abs(len(first) - len(second)) > furthest:
        return False
    return edit_distance(first, second, furthest + 1) <= furthest


def _marks(words: list[str]) -> list[str]:
    return [word for word in words if _MARK.fullmatch(word)]
