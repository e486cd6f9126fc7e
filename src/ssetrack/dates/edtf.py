"""EDTF, the standard form of dates (ISO 8601-2, levels 0 to 2 as far as docs/dates.md lists them).

Comes in: a text. Goes out: a `Period`, a `DateProblem` for what looks like EDTF but is no date, or None for
what is something else. Only ASCII digits count; years are 1000 to 9999.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, time

from ssetrack.dates.period import Certainty, DateProblem, Hours, Kind, Period
from ssetrack.dates.refusals import (
    impossible_day,
    impossible_month,
    impossible_time,
    reversed_range,
    season,
    too_many,
    unreadable,
    year_out_of_range,
)

MOST_MEMBERS = 20
"""Members of a set; more is no date that anybody means."""

_DATE = re.compile(r"([0-9]{4})(?:-(Q[1-4]|S[12]|[0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?(?:/([0-9]{2}):([0-9]{2}))?"
)

_PARTS = {
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
    "S1": (1, 6),
    "S2": (7, 12),
    "37": (1, 4),
    "38": (5, 8),
    "39": (9, 12),
}
"""Parts of a year: first and last month. Quarters and semesters are those of the calendar."""
_NUMBERED = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "S1", "41": "S2"}

_SURENESS = {
    "": Certainty.EXACT,
    "~": Certainty.APPROXIMATE,
    "?": Certainty.UNCERTAIN,
    "%": Certainty.UNCERTAIN,
}
_ORDER = list(Certainty)


def read_edtf(text: str) -> Period | DateProblem | None:
    """The text as EDTF; None where it does not look like it."""
    if not text.isascii():
        return None
    if text[0] in "[{":
        return _set(text)
    hours = _DATE_TIME.fullmatch(text)
    if hours:
        return _date_time(hours)
    if "/" in text:
        return _interval(text)
    return _date(text)


def least_sure(periods: tuple[Period, ...]) -> Certainty:
    """The certainty of the least sure of several."""
    return min((period.certainty for period in periods), key=_ORDER.index)


def spanning(periods: tuple[Period, ...]) -> tuple[date | None, date | None]:
    """The first and the last day of several; None where one of them has none."""
    firsts = [period.earliest for period in periods]
    lasts = [period.latest for period in periods]
    known_firsts = [day for day in firsts if day is not None]
    known_lasts = [day for day in lasts if day is not None]
    return (
        min(known_firsts) if len(known_firsts) == len(firsts) else None,
        max(known_lasts) if len(known_lasts) == len(lasts) else None,
    )


def _date(text: str) -> Period | DateProblem | None:
    """A year, a part of one, a month or a day, perhaps with a qualifier."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    written_year, part, written_day, qualifier = found.groups()
    year = int(written_year)
    if year < 1000:
        return year_out_of_range(text)
    certainty = _SURENESS[qualifier]
    if part is None:
        return Period(Kind.PERIOD, date(year, 1, 1), date(year, 12, 31), text, certainty)
    name = _NUMBERED.get(part, part)
    if name in _PARTS and written_day is None:
        first, last = _PARTS[name]
        end = date(year, last, monthrange(year, last)[1])
        canonical = f"{written_year}-{name}{qualifier}"
        return Period(Kind.PERIOD, date(year, first, 1), end, canonical, certainty)
    if not part.isdigit():
        return unreadable(text)
    month = int(part)
    if written_day is None and 21 <= month <= 32:
        return season(text)
    if not 1 <= month <= 12:
        return impossible_month(text)
    days = monthrange(year, month)[1]
    if written_day is None:
        return Period(Kind.PERIOD, date(year, month, 1), date(year, month, days), text, certainty)
    if not 1 <= int(written_day) <= days:
        return impossible_day(year, month)
    day = date(year, month, int(written_day))
    return Period(Kind.PERIOD, day, day, text, certainty)


