"""Clock times: `20:00`, `20:00-21:30`, `20h00`; seconds are read and dropped."""

from __future__ import annotations

import re
from datetime import time

from ssetrack.dates.folding import fold
from ssetrack.dates.period import DateProblem, Hours
from ssetrack.dates.refusals import impossible_time
from ssetrack.dates.vocabulary import one_of
from ssetrack.dates.zone_letters import ABBREVIATIONS, UTC, unsure_zone, zone_beside_hours
from ssetrack.dates.zones import is_zone

LONGEST = 40
"""Characters beyond which a text is no clock time."""

_CLOCK = r"[0-9]{1,2}(?::[0-9]{2}(?::[0-5][0-9])?|h(?:[0-9]{2})?)"
CLOCKS = rf"{_CLOCK}(?: ?(?:-|/|{one_of(lambda words: words.clock_joiners)}) ?{_CLOCK})?"
"""One clock time or two, as a pattern over folded text."""

_CLOCKS = re.compile(CLOCKS)
_TIME = re.compile(r"([0-9]{1,2})[:h]([0-9]{2})?")


def read_hours(text: str) -> Hours | DateProblem:
    """A clock time, or two with a dash between: on the local day, no zone."""
    low = fold(text) if len(text) <= LONGEST else ""
    if not _CLOCKS.fullmatch(low):
        return _refusal(text, low)
    times = [_time(hour, minute) for hour, minute in _TIME.findall(low)]
    start, end = times[0], times[-1]
    if start is None or end is None or (len(times) == 2 and start == end):
        return impossible_time(text)
    return Hours(start, end if len(times) == 2 else None)


def _refusal(text: str, low: str) -> DateProblem:
    """Why that is no clock time; a zone behind one has a field of its own."""
    zone = low.rpartition(" ")[2]
    if zone in ABBREVIATIONS:
        return unsure_zone(zone)
    hours, _, written = text.strip().rpartition(" ")
    name = "UTC" if zone in UTC else written
    is_both = _CLOCKS.fullmatch(fold(hours)) and is_zone(name)
    return zone_beside_hours(text, hours, name) if is_both else impossible_time(text)


def _time(hour: str, minute: str) -> time | None:
    number, minutes = int(hour), int(minute or 0)
    return time(number, minutes) if number < 24 and minutes < 60 else None
