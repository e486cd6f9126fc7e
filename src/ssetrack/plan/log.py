"""Remarks with a day: `2026-11-25 waiting for Priya's figures`.

Comes in: the texts of a `log`. Goes out: their days, and the newest. A day is written as in the standard
form, because it has to be told from the words behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9-])"


def day_of(remark: str) -> date | None:
    """The day that a remark begins with; None where it begins otherwise, or the calendar has no such day."""
    found = re.match(_DAY, remark.lstrip())
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


def newest(log: Sequence[str]) -> str | None:
    """The remark of the latest day, of several the last one; the last where none has a day."""
    if not log:
        return None
    places = range(len(log))
    return log[max(places, key=lambda place: (day_of(log[place]) or date.min, place))]


def place_for(day: date, log: Sequence[str]) -> int:
    """Where a remark of a day belongs: behind the last one that is not later."""
    for place in range(len(log), 0, -1):
        known = day_of(log[place - 1])
        if known is None or known <= day:
            return place
    return 0
