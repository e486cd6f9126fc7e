"""What the clocks of a calendar's zones show (RFC 5545 §3.6.5, §3.2.19).

Comes in: names of zones, and the rules that a calendar has for them. Goes out: offsets from UTC for local
times, or none where nobody knows. A name of IANA counts by itself, also behind the prefix of a program
(`/mozilla.org/20070129_1/Europe/Paris`). For the names of Windows the calendar's own rules count: clocks that
change each year on one weekday of a month, which is all that programs write today.
"""

from __future__ import annotations

import re
from calendar import monthcalendar
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from ssetrack.dates.zones import instant, is_zone, local

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:00)?")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})\d{2}Z?")
_WEEKDAY = re.compile(r"([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = frozenset(("FREQ", "BYDAY", "BYMONTH", "UNTIL", "INTERVAL", "WKST"))


class Yearly(NamedTuple):
    """One weekday of a month, each year: the first, the second, …, or counted from the end."""

    month: int
    number: int
    weekday: int
    last: date
    """The last day on which it counts."""

    def day_in(self, year: int) -> date | None:
        """The day in a year; None where the month has no such weekday."""
        days = [week[self.weekday] for week in monthcalendar(year, self.month) if week[self.weekday]]
        at = self.number - 1 if self.number > 0 else len(days) + self.number
        return date(year, self.month, days[at]) if 0 <= at < len(days) else None


class Observance(NamedTuple):
    """From when on, by the clocks before, an offset counts: once, or each year."""

    first: datetime
    offset: str
    yearly: Yearly | None

    def latest(self, at: datetime) -> datetime | None:
        """When it began last, at or before a local time."""
        if self.yearly is None:
            return self.first if self.first <= at else None
        for year in (at.year, at.year - 1):
            day = self.yearly.day_in(year) if year > 0 else None
            if day is None or day > self.yearly.last:
                continue
            begin = datetime.combine(day, self.first.time())
            if self.first <= begin <= at:
                return begin
        return None


def observance(properties: Mapping[str, str]) -> Observance | None:
    """A STANDARD or DAYLIGHT part of a zone, by its properties; None for one that cannot be read."""
    first = _moment(properties.get("DTSTART", ""))
    offset = _OFFSET.fullmatch(properties.get("TZOFFSETTO", ""))
    if first is None or offset is None or int(offset[2]) > 23 or int(offset[3]) > 59:
        return None
    rule = properties.get("RRULE")
    yearly = None if rule is None else _yearly(rule)
    if (rule is not None and yearly is None) or "RDATE" in properties:
        return None
    return Observance(first, f"{offset[1]}{offset[2]}:{offset[3]}", yearly)


def offset_at(name: str, at: datetime, rules: Mapping[str, tuple[Observance | None, ...]]) -> str | None:
    """The offset of a local time in a zone: `+02:00`, `Z`; None where it is not known."""
    known = iana_name(name)
    if known is not None:
        moment = instant(at.date(), at.time(), known)
        return None if moment is None else _offset_between(at, moment.replace(tzinfo=None))
    found: list[tuple[datetime, str]] = []
    for one in rules.get(name, ()):
        if one is None:
            return None
        begin = one.latest(at)
        found += [] if begin is None else [(begin, one.offset)]
    return _standard(max(found)[1]) if found else None


def local_moment(at: datetime, name: str) -> tuple[datetime, str] | None:
    """A moment of UTC by the clocks of a zone, and their offset; None where the zone is not known."""
    known = iana_name(name)
    if known is None:
        return None
    shown = local(at, known)
    return shown, _offset_between(shown, at.replace(tzinfo=None))


def iana_name(name: str) -> str | None:
    """The name of IANA in that of a calendar."""
    parts = name.split("/")
    for count in (len(parts), 3, 2):
        if count <= len(parts) and is_zone(one := "/".join(parts[-count:])):
            return one
    return None


def _offset_between(shown: datetime, moment: datetime) -> str:
    minutes = round((shown - moment).total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return _standard(f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}")


def _standard(offset: str) -> str:
    return "Z" if offset[1:] == "00:00" else offset


def _yearly(rule: str) -> Yearly | None:
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    weekday, month = _WEEKDAY.fullmatch(parts.get("BYDAY", "")), parts.get("BYMONTH", "")
    until = _moment(parts.get("UNTIL", "99991231T000000"))
    is_plain = parts.keys() <= _PARTS and parts.get("FREQ") == "YEARLY" and parts.get("INTERVAL", "1") == "1"
    if not is_plain or weekday is None or until is None or not re.fullmatch("0?[1-9]|1[0-2]", month):
        return None
    return Yearly(int(month), int(weekday[1]), _WEEKDAYS.index(weekday[2]), until.date())


def _moment(text: str) -> datetime | None:
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute = (int(one) for one in found.groups())
    try:
        return datetime.combine(date(year, month, day), time(hour, minute))
    except ValueError:
        return None
