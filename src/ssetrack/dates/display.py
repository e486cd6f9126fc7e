"""Periods in words, for people: `January 2004`, `8–9 avril 2004`, `2004 or later`.

Comes in: a period and one of our languages. Goes out: a short text in that language, in patterns of our own:
those of CLDR differ between countries in ways that surprise (docs/decisions.md).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ssetrack.dates.names import MONTH_NAMES
from ssetrack.dates.period import Certainty, Kind, Period

_WORDS = {
    "en": {
        "ongoing": "ongoing", "unknown": "no date yet", "or": "or", "and": "and", "from": "from {day}",
        "until": "by {day}", "about": "about {day}", "perhaps": "perhaps {day}", "quarter": "Q{n} {year}",
        "half": "H{n} {year}", "month": "{month} {year}", "day": "{day} {month} {year}", "short": "{day} {month}",
    },
    "fr": {
        "ongoing": "en cours", "unknown": "pas encore de date", "or": "ou", "and": "et", "from": "à partir de : {day}",
        "until": "au plus tard : {day}", "about": "vers {day}", "perhaps": "peut-être {day}", "quarter": "T{n} {year}",
        "half": "S{n} {year}", "month": "{month} {year}", "day": "{day} {month} {year}", "short": "{day} {month}",
    },
    "es": {
        "ongoing": "en curso", "unknown": "sin fecha todavía", "or": "o", "and": "y", "from": "desde: {day}",
        "until": "a más tardar: {day}", "about": "hacia {day}", "perhaps": "quizás {day}", "quarter": "T{n} {year}",
        "half": "S{n} {year}", "month": "{month} de {year}", "day": "{day} de {month} de {year}",
        "short": "{day} de {month}",
    },
    "pt": {
        "ongoing": "em curso", "unknown": "ainda sem data", "or": "ou", "and": "e", "from": "a partir de: {day}",
        "until": "o mais tardar: {day}", "about": "por volta de {day}", "perhaps": "talvez {day}",
        "quarter": "T{n} {year}", "half": "S{n} {year}", "month": "{month} de {year}",
        "day": "{day} de {month} de {year}", "short": "{day} de {month}",
    },
}  # fmt: skip


def display(period: Period, language: str = "en") -> str:
    """The period in words of one of our languages (English for any other)."""
    words = _WORDS.get(language.partition("-")[0], _WORDS["en"])
    names = MONTH_NAMES.get(language.partition("-")[0], MONTH_NAMES["en"])
    if period.options:
        return f" {words['or']} ".join(display(option, language) for option in period.options)
    if period.parts:
        return f" {words['and']} ".join(display(part, language) for part in period.parts)
    if period.kind is Kind.UNKNOWN:
        return words["unknown"]
    shown = _bounds(period, words, names)
    if period.certainty is Certainty.APPROXIMATE:
        return words["about"].format(day=shown)
    if period.certainty is Certainty.UNCERTAIN:
        return words["perhaps"].format(day=shown)
    return shown


def _bounds(period: Period, words: dict[str, str], names: tuple[str, ...]) -> str:
    first, last = period.earliest, period.latest
    if first is None and last is None:
        return words["ongoing"]
    if last is None and first is not None:
        return words["from"].format(day=_day(first, words, names))
    if first is None and last is not None:
        return words["until"].format(day=_day(last, words, names))
    assert first is not None and last is not None
    if first == last:
        return _day(first, words, names)
    whole = _whole(first, last, words, names)
    if whole is not None:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return words["day"].format(
            day=f"{first.day}–{last.day}", month=names[first.month - 1], year=first.year
        )
    if first.day == 1 and _is_month_end(last):
        start = _whole(first, _month_end(first), words, names) or ""
        end = _whole(last.replace(day=1), last, words, names) or ""
        if first.year == last.year:
            start = names[first.month - 1]
        return f"{start} – {end}"
    if first.year == last.year:
        short = words["short"].format(day=first.day, month=names[first.month - 1])
        return f"{short} – {_day(last, words, names)}"
    return f"{_day(first, words, names)} – {_day(last, words, names)}"


def _whole(first: date, last: date, words: dict[str, str], names: tuple[str, ...]) -> str | None:
    """A whole year, half, quarter or month by its name; None for any other period."""
    if first.day != 1 or not _is_month_end(last):
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return words["month"].format(month=names[first.month - 1], year=first.year)
    if first.year == last.year and months == 3 and first.month % 3 == 1:
        return words["quarter"].format(n=(first.month + 2) // 3, year=first.year)
    if first.year == last.year and months == 6 and first.month % 6 == 1:
        return words["half"].format(n=(first.month + 5) // 6, year=first.year)
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return None


def _is_month_end(day: date) -> bool:
    return day == _month_end(day)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _day(day: date, words: dict[str, str], names: tuple[str, ...]) -> str:
    return words["day"].format(day=day.day, month=names[day.month - 1], year=day.year)
