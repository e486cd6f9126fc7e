"""What `board-call@2026-12-07` means: one time of a series, by the day that people know it by.

Comes in: an id and a day as typed, and the times of the series. Goes out: the key of one of them. A day that
means none, or several, is a `SsetrackError` that says which there are.
"""

from __future__ import annotations

from datetime import date

from ssetrack.dates import DayRange, Period
from ssetrack.dates.edtf import read_date
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.schedule.occurrences import OccurrenceSet

AT = "@"
"""Between an id and a day; no id holds one."""


def id_and_day(asked: str) -> tuple[str, str | None]:
    """An id as typed, and the day behind it; None where there is none."""
    own_id, at, day = asked.rpartition(AT)
    return (own_id, day) if at else (asked, None)


def key_at(own_id: str, times: OccurrenceSet | None, text: str) -> date:
    """The key of the time that a day means: by the rule, else where exactly one was moved or added.

    Raises `SsetrackError` where it means none, or several.
    """
    if times is None:
        raise SsetrackError(
            message("`{id}` does not repeat", id=own_id), message("leave out what is after the `@`")
        )
    read = read_date(text)
    if not isinstance(read, Period) or read.earliest is None or read.latest is None:
        raise SsetrackError(
            message("`{text}` is not a day", text=text),
            message("write the day: `{id}@YYYY-MM-DD`", id=own_id),
        )
    days = DayRange(read.earliest, read.latest)
    found = times.days_within(days) or [
        key
        for key, one in times.exceptions.items()
        if days.holds(key if one.is_cancelled else times.day_of(one.period)) or days.holds(key)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise SsetrackError(
            message("`{id}` takes place more than once in {text}", id=own_id, text=text),
            message("write one of {names}", names=few(f"{own_id}{AT}{day}" for day in found)),
        )
    near = few(f"{own_id}{AT}{day}" for day in times.nearest(read.earliest))
    raise SsetrackError(
        message("`{id}` does not take place on {text}", id=own_id, text=text),
        message("the nearest are {names}", names=near),
    )
