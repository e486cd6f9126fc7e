"""What comes back, as entries of a calendar: one for each rule that the series needs.

Comes in: a status, the recurrence, and how the series is over if it is. Goes out: calendar entries whose
`series` says on which days they are. docs/calendars.md says why one series may need several.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ssetrack import dates
from ssetrack.calendar.asides import CHECKING_IN, DUE, remark
from ssetrack.calendar.clock import is_clock_change
from ssetrack.calendar.entry import (
    CHECK_IN,
    DEADLINE,
    MEETING,
    CalendarEntry,
    has_clock,
    in_utc,
    part_of,
    precision,
    utc_shift,
    with_hours,
)
from ssetrack.dates import Certainty, Hours
from ssetrack.status import CLOSED, State, Status

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Recurrence

FIRST = "first"
"""The part of a first time that has an entry of its own."""

PARTS = ("", "february", FIRST)
"""The parts by which the entries of a series are most often known."""

GRACE = timedelta(days=30)
"""How long after its last day what is cancelled still says so."""


class SeriesEnd(NamedTuple):
    """How a series is over: the last day on which it counts, and whether the plan says that day.

    `called_off` is the day of the next time, where people must still be told that there is none.
    """

    last: date
    is_said: bool
    called_off: date | None = None


def series_end(status: Status, today: date, kept: date | None) -> SeriesEnd | None:
    """How the series of an item is over; None where it is not.

    `kept` is the last day that the feed before this one said. Without it, and without a day in the plan, it
    is the last time before today; where there is none, the first time of what is done, and no time at all of
    what is cancelled.
    """
    recurrence = status.due.recurrence
    if recurrence is None or status.state not in CLOSED:
        return None
    times = status.due.occurrences
    first = next(_days(recurrence), None)
    if first is None or times is None:
        return None
    done = None if status.done is None else status.done.latest or status.done.earliest
    if status.state is State.DONE:
        if done is not None:
            return SeriesEnd(max(done, first), is_said=True)
        return SeriesEnd(kept or last_before(recurrence, today) or first, is_said=False)
    last = kept or last_before(recurrence, today) or first - timedelta(days=1)
    skipped = {key for key, one in times.exceptions.items() if one.is_cancelled}
    following = next((day for day in _days(recurrence, last) if day > last and day not in skipped), None)
    if following is not None and today - following > GRACE:
        following = None
    return SeriesEnd(last, is_said=False, called_off=following)


def _days(recurrence: Recurrence, since: date | None = None) -> Iterator[date]:
    """The days on which the times are shown: their first or, of what is due, their last."""
    for period in recurrence.periods(since):
        day = period.latest if recurrence.is_due else period.earliest
        if day is not None:
            yield day


def last_before(recurrence: Recurrence, today: date) -> date | None:
    """The day of the last time before today; None where there is none."""
    before = today - timedelta(days=1)
    until = before if recurrence.until is None else min(before, recurrence.until)
    last = recurrence._replace(until=until).next(date.max)
    return None if last is None else last.latest if recurrence.is_due else last.earliest


def recurring_entries(
    status: Status, recurrence: Recurrence, ended: SeriesEnd | None
) -> Iterator[CalendarEntry]:
    """Entries that come back; their first day is the first of the series, whatever day it is today."""
    due = status.due.as_written
    period = recurrence.first
    coarse = precision(period, due)
    again = due._replace(period=period, occurrences=None, occurrence=None)
    is_deadline = due.kind == "deadline"
    sure = coarse == "day" and period.certainty is Certainty.EXACT
    template = CalendarEntry(
        "",
        (DUE,) if is_deadline else (),
        date.min,
        date.min,
        DEADLINE if is_deadline else MEETING,
        tentative=not sure,
        busy=due.kind == "event" and sure,
        precision=coarse,
        where=due.where,
        remarks=() if sure else (remark(again, coarse),),
    )
    if ended is not None:
        until = ended.called_off or ended.last
        recurrence = recurrence._replace(until=min(until, recurrence.until or until))
        template = template._replace(over=None if ended.is_said else ended.last)
    repeated = _rule_entries(template, recurrence, due.hours, due.timezone)
    return repeated if ended is None else _with_notice(list(repeated), ended)


def _with_notice(found: list[CalendarEntry], ended: SeriesEnd) -> Iterator[CalendarEntry]:
    """The entries of a series and, for some time, the one time that was called off."""
    yield from found
    for one in found:
        if ended.called_off is None or one.series is None:
            continue
        day = ended.called_off + timedelta(days=one.shift)
        if one.series.holds(day):
            last = day + (one.last - one.first)
            yield one._replace(first=day, last=last, series=None, over=None, original=day)


def check_in_entries(check_in: Recurrence) -> Iterator[CalendarEntry]:
    """Entries for the days on which people look how it goes."""
    template = CalendarEntry("check-in", (CHECKING_IN,), date.min, date.min, CHECK_IN)
    return _rule_entries(template, check_in, None, None)


def _rule_entries(
    template: CalendarEntry, recurrence: Recurrence, hours: Hours | None, zone: str | None
) -> Iterator[CalendarEntry]:
    """An entry for each rule.

    Readers measure how long the first time takes and go by that: where the clocks change on that day, it has
    an entry of its own.
    """
    from ssetrack.dates.series import series

    # An entry ends on the day after, and the calendar has none after its last.
    rules, shift = tuple(one for one in series(recurrence) if (date.max - one.first).days > one.length), 0
    if not rules:
        return
    opening = min(rules, key=lambda one: one.first)
    first = template._replace(first=opening.first, last=opening.first + timedelta(days=opening.length))
    keeps_zone = True
    if hours is not None and zone is not None and has_clock(first, zone):
        if dates.is_offset(zone):
            # Days that follow no rule in UTC keep their zone, which then has a name without a colon.
            moved = series(recurrence, utc_shift(hours, zone))
            if not any(one.days for one in moved):
                rules, shift, keeps_zone = moved, utc_shift(hours, zone), False
        elif is_clock_change(first.first, hours, zone, template.category is DEADLINE):
            yield with_hours(first._replace(part=part_of(template.part, FIRST)), hours, zone)
            later = next(islice(recurrence.periods(), 1, None), None)
            rules = () if later is None else series(recurrence, since=later.earliest)
    for one in rules:
        begin = one.first - timedelta(days=shift)
        found = template._replace(
            part=part_of(template.part, one.part), first=begin, last=begin + timedelta(days=one.length)
        )
        found = with_hours(found, hours, zone)._replace(series=one, shift=shift)
        yield found if keeps_zone else in_utc(found)
