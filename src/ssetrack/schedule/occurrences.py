"""On which days something that comes back really takes place: its rule, and what the plan says beside it.

Comes in: a recurrence, and the occurrences that differ from it. Goes out: an `OccurrenceSet` (the recurrence
set of RFC 5545 §3.8.5 with its exceptions), the one answer for statuses, feeds, views and rules. Nothing here
knows today: whoever asks names the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ssetrack.dates import DayRange, Hours, Period
from ssetrack.plan.model import Occurrence as Written
from ssetrack.plan.model import Texts
from ssetrack.plan.prose import ProseText

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Recurrence


class Occurrence(NamedTuple):
    """One time of a series.

    `key` is the day on which the rule puts it (or, of one that is added, the day under which it is written).
    The other fields are as they count for this time; `written` is what the plan says of it, None where the
    rule says all; `done` is when it was done, where that is said. `name` is the key as the plan writes it.
    """

    key: date
    period: Period
    hours: Hours | None = None
    timezone: str | None = None
    where: ProseText | None = None
    written: Written | None = None
    done: Period | None = None
    name: str = ""

    @property
    def is_cancelled(self) -> bool:
        """Whether it is skipped."""
        return self.written is not None and self.written.status == "cancelled"

    @property
    def is_added(self) -> bool:
        """Whether the rule has no such day."""
        return self.written is not None and self.written.status == "added"

    @property
    def is_done(self) -> bool:
        """Whether it took place, or was finished."""
        written = self.written
        return written is not None and (written.status == "done" or written.done is not None)

    @property
    def is_open(self) -> bool:
        """Whether it is still to come: neither done nor cancelled."""
        return not self.is_cancelled and not self.is_done


class OccurrenceSet(NamedTuple):
    """All times of a series. `hours`, `timezone` and `where` are those of the rule.

    `exceptions` are the times of which the plan says something, by their keys.
    """

    rule: Recurrence
    hours: Hours | None = None
    timezone: str | None = None
    where: ProseText | None = None
    exceptions: Mapping[date, Occurrence] = {}

    def day_of(self, period: Period) -> date:
        """The day that counts of a time: its last one where something is due, else its first."""
        day = period.latest if self.rule.is_due else period.earliest
        return day or period.latest or period.earliest or date.min

    @property
    def last_day(self) -> date | None:
        """A day after which none is left, as late as the plan allows; None where it never ends."""
        last = self.rule.last_day
        ends = (one.period.latest for one in self.exceptions.values() if not one.is_cancelled)
        return None if last is None else max((last, *(end for end in ends if end is not None)))

    def occurrences(self, since: date | None = None) -> Iterator[Occurrence]:
        """The times that take place and are not over before `since`, in the order of their days."""
        return self._with_exceptions(
            self.rule.periods(since), lambda period: since is None or (period.latest or date.max) >= since
        )

    def within(self, days: DayRange) -> Iterator[Occurrence]:
        """The times that take place and have a day in a range, in the order of their days."""
        return self._with_exceptions(self.rule.within(days), lambda period: period.days.overlaps(days))

    def _with_exceptions(
        self, periods: Iterator[Period], is_wanted: Callable[[Period], bool]
    ) -> Iterator[Occurrence]:
        if not self.exceptions:
            return map(self._regular, periods)
        others = [one for one in self.exceptions.values() if is_wanted(one.period) and not one.is_cancelled]
        return self._in_order(periods, sorted(others, key=self._place))

    def _in_order(self, periods: Iterator[Period], others: list[Occurrence]) -> Iterator[Occurrence]:
        """The times of the rule of which the plan says nothing, with others among them by their days."""
        waiting = iter(others)
        following = next(waiting, None)
        for period in periods:
            key = self.day_of(period)
            if key in self.exceptions:
                continue
            while following is not None and self._place(following) < (key, key):
                yield following
                following = next(waiting, None)
            yield self._regular(period)
        if following is not None:
            yield following
            yield from waiting

    def _place(self, one: Occurrence) -> tuple[date, date]:
        return self.day_of(one.period), one.key

    def _regular(self, period: Period) -> Occurrence:
        """A time of which the plan says nothing."""
        return Occurrence(self.day_of(period), period, self.hours, self.timezone, self.where)

    def counting(self, today: date) -> Occurrence | None:
        """The time that counts on a day; None where there is none.

        Of what takes place the next one from that day on that is neither done nor cancelled. Of what is due,
        once one is done, the first behind the first of those that is neither: if it is past, it is overdue.
        Where nothing is left, the last one.
        """
        if not self.exceptions:
            period = self.rule.next(today)
            return None if period is None else self._regular(period)
        done: list[Occurrence] = []
        if self.rule.is_due:
            done = [one for one in self.exceptions.values() if one.is_done and not one.is_cancelled]
        if done:
            begun = min(done, key=self._place)
            following = self.occurrences(begun.period.latest)
            found = next(
                (one for one in following if self._place(one) > self._place(begun) and one.is_open), None
            )
        else:
            found = next((one for one in self.occurrences(today) if one.is_open), None)
        return found or self._last(today)

    def _last(self, today: date) -> Occurrence | None:
        """The last one that takes place; where all are cancelled, the last of the rule."""
        known = [one for one in self.exceptions.values() if not one.is_cancelled]
        regular = self._last_regular(today)
        if regular is not None:
            known.append(regular)
        if known:
            return max(known, key=self._place)
        period = self.rule.next(today)
        return None if period is None else self.exceptions.get(self.day_of(period), self._regular(period))

    def _last_regular(self, today: date) -> Occurrence | None:
        """The last one of which the plan says nothing, of a series that ends; of another, of today's."""
        rule = self.rule
        for _ in range(len(self.exceptions) + 1):
            period = rule.next(date.max if self.rule.last_day is not None else today)
            if period is None:
                return None
            day = self.day_of(period)
            if day not in self.exceptions:
                return self._regular(period)
            if day == date.min:
                return None
            rule = rule._replace(until=day - timedelta(days=1))
        return None

    def hosts(self) -> Iterator[tuple[Occurrence, Texts]]:
        """The times that take place and have owners of their own, with their slugs."""
        for one in self.exceptions.values():
            if one.written is not None and one.written.owners and not one.is_cancelled:
                yield one, one.written.owners

    def has(self, day: date) -> bool:
        """Whether the rule puts a time on that day."""
        period = self._from(day)
        return period is not None and self.day_of(period) == day

    def has_key(self, day: date) -> bool:
        """Whether there is a time under that day: by the rule, or because the plan says something of one."""
        return day in self.exceptions or self.has(day)

    def at(self, key: date) -> Occurrence:
        """The time of a key that it has."""
        known = self.exceptions.get(key)
        if known is not None:
            return known
        there = self.rule.within(DayRange(key, key))
        return self._regular(next(one for one in there if self.day_of(one) == key))

    def nearest(self, day: date) -> tuple[date, ...]:
        """The last day of the rule before another, and the first after it, as far as there are any."""
        before = None
        if day > date.min:
            until = day - timedelta(days=1)
            until = until if self.rule.until is None else min(until, self.rule.until)
            before = self.rule._replace(until=until).next(date.max)
        after = None if day == date.max else self._from(day + timedelta(days=1))
        found = (self.day_of(one) for one in (before, after) if one is not None)
        return tuple(found)

    def days_within(self, days: DayRange) -> list[date]:
        """The days of the rule in a range, at most two."""
        found: list[date] = []
        for period in self.rule.within(days):
            if days.holds(self.day_of(period)):
                found.append(self.day_of(period))
            if len(found) == 2:
                break
        return found

    def _from(self, day: date) -> Period | None:
        """The first time of the rule whose day is that one or a later one."""
        if self.rule.is_due:
            return next(self.rule.periods(day), None)
        return self.rule.upcoming(day)
