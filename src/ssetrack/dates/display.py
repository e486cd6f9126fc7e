"""Periods in words, for people: `January 2004`, `8–9 avril 2004`, `desde: septiembre de 2004`.

Comes in: a period and one of our languages. Goes out: a short text in that language, in patterns of our own:
those of CLDR differ between countries in ways that surprise (docs/decisions.md). Hours are not shown here.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ssetrack.dates.names import MONTH_NAMES
from ssetrack.dates.period import Certainty, Edge, Period, PeriodKind


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said around a date in one language; `{}` is the date."""

    months: tuple[str, ...]
    ongoing: str
    unknown: str
    either: str
    both: str
    since: str
    until: str
    about: str
    perhaps: str
    quarter: str
    half: str
    of: str = " "
    first: str = "1"


_WORDS = {
    "en": _Words(
        MONTH_NAMES["en"], "ongoing", "no date yet", "or", "and", "from {}", "by {}", "about {}",
        "perhaps {}", "Q", "H",
    ),
    "fr": _Words(
        MONTH_NAMES["fr"], "en cours", "pas encore de date", "ou", "et", "à partir de : {}",
        "au plus tard : {}", "vers {}", "peut-être {}", "T", "S", first="1er",
    ),
    "es": _Words(
        MONTH_NAMES["es"], "en curso", "sin fecha todavía", "o", "y", "desde: {}", "a más tardar: {}",
        "hacia {}", "quizás {}", "T", "S", " de ",
    ),
    "pt": _Words(
        MONTH_NAMES["pt"], "em curso", "ainda sem data", "ou", "e", "a partir de: {}", "o mais tardar: {}",
        "por volta de {}", "talvez {}", "T", "S", " de ", "1º",
    ),
}  # fmt: skip


def display(period: Period, language: str = "en") -> str:
    """The period in words of one of our languages (English for any other)."""
    words = _WORDS.get(language.partition("-")[0].casefold(), _WORDS["en"])
    members = period.options or period.parts
    if members:
        joint = words.either if period.options else words.both
        return f" {joint} ".join(display(member, language) for member in members)
    if period.kind is PeriodKind.UNKNOWN:
        return words.unknown
    shown = _in_words(period, words)
    if period.certainty is Certainty.APPROXIMATE:
        return words.about.format(shown)
    if period.certainty is Certainty.UNCERTAIN:
        return words.perhaps.format(shown)
    return shown


def _in_words(period: Period, words: _Words) -> str:
    first, last = period.earliest, period.latest
    if first is not None and last is not None:
        return _span(first, last, words)
    if first is not None:
        return words.since.format(_since(first, _months_of(period.start), words))
    if last is not None:
        return words.until.format(_until(last, _months_of(period.end), words))
    return words.ongoing


def _months_of(edge: Edge | None) -> int:
    """How long the unit is in which the one end of a half-open period was written; it is said in that."""
    return 0 if edge is None else edge.precision.months


def _since(first: date, months: int, words: _Words) -> str:
    """The month, the quarter, the year that begins on a day; the day itself where there are no months."""
    if not months:
        return _day(first, words)
    last = first.replace(month=first.month + months - 1)
    return _months(first, last, words)


def _until(last: date, months: int, words: _Words) -> str:
    """The month, the quarter, the year that ends on a day; the day itself where there are no months."""
    if not months:
        return _day(last, words)
    return _months(last.replace(month=last.month - months + 1, day=1), last, words)


def _span(first: date, last: date, words: _Words) -> str:
    """From one day to another, the shortest way to say it."""
    if first == last:
        return _day(first, words)
    same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
    if first.day == 1 and last.day == _month_end(last):
        return _months(first, last, words)
    if same_month:
        return f"{_number(first, words)}–{last.day}{words.of}{_month(first, words)}"
    start = _day(first, words)
    if same_year:
        start = f"{_number(first, words)}{words.of}{words.months[first.month - 1]}"
    return f"{start} – {_day(last, words)}"


def _months(first: date, last: date, words: _Words) -> str:
    """Whole months: a year, a part of one, or from month to month."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 12 == 0 and first.month == 1:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if months == 6 and first.month in (1, 7):
        return f"{words.half}{first.month // 6 + 1} {first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"{words.quarter}{first.month // 3 + 1} {first.year}"
    if months == 1:
        return _month(first, words)
    start = words.months[first.month - 1] if first.year == last.year else _month(first, words)
    return f"{start} – {_month(last, words)}"


def _month(day: date, words: _Words) -> str:
    return f"{words.months[day.month - 1]}{words.of}{day.year}"


def _day(day: date, words: _Words) -> str:
    return f"{_number(day, words)}{words.of}{_month(day, words)}"


def _number(day: date, words: _Words) -> str:
    return words.first if day.day == 1 else str(day.day)


def _month_end(day: date) -> int:
    return monthrange(day.year, day.month)[1]
