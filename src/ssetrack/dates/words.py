"""Dates in words: English, French, Spanish and Portuguese, whatever the plan's language.

Comes in: a text made plain and folded. Goes out: a `Period`, a `DateProblem` where the words are clear but
the date is not possible, or None for what is no date in words. No word means two months in the four
languages, so none needs to be told which it is reading.

A text becomes a string of letters, one for each word (`8-9 April 2004` is `D-DMY`), and the patterns below
say which strings are dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ssetrack.dates.clock import read_hours
from ssetrack.dates.edtf import read_edtf, with_hours
from ssetrack.dates.folding import folded
from ssetrack.dates.names import MONTHS, WEEKDAYS
from ssetrack.dates.period import ONGOING, UNKNOWN, DateProblem, Kind, Period
from ssetrack.dates.refusals import (
    impossible_day,
    reversed_range,
    split_days,
    unreadable,
    without_year,
    wrong_weekday,
)
from ssetrack.diagnostic import message

OPEN_WORDS = frozenset(
    {
        "ongoing", "continuous", "permanent", "en cours", "en continu", "permanente", "en curso", "continuo",
        "em curso", "em andamento", "continua", "continue", "continu",
    }
)  # fmt: skip
UNKNOWN_WORDS = frozenset(
    {
        "?", "tbd", "tbc", "tba", "unknown", "to be determined", "to be decided", "to be confirmed", "to be defined",
        "to be announced", "a definir", "a determiner", "a confirmer", "a decider", "a preciser", "inconnu",
        "por definir", "por determinar", "por confirmar", "por decidir", "desconocido", "a determinar",
        "a confirmar", "a decidir", "desconhecido",
    }
)  # fmt: skip

WEEKDAY_NAMES = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)

_CLOCK = re.compile(
    r"(?:\s*[,/]\s*|\s+)(?:(?:at|a|as|a las|@)\s+)?"
    r"([0-9]{1,2}[:h][0-9]{0,2}(?:\s*(?:-|a|to)\s*[0-9]{1,2}[:h][0-9]{0,2})?)$"
)
_TOKEN = re.compile(
    r"(?P<year>[0-9]{4})(?![0-9a-z])"
    r"|(?P<part>[qtsh][1-4])(?![0-9a-z])"
    r"|(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|ere|\.?o|\.?a)?(?![0-9a-z])"
    r"|(?P<word>[a-z]+(?:-feira)?)\.?"
    r"|(?P<mark>[-/&,])"
    r"|(?P<blank> +)"
)
_FILLERS = frozenset(
    {"of", "the", "de", "del", "do", "da", "du", "le", "la", "el", "o", "on", "from", "dia", "des"}
)
_TO = frozenset({"to", "until", "till", "through", "au", "al", "a", "ao", "hasta", "ate"})
_AND = frozenset({"and", "et", "y", "e"})


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of a month, with the weekday that was written beside it."""

    number: int
    weekday: int | None


def read_words(text: str, low: str) -> Period | DateProblem | None:
    """The text as a date in words; `low` is it folded."""
    if low in OPEN_WORDS:
        return ONGOING
    if low in UNKNOWN_WORDS:
        return UNKNOWN
    clock = _CLOCK.search(low)
    if clock is None:
        return _date(text, low)
    hours = read_hours(clock[1])
    before = low[: clock.start()]
    day = _date(text, before) or read_edtf(before)
    if not isinstance(day, Period):
        return day
    if isinstance(hours, DateProblem):
        return hours
    if day.earliest != day.latest or day.hours is not None:
        return unreadable(text)
    return with_hours(day, hours)


def _date(text: str, low: str) -> Period | DateProblem | None:
    tokens = _tokens(low)
    if tokens is None:
        return None
    shape, values = tokens
    for pattern, reader in _PATTERNS:
        if pattern.fullmatch(shape):
            return reader(text, shape, values)
    if shape and _YEARLESS.fullmatch(shape):
        month = next((value for kind, value in zip(shape, values, strict=True) if kind == "M"), None)
        return without_year(text, "YYYY-MM-DD" if "D" in shape else f"YYYY-{month:02}")
    return None


def _tokens(low: str) -> tuple[str, list[int | _Day]] | None:
    """The shape of the text and the value behind each of its letters; None for a word nobody knows.

    D day, M month, Y year, Q part of a year, `-` to, `&` and, `/` slash.
    """
    shape: list[str] = []
    values: list[int | _Day] = []
    weekday: int | None = None
    position = 0
    while position < len(low):
        found = _TOKEN.match(low, position)
        if not found:
            return None
        position = found.end()
        kind, word = found.lastgroup, found[0]
        if kind == "year":
            shape.append("Y")
            values.append(int(word))
        elif kind == "part":
            shape.append("Q")
            values.append(_part(word))
        elif kind == "day":
            shape.append("D")
            values.append(_Day(int(found["day"]), weekday))
            weekday = None
        elif kind == "mark" and word != ",":
            shape.append(word)
            values.append(0)
        elif kind == "word":
            name = found["word"]
            follows_day = (bool(shape) and shape[-1] in "-/&") or not shape or shape[-1] == "Y"
            if name in MONTHS and not (name in WEEKDAYS and follows_day and _is_day_next(low, position)):
                shape.append("M")
                values.append(MONTHS[name])
            elif name in WEEKDAYS and weekday is None:
                weekday = WEEKDAYS[name]
            elif name in _TO or name in _AND:
                if shape:
                    shape.append("-" if name in _TO else "&")
                    values.append(0)
            elif name not in _FILLERS:
                return None
    return None if weekday is not None else ("".join(shape), values)


