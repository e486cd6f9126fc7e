"""What changed from one state of the plans to another: `ssetrack diff`.

Comes in: where everything stood, and where it stands, as read on one day. Goes out: `Changes`. Items are the
same where plan and id are, or what the id was before the item was renamed (`uid`); where each side is a
single plan, the plans' ids may differ. Every field of an item is compared: which there are is asked of their
table (`differences`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ssetrack.plan.field_groups import DATES
from ssetrack.plan.labels import LABELS
from ssetrack.plan.presentation import Comparison
from ssetrack.plan.prose import own_text
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.query.date_changes import date_changes, is_same_date, unread_date_changes
from ssetrack.query.differences import FieldChange, differences
from ssetrack.query.part_changes import PartChange
from ssetrack.query.since import Since
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
    bound is missing on either side. `details` has the parts of the date, or the fields, that are others;
    `added` and `removed` are the slugs of owners and contributors.
    """

    what: What
    old: Status | None
    new: Status | None
    earliest: int | None = None
    latest: int | None = None
    details: tuple[FieldChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what is different, each once."""
        return tuple(dict.fromkeys(detail.field for detail in self.details))

    @property
    def status(self) -> Status:
        """The item as it is, or as it last was."""
        status = self.new or self.old
        assert status is not None
        return status


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer to `diff`: `old` and `new` name the two sides; `counts` has every kind, zeros included.

    `changes` are those of items, `parts` those of the plans themselves, their goals, owners and sections.
    `since` is given where the plans as they are were compared with those of an earlier day, or a revision.
    """

    view: View
    today: date
    timezone: str
    old: str
    new: str
    changes: tuple[ItemChange, ...]
    parts: tuple[PartChange, ...] = ()
    since: Since | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        return {what.value: sum(change.what is what for change in self.changes) for what in What}


def changes(old: Sequence[Status], new: Sequence[Status]) -> tuple[ItemChange, ...]:
    """All changes: by kind, then in the order of the new plans, what is gone in that of the old ones."""
    files = [{id(status.file): status.file for status in side} for side in (old, new)]
    single = all(len(side) <= 1 for side in files)
    has_renamed = any(file.first_ids or file.first_goals for side in files for file in side.values())
    before = _by_id(old, single)
    after = _by_id(new, single)
    found: list[ItemChange] = []
    for key, status in after.items():
        earlier = before.get(key)
        if earlier is None:
            found.append(ItemChange(What.NEW, None, status))
        elif has_renamed or not _is_as_it_was(earlier, status):
            found.extend(_changes(earlier, status))
    found.extend(ItemChange(What.GONE, status, None) for key, status in before.items() if key not in after)
    order = list(What)
    return tuple(sorted(found, key=lambda change: order.index(change.what)))


def _by_id(statuses: Sequence[Status], single: bool) -> dict[tuple[str, str, int], Status]:
    """Items by plan, first id, and how many have had that id before; those that were renamed count first."""
    keys = [("" if single else status.file.id, status.item.uid) for status in statuses]
    renamed: Counter[tuple[str, str]] = Counter()
    others = Counter(key for status, key in zip(statuses, keys, strict=True) if key[1] != status.item.id)
    found: dict[tuple[str, str, int], Status] = {}
    for status, key in zip(statuses, keys, strict=True):
        alike = renamed if key[1] != status.item.id else others
        found[*key, alike[key]] = status
        alike[key] += 1
    return found


def _is_as_it_was(old: Status, new: Status) -> bool:
    """Whether nothing about an item changed, as far as that is seen at a glance; nothing was renamed.

    Only of an activity without milestones: one with many would be compared whole with each of them.
    """
    was, now = old.item, new.item
    return (
        was.milestone is None
        and now.milestone is None
        and was.id == now.id
        and old.file.language == new.file.language
        and was.activity == now.activity
        and was.owners == now.owners  # perhaps those of the section
        and [section.title for section in was.sections] == [section.title for section in now.sections]
        and old.due == new.due
    )


def _changes(old: Status, new: Status) -> Iterator[ItemChange]:
    told: set[Comparison] = set()
    moved = date_changes(old, new)
    if moved:
        told.add("date")
        first = _days(old.due.period.earliest, new.due.period.earliest)
        latest = _days(old.due.period.latest, new.due.period.latest)
        yield ItemChange(What.MOVED, old, new, first, latest, moved)
    if old.item.status != new.item.status:
        told.add("status")
        yield ItemChange(What.DONE if new.state is State.DONE else What.STATUS, old, new)
    before, after = frozenset(_people(old)), frozenset(_people(new))
    added = tuple(slug for slug in _people(new) if slug not in before)
    removed = tuple(slug for slug in _people(old) if slug not in after)
    roles = set(old.item.owners) != set(new.item.owners) or set(old.item.contributors) != set(
        new.item.contributors
    )
    if added or removed or roles:
        told.add("people")
        yield ItemChange(What.REASSIGNED, old, new, added=added, removed=removed)
    details = tuple(_scope_changes(old, new, told))
    if details:
        yield ItemChange(What.RESCOPED, old, new, details=details)


def _scope_changes(old: Status, new: Status, told: Container[Comparison]) -> Iterator[FieldChange]:
    """The fields that differ and are not told of otherwise: as they count, then as they are written."""
    found: set[str] = set()
    if old.item.id != new.item.id:
        yield FieldChange("id", old.item.id, new.item.id, type(new.item.work))
    for name, read in _SCOPE.items():
        before, after = read(old), read(new)
        if name == "where" and (old.due.alternatives or new.due.alternatives):
            continue  # it was or will be chosen with the date
        was, now = _as_first(name, old.file, before), _as_first(name, new.file, after)
        if was != now and not (name in _SETS and set(was) == set(now)):
            found.add(name)
            yield FieldChange(name, before, after, type(new.item.work))
    if "date" not in told:
        yield from unread_date_changes(old, new)
    works = [(old.item.work, new.item.work)]
    if old.item.milestone is not None and new.item.milestone is not None:
        works.append((old.item.activity, new.item.activity))
    for before, after in works:
        table = LABELS[type(after)]
        skipped = {key for key, one in table.items() if key in found or one.diff in told}
        if after is new.item.work:
            skipped.update(DATES)
        for change in differences(before, after, skipped):
            if not is_same_date(change, old.file, new.file) and not _is_renaming(change, old, new):
                yield change


def _is_renaming(change: FieldChange, old: Status, new: Status) -> bool:
    """Whether a field names the same things, of which some were renamed."""
    if change.field not in _FIRST:
        return False
    first = _FIRST[change.field]
    return first(old.file, change.before) == first(new.file, change.after)


def _as_first(field: str, file: PlanFile, value: Any) -> Any:
    """What a field has, by the names that things had before any renaming."""
    first = _FIRST.get(field)
    return value if first is None else first(file, value)


def _first_references(file: PlanFile, references: Sequence[str]) -> tuple[str, ...]:
    """References as they were before any renaming."""
    return tuple(map(file.first_reference, references))


def _first_goals(file: PlanFile, goals: Sequence[str]) -> tuple[str, ...]:
    return tuple(file.first_goals.get(goal, goal) for goal in goals)


_FIRST: dict[str, Callable[[PlanFile, Sequence[str]], tuple[str, ...]]] = {
    "after": _first_references,
    "goals": _first_goals,
}
"""The fields that name what may be renamed, and how it was called first."""


def _days(old: date | None, new: date | None) -> int | None:
    return None if old is None or new is None else (new - old).days


def _people(status: Status) -> tuple[str, ...]:
    return (*status.item.owners, *status.item.contributors)


def _section(status: Status) -> tuple[str, ...]:
    return tuple(own_text(section.title, status.file.language) for section in status.item.sections)


_SCOPE: dict[str, Callable[[Status], Any]] = {
    "section": _section,
    "goals": lambda status: status.item.goals,
    "where": lambda status: status.due.as_written.where or status.item.where,
    "after": lambda status: status.item.after,
    "tags": lambda status: status.item.tags,
    "language": lambda status: status.item.language,
}
"""What an item has of its own or from what is round it: compared as it counts."""

_SETS = frozenset({"goals", "after", "tags"})
"""Those of which the order says nothing."""
