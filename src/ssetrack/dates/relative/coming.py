"""Dates that somebody may be about to type: from a day on, and how often something comes back.

Comes in: a day, or one of our languages. Goes out: periods, nearest first; texts of repeats. For proposals.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssetrack.dates.grammar import parse
from ssetrack.dates.period import Period, in_month, in_year, on_days
from ssetrack.language.words import phrases_of

MONTHS = 12
QUARTERS = 4


def coming_periods(today: date) -> Iterator[Period]:
    """The day, this and the next months, the quarters and the years that they are in."""
    yield on_days(today, today)
    months = [divmod(today.year * 12 + today.month - 1 + more, 12) for more in range(MONTHS + 1)]
    months = [(year, month + 1) for year, month in months if year <= date.max.year]
    yield from (in_month(year, month) for year, month in months)
    quarters = list(dict.fromkeys((year, (month + 2) // 3) for year, month in months))
    for year, quarter in quarters[:QUARTERS]:
        read = parse(
            f"{year:04}-{quarter + 32}"
        )  # EDTF numbers quarters from 33 (level 2, sub-year groupings)
        if isinstance(read, Period):
            yield read
    yield from (in_year(year) for year in dict.fromkeys(year for year, _ in months))


def usual_repeats(language: str) -> Iterator[str]:
    """How often something usually comes back, in the words of a language: `every week`, `every 2 weeks`."""
    steps = phrases_of(language).frequency.steps
    for unit in ("week", "month", "year", "day"):
        yield steps[unit][0]
    for number, unit in ((2, "week"), (2, "month"), (3, "month"), (6, "month")):
        yield steps[unit][1].format(number)
