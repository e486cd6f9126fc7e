"""What comes back: `every 2 weeks`, or a small part of RFC 5545's recurrence rules.

Comes in: a text, and the day on which it happens first. Goes out: a `Repeat`, which gives the days and the
RRULE value of a feed, or a `DateProblem`. Everything works on plain days: a monthly rule from the 31st means
the last day of each month, where RFC 5545 would skip the short ones. dateutil expands the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from ssetrack.dates.edtf import read_edtf
from ssetrack.dates.folding import folded
from ssetrack.dates.period import DateProblem, Period, Unit
from ssetrack.dates.project_time import UNITS, months_on
from ssetrack.dates.refusals import quoted
from ssetrack.diagnostic import Message, message

if TYPE_CHECKING:
    from dateutil.rrule import rrule

MOST_OCCURRENCES = 20_000
"""Occurrences that are looked at: daily for fifty years."""

HORIZON = timedelta(days=366 * 60)
"""How far behind the first day, or behind the day asked about, an occurrence is looked for."""

_EVERY = re.compile(
    r"(?:every|each|tous les|toutes les|chaque|cada|todos os|todas as|todos los|todas las|a cada)"
    r"(?: (?P<number>[0-9]{1,3}))? (?P<unit>[a-z]+)"
)
_ADVERBS: dict[str, Unit] = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_FREQUENCIES: dict[Unit, str] = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_PARTS = {
    "FREQ": re.compile(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,3}"),
    "BYDAY": re.compile(r"(?:[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)(?:,|$))+"),
    "BYMONTHDAY": re.compile(r"(?:-?(?:[1-9]|[12][0-9]|3[01])(?:,|$))+"),
    "BYMONTH": re.compile(r"(?:(?:[1-9]|1[0-2])(?:,|$))+"),
    "COUNT": re.compile(r"[1-9][0-9]{0,3}"),
    "UNTIL": re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?"),
}


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often something comes back: so many units, or `rule`, an RRULE value as written."""

    text: str
    interval: int
    unit: Unit
    rule: str | None = None

    def occurrences(self, first: date, until: date | None, *, start: date | None = None) -> Iterator[date]:
        """The days on which it happens, from `first` (or from `start` on) to `until`; a bounded number."""
        found = self._by_rule(first, until, start) if self.rule else self._by_step(first, until, start)
        return islice(found, MOST_OCCURRENCES)

    def next_occurrence(self, first: date, until: date | None, today: date) -> date | None:
        """The first day from today on; the last one where all are past; None where there is none at all."""
        following = next(self.occurrences(first, until, start=today), None)
        if following is not None:
            return following
        last = None
        for last in self.occurrences(first, until):
            pass
        return last

    def rrule(self, first: date, until: date | None) -> str:
        """The value of an RRULE property for a component that begins on `first` (RFC 5545 §3.3.10).

        Days that a month may not have are written so that the last day stands in for them.
        """
        ending = "" if until is None else f";UNTIL={until:%Y%m%d}"
        if self.rule is not None:
            return self.rule + ("" if "UNTIL=" in self.rule or "COUNT=" in self.rule else ending)
        step = "" if self.interval == 1 else f";INTERVAL={self.interval}"
        rule = f"FREQ={_FREQUENCIES[self.unit]}{step}"
        if self.unit == "month" and first.day == 31:
            rule += ";BYMONTHDAY=-1"
        elif self.unit == "month" and first.day > 28:
            days = ",".join(str(day) for day in range(28, first.day + 1))
            rule += f";BYMONTHDAY={days};BYSETPOS=-1"
        elif self.unit == "year" and (first.month, first.day) == (2, 29):
            rule += ";BYMONTH=2;BYMONTHDAY=-1"
        return rule + ending

    def _by_step(self, first: date, until: date | None, start: date | None) -> Iterator[date]:
        """Every so many units from the first day on; months and years are counted from that day each time."""
        begin = max(first, start) if start else first
        months = {"month": 1, "year": 12}.get(self.unit)
        if months is None:
            step = timedelta(days=self.interval * (7 if self.unit == "week" else 1))
            day = first + -(-(begin - first) // step) * step
            while until is None or day <= until:
                yield day
                if date.max - day < step:
                    return
                day += step
            return
        months *= self.interval
        number = max(0, ((begin.year - first.year) * 12 + begin.month - first.month) // months)
        while True:
            try:
                day = months_on(first, number * months)
            except ValueError:
                return
            if until is not None and day > until:
                return
            if day >= begin:
                yield day
            number += 1

    def _by_rule(self, first: date, until: date | None, start: date | None) -> Iterator[date]:
        """By dateutil, within a horizon: a rule may have no occurrence in ten thousand years."""
        begin = max(first, start) if start else first
        end = min(begin, date.max - HORIZON) + HORIZON
        if until is not None:
            end = min(end, until)
        for moment in _expanded(self.rule or "", first).xafter(
            datetime.combine(begin, datetime.min.time()) - timedelta(seconds=1)
        ):
            if moment.date() > end:
                return
            yield moment.date()


def _expanded(rule: str, first: date) -> rrule:
    from dateutil.rrule import rrulestr  # 20 ms, and most plans have no rule

    bounded = rule
    if "UNTIL=" not in rule and "COUNT=" not in rule:
        # dateutil looks up to the year 9999 for a day that may never come.
        last = min(first, date.max - 2 * HORIZON) + 2 * HORIZON
        bounded = f"{rule};UNTIL={last:%Y%m%d}"
    bounded = re.sub(r"(UNTIL=[0-9]{8})T[0-9]{6}Z?", r"\1", bounded)
    expanded = rrulestr(bounded, dtstart=datetime.combine(first, datetime.min.time()))
    return expanded  # type: ignore[return-value]  # a set only for texts with several rules


def parse_repeat(text: str) -> Repeat | DateProblem:
    """A text as a recurrence."""
    low = folded(text)
    if low in _ADVERBS:
        return Repeat(text, 1, _ADVERBS[low])
    found = _EVERY.fullmatch(low)
    if found:
        unit, number = UNITS.get(found["unit"]), int(found["number"] or 1)
        if unit is not None and number > 0:
            return Repeat(text, number, unit)
    elif "=" in text:
        return _rule(text)
    return _problem(
        text, message("write `every 2 weeks`, `every month`, or an RRULE such as `FREQ=MONTHLY;BYDAY=1TU`")
    )


def _rule(text: str) -> Repeat | DateProblem:
    written = text.strip().upper().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for part in written.split(";"):
        name, _, value = part.partition("=")
        allowed = _PARTS.get(name)
        if allowed is None or name in parts or not allowed.fullmatch(value) or value.endswith(","):
            hint = message("rules may have {names}", names=", ".join(_PARTS))
            return _problem(text, hint)
        parts[name] = value
    if "FREQ" not in parts:
        return _problem(text, message("say how often: `FREQ=WEEKLY`"))
    if "COUNT" in parts and "UNTIL" in parts:
        return _problem(text, message("keep one of COUNT and UNTIL: RFC 5545 forbids both"))
    last = parts.get("UNTIL", "")[:8]
    if last and not isinstance(read_edtf(f"{last[:4]}-{last[4:6]}-{last[6:]}"), Period):
        return _problem(text, message("UNTIL is a day: UNTIL=20261231"))
    unit = next(unit for unit, name in _FREQUENCIES.items() if name == parts["FREQ"])
    rule = ";".join(f"{name}={value[:8] if name == 'UNTIL' else value}" for name, value in parts.items())
    return Repeat(text, int(parts.get("INTERVAL", 1)), unit, rule)


def _problem(text: str, hint: Message) -> DateProblem:
    return DateProblem(
        "unreadable-date", message("`{text}` is no recurrence that can be read", text=quoted(text)), hint
    )
