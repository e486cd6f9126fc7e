"""Periods in words, for people: `January 2004`, `8-9 avril 2004`, `du 8 au 9 avril`, `desde el T4 de 2004`.

Comes in: a period, one of our languages, and where in a text it is said. Goes out: a short text in that
language, with the preposition that the period asks for there, so that no sentence puts one before it. The
patterns are our own: those of CLDR differ between countries in ways that surprise (docs/dev/decisions.md).
Hours are not shown here.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from ssetrack.dates.names import MONTH_NAMES, SHORT_MONTH_NAMES
from ssetrack.dates.period import Certainty, Edge, OwnName, Period, PeriodKind, Precision
from ssetrack.language.conjunctions import alternatives, together
from ssetrack.language.message import Sayable
from ssetrack.language.speaker import supported_language
from ssetrack.language.words import Phrases, Position, phrases_of

HALVES = 10
"""Parts of a year that are halves have the numbers 11 and 12."""

VOWELS = frozenset("aeiouéâô")
"""Letters with which a month or a word for one may begin: before them another vowel is left out."""

REMEMBERED = 4096
"""Periods whose words are kept: plans repeat their dates, and tables show each several times."""


def display(
    period: Period,
    language: str = "en",
    *,
    position: Position = Position.CELL,
    short: bool = False,
    deadline: bool = False,
) -> str:
    """The period in words of one of our languages (English for any other), for its place in a text.

    `short` is for a narrow column: months are shortened. A `deadline` that is a month, a quarter, a half or a
    year long is said by its end, on which it falls due: `by end of June 2004`.
    """
    return _display(period, supported_language(language), position, short=short, deadline=deadline)


def standard_words(period: Period, language: str, position: Position = Position.CELL) -> str:
    """The standard form of a period instead of words, with the preposition that the words would have."""
    precision = period.precision
    if precision is None:
        return period.canonical
    return _phrase(
        period.canonical, precision.months, _manner(supported_language(language), position, short=False)
    )


@dataclass(frozen=True, slots=True)
class DateWords(Sayable):
    """For the gap of a message: a period in the words of the reader, as `display` says it."""

    period: Period
    position: Position = Position.SENTENCE
    deadline: bool = False

    def said_in(self, language: str) -> str:
        """`du 8 au 9 avril 2004`."""
        return display(self.period, language, position=self.position, deadline=self.deadline)


def in_days(
    first: date, last: date, language: str, position: Position = Position.CELL, *, short: bool = False
) -> str:
    """From one day to another in days, also where the calendar has another name for them."""
    how = _manner(supported_language(language), position, short)
    return _phrase(_day(first, how), 0, how) if first == last else _days(first, last, how)


class _Manner(NamedTuple):
    """How a period is said: the language, where, the names of months, what is between day and month."""

    language: str
    say: Phrases
    position: Position
    months: tuple[str, ...]
    of: str
    short: bool


@cache
def _manner(language: str, position: Position, short: bool) -> _Manner:
    say, names = phrases_of(language), SHORT_MONTH_NAMES if short else MONTH_NAMES
    return _Manner(language, say, position, names[language], " " if short else say.of, short)


@lru_cache(maxsize=REMEMBERED)
def _display(period: Period, language: str, position: Position, *, short: bool, deadline: bool) -> str:
    members = period.options or period.parts
    if members:
        each = [_display(member, language, position, short=short, deadline=deadline) for member in members]
        return alternatives(each, language) if period.options else together(each, language)
    how = _manner(language, position, short)
    if period.kind is PeriodKind.UNKNOWN:
        return how.say.unknown
    is_sure = period.certainty not in (Certainty.APPROXIMATE, Certainty.UNCERTAIN)
    shown = _in_words(period, how, by_its_end=deadline and is_sure)
    if is_sure:
        return shown
    is_alone = position in (Position.CELL, Position.SENTENCE, Position.CHOICE)
    return (how.say.alone if is_alone else how.say.behind)[period.certainty].format(shown)


def _in_words(period: Period, how: _Manner, *, by_its_end: bool) -> str:
    first, last = period.earliest, period.latest
    if by_its_end:
        said = _by_its_end(period, how)
        if said is not None:
            return said
    if period.own_name is not None:
        return _phrase(_own_name(period.own_name, how), _months_of_own(period.own_name), how)
    if first is not None and last is not None:
        return _span(first, last, how)
    if first is not None:
        months = _months_of(period.start)
        return _phrase(_since(first, months, how), months, how._replace(position=Position.FROM))
    if last is not None:
        return how.say.no_beginning.format(_until(last, _months_of(period.end), how))
    return how.say.ongoing


def _phrase(words: str, months: int, how: _Manner) -> str:
    """A day (0 months), a month, a part of a year or a year with the preposition of its place."""
    pattern = how.say.prepositions.get(how.position)
    if pattern is None:
        return words
    said = pattern[0 if not months else 1 if months == 1 else 2 if months % 12 else 3].format(words)
    return _with_elision(said, how)


def _with_elision(said: str, how: _Manner) -> str:
    """French `de avril` becomes `d'avril`."""
    full, elided = how.say.elision
    start = said[len(full) : len(full) + 1]
    return elided + said[len(full) :] if full and said.startswith(full) and start in VOWELS else said


def _by_its_end(period: Period, how: _Manner) -> str | None:
    """What is due by the end of a unit of the calendar, or of a year of one's own; None for anything else."""
    by_end = how.say.short_by_end if how.short else how.say.by_end
    first, last, name = period.earliest, period.latest, period.own_name
    if name is not None:
        return by_end[_months_of_own(name)].format(_own_name(name, how))
    if last is None:
        return None
    if first is None:
        months = _months_of(period.end)
        return by_end[months].format(_until(last, months, how))
    if first.day != 1 or last.day != _month_end(last):
        return None
    months = _month_count(first, last)
    if months not in by_end or (first.month - 1) % months:
        return None  # from month to month, or something that is no unit
    return by_end[months].format(_months(first, last, how))


