"""Dates in numbers with slashes, dots or hyphens: `4/11/2020`.

Read only where the plan's language settles which number is the day; else both readings are shown.
"""

from __future__ import annotations

import re
from datetime import date

from ssetrack.dates.edtf import between
from ssetrack.dates.period import DateProblem, Period, on_days
from ssetrack.dates.refusals import ambiguous, impossible_day, impossible_month, year_out_of_range
from ssetrack.dates.vocabulary import one_of
from ssetrack.language.words import LANGUAGES, all_words

DAY_FIRST = frozenset(tag for tag, words in zip(LANGUAGES, all_words(), strict=True) if words.day_first)
"""Languages in which the day comes first."""

_DATE = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_SPAN = re.compile(
    rf"(?:(?:{one_of(lambda words: words.range_openers)}) )?([0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{4}})"
    rf" ?(?:-|{one_of(lambda words: words.range_joiners)}) ?([0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{4}})"
)


def read_numeric(text: str, low: str, language: str | None) -> Period | DateProblem | None:
    """The text as a date in numbers; None where it is none."""
    one = _DATE.fullmatch(low)
    if one:
        return _day(text, int(one[1]), int(one[3]), int(one[4]), language)
    span = _SPAN.fullmatch(low)
    if not span:
        return None
    first, last = (read_numeric(part, part, language) for part in span.groups())
    return None if first is None or last is None else between(first, last)


def _day(text: str, first: int, second: int, year: int, language: str | None) -> Period | DateProblem:
    if year < 1000:
        return year_out_of_range(text)
    if language in DAY_FIRST:
        if not 1 <= second <= 12:
            return impossible_month(text)
        day = _date(year, second, first)
        if day is None:
            return impossible_day(year, second, first)
        return on_days(day, day)
    readings = [day for day in (_date(year, second, first), _date(year, first, second)) if day is not None]
    if readings:
        return ambiguous(text, readings[0], readings[-1])
    if 1 <= second <= 12:
        return impossible_day(year, second, first)
    return impossible_day(year, first, second) if 1 <= first <= 12 else impossible_month(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
