"""A date moved by so many days, weeks, months or years: each of its ends in the unit that it is written in.

Comes in: a period as read, and a `Shift`. Goes out: the period that is so much later, in its standard form, a
`TooFine` where the date is written in a longer unit, or None for what has no days or leaves the calendar.
Marks (`~`, `?`, `%`), open ends, sets, clock times and years of one's own stay what they are.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ssetrack.dates.day_range import DayRange
from ssetrack.dates.edtf import in_months, read_date, read_edtf, set_of, with_hours, with_qualifier
from ssetrack.dates.informal.own_year import read_own_year
from ssetrack.dates.period import Edge, OwnName, Period, Precision
from ssetrack.dates.project_time import months_on
from ssetrack.dates.relative.to_today import Shift
from ssetrack.dates.year_start import YearStart

LAST_YEAR = 9999


class TooFine(NamedTuple):
    """`+1w` on `2027-06`: a month is not moved by a week.

    `least` is the shortest shift in that direction that the date can be moved by, `days` are what would be
    so much later, as days.
    """

    least: Shift
    days: DayRange


Later = Period | TooFine | None


def period_later(period: Period, shift: Shift, year_starts: YearStart | None = None) -> Later:
    """The period that is so much later; every member of a set.

    Each end is moved for itself, and clipped to its month: a month after 30–31 January is 28 February.
    """
    members = period.options or period.parts
    if members:
        return _set(members, "[" if period.options else "{", shift)
    if period.own_name is not None and year_starts is not None:
        return _own_year(period, period.own_name, shift, year_starts)
    if period.hours is not None and period.canonical == f"{period.earliest}":
        return None  # its hours are in words that the standard form has no place for
    first = None if period.earliest is None else _unit_later(_unit_from(period.earliest, period.start), shift)
    last = None if period.latest is None else _unit_later(_unit_until(period.latest, period.end), shift)
    for end in (first, last):
        if isinstance(end, TooFine):
            return end._replace(days=_days_later(period.days, shift))
    if (first or last) is None or (period.earliest and first is None) or (period.latest and last is None):
        return None
    return _interval_of(period, first, last)


class _Unit(NamedTuple):
    """One end of a period: the first day of the unit that it is written in."""

    first: date
    edge: Edge


def _unit_from(day: date, edge: Edge | None) -> _Unit:
    return _Unit(day, edge or Edge(Precision.DAY))


def _unit_until(day: date, edge: Edge | None) -> _Unit:
    known = edge or Edge(Precision.DAY)
    months = known.precision.months
    return _Unit(day if not months else months_on(day.replace(day=1), 1 - months), known)


def _unit_later(unit: _Unit, shift: Shift) -> Later:
    """One date that is so much later."""
    length = unit.edge.precision.months
    if not length:
        day = shift.day_from(unit.first)
        read = None if day is None else read_date(f"{day.isoformat()}{unit.edge.qualifier}")
        return read if isinstance(read, Period) else None
    if shift.unit in ("day", "week") or _months(shift) % length:
        return TooFine(_least(length, shift), DayRange())
    try:
        read = in_months(months_on(unit.first, _months(shift)), length, unit.edge.precision)
    except ValueError:
        return None
    marked = with_qualifier(read, unit.edge.qualifier) if unit.edge.qualifier else read
    return marked if isinstance(marked, Period) else None


def _months(shift: Shift) -> int:
    return shift.number * (12 if shift.unit == "year" else 1)


def _least(months: int, shift: Shift) -> Shift:
    """The shortest shift, in the direction of another, of something that is so many months long."""
    sign = -1 if shift.number < 0 else 1
    return Shift(sign, "year") if months == 12 else Shift(sign * months, "month")


def _days_later(days: DayRange, shift: Shift) -> DayRange:
    """Days that are so much later; of whole months by months again whole months."""
    first = None if days.first is None else shift.day_from(days.first)
    last = None if days.last is None else shift.day_from(days.last)
    if last is not None and days.last is not None and shift.unit in ("month", "year"):
        month_end = days.last.day == monthrange(days.last.year, days.last.month)[1]
        last = last.replace(day=monthrange(last.year, last.month)[1]) if month_end else last
    return DayRange(first, last)


def _interval_of(period: Period, first: Later, last: Later) -> Period | None:
    """The two ends put together as they were in the old period."""
    opening, slash, closing = _ends(period.canonical)
    begin = first.canonical if isinstance(first, Period) else opening
    end = last.canonical if isinstance(last, Period) else closing
    if period.hours is not None and isinstance(first, Period):
        return with_hours(first, period.hours)
    is_one = not slash or begin == end
    read = read_edtf(begin if is_one else f"{begin}/{end}")
    return read if isinstance(read, Period) else None


def _ends(canonical: str) -> tuple[str, str, str]:
    """The ends of an interval, which is written with two dots where it is the only member of a set."""
    if canonical[0] not in "[{":
        return canonical.partition("/")
    first, dots, last = canonical[1:-1].partition("..")
    return first or "..", "/" if dots else "", last or ".."


def _set(members: tuple[Period, ...], opening: str, shift: Shift) -> Later:
    later = [period_later(member, shift) for member in members]
    periods = [one for one in later if isinstance(one, Period)]
    if len(periods) < len(members):
        return next((one for one in later if isinstance(one, TooFine)), None)
    return set_of(tuple(periods), opening)


def _own_year(period: Period, name: OwnName, shift: Shift, starts: YearStart) -> Later:
    """`2026/27` and its parts by whole years, quarters or halves of it."""
    length = 12 if not name.part else 6 if name.part > 10 else 3
    if shift.unit in ("day", "week") or _months(shift) % length:
        return TooFine(_least(length, shift), _days_later(period.days, shift))
    place = (0 if not name.part else name.part - (11 if name.part > 10 else 1)) * length + _months(shift)
    years, months = divmod(place, 12)
    year = int(name.year[:4]) + years
    if not 1000 <= year < LAST_YEAR:
        return None
    part = months // length + (11 if name.part > 10 else 1) if name.part else 0
    text = text_of(period._replace(own_name=OwnName(starts.name(year), part)))
    read = read_own_year(text, text.casefold(), starts)
    return read if isinstance(read, Period) else None


def text_of(period: Period) -> str:
    """The text of a period as a plan keeps it: the standard form, or the name of a year of one's own."""
    name = period.own_name
    if name is None:
        return period.canonical
    letter = "" if not name.part else f"S{name.part - 10} " if name.part > 10 else f"Q{name.part} "
    return f"{letter}{name.year}"
