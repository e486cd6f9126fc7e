"""How other programs write dates that the grammar of a plan has another spelling for.

Comes in: a text. Goes out: the same in the grammar's spelling: Notion's arrow between two ends, a clock of
twelve hours (`2:00 PM`, Unicode's `h:mm a`). A clock that only one of two ends has is left alone: in
`2:00-3:30 PM` it may hold for both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ssetrack.dates.vocabulary import one_of
from ssetrack.language.collation import fold

_ARROW = re.compile(r"\s*(?:→|->|=>|⟶)\s*")
_TWELVE = re.compile(
    r"(?<![\d:.])(1[0-2]|0?[1-9])(?::([0-5]\d)(?::[0-5]\d)?)?[ \u00a0\u202f]?([ap])(?:\.[ \u00a0]?m\.|m\b)",
    re.IGNORECASE,
)


def standard_spelling(text: str) -> str:
    """The text with a dash for an arrow and 24 hours for twelve; the same text where it has neither."""
    joined = _ARROW.sub(" – ", text)
    clocks = _TWELVE.sub("\x00", joined)
    if clocks != joined and _half().search(fold(clocks)):
        return joined
    return _TWELVE.sub(_of_the_day, joined)


@lru_cache(maxsize=1)
def _half() -> re.Pattern[str]:
    """A clock beside one of twelve hours (NUL) that does not say which half of the day it means."""
    between = one_of(lambda words: (*words.range_joiners, *words.clock_joiners, *words.conjunctions))
    return re.compile(rf"\d[:h]\d\d|\b\d{{1,2}}(?:\s*[-–—]\s*|\s+(?:{between})\s+)\x00")


def _of_the_day(clock: re.Match[str]) -> str:
    hour = int(clock[1]) % 12 + (12 if clock[3] in "pP" else 0)
    return f"{hour:02}:{clock[2] or '00'}"
