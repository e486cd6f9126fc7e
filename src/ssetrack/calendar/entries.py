"""On which days an item stands in a calendar, and in which words.

Comes in: a status, and who speaks to the reader. Goes out: calendar entries: one for most items, several for
alternatives, for long windows and for days that belong together, none for what has no date. The mapping and
its reasons are those of docs/calendars.md. Nothing here knows iCalendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ssetrack import dates
from ssetrack.calendar.entry import (
    DEADLINE,
    MEETING,
    START,
    CalendarEntry,
    in_utc,
    part_of,
    precision,
    remark,
    with_hours,
)
from ssetrack.calendar.repeated import Over, check_in_entries, recurring_entries
from ssetrack.dates import Certainty, PeriodKind
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import supported_language
from ssetrack.schedule import Alternative, Due
from ssetrack.status import Status

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Recurrence

LONGEST_BAR = 31
"""Days: what takes longer has an entry where it begins and one where it ends."""


def calendar_entries(
    status: Status, title: str, language: str, check_in: Recurrence | None, ended: Over | None = None
) -> tuple[CalendarEntry, ...]:
    """The entries of an item in the default feed, with its title in words that say how sure each is.

    `language` is the one in which dates are said. A `check_in` that never ends in the plan goes on; a series
    that is over is `ended`.
    """
    return tuple(_entries(status, title, supported_language(language), check_in, ended))


def _entries(
    status: Status, title: str, language: str, check_in: Recurrence | None, ended: Over | None
) -> Iterator[CalendarEntry]:
    due = status.due
    if due.first.latest == date.max:
        return  # an entry ends on the day after, and the calendar has none
    if len(due.alternatives) > 1:
        yield from _alternatives(due, title, language)
    elif due.recurrence is not None:
        yield from recurring_entries(status, due.recurrence, title, language, ended)
    elif len(due.period.parts) > 1 and due.period.latest is not None:
        parts = tuple(dict.fromkeys(due.period.parts))
        known: set[str] = set()
        for number, one in enumerate(parts, 1):
            words = message("{title} ({number} of {all})", title=title, number=number, all=len(parts))
            day = one.earliest or one.latest
            own_id = _unused_id(day.isoformat() if day else str(number), number, known)
            for found in _of_period(due._replace(period=one), words, language):
                yield found._replace(part=part_of(own_id, found.part))
    else:
        yield from _of_period(due, message("{title}", title=title), language)
    if check_in is not None:
        yield from check_in_entries(check_in, title)


def _unused_id(own_id: str, number: int, known: set[str]) -> str:
    """The id, with a number behind it where another has it."""
    found = own_id if own_id not in known else f"{own_id}-{number}"
    known.add(found)
    return found


def _of_period(due: Due, title: Message, language: str) -> Iterator[CalendarEntry]:
    """What stands in the calendar for one period."""
    period = due.period
    if period.kind is PeriodKind.UNKNOWN:
        return
    if period.latest is None:
        if period.earliest is not None:
            words = message("Starts: {title}", title=title)
            yield CalendarEntry("", words, period.earliest, period.earliest, START)
        return
    first = period.latest if due.kind == "deadline" or period.earliest is None else period.earliest
    coarse = precision(period, due)
    sure = coarse == "day" and period.certainty in (Certainty.EXACT, Certainty.OPEN)
    words = message("Due: {title}", title=title) if due.kind == "deadline" else title
    remarks: tuple[Message, ...] = ()
    if not sure:
        said = dates.display(period, language)
        words, remarks = _summary(due, coarse, title, said), (remark(due, coarse, said),)
    found = CalendarEntry(
        "",
        words,
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
        yield from _two_ends(found, coarse, title)


def _summary(due: Due, coarse: str, title: Message, words: str) -> Message:
    """The title with a date that is not sure, given in words."""
    period = due.period
    vague = period.certainty in (Certainty.APPROXIMATE, Certainty.UNCERTAIN)
    if due.kind == "deadline":
        if vague:
            return message("Due {period}: {title}", period=words, title=title)
        if coarse in ("day", "until"):
            return message("Due: {title}", title=title)
        if coarse == "days":
            return message("Due within {period}: {title}", period=words, title=title)
        return message("Due by end of {period}: {title}", period=words, title=title)
    if vague or coarse == "until":
        return message("Planned {period}: {title}", period=words, title=title)
    return message("Sometime in {period}: {title}", period=words, title=title)


def _two_ends(found: CalendarEntry, coarse: str, title: Message) -> Iterator[CalendarEntry]:
    """A long stretch as its first and its last day."""
    if coarse == "day":
        opens = message("Begins: {title}", title=title)
        closes = message("Ends: {title}", title=title)
    else:
        opens = message("Window opens: {title}", title=found.summary)
        closes = message("Window closes: {title}", title=found.summary)
    yield found._replace(part="opens", summary=opens, last=found.first, busy=False)
    yield found._replace(part="closes", summary=closes, first=found.last, busy=False)


def _alternatives(due: Due, title: str, language: str) -> Iterator[CalendarEntry]:
    """One entry for each option; one for all where only the place is open."""
    options = due.alternatives
    if all((one.period, one.hours) == (options[0].period, options[0].hours) for one in options):
        first = options[0]
        places = tuple(one.where for one in options if one.where is not None)
        one_date = due._replace(period=first.period, hours=first.hours, timezone=first.timezone)
        for found in _of_period(one_date, message("{title}", title=title), language):
            yield found._replace(places=places, tentative=True, busy=False)
        return
    known: set[str] = set()
    for number, one in enumerate(options, 1):
        own_id = _unused_id(one.id, number, known)
        words = _option(title, number, len(options), one)
        single = due._replace(
            period=one.period, hours=one.hours, timezone=one.timezone, where=one.where, text=None
        )
        for found in _of_period(single, words, language):
            yield found._replace(part=part_of(own_id, found.part), tentative=True, busy=False, option=True)


def _option(title: str, number: int, all_: int, one: Alternative) -> Message:
    if isinstance(one.where, str):
        return message(
            "{title} (option {number} of {all}: {place})",
            title=title, number=number, all=all_, place=one.where,
        )  # fmt: skip
    return message("{title} (option {number} of {all})", title=title, number=number, all=all_)
