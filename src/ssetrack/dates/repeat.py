"""How often something comes back: in words (`repeat_words`), or a small part of RFC 5545's recurrence rules.

Comes in: a text, and the day on which it happens first. Goes out: a `Repeat`, which gives the days and the
RRULE value of a feed, or a `DateProblem`. Everything works on plain days: `every month` from the 31st means
the last day of each month, where RFC 5545 would skip the short ones. A rule written as an RRULE means what
RFC 5545 says: the same days that calendars show (`rule_days`). How a
feed writes them is the care of `series`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from ssetrack.dates.edtf import read_date
from ssetrack.dates.folding import fold
from ssetrack.dates.period import DateProblem, Period, Unit
from ssetrack.dates.project_time import months_on
from ssetrack.dates.refusals import quotation
from ssetrack.dates.repeat_display import every_so_many, in_words
from ssetrack.dates.repeat_words import Frequency, read_frequency
from ssetrack.dates.rule_days import end_of_count, last_rule_day, parts_of, rrule_value, rule_days
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import supported_language

LONGEST = 200
"""Characters beyond which a text is no recurrence."""

REMEMBERED = 1024
"""Different texts kept: plans repeat them."""

_LOOKED_BACK = 400
"""Days before a first day in which words surely have one."""

MOST_OCCURRENCES = 20_000
"""Occurrences that are given at once: daily for fifty years."""

_FREQUENCIES: dict[Unit, str] = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_PARTS = {
    "FREQ": re.compile(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,2}"),
    "BYDAY": re.compile(
        r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*"
    ),
    "BYMONTHDAY": re.compile(r"-?(?:[1-9]|[12][0-9]|3[01])(?:,-?(?:[1-9]|[12][0-9]|3[01]))*"),
    "BYMONTH": re.compile(r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*"),
    "COUNT": re.compile(r"[1-9][0-9]{0,3}"),
    "UNTIL": re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?"),
}


_NAMES = ", ".join(f"`{name}`" for name in _PARTS)
_RRULE = re.compile(r"\ARRULE:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often something comes back: so many units, or on the days of `rule`, an RRULE value.

    `count` and `last` are what the rule says of its end. `names_days` tells the words that name their days
    (`first Monday of the month`) from a rule written as one: its first day has to be one of them.
    """

    text: str
    interval: int
    unit: Unit
    rule: str | None = None
    count: int | None = None
    last: date | None = None
    names_days: bool = False

    def occurrences(self, first: date, until: date | None, *, start: date | None = None) -> Iterator[date]:
        """The days on which it happens, from `first` (or from `start` on) to `until`; a bounded number."""
        return islice(self._days(first, self.end(first, until), start or first), MOST_OCCURRENCES)

    def next_occurrence(self, first: date, until: date | None, today: date) -> date | None:
        """The first day from today on; the last one where all are past; None where there is none at all."""
        end = self.end(first, until)
        following = next(self._days(first, end, today), None)
        if following is not None:
            return following
        if self.rule is not None:
            last = today if end is None else min(end, today)
            return last_rule_day(self.rule, first, last) if last >= first else None
        return None if end is None else self._last_step(first, end)

    def end(self, first: date, until: date | None) -> date | None:
        """The earliest of the ends that the rule and the plan beside it give; None where it never ends."""
        ends = [day for day in (until, self.last) if day is not None]
        if self.count is not None and self.rule is not None:
            counted_out = end_of_count(self.rule, first, self.count)
            ends.append(first if counted_out is None else counted_out.last)
        return min(ends, default=None)

    def _days(self, first: date, end: date | None, begin: date) -> Iterator[date]:
        if self.rule is not None:
            return rule_days(self.rule, first, begin, end)
        return self._by_step(first, end, max(first, begin))

    def _by_step(self, first: date, end: date | None, begin: date) -> Iterator[date]:
        """Every so many units from the first day on, each counted from that day: 31 Jan, 29 Feb, 31 Mar."""
        number = max(0, self._steps_before(first, begin))
        while (day := self.step(first, number)) is not None and (end is None or day <= end):
            if day >= begin:
                yield day
            number += 1

    def step(self, first: date, number: int) -> date | None:
        """The first day and so many steps; None beyond the calendar."""
        try:
            if self.unit in ("month", "year"):
                return months_on(first, number * self.interval * (12 if self.unit == "year" else 1))
            return first + timedelta(days=number * self.interval * (7 if self.unit == "week" else 1))
        except (ValueError, OverflowError):
            return None

    def _steps_before(self, first: date, day: date) -> int:
        """Steps that surely lead to no later than the day; the true number is this or one more."""
        if self.unit in ("month", "year"):
            months = (day.year - first.year) * 12 + day.month - first.month
            return (months - 1) // (self.interval * (12 if self.unit == "year" else 1))
        return (day - first).days // (self.interval * (7 if self.unit == "week" else 1))

    def falls_on(self, first: date, day: date) -> bool:
        """Whether it happens on a day, of what comes back by units and without an end."""
        if day < first:
            return False
        if self.unit in ("month", "year"):
            number = self._steps_before(first, day)
            return day in (self.step(first, number), self.step(first, number + 1))
        return (day - first).days % (self.interval * (7 if self.unit == "week" else 1)) == 0

    def _last_step(self, first: date, end: date) -> date | None:
        """The last occurrence up to a day."""
        if end < first:
            return None
        number = max(0, self._steps_before(first, end))
        following = self.step(first, number + 1)
        return following if following is not None and following <= end else self.step(first, number)


