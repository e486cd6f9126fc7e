"""Words that stand for a date where there is none: it goes on, or nobody knows yet.

Comes in: a folded text. Goes out: the period that the words stand for, or None for any other text.
"""

from __future__ import annotations

from ssetrack.dates.period import ONGOING, UNKNOWN, Period
from ssetrack.dates.vocabulary import every

OPEN_WORDS = frozenset(every(lambda words: words.ongoing))
UNKNOWN_WORDS = frozenset(("?", *every(lambda words: words.unknown)))


def read_special_date(low: str) -> Period | None:
    """`ongoing` and its like as ONGOING, `tbd` and its like as UNKNOWN, in all our languages."""
    if low in OPEN_WORDS:
        return ONGOING
    return UNKNOWN if low in UNKNOWN_WORDS else None