def _own_name(name: OwnName, how: _Manner) -> str:
    """`Q1 2026/27`: the calendar's name for the same months would be read as another quarter."""
    return name.year if not name.part else _part(name.part, name.year, how)


def _months_of_own(name: OwnName) -> int:
    """How many months a year of one's own has, or the part of it."""
    return 12 if not name.part else 6 if name.part > HALVES else 3


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
        return _phrase(_day(first, how), 0, how)
    if first.day != 1 or last.day != _month_end(last):
        return _days(first, last, how)
    months = _month_count(first, last)
    if months in (1, 3, 6, 12) and (first.month - 1) % months == 0:
        return _phrase(_months(first, last, how), months, how)
    if months % 12 == 0 and first.month == 1:
        return _range(str(first.year), str(first.year), str(last.year), 12, how)
    start = _month(first, how)
    short_start = how.months[first.month - 1] if first.year == last.year else start
    return _range(short_start, start, _month(last, how), 1, how)


def _days(first: date, last: date, how: _Manner) -> str:
    """From one day to another in days, whatever unit of the calendar they are."""
    start = _day(first, how)
    if (first.year, first.month) == (last.year, last.month):
        return _range(_number(first, how), start, _day(last, how), 0, how)
    same_year = f"{_number(first, how)}{how.of}{how.months[first.month - 1]}"
    return _range(same_year if first.year == last.year else start, start, _day(last, how), 0, how)


def _range(short_start: str, start: str, end: str, months: int, how: _Manner) -> str:
    """From one unit to another. `short_start` is the start without what the end says as well."""
    if how.position is Position.FROM:
        return _phrase(start, months, how)
    pattern = how.say.ranges[1 if months else 0]
    if pattern and how.position is not Position.CELL:
        return _with_elision(pattern.format(short_start, end), how)
    is_close = short_start[0].isdigit() and " " not in short_start
    dash = how.say.dash if is_close else f" {how.say.dash} "
    return _phrase(f"{short_start}{dash}{end}", months, how)


def _months(first: date, last: date, how: _Manner) -> str:
    """Whole months that are a unit: a year, a half or a quarter of one, a month."""
    months = _month_count(first, last)
    if months == 12:
        return str(first.year)
    if months == 6:
        return _part(HALVES + first.month // 6 + 1, str(first.year), how)
    if months == 3:
        return _part(first.month // 3 + 1, str(first.year), how)
    return _month(first, how)


def _part(part: int, year: str, how: _Manner) -> str:
    """A quarter (1 to 4) or a half (11, 12) of a year: `Q4 2004`, `1er semestre 2004`, `T4 de 2004`."""
    say = how.say
    if part > HALVES:
        return (say.short_halves if how.short else say.halves)[part - HALVES - 1].format(year)
    return (say.short_quarter if how.short else say.quarter).format(part, year)


def _month_count(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _month(day: date, how: _Manner) -> str:
    return f"{how.months[day.month - 1]}{how.of}{day.year}"


def _day(day: date, how: _Manner) -> str:
    return f"{_number(day, how)}{how.of}{_month(day, how)}"


def _number(day: date, how: _Manner) -> str:
    return how.say.first if day.day == 1 else str(day.day)


def _month_end(day: date) -> int:
    return monthrange(day.year, day.month)[1]