@lru_cache(maxsize=REMEMBERED)
def parse_repeat(text: str) -> Repeat | DateProblem:
    """A text as a recurrence."""
    low = fold(text) if len(text) <= LONGEST else ""
    if "=" in low:
        return _rule(text)
    read = read_frequency(text, low)
    if isinstance(read, Frequency):
        return Repeat(text, read.interval, read.unit, read.rule, names_days=read.rule is not None)
    return read or _problem(
        text,
        message("write for example `every 2 weeks`, `every month` or `first Monday of the month`"),
    )


def display_repeat(repeat: Repeat, language: str, first: date | None = None) -> str:
    """How often, in words of one of our languages, its end left out; as written where no words say it.

    `first` is the day on which it happens first.
    """
    tongue = supported_language(language)
    if repeat.rule is None:
        return every_so_many(tongue, repeat.interval, repeat.unit)
    return in_words(tongue, repeat.unit, repeat.rule, first) or repeat.text


def not_a_first_day(repeat: Repeat, first: date) -> DateProblem | None:
    """What is wrong with a first day that the words do not have, with the nearest two that they have.

    None for a rule that is written as one: such a series begins with its first day from there on.
    """
    if not repeat.names_days or repeat.rule is None:
        return None
    rule = rrule_value({name: part for name, part in parts_of(repeat.rule).items() if name != "INTERVAL"})
    after = next(rule_days(rule, first, first, None), None)
    if after == first:
        return None
    opening = first - min(timedelta(days=_LOOKED_BACK), first - date.min)
    before = last_rule_day(rule, opening, first)
    days = [day.isoformat() for day in (before, after) if day is not None]
    return DateProblem(
        "impossible-date",
        message(
            "{date} is not one of the days of `{repeat}`",
            date=first.isoformat(),
            repeat=quotation(repeat.text),
        ),
        message("write one of the nearest days as `date`: {days}", days=", ".join(days)),
        instead=tuple(days),
    )


def _rule(text: str) -> Repeat | DateProblem:
    parts: dict[str, str] = {}
    for part in _RRULE.sub("", text.strip(), count=1).split(";"):
        name, _, value = part.upper().partition("=")
        allowed = _PARTS.get(name)
        if allowed is None:
            return _problem(
                text, message("these parts are possible, each of them once: {names}", names=_NAMES)
            )
        if name in parts or not allowed.fullmatch(value):
            return _problem(
                text, message("correct `{part}`, or write for example `every 2 weeks`", part=quotation(part))
            )
        parts[name] = value
    wrong = _clash(parts)
    if wrong is not None:
        return _problem(text, wrong)
    last = _last_day(parts.get("UNTIL"))
    if isinstance(last, DateProblem):
        return _problem(text, message("write a day after `UNTIL=`, for example `UNTIL=20271231`"))
    count = parts.get("COUNT")
    unit = next(unit for unit, name in _FREQUENCIES.items() if name == parts["FREQ"])
    rule = ";".join(f"{name}={value[:8] if name == 'UNTIL' else value}" for name, value in parts.items())
    return Repeat(
        text, int(parts.get("INTERVAL", 1)), unit, rule, None if count is None else int(count), last
    )


def _last_day(written: str | None) -> date | DateProblem | None:
    if written is None:
        return None
    read = read_date(f"{written[:4]}-{written[4:6]}-{written[6:8]}")
    return read.latest if isinstance(read, Period) else read


def _clash(parts: dict[str, str]) -> Message | None:
    """What is wrong with parts that are right one by one."""
    frequency = parts.get("FREQ")
    if frequency is None:
        return message("add how often, for example `FREQ=WEEKLY`")
    if "COUNT" in parts and "UNTIL" in parts:
        return message("keep only one of `COUNT` and `UNTIL`")
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        return message("`BYMONTHDAY` is not possible with `FREQ=WEEKLY`; write `FREQ=MONTHLY`")
    if re.search("[0-9]", parts.get("BYDAY", "")) and frequency in ("DAILY", "WEEKLY"):
        return message("a weekday with a number, such as `1TU`, needs `FREQ=MONTHLY` or `FREQ=YEARLY`")
    if not _can_happen(parts):
        return message("no month has such a day; correct `BYMONTH` or `BYMONTHDAY`")
    return None


def _can_happen(parts: dict[str, str]) -> bool:
    """Whether one of the months has one of the days; 29 February has its years."""
    if "BYMONTH" not in parts or "BYMONTHDAY" not in parts:
        return True
    longest = max(monthrange(2000, int(month))[1] for month in parts["BYMONTH"].split(","))
    return any(abs(int(day)) <= longest for day in parts["BYMONTHDAY"].split(","))


def _problem(text: str, hint: Message) -> DateProblem:
    return DateProblem(
        "unreadable-date",
        message("cannot read `{text}` as how often something repeats", text=quotation(text)),
        hint,
    )
