"""On which days something that comes back takes place: the one answer for statuses, feeds, views and rules.

Comes in: the period of the first time, how often it comes back, the day until which it does. Goes out: a
`Recurrence`, whose periods are those of all times (RFC 5545 calls them instances of a recurrence set).
Nothing here knows today: whoever asks names the day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from ssetrack.dates.day_range import DayRange
from ssetrack.dates.edtf import in_months
from ssetrack.dates.period import Edge, Period, PeriodKind, Precision, Qualifier, on_day
from ssetrack.dates.project_time import months_on
from ssetrack.dates.repeat import Repeat
from ssetrack.dates.rule_days import parts_of

MOST_BETWEEN = 20
"""Times of a rule for each day that is asked for, which are looked through."""


class Recurrence(NamedTuple):
    """What comes back: the first time as written, how often, and the last day on which there is one.

    `first` has both its days (`recurring` sees to that), and what the plan's start makes of it is in it
    already. A rule may leave that time out (`FREQ=WEEKLY;BYDAY=MO` from a Friday on): see `begun`. `until` is
    what the plan says beside the rule, inclusive; None where it says nothing. It bounds the first day of a
    time or, of what `is_due`, the last one, which is the day that counts there.
    """

    first: Period
    repeat: Repeat
    until: date | None = None
    is_due: bool = False

    @property
    def first_day(self) -> date:
        """The first day of the first time."""
        day = self.first.earliest
        assert day is not None, "no recurrence is made of a period without a first day"
        return day

    @property
    def length(self) -> timedelta:
        """From the first day of the first time to its last: nothing where it takes one day."""
        return (self.first.latest or self.first_day) - self.first_day

    @property
    def months(self) -> int:
        """How many whole months each time has (a quarter 3); 0 where it has days, or comes back by days."""
        start, end = self.first.start, self.first.end
        if start is None or end is None or not start.precision.months or not end.precision.months:
            return 0
        if self.repeat.unit not in ("month", "year") or not _on_first_days(self.repeat):
            return 0
        last = self.first.latest or self.first_day
        return (last.year - self.first_day.year) * 12 + last.month - self.first_day.month + 1

    @property
    def last_begin(self) -> date | None:
        """The day after which no time begins by what the plan says beside the rule."""
        if self.until is None or not self.is_due:
            return self.until
        if self.months:
            after = date(self.until.year, self.until.month, 1)
            whole = self.until == date.max or (self.until + timedelta(days=1)).day == 1
            return months_on(after, (1 if whole else 0) - self.months)
        return self.until - min(self.length, self.until - date.min)

    @property
    def last_day(self) -> date | None:
        """A day after which none is left, as late as the plan allows; None where it never ends."""
        end = self.repeat.end(self.first_day, self.last_begin)
        if self.repeat.count is not None:
            end = self.repeat.next_occurrence(self.first_day, self.last_begin, date.max) or self.first_day
        return None if end is None else self.ending(end) or date.max

    def periods(self, since: date | None = None) -> Iterator[Period]:
        """The times that are not over before `since` (all without it), in their order; a bounded number."""
        begin = None if since is None else self._reaching(since)
        beginning = self.beginnings()
        for day in self.repeat.occurrences(self.first_day, self.last_begin, start=begin):
            period = beginning(day)
            if period is None:
                return
            if since is None or (period.latest or day) >= since:
                yield period

    def days_within(self, days: DayRange) -> Iterator[tuple[date, date]]:
        """The days that count of the times in a range, each with the day on which that time begins."""
        begin = None if days.first is None else self._reaching(days.first)
        for day in self.repeat.occurrences(self.first_day, self.last_begin, start=begin):
            shown = self.ending(day) if self.is_due else day
            if shown is None or (days.last is not None and shown > days.last):
                return
            if days.first is None or shown >= days.first:
                yield shown, day

    def begins(self, days: Collection[date]) -> dict[date, date] | None:
        """Which of these days count for a time, each with the day on which that time begins.

        None where the rule would have to be followed so far that it does not pay to ask for all at once.
        """
        if not days or self.repeat.rule is not None:
            most = MOST_BETWEEN * len(days)
            there = self.days_within(DayRange(min(days), max(days))) if days else iter(())
            found = dict(islice(there, most + 1))
            return {day: found[day] for day in days if day in found} if len(found) <= most else None
        first, length, months = self.first_day, self.length, self.months
        end = self.repeat.end(first, self.last_begin) or date.max
        if not self.is_due or not (length or months):
            return {day: day for day in days if day <= end and self.repeat.falls_on(first, day)}
        found = {}
        for day in days:
            begin = self._ended_by(day, months)
            if begin is not None and begin <= end and self.repeat.falls_on(first, begin):
                found[day] = begin
        return found

    def _ended_by(self, day: date, months: int) -> date | None:
        """The day on which a time would begin that ends on a day; None where none could."""
        try:
            begin = months_on(date(day.year, day.month, 1), 1 - months) if months else day - self.length
        except (ValueError, OverflowError):
            return None
        return begin if self.ending(begin) == day else None

    def within(self, days: DayRange) -> Iterator[Period]:
        """The times that have a day in a range, in their order; a bounded number."""
        for period in self.periods(days.first):
            if days.last is not None and (period.earliest or date.min) > days.last:
                return
            yield period

    def next(self, today: date) -> Period | None:
        """The time that counts on a day: the first that is not over, else the last; None where there is none.

        None as well where that time ends beyond the calendar.
        """
        upcoming = next(self.periods(today), None)
        if upcoming is not None:
            return upcoming
        day = self.repeat.next_occurrence(self.first_day, self.last_begin, today)
        return None if day is None else self.beginning(day)

    def upcoming(self, day: date) -> Period | None:
        """The first time that begins on a day or after it; None where all began before."""
        begins = self.repeat.next_occurrence(self.first_day, self.last_begin, day)
        return None if begins is None or begins < day else self.beginning(begins)

    def ending(self, day: date) -> date | None:
        """The last day of the time that begins on a day; None beyond the calendar."""
        try:
            if months := self.months:
                return months_on(date(day.year, day.month, 1), months) - timedelta(days=1)
            return day + self.length
        except (ValueError, OverflowError):
            return None

    def _reaching(self, day: date) -> date:
        """A day on or before which each time begins that reaches another; it may be as long as the calendar.

        Of whole months the longest are meant.
        """
        length = timedelta(days=31 * self.months) if self.months else self.length
        return day - min(length, day - date.min)

    def beginning(self, day: date) -> Period | None:
        """The period of the time that begins on a day; None where it ends beyond the calendar.

        Whole months and quarters come back as such. All else has as many days as the first time.
        """
        return self.beginnings()(day)

    def beginnings(self) -> Callable[[date], Period | None]:
        """What gives the period of the time that begins on a day, for many days of one series."""
        first = self.first
        if first == on_day(self.first_day) and not self.months:
            return on_day
        return self._beginning

    def _beginning(self, day: date) -> Period | None:
        first = self.first
        if day == self.first_day:
            return first
        last, months = self.ending(day), self.months
        if last is None:
            return None
        if months:
            assert first.start is not None, "whole months are written as such"
            found = in_months(day, months, first.start.precision)
            return found._replace(
                certainty=first.certainty,
                hours=first.hours,
                start=_day_edge(found.start, first.start),
                end=_day_edge(found.end, first.end),
            )
        # In one step: there may be very many of them.
        return Period(
            PeriodKind.PERIOD,
            day,
            last,
            day.isoformat() if day == last else f"{day}/{last}",
            first.certainty,
            first.hours,
            start=_on_days(first.start),
            end=_on_days(first.end),
        )


def _on_first_days(repeat: Repeat) -> bool:
    """Whether what begins on the first day of a month goes on to do so."""
    if repeat.rule is None:
        return True
    parts = parts_of(repeat.rule)
    return "BYDAY" not in parts and parts.get("BYMONTHDAY", "1") == "1"


def _on_days(like: Edge | None) -> Edge:
    """An end that is a day, as sure as another."""
    if like is not None and like.precision is Precision.DAY:
        return like
    return Edge(Precision.DAY, Qualifier.NONE if like is None else like.qualifier)


def _day_edge(edge: Edge | None, like: Edge | None) -> Edge:
    return Edge(
        Precision.DAY if edge is None else edge.precision, Qualifier.NONE if like is None else like.qualifier
    )


def recurring(
    first: Period, repeat: Repeat, until: date | None, *, is_due: bool = False
) -> Recurrence | None:
    """The recurrence of a period; None where the period has no first or no last day to come back to."""
    if first.earliest is None or first.latest is None:
        return None
    return Recurrence(first, repeat, until, is_due)
