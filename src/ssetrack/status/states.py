"""Where every item stands on a day.

Comes in: a portfolio and its schedule, which knows the day. Goes out: one `Status` for each item, in the
order of the plans and of their files: its state, its flags and the days left. The definitions are those of
docs/commands.md ("What status shows").
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ssetrack.dates import Certainty, Period, PeriodKind
from ssetrack.plan.items import Item
from ssetrack.portfolio import PlanFile, Portfolio
from ssetrack.portfolio.prerequisites import Prerequisites
from ssetrack.schedule import Due, Schedule

SOON = 30
"""Days before its last day from which an item is due soon, unless told otherwise."""


class State(StrEnum):
    """Where an item stands; in the order of urgency in which tables show them."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    UPCOMING = "upcoming"
    ONGOING = "ongoing"
    UNDATED = "undated"
    ON_HOLD = "on-hold"
    DONE = "done"
    CANCELLED = "cancelled"


URGENCY = {state: rank for rank, state in enumerate(State)}
CLOSED = frozenset({State.DONE, State.CANCELLED})


class Flag(StrEnum):
    """What else is worth knowing about an item."""

    UNASSIGNED = "unassigned"
    BLOCKED = "blocked"
    UNDECIDED = "undecided"
    STARTED = "started"
    APPROXIMATE = "approximate"
    INVALID = "invalid"


class Status(NamedTuple):
    """An item on a day. `days_left` counts to its latest day: 0 on that day, negative after it.

    `done` is when it was finished, None where nothing readable says so.
    """

    file: PlanFile
    item: Item
    due: Due
    state: State
    flags: tuple[Flag, ...]
    days_left: int | None
    done: Period | None


def statuses(portfolio: Portfolio, schedule: Schedule, soon: int = SOON) -> tuple[Status, ...]:
    """The status of every item on the schedule's day; due soon from `soon` days before the last day."""
    return tuple(_statuses(portfolio, schedule, soon))


def _statuses(portfolio: Portfolio, schedule: Schedule, soon: int) -> Iterator[Status]:
    today = schedule.today
    open_seats = {key for key, person in portfolio.people.people.items() if person.vacant}
    for file in portfolio.files:
        for item in file.items:
            due = schedule.due[item]
            state = state_of(item, due, schedule.start.get(item), today, soon)
            days = None
            if state in (State.OVERDUE, State.DUE_SOON, State.UPCOMING) and due.period.latest:
                days = (due.period.latest - today).days
            flags = tuple(_flags(portfolio, schedule, file, item, due, state, open_seats))
            yield Status(file, item, due, state, flags, days, schedule.done.get(item))


def state_of(item: Item, due: Due, start: Period | None, today: date, soon: int) -> State:
    """The state of an item: what its status says, else what its period means today.

    `start` is when its work begins: what has no end is not ongoing before that.
    """
    if item.status in ("done", "cancelled", "on-hold"):
        return State(item.status)
    period = due.period
    if period.kind is PeriodKind.UNKNOWN:
        return State.UNDATED
    if period.latest is None:
        first = period.earliest or (start.earliest if start is not None else None)
        return State.UPCOMING if first is not None and today < first else State.ONGOING
    if today > period.latest:
        return State.OVERDUE
    return State.DUE_SOON if (period.latest - today).days <= soon else State.UPCOMING


def _flags(
    portfolio: Portfolio,
    schedule: Schedule,
    file: PlanFile,
    item: Item,
    due: Due,
    state: State,
    open_seats: set[str],
) -> Iterator[Flag]:
    if is_unassigned(portfolio, file, item, open_seats):
        yield Flag.UNASSIGNED
    running = state not in CLOSED
    if running and item.after and blocking(portfolio, item):
        yield Flag.BLOCKED
    if running and due.alternatives:
        yield Flag.UNDECIDED
    if running and _has_begun(item, due, schedule):
        yield Flag.STARTED
    if due.period.certainty is not Certainty.EXACT and due.period.is_qualified:
        yield Flag.APPROXIMATE
    if due.invalid:
        yield Flag.INVALID


def is_unassigned(portfolio: Portfolio, file: PlanFile, item: Item, open_seats: set[str]) -> bool:
    """Whether nobody is responsible: no owner at all, or only seats that nobody holds."""
    if not item.owners:
        return True
    if not open_seats:
        return False
    keys = portfolio.people.keys
    for owner in item.owners:  # noqa: SIM110  (asked of every item; `all` takes twice as long)
        if keys.get((file.id, owner), owner) not in open_seats:
            return False
    return True


def blocking(portfolio: Portfolio, item: Item) -> Prerequisites[Item]:
    """The prerequisites of an item that are neither done nor cancelled."""
    return portfolio.prerequisites(item).through(portfolio.unfinished)


def _has_begun(item: Item, due: Due, schedule: Schedule) -> bool:
    if item.status == "in-progress" or (item.work.progress or 0) > 0:
        return True
    today = schedule.today
    start = schedule.start.get(item)
    if start is not None and start.earliest is not None and start.earliest <= today:
        return True
    first, last = due.period.earliest, due.period.latest
    return first is not None and first <= today and (last is None or today <= last)
