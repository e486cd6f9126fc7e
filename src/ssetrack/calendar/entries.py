"""On which days an item is in a calendar, and what is said of each.

Comes in: a status. Goes out: calendar entries: one for most items, several
for alternatives, for long windows and for days that belong together, none for what has no date. The mapping
and its reasons are those of docs/calendars.md. Nothing here knows iCalendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ssetrack.calendar.asides import (
    BEGINS,
    DUE,
    FIRST_DAY,
    FIRST_POSSIBLE_DAY,
    LAST_DAY,
    LAST_POSSIBLE_DAY,
    ONE_OF_SEVERAL,
    OPEN_PLACE,
    date_aside,
    option_aside,
    remark,
)
from ssetrack.calendar.entry import (
    DEADLINE,
    MEETING,
    START,
    CalendarEntry,
    in_utc,
    part_of,
    precision,
    with_hours,
)
from ssetrack.calendar.repeated import SeriesEnd, check_in_entries, recurring_entries
from ssetrack.dates import Certainty, PeriodKind
from ssetrack.language.message import Message, message
from ssetrack.schedule import Due
from ssetrack.status import Status

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Recurrence

LONGEST_BAR = 31
"""Days: what takes longer has an entry where it begins and one where it ends."""


def calendar_entries(
    status: Status, check_in: Recurrence | None, ended: SeriesEnd | None = None
) -> tuple[CalendarEntry, ...]:
    """The entries of an item in the default feed, with what is to be said of each behind its title.

    A `check_in` that never ends in the plan goes on; a series
    that is over is `ended`.
    """
    return tuple(_entries(status, check_in, ended))


def _entries(status: Status, check_in: Recurrence | None, ended: SeriesEnd | None) -> Iterator[CalendarEntry]:
    due = status.due
    if due.first.latest == date.max:
        return  # an entry ends on the day after, and the calendar has none
    if len(due.alternatives) > 1:
        yield from _alternatives(due)
    elif due.recurrence is not None:
        yield from recurring_entries(status, due.recurrence, ended)
    elif len(due.period.parts) > 1 and due.period.latest is not None:
        parts = tuple(dict.fromkeys(due.period.parts))
        known: set[str] = set()
        for number, one in enumerate(parts, 1):
            which = message("{number} of {all}", number=number, all=len(parts))
            day = one.earliest or one.latest
            own_id = _unused_id(day.isoformat() if day else str(number), number, known)
            for found in _of_period(due._replace(period=one), which):
                yield found._replace(part=part_of(own_id, found.part))
    else:
        yield from _of_period(due)
    if check_in is not None:
        yield from check_in_entries(check_in)


def _unused_id(own_id: str, number: int, known: set[str]) -> str:
    """The id, with a number behind it where another has it."""
    found = own_id if own_id not in known else f"{own_id}-{number}"
    known.add(found)
    return found


def _of_period(due: Due, *which: Message) -> Iterator[CalendarEntry]:
    """What is in the calendar for one period; `which` says before all else which of several it is."""
    period = due.period
    if period.kind is PeriodKind.UNKNOWN:
        return
    if period.latest is None:
        if period.earliest is not None:
            yield CalendarEntry("", (*which, BEGINS), period.earliest, period.earliest, START)
        return
    first = period.latest if due.kind == "deadline" or period.earliest is None else period.earliest
    coarse = precision(period, due)
    sure = coarse == "day" and period.certainty in (Certainty.EXACT, Certainty.OPEN)
    asides = () if due.kind != "deadline" else (DUE,)
    remarks: tuple[Message, ...] = ()
    if not sure:
        asides, remarks = (date_aside(due, coarse),), (remark(due, coarse),)
    found = CalendarEntry(
        "",
        (*which, *asides),
        first,
        period.latest,
        DEADLINE if due.kind == "deadline" else MEETING,
        tentative=not sure,
        busy=due.kind == "event" and sure,
        precision=coarse,
        where=due.where,
        remarks=remarks,
    )
    found = in_utc(with_hours(found, due.hours, due.timezone))
    if (period.latest - first).days < LONGEST_BAR:
        yield found
    else:
        yield from _two_ends(found, coarse)


def _two_ends(found: CalendarEntry, coarse: str) -> Iterator[CalendarEntry]:
    """A long stretch as its first and its last day."""
    first, last = (FIRST_DAY, LAST_DAY) if coarse == "day" else (FIRST_POSSIBLE_DAY, LAST_POSSIBLE_DAY)
    yield found._replace(part="opens", asides=(first, *found.asides), last=found.first, busy=False)
    yield found._replace(part="closes", asides=(last, *found.asides), first=found.last, busy=False)


def _alternatives(due: Due) -> Iterator[CalendarEntry]:
    """One entry for each option; one for all where only the place is open."""
    options = due.alternatives
    if all((one.period, one.hours) == (options[0].period, options[0].hours) for one in options):
        first = options[0]
        places = tuple(one.where for one in options if one.where is not None)
        one_date = due._replace(period=first.period, hours=first.hours, timezone=first.timezone)
        for found in _of_period(one_date):
            asides = (*found.asides, OPEN_PLACE)
            yield found._replace(places=places, asides=asides, tentative=True, busy=False)
        return
    known: set[str] = set()
    for number, one in enumerate(options, 1):
        own_id = _unused_id(one.id, number, known)
        which = option_aside(number, len(options), one)
        single = due._replace(
            period=one.period, hours=one.hours, timezone=one.timezone, where=one.where, text=None
        )
        for found in _of_period(single, which):
            yield found._replace(
                part=part_of(own_id, found.part),
                tentative=True,
                busy=False,
                option=True,
                remarks=(ONE_OF_SEVERAL, *found.remarks),
            )
