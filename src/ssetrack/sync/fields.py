"""What a task says, in the fields that are compared: of what is received, and of what we send ourselves.

Comes in: a task object and the zone in which its days are meant. Goes out: `TaskFields`. Both sides are read
by the same eyes, so that a day is never one thing here and another there. Clients write the same in several
ways (docs/how-to/sync.md): done is STATUS:COMPLETED, PERCENT-COMPLETE:100 or COMPLETED, whichever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from ssetrack import dates
from ssetrack.sync.content import Line, TaskObject, Todo
from ssetrack.wording.printable import calendar_text, one_paragraph

DONE, CANCELLED, PROGRESS, DUE = "done", "cancelled", "progress", "due"
TITLE, DESCRIPTION, COMMENT, PARENT = "title", "description", "comment", "parent"
WAITS, REPEAT, START, STATUS = "waits", "repeat", "start", "status"

UTC_NAME = "UTC"

YES = "yes"
"""Done or cancelled without a day."""

OTHER = "x:"
"""Before the name of a property that has no field of its own."""

ATTACHED = OTHER + "ATTACH"

ITEM = "X-SSETRACK-ITEM"
"""The property by which a task that a member made says which item took it over: its UID in our words."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    TITLE: ("SUMMARY",),
    DESCRIPTION: ("DESCRIPTION",),
    STATUS: ("STATUS", "COMPLETED", "PERCENT-COMPLETE"),
    DUE: ("DTSTART", "DUE", "DURATION", "RRULE", "RDATE", "EXDATE"),
    COMMENT: ("COMMENT",),
    PARENT: ("RELATED-TO",),
}
"""The properties that are written together."""

GROUP_OF = {
    DONE: STATUS, CANCELLED: STATUS, PROGRESS: STATUS, STATUS: STATUS, DUE: DUE, START: DUE, REPEAT: DUE,
    PARENT: PARENT, WAITS: PARENT, TITLE: TITLE, DESCRIPTION: DESCRIPTION, COMMENT: COMMENT,
}  # fmt: skip
"""With which group of properties a field is written; any other by itself."""

KEY_FIELDS = (DONE, CANCELLED, PROGRESS, DUE, TITLE, DESCRIPTION, COMMENT)
"""By what a task is told from one that somebody changed right after we wrote it."""

WRITTEN_THERE = (DUE, TITLE, DESCRIPTION, COMMENT)
"""What somebody wrote on a phone, and is kept there when its item left the plan."""

