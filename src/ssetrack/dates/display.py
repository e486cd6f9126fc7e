"""Periods in words, for people: `January 2004`, `8–9 avril 2004`, `desde: septiembre de 2004`.

Comes in: a period and one of our languages. Goes out: a short text in that language, in patterns of our own:
those of CLDR differ between countries in ways that surprise (docs/decisions.md). Hours are not shown here.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ssetrack.dates.names import MONTH_NAMES
from ssetrack.dates.period import Certainty, Edge, OwnName, Period, PeriodKind, Precision
from ssetrack.language.speaker import supported_language
from ssetrack.language.words import phrases_of


def display(period: Period, language: str = "en") -> str:
    """The period in words of one of our languages (English for any other)."""
    return _display(period, supported_language(language))


def _display(period: Period, language: str) -> str:
    say = phrases_of(language)
    members = period.options or period.parts
    if members:
        joint = say.either if period.options else say.both
        return f" {joint} ".join(_display(member, language) for member in members)
    if period.kind is PeriodKind.UNKNOWN:
        return say.unknown
    shown = _in_words(period, language)
    if period.certainty is Certainty.APPROXIMATE:
        return say.about.format(shown)
    if period.certainty is Certainty.UNCERTAIN:
        return say.perhaps.format(shown)
    return shown


def _in_words(period: Period, language: str) -> str:
    first, last = period.earliest, period.latest
    if period.own_name is not None:
        return _own_name(period.own_name, language)
    if first is not None and last is not None:
        return _span(first, last, language)
    if first is not None:
        return phrases_of(language).since.format(_since(first, _months_of(period.start), language))
    if last is not None:
        return phrases_of(language).until.format(_until(last, _months_of(period.end), language))
    return phrases_of(language).ongoing


def _own_name(name: OwnName, language: str) -> str:
    """`Q1 2026/27`: the calendar's name for the same months would be read as another quarter."""
    say = phrases_of(language)
    if not name.part:
        return name.year
    letter, number = (say.half, name.part - 10) if name.part > 10 else (say.quarter, name.part)
    return f"{letter}{number} {name.year}"


def _months_of(edge: Edge | None) -> int:
    """How long the unit is in which the one end of a half-open period was written; it is said in that."""
    if edge is None or edge.precision is Precision.QUADRIMESTER:
        return 0  # "from May – August 2027" would say that it ends in August
    return edge.precision.months


def _since(first: date, months: int, language: str) -> str:
    """The month, the quarter, the year that begins on a day; the day itself where there are no months."""
    if not months:
        return _day(first, language)
    last = first.replace(month=first.month + months - 1)
    return _months(first, last, language)


def _until(last: date, months: int, language: str) -> str:
    """The month, the quarter, the year that ends on a day; the day itself where there are no months."""
    if not months:
        return _day(last, language)
    return _months(last.replace(month=last.month - months + 1, day=1), last, language)


def _span(first: date, last: date, language: str) -> str:
    """From one day to another, the shortest way to say it."""
    if first == last:
        return _day(first, language)
    same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
    if first.day == 1 and last.day == _month_end(last):
        return _months(first, last, language)
    if same_month:
        return f"{_number(first, language)}–{last.day}{phrases_of(language).of}{_month(first, language)}"
    start = _day(first, language)
    if same_year:
        start = f"{_number(first, language)}{phrases_of(language).of}{MONTH_NAMES[language][first.month - 1]}"
    return f"{start} – {_day(last, language)}"


def _months(first: date, last: date, language: str) -> str:
    """Whole months: a year, a part of one, or from month to month."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 12 == 0 and first.month == 1:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if months == 6 and first.month in (1, 7):
        return f"{phrases_of(language).half}{first.month // 6 + 1} {first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"{phrases_of(language).quarter}{first.month // 3 + 1} {first.year}"
    if months == 1:
        return _month(first, language)
    start = MONTH_NAMES[language][first.month - 1] if first.year == last.year else _month(first, language)
    return f"{start} – {_month(last, language)}"


def _month(day: date, language: str) -> str:
    return f"{MONTH_NAMES[language][day.month - 1]}{phrases_of(language).of}{day.year}"


def _day(day: date, language: str) -> str:
    return f"{_number(day, language)}{phrases_of(language).of}{_month(day, language)}"


def _number(day: date, language: str) -> str:
    return phrases_of(language).first if day.day == 1 else str(day.day)


def _month_end(day: date) -> int:
    return monthrange(day.year, day.month)[1]
