"""What is different about a date: its days, what kind it is, its hours and their zone, how it comes back.

Comes in: where an item stood and where it stands. Goes out: a `FieldChange` for each part of its date that
means something else. A date that is only written differently is the same date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ssetrack import dates
from ssetrack.dates import Period, PeriodKind, is_canonical
from ssetrack.plan.field_groups import DATES
from ssetrack.plan.model import Entry
from ssetrack.portfolio import PlanFile
from ssetrack.query.differences import FieldChange
from ssetrack.schedule import Alternative, Due
from ssetrack.status import Status


def date_changes(old: Status, new: Status) -> tuple[FieldChange, ...]:
    """The parts of an item's date that changed; their values are texts, dates in their standard form."""
    was, now = _parts(old, _with_first_id), _parts(new, _with_first_id)
    if was == now:
        return ()
    before, after = _parts(old), _parts(new)
    return tuple(
        FieldChange(part, before[part], after[part], None if part in ("kind", "alternatives") else Entry)
        for part in before
        if was[part] != now[part]
    )


def unread_date_changes(old: Status, new: Status) -> Iterator[FieldChange]:
    """What is written in the two fields for dates and does not count, such as an id, or a second date."""
    for key in DATES:
        before, after = unread_entries(old, key), unread_entries(new, key)
        if before != after:
            yield FieldChange(key, before, after, type(new.item.work))


def is_same_date(change: FieldChange, old: PlanFile, new: PlanFile) -> bool:
    """Whether a field with a date (a start, a period) was only written differently."""
    if change.field not in _TEXTS or not isinstance(change.before, str) or not isinstance(change.after, str):
        return False
    before = dates.parse(change.before, language=old.language, year_starts=old.year_starts)
    after = dates.parse(change.after, language=new.language, year_starts=new.year_starts)
    return isinstance(before, Period) and isinstance(after, Period) and before.canonical == after.canonical


_TEXTS = frozenset({"start", "done", "period"})
"""Fields beside `deadline` and `when` whose texts are dates."""


def _parts(status: Status, named: Callable[[str, PlanFile], str] = lambda text, _: text) -> dict[str, Any]:
    """The parts of an item's date; `named` gives a text with what it counts from named otherwise."""
    due = status.due.as_written
    again = due.recurrence
    alternatives = [_alternative(option) for option in due.alternatives]
    return {
        "date": _text(status, named),
        "kind": due.kind,
        "time": None if due.hours is None else str(due.hours),
        "timezone": due.timezone,
        "repeat": None if again is None else again.repeat.text,
        "until": None if again is None or again.until is None else again.until.isoformat(),
        "alternatives": alternatives,
    }


def _text(status: Status, named: Callable[[str, PlanFile], str]) -> str | None:
    due = status.due.as_written
    if due.invalid:
        return " or ".join(named(one, status.file) for one in (due.text or "").split(" or ")) or None
    return "; ".join(_standards(status, named)) or None


def _alternative(option: Alternative) -> dict[str, Any]:
    return {
        "id": option.id,
        "date": option.period.canonical,
        "time": None if option.hours is None else str(option.hours),
        "timezone": option.timezone,
        "where": option.where,
    }


def _standards(status: Status, named: Callable[[str, PlanFile], str]) -> Iterator[str]:
    """The standard form of each date; with its text where it counts from something, which may move."""
    due = status.due
    if due.kind == "undated" and due.text is None:
        return
    entries = status.item.work.deadline or status.item.work.when
    periods = [option.period for option in due.alternatives] if due.alternatives else [due.first]
    if len(entries) != len(periods):
        yield due.first.canonical
        return
    for entry, period in zip(entries, periods, strict=True):
        yield _standard(named(entry.date, status.file), period)


def _with_first_id(text: str, file: PlanFile) -> str:
    """A date that counts from something, with the id that this had before it was renamed."""
    words, space, own = text.rpartition(" ")
    return f"{words} {file.first_reference(own)}" if space else text


def _standard(text: str, period: Period) -> str:
    if period.kind is not PeriodKind.PERIOD or period.own_name is not None or text == period.canonical:
        return period.canonical  # a year of the network's own moves with nothing
    return f"{text} = {period.canonical}" if is_canonical(text, period) else period.canonical


def is_bare(entry: Entry) -> bool:
    """Whether an entry holds its date and nothing else."""
    return len(vars(entry)) == 1


def unread_entries(status: Status, key: str) -> tuple[Entry, ...]:
    """The entries of a field, without what is told as a part of the date."""
    work = status.item.work
    entries: tuple[Entry, ...] = getattr(work, key)
    counting = "deadline" if work.deadline else "when"
    if key != counting:
        return entries
    hours = any((status.due.as_written.hours, *(option.hours for option in status.due.alternatives)))
    return tuple(_rest(entry, status.due, hours=hours) for entry in entries)


def _rest(entry: Entry, due: Due, *, hours: bool) -> Entry:
    again = due.recurrence is not None
    return entry.copy(
        date="",
        time=None if hours else entry.time,
        timezone=None if hours else entry.timezone,
        repeat=None if again else entry.repeat,
        until=None if again and due.recurrence and due.recurrence.until else entry.until,
    )
