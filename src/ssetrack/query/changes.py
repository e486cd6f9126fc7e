"""What changed from one state of the plans to another: `ssetrack diff`.

Comes in: where everything stood, and where it stands, as read on one day. Goes out: `Changes`. Items are the
same where plan and id are; where each side is a single plan, the plans' ids may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ssetrack.plan.prose import own_text
from ssetrack.query.columns import View
from ssetrack.schedule import Due
from ssetrack.status import State, Status


class What(StrEnum):
    """Kinds of changes, in the order in which they are shown."""

    MOVED = "moved"
    NEW = "new"
    GONE = "gone"
    DONE = "done"
    STATUS = "status"
    REASSIGNED = "reassigned"
    RESCOPED = "re-scoped"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One change of one item. `old` is None for a new item, `new` for one that is gone.

    `earliest` and `latest` are the days by which the bounds of a date moved, later is more; None where a
    bound is missing on either side. `fields` names what was re-scoped; `added` and `removed` are the slugs
    of owners and contributors.
    """

    what: What
    old: Status | None
    new: Status | None
    earliest: int | None = None
    latest: int | None = None
    fields: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """The item as it is, or as it last was."""
        status = self.new or self.old
        assert status is not None
        return status


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer to `diff`: `old` and `new` name the two sides; `counts` has every kind, zeros included."""

    view: View
    today: date
    timezone: str
    old: str
    new: str
    changes: tuple[ItemChange, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        return {what.value: sum(change.what is what for change in self.changes) for what in What}


def changes(old: Sequence[Status], new: Sequence[Status]) -> tuple[ItemChange, ...]:
    """All changes: by kind, then in the order of the new plans, what is gone in that of the old ones."""
    single = all(len({id(status.file) for status in side}) <= 1 for side in (old, new))
    before = _by_id(old, single)
    after = _by_id(new, single)
    found: list[ItemChange] = []
    for key, status in after.items():
        earlier = before.get(key)
        found.extend([ItemChange(What.NEW, None, status)] if earlier is None else _changes(earlier, status))
    found.extend(ItemChange(What.GONE, status, None) for key, status in before.items() if key not in after)
    order = list(What)
    return tuple(sorted(found, key=lambda change: order.index(change.what)))


def _by_id(statuses: Sequence[Status], single: bool) -> dict[tuple[str, str], Status]:
    found: dict[tuple[str, str], Status] = {}
    for status in statuses:
        found.setdefault(("" if single else status.file.id, status.item.id), status)
    return found


def _changes(old: Status, new: Status) -> Iterator[ItemChange]:
    if _dates(old.due) != _dates(new.due):
        first = _days(old.due.period.earliest, new.due.period.earliest)
        yield ItemChange(What.MOVED, old, new, first, _days(old.due.period.latest, new.due.period.latest))
    if old.item.status != new.item.status:
        yield ItemChange(What.DONE if new.state is State.DONE else What.STATUS, old, new)
    added = tuple(slug for slug in _people(new) if slug not in _people(old))
    removed = tuple(slug for slug in _people(old) if slug not in _people(new))
    roles = set(old.item.owners) != set(new.item.owners) or set(old.item.contributors) != set(
        new.item.contributors
    )
    if added or removed or roles:
        yield ItemChange(What.REASSIGNED, old, new, added=added, removed=removed)
    fields = tuple(name for name, read in _SCOPE.items() if read(old) != read(new))
    if old.due.alternatives or new.due.alternatives:
        fields = tuple(name for name in fields if name != "where")  # it was or will be chosen with the date
    if fields:
        yield ItemChange(What.RESCOPED, old, new, fields=fields)


def _dates(due: Due) -> tuple[object, ...]:
    """What makes a date another one: its days, not how they are written."""
    options = tuple((one.period.earliest, one.period.latest) for one in due.alternatives)
    recurring = None if due.recurrence is None else (due.recurrence.first_day, due.recurrence.repeat)
    days = () if recurring else (due.period.earliest, due.period.latest)
    return (due.period.kind, *days, options, due.hours, recurring)


def _days(old: date | None, new: date | None) -> int | None:
    return None if old is None or new is None else (new - old).days


def _people(status: Status) -> tuple[str, ...]:
    return (*status.item.owners, *status.item.contributors)


_SCOPE: dict[str, Callable[[Status], object]] = {
    "title": lambda status: status.item.title(None, status.file.language).text,
    "section": lambda status: tuple(
        own_text(section.title, status.file.language) for section in status.item.sections
    ),
    "goals": lambda status: set(status.item.goals),
    "where": lambda status: status.due.where or status.item.where,
    "after": lambda status: set(status.item.after),
    "deliverables": lambda status: status.item.work.deliverables,
    "agenda": lambda status: status.item.activity.agenda,
    "participants": lambda status: status.item.activity.participants,
    "indicators": lambda status: status.item.activity.indicators,
    "budget": lambda status: status.item.activity.budget,
}
"""The fields that say what an item is about."""
