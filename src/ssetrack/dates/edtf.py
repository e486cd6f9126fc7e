"""EDTF, the standard form of dates (ISO 8601-2, levels 0 to 2 as far as docs/dates.md lists them).

Comes in: a text. Goes out: a `Period`, a `DateProblem` for what looks like EDTF but is no date, or None for
what is something else. Only ASCII digits count; years are 1000 to 9999.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time

from ssetrack.dates.day_range import DayRange
from ssetrack.dates.own_year_refusals import own_year
from ssetrack.dates.period import (
    Certainty,
    DateProblem,
    Edge,
    Hours,
    Period,
    PeriodKind,
    Precision,
    Qualifier,
)
from ssetrack.dates.project_time import months_on
from ssetrack.dates.refusals import (
    impossible_day,
    impossible_month,
    impossible_time,
    reversed_range,
    too_many,
    unreadable,
    year_out_of_range,
)
from ssetrack.dates.seasons import SEASONS, season

MOST_MEMBERS = 20
"""Members of a set; more is no date that anybody means."""

_DATE = re.compile(r"([0-9]{4})(?:-(Q[1-4]|S[12]|[0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?(?:/([0-9]{2}):([0-9]{2}))?"
)

_PARTS = {
    "Q1": (1, 3, Precision.QUARTER),
    "Q2": (4, 6, Precision.QUARTER),
    "Q3": (7, 9, Precision.QUARTER),
    "Q4": (10, 12, Precision.QUARTER),
    "S1": (1, 6, Precision.SEMESTRAL),
    "S2": (7, 12, Precision.SEMESTRAL),
    "37": (1, 4, Precision.QUADRIMESTER),
    "38": (5, 8, Precision.QUADRIMESTER),
    "39": (9, 12, Precision.QUADRIMESTER),
}
"""Parts of a year: first and last month, and what it is. Quarters and semesters are those of the calendar."""
_CODES = frozenset((*range(1, 13), *range(33, 42)))
"""What two digits behind a year mean for sure; the seasons are refused whatever stands there."""
_NUMBERED = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "S1", "41": "S2"}

_SURENESS = {
    Qualifier.NONE: Certainty.EXACT,
    Qualifier.APPROXIMATE: Certainty.APPROXIMATE,
    Qualifier.UNCERTAIN: Certainty.UNCERTAIN,
    Qualifier.BOTH: Certainty.UNCERTAIN,
}
_ORDER = list(Certainty)


def read_edtf(text: str) -> Period | DateProblem | None:
    """The text as EDTF; None where it does not look like it."""
    if not text or not text.isascii():
        return None
    if text[0] in "[{":
        return _set(text)
    hours = _DATE_TIME.fullmatch(text)
    if hours:
        return _date_time(hours)
    if "/" in text:
        return _interval(text)
    return read_date(text)


def least_sure(periods: tuple[Period, ...]) -> Certainty:
    """The certainty of the least sure of several."""
    return min((period.certainty for period in periods), key=_ORDER.index)


def spanning(periods: tuple[Period, ...]) -> DayRange:
    """From the first to the last day of several; open where one of them is."""
    firsts = [period.earliest for period in periods]
    lasts = [period.latest for period in periods]
    known_firsts = [day for day in firsts if day is not None]
    known_lasts = [day for day in lasts if day is not None]
    return DayRange(
        min(known_firsts) if len(known_firsts) == len(firsts) else None,
        max(known_lasts) if len(known_lasts) == len(lasts) else None,
    )


def _one_date(first: date, last: date, canonical: str, precision: Precision, qualifier: Qualifier) -> Period:
    """One date: both its ends are written alike."""
    edge = Edge(precision, qualifier)
    return Period(PeriodKind.PERIOD, first, last, canonical, _SURENESS[qualifier], start=edge, end=edge)


def read_date(text: str) -> Period | DateProblem | None:
    """A year, a part of one, a month or a day, perhaps with a qualifier."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    written_year, part, written_day, mark = found.groups()
    year = int(written_year)
    if year < 1000:
        return year_out_of_range(text)
    qualifier = Qualifier(mark)
    if part is None:
        return _one_date(date(year, 1, 1), date(year, 12, 31), text, Precision.YEAR, qualifier)
    name = _NUMBERED.get(part, part)
    if name in _PARTS and written_day is None:
        first, last, precision = _PARTS[name]
        end = date(year, last, monthrange(year, last)[1])
        canonical = f"{written_year}-{name}{mark}"
        return _one_date(date(year, first, 1), end, canonical, precision, qualifier)
    if not part.isdigit():
        return unreadable(text)
    month = int(part)
    if written_day is None and month == (year + 1) % 100 and month not in _CODES and year < 9999:
        return own_year(text, year)  # `2026-27`
    if written_day is None and 21 <= month <= 32:
        name = SEASONS[(month - 21) % 4]
        return season(text, name, year, north=not month >= 29, south=not 25 <= month <= 28)
    if not 1 <= month <= 12:
        return impossible_month(text)
    days = monthrange(year, month)[1]
    if written_day is None:
        return _one_date(date(year, month, 1), date(year, month, days), text, Precision.MONTH, qualifier)
    if not 1 <= int(written_day) <= days:
        wrong = impossible_day(year, month, int(written_day))
        return wrong._replace(suggestion=wrong.suggestion and wrong.suggestion + mark)
    day = date(year, month, int(written_day))
    return _one_date(day, day, text, Precision.DAY, qualifier)


