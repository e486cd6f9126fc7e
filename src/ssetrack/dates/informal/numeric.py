"""Dates in numbers with slashes, dots or hyphens: `4/11/2020`.

Read only where the plan's language settles which number is the day; else both readings are shown.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ssetrack.dates.edtf import between
from ssetrack.dates.period import DateProblem, Period, in_month, on_days
from ssetrack.dates.refusals import ambiguous, impossible_day, impossible_month, year_out_of_range
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


def read_numeric(text: str, low: str, language: str | None) -> Period | DateProblem | None:
    """The text as a date in numbers; None where it is none."""
    one = _DATE.fullmatch(low)
    if one:
        return _either(text, [low], language)
    month = _MONTH.fullmatch(low)
    if month:
        return _month(text, int(month[1]), int(month[2]))
    days = _DAYS.fullmatch(low)
    if days:
        # `21-22/12/2025`: the first day is in the month of the last.
        return _either(text, [f"{days[1]}{days[3]}", f"{days[2]}{days[3]}"], language)
    span = _SPAN.fullmatch(low)
    return _either(text, [span[1], span[2]], language) if span else None


def _month(text: str, month: int, year: int) -> Period | DateProblem:
    """`10/2024`, which nobody reads in another way."""
    if year < 1000:
        return year_out_of_range(text)
    return in_month(year, month) if 1 <= month <= 12 else impossible_month(text)


def _either(text: str, ends: list[str], language: str | None) -> Period | DateProblem:
    """One day or two in numbers, day first or month first, whichever the language settles."""
    day_first, month_first = _all(ends, day_first=True), _all(ends, day_first=False)
    if language in DAY_FIRST:
        if isinstance(month_first, Period) and isinstance(day_first, DateProblem) and not _has_month(ends):
            return impossible_month(text, month_first)
        return day_first
    readings = [read for read in (day_first, month_first) if isinstance(read, Period)]
    if not readings:
        return month_first if isinstance(month_first, DateProblem) and not _has_month(ends) else day_first
    if language == MONTH_FIRST and readings == [month_first]:
        return month_first
    return ambiguous(text, readings[0], readings[-1], DAY_FIRST)


def _has_month(ends: list[str]) -> bool:
    """Whether the second number of each is a month."""
    return all(1 <= int(re.split("[/.-]", end)[1]) <= 12 for end in ends)


def _all(ends: list[str], *, day_first: bool) -> Period | DateProblem:
    days = [_day(end, day_first=day_first) for end in ends]
    return days[0] if len(days) == 1 else between(days[0], days[1])


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