OF_THE_OBJECT = ("UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "CREATED", "RECURRENCE-ID")
"""What says which object it is, and when it was written."""

LONGEST = 20_000
"""Letters of a text that is looked at."""

MOST_TIMES = 5_000
"""Days of a list, and times of a series, that are looked at."""

KNOWN = frozenset(name for names in GROUPS.values() for name in names) | frozenset(OF_THE_OBJECT)
"""All properties that have a field of their own, or say which object it is."""

EXDATE = "EXDATE:"
"""Before a day that was taken out of a series, in what the field `repeat` says."""

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")
_DURATION = re.compile(r"\+?P(?:([0-9]{1,4})W|(?:([0-9]{1,5})D)?(?:T(?:[0-9]{1,6}[HMS])+)?)")
_PARENTS = ("", "PARENT")


class TimeFields(NamedTuple):
    """What one time of a series says that is not as its series has it."""

    done: str = ""
    cancelled: str = ""
    due: str = ""
    text: str = ""


class TaskFields(NamedTuple):
    """What a task says. Days are texts (`2027-03-31`), several where a moment may be on either.

    A field that says nothing is left out. `unsure` are fields that cannot be read: these are as they were.
    """

    values: Mapping[str, str]
    times: Mapping[str, TimeFields]
    """The times of a series that differ, by the day on which the rule has them."""
    unsure: frozenset[str] = frozenset()
    is_series: bool = False

    def get(self, field: str) -> str:
        """What a field says; empty where it says nothing."""
        return self.values.get(field, "")

    def having(self, field: str, value: str) -> TaskFields:
        """The same with another value in one field."""
        return self._replace(values={**self.values, field: value})


def same(field: str, one: str | None, other: str | None) -> bool:
    """Whether two values of a field mean the same: a day that may be either, done whatever the day."""
    if one == other:
        return True
    if field in (DUE, DONE, START) and one and other:
        days = set(one.split()) & set(other.split())
        return bool(days) or (field == DONE and YES in (one, other))
    if field == PROGRESS and "0" in (one, other):
        return (one or "0") == (other or "0")
    if field in (TITLE, DESCRIPTION, COMMENT):
        return (one or "").split() == (other or "").split()
    return not one and not other


def is_task_done(line: Line | None, percent: Line | None, completed: Line | None) -> bool:
    """Whether one of three lines says that a task is done: clients write any one. Not if it was cancelled."""
    status = "" if line is None else line.value.strip().upper()
    if status == "CANCELLED":
        return False
    is_full = percent is not None and percent.value.strip() == "100"
    return status == "COMPLETED" or is_full or completed is not None


def is_taken_up(before: TaskFields, now: TaskFields) -> bool:
    """Whether a task that was done says that it is open again, whatever else of its end is still there."""
    return before.get(STATUS) == "COMPLETED" and now.get(STATUS) in ("NEEDS-ACTION", "IN-PROCESS")


def task_fields(found: TaskObject, zone: str) -> TaskFields:
    """What the main task of an object says, and the times of its series."""
    times = dict(_times(found, zone))
    if found.main is None:
        return TaskFields({}, times, is_series=True)
    values: dict[str, str] = {}
    unsure: set[str] = set()
    _put_status(values, unsure, found, found.main, zone)
    is_series = found.property(found.main, "RRULE") is not None
    days = due_days(found, found.main, zone, is_series=is_series)
    if days is None:
        unsure.add(DUE)
    else:
        values[DUE] = " ".join(day.isoformat() for day in days)
    for field in (TITLE, DESCRIPTION):
        line = found.property(found.main, *GROUPS[field])
        values[field] = _text(line)
        if line is not None and len(line.beginning(LONGEST + 1)) > LONGEST:
            unsure.add(field)  # what is behind is not known here, so nothing is written over it
    values[COMMENT] = "\n".join(map(_text, found.properties(found.main, "COMMENT")))
    related = found.properties(found.main, "RELATED-TO")
    values[PARENT] = "\n".join(sorted(one.text.strip() for one in related if is_parent(one)))
    values[WAITS] = "\n".join(sorted(one.text.strip() for one in related if not is_parent(one)))
    values[REPEAT] = "\n".join(sorted(_rule(found, found.main, zone)))
    if not is_series:
        start = found.property(found.main, "DTSTART")
        values[START] = "" if start is None else " ".join(map(date.isoformat, days_of(start, zone)))
    others = {found.lines[at].name for at in found.main.own} - KNOWN
    for name in sorted(others):
        lines = found.properties(found.main, name)
        texts = [part for one in lines for part in (one.texts if name == "CATEGORIES" else [one.text])]
        values[OTHER + name] = "\n".join(texts)[:LONGEST]
    return TaskFields({k: v for k, v in values.items() if v}, times, frozenset(unsure), is_series)


def is_parent(line: Line) -> bool:
    """Whether a RELATED-TO names the parent: that is its type where it gives none (RFC 5545 §3.2.15)."""
    return line.parameters.get("RELTYPE", "").upper() in _PARENTS


def item_of(read: TaskObject) -> str:
    """The UID of ours that an object names as its item's; empty where it names none."""
    line = None if read.main is None else read.property(read.main, ITEM)
    return "" if line is None else line.text.strip()


def _rule(found: TaskObject, todo: Todo, zone: str) -> Iterable[str]:
    """How a series comes back, one thing a text, in an order that no client changes."""
    for line in found.properties(todo, "RRULE"):
        yield "RRULE:" + ";".join(sorted(line.value.strip().upper().rstrip(";").split(";")))
    for name in ("RDATE", "EXDATE"):
        for line in found.properties(todo, name):
            for value in line.value.split(",")[:MOST_TIMES]:
                days = days_of(line._replace(value=value), zone)
                yield f"{name}:{days[0].isoformat() if days else value.strip()}"


def _text(line: Line | None) -> str:
    return "" if line is None else line.beginning(LONGEST)


def _put_status(values: dict[str, str], unsure: set[str], found: TaskObject, todo: Todo, zone: str) -> None:
    line, percent = found.property(todo, "STATUS"), found.property(todo, "PERCENT-COMPLETE")
    completed = found.property(todo, "COMPLETED")
    status = "" if line is None else line.value.strip().upper()
    values[STATUS] = status
    if is_task_done(line, percent, completed):
        day = None if completed is None else _day_of_end(completed, zone)
        values[DONE] = YES if day is None else day.isoformat()
    elif status == "CANCELLED":
        values[CANCELLED] = YES
    number = "" if percent is None else percent.value.strip()
    if number.isdecimal() and number.isascii() and len(number) <= 3 and int(number) < 100:
        values[PROGRESS] = str(int(number))
    elif number not in ("", "100"):
        unsure.add(PROGRESS)


def _day_of_end(line: Line, zone: str) -> date | None:
    """The day in the zone; midnight in UTC is the day itself, for so we write it (`calendar.tasks`)."""
    days = days_of(line, UTC_NAME if line.value.strip().endswith("T000000Z") else zone)
    return days[0] if days else None


def _times(found: TaskObject, zone: str) -> Iterable[tuple[str, TimeFields]]:
    series = "" if found.main is None else _text(found.property(found.main, "DESCRIPTION"))
    for todo in found.times[:MOST_TIMES]:
        key = found.property(todo, "RECURRENCE-ID")
        day = None if key is None else next(iter(days_of(key, zone)), None)
        if day is None:
            continue
        values: dict[str, str] = {}
        _put_status(values, set(), found, todo, zone)
        days = due_days(found, todo, zone, is_series=True) or ()
        due = "" if not days or day in days else " ".join(one.isoformat() for one in days)
        own = [_text(found.property(todo, "DESCRIPTION")), *map(_text, found.properties(todo, "COMMENT"))]
        text = "\n".join(added_lines(series, "\n".join(own)))
        yield day.isoformat(), TimeFields(values.get(DONE, ""), values.get(CANCELLED, ""), due, text)


def added_lines(before: str, now: str) -> list[str]:
    """The lines of a text that were not in it before."""
    known = {" ".join(line.split()) for line in before.splitlines()}
    lines = (" ".join(line.split()) for line in now.splitlines())
    return [line for line in dict.fromkeys(lines) if line and line not in known]


def due_days(found: TaskObject, todo: Todo, zone: str, *, is_series: bool) -> tuple[date, ...] | None:
    """The day by which a task is due; of a series that of its next time; None where it cannot be read."""
    due, start = found.property(todo, "DUE"), found.property(todo, "DTSTART")
    if due is None and start is not None:
        length = found.property(todo, "DURATION")
        days = days_of(start, zone)
        if length is not None and days:
            span = _DURATION.fullmatch(length.value.strip().upper())
            if span is None:
                return None
            by = timedelta(days=int(span[1] or 0) * 7 + int(span[2] or 0))
            try:
                return tuple(day + by for day in days)
            except OverflowError:
                return None
        due = start if is_series else None
    if due is None:
        return ()
    return days_of(due, zone) or None


def days_of(line: Line, zone: str) -> tuple[date, ...]:
    """The days on which the moment of a line may be meant; none where it cannot be read.

    In UTC that is the day in the zone, and the one that is written; in a zone of its own, or in none, the day
    that is written there, which is what its writer saw.
    """
    found = _MOMENT.fullmatch(line.value.strip())
    if found is None:
        return ()
    year, month, day, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
    try:
        written = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        if found[4] is None:
            return (written.date(),)
        if found[7]:
            local = dates.local(written, zone).date()
            return (local,) if local == written.date() else (local, written.date())
        tzid = line.parameters.get("TZID", "")
        moment = dates.instant(written.date(), written.time(), tzid) if tzid else None
        days = [written.date()] if moment is None else [written.date(), dates.local(moment, zone).date()]
    except (ValueError, OverflowError):
        return ()
    return tuple(dict.fromkeys(days))


def day_in(text: str) -> date | None:
    """The day that a text is, as fields and proposals have it (`2027-03-31`); None for any other text."""
    if _DAY.fullmatch(text) is None:  # `fromisoformat` reads weeks as well
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def plain(text: str) -> str:
    """A text on one line, as it may be printed and kept."""
    return " ".join(calendar_text(one_paragraph(text)).split())
