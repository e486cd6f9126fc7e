"""A feed as a file: properties of the calendar, its zones, its entries, stamped and in order.

Comes in: feeds, and how they are published. Goes out: octets, the same ones for the same plan, day and
earlier feeds. RFC 5545 knows no empty calendar: a feed without an entry gives nothing, or holds a zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple
from zlib import crc32

from ssetrack.calendar.content_lines import (
    Component,
    calendar_octets,
    component,
    line,
    lines_of,
    octets,
    text,
    uri,
)
from ssetrack.calendar.events import Alarms, EventWriter, FeedComponent
from ssetrack.calendar.exceptions import standing
from ssetrack.calendar.feeds import Feed
from ssetrack.calendar.repeated import PARTS, SeriesEnd, series_end
from ssetrack.calendar.stamps import Before, Key, end_of_series, midnight, with_stamps
from ssetrack.calendar.tasks import TaskWriter
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.calendar.zones import timezone, zone_id
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.portfolio import PlanFile
from ssetrack.schedule import Schedule
from ssetrack.status import CLOSED, Status, blocking
from ssetrack.status.snapshot import shared_zone

PRODUCT = "-//ssetrack//calendar feed//EN"
FALLBACK_DAY = date(2000, 1, 1)
"""Dates what stands in a plan without any date."""

MOST_WRITTEN = 1_000
"""Items whose entries are kept for the next feed: those of ten thousand would fill the memory."""

NOTHING = message("There is nothing in this calendar for now.")

COLOURS = {
    "steelblue": "#4682B4",
    "seagreen": "#2E8B57",
    "darkorange": "#FF8C00",
    "mediumpurple": "#9370DB",
    "firebrick": "#B22222",
    "teal": "#008080",
    "goldenrod": "#DAA520",
    "hotpink": "#FF69B4",
}
"""Names of CSS (RFC 7986 §5.9), with what the older property wants."""


@dataclass(frozen=True)
class Publishing:
    """How feeds are published.

    `refresh` is a duration of RFC 5545; `url` the address of the folder with the feeds, or of the feed;
    `stamp` the time of this revision, where one was given; `since` leaves out what was over before that day.
    """

    domain: str = "ssetrack.invalid"
    url: str | None = None
    refresh: str = "PT12H"
    stamp: datetime | None = None
    since: date | None = None
    alarms: Alarms | None = None
    tasks: bool = False
    kind: str = "all"
    """Written into the file, so that feeds which are no longer made can be told from other files."""


class FeedContent(NamedTuple):
    """A feed as a file: its octets, and the entries that differ from before in their words alone."""

    octets: bytes
    reworded: frozenset[Key]


@dataclass(frozen=True)
class Publisher:
    """Makes the octets of feeds. What stands in one feed after the other is put into words once."""

    publishing: Publishing
    schedule: Schedule
    wording: Wording
    earlier: Before

    _first_days: dict[str, datetime] = field(default_factory=dict)
    _written: dict[Item, list[FeedComponent]] = field(default_factory=dict)
    """The entries of the last items: those of a team are in the feed of each member."""

    def __post_init__(self) -> None:
        for file in self.wording.view.portfolio.files:
            self._first_days[file.id] = midnight(self._first_day(file))

    def content(self, feed: Feed, uids: Uids, *, empty: bool = False) -> FeedContent | None:
        """The feed as a file; None where nothing in it has a date, unless it is to be written `empty`.

        An empty feed takes the place of one that had entries: subscribers would keep these for ever.
        """
        name = f"{feed.name}.ics"
        found: list[tuple[str, str, bytes]] = []
        remembered: set[str] = set()
        reworded: set[Key] = set()
        feed = self._standing(feed)
        zones = Zones()
        for part in self._components(feed, uids, name):
            first = self.publishing.stamp or self._first_days[part.plan]
            before = self.earlier.entry(name, part.uid, part.original)
            stamped = with_stamps(lines_of(part.component), before, first, self.publishing.stamp)
            if stamped.is_reworded:
                reworded.add((part.uid, part.original))
            zones.add(part)
            if part.says_end:
                remembered.add(part.uid)
            # As octets at once: ten thousand entries as lines would fill the memory.
            found.append((part.begin, part.uid, octets(stamped.lines)))
        if not found and not empty:
            return None
        calendar = self._calendar(feed, name, is_empty=not found)
        calendar.extend(end_of_series(uid, last) for uid, last in self._ends(feed, uids, name, remembered))
        if not found:
            # RFC 5545 wants a calendar to have some component.
            year = min(self._first_days.values(), default=midnight(FALLBACK_DAY)).year
            zones.use(shared_zone(self.wording.view.portfolio), year)
        calendar.extend(zones.components())
        whole = calendar_octets(calendar, (content for _, _, content in sorted(found)))
        return FeedContent(whole, frozenset(reworded))

    def _standing(self, feed: Feed) -> Feed:
        """The feed with its items as they are on every day."""
        portfolio = self.wording.view.portfolio

        def is_blocked(item: Item) -> bool:
            return any(blocking(portfolio, item))

        statuses = tuple(standing(status, is_blocked) for status in feed.statuses)
        hosted = tuple((standing(status, is_blocked), keys) for status, keys in feed.hosted)
        return replace(feed, statuses=statuses, hosted=hosted)

    def _components(self, feed: Feed, uids: Uids, name: str) -> Iterator[FeedComponent]:
        how = self.publishing
        if how.tasks:
            tasks = TaskWriter(self.wording, uids, self.schedule, how.alarms)
            statuses = [one for one in feed.statuses if not _is_before(one, how.since)]
            hosted = [one for one in feed.hosted if not _is_before(one[0], how.since)]
            yield from tasks.components(statuses, lambda one: self._series_end(one, name, uids.task), hosted)
            return
        events = EventWriter(self.wording, uids, self.schedule, how.alarms)
        is_kept = len(feed.statuses) <= MOST_WRITTEN  # a longer one would throw itself out
        for status in feed.statuses:
            ended = self._series_end(status, name, uids.event)
            if ended is not None or not is_kept:  # what its feed said before counts
                yield from events.components(status, how.since, ended)
                continue
            if status.item not in self._written:
                if len(self._written) >= MOST_WRITTEN:
                    self._written.clear()
                self._written[status.item] = events.components(status, how.since)
            yield from self._written[status.item]
        for status, keys in feed.hosted:
            yield from events.single_times(
                status, keys, how.since, self._series_end(status, name, uids.event)
            )

    def _series_end(self, status: Status, name: str, uid: Callable[[Item, str], str]) -> SeriesEnd | None:
        """How the series of an item is over, by what this feed said before."""
        if status.due.recurrence is None or status.state not in CLOSED:
            return None
        kept = self.earlier.end(name, (uid(status.item, part) for part in PARTS))
        return series_end(status, self.schedule.today, kept)

    def _ends(self, feed: Feed, uids: Uids, name: str, remembered: set[str]) -> Iterator[tuple[str, date]]:
        """UID and last day of each series that is over and has no entry to say so: it never comes back."""
        uid = uids.task if self.publishing.tasks else uids.event
        for status in feed.statuses:
            ended = self._series_end(status, name, uid)
            if (
                ended is None
                or ended.is_said
                or not remembered.isdisjoint(uid(status.item, part) for part in PARTS)
            ):
                continue
            yield uid(status.item, ""), ended.last

    def _calendar(self, feed: Feed, name: str, *, is_empty: bool) -> Component:
        how, wording = self.publishing, self.wording
        colour = list(COLOURS)[crc32(feed.name.encode()) % len(COLOURS)]
        found = component(
            "VCALENDAR",
            line("VERSION", "2.0"),
            line("PRODID", PRODUCT),
            line("CALSCALE", "GREGORIAN"),
            text("NAME", wording.safe(feed.title), LANGUAGE=wording.language),
            text("X-WR-CALNAME", wording.safe(feed.title)),
            line("REFRESH-INTERVAL", how.refresh, VALUE="DURATION"),
            line("X-PUBLISHED-TTL", how.refresh),
            line("COLOR", colour),
            line("X-APPLE-CALENDAR-COLOR", COLOURS[colour]),
            line("X-SSETRACK-FEED", how.kind),
        )
        left_out = 0 if how.tasks else sum(status.due.kind == "undated" for status in feed.statuses)
        if is_empty:
            found.append(text("X-WR-CALDESC", wording.say(NOTHING)))
        elif left_out:
            said = wording.speaker.count(
                "{number} activity or milestone has no date yet and is not shown here.",
                "{number} activities or milestones have no date yet and are not shown here.",
                left_out,
            )
            found.append(text("X-WR-CALDESC", said))
        if how.url is not None:
            address = how.url if how.url.endswith(".ics") else f"{how.url.rstrip('/')}/{name}"
            found.append(uri("SOURCE", address, VALUE="URI"))
        return found

    def _first_day(self, file: PlanFile) -> date:
        """The first day of the plan's period, else of its dates."""
        period = self.schedule.period.get(file.path)
        if period is not None and (period.earliest or period.latest):
            return period.earliest or period.latest or FALLBACK_DAY
        dues = (self.schedule.due[item] for item in file.items)
        days = (due.first.earliest for due in dues)
        return min((day for day in days if day is not None), default=FALLBACK_DAY)


def _is_before(status: Status, since: date | None) -> bool:
    last = status.due.last_day
    return since is not None and last is not None and last < since


class Zones:
    """The zones that entries use, and the years in which they do."""

    def __init__(self) -> None:
        self._used: dict[str, tuple[str, int, int | None]] = {}

    def add(self, part: FeedComponent) -> None:
        """Note the zone of an entry."""
        if part.zone is None:
            return
        name, (first, last) = zone_id(part.zone), part.years
        _, known_first, known_last = self._used.get(name, (part.zone, first, last))
        ends = None if last is None or known_last is None else max(known_last, last)
        self._used[name] = (part.zone, min(known_first, first), ends)

    def use(self, zone: str, year: int) -> None:
        """Note a zone that no entry uses."""
        self._used[zone_id(zone)] = zone, year, year

    def components(self) -> Iterator[Component]:
        """A VTIMEZONE for each, in the order of their names."""
        for name in sorted(self._used):
            yield timezone(*self._used[name])