def in_months(first: date, months: int, precision: Precision) -> Period:
    """The period of so many whole months from the first day of one, in that unit where it fills some.

    Raises ValueError beyond the calendar.
    """
    last = months_on(first, months - 1)
    units = {month: name for name, (month, _, unit) in _PARTS.items() if unit is precision}
    length = precision.months
    whole = bool(length) and not months % length
    if precision is Precision.YEAR and whole and first.month == 1:
        names = f"{first.year:04}", f"{last.year:04}"
    elif whole and first.month in units:
        opening = months_on(last, 1 - length)
        names = f"{first.year:04}-{units[first.month]}", f"{opening.year:04}-{units[opening.month]}"
    else:
        names = f"{first:%Y-%m}", f"{last:%Y-%m}"
    found = read_edtf(names[0] if names[0] == names[1] else "/".join(names))
    assert isinstance(found, Period), "whole months are a period"
    return found


def interval(first: Period | DateProblem, last: Period | DateProblem) -> Period | DateProblem:
    """The interval from one date to another; what is suggested for one end is put into the whole."""
    if isinstance(first, Period) and isinstance(last, Period):
        if first.earliest and last.latest and first.earliest > last.latest:
            return reversed_range(first, last)
        if first == last:
            return first
        return Period(
            PeriodKind.PERIOD,
            first.earliest,
            last.latest,
            f"{first.canonical}/{last.canonical}",
            least_sure((first, last)),
            start=first.start,
            end=last.end,
        )
    wrong = first if isinstance(first, DateProblem) else last
    assert isinstance(wrong, DateProblem)
    ends = [end.canonical if isinstance(end, Period) else end.suggestion for end in (first, last)]
    mended = read_edtf(f"{ends[0]}/{ends[1]}") if all(ends) else None
    return wrong.of_a_part()._replace(suggestion=mended.canonical if isinstance(mended, Period) else None)


def _interval(text: str) -> Period | DateProblem | None:
    """`A/B`, with `..` for an open end and nothing for an unknown one."""
    first_text, _, last_text = text.partition("/")
    if last_text in ("", ".."):
        first = read_date(first_text)
        return (
            _from(first, last_text) if isinstance(first, Period) else _whole_problem(first, "{}/" + last_text)
        )
    last = read_date(last_text)
    if first_text in ("", ".."):
        return (
            _until(first_text, last) if isinstance(last, Period) else _whole_problem(last, first_text + "/{}")
        )
    first = read_date(first_text)
    return None if first is None or last is None else interval(first, last)


def _from(first: Period, end: str) -> Period:
    """`2004-09/..` goes on without an end; of `2004-09/` nobody says so, only that the end is not known."""
    if end == "..":
        canonical = f"{first.canonical}/.."
        return Period(PeriodKind.OPEN, first.earliest, None, canonical, Certainty.OPEN, start=first.start)
    canonical = f"{first.canonical}/"
    return Period(PeriodKind.UNKNOWN, first.earliest, None, canonical, Certainty.UNKNOWN, start=first.start)


def _until(start: str, last: Period) -> Period:
    """`../2004-09`: no later than; a first day that is unknown (`/2004-09`) makes the last no less due."""
    return Period(
        PeriodKind.PERIOD, None, last.latest, f"{start}/{last.canonical}", last.certainty, end=last.end
    )


def _whole_problem(wrong: DateProblem | None, whole: str) -> DateProblem | None:
    """The problem of a part, with a suggestion for the whole."""
    if wrong is None or wrong.suggestion is None:
        return wrong and wrong.of_a_part()
    return wrong.of_a_part()._replace(suggestion=whole.format(wrong.suggestion))


