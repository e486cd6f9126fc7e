"""Periods in words, for people: `January 2004`, `8–9 avril 2004`, `desde: septiembre de 2004`.

Comes in: a period and one of our languages. Goes out: a short text in that language, in patterns of our own:
those of CLDR differ between countries in ways that surprise (docs/dev/decisions.md). Hours are not
shown here.
"""

from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from ssetrack.dates.names import MONTH_NAMES, SHORT_MONTH_NAMES
from ssetrack.dates.period import Certainty, Edge, OwnName, Period, PeriodKind, Precision
from ssetrack.language.speaker import supported_language
from ssetrack.language.words import Phrases, phrases_of

REMEMBERED = 4096
"""Periods whose words are kept: plans repeat their dates, and tables show each several times."""


def display(period: Period, language: str = "en", *, short: bool = False, deadline: bool = False) -> str:
    """The period in words of one of our languages (English for any other).

    `short` is for a narrow column: months are shortened. A `deadline` that is a month, a quarter, a half or a
    year long is said by its end, on which it falls due: `by end of June 2004`.
    """
    return _display(period, supported_language(language), short=short, deadline=deadline)


class _Manner(NamedTuple):
    """How a period is said: the language, the names of months, what is between day and month."""

    language: str
    say: Phrases
    months: tuple[str, ...]
    of: str
    short: bool


@cache
def _manner(language: str, short: bool) -> _Manner:
    say, names = phrases_of(language), SHORT_MONTH_NAMES if short else MONTH_NAMES
    return _Manner(language, say, names[language], " " if short else say.of, short)


@lru_cache(maxsize=REMEMBERED)
def _display(period: Period, language: str, *, short: bool, deadline: bool) -> str:
    how = _manner(language, short)
    members = period.options or period.parts
    if members:
        joint = how.say.either if period.options else how.say.both
        each = (_display(member, language, short=short, deadline=deadline) for member in members)
        return f" {joint} ".join(each)
    if period.kind is PeriodKind.UNKNOWN:
        return how.say.unknown
    is_sure = period.certainty not in (Certainty.APPROXIMATE, Certainty.UNCERTAIN)
    shown = _in_words(period, how, by_its_end=deadline and is_sure)
    if period.certainty is Certainty.APPROXIMATE:
        return how.say.about.format(shown)
    if period.certainty is Certainty.UNCERTAIN:
        return how.say.perhaps.format(shown)
    return shown


def _in_words(period: Period, how: _Manner, *, by_its_end: bool) -> str:
    first, last = period.earliest, period.latest
    if by_its_end:
        said = _by_its_end(period, how)
        if said is not None:
            return said
    if period.own_name is not None:
        return _own_name(period.own_name, how)
    if first is not None and last is not None:
        return _span(first, last, how)
    if first is not None:
        return how.say.since.format(_since(first, _months_of(period.start), how))
    if last is not None:
        return how.say.until.format(_until(last, _months_of(period.end), how))
    return how.say.ongoing


def _by_its_end(period: Period, how: _Manner) -> str | None:
    """What is due by the end of a unit of the calendar, or of a year of one's own; None for anything else."""
    by_end = how.say.short_by_end if how.short else how.say.by_end
    first, last, name = period.earliest, period.latest, period.own_name
    if name is not None:
        months = 12 if not name.part else 6 if name.part > 10 else 3
        return by_end[months].format(_own_name(name, how))
    if last is None:
        return None
    if first is None:
        months = _months_of(period.end)
        return by_end[months].format(_until(last, months, how))
    if first.day != 1 or last.day != _month_end(last):
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months not in by_end or (first.month - 1) % months:
        return None  # from month to month, or something that is no unit
    return by_end[months].format(_months(first, last, how))


def _own_name(name: OwnName, how: _Manner) -> str:
    """`Q1 2026/27`: the calendar's name for the same months would be read as another quarter."""
    if not name.part:
        return name.year
    letter, number = (how.say.half, name.part - 10) if name.part > 10 else (how.say.quarter, name.part)
    return f"{letter}{number} {name.year}"


def _months_of(edge: Edge | None) -> int:
    """How long the unit is in which the one end of a half-open period was written; it is said in that."""
    if edge is None or edge.precision is Precision.QUADRIMESTER:
        return 0  # "from May – August 2027" would say that it ends in August
    return edge.precision.months


def _since(first: date, months: int, how: _Manner) -> str:
    """The month, the quarter, the year that begins on a day; the day itself where there are no months."""
    if not months:
        return _day(first, how)
    last = first.replace(month=first.month + months - 1)
    return _months(first, last, how)


def _until(last: date, months: int, how: _Manner) -> str:
    """The month, the quarter, the year that ends on a day; the day itself where there are no months."""
    if not months:
        return _day(last, how)
    return _months(last.replace(month=last.month - months + 1, day=1), last, how)


def _span(first: date, last: date, how: _Manner) -> str:
    """From one day to another, the shortest way to say it."""
    if first == last:
        return _day(first, how)
    same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
    if first.day == 1 and last.day == _month_end(last):
        return _months(first, last, how)
    if same_month:
        return f"{_number(first, how)}–{last.day}{how.of}{_month(first, how)}"
    start = _day(first, how)
    if same_year:
        start = f"{_number(first, how)}{how.of}{how.months[first.month - 1]}"
    return f"{start} – {_day(last, how)}"


def _months(first: date, last: date, how: _Manner) -> str:
    """Whole months: a year, a part of one, or from month to month."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 12 == 0 and first.month == 1:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if months == 6 and first.month in (1, 7):
        return f"{how.say.half}{first.month // 6 + 1} {first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"{how.say.quarter}{first.month // 3 + 1} {first.year}"
    if months == 1:
        return _month(first, how)
    start = how.months[first.month - 1] if first.year == last.year else _month(first, how)
    return f"{start} – {_month(last, how)}"


def _month(day: date, how: _Manner) -> str:
    return f"{how.months[day.month - 1]}{how.of}{day.year}"


def _day(day: date, how: _Manner) -> str:
    return f"{_number(day, how)}{how.of}{_month(day, how)}"


def _number(day: date, how: _Manner) -> str:
    return how.say.first if day.day == 1 else str(day.day)


def _month_end(day: date) -> int:
    return monthrange(day.year, day.month)[1]
