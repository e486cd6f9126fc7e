"""When everything happens, as bars on one axis of days: `ssetrack timeline`.

Comes in: a report. Goes out: a `Timeline`: for each item the work before its date, the days on which it is
due or takes place, how sure the ends are, and what it waits for. Which sign stands for what is `output`'s.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ssetrack.dates import ANY_DAY, CALENDAR, Certainty, DayRange, Period, PeriodKind, Precision, YearStart
from ssetrack.plan.items import Item
from ssetrack.portfolio.prerequisites import Group, PerGroup
from ssetrack.query.quarters import years_of
from ssetrack.query.report import Report
from ssetrack.schedule import Due
from ssetrack.status import Status

NEAR = timedelta(days=92)
"""Today is shown on an axis from which it is no further away than a quarter, or a quarter of its length."""


class Meaning(StrEnum):
    """What a stretch of days means."""

    WORK = "work"
    """From the start of the work to the first day of the date."""
    FIXED = "fixed"
    """Takes place on all these days, or is due on this one."""
    WITHIN = "within"
    """On some day of these."""
    OPTION = "option"
    """One of several alternatives."""
    BETWEEN = "between"
    """From one alternative to another."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one meaning; `fuzzy` ends are not sure."""

    meaning: Meaning
    days: DayRange
    fuzzy_first: bool = False
    fuzzy_last: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """An item with its stretches in the order of time; none where it has no date.

    `deadline` is the day after which it is late, None for events and what has no end. `waits_for` are the
    items that it comes after.
    """

    status: Status
    stretches: tuple[Stretch, ...]
    deadline: date | None
    waits_for: Collection[Status]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The answer to `timeline`: bars in the order of the plans, on an axis of days, which has both ends.

    `years` are those by which the axis is divided.
    """

    report: Report
    first: date
    last: date
    bars: tuple[Bar, ...]
    years: YearStart = CALENDAR


def timeline(report: Report, asked: DayRange = ANY_DAY) -> Timeline:
    """The bars of a report; the axis begins and ends with whole months, or where it was asked to."""
    by_item = {status.item: status for status in report.statuses}
    asked_for: PerGroup[Item, Group[Status]] = PerGroup(
        lambda group: {one: by_item[one] for one in group if one in by_item}
    )
    bars = []
    for file in report.view.portfolio.files:
        for item in file.items:
            status = by_item.get(item)
            if status is None:
                continue
            start = report.snapshot.schedule.start.get(item)
            bars.append(
                Bar(
                    status,
                    stretches(status.due, start),
                    status.due.period.latest if status.due.kind == "deadline" else None,
                    report.view.portfolio.prerequisites(item).through(asked_for),
                )
            )
    start_day, end_day = _axis(bars, report.today)
    first = asked.first or start_day
    years = years_of(report.view.portfolio.files)
    return Timeline(report, first, max(asked.last or end_day, first), tuple(bars), years)


def stretches(due: Due, start: Period | None) -> tuple[Stretch, ...]:
    """What is drawn for a date, with the work before it."""
    work = None if start is None else start.earliest
    own = _own_stretches(due)
    first = own[0].days.first if own else None
    if work is None or start is None:
        return own
    if not own:
        return (Stretch(Meaning.WORK, DayRange(work), fuzzy_first=_unsure(start), fuzzy_last=True),)
    if first is None or work >= first:
        return own
    before = DayRange(work, first - timedelta(days=1))
    return (Stretch(Meaning.WORK, before, fuzzy_first=_unsure(start)), *own)


def _own_stretches(due: Due) -> tuple[Stretch, ...]:
    period = due.period
    if period.kind is PeriodKind.UNKNOWN:
        return ()
    if due.alternatives:
        return _options(due)
    if period.parts:
        return tuple(Stretch(Meaning.FIXED, part.days) for part in period.parts)
    unsure, days = period.is_qualified, period.days
    if period.precision is Precision.DAY and (due.kind == "event" or days.length == 1):
        return (Stretch(Meaning.FIXED, days, unsure, unsure),)
    return (Stretch(Meaning.WITHIN, days, unsure or days.first is None, unsure or days.last is None),)


def _options(due: Due) -> tuple[Stretch, ...]:
    """The alternatives in the order of time, with what lies between them."""
    options = sorted(
        (option.period for option in due.alternatives),
        key=lambda period: (period.earliest or date.min, period.latest or date.max),
    )
    found: list[Stretch] = []
    reached: date | None = None
    for option in options:
        if reached is not None and option.earliest is not None and (option.earliest - reached).days > 1:
            day = timedelta(days=1)
            found.append(Stretch(Meaning.BETWEEN, DayRange(reached + day, option.earliest - day)))
        found.append(Stretch(Meaning.OPTION, option.days, option.earliest is None, option.latest is None))
        reached = max(reached or date.min, option.latest or date.max)
    return tuple(found)


def _unsure(period: Period) -> bool:
    return period.certainty in (Certainty.APPROXIMATE, Certainty.UNCERTAIN, Certainty.ALTERNATIVES)


def _axis(bars: list[Bar], today: date) -> tuple[date, date]:
    """From the first month to the last in which anything is drawn, and to today where that is near."""
    ends = [day for bar in bars for stretch in bar.stretches for day in stretch.days if day is not None]
    first, last = (min(ends), max(ends)) if ends else (today, today)
    near = max(NEAR, (last - first) / 4)
    if first - today <= near and today - last <= near:
        first, last = min(first, today), max(last, today)
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
