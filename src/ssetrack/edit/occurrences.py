"""Single times of a series on the command line (`board-call@2026-12-07`), and the series as a whole.

Comes in: an item in its file, the times that its series has, and what is to change. Goes out: changes of what
`occurrences:` says. Nothing here judges a value: whoever makes the changes looks at the plan again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from ssetrack import outline
from ssetrack.dates import DayRange, Period
from ssetrack.dates.edtf import read_date
from ssetrack.dates.relative.to_today import relative_day
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.assignments import Assignments, field_value
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_removal, field_renaming, field_setting, key_renaming
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.owner_names import owner_slugs
from ssetrack.edit.values import Value
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.field_groups import DATES, PEOPLE
from ssetrack.plan.field_names import field_help
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import Occurrence as Written
from ssetrack.query.occurrence_lookup import AT
from ssetrack.schedule.occurrences import OccurrenceSet
from ssetrack.source.tree import Mapping, Node, Scalar

FIELD = "occurrences"
NAMED = 3
"""So many of the next times are named where one has to be chosen."""


@dataclass(frozen=True)
class OccurrenceNode:
    """A time of a series in the file where it is written: the key that is or will be there, and its day."""

    item: ItemNode
    key: str
    day: date

    @property
    def id(self) -> str:
        """As it is written on a command line."""
        return f"{self.item.id}{AT}{self.day}"

    @property
    def route(self) -> Route:
        """Where it is written."""
        return (*self.item.route, FIELD, self.key)

    @property
    def node(self) -> Node:
        """What is written of it; None where nothing is."""
        all_of_them = self.item.node.get(FIELD)
        return all_of_them.get(self.key) if isinstance(all_of_them, Mapping) else None


def occurrence_node(item: ItemNode, times: OccurrenceSet, day: date) -> OccurrenceNode:
    """The time of that key, as it is written or would be."""
    written = item.node.get(FIELD)
    for key in written if isinstance(written, Mapping) else ():
        read = read_date(key)
        if key == day.isoformat():
            return OccurrenceNode(item, key, day)
        if isinstance(read, Period) and times.days_within(DayRange(read.earliest, read.latest)) == [day]:
            return OccurrenceNode(item, key, day)
    return OccurrenceNode(item, day.isoformat(), day)


def is_series(item: ItemNode) -> bool:
    """Whether the item says how often it comes back."""
    return _entry(item) is not None


def choose_a_time(item: ItemNode, times: OccurrenceSet, today: date) -> SsetrackError:
    """The error for what would change a whole series, with the next of its times."""
    upcoming = (one for one in times.occurrences(today) if one.is_open)
    names = [f"{item.id}{AT}{one.key}" for one in islice(upcoming, NAMED)]
    what = message("`{id}` repeats: say which date you mean", id=item.id)
    if not names:
        return SsetrackError(what, message("`--series` changes all of them"))
    return SsetrackError(
        what, message("write one of {names}; `--series` changes all of them", names=few(names))
    )


def completion_of_time(one: OccurrenceNode, day: str) -> list[Change]:
    """The changes that say that a time took place, or was finished, on a day."""
    status = _status(one.node)
    if status == "added" or status is None:
        return with_fields(one, {"done": day})
    if isinstance(one.node, Mapping) and "done" not in one.node:
        return [field_renaming(one.item.source, one.route, "status", "done", day)]
    return with_fields(one, {"done": day, "status": None})


def move_of_time(one: OccurrenceNode, to: str) -> list[Change]:
    """The changes that move a time; what was cancelled takes place again."""
    back = to == one.day.isoformat() and _status(one.node) != "added"
    fields: dict[str, Value] = {"date": None if back else to}
    if _status(one.node) == "cancelled":
        fields["status"] = None
    return with_fields(one, fields)


def note_on_time(one: OccurrenceNode, text: str) -> list[Change]:
    """The changes that add to the notes of a time."""
    words, old = " ".join(text.split()), outline.text(one.node, "notes")
    return with_fields(one, {"notes": f"{old}; {words}" if old else words})


def assignments_to_time(
    one: OccurrenceNode, assignments: Assignments, today: date | None = None
) -> list[Change]:
    """The changes that assignments ask for; an empty value takes the field away.

    A date may count from today.

    Raises `SsetrackError` for what a single time has not.
    """
    fields: dict[str, Value] = {}
    known = FIELDS[Written]
    for name, values in assignments.items():
        check_field(name)
        value = field_value(name, known[name].kind, values)
        if name in PEOPLE and isinstance(value, list):
            value = owner_slugs(one.item.source, map(str, value))
        day = (
            relative_day(value, today)
            if name in ("date", "done") and today and isinstance(value, str)
            else None
        )
        fields[name] = value if day is None else day.isoformat()
    return with_fields(one, fields)


def check_field(name: str) -> None:
    """Raise `SsetrackError` where a single time has no field of that name."""
    known = FIELDS[Written]
    if name in known:
        return
    raise SsetrackError(
        message("one date of a series has no field `{name}`", name=name),
        field_help(name, known, ", ".join(known)),
    )


def with_fields(one: OccurrenceNode, fields: dict[str, Value]) -> list[Change]:
    """The changes that give a time these fields; None takes one away."""
    source, holder, old = one.item.source, one.route[:-1], one.node
    kept = {name: value for name, value in fields.items() if value is not None}
    if isinstance(old, Mapping):
        left = [name for name in old if name not in fields]
        if not left and not kept:
            return _without(one)
        changes = [
            field_setting(source, one.route, name, value)
            if value is not None
            else field_removal(source, one.route, name)
            for name, value in fields.items()
        ]
        return [change for change in changes if change is not None]
    whole = dict(kept)
    if isinstance(old, Scalar) and "status" not in fields:
        whole = {"status": str(old), **kept}
    if not whole:
        return _without(one)
    value: Value = whole["status"] if list(whole) == ["status"] else whole
    if isinstance(one.item.node.get(FIELD), Mapping):
        change = field_setting(source, holder, one.key, value)
    else:
        change = field_setting(source, one.item.route, FIELD, {one.key: value}, in_lines=True)
    return [] if change is None else [change]


def _without(one: OccurrenceNode) -> list[Change]:
    """The changes after which nothing is said of a time."""
    written = one.item.node.get(FIELD)
    if not isinstance(written, Mapping) or one.key not in written:
        return []
    if len(written) == 1:
        change = field_removal(one.item.source, one.item.route, FIELD)
    else:
        change = field_removal(one.item.source, one.route[:-1], one.key)
    return [] if change is None else [change]


def _status(node: Node) -> str | None:
    return str(node) if isinstance(node, Scalar) else outline.text(node, "status")


def series_end(item: ItemNode, times: OccurrenceSet, last: date) -> list[Change]:
    """The changes after which a series has no time after a day; none where it ends before."""
    place = _entry(item)
    if place is None or last < times.rule.first_day or (times.rule.until or date.max) <= last:
        return []
    change = field_setting(item.source, place, "until", last.isoformat())
    return [] if change is None else [change]


def key_shifts(item: ItemNode, before: OccurrenceSet, after: OccurrenceSet) -> list[Change]:
    """The changes of keys after which each means the time that it meant, by its number in the series."""
    written = item.node.get(FIELD)
    if not isinstance(written, Mapping) or not before.exceptions:
        return []
    by = after.rule.first_day - before.rule.first_day
    renamed = dict(_keys_after(before, after, by))
    nodes = [occurrence_node(item, before, day) for day in before.exceptions]
    pairs = [(one, renamed[one.day]) for one in nodes if one.key in written and renamed[one.day] != one.day]
    # From that end on which no key is in the way of another.
    pairs.sort(key=lambda pair: pair[0].day, reverse=by > timedelta(0))
    return [key_renaming(item.source, one.route[:-1], one.key, day.isoformat()) for one, day in pairs]


def _keys_after(before: OccurrenceSet, after: OccurrenceSet, by: timedelta) -> Iterator[tuple[date, date]]:
    wanted = {key for key, one in before.exceptions.items() if not one.is_added}
    yield from ((key, key + by) for key, one in before.exceptions.items() if one.is_added)
    last = max(wanted, default=date.min)
    for old, new in zip(before.rule.periods(), after.rule.periods(), strict=False):
        if before.day_of(old) in wanted:
            yield before.day_of(old), after.day_of(new)
        if before.day_of(old) >= last:
            return


def _entry(item: ItemNode) -> Route | None:
    """Where the date of an item says how often it comes back."""
    for name in DATES:
        value = item.node.get(name)
        route: Route = (*item.route, name)
        if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 1:
            value, route = value[0], (*route, 0)
        if outline.text(value, "repeat") is not None:
            return route
    return None
