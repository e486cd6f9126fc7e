"""Dates in numbers with slashes, dots or hyphens: `4/11/2020`.

Read only where the plan's language settles which number is the day; else both readings are shown.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ssetrack.dates.day_range import DayRange, year_in
from ssetrack.dates.edtf import interval
from ssetrack.dates.informal.settled import Settled
from ssetrack.dates.names import WEEKDAYS
from ssetrack.dates.period import DateProblem, Period, in_month, on_days
from ssetrack.dates.refusals import (
    ambiguous,
    impossible_day,
    impossible_month,
    wrong_weekday,
    year_out_of_range,
)
from ssetrack.dates.vocabulary import one_of
from ssetrack.language.words import LANGUAGES, all_words

DAY_FIRST = tuple(tag for tag, words in zip(LANGUAGES, all_words(), strict=True) if words.day_first)
"""Languages in which the day comes first."""

MONTH_FIRST = "en"
"""The language in which many, not all, write the month first: read so only where it can be nothing else."""

_DATE = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_DAYS = re.compile(r"([0-9]{1,2})-([0-9]{1,2})([/.][0-9]{1,2}[/.][0-9]{4})")
_SPAN = re.compile(
    rf"(?:(?:{one_of(lambda words: words.range_openers)}) )?([0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{4}})"
    rf" ?(?:-|{one_of(lambda words: words.range_joiners)}) ?([0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{4}})"
)


_WITHOUT_YEAR = re.compile(
    r"[0-9]{1,2}([/.-])[0-9]{1,2}(?:\1(?:[0-9]{2})?)?|[0-9]{1,2}-[0-9]{1,2}[/.][0-9]{1,2}"
)
_WEEKDAY = re.compile(r"(?P<name>[a-z]+(?:-[a-z]+)?)\.?,? (?P<date>[0-9].*)")
NEAR = 10
"""So many years from the one that is said a year of two digits is looked for."""

_SHORT = r"([0-9]{1,2}[/.][0-9]{1,2}(?:[/.][0-9]{2})?)\.?"
_SPAN_WITHOUT_YEAR = re.compile(
    rf"(?:(?:{one_of(lambda words: words.range_openers)}) )?{_SHORT}"
    rf" ?(?:-|{one_of(lambda words: words.range_joiners)}) ?{_SHORT}"
)


def read_numeric(text: str, low: str, settled: Settled) -> Period | DateProblem | None:
    """The text as a date in numbers; None where it is none."""
    read = _with_year(text, low, settled)
    if read is None and settled.years is not None:
        read = _without_year(text, low, settled, settled.years)
    return read or _on_weekday(text, low, settled)


def _on_weekday(text: str, low: str, settled: Settled) -> Period | DateProblem | None:
    """`Fri 12/3/2027`, where a table has said which number is the day, or which year it is."""
    found = _WEEKDAY.fullmatch(low)
    if found is None or found["name"] not in WEEKDAYS or (settled.order is None and settled.years is None):
        return None
    read = read_numeric(text, found["date"], settled)
    if not isinstance(read, Period) or read.earliest is None:
        return read
    weekday = WEEKDAYS[found["name"]]
    return read if read.earliest.weekday() == weekday else wrong_weekday(read.earliest, weekday)


def _with_year(text: str, low: str, settled: Settled) -> Period | DateProblem | None:
    one = _DATE.fullmatch(low)
    if one:
        return _either(text, [low], settled)
    month = _MONTH.fullmatch(low)
    if month:
        return _month(text, int(month[1]), int(month[2]))
    days = _DAYS.fullmatch(low)
    if days:
        # `21-22/12/2025`: the first day is in the month of the last.
        return _either(text, [f"{days[1]}{days[3]}", f"{days[2]}{days[3]}"], settled)
    span = _SPAN.fullmatch(low)
    return _either(text, [span[1], span[2]], settled) if span else None


def _without_year(text: str, low: str, settled: Settled, years: DayRange) -> Period | DateProblem | None:
    """`12/3`, `6-13/9`, `12/03/27`: days whose year, or century, `years` alone can say."""
    span = _SPAN_WITHOUT_YEAR.fullmatch(low)
    if span:
        return _with_years(text, [span[1], span[2]], settled, years)
    if not _WITHOUT_YEAR.fullmatch(low):
        return None
    first, dash, rest = low.partition("-")
    if dash and re.search("[/.]", rest):
        month = re.split("[/.]", rest)[1]
        return _with_years(text, [f"{first}/{month}", rest], settled, years)
    return _with_years(text, [low], settled, years)


def _with_years(text: str, ends: list[str], settled: Settled, years: DayRange) -> Period | DateProblem | None:
    """The ends with their years, by the order that is settled; None where one falls outside."""
    readings: list[Period | DateProblem] = []
    for day_first in (True, False):
        if settled.order == ("mdy" if day_first else "dmy"):
            continue
        whole = [_whole(end, years, day_first=day_first) for end in ends]
        if None not in whole and _in_order([end for end in whole if end], day_first=day_first):
            readings.append(_all([end for end in whole if end], day_first=day_first))
    days = [read for read in readings if isinstance(read, Period)]
    if settled.order is None and settled.base in DAY_FIRST:
        return _with_years(text, ends, settled._replace(order="dmy"), years)
    if settled.order is None and days:
        return ambiguous(text, days[0], days[-1], DAY_FIRST)
    return next(iter(readings), None)


def _whole(end: str, years: DayRange, *, day_first: bool) -> str | None:
    """`12/3` with the year in which it falls; of two digits the year near by that ends so."""
    numbers = [number for number in re.split("[/.-]", end) if number]
    month = int(numbers[1] if day_first else numbers[0])
    year = year_in(years, month) if 1 <= month <= 12 else None
    if len(numbers) == 3:
        first = years.first.year if years.first is not None else 0
        year = next(
            (one for one in range(first - NEAR, first + NEAR + 1) if one % 100 == int(numbers[2])), None
        )
    return None if year is None else f"{numbers[0]}/{numbers[1]}/{year:04}"


def _in_order(ends: list[str], *, day_first: bool) -> bool:
    """Whether the months of a range follow each other in one year: over New Year nothing is sure."""
    parts = [end.split("/") for end in ends]
    months = [int(part[1] if day_first else part[0]) for part in parts]
    return len({part[2] for part in parts}) == 1 and months == sorted(months)


def _month(text: str, month: int, year: int) -> Period | DateProblem:
    """`10/2024`, which nobody reads in another way."""
    if year < 1000:
        return year_out_of_range(text)
    return in_month(year, month) if 1 <= month <= 12 else impossible_month(text)


def _either(text: str, ends: list[str], settled: Settled) -> Period | DateProblem:
    """One day or two in numbers, day first or month first, whichever is said or the language settles."""
    day_first, month_first = _all(ends, day_first=True), _all(ends, day_first=False)
    if settled.order == "mdy":
        return month_first
    if settled.order == "dmy" or settled.base in DAY_FIRST:
        if isinstance(month_first, Period) and isinstance(day_first, DateProblem) and not _has_month(ends):
            return impossible_month(text, month_first)
        return day_first
    readings = [read for read in (day_first, month_first) if isinstance(read, Period)]
    if not readings:
        return month_first if isinstance(month_first, DateProblem) and not _has_month(ends) else day_first
    if settled.base == MONTH_FIRST and readings == [month_first]:
        return month_first
    return ambiguous(text, readings[0], readings[-1], DAY_FIRST)


def _has_month(ends: list[str]) -> bool:
    """Whether the second number of each is a month."""
    return all(1 <= int(re.split("[/.-]", end)[1]) <= 12 for end in ends)


def _all(ends: list[str], *, day_first: bool) -> Period | DateProblem:
    days = [_day(end, day_first=day_first) for end in ends]
    return days[0] if len(days) == 1 else interval(days[0], days[1])


def _day(text: str, *, day_first: bool) -> Period | DateProblem:
    first, second, year = map(int, re.split("[/.-]", text))
    day, month = (first, second) if day_first else (second, first)
    if year < 1000:
        return year_out_of_range(text)
    if not 1 <= month <= 12:
        return impossible_month(text)
    if not 1 <= day <= monthrange(year, month)[1]:
        return impossible_day(year, month, day)
    made = date(year, month, day)
    return on_days(made, made)