def _interval(text: str) -> Period | DateProblem | None:
    """`A/B`, with `..` for an open end and nothing for an unknown one."""
    first_text, _, last_text = text.partition("/")
    if "/" in last_text or (first_text in ("", "..") and last_text in ("", "..")):
        return None
    first = None if first_text in ("", "..") else _date(first_text)
    last = None if last_text in ("", "..") else _date(last_text)
    for read, written in ((first, first_text), (last, last_text)):
        if isinstance(read, DateProblem):
            return read
        if read is None and written not in ("", ".."):
            return None
    assert not isinstance(first, DateProblem) and not isinstance(last, DateProblem)
    if first is None and last is not None:
        return Period(Kind.PERIOD, None, last.latest, f"{first_text}/{last.canonical}", last.certainty)
    if last is None and first is not None:
        if last_text == "..":
            return Period(Kind.OPEN, first.earliest, None, f"{first.canonical}/..", Certainty.OPEN)
        # An unknown end is not an open one: nobody says that it goes on.
        return Period(Kind.UNKNOWN, first.earliest, None, f"{first.canonical}/", Certainty.UNKNOWN)
    assert first is not None and last is not None
    if first.earliest and last.latest and first.earliest > last.latest:
        return reversed_range(first, last)
    certainty = least_sure((first, last))
    return Period(Kind.PERIOD, first.earliest, last.latest, f"{first.canonical}/{last.canonical}", certainty)


def _set(text: str) -> Period | DateProblem | None:
    """`[a,b]`, one of these, or `{a,b}`, all of these; members may be ranges `a..b`."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if len(text) < 3 or text[-1] != closing:
        return None
    written = [member.strip() for member in text[1:-1].split(",")]
    if len(written) > MOST_MEMBERS:
        return too_many()
    members: list[Period] = []
    for one in written:
        read = _member(one)
        if not isinstance(read, Period):
            return read
        members.append(read)
    return gathered(tuple(members), text[0])


def gathered(members: tuple[Period, ...], opening: str) -> Period:
    """A set of periods: one-of for `[`, all-of for `{`."""
    first, last = spanning(members)
    closing = "]" if opening == "[" else "}"
    body = ",".join(_in_set(member) for member in members)
    kind = Kind.PERIOD
    if last is None:
        kind = Kind.OPEN if any(member.kind is Kind.OPEN for member in members) else Kind.UNKNOWN
    certainty = least_sure(members)
    if opening == "[" and len(members) > 1 and _ORDER.index(certainty) > _ORDER.index(Certainty.ALTERNATIVES):
        certainty = Certainty.ALTERNATIVES
    several = members if len(members) > 1 else ()
    return Period(
        kind,
        first,
        last,
        f"{opening}{body}{closing}",
        certainty,
        options=several if opening == "[" else (),
        parts=several if opening == "{" else (),
    )


def _in_set(member: Period) -> str:
    """How a member is written inside a set: EDTF has `a..b` there, not `a/b`."""
    if member.hours is not None and member.earliest is not None:
        return member.earliest.isoformat()
    before, slash, after = member.canonical.partition("/")
    if not slash:
        return member.canonical
    return f"{'' if before == '..' else before}..{'' if after == '..' else after}"


def _member(text: str) -> Period | DateProblem | None:
    """A member of a set: a date, or a range of dates with two dots."""
    first, dots, last = text.partition("..")
    if not dots:
        return _date(text) if "/" not in text else None
    read = _interval(f"{first or '..'}/{last or '..'}")
    if isinstance(read, Period):
        return replace(read, canonical=f"{read.canonical}")
    return read


def _date_time(found: re.Match[str]) -> Period | DateProblem | None:
    """A day with its hours; the local day counts, an offset is kept as a zone."""
    day = _date(found[1])
    if not isinstance(day, Period):
        return day
    start = _clock(found[2], found[3])
    end = _clock(found[6], found[7]) if found[6] else None
    if start is None or (found[6] and end is None) or (found[4] and int(found[4]) > 59):
        return impossible_time(found[0])
    zone = found[5]
    if zone and zone != "Z":
        zone = zone if ":" in zone or len(zone) == 3 else f"{zone[:3]}:{zone[3:]}"
        zone = zone if ":" in zone else f"{zone}:00"
        if int(zone[1:3]) > 14 or int(zone[4:6]) > 59:
            return impossible_time(found[0])
    return with_hours(day, Hours(start, end, zone))


def _clock(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def with_hours(day: Period, hours: Hours) -> Period:
    """A day with clock times; anything but one day keeps its form and carries the hours beside it."""
    if day.earliest is None or day.earliest != day.latest or day.options or day.parts:
        return replace(day, hours=hours)
    end = "" if hours.end is None else f"/{hours.end:%H:%M}"
    canonical = f"{day.earliest.isoformat()}T{hours.start:%H:%M}{hours.zone or ''}{end}"
    return replace(day, canonical=canonical, hours=hours)
