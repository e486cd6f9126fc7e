"""When everything happens, as bars on one axis of days: `ssetrack timeline`.

Comes in: a report. Goes out: a `Timeline`: for each item the work before its date, the days on which it is
due or takes place, how sure the ends are, and what it waits for. Which sign stands for what is `terminal`'s.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from ssetrack.dates import ANY_DAY, CALENDAR, Certainty, DayRange, Period, PeriodKind, Precision, YearStart
from ssetrack.plan.items import Item
from ssetrack.portfolio.prerequisites import Group, PerGroup
from ssetrack.query.quarters import years_of
from ssetrack.query.report import Report
from ssetrack.schedule import Due
from ssetrack.schedule.occurrences import Occurrence
from ssetrack.status import CLOSED, Status

NEAR = timedelta(days=92)
"""Today is shown on an axis from which it is no further away than a quarter, or a quarter of its length."""

NO_DAY = date(2000, 1, 1)
"""Where the axis is of a timeline without any date, if not at today."""

MOST_TIMES = 20_000
"""Times of what comes back that are drawn, of all items together."""

FEWEST = 10
"""Times of each, however many items come back."""


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
    items that it comes after. Of what comes back there are stretches for each time; `times` are the days of
    each, and `goes_on` says that more of them come behind the last one.
    """

    status: Status
    stretches: tuple[Stretch, ...]
    deadline: date | None
    waits_for: Collection[Status]
    times: tuple[DayRange, ...] = ()
    goes_on: bool = False

    @property
    def ends(self) -> tuple[date, ...]:
        """The last day of the item, or of each of its times."""
        days = self.times or (self.status.due.period.days,)
        return tuple(one.last for one in days if one.last is not None)


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


def timeline(report: Report, asked: DayRange = ANY_DAY, *, to_today: bool = True) -> Timeline:
    """The bars of a report; the axis begins and ends with whole months, or where it was asked to.

    Of what comes back every time is drawn that lies on the axis asked for, else within the plan's period;
    where neither has an end, what else is drawn decides. Unless it goes `to_today`, the axis is the same on
    every day.
    """
    by_item = {status.item: status for status in report.statuses}
    asked_for: PerGroup[Item, Group[Status]] = PerGroup(
        lambda group: {one: by_item[one] for one in group if one in by_item}
    )
    starts = report.snapshot.schedule.start
    single = {status.item: stretches(status.due, starts.get(status.item)) for status in report.statuses}
    today = report.today if to_today else None
    around = DayRange(*_axis([stretch for one in single.values() for stretch in one], today))
    most = max(FEWEST, MOST_TIMES // max(1, sum(one.due.occurrences is not None for one in report.statuses)))
    bars = []
    for file in report.view.portfolio.files:
        for item in file.items:
            status = by_item.get(item)
            if status is None:
                continue
            times = _times(status, _window(report, status, asked, around), report.today, most)
            bars.append(
                Bar(
                    status,
                    stretches(status.due, starts.get(item), times) if times else single[item],
                    status.due.period.latest if status.due.kind == "deadline" else None,
                    report.view.portfolio.prerequisites(item).through(asked_for),
                    tuple(one.period.days for one in times),
                    _goes_on(status, times),
                )
            )
    start_day, end_day = _axis([stretch for bar in bars for stretch in bar.stretches], today)
    first = asked.first or start_day
    years = years_of(report.view.portfolio.files)
    return Timeline(report, first, max(asked.last or end_day, first), tuple(bars), years)


def _window(report: Report, status: Status, asked: DayRange, around: DayRange) -> DayRange:
    """The days within which the times of a series are drawn."""
    times, period = status.due.occurrences, report.snapshot.schedule.period.get(status.file.path)
    planned = ANY_DAY if period is None else period.days
    if times is None:
        return planned
    last = asked.last or planned.last or times.last_day or around.last
    if status.state in CLOSED and last is not None:
        done = None if status.done is None else status.done.latest
        last = min(last, done or report.today)
    return DayRange(asked.first or planned.first, last)


def _times(status: Status, days: DayRange, today: date, most: int) -> tuple[Occurrence, ...]:
    """The times of a series that are drawn; none where it does not come back.

    Where there are very many, those from today on; where there is none within the days, the one that counts.
    """
    times = status.due.occurrences
    if times is None:
        return ()
    found = tuple(islice(times.within(days), most + 1))
    if len(found) > most:
        found = tuple(islice(times.within(DayRange(max(today, days.first or today), days.last)), most))
    return found


def _goes_on(status: Status, drawn: tuple[Occurrence, ...]) -> bool:
    """Whether more times come behind the last one that is drawn."""
    times = status.due.occurrences
    if times is None or not drawn or status.state in CLOSED:
        return False
    last = drawn[-1].period.latest
    behind = None if last is None or last == date.max else last + timedelta(days=1)
    return behind is not None and next(times.occurrences(behind), None) is not None


def stretches(due: Due, start: Period | None, times: Sequence[Occurrence] = ()) -> tuple[Stretch, ...]:
    """What is drawn for a date, or for the `times` of what comes back, with the work before it."""
    work = None if start is None else start.earliest
    dues = [due._replace(period=one.period) for one in times] or [due]
    own = tuple(stretch for one in dues for stretch in _own_stretches(one))
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


def _axis(drawn: Sequence[Stretch], today: date | None) -> tuple[date, date]:
    """From the first month to the last in which anything is drawn, and to today where that is near."""
    ends = [day for stretch in drawn for day in stretch.days if day is not None] or [today or NO_DAY]
    first, last = min(ends), max(ends)
    near = max(NEAR, (last - first) / 4)
    if today is not None and first - today <= near and today - last <= near:
        first, last = min(first, today), max(last, today)
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
