"""When everything happens, as bars on one axis of days: `ssetrack timeline`.

Comes in: a report. Goes out: a `Timeline`: for each item the work before its date, the days on which it is
due or takes place, how sure the ends are, and what it waits for. Which sign stands for what is `output`'s.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ssetrack.dates import Certainty, Kind, Period
from ssetrack.query.report import Report
from ssetrack.schedule import Due, Schedule
from ssetrack.status import Status, is_approximate

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
    """Days of one meaning, both ends inclusive; None where there is no end. `fuzzy` ends are not sure."""

    meaning: Meaning
    first: date | None
    last: date | None
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
    waits_for: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The answer to `timeline`: bars in the order of the plans, on an axis of days."""

    report: Report
    first: date
    last: date
    bars: tuple[Bar, ...]


def timeline(
    report: Report, schedule: Schedule, first: date | None = None, last: date | None = None
) -> Timeline:
    """The bars of a report; the axis begins and ends with whole months, or where it was asked to."""
    by_item = {id(status.item): status for status in report.statuses}
    bars = []
    for file in report.view.portfolio.files:
        for item in file.items:
            status = by_item.get(id(item))
            if status is None:
                continue
            before = (by_item.get(id(other)) for other in report.view.portfolio.prerequisites(item))
            start = schedule.start.get(item)
            bars.append(
                Bar(
                    status,
                    stretches(status.due, start),
                    status.due.period.latest if status.due.kind == "deadline" else None,
                    tuple(one for one in before if one is not None),
                )
            )
    start_day, end_day = _axis(bars, report.today)
    return Timeline(report, first or start_day, max(last or end_day, first or start_day), tuple(bars))


def stretches(due: Due, start: Period | None) -> tuple[Stretch, ...]:
    """What is drawn for a date, with the work before it."""
    work = None if start is None else start.earliest
    own = _own_stretches(due)
    first = own[0].first if own else None
    if work is None or start is None:
        return own
    if not own:
        return (Stretch(Meaning.WORK, work, None, fuzzy_first=_unsure(start), fuzzy_last=True),)
    if first is None or work >= first:
        return own
    return (Stretch(Meaning.WORK, work, first - timedelta(days=1), fuzzy_first=_unsure(start)), *own)


def _own_stretches(due: Due) -> tuple[Stretch, ...]:
    period = due.period
    if period.kind is Kind.UNKNOWN:
        return ()
    if due.alternatives:
        return _options(due)
    if period.parts:
        return tuple(Stretch(Meaning.FIXED, part.earliest, part.latest) for part in period.parts)
    unsure = is_approximate(due)
    first, last = period.earliest, period.latest
    if last is None:
        return (Stretch(Meaning.WITHIN, first, None, unsure or first is None, fuzzy_last=True),)
    if _is_by_day(period) and (due.kind == "event" or first == last):
        return (Stretch(Meaning.FIXED, first, last, unsure, unsure),)
    return (Stretch(Meaning.WITHIN, first, last, unsure or first is None, unsure),)


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
            found.append(Stretch(Meaning.BETWEEN, reached + day, option.earliest - day))
        found.append(
            Stretch(
                Meaning.OPTION, option.earliest, option.latest, option.earliest is None, option.latest is None
            )
        )
        reached = max(reached or date.min, option.latest or date.max)
    return tuple(found)


def _is_by_day(period: Period) -> bool:
    """Whether the date was written to the day: `2004-04-08/2004-04-09`, not `2004-04`."""
    ends = period.canonical.partition("T")[0].replace("~", "").replace("?", "").replace("%", "").split("/")
    return all(end.count("-") == 2 for end in ends)


def _unsure(period: Period) -> bool:
    return period.certainty in (Certainty.APPROXIMATE, Certainty.UNCERTAIN, Certainty.ALTERNATIVES)


def _axis(bars: list[Bar], today: date) -> tuple[date, date]:
    """From the first month to the last in which anything is drawn, and to today where that is near."""
    ends = [
        day
        for bar in bars
        for stretch in bar.stretches
        for day in (stretch.first, stretch.last)
        if day is not None
    ]
    first, last = (min(ends), max(ends)) if ends else (today, today)
    near = max(NEAR, (last - first) / 4)
    if first - today <= near and today - last <= near:
        first, last = min(first, today), max(last, today)
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
