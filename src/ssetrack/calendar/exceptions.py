"""The times of a series that differ from its rule, as entries of a calendar.

Comes in: the entries of a series, and what the plan says of single times. Goes out: the same entries without
the days that are skipped, and entries of these times. What was moved or changed stands in the place of a time
of the series (RECURRENCE-ID) and is never also taken out of it: clients would lose it. What was added, and
whatever has no such place, has an entry of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ssetrack.calendar.content_lines import day_value
from ssetrack.calendar.entry import CHECK_IN, CalendarEntry
from ssetrack.calendar.repeated import FIRST, SeriesEnd
from ssetrack.plan.items import Item
from ssetrack.schedule.occurrences import Occurrence
from ssetrack.status import CLOSED, Flag, State, Status
from ssetrack.status.single import single

Write = Callable[[Status], Sequence[CalendarEntry]]
"""What makes the entries of a status."""


class Shown(NamedTuple):
    """An entry, and the status that it speaks of: that of the whole series, or of one of its times."""

    status: Status
    entry: CalendarEntry


def standing(status: Status, is_blocked: Callable[[Item], bool]) -> Status:
    """The status of a series as it is on every day: that its last time took place does not end it."""
    if status.due.occurrences is None or status.item.status in CLOSED or status.state not in CLOSED:
        return status
    flags = (Flag.BLOCKED,) if is_blocked(status.item) else ()
    return status._replace(state=State.UPCOMING, flags=(*status.flags, *flags))


def part_of_key(key: date) -> str:
    """The part by which the entry of one time is known."""
    return day_value(key)


def own_entries(status: Status, one: Occurrence, write: Write) -> Iterator[Shown]:
    """Entries of their own for one time."""
    stands = single(status, one)
    for entry in write(stands):
        part = part_of_key(one.key)
        yield Shown(stands, entry._replace(part=f"{part}.{entry.part}" if entry.part else part))


def hosted_entries(
    status: Status, keys: Container[date], ended: SeriesEnd | None, write: Write
) -> Iterator[Shown]:
    """Entries of their own for the times with these keys, for those who have only these."""
    times = status.due.occurrences
    for key, one in () if times is None else times.exceptions.items():
        if times is not None and key in keys and (ended is None or times.day_of(one.period) <= ended.last):
            yield from own_entries(status, one, write)


def with_exceptions(
    status: Status,
    entries: Sequence[CalendarEntry],
    ended: SeriesEnd | None,
    write: Write,
    *,
    in_place: bool = True,
) -> list[Shown]:
    """The entries of a series and those of the times that differ.

    Where they may not stand `in_place`, each is taken out of the series and has an entry of its own.
    """
    times = status.due.occurrences
    if times is None or not times.exceptions:
        return [Shown(status, one) for one in entries]
    skipped: dict[int, list[date]] = {}
    first: dict[int, list[Shown]] = {}
    found: list[Shown] = []
    holder = _Holders(entries)
    for key, one in times.exceptions.items():
        counts = times.day_of(one.period) if one.is_added else key
        if ended is not None and (counts > ended.last or key == ended.called_off):
            continue
        number = None if one.is_added else holder.of(key)
        if number is None:
            found.extend(() if one.is_cancelled else own_entries(status, one, write))
            continue
        entry = entries[number]
        written = () if one.is_cancelled else write(stands := single(status, one))
        if entry.series is None:
            first[number] = [Shown(stands, each._replace(part=entry.part)) for each in written[:1]]
        elif in_place and len(written) == 1:
            day = key + timedelta(days=entry.shift)
            found.append(Shown(stands, written[0]._replace(part=entry.part, original=day, of=entry)))
        else:
            skipped.setdefault(number, []).append(key + timedelta(days=entry.shift))
            found.extend(() if one.is_cancelled else own_entries(status, one, write))
    series: list[Shown] = []
    for number, entry in enumerate(entries):
        days = tuple(sorted(skipped.get(number, ())))
        series += first.get(number, [Shown(status, entry._replace(skipped=days) if days else entry)])
    return series + found


class _Holders:
    """Knows which entry of a series a day belongs to."""

    def __init__(self, entries: Sequence[CalendarEntry]) -> None:
        known = [
            (number, one)
            for number, one in enumerate(entries)
            if one.category is not CHECK_IN and one.original is None
        ]
        self.series = [(number, one) for number, one in known if one.series is not None]
        self.firsts: Mapping[date, int] = {
            one.last: number for number, one in known if one.series is None and one.part.endswith(FIRST)
        }

    def of(self, day: date) -> int | None:
        """The number of the entry that has a time on a day of the rule; None where none is shown there."""
        for number, one in self.series:
            series, there = one.series, day + timedelta(days=one.shift)
            if series is None:
                continue
            # All days of the rule are in its only series, as far as that reaches.
            is_only = len(self.series) == 1 and not series.days
            if series.reaches(there) if is_only else series.holds(there):
                return number
        return self.firsts.get(day)
