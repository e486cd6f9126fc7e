"""On which days something that comes back takes place: the one answer for statuses, feeds, views and rules.

Comes in: the period of the first time, how often it comes back, the day until which it does. Goes out: a
`Recurrence`, whose periods are those of all times (RFC 5545 calls them instances of a recurrence set).
Nothing here knows today: whoever asks names the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ssetrack.dates.period import Edge, Period, Precision, Qualifier, on_days
from ssetrack.dates.repeat import Repeat


class Recurrence(NamedTuple):
    """What comes back: the first time as written, how often, and the last day on which one may begin.

    `first` has both its days (`recurring` sees to that), and what the plan's start makes of it stands in it
    already. A rule may leave that time out (`FREQ=WEEKLY;BYDAY=MO` from a Friday on): see `begun`. `until` is
    what the plan says beside the rule, inclusive; None where it says nothing.
    """

    first: Period
    repeat: Repeat
    until: date | None = None

    @property
    def first_day(self) -> date:
        """The first day of the first time."""
        day = self.first.earliest
        assert day is not None, "no recurrence is made of a period without a first day"
        return day

    @property
    def length(self) -> timedelta:
        """From the first day of each time to its last: nothing where it takes one day."""
        return (self.first.latest or self.first_day) - self.first_day

    @property
    def last_day(self) -> date | None:
        """A day after which none is left, as late as the plan allows; None where it never ends."""
        if self.repeat.count is not None:
            begins = self.repeat.occurrences(self.first_day, self.until)
            return self._ending(max(begins, default=self.first_day))
        ends = [day for day in (self.repeat.last, self.until) if day is not None]
        return self._ending(min(ends)) if ends else None

    def periods(self, since: date | None = None) -> Iterator[Period]:
        """The times that are not over before `since` (all without it), in their order; a bounded number."""
        begin = None if since is None else self._reaching(since)
        for day in self.repeat.occurrences(self.first_day, self.until, start=begin):
            period = self._beginning(day)
            if period is None:
                return
            yield period

    def next(self, today: date) -> Period | None:
        """The time that counts on a day: the first that is not over, else the last; None where there is none.

        None as well where that time ends beyond the calendar.
        """
        day = self.repeat.next_occurrence(self.first_day, self.until, self._reaching(today))
        return None if day is None else self._beginning(day)

    def upcoming(self, day: date) -> Period | None:
        """The first time that begins on a day or after it; None where all began before."""
        begins = self.repeat.next_occurrence(self.first_day, self.until, day)
        return None if begins is None or begins < day else self._beginning(begins)

    def begun(self) -> Recurrence | None:
        """The same times, with the first that the rule has as `first`; None where it has none at all."""
        first = next(self.periods(), None)
        return None if first is None else self._replace(first=first)

    def on_last_days(self) -> Recurrence:
        """The last day of each time, as a series of its own: what a deadline comes to."""
        last = self._ending(self.first_day)
        until = None if self.until is None else self._ending(self.until)
        return self._replace(first=on_days(last, last), until=until)

    def rrule(self) -> str:
        """The value of an RRULE property for a component that begins on the first day (RFC 5545 §3.3.10)."""
        return self.repeat.rrule(self.first_day, self.until)

    def _reaching(self, day: date) -> date:
        """The day from which on a time must begin to reach another; a time may be as long as the calendar."""
        return day - min(self.length, day - date.min)

    def _beginning(self, day: date) -> Period | None:
        """The period of the time that begins on a day; None where it ends beyond the calendar.

        Each has as many days as the first. Whole months and quarters, which `first.precision` knows, have
        their place here once they repeat as such.
        """
        if day == self.first_day:
            return self.first
        if date.max - day < self.length:
            return None
        first = self.first
        return on_days(day, day + self.length)._replace(
            certainty=first.certainty, hours=first.hours, start=_in_days(first.start), end=_in_days(first.end)
        )

    def _ending(self, day: date) -> date:
        """The last day of the time that begins on a day, or of the calendar."""
        return day + min(self.length, date.max - day)


def _in_days(edge: Edge | None) -> Edge:
    return Edge(Precision.DAY, Qualifier.NONE if edge is None else edge.qualifier)


def recurring(first: Period, repeat: Repeat, until: date | None) -> Recurrence | None:
    """The recurrence of a period; None where the period has no first or no last day to come back to."""
    if first.earliest is None or first.latest is None:
        return None
    return Recurrence(first, repeat, until)
