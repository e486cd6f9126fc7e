"""Years of one's own, and their quarters and halves: `2026/27`, `FY2026/27`, `Q1 2026/27`, `2026/27-T1`.

Comes in: a folded text, and when the plan's year begins, if it says so. Goes out: the days, in months as far
as that goes; without a `year-starts` the two readings of the text, of which nobody here knows which is meant.
`2026/2027` is two years of the calendar, always.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ssetrack.dates.day_range import DayRange
from ssetrack.dates.edtf import interval
from ssetrack.dates.informal.tokens import shape_of
from ssetrack.dates.own_year_refusals import own_part, own_year
from ssetrack.dates.period import DateProblem, OwnName, Period, in_month, on_days
from ssetrack.dates.refusals import quotation
from ssetrack.dates.vocabulary import one_of
from ssetrack.dates.year_start import YearStart
from ssetrack.language.message import message

LONGEST = 80
"""Characters beyond which a text is no year."""

_FISCAL = one_of(lambda words: words.fiscal_years)
_YEAR = (
    rf"(?:(?P<fiscal>{_FISCAL}) ?)?(?P<first>[1-9][0-9]{{3}})(?P<between>[/-])"
    r"(?P<second>[0-9]{2}|[0-9]{4})"
)
LAST_YEAR = 9999
"""No year begins in it that could end."""

_WHOLE = re.compile(_YEAR)
_PART_FIRST = re.compile(rf"(?P<part>.*?[^0-9/-])[ -]?{_YEAR}")
_PART_LAST = re.compile(rf"{_YEAR} ?[-/,]? ?(?P<part>[^0-9 /-].*)")
_JOINER = re.compile(rf" ?[-/] ?| (?:{one_of(lambda words: words.range_joiners)}) ")
_ONE_YEAR = re.compile(rf"(?:{_FISCAL}) ?(?P<year>[1-9][0-9]{{3}})")


def read_own_year(text: str, low: str, starts: YearStart) -> Period | DateProblem | None:
    """The text as a year that begins then, or a part of one; None for what is something else."""
    if len(low) > LONGEST:
        return None
    alone = _ONE_YEAR.fullmatch(low)
    if alone:
        return _named_after(text, int(alone["year"]))
    named = _year_in(low)
    if named is None:
        days = _range(low, starts)
        return None if days is None else _period(days, starts)
    read = _period(_days(named, starts), starts)
    if len(named.parts) > 1 or isinstance(read, DateProblem):
        return read
    return read._replace(own_name=OwnName(starts.name(named.year), *named.parts))


def is_own_year(low: str) -> bool:
    """Whether a text that could be read names a year of one's own: it stays as it is written."""
    if len(low) > LONGEST:
        return False
    return _year_in(low) is not None or any(_year_in(low[: one.start()]) for one in _JOINER.finditer(low))


def without_year_start(text: str, low: str) -> DateProblem | None:
    """Both readings of a text that names such a year, where no plan says when it begins."""
    if len(low) > LONGEST:
        return None
    named = _year_in(low)
    if named is not None:
        return own_year(text, named.year) if not named.parts else own_part(text, _of_calendar(named))
    for joiner in _JOINER.finditer(low):
        first, last = _year_in(low[: joiner.start()]), _year_in(low[joiner.end() :])
        if first is not None and last is not None:
            begin, end = (_of_calendar(one) for one in (first, last))
            both = begin.partition("/")[0], end.rpartition("/")[2]
            return own_part(text, "/".join(both))
    return None


class _Named(NamedTuple):
    """A year, and its parts: 1 to 4 for quarters, 11 and 12 for halves; the whole where there are none."""

    year: int
    parts: tuple[int, ...]


def _year_in(low: str) -> _Named | None:
    """The year that the text names, alone or with a part of it."""
    for pattern in (_WHOLE, _PART_FIRST, _PART_LAST):
        found = pattern.fullmatch(low)
        year = _year(found) if found else None
        if found is None or year is None:
            continue
        if pattern is _WHOLE:
            return _Named(year, ())
        shape = shape_of(found["part"].strip(" -/,"))
        numbers = shape.numbers("Q") if shape is not None and shape.letters in ("Q", "Q-Q") else []
        if numbers and max(numbers) <= 12:
            return _Named(year, tuple(numbers))
    return None


def _year(found: re.Match[str]) -> int | None:
    """The first of the two years; None where they do not follow each other, or may be something else.

    `2011-12` is a month, and `2034-35` a quarter in EDTF; two whole years are two years, unless the
    words say that they are one.
    """
    first, second = int(found["first"]), found["second"]
    if not found["fiscal"]:
        is_code = found["between"] == "-" and (1 <= int(second) <= 12 or 33 <= int(second) <= 41)
        if len(second) == 4 or is_code:
            return None
    is_next = int(second) == first + 1 if len(second) == 4 else int(second) == (first + 1) % 100
    return first if is_next and first < LAST_YEAR else None


def _of_calendar(named: _Named) -> str:
    """What the text would be in the calendar, in the standard form."""
    if not named.parts:
        return f"{named.year}/{named.year + 1}"
    names = (f"S{number - 10}" if number > 10 else f"Q{number}" for number in named.parts)
    return "/".join(dict.fromkeys(f"{named.year}-{name}" for name in names))


def _days(named: _Named, starts: YearStart) -> DayRange:
    """The days of a year, or of parts of it that follow each other."""
    if not named.parts:
        return starts.months_of(named.year, 0, 12)
    days = [
        starts.months_of(named.year, 6 * (number - 11), 6)
        if number > 10
        else starts.months_of(named.year, 3 * (number - 1), 3)
        for number in named.parts
    ]
    return DayRange(days[0].first, days[-1].last)


def _range(low: str, starts: YearStart) -> DayRange | None:
    """From one to another: `2025/26 - 2027/28`, `Q3 2025/26 to Q2 2026/27`."""
    for joiner in _JOINER.finditer(low):
        first, last = _year_in(low[: joiner.start()]), _year_in(low[joiner.end() :])
        if first is not None and last is not None:
            return DayRange(_days(first, starts).first, _days(last, starts).last)
    return None


def _period(days: DayRange, starts: YearStart) -> Period | DateProblem:
    """Whole months where the year begins with one, else days."""
    begin, end = days
    assert begin is not None, "a part of a year has both ends"
    assert end is not None, "a part of a year has both ends"
    if starts.day > 1:
        return interval(on_days(begin, begin), on_days(end, end))
    return interval(in_month(begin.year, begin.month), in_month(end.year, end.month))


def _named_after(text: str, year: int) -> DateProblem:
    """`FY2026` alone: the year that begins in 2026 in some countries, and that ends in it in others."""
    before, after = (f"{one}/{(one + 1) % 100:02}" for one in (year - 1, year))
    return DateProblem(
        "ambiguous-date",
        message(
            "`{text}` can mean the year that begins in {year} or the one that ends in {year}",
            text=quotation(text),
            year=year,
        ),
        message("write {before} or {after}", before=before, after=after),
        instead=(before, after),
    )
