"""When an event takes place: from its start to its end, as one text that a plan reads.

Comes in: the two ends as `calendar_file` reads them, and how long it lasts. Goes out: a value such as
`2027-02-05T14:00+01:00/15:30`, or `2027-01-05/2027-01-07`; None for what only a person can settle (an instant
without a zone, an end before its start), which stays two dates.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from ssetrack.tables.exchange.listing import Value
from ssetrack.tables.grid import Beside, Remark, Typed

_HOURS = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?")
_DAY = len("2027-02-05")
_MOMENT = len("2027-02-05T14:00")


def takes_place(start: Value, end: Value, lasting: str) -> Value | None:
    """The time of an event. An end is its last day, or a moment; `lasting` a duration, if there is none."""
    remarks = (*start.remarks, *end.remarks)
    are_dates = start.typed is Typed.DATE and (not end.lines or end.typed is Typed.DATE)
    if not are_dates or any(one.kind in (Beside.INSTANT, Beside.ZONE) for one in remarks):
        return None
    first = start.lines[0]
    last = end.lines[0] if end.lines else _after(first, lasting)
    text = None if last is None else _from_to(first, last)
    if text is None:
        return None
    written = " – ".join(dict.fromkeys(_in_source(value) for value in (start, end) if value.lines))
    hours_are_lost = len(first) >= _MOMENT and not text.startswith(first)
    is_told = hours_are_lost or any(one.kind is Beside.WRITTEN for one in remarks)
    return Value((text,), (Remark(Beside.WRITTEN, written),) if is_told else (), Typed.DATE)


def _in_source(value: Value) -> str:
    """How the calendar writes an end."""
    return next((one.text for one in value.remarks if one.kind is Beside.WRITTEN), value.lines[0])


def _after(first: str, lasting: str) -> str | None:
    """The end of what lasts so long; the start itself where nothing is said (§3.6.1)."""
    if not lasting:
        return first
    hours = _HOURS.fullmatch(lasting)
    if hours is None or len(first) < _MOMENT:
        return None
    begin = datetime.fromisoformat(first[:_MOMENT])
    try:
        end = begin + timedelta(hours=int(hours[1] or 0), minutes=int(hours[2] or 0))
    except OverflowError:
        return None
    return f"{end.isoformat(timespec='minutes')}{first[_MOMENT:]}"


def _from_to(first: str, last: str) -> str | None:
    """Two ends as one text: hours where they are on one day, or on one night."""
    if last[:_DAY] < first[:_DAY]:
        return None
    if len(first) < _MOMENT:
        return first if last[:_DAY] == first else f"{first}/{last[:_DAY]}"
    clock = last[_DAY + 1 : _MOMENT] or "00:00"  # the end of a day is a midnight
    one_day = last[:_DAY] == first[:_DAY]
    if one_day and first[_DAY + 1 : _MOMENT] == clock:
        return first
    if one_day and len(last) >= _MOMENT and clock < first[_DAY + 1 : _MOMENT]:
        return None
    if one_day or (_is_next_day(first, last) and len(last) >= _MOMENT and clock < first[_DAY + 1 : _MOMENT]):
        same_zone = len(last) < _MOMENT or last[_MOMENT:] == first[_MOMENT:]
        return f"{first}/{clock}" if same_zone else None
    return f"{first[:_DAY]}/{last[:_DAY]}"


def _is_next_day(first: str, last: str) -> bool:
    return datetime.fromisoformat(last[:_DAY]) - datetime.fromisoformat(first[:_DAY]) == timedelta(days=1)
