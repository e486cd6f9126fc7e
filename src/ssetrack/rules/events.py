"""Of the family `coverage`: who would have to be in two places at once.

Comes in: events with hours, and who takes part in them. Goes out: problems at the later of two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ssetrack import dates
from ssetrack.dates import Hours
from ssetrack.diagnostic import At, Kind, Problem, RelatedPlace, Route, Severity
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.plan.model import Texts
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.order import ENDED
from ssetrack.rules.period import date_route
from ssetrack.rules.rule import rule
from ssetrack.rules.times import times
from ssetrack.schedule import Due

SHORTEST = timedelta(minutes=1)
"""How long an event takes at least of which only the beginning is known."""


@dataclass(frozen=True, slots=True)
class Event:
    """An item with hours on one day: from and to as the clock of its zone shows it, or in UTC.

    `clock` is what the two are counted in: "UTC", or a zone of which nothing more is known.
    """

    item: Item
    path: str
    start: datetime
    end: datetime
    clock: str
    again: date | None = None
    """The day, where it is one of several times."""
    hosts: Texts = ()
    """Who hosts this time, where that is said."""


@rule("coverage", Severity.WARNING, kind=Kind.CONFLICT)
def overlapping_events(context: Context) -> Iterator[Problem]:
    """Somebody takes part in two events at the same time.

    That person can go to only one of them. The rule compares the owners and contributors of both events, the
    hosts of single times, and the members of teams. Only events with a time of day count. Times in different
    time zones are compared correctly. For something that repeats, all times within the plan's period are
    compared.

    Move one of the two, or ask somebody else to go.

    Bad:

        - {id: 1.2, title: Call, owners: [marcos], when: "2004-11-08T14:00/16:00"}
        - {id: 1.3, title: Class, owners: [marcos], when: "2004-11-08T15:00/17:00"}

    Good:

        - {id: 1.2, title: Call, owners: [marcos], when: "2004-11-08T14:00/15:00"}
        - {id: 1.3, title: Class, owners: [marcos], when: "2004-11-08T15:00/17:00"}
    """
    for first, second, key in context.shared.once(clashes):
        if second.path != context.file.path:
            continue
        person = context.portfolio.people.people.get(key)
        other = first.path != second.path
        name = person.name if person else key
        reference = str(first.item.reference) if other else first.item.id
        day = second.again or first.again
        yield Problem(
            "overlapping-events",
            At(_time_route(second.item)),
            message("{name} takes part in `{first}` at the same time", name=name, first=reference)
            if day is None
            else message(
                "{name} takes part in `{first}` at the same time on {day}",
                name=name,
                first=reference,
                day=day,
            ),
            message("move one of the two, or ask somebody else to go"),
            (
                RelatedPlace(
                    At(_time_route(first.item)),
                    message("`{id}` takes place at that time", id=first.item.id),
                    first.path if other else None,
                ),
            ),
        )


def _time_route(item: Item) -> Route:
    route = date_route(item)
    entry = (item.work.deadline or item.work.when)[0]
    return route if entry.time is None else (*route[:-1], "time")


def clashes(shared: SharedContext) -> list[tuple[Event, Event, str]]:
    """Events that share a moment and a person with an earlier one: that one, it, and the person."""
    by_person: dict[tuple[str, str], list[Event]] = {}
    people = shared.portfolio.people
    for event in _events(shared):
        item = event.item
        present: dict[str, None] = {}
        for name in (*item.owners, *item.contributors, *event.hosts):
            key = people.key(item.plan, name)
            if not people.is_open_seat(item.plan, name):
                present.update(dict.fromkeys(people.members(key)))
        for key in present:
            by_person.setdefault((key, event.clock), []).append(event)
    found: dict[Item, tuple[Event, Event, str]] = {}
    for (key, _), events in by_person.items():
        events.sort(key=lambda event: event.start)
        # Whatever overlaps an event that began before also overlaps the one of these that ends last.
        longest: Event | None = None
        for event in events:
            if longest is not None and longest.end > event.start and longest.item is not event.item:
                found.setdefault(event.item, (longest, event, key))
            if longest is None or event.end > longest.end:
                longest = event
    return list(found.values())


def _events(shared: SharedContext) -> Iterator[Event]:
    for file in shared.portfolio.files:
        for item in file.items:
            due = shared.schedule.due[item]
            has_hours = due.hours is not None or due.occurrence is not None
            if not has_hours or due.kind != "event" or due.alternatives or item.status in ENDED:
                continue
            for one in times(shared, file, item):
                day = one.period.earliest
                if day is not None and one.period.latest == day and one.hours is not None:
                    event = _event(item, file.path, day, one.hours, one.timezone, due)
                    hosts = () if one.written is None else one.written.owners
                    yield replace(event, hosts=hosts) if hosts else event


def _event(item: Item, path: str, day: date, hours: Hours, named: str | None, due: Due) -> Event:
    """One time of an item, in the zone that is named."""
    start = datetime.combine(day, hours.start)
    end = start + SHORTEST
    if hours.end is not None:
        end = datetime.combine(day, hours.end)
        if end <= start:
            end += timedelta(1)
    zone = named or ""
    again = None if due.occurrences is None else day
    first = dates.instant(day, hours.start, zone)
    if first is None:
        return Event(item, path, start, end, zone, again)
    return Event(item, path, first, first + (end - start), "UTC", again)
