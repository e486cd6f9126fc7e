"""A day and its hours in one text: `8 oct. 2021 20h00`, `13 Nov 2026 at 23:59 UTC`.

Comes in: a text, folded, and how a day is read. Goes out: the day with its hours, a `DateProblem`, or None
where no hours are behind it. Of zones only UTC is read: other abbreviations are used in several places, and
half of the year they are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ssetrack.dates.clock import CLOCKS, read_hours
from ssetrack.dates.edtf import with_hours
from ssetrack.dates.period import DateProblem, DateReading, Period, Precision
from ssetrack.dates.refusals import unreadable
from ssetrack.dates.vocabulary import one_of
from ssetrack.dates.zone_letters import ABBREVIATIONS, UTC, unsure_zone

_MIDNIGHT = re.compile(r"(.+?)[ t]0?0:00:00(?:[.,]0+)?(?: ?(?:z|utc|gmt))?")
"""How a spreadsheet writes a day: with the time that it has for want of one."""

_TRAILING = re.compile(
    rf"(?:\s*[,/]\s*|\s+)(?:(?:{one_of(lambda words: words.clock_openers)})\s+)?"
    rf"(?:(?P<clock>{CLOCKS})(?: ?\(?(?P<zone>{'|'.join((*UTC, *ABBREVIATIONS))})\)?)?"
    rf"|(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9]) ?(?P<utc>{'|'.join(UTC)}))$"
)


def read_timed(
    text: str, low: str, read_day: Callable[[str], DateReading | None]
) -> Period | DateProblem | None:
    """The text as a day with hours; None where no clock time is at its end."""
    midnight = _MIDNIGHT.fullmatch(low)
    if midnight:
        day = read_day(midnight[1])
        if isinstance(day, Period) and day.precision is Precision.DAY and not day.hours:
            return day
    found = _TRAILING.search(low)
    if found is None or not found.start():
        return None
    day = read_day(low[: found.start()])
    if isinstance(day, DateProblem):
        return day.of_a_part()
    if not isinstance(day, Period):
        return None
    if found["zone"] in ABBREVIATIONS:
        return unsure_zone(found["zone"])
    hours = read_hours(found["clock"] or f"{found['hour']}:{found['minute']}")
    if isinstance(hours, DateProblem):
        return hours
    if found["zone"] or found["utc"]:
        hours = hours._replace(zone="Z")
    whole = with_hours(day, hours)
    # Hours belong to one day known for sure, and only once.
    return unreadable(text) if day.hours or whole.canonical == day.canonical else whole
