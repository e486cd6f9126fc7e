"""VEVENT: an entry as a component, for every client (the default feed).

Comes in: a status with its calendar entries. Goes out: components without stamps. Days are `VALUE=DATE` and
their end is the day after; times have a zone, never none (RFC 5545 §3.6.1).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ssetrack import dates
from ssetrack.calendar.clock import begin_and_end, on_the_clock
from ssetrack.calendar.content_lines import (
    Component,
    ContentLine,
    component,
    day_value,
    line,
    long_text,
    on_day,
    text,
    time_value,
    uri,
)
from ssetrack.calendar.entries import calendar_entries
from ssetrack.calendar.entry import DEADLINE, CalendarEntry
from ssetrack.calendar.exceptions import Shown, hosted_entries, with_exceptions
from ssetrack.calendar.joining import meeting_page
from ssetrack.calendar.repeated import GRACE, SeriesEnd
from ssetrack.calendar.stamps import OVER, utc_value
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import EntryTitle, Wording
from ssetrack.calendar.zones import zone_id
from ssetrack.dates import Hours
from ssetrack.language.conjunctions import alternatives
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.schedule import Schedule
from ssetrack.status import CLOSED, State, Status

if TYPE_CHECKING:
    from ssetrack.dates.series import Series

MOST_SIBLINGS = 3
"""Alternatives that each of them names; the title says how many there are."""

Alarms = tuple[int, ...]
"""Days before."""

Titles = Callable[[Status], EntryTitle]
"""What gives the title of an item."""

NO_END = message("The plan gives no end; one hour is shown.")
CONFIRMED, TENTATIVE = line("STATUS", "CONFIRMED"), line("STATUS", "TENTATIVE")
BUSY = (line("TRANSP", "OPAQUE"), line("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY"))
FREE = (line("TRANSP", "TRANSPARENT"), line("X-MICROSOFT-CDO-BUSYSTATUS", "FREE"))


class FeedComponent(NamedTuple):
    """A component with what its feed must know: where to sort it and which clocks it uses, in which years.

    `original` is the value of its RECURRENCE-ID, if it has one: with the UID it says which entry it is. Of a
    series that is over, `says_end` is whether it says since when.
    """

    uid: str
    begin: str
    component: Component
    plan: str
    zone: str | None = None
    years: tuple[int, int | None] = (0, 0)
    original: str = ""
    says_end: bool = False


@dataclass(frozen=True)
class EventWriter:
    """Writes the events of items for one audience."""

    wording: Wording
    uids: Uids
    schedule: Schedule
    alarms: Alarms | None = None
    """Days before at which reminders fire; None writes none."""

    _told: list[tuple[object, Sequence[ContentLine]]] = field(default_factory=list)
    """What the last entry was about, and the lines that say so."""

    def components(
        self, status: Status, since: date | None = None, ended: SeriesEnd | None = None
    ) -> list[FeedComponent]:
        """The events of an item, without those that are over before `since`."""
        if status.due.kind == "undated":
            return []
        check_in = None if status.state in CLOSED else self.schedule.check_in.get(status.item)
        entries = calendar_entries(status, check_in, ended)
        if status.due.occurrences is not None and status.due.occurrences.exceptions:
            shown = with_exceptions(status, entries, ended, self._write)
            return self._components(shown, since, self._titles())
        title = self.wording.title(status)
        found = [one for one in entries if not self._is_left_out(status, one, since)]
        options = [one for one in found[: MOST_SIBLINGS + 1] if one.option]
        return [self._component(status, one, title, options) for one in found]

    def single_times(
        self, status: Status, keys: Container[date], since: date | None, ended: SeriesEnd | None
    ) -> list[FeedComponent]:
        """The events of single times of a series, for those who have only these."""
        titles = self._titles()
        shown = hosted_entries(status, keys, ended, self._write)
        return self._components(shown, since, titles)

    def _titles(self) -> Titles:
        """Titles by item: those of the times of one series are made once."""
        known: dict[Item, EntryTitle] = {}

        def title(status: Status) -> EntryTitle:
            if status.item not in known:
                known[status.item] = self.wording.title(status)
            return known[status.item]

        return title

    def _write(self, status: Status) -> Sequence[CalendarEntry]:
        """The entries of one time of a series."""
        return calendar_entries(status, None)

    def _components(self, shown: Iterable[Shown], since: date | None, titles: Titles) -> list[FeedComponent]:
        return [
            self._component(status, entry, titles(status), [])
            for status, entry in shown
            if not self._is_left_out(status, entry, since)
        ]

    def _is_left_out(self, status: Status, entry: CalendarEntry, since: date | None) -> bool:
        if since is None and status.state is not State.CANCELLED:
            return False
        last = last_day(entry)
        if last is None:
            return False
        # Of a series that was cancelled, the times before that took place.
        if status.state is State.CANCELLED and entry.series is None and self.schedule.today > last + GRACE:
            return True
        return since is not None and last < since

    def _component(
        self, status: Status, entry: CalendarEntry, title: EntryTitle, options: list[CalendarEntry]
    ) -> FeedComponent:
        wording, item = self.wording, status.item
        uid = self.uids.event(item, entry.part, option=entry.option)
        start, end = span(entry)
        called_off = status.state is State.CANCELLED and entry.series is None
        sure = not entry.tentative and not called_off and status.state is not State.ON_HOLD
        busy = entry.busy and sure and status.state is not State.DONE
        took_place = status.state is State.CANCELLED and not called_off
        if took_place:
            summary = wording.with_asides(title.brief, entry.asides)
        else:
            summary = wording.with_state(status, title.brief, entry.asides)
        found = component(
            "VEVENT",
            line("UID", uid),
            start,
            end,
            *recurrence_lines(entry),
            wording.summary(summary, title),
            CONFIRMED if sure or status.state is State.DONE else TENTATIVE,
            *(BUSY if busy else FREE),
            wording.categories(entry.category, status.item.goals),
        )
        original = ""
        if entry.original is not None:
            same = recurrence_id(entry.of or entry, entry.original)
            original = same.value
            found.insert(1, same)
        if entry.precision != "day":
            found.append(line("X-SSETRACK-PRECISION", entry.precision.upper()))
        if entry.over is not None:
            found.append(line(OVER, day_value(entry.over)))
        found.extend(self._details(status, entry, title))
        if entry.option:
            for one in islice((one for one in options if one.part != entry.part), MOST_SIBLINGS):
                sibling = self.uids.event(item, one.part, option=True)
                found.append(line("RELATED-TO", sibling, RELTYPE="SIBLING"))
        if self.alarms is not None and status.state not in CLOSED and entry.part != "closes":
            found.extend(alarms(status, self.alarms, summary))
        zone = None if entry.zone is None or zone_id(entry.zone) == "UTC" else entry.zone
        return FeedComponent(
            uid, start.value, found, item.plan, zone, years(entry), original, entry.over is not None
        )

    def _details(self, status: Status, entry: CalendarEntry, title: EntryTitle) -> Sequence[ContentLine]:
        """Where it is and what it is about: mostly the same for one time of a series as for the last one."""
        remarks = (*entry.remarks, NO_END) if _lacks_end(entry) else entry.remarks
        about_what = (
            status.item, status.state, status.flags, status.done, entry.where, entry.places, remarks, title
        )  # fmt: skip
        if self._told and self._told[0][0] == about_what:
            return self._told[0][1]
        lines = [*self._places(status, entry)]
        description = self.wording.description(status, title, remarks)
        if description:
            lines.append(long_text("DESCRIPTION", description))
        lines.extend(about(self.wording, status))
        self._told[:] = [(about_what, lines)]
        return lines

    def _places(self, status: Status, entry: CalendarEntry) -> Iterator[ContentLine]:
        """LOCATION and CONFERENCE: where it is, or the page where people meet."""
        wording, file = self.wording, status.file
        places = [wording.prose(place, file) for place in entry.places]
        if len(set(places)) > 1:
            many = alternatives(list(dict.fromkeys(places)), wording.speaker.language)
            where = wording.say(message("{places} (to be decided)", places=many))
        else:
            where = wording.prose(entry.where or status.item.where, file)
        join = meeting_page(where, wording.links(status.item), lambda title: wording.prose(title, file))
        if where or join:
            yield text("LOCATION", where or join or "")
        if join:
            yield uri("CONFERENCE", join, VALUE="URI")


def about(wording: Wording, status: Status) -> Iterator[ContentLine]:
    """The page about an item, and, where it is asked for, how to reach those who are responsible."""
    for link in wording.links(status.item)[:1]:
        if link.url.partition(":")[0].casefold() in ("http", "https"):
            yield uri("URL", link.url)
    for reach in wording.people(status):
        yield text("CONTACT", reach)


def span(entry: CalendarEntry) -> tuple[ContentLine, ContentLine]:
    """DTSTART and DTEND."""
    hours, zone = entry.hours, entry.zone
    if hours is None or zone is None:
        return on_day("DTSTART", entry.first), on_day("DTEND", entry.last + timedelta(days=1))
    is_deadline = entry.category is DEADLINE
    if entry.series is not None:
        begin, end = on_the_clock(entry.first, hours, is_deadline)
    else:
        begin, end = begin_and_end(entry.first, hours, zone, is_deadline)
    return at_time("DTSTART", begin, zone), at_time("DTEND", end, zone)


def recurrence_id(entry: CalendarEntry, day: date) -> ContentLine:
    """RECURRENCE-ID: when a time begins by the rule, of the type of DTSTART (RFC 5545 §3.8.4.4)."""
    hours, zone = entry.hours, entry.zone
    if hours is None or zone is None:
        return on_day("RECURRENCE-ID", day)
    begin = datetime.combine(day, hours.start)
    if entry.series is None:
        begin = begin_and_end(day, hours, zone, entry.category is DEADLINE)[0]
    return at_time("RECURRENCE-ID", begin, zone)


def at_time(name: str, moment: datetime, zone: str) -> ContentLine:
    """A property whose value is a local time in a zone."""
    return at_times(name, (moment,), zone)


def at_times(name: str, moments: Iterable[datetime], zone: str) -> ContentLine:
    """A property whose value is a list of local times in a zone; with a Z in UTC."""
    tzid = zone_id(zone)
    if tzid == "UTC":
        return line(name, ",".join(f"{time_value(one)}Z" for one in moments))
    return line(name, ",".join(map(time_value, moments)), TZID=tzid)


def on_days(name: str, days: Iterable[date], entry: CalendarEntry) -> ContentLine:
    """A property whose value is a list of days or times, of the type of DTSTART."""
    if entry.hours is None or entry.zone is None:
        return line(name, ",".join(map(day_value, days)), VALUE="DATE")
    begin = entry.hours.start
    return at_times(name, (datetime.combine(day, begin) for day in days), entry.zone)


def _lacks_end(entry: CalendarEntry) -> bool:
    """Whether it has hours, and no end of these in the plan."""
    return entry.hours is not None and entry.hours.end is None and entry.category is not DEADLINE


def recurrence_lines(entry: CalendarEntry) -> Iterator[ContentLine]:
    """RRULE, or RDATE for days that follow none, and EXDATE for those without a time (RFC 5545 §3.8.5).

    The first day is among those, too: ical.js leaves DTSTART out where there is no rule.
    """
    series = entry.series
    if series is None:
        return
    if not series.days:
        yield line("RRULE", f"{series.pattern}{_end_of_rule(series, entry.hours, entry.zone)}")
    elif len(series.days) > 1:
        yield on_days("RDATE", series.days, entry)
    if entry.skipped:
        yield on_days("EXDATE", entry.skipped, entry)


def _end_of_rule(series: Series, hours: Hours | None, zone: str | None) -> str:
    """COUNT or UNTIL, which is a day where the entry is one, else an instant (RFC 5545 §3.3.10)."""
    if series.number is not None:
        return f";COUNT={series.number}"
    last = series.last
    if last is None:
        return ""
    if hours is None or zone is None:
        return f";UNTIL={day_value(last)}"
    moment = dates.instant(last, hours.start, zone)
    return f";UNTIL={day_value(last)}T235959Z" if moment is None else f";UNTIL={utc_value(moment)}"


def last_day(entry: CalendarEntry) -> date | None:
    """The last day of an entry, all its repetitions included; None where they do not end."""
    if entry.series is None:
        return entry.last
    return None if entry.series.last is None else entry.series.last + timedelta(days=entry.series.length)


def years(entry: CalendarEntry) -> tuple[int, int | None]:
    """The years in which an entry names times; None where it comes back without an end."""
    last = last_day(entry)
    return entry.first.year, None if last is None else last.year


def alarms(status: Status, days: Alarms, summary: str, *, related: str | None = None) -> Iterator[Component]:
    """Reminders so many days before; an item's own `remind` stands before what was asked for."""
    own = tuple(number for one in status.item.work.remind if (number := dates.days_before(one)) is not None)
    for number in sorted(set(own or days), reverse=True):
        duration = f"-P{number}D" if number else "PT0S"
        trigger = line("TRIGGER", duration, RELATED=related) if related else line("TRIGGER", duration)
        yield component("VALARM", line("ACTION", "DISPLAY"), text("DESCRIPTION", summary), trigger)