def _set(text: str) -> Period | DateProblem | None:
    """`[a,b]`, one of these, or `{a,b}`, all of these; members may be ranges `a..b`."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if len(text) < 3 or text[-1] != closing:
        return None
    written = [member.strip() for member in text[1:-1].split(",")]
    if len(written) > MOST_MEMBERS:
        return too_many(MOST_MEMBERS)
    members: list[Period] = []
    for one in written:
        read = _member(one)
        if isinstance(read, DateProblem):
            return read.of_a_part()
        if read is None:
            return None
        members.append(read)
    return set_of(tuple(members), text[0])


def _member(text: str) -> Period | DateProblem | None:
    """A member of a set: a date, or a range of dates with two dots."""
    first, dots, last = text.partition("..")
    if not dots:
        return read_date(text)
    return None if "/" in text else _interval(f"{first or '..'}/{last or '..'}")


def set_of(members: tuple[Period, ...], opening: str) -> Period:
    """A set of periods: one-of for `[`, all-of for `{`."""
    first, last = spanning(members)
    kind, certainty = PeriodKind.PERIOD, least_sure(members)
    if any(member.kind is PeriodKind.UNKNOWN for member in members):
        kind = PeriodKind.UNKNOWN
    elif last is None:
        kind = PeriodKind.OPEN
    if opening == "[" and len(members) > 1 and _ORDER.index(certainty) > _ORDER.index(Certainty.ALTERNATIVES):
        certainty = Certainty.ALTERNATIVES
    several = members if len(members) > 1 else ()
    only = members[0] if len(members) == 1 else None
    return Period(
        kind,
        first,
        last,
        opening + ",".join(_in_set(member) for member in members) + {"[": "]", "{": "}"}[opening],
        certainty,
        options=several if opening == "[" else (),
        parts=several if opening == "{" else (),
        start=only and only.start,
        end=only and only.end,
    )


def with_qualifier(period: Period, mark: str) -> Period | DateProblem | None:
    """The period with `~`, `?` or `%` on both its ends; None where it has a mark, hours or members."""
    if period.is_qualified or period.hours or period.options or period.parts:
        return None
    ends = period.canonical.split("/")
    return read_edtf("/".join(end if end in ("", "..") else end + mark for end in ends))


def _in_set(member: Period) -> str:
    """How a member is written inside a set: EDTF has `a..b` there, not `a/b`, and no hours."""
    if member.hours is not None and member.earliest is not None and member.earliest == member.latest:
        return member.earliest.isoformat()
    before, slash, after = member.canonical.partition("/")
    if not slash:
        return member.canonical
    return f"{'' if before == '..' else before}..{'' if after == '..' else after}"


def _date_time(found: re.Match[str]) -> Period | DateProblem | None:
    """A day with its hours; the local day counts, an offset is kept as a zone."""
    day = read_date(found[1])
    if isinstance(day, DateProblem):
        return _whole_problem(day, "{}" + found[0][10:])
    if day is None:
        return None
    if (found[2], found[3], found[4]) == ("00", "00", "00") and found[5] in (None, "Z") and not found[6]:
        return day  # a spreadsheet's, which has no days without a time
    start = _clock(found[2], found[3])
    end = _clock(found[6], found[7]) if found[6] else None
    zone = _offset(found[5])
    if start is None or start == end or (found[6] and end is None) or int(found[4] or 0) > 59 or zone == "":
        return impossible_time(found[0])
    return with_hours(day, Hours(start, end, zone))


def _clock(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _offset(written: str | None) -> str | None:
    """An offset as `+02:00`; "" for one that is nowhere on earth."""
    if written is None or written == "Z":
        return written
    hour, minute = written[1:3], written[3:].removeprefix(":") or "00"
    return (
        f"{written[0]}{hour}:{minute}" if int(hour) * 60 + int(minute) <= 14 * 60 and int(minute) < 60 else ""
    )


def with_hours(day: Period, hours: Hours) -> Period:
    """A day with clock times; anything but one day known for sure keeps its form, the hours beside it."""
    if day.earliest is None or day.earliest != day.latest or day.certainty is not Certainty.EXACT:
        return day._replace(hours=hours)
    end = "" if hours.end is None else f"/{hours.end:%H:%M}"
    canonical = f"{day.earliest.isoformat()}T{hours.start:%H:%M}{hours.zone or ''}{end}"
    return day._replace(canonical=canonical, hours=hours)
