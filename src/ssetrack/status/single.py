"""An item at one of the times of its series, as a status of its own: for feeds, `show`, and its hosts.

Comes in: the status of a series, and one of its times. Goes out: a status with that time's day, hours, place,
hosts, notes and pages in the place of the item's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssetrack.plan.items import Item
from ssetrack.plan.model import Occurrence as Written
from ssetrack.schedule import Due
from ssetrack.schedule.occurrences import Occurrence
from ssetrack.status.states import CLOSED, Flag, State, Status


def single(status: Status, one: Occurrence) -> Status:
    """An item at one of its times: with the day, hours, place, hosts, notes, pages of that time."""
    due = status.due
    again = Due(
        due.kind,
        None if one.written is None else one.written.date,
        one.period,
        one.hours,
        one.timezone,
        one.where,
        occurrence=one,
    )
    item, flags = _at(status.item, one.written), status.flags
    if one.written is not None and one.written.owners:
        flags = tuple(flag for flag in flags if flag is not Flag.UNASSIGNED)
        declared = status.file.plan.owners or {}
        if all(slug in declared and declared[slug].vacant for slug in one.written.owners):
            flags = (Flag.UNASSIGNED, *flags)
    state = status.state
    if one.is_done:
        state = State.DONE
    elif state is State.CANCELLED:
        state = State.UPCOMING  # what was before the end of a series took place
    return Status(status.file, item, again, state, flags, None, one.done if one.is_done else status.done)


def with_hosts(status: Status) -> Status:
    """The same with those who host the time that counts in the place of the owners, where it has any."""
    one = status.due.occurrence
    if one is None or one.written is None or not one.written.owners:
        return status
    return status._replace(item=status.item._replace(owners=one.written.owners))


def hosted_statuses(status: Status, today: date, soon: int) -> Iterator[Status]:
    """The times of a series that have owners of their own and are work for these: still to come, late, done.

    Each with the item of the whole series; `due.occurrence` says who hosts it.
    """
    times = status.due.occurrences
    if times is None or status.item.status in CLOSED:
        return
    for one, _ in times.hosts():
        state, last = State.DONE, one.period.latest
        if not one.is_done:
            if last is None:
                continue
            if last < today and (status.state is not State.OVERDUE or one is not status.due.occurrence):
                continue  # it took place, or the series has rolled on
            state = State.OVERDUE if last < today else State.UPCOMING
            if state is State.UPCOMING and (last - today).days <= soon:
                state = State.DUE_SOON
            if status.state is State.ON_HOLD:
                state = State.ON_HOLD
        left = (last - today).days if last is not None and state not in (*CLOSED, State.ON_HOLD) else None
        yield single(status, one)._replace(item=status.item, state=state, days_left=left)


def _at(item: Item, written: Written | None) -> Item:
    """The item with what is written for one of its times in the place of its own."""
    if written is None or not (written.owners or written.notes or written.links):
        return item
    changes = {"notes": written.notes or item.work.notes, "links": (*written.links, *item.work.links)}
    changes = {name: value for name, value in changes.items() if value}
    owners = written.owners or item.owners
    if item.milestone is None:
        return item._replace(owners=owners, activity=item.activity.copy(**changes))
    return item._replace(owners=owners, milestone=item.milestone.copy(**changes))
