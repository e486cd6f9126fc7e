"""Dates in words of all our languages, whatever the plan's language.

Comes in: a text made plain and folded. Goes out: a `Period`, a `DateProblem` where the words are clear but
the date is not possible, or None for what is no date in words. No word means two months in them, so
no language needs to be told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from ssetrack.dates.day_range import DayRange, year_in
from ssetrack.dates.edtf import interval, read_edtf
from ssetrack.dates.informal.tokens import Day, TokenShape, shape_of
from ssetrack.dates.period import DateProblem, Period, Precision, in_month, in_year, on_days
from ssetrack.dates.refusals import (
    EXAMPLE_YEAR,
    impossible_day,
    unreadable,
    without_year,
    wrong_weekday,
)
from ssetrack.dates.several_refusals import both_or_one, not_adjacent

LEAP_YEAR = 2028
"""The year of an example for 29 February."""


def read_words(text: str, low: str, years: DayRange | None = None) -> Period | DateProblem | None:
    """The text as a date in words; `low` is it folded, `years` where one without a year falls."""
    shape = shape_of(low)
    if shape is None:
        return None
    read = _read_shape(text, shape)
    if read is not None or not _YEARLESS.fullmatch(shape.letters):
        return read
    year = None if years is None else _year_of(shape, years)
    with_year = None if year is None else TokenShape(f"{shape.letters}Y", [*shape.values, year])
    return (with_year and _read_shape(text, with_year)) or _yearless(text, shape)


def _read_shape(text: str, shape: TokenShape) -> Period | DateProblem | None:
    for pattern, reader in _PATTERNS:
        if pattern.fullmatch(shape.letters):
            return reader(text, shape)
    return None


def _year_of(shape: TokenShape, years: DayRange) -> int | None:
    """The one year in which all months of a shape fall, one after the other; None beyond a New Year."""
    months = shape.numbers("M")
    found = {year_in(years, month) for month in months}
    return found.pop() if len(found) == 1 and months == sorted(months) else None


def part_of_year(low: str) -> Precision | None:
    """Whether a text is a quarter or a half of a year, whatever year: `T1`, `1er trimestre 2026`."""
    shape = shape_of(low)
    if shape is None or shape.letters not in ("Q", "QY", "YQ"):
        return None
    return Precision.SEMESTRAL if shape.numbers("Q")[0] > 10 else Precision.QUARTER


def _yearless(text: str, shape: TokenShape) -> DateProblem:
    month, days = shape.numbers("M")[0], shape.days()
    if not days:
        return without_year(text, f"{EXAMPLE_YEAR}-{month:02}")
    day = min(max(days[0].number, 1), monthrange(LEAP_YEAR, month)[1])
    year = EXAMPLE_YEAR if day <= monthrange(EXAMPLE_YEAR, month)[1] else LEAP_YEAR
    return without_year(text, f"{year}-{month:02}-{day:02}")


def _day(year: int, month: int, day: Day) -> Period | DateProblem:
    if not 1 <= day.number <= monthrange(year, month)[1]:
        return impossible_day(year, month, day.number, day.weekday)
    made = date(year, month, day.number)
    if day.weekday is not None and made.weekday() != day.weekday:
        return wrong_weekday(made, day.weekday)
    return on_days(made, made)


def _interval(
    text: str, shape: TokenShape, first: Period | DateProblem, last: Period | DateProblem
) -> Period | DateProblem:
    """From one to the other; what is joined by `and` must follow on it, or it is two dates."""
    both = interval(first, last)
    if "&" not in shape.letters or not isinstance(first, Period) or not isinstance(last, Period):
        return both
    if first.latest and last.earliest and first.latest + timedelta(days=1) == last.earliest:
        return both
    return not_adjacent(text, [first, last])


def _read_months(text: str, shape: TokenShape) -> Period | DateProblem:
    """`January 2004`, `March-May 2021`, `Dec 2004 - Jan 2005`."""
    months, years = shape.numbers("M"), shape.numbers("Y")
    first, last = in_month(_first_year(shape), months[0]), in_month(years[-1], months[-1])
    return first if len(months) == 1 else _interval(text, shape, first, last)


def _first_year(shape: TokenShape) -> int:
    """The year of the first end: where only the last has one, `Oct – Mar 2027` begins the year before."""
    months, years = shape.numbers("M"), shape.numbers("Y")
    return years[0] - 1 if len(years) == 1 and months[0] > months[-1] and years[0] > 1000 else years[0]


def _read_hyphenated(text: str, shape: TokenShape) -> Period | DateProblem:
    """`26-May-2023`, `oct-2026`, `novembro/2018`: a date with hyphens or slashes between its parts."""
    if not shape.is_hyphenated:
        return unreadable(text)
    year, month, days = shape.numbers("Y")[0], shape.numbers("M")[0], shape.days()
    return _day(year, month, days[0]) if days else in_month(year, month)


def _read_day(text: str, shape: TokenShape) -> Period | DateProblem:  # noqa: ARG001  (all readers are called alike)
    """`8 October 2021`, `October 8th, 2021`."""
    return _day(shape.numbers("Y")[0], shape.numbers("M")[0], shape.days()[0])


def _read_days(text: str, shape: TokenShape) -> Period | DateProblem:
    """Days of one month: `April 8-9, 2004`, `8 y 9 de abril de 2004`, `April 25/26/27, 2023`."""
    year, month = shape.numbers("Y")[0], shape.numbers("M")[0]
    days = [_day(year, month, day) for day in shape.days()]
    for middle in days[1:-1]:
        if isinstance(middle, DateProblem):
            return middle.of_a_part()
    if len(days) == 2 and "&" not in shape.letters:
        return interval(days[0], days[1])
    readable = [day for day in days if isinstance(day, Period)]
    numbers = [day.number for day in shape.days()]
    if len(readable) == len(days) and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return not_adjacent(text, readable)
    return interval(days[0], days[-1])


def _read_slashed(text: str, shape: TokenShape) -> Period | DateProblem:
    """`8/9 April 2004`, `June/July 2004`: both, or one of the two."""
    year, months = shape.numbers("Y")[0], shape.numbers("M")
    if len(months) == 2:
        both = interval(*(in_month(year, month) for month in months))
    else:
        both = interval(*(_day(year, months[0], day) for day in shape.days()))
    return both_or_one(text, both) if isinstance(both, Period) else both


def _read_span(text: str, shape: TokenShape) -> Period | DateProblem:
    """Days of two months: `30 April - 2 May 2004`, `20 December 2004 - 3 January 2005`."""
    years, months, days = shape.numbers("Y"), shape.numbers("M"), shape.days()
    first = _day(_first_year(shape), months[0], days[0])
    return _interval(text, shape, first, _day(years[-1], months[-1], days[-1]))


def _read_year_first(text: str, shape: TokenShape) -> DateProblem:
    """`28 Dec 2026 - 3 Jan`, `Oct 2026 - Mar`: the end has no year, most likely the next that fits."""
    months, year, days = shape.numbers("M"), shape.numbers("Y")[0], shape.days()
    last_year = year + (months[0] > months[1])
    if last_year > 9999:
        return unreadable(text)
    if days:
        both = interval(_day(year, months[0], days[0]), _day(last_year, months[1], days[-1]))
    else:
        both = interval(in_month(year, months[0]), in_month(last_year, months[1]))
    return without_year(text, both.canonical) if isinstance(both, Period) else both


def _read_years(text: str, shape: TokenShape) -> Period | DateProblem:  # noqa: ARG001
    """`2021-2023`."""
    first, last = map(in_year, shape.numbers("Y"))
    return interval(first, last)


def _read_parts(text: str, shape: TokenShape) -> Period | DateProblem:
    """`Q3 2021`, `T3 2021`, `S1 2022`, `H2 2021`, `Q1-Q2 2021`."""
    years = shape.numbers("Y")
    read: list[Period] = []
    for index, part in enumerate(shape.numbers("Q")):
        year = years[min(index, len(years) - 1)]
        found = read_edtf(f"{year:04}-S{part - 10}" if part > 10 else f"{year:04}-Q{part}")
        if not isinstance(found, Period):
            return unreadable(text)
        read.append(found)
    return read[0] if len(read) == 1 else interval(read[0], read[1])


def _read_iso(text: str, shape: TokenShape) -> Period | DateProblem:  # noqa: ARG001
    """`2004-04-08 to 2004-04-09`, `Monday, 2023-05-22`."""
    return interval(shape.dates()[0], shape.dates()[-1])


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[str, TokenShape], Period | DateProblem]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"MY|YM|M[-&]MY|MY[-&]MY", _read_months),
        (r"DMY|MDY|YMD", _read_day),
        (r"D-DMY|D(?:&D)+MY|MD-DY|MD(?:&D)+Y|MD(?:/D){2,}Y|D(?:/D){2,}MY", _read_days),
        (r"D/DMY|MD/DY|M/MY", _read_slashed),
        (r"DM[-&]DMY|MD[-&]MDY|DMY[-&]DMY|MDY[-&]MDY", _read_span),
        (r"Y-Y", _read_years),
        (r"QY|Y[-/]?Q|Q[-/]Y|Q-QY|QY-QY", _read_parts),
        (r"I|I[-/]I", _read_iso),
        (r"D[-/]M[-/]Y|M[-/]Y|Y[-/]M(?:[-/]D)?", _read_hyphenated),
        (r"DMY[-&]DM|MDY[-&]MD|MY[-&]M", _read_year_first),
    )
)
_YEARLESS = re.compile(r"M|DM|MD|M[-&]M|D(?:[-&/]D)+M|MD(?:[-&/]D)+|DM[-&]DM|MD[-&]MD")
