"""Hours as the clocks where the reader lives show them.

Comes in: hours on a day in a zone, and the reader's own zone. Goes out: a text on one line. It is for the
reader's screen only: what is sent to others does not depend on where its sender lives.
"""

from __future__ import annotations

from datetime import date, time

from ssetrack.dates import Hours, instant, local
from ssetrack.language.message import message
from ssetrack.query.columns import View
from ssetrack.schedule import Due
from ssetrack.wording.printable import one_line


def own_hours(due: Due, view: View) -> str:
    """The hours of a due by the reader's clocks: "09:00 (America/Lima)"; nothing where they are the same."""
    return hours_there(due.hours, due.period.earliest, due.timezone, view)


def hours_there(hours: Hours | None, day: date | None, zone: str | None, view: View) -> str:
    """Hours of a day in a zone by the reader's clocks; nothing where they are not known, or the same."""
    own = view.zone
    if hours is None or day is None or zone is None or own is None or own == zone:
        return ""
    start = _there(day, hours.start, zone, own)
    end = None if hours.end is None else _there(day, hours.end, zone, own)
    if start is None or start == (day, hours.start):
        return ""
    text = str(Hours(start[1], None if end is None else end[1]))
    where = one_line(own)
    if start[0] > day:
        return view.speaker.say(message("{hours} ({zone}, the next day)", hours=text, zone=where))
    if start[0] < day:
        return view.speaker.say(message("{hours} ({zone}, the day before)", hours=text, zone=where))
    return f"{text} ({where})"


def _there(day: date, at: time, zone: str, own: str) -> tuple[date, time] | None:
    """A local day and time as those of another zone; None at the ends of the calendar."""
    moment = instant(day, at, zone)
    if moment is None:
        return None
    try:
        there = local(moment, own)
    except OverflowError:
        return None
    return there.date(), there.time()
