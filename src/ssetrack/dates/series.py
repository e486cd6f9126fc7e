"""What comes back, as calendars are told: rules of RFC 5545 that have the same days in every reader.

Comes in: a recurrence, and by how many days an instant in UTC falls beside its local day. Goes out: a
`Series` for each rule that is needed, with plain days. No rule has a BYSETPOS, which some readers get wrong,
and each begins on a day of its own: what does not is undefined (§3.8.5.3). What is due is shown on its last
day, so a rule for first days is moved; where no rule has the moved days, they are written out.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count as count_from
from itertools import islice, takewhile, zip_longest
from math import gcd
from typing import NamedTuple

from ssetrack.dates.recurrence import Recurrence
from ssetrack.dates.rule_days import WEEKDAYS, end_of_count, parts_of, rrule_value, rule_days

WRITTEN_OUT = 10
"""Years for which days are listed where no rule has them and nothing ends them before."""

MOST_DAYS = 1_000
"""More days than that are not listed."""

COMPARED = 200
"""So many days of a moved rule are compared with those that it is to have."""

LONGEST = 60 * 366
"""Days of one time; what is longer follows no month."""

LAST = 31
"""A day of the month that is the last one wherever there is one: said as that."""

FEBRUARY = "february"
ANOTHER = "rule-{number}"

_ORDINAL = 7


class Series(NamedTuple):
    """Days that one component may name: from `first` on by `pattern`, or those in `days`.

    `part` tells it from the others of the same recurrence and is the same whenever that is asked. `last` is
    the day after which it has none, None where it never ends; where a rule counts them, their `number`
    is written. Each time goes on for `length` days behind its first.
    """

    part: str
    first: date
    pattern: str
    last: date | None = None
    number: int | None = None
    days: tuple[date, ...] = ()
    length: int = 0

    def holds(self, day: date) -> bool:
        """Whether it has a time on that day."""
        if self.days or not self.reaches(day):
            return day in self.days
        if "WKST" in self.pattern:
            return day in _moments(self.pattern, self.first, day)
        return next(rule_days(self.pattern, self.first, day, day), None) is not None

    def reaches(self, day: date) -> bool:
        """Whether the day is neither before its first nor after its last one."""
        return self.first <= day and (self.last is None or day <= self.last)


def series(recurrence: Recurrence, shift: int = 0, since: date | None = None) -> tuple[Series, ...]:
    """The rules of a recurrence; of what is due those of its last days, of all else of its first days.

    `shift` moves all of them by so many days. `since` leaves out what begins before that day.
    """
    return tuple(_Writer(recurrence, shift, since).series())


class _Place(NamedTuple):
    """Where a day lies: so many months behind the one in which its time begins, and its day of that month.

    `from_end` is the same day counted back: -1 is the last one. The time goes on for `length` days.
    """

    offset: int
    day: int
    from_end: int
    length: int


class _Group(NamedTuple):
    """Times that one rule has: on that day, so many months behind their beginnings, every `years` years.

    A `day` below 0 counts from the end of the month. Where not every round of steps has them, `round` is the
    first of `rounds` that does, and `number` the steps in it: those of other months are another group.
    """

    offset: int
    day: int
    length: int
    years: int
    round: int = 0
    rounds: int = 1
    number: int = 0


class _Writer:
    """Writes one recurrence."""

    def __init__(self, recurrence: Recurrence, shift: int, since: date | None) -> None:
        self.recurrence, self.shift, self.since = recurrence, shift, since
        self.repeat, self.begin = recurrence.repeat, recurrence.first_day
        end, until = self.repeat.end(self.begin, recurrence.last_begin), recurrence.until
        if until is not None and end == recurrence.last_begin:
            self.end: date | None = until + timedelta(days=min(shift, (date.max - until).days))
        else:
            self.end = None if end is None else self.calendar_day(end)

    def calendar_day(self, begin: date) -> date | None:
        """The day on which a time stands in calendars; None beyond the calendar."""
        day = self.recurrence.ending(begin) if self.recurrence.is_due else begin
        try:
            return None if day is None else day + timedelta(days=self.shift)
        except OverflowError:
            return None

    def days(self) -> Iterator[date]:
        """All days, in order; a bounded number."""
        for begin in self.repeat.occurrences(self.begin, self.recurrence.last_begin, start=self.since):
            day = self.calendar_day(begin)
            if day is None:
                return
            yield day

    def length(self, begin: date) -> int:
        """For how many days a time goes on behind the one that is shown."""
        if self.recurrence.is_due:
            return 0
        return ((self.recurrence.ending(begin) or date.max) - begin).days

    def series(self) -> Iterator[Series]:
        """All rules, the one that most days follow first."""
        first = next(self.days(), None)
        if first is None:
            return
        rule = self.repeat.rule
        if rule is not None and (not self.recurrence.months or "BYMONTH" in parts_of(rule)):
            yield self.by_rule(rule, first)._replace(length=self.length(self.begin))
        elif self.repeat.unit in ("day", "week"):
            pattern = self.bare_rule("DAILY" if self.repeat.unit == "day" else "WEEKLY")
            yield Series("", first, pattern, self.end, length=self.length(self.begin))
        else:
            yield from self.by_months()

    def bare_rule(self, frequency: str, interval: int | None = None) -> str:
        """A rule without any day: that of its first one."""
        number = self.repeat.interval if interval is None else interval
        return f"FREQ={frequency}" + ("" if number == 1 else f";INTERVAL={number}")

    def listed_days(self) -> Series:
        """The days themselves, for some years where they do not end."""
        first = next(self.days())
        limit = date(min(first.year + WRITTEN_OUT, date.max.year), 12, 31)
        listed = takewhile(lambda day: self.end is not None or day <= limit, self.days())
        days = tuple(islice(listed, MOST_DAYS))
        return Series("", first, "", days[-1], None, days)

    # Months and years: a round of steps leads back to the month of the first time.

    def by_months(self) -> Iterator[Series]:
        """A rule where one does, else one for the months that agree and one for each of the others."""
        months = self.repeat.interval * (12 if self.repeat.unit == "year" else 1)
        if self.recurrence.length.days > LONGEST:
            yield self.listed_days()
            return
        plain = self.one_rule(months)
        if plain is not None:
            yield Series("", next(self.days()), plain, self.end, length=self.length(self.begin))
            return
        groups: dict[_Group, list[int]] = {}
        for number in range(_round(months)):
            for group in self.groups(number, months):
                groups.setdefault(group, []).append(number)
        ordered = sorted(groups.items(), key=lambda one: (one[0].rounds, -len(one[1])))
        for place, (group, numbers) in enumerate(ordered):
            first = self.first_of(group, numbers, _round(months))
            if first is None:
                continue
            opening = self.begin.month - 1 + group.offset
            named = sorted((opening + number * months) % 12 + 1 for number in numbers)
            only = len(numbers) == 1
            pattern = self.bare_rule("YEARLY", group.years) if only else self.bare_rule("MONTHLY", months)
            pattern += f";BYMONTH={','.join(map(str, named))};BYMONTHDAY={group.day}"
            part = ANOTHER.format(number=place + 1) if place else ""
            if place and named == [2] and group.rounds == 1:
                part = FEBRUARY
            yield Series(part, first, pattern, self.end, length=group.length)

    def one_rule(self, months: int) -> str | None:
        """The rule that all times follow; None where there is none."""
        yearly = self.repeat.unit == "year"
        pattern = self.bare_rule("YEARLY" if yearly else "MONTHLY")
        places = {one for number in range(_round(months)) for one in self.places(number, months)}
        if len({(one.offset, one.length) for one in places}) > 1:
            return None
        if len({one.day for one in places}) == 1 and (yearly or min(places).day < LAST):
            return pattern
        if len({one.from_end for one in places}) > 1:
            return None
        offset, _, day, _ = min(places)
        month = (self.begin.month - 1 + offset) % 12 + 1
        return pattern + (f";BYMONTH={month}" if yearly else "") + f";BYMONTHDAY={day}"

    def groups(self, number: int, months: int) -> tuple[_Group, ...]:
        """The groups of the times behind so many steps and any rounds: one, where all years are alike."""
        places, years = self.places(number, months), months // gcd(months, 12)
        offsets, days, from_end, lengths = (set(values) for values in zip(*places, strict=True))
        if len(offsets) == len(lengths) == 1 and 1 in (len(days), len(from_end)):
            day = min(days if len(days) == 1 else from_end)
            return (_Group(min(offsets), day, min(lengths), years),)
        rounds = len(places)
        return tuple(
            _Group(one.offset, one.day, one.length, years * rounds, at, rounds, number)
            for at, one in enumerate(places)
        )

    def places(self, number: int, months: int) -> list[_Place]:
        """Where the days lie of the times behind so many steps, in all years of the cycle of leap years."""
        month, years = self.begin.month - 1 + number * months, months // gcd(months, 12)
        first = self.begin.year + month // 12
        return [self.place(first + years * at, month % 12 + 1) for at in range(4 // gcd(years, 4))]

    def place(self, year: int, month: int) -> _Place:
        """Where the day lies of the time that begins in a month."""
        year = 2004 + year % 4  # of years only their place in the cycle counts
        begin = date(year, month, min(self.begin.day, monthrange(year, month)[1]))
        day = self.calendar_day(begin)
        assert day is not None, "what is longer is written out"
        offset = (day.year - begin.year) * 12 + day.month - begin.month
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        return _Place(offset, day.day, from_end, self.length(begin))

    def first_of(self, group: _Group, numbers: Sequence[int], steps: int) -> date | None:
        """The first day of a group; None where there is none before the end. A round has so many steps."""
        for turn in count_from(group.round, group.rounds):
            for number in numbers:
                begin = self.repeat.step(self.begin, number + steps * turn)
                day = None if begin is None else self.calendar_day(begin)
                if begin is None or day is None or (self.end is not None and day > self.end):
                    return None
                if self.since is None or begin >= self.since:
                    return day
        return None

    # Rules as written: RFC 5545 says what they mean.

    def by_rule(self, rule: str, first: date) -> Series:
        """The rule itself, moved where its days are; else its days."""
        count, last = self.number_of_days(rule), self.end
        parts = parts_of(rule)
        if self.calendar_day(self.begin) == self.begin:
            return Series("", first, rrule_value(parts), last, count)
        expected = list(islice(self.days(), COMPARED))
        for moved in self.shifted_rules(parts, first):
            if _begins_with(rrule_value(moved), expected):
                return Series("", first, rrule_value(moved), last, count)
        return self.listed_days()

    def number_of_days(self, rule: str) -> int | None:
        """How many days there are, where the rule counts them; COUNT and UNTIL exclude each other."""
        if self.repeat.count is None:
            return None
        end = self.repeat.end(self.begin, self.recurrence.last_begin)
        whole = end_of_count(rule, self.begin, self.repeat.count)
        if whole is not None and end == whole.last and self.since is None:
            return whole.number
        return sum(1 for _ in self.days())

    def shifted_rules(self, parts: dict[str, str], first: date) -> Iterator[dict[str, str]]:
        """Rules that may have the days; the caller compares."""
        begin = next(self.repeat.occurrences(self.begin, self.recurrence.last_begin, start=self.since))
        by = (first - begin).days
        names = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
        if not parts.keys() & {"BYMONTH", "BYMONTHDAY"}:
            moved = parts | {"BYDAY": ",".join(_weekday(name, by) for name in names)} if names else parts
            # Two days of a week that lie in two of another belong together: so the week is moved, too.
            yield moved | {"WKST": _weekday("MO", by)} if len(names) > 1 and "INTERVAL" in parts else moved
        if self.recurrence.months and "BYMONTH" in parts:
            months = _months_on(parts["BYMONTH"], self.recurrence.months - 1)
            yield parts | {"BYMONTHDAY": "-1", "BYMONTH": months}
        if "BYMONTHDAY" in parts:
            days = [int(day) + by for day in parts["BYMONTHDAY"].split(",")]
            yield parts | {"BYMONTHDAY": ",".join(map(str, days))}
        if names and all(name[0] in "+12345" for name in names):
            ordinals = {int(name[:-2]) for name in names}
            if len(ordinals) == 1 and len(names) == 1:
                start = _ORDINAL * (ordinals.pop() - 1) + 1 + by
                days = list(range(start, start + _ORDINAL))
                yield parts | {"BYDAY": _weekday(names[0][-2:], by), "BYMONTHDAY": ",".join(map(str, days))}
        yield parts | {"BYMONTH": str(first.month), "BYMONTHDAY": str(first.day)}


def _round(months: int) -> int:
    """After how many steps of so many months a step is in the same month again."""
    return 12 // gcd(months, 12)


def _weekday(name: str, by: int) -> str:
    """A weekday so many days later."""
    ordinal, day = name[:-2], name[-2:]
    return ordinal + WEEKDAYS[(WEEKDAYS.index(day) + by) % 7]


def _months_on(months: str, by: int) -> str:
    return ",".join(map(str, sorted((int(month) - 1 + by) % 12 + 1 for month in months.split(","))))


def _begins_with(pattern: str, expected: Sequence[date]) -> bool:
    """Whether a rule has exactly these days from the first of them to the last."""
    try:
        found = _moments(pattern, expected[0], expected[-1])
        return all(day == wanted for day, wanted in zip_longest(found, expected))
    except ValueError:
        return False  # no such day of a month


def _moments(pattern: str, first: date, last: date) -> Iterator[date]:
    if "WKST" not in pattern:
        return rule_days(pattern, first, first, last)
    from dateutil.rrule import rrulestr  # it knows weeks that begin on any day

    begin = datetime(first.year, first.month, first.day)  # noqa: DTZ001  (a day)
    return (moment.date() for moment in rrulestr(f"{pattern};UNTIL={last:%Y%m%d}", dtstart=begin))
