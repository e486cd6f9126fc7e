"""Quarters, as reports divide time: those of the calendar, or of the year that the plans say is theirs.

Comes in: days and statuses. Goes out: names like `2004-Q4` and `2004/05-Q4`, which sort as texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ssetrack.dates import CALENDAR, PeriodKind, YearStart
from ssetrack.portfolio import PlanFile
from ssetrack.status import Status

ONGOING = "ongoing"
"""Where items stand that have no last day."""

UNDATED = "undated"
"""Where items stand that have no date at all."""

MOST_QUARTERS = 400
"""A century: beyond, only quarters in which something is due are named."""


def years_of(files: Iterable[PlanFile]) -> YearStart:
    """The years by which plans are counted together: their own where all agree, else the calendar's."""
    starts = {file.year_starts for file in files}
    return (starts.pop() if len(starts) == 1 else None) or CALENDAR


def quarter(day: date, years: YearStart = CALENDAR) -> str:
    """The quarter of a day."""
    return f"{years.name(years.year(day))}-Q{years.quarter(day)}"


def quarter_of(status: Status, years: YearStart = CALENDAR) -> str:
    """The quarter of the last day of an item; `ongoing` or `undated` where there is none."""
    period = status.due.period
    if period.kind is PeriodKind.UNKNOWN:
        return UNDATED
    return ONGOING if period.latest is None else quarter(period.latest, years)


def without_gaps(names: Iterable[str], years: YearStart = CALENDAR) -> tuple[str, ...]:
    """The quarters from the first to the last of those named, each once."""
    known = sorted(set(names))
    if not known:
        return ()
    first, last = _number(known[0]), _number(known[-1])
    if last - first > MOST_QUARTERS:
        return tuple(known)
    return tuple(f"{years.name(number // 4)}-Q{number % 4 + 1}" for number in range(first, last + 1))


def _number(name: str) -> int:
    year, _, own = name.partition("-Q")
    return int(year.partition("/")[0]) * 4 + int(own) - 1
