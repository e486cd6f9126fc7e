"""An entry of a calendar as a value: its days, its hours, and what is said of them.

Comes in: nothing. Goes out: the type that all entries are made of, and what they have in common: how coarse a
date is, and where hours are sure enough to be shown as such. Nothing here knows iCalendar.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ssetrack import dates
from ssetrack.calendar.asides import hours_aside
from ssetrack.dates import Hours, Period, Precision
from ssetrack.language.message import Message, message
from ssetrack.plan.prose import ProseText
from ssetrack.schedule import Due

if TYPE_CHECKING:
    from ssetrack.dates.series import Series


class CalendarEntry(NamedTuple):
    """An entry of a calendar: days, both ends inclusive, and what is said about them.

    `part` tells it from the item's other entries. `asides` are said in brackets behind the title, which comes
    first: a phone shows little more than the first words. `tentative` says that the day is not sure, `busy`
    that people are away on it. `precision` is `day`, or how coarse the date is that it stands for. `remarks`
    are sentences about the date. `hours` are given with a `zone` only; without one they are among the
    `asides`. A `series` comes back; of one that is over, `over` is the last day that counted where the plan
    says none, and the time that was called off is an entry of its own, which stands for what the series has
    on the day `original`; so is a time that differs from what the series, whose entry it is `of`, has there.
    On the days that are `skipped` the series has no time. `shift` is by how many days the days of the series
    lie beside the local ones.
    """

    part: str
    asides: tuple[Message, ...]
    first: date
    last: date
    category: Message
    tentative: bool = False
    busy: bool = False
    precision: str = "day"
    where: ProseText | None = None
    places: tuple[ProseText, ...] = ()
    hours: Hours | None = None
    zone: str | None = None
    series: Series | None = None
    remarks: tuple[Message, ...] = ()
    option: bool = False
    over: date | None = None
    original: date | None = None
    shift: int = 0
    of: CalendarEntry | None = None
    skipped: tuple[date, ...] = ()


DEADLINE, MEETING, START, CHECK_IN = (
    message("Deadline"),
    message("Meeting"),
    message("Start"),
    message("Check-in"),
)


def part_of(*parts: str) -> str:
    """The parts that there are, as one."""
    return ".".join(part for part in parts if part)


def with_hours(found: CalendarEntry, hours: Hours | None, zone: str | None) -> CalendarEntry:
    """The entry with clock times where they are sure: one day, and a zone. Else they are said in words."""
    if hours is None:
        return found
    if has_clock(found, zone):
        return found._replace(hours=hours, zone=zone)
    return found._replace(asides=(*found.asides, hours_aside(hours, zone)))


def has_clock(entry: CalendarEntry, zone: str | None) -> bool:
    """Whether hours in that zone are shown as hours."""
    return entry.first == entry.last and zone is not None and dates.zone(zone) is not None


def in_utc(entry: CalendarEntry) -> CalendarEntry:
    """The entry in UTC where its zone is a fixed offset, whose names readers do not agree on."""
    hours, zone = entry.hours, entry.zone
    if hours is None or zone is None or not dates.is_offset(zone):
        return entry
    by = utc_shift(hours, zone)
    try:
        first = entry.first + timedelta(days=by)
    except OverflowError:
        return entry
    start = dates.instant(entry.first, hours.start, zone)
    end = None if hours.end is None else dates.instant(entry.first, hours.end, zone)
    if start is None or (end is None and hours.end is not None):
        return entry
    return entry._replace(
        first=first, last=first, hours=Hours(start.time(), None if end is None else end.time()), zone="UTC"
    )


def utc_shift(hours: Hours, zone: str) -> int:
    """By how many days the day in UTC lies beside that of a fixed offset, at the beginning of these hours."""
    day = datetime(2000, 1, 2).date()  # noqa: DTZ001  (any day)
    begin = dates.instant(day, hours.start, zone)
    return 0 if begin is None else (begin.date() - day).days


def precision(period: Period, due: Due) -> str:
    """How coarse a date is: `day` where it is fixed, `days` for some day within, `until` without a first day.

    Otherwise `month`, `quarter`, `half`, `year` or `months`. A deadline from day to day is due on some day
    within; project time (`M12`) is never fixed, even where it falls on whole days.
    """
    first, last = period.earliest, period.latest
    if first is None or last is None:
        return "until"
    if first == last:
        return "day"
    if period.precision is Precision.DAY:
        within = due.kind == "deadline" or dates.in_project_time(due.text or "")
        return "days" if within else "day"
    return _unit(first, last)


def _unit(first: date, last: date) -> str:
    """The unit that a period fills."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return "days"
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months, "months")
