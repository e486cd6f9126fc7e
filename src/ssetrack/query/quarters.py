"""Quarters of the calendar, as reports divide time.

Comes in: days and statuses. Goes out: names like `2004-Q4`, which sort as texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ssetrack.dates import PeriodKind
from ssetrack.status import Status

ONGOING = "ongoing"
"""Where items stand that have no last day."""

UNDATED = "undated"
"""Where items stand that have no date at all."""

MOST_QUARTERS = 400
"""A century: beyond, only quarters in which something is due are named."""


def quarter(day: date) -> str:
    """The quarter of a day."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_of(status: Status) -> str:
    """The quarter of the last day of an item; `ongoing` or `undated` where there is none."""
    period = status.due.period
    if period.kind is PeriodKind.UNKNOWN:
        return UNDATED
    return ONGOING if period.latest is None else quarter(period.latest)


def without_gaps(names: Iterable[str]) -> tuple[str, ...]:
    """The quarters from the first to the last of those named, each once."""
    known = sorted(set(names))
    if not known:
        return ()
    first, last = _number(known[0]), _number(known[-1])
    if last - first > MOST_QUARTERS:
        return tuple(known)
    return tuple(f"{number // 4}-Q{number % 4 + 1}" for number in range(first, last + 1))


def _number(name: str) -> int:
    year, _, own = name.partition("-Q")
    return int(year) * 4 + int(own) - 1
