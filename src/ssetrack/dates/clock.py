"""Clock times: `20:00`, `20:00-21:30`, `20h00`."""

from __future__ import annotations

import re
from datetime import time

from ssetrack.dates.folding import folded
from ssetrack.dates.period import DateProblem, Hours
from ssetrack.dates.refusals import impossible_time

_HOURS = re.compile(r"([0-9]{1,2})(?:[:h]([0-9]{2})?)\s*(?:(?:-|a|to|/)\s*([0-9]{1,2})(?:[:h]([0-9]{2})?))?")


def read_hours(text: str) -> Hours | DateProblem:
    """A clock time, or two with a dash between: on the local day, no zone."""
    found = _HOURS.fullmatch(folded(text))
    if not found:
        return impossible_time(text)
    start = _time(found[1], found[2])
    end = _time(found[3], found[4]) if found[3] else None
    if start is None or (found[3] and end is None) or start == end:
        return impossible_time(text)
    return Hours(start, end)


def _time(hour: str, minute: str | None) -> time | None:
    number, minutes = int(hour), int(minute or 0)
    return time(number, minutes) if number < 24 and minutes < 60 else None
