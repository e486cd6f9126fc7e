"""The days of an RRULE (RFC 5545 §3.3.10), from any day on and without stepping there.

Comes in: the parts of a rule without its end, its first day, and between which days is asked. Goes out: days.
There are fourteen kinds of years, by their length and the weekday that they begin with. What a rule picks in
a year of each kind is worked out once; which of these days are in step with the interval is arithmetic.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

HORIZON = 60
"""Years behind the day asked about in which the next one is looked for, and in which a COUNT is counted."""

_SAMPLES = {(isleap(year), date(year, 1, 1).weekday()): year for year in range(2000, 2028)}
"""A year of each kind."""


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by their names, without COUNT and UNTIL."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    return {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}


def rrule_value(parts: dict[str, str]) -> str:
    """The value of an RRULE with these parts."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def rule_days(rule: str, first: date, since: date, until: date | None) -> Iterator[date]:
    """The days from `since` to `until`, both inclusive, none before `first`.

    They end `HORIZON` years behind `since` at the latest: a rule may have no day in ten thousand years.
    """
    begin = max(first, since)
    end = min(until or date.max, date(min(begin.year + HORIZON, date.max.year), 12, 31))
    steps = _steps(rule, first)
    for year in range(begin.year, end.year + 1):
        for day in steps.in_year(year, begin):
            if day > end:
                return
            yield day


def last_rule_day(rule: str, first: date, until: date) -> date | None:
    """The last day up to `until`; None where there is none from `first` on."""
    steps = _steps(rule, first)
    for year in range(until.year, first.year - 1, -1):
        days = [day for day in steps.in_year(year, first) if day <= until]
        if days:
            return days[-1]
    return None


class Counted(NamedTuple):
    """Where a COUNT ends: the last day, and how many there are up to it."""

    last: date
    number: int


@lru_cache(maxsize=10_000)
def end_of_count(rule: str, first: date, count: int) -> Counted | None:
    """The end of a rule with a COUNT, within `HORIZON` years; None where it has no day in them."""
    steps, number, last_year = _steps(rule, first), 0, first.year
    for year in range(first.year, min(first.year + HORIZON, date.max.year) + 1):
        here = steps.number_in(year) if year > first.year else sum(1 for _ in steps.in_year(year, first))
        if number + here >= count:
            last = next(islice(steps.in_year(year, max(first, date(year, 1, 1))), count - number - 1, None))
            return Counted(last, count)
        if here:
            number, last_year = number + here, year
    if not number:
        return None
    return Counted(list(steps.in_year(last_year, max(first, date(last_year, 1, 1))))[-1], number)


class _Steps:
    """A rule and its first day, as what it picks in each year and which of these are in step."""

    def __init__(self, rule: str, first: date) -> None:
        parts = parts_of(rule)
        self.first, self.interval = first, int(parts.pop("INTERVAL", 1))
        self.frequency = parts["FREQ"]
        self.pattern = rrule_value(_explicit(parts, first))
        self.week = first - timedelta(days=first.weekday())

    def in_year(self, year: int, since: date) -> Iterator[date]:
        """The days in a year, from `since` on."""
        if self.frequency == "YEARLY" and (year - self.first.year) % self.interval:
            return
        opening = date(year, 1, 1)
        picked = _days_in_year(self.pattern, isleap(year), opening.weekday())
        begin = bisect_left(picked, (since - opening).days)
        for number in picked[begin:]:
            day = opening + timedelta(days=number)
            if self.interval == 1 or self._is_in_step(day):
                yield day

    def number_in(self, year: int) -> int:
        """How many days a whole year has."""
        opening = date(year, 1, 1)
        if self.interval == 1:
            return len(_days_in_year(self.pattern, isleap(year), opening.weekday()))
        return sum(1 for _ in self.in_year(year, opening))

    def _is_in_step(self, day: date) -> bool:
        if self.frequency == "DAILY":
            steps = (day - self.first).days
        elif self.frequency == "WEEKLY":
            steps = (day - self.week).days // 7
        elif self.frequency == "MONTHLY":
            steps = (day.year - self.first.year) * 12 + day.month - self.first.month
        else:
            steps = 0
        return steps % self.interval == 0


@lru_cache(maxsize=1000)
def _steps(rule: str, first: date) -> _Steps:
    """Taken apart once: a view of many days asks the same rule of each."""
    return _Steps(rule, first)


def _explicit(parts: dict[str, str], first: date) -> dict[str, str]:
    """The parts with what a rule otherwise takes from its first day."""
    if "BYDAY" in parts or "BYMONTHDAY" in parts or parts["FREQ"] == "DAILY":
        return parts
    if parts["FREQ"] == "WEEKLY":
        return parts | {"BYDAY": WEEKDAYS[first.weekday()]}
    if parts["FREQ"] == "YEARLY":
        parts = {"BYMONTH": str(first.month)} | parts
    return parts | {"BYMONTHDAY": str(first.day)}


@lru_cache(maxsize=10_000)
def _days_in_year(pattern: str, leap: bool, weekday: int) -> tuple[int, ...]:
    """What a rule without an interval picks in a year of that kind: days counted from 0.

    Each part lets some days through (§3.3.10, the table of BYxxx parts); which ones is the same everywhere.
    """
    parts = parts_of(pattern)
    year = _SAMPLES[leap, weekday]
    opening = date(year, 1, 1).toordinal()
    month_days = frozenset(map(int, parts["BYMONTHDAY"].split(","))) if "BYMONTHDAY" in parts else None
    names = parts["BYDAY"].split(",") if "BYDAY" in parts else ()
    weekdays = frozenset((int(name[:-2] or 0), WEEKDAYS.index(name[-2:])) for name in names)
    of_year = parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts
    found = []
    for month in sorted(map(int, parts["BYMONTH"].split(","))) if "BYMONTH" in parts else range(1, 13):
        length = monthrange(year, month)[1]
        first = date(year, month, 1).toordinal()
        for day in range(1, length + 1):
            if month_days is not None and day not in month_days and day - length - 1 not in month_days:
                continue
            number = first + day - 1
            place = (number - opening, 365 + leap) if of_year else (day - 1, length)
            if not weekdays or not weekdays.isdisjoint(_weekday_names((number - 1) % 7, *place)):
                found.append(number - opening)
    return tuple(dict.fromkeys(found))


def _weekday_names(weekday: int, place: int, length: int) -> tuple[tuple[int, int], ...]:
    """What a weekday is called: every such one, the so manieth from the front, the so manieth from behind."""
    return (0, weekday), (place // 7 + 1, weekday), (-((length - place - 1) // 7) - 1, weekday)
