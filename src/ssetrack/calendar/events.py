"""VEVENT: an entry as a component, for every client (the default feed).

Comes in: a status with its calendar entries. Goes out: components without stamps. Days are `VALUE=DATE` and
their end is the day after; times have a zone, never none (RFC 5545 §3.6.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ssetrack import dates
from ssetrack.calendar.content_lines import Component, ContentLine, component, line, on_day, text, uri
from ssetrack.calendar.entries import DEADLINE, CalendarEntry, calendar_entries
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import EntryTitle, Wording
from ssetrack.calendar.zones import zone_id
from ssetrack.dates import Hours
from ssetrack.language.message import Message, message
from ssetrack.schedule import Schedule
from ssetrack.status import CLOSED, State, Status

GRACE = timedelta(days=30)
"""How long after its last day a cancelled item still says so."""

Alarms = tuple[int, ...]
"""Days before."""

CONFIRMED, TENTATIVE = line("STATUS", "CONFIRMED"), line("STATUS", "TENTATIVE")
BUSY = (line("TRANSP", "OPAQUE"), line("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY"))
FREE = (line("TRANSP", "TRANSPARENT"), line("X-MICROSOFT-CDO-BUSYSTATUS", "FREE"))

_UNTIL = re.compile(r"UNTIL=([0-9]{8})")


class FeedComponent(NamedTuple):
    """A component with what its feed must know: where to sort it and which clocks it uses, in which years."""

    uid: str
    begin: str
    component: Component
    plan: str
    zone: str | None = None
    years: tuple[int, int | None] = (0, 0)


@dataclass(frozen=True)
class EventWriter:
    """Writes the events of items for one audience."""

    wording: Wording
    uids: Uids
    schedule: Schedule
    alarms: Alarms | None = None
    """Days before at which reminders fire; None writes none."""

    def components(self, status: Status, since: date | None = None) -> list[FeedComponent]:
        """The events of an item, without those that are over before `since`."""
        if status.due.kind == "undated":
            return []
        title = self.wording.title(status)
        check_in = None if status.state in CLOSED else self.schedule.check_in.get(status.item)
        found = [
            one
            for one in calendar_entries(status, title.brief, self.wording.language, check_in)
            if not self._over(status, one, since)
        ]
        return [self._component(status, one, title, found) for one in found]

    def _over(self, status: Status, entry: CalendarEntry, since: date | None) -> bool:
        if since is None and status.state is not State.CANCELLED:
            return False
        last = last_day(entry)
        if last is None:
            return False
        if status.state is State.CANCELLED and self.schedule.today > last + GRACE:
            return True
        return since is not None and last < since

    def _component(
        self, status: Status, entry: CalendarEntry, title: EntryTitle, all_: list[CalendarEntry]
    ) -> FeedComponent:
        wording, item = self.wording, status.item
        option = entry.option
        uid = self.uids.event(item, entry.part, option=option)
        start, end = span(entry)
        sure = not entry.tentative and status.state not in (State.CANCELLED, State.ON_HOLD)
        busy = entry.busy and sure and status.state is not State.DONE
        summary = wording.with_state(status, title.brief, entry.summary)
        found = component(
            "VEVENT",
            line("UID", uid),
            start,
            end,
            text("SUMMARY", summary, LANGUAGE=title.language),
            CONFIRMED if sure or status.state is State.DONE else TENTATIVE,
            *(BUSY if busy else FREE),
            wording.categories(entry.category, status.item.goals),
        )
        if entry.recurrence is not None:
            found.insert(3, line("RRULE", rule(entry)))
        if entry.precision != "day":
            found.append(line("X-SSETRACK-PRECISION", entry.precision.upper()))
        where = self._where(status, entry)
        if where:
            found.append(text("LOCATION", where))
        remarks = (*entry.remarks, *_on_the_end(entry))
        description = wording.description(status, title, remarks)
        if description:
            found.append(text("DESCRIPTION", description))
        found.extend(about(wording, status))
        if option:
            others = (one for one in all_ if one is not entry and one.option)
            for one in others:
                sibling = self.uids.event(item, one.part, option=True)
                found.append(line("RELATED-TO", sibling, RELTYPE="SIBLING"))
        if self.alarms is not None and status.state not in CLOSED and entry.part != "closes":
            found.extend(alarms(status, self.alarms, summary))
        zone = None if entry.zone is None or zone_id(entry.zone) == "UTC" else entry.zone
        return FeedComponent(uid, start.value, found, item.plan, zone, years(entry))

    def _where(self, status: Status, entry: CalendarEntry) -> str:
        wording, file = self.wording, status.file
        places = [wording.prose(place, file) for place in entry.places]
        if len(set(places)) > 1:
            many = f" {wording.speaker.say(message('or'))} ".join(dict.fromkeys(places))
            return wording.say(message("{places} (open)", places=many))
        return wording.prose(entry.where or status.item.where, file)


def about(wording: Wording, status: Status) -> Iterator[ContentLine]:
    """The page about an item, and, where it is asked for, how to reach those who are responsible."""
    for link in wording.links(status.item)[:1]:
        if link.url.partition(":")[0].casefold() in ("http", "https"):
            yield uri("URL", wording.safe(link.url))
    for reach in wording.people(status):
        yield text("CONTACT", reach)


def span(entry: CalendarEntry) -> tuple[ContentLine, ContentLine]:
    """DTSTART and DTEND."""
    if entry.hours is None or entry.zone is None:
        return on_day("DTSTART", entry.first), on_day("DTEND", entry.last + timedelta(days=1))
    begin = datetime.combine(entry.first, entry.hours.start)
    return (
        at_time("DTSTART", begin, entry.zone),
        at_time("DTEND", _end(begin, entry.hours, entry.category), entry.zone),
    )


def at_time(name: str, moment: datetime, zone: str) -> ContentLine:
    """A property whose value is a local time in a zone."""
    value = f"{moment.year:04}{moment:%m%dT%H%M%S}"
    tzid = zone_id(zone)
    return line(name, f"{value}Z") if tzid == "UTC" else line(name, value, TZID=tzid)


def _end(begin: datetime, hours: Hours, category: Message) -> datetime:
    """When it is over; what has no end in the plan takes an hour, a deadline a quarter of one."""
    if hours.end is None:
        return begin + (timedelta(minutes=15) if category is DEADLINE else timedelta(hours=1))
    end = datetime.combine(begin.date(), hours.end)
    return end if end > begin else end + timedelta(days=1)


def _on_the_end(entry: CalendarEntry) -> Iterator[Message]:
    if entry.hours is not None and entry.hours.end is None and entry.category is not DEADLINE:
        yield message("The plan gives no end; one hour is shown.")


def rule(entry: CalendarEntry) -> str:
    """The value of RRULE; its UNTIL is a day where the entry is one, else an instant (RFC 5545 §3.3.10)."""
    recurrence = entry.recurrence
    assert recurrence is not None
    value = recurrence.rrule()
    hours, zone = entry.hours, entry.zone
    if hours is None or zone is None:
        return value

    def instant(found: re.Match[str]) -> str:
        day = found[1]
        last = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        moment = dates.instant(last, hours.start, zone)
        return f"UNTIL={day}T235959Z" if moment is None else f"UNTIL={moment:%Y%m%dT%H%M%SZ}"

    return _UNTIL.sub(instant, value)


def last_day(entry: CalendarEntry) -> date | None:
    """The last day of an entry, all its repetitions included; None where they do not end."""
    return entry.last if entry.recurrence is None else entry.recurrence.last_day


def years(entry: CalendarEntry) -> tuple[int, int | None]:
    """The years in which an entry names times; None where it comes back without an end."""
    last = last_day(entry)
    return entry.first.year, None if last is None else last.year


def alarms(status: Status, days: Alarms, summary: str, *, related: str | None = None) -> Iterator[Component]:
    """Reminders so many days before; an item's own `remind` stands before what was asked for."""
    own = tuple(number for one in status.item.work.remind if (number := days_before(one)) is not None)
    for number in sorted(set(own or days), reverse=True):
        duration = f"-P{number}D" if number else "PT0S"
        trigger = line("TRIGGER", duration, RELATED=related) if related else line("TRIGGER", duration)
        yield component("VALARM", line("ACTION", "DISPLAY"), text("DESCRIPTION", summary), trigger)


_REMINDER = re.compile(r"\s*([0-9]{1,3})\s*([dw])\s*", re.IGNORECASE)


def days_before(written: str) -> int | None:
    """`14d` and `2w` as days; None for any other text."""
    found = _REMINDER.fullmatch(written)
    return None if found is None else int(found[1]) * (7 if found[2] in "wW" else 1)
