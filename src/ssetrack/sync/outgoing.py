"""What plans say as tasks: the tasks of `export ics --tasks`, each as an object of its own.

Comes in: plans as they stand on a day, and which of their items are wanted. Goes out: `Tasks`: an `Outgoing`
for each task, and which item any UID of ours means, wanted or not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ssetrack.calendar.content_lines import lines_of
from ssetrack.calendar.events import FeedComponent
from ssetrack.calendar.exceptions import part_of_key, standing
from ssetrack.calendar.repeated import FIRST, PARTS, SeriesEnd, series_end
from ssetrack.calendar.stamps import OVER
from ssetrack.calendar.tasks import TaskWriter, is_task
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.calendar.zones import timezone
from ssetrack.plan.items import Item
from ssetrack.query.occurrence_lookup import AT
from ssetrack.schedule.occurrences import OccurrenceSet
from ssetrack.status import Snapshot, Status, blocking
from ssetrack.sync.content import TaskObject, in_pieces, task_object
from ssetrack.sync.fields import ITEM, OTHER, TITLE, TaskFields, day_in, plain, task_fields
from ssetrack.sync.first_time import from_first_open

PRODUCT = "-//ssetrack//sync//EN"
UTC = "UTC"


class Target(NamedTuple):
    """What a UID means in the plans: an item, or one time of a series."""

    status: Status
    id: str
    """As it is typed behind a command: `1.2`, `vision:1.2`, `call@2026-12-07`."""
    day: date | None = None

    @property
    def zone(self) -> str:
        """The zone in which days of the item are meant: that of its hours, else the plan's, else UTC."""
        return self.status.due.timezone or self.status.file.plan.timezone or UTC

    @property
    def times(self) -> OccurrenceSet | None:
        """All its times, where it comes back and is not one of them."""
        return None if self.day is not None else self.status.due.occurrences


class Outgoing(NamedTuple):
    """A task as we send it. `target` is None for a goal, which the plan alone changes."""

    uid: str
    lines: tuple[str, ...]
    """Of the VTODO, from BEGIN to END, without stamps, not folded."""
    zones: tuple[str, ...]
    fields: TaskFields
    target: Target | None

    def text(self, stamp: str, own: Sequence[str] = ()) -> str:
        """The whole object, written at that time (`20270331T120000Z`), with somebody's `own` folded lines."""
        begin = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", *self.zones)
        stamps = (f"DTSTAMP:{stamp}", f"CREATED:{stamp}", f"LAST-MODIFIED:{stamp}")
        task = (*begin, *self.lines[:2], *stamps, *self.lines[2:-1])
        return "\r\n".join((*map(in_pieces, task), *own, self.lines[-1], "END:VCALENDAR", ""))

    @property
    def zone(self) -> str:
        """The zone in which its days are meant."""
        return UTC if self.target is None else self.target.zone

    @property
    def name(self) -> str:
        """What it is called in a sentence: the id of its item, else its title."""
        return f"`{plain(self.fields.get(TITLE))}`" if self.target is None else f"`{self.target.id}`"

    @property
    def is_time(self) -> bool:
        """Whether it is one time of a series."""
        return self.target is not None and self.target.day is not None

    def as_adopted(self, known: Mapping[str, str]) -> Outgoing:
        """The same where some tasks are objects of members, `known` by their UIDs here and there."""
        lines = [_relation(line, known) for line in self.lines]
        if self.uid in known:
            lines.insert(-1, f"{ITEM}:{self.uid}")
        if lines == list(self.lines):
            return self
        return self._replace(lines=tuple(lines), fields=task_fields(_read(lines), self.zone))

    @property
    def object(self) -> TaskObject:
        """The object as it would be read."""
        return _read(self.lines)


@dataclass(frozen=True)
class Tasks:
    """The tasks to send by their UIDs, what any UID of the plans means, and items that are not wanted."""

    outgoing: Mapping[str, Outgoing]
    targets: Mapping[str, Target]
    unwanted: Mapping[str, Outgoing]
    zone: str = UTC
    """The zone of the plan to which something is added."""

    def fields(self, uid: str) -> TaskFields | None:
        """What the plans say of a task, wanted or not; None where they have it no longer."""
        one = self.outgoing.get(uid) or self.unwanted.get(uid)
        return None if one is None else one.fields


Kept = Callable[[str], str]
"""Of a UID: the day on which its series counted last, as we sent it; empty where we did not."""


def tasks(
    plans: Snapshot,
    wanted: Sequence[Status],
    wording: Wording,
    uids: Uids,
    kept: Kept,
    known: Collection[str],
) -> Tasks:
    """The tasks of the items that are wanted; of the others those that are `known` by their UIDs."""
    targets = dict(_targets(plans, uids))

    def is_blocked(item: Item) -> bool:
        return any(blocking(plans.portfolio, item))

    def series_end_of(status: Status) -> SeriesEnd | None:
        days = (kept(uids.task(status.item, part)) for part in PARTS)
        return series_end(status, plans.today, next((day_in(one) for one in days if one), None))

    writer = TaskWriter(wording, uids, plans.schedule)

    def objects(statuses: Sequence[Status]) -> dict[str, Outgoing]:
        components = writer.components([standing(status, is_blocked) for status in statuses], series_end_of)
        return {one.uid: _outgoing(one, targets.get(one.uid)) for one in components}

    outgoing = objects(wanted)
    left = [targets[uid].status for uid in known if uid in targets and uid not in outgoing]
    unwanted = objects(list({status.item: status for status in left}.values())) if left else {}
    zone = next((file.plan.timezone for file in plans.portfolio.files), None) or UTC
    return Tasks(outgoing, targets, {uid: one for uid, one in unwanted.items() if uid not in outgoing}, zone)


def _relation(line: str, known: Mapping[str, str]) -> str:
    """A relation to a task that is known by another UID."""
    head, colon, uid = line.partition(":")
    return f"{head}{colon}{known[uid]}" if head.startswith("RELATED-TO") and uid in known else line


def over_field(fields: TaskFields) -> str:
    """The day on which a series counted last, as a task says it."""
    return fields.get(OTHER + OVER)


def _outgoing(one: FeedComponent, target: Target | None) -> Outgoing:
    lines = from_first_open(list(lines_of(one.component)))
    zones: tuple[str, ...] = ()
    if one.zone is not None:
        zones = tuple(lines_of(timezone(one.zone, *one.years)))
    zone = UTC if target is None else target.zone
    return Outgoing(one.uid, lines, zones, task_fields(_read(lines), zone), target)


def _read(lines: Sequence[str]) -> TaskObject:
    found = task_object("\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR", "")))
    assert isinstance(found, TaskObject), "what we write can be read"
    return found


def _targets(plans: Snapshot, uids: Uids) -> Iterator[tuple[str, Target]]:
    several = len(plans.portfolio.files) > 1
    for status in plans.statuses:
        if not is_task(status):
            continue
        item = status.item
        own_id = str(item.reference) if several else item.id
        times = status.due.occurrences
        yield uids.task(item), Target(status, own_id)
        if times is None:
            continue
        for part in PARTS:
            day = times.rule.first.latest if part == FIRST else None
            yield uids.task(item, part), _target(status, own_id, day)
        for key in times.exceptions:
            yield uids.task(item, part_of_key(key)), _target(status, own_id, key)


def _target(status: Status, own_id: str, day: date | None) -> Target:
    return Target(status, own_id if day is None else f"{own_id}{AT}{day}", day)
