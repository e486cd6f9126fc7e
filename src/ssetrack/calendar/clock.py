"""When an entry with hours begins and ends, as clocks in its zone show it.

Comes in: a day, hours and a zone. Goes out: local times that exist, the end after the beginning as an instant
too. In the hour that clocks skip in spring readers disagree: what begins there is written an hour later, as
RFC 5545 §3.3.5 has it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ssetrack import dates
from ssetrack.dates import Hours

USUAL = timedelta(hours=1)
"""How long an event takes whose end the plan does not give."""

SHOWN = timedelta(minutes=15)
"""How long the entry of a deadline is; it ends on its day."""


def begin_and_end(day: date, hours: Hours, zone: str, is_deadline: bool) -> tuple[datetime, datetime]:
    """The two local times, both of which exist, in the zone."""
    begin, end = on_the_clock(day, hours, is_deadline)
    if begin < end and dates.is_steady(begin, end, zone):
        return begin, end
    start, finish = _instant(begin, zone), _instant(end, zone)
    if start is None or finish is None:
        return begin, end
    if _is_skipped(begin, zone):
        begin = dates.local(start, zone)
    if finish <= start:
        end = dates.local(start + (end - datetime.combine(day, hours.start)), zone)
    elif _is_skipped(end, zone):
        end = dates.local(finish, zone)
    return begin, end


def on_the_clock(day: date, hours: Hours, is_deadline: bool) -> tuple[datetime, datetime]:
    """The two local times by the hours alone: those of a series, whatever the clocks do on its first day."""
    begin = datetime.combine(day, hours.start)
    if hours.end is None:
        if is_deadline:
            return begin, min(begin + SHOWN, datetime.combine(day, time()) + timedelta(days=1))
        return begin, begin + USUAL
    return begin, last_moment(day, hours)


def last_moment(day: date, hours: Hours) -> datetime:
    """When the hours end; where no end is given, when they begin. An end before the start is tomorrow's."""
    end = datetime.combine(day, hours.end or hours.start)
    return end + timedelta(days=1) if hours.end is not None and hours.end <= hours.start else end


def existing(moment: datetime, zone: str) -> datetime:
    """A local time, or what clocks show instead where they skip it."""
    found = _instant(moment, zone)
    return moment if found is None or not _is_skipped(moment, zone) else dates.local(found, zone)


def is_clock_change(day: date, hours: Hours, zone: str, is_deadline: bool) -> bool:
    """Whether readers who measure these hours on that day get another length, or another beginning."""
    begin, end = on_the_clock(day, hours, is_deadline)
    start, finish = _instant(begin, zone), _instant(end, zone)
    if start is None or finish is None:
        return False
    return finish - start != end - begin or _is_skipped(begin, zone) or _is_skipped(end, zone)


def _instant(moment: datetime, zone: str) -> datetime | None:
    return dates.instant(moment.date(), moment.time(), zone)


def _is_skipped(moment: datetime, zone: str) -> bool:
    return dates.clock_change(moment.date(), moment.time(), zone) == "gap"