def _is_day_next(low: str, position: int) -> bool:
    """Whether a number and then a month follow: `mar 9 de marzo` begins with a Tuesday."""
    return re.match(r"\.?,? ?[0-9]{1,2}\D+[a-z]", low[position:]) is not None


def _part(word: str) -> int:
    """`q3`/`t3` as 3, `s1`/`h1` as 11: first and last month follow from it."""
    return int(word[1]) if word[0] in "qt" else 10 + int(word[1])


Reader = Callable[[str, str, "list[int | _Day]"], "Period | DateProblem"]


def _month(year: int, month: int) -> Period:
    days = monthrange(year, month)[1]
    return Period(Kind.PERIOD, date(year, month, 1), date(year, month, days), f"{year:04}-{month:02}")


def _day(year: int, month: int, day: _Day) -> Period | DateProblem:
    if not 1 <= day.number <= monthrange(year, month)[1]:
        return impossible_day(year, month)
    made = date(year, month, day.number)
    if day.weekday is not None and made.weekday() != day.weekday:
        return wrong_weekday(made, WEEKDAY_NAMES[made.weekday()])
    return Period(Kind.PERIOD, made, made, made.isoformat())


def _between(first: Period | DateProblem, last: Period | DateProblem) -> Period | DateProblem:
    if isinstance(first, DateProblem):
        return first
    if isinstance(last, DateProblem):
        return last
    if first.earliest and last.latest and first.earliest > last.latest:
        return reversed_range(first, last)
    if first == last:
        return first
    return Period(Kind.PERIOD, first.earliest, last.latest, f"{first.canonical}/{last.canonical}")


def _numbers(shape: str, values: Sequence[int | _Day], kind: str) -> list[int]:
    return [value for one, value in zip(shape, values, strict=True) if one == kind and isinstance(value, int)]


def _days(values: Sequence[int | _Day]) -> list[_Day]:
    return [value for value in values if isinstance(value, _Day)]


def _read_months(text: str, shape: str, values: list[int | _Day]) -> Period | DateProblem:
    """`January 2004`, `March-May 2021`, `Dec 2004 - Jan 2005`."""
    months, years = _numbers(shape, values, "M"), _numbers(shape, values, "Y")
    if "&" in shape and len(years) == 1 and months[1] != months[0] + 1:
        return split_days(text)
    return _between(_month(years[0], months[0]), _month(years[-1], months[-1]))


def _read_day(text: str, shape: str, values: list[int | _Day]) -> Period | DateProblem:
    """`8 October 2021`, `October 8th, 2021`."""
    return _day(_numbers(shape, values, "Y")[0], _numbers(shape, values, "M")[0], _days(values)[0])


def _read_days(text: str, shape: str, values: list[int | _Day]) -> Period | DateProblem:
    """Days of one month: `April 8-9, 2004`, `8 y 9 de abril de 2004`, `April 25/26/27, 2023`."""
    year, month, days = _numbers(shape, values, "Y")[0], _numbers(shape, values, "M")[0], _days(values)
    numbers = [day.number for day in days]
    if ("&" in shape or "/" in shape) and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return split_days(text)
    return _between(_day(year, month, days[0]), _day(year, month, days[-1]))


def _read_span(text: str, shape: str, values: list[int | _Day]) -> Period | DateProblem:
    """Days of two months: `30 April - 2 May 2004`, `20 December 2004 - 3 January 2005`."""
    years, months, days = _numbers(shape, values, "Y"), _numbers(shape, values, "M"), _days(values)
    return _between(_day(years[0], months[0], days[0]), _day(years[-1], months[-1], days[-1]))


def _read_years(text: str, shape: str, values: list[int | _Day]) -> Period | DateProblem:
    """`2021-2023`."""
    first, last = (
        Period(Kind.PERIOD, date(year, 1, 1), date(year, 12, 31), f"{year:04}")
        for year in _numbers(shape, values, "Y")
    )
    return _between(first, last)


def _read_parts(text: str, shape: str, values: list[int | _Day]) -> Period | DateProblem:
    """`Q3 2021`, `T3 2021`, `S1 2022`, `H2 2021`, `Q1-Q2 2021`."""
    parts, years = _numbers(shape, values, "Q"), _numbers(shape, values, "Y")
    read: list[Period] = []
    for part, year in zip(parts, years * 2, strict=False):
        name = f"S{part - 10}" if part > 10 else f"Q{part}"
        found = read_edtf(f"{year:04}-{name}")
        if not isinstance(found, Period):
            return unreadable(text)
        read.append(found)
    return _between(read[0], read[-1])


_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"MY|YM|M[-&]MY|MY[-&]MY", _read_months),
        (r"DMY|MDY|YMD", _read_day),
        (r"D(?:[-&]D)+MY|MD(?:[-&/]D)+Y|D(?:/D){2,}MY", _read_days),
        (r"DM[-&]DMY|MD[-&]MDY|DMY[-&]DMY|MDY[-&]MDY", _read_span),
        (r"Y-Y", _read_years),
        (r"QY|Y-?Q|Q-QY|QY-QY", _read_parts),
    )
)
_YEARLESS = re.compile(r"M|DM|MD|M[-&]M|D(?:[-&/]D)+M|MD(?:[-&/]D)+|DM[-&]DM|MD[-&]MD")


def reading_of(text: str) -> Period | DateProblem | None:
    """A text as a date in words, folded here."""
    return read_words(text, folded(text))
