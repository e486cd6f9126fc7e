"""How other programs write dates that the grammar of a plan has another spelling for.

Comes in: a text. Goes out: the same in the grammar's spelling: Notion's arrow between two ends, a clock of
twelve hours (`2:00 PM`, Unicode's `h:mm a`). A clock that only one of two ends has is left alone: in
`2:00-3:30 PM` it may hold for both.
"""

from __future__ import annotations

import re

_ARROW = re.compile(r"\s*(?:→|->|=>|⟶)\s*")
_TWELVE = re.compile(
    r"(?<![\d:.])(1[0-2]|0?[1-9])(?::([0-5]\d)(?::[0-5]\d)?)?[ \u00a0\u202f]?([ap])(?:\.[ \u00a0]?m\.|m\b)",
    re.IGNORECASE,
)
_HALF = re.compile(r"\d[:h]\d\d|\b\d{1,2}\s*[-–—]\s*\x00|\b\d{1,2}\s+(?:to|a|à|y|e|and)\s+\x00")
"""A clock beside one of twelve hours (NUL) that does not say which half of the day it means."""


def standard_spelling(text: str) -> str:
    """The text with a dash for an arrow and 24 hours for twelve; the same text where it has neither."""
    joined = _ARROW.sub(" – ", text)
    if _HALF.search(_TWELVE.sub("\x00", joined)):
        return joined
    return _TWELVE.sub(_of_the_day, joined)


def _of_the_day(clock: re.Match[str]) -> str:
    hour = int(clock[1]) % 12 + (12 if clock[3] in "pP" else 0)
    return f"{hour:02}:{clock[2] or '00'}"
