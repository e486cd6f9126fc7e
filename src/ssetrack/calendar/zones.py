"""VTIMEZONE: the clocks of a zone at every time that a feed names in it (RFC 5545 §3.6.5).

Comes in: the name of a zone as plans write it, and years. Goes out: the name that a feed uses for it, and the
component. Nothing is taken from a list of changes that some file holds: zoneinfo is asked, year by year. What
goes on by one rule for each side of the year is given as that rule; the years before, and zones whose changes
follow no rule, are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ssetrack import dates
from ssetrack.calendar.content_lines import Component, component, line, time_value
from ssetrack.dates.transitions import Transition, transitions

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

KNOWN_UNTIL = 2037
"""The last year for which files of zones used to list changes, and up to which every feed is right."""

AHEAD = 10
"""Years behind the first one used for which a feed is right, if that is later."""

AGREEING = 5
"""So many years must follow a rule before it is believed to go on."""

CYCLE = 28
"""Years after which the weekdays of all dates come back: a rule that fits so long goes on to fit."""

LISTED_UNTIL = 2060
"""The last year for which changes without a rule are listed where nothing that uses them ends before."""

MOST_YEARS = 150
"""More years than that are listed for nobody."""

LAST_YEAR = 9990


def zone_id(name: str) -> str:
    """What a feed calls a zone of a plan: `AoE` and whole hours have an IANA name, others make one up."""
    if name == "AoE":
        return "Etc/GMT+12"
    if name in ("Z", "UTC", "+00:00", "-00:00"):
        return "UTC"
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), name[4:]
        if minutes == "00" and hours <= (14 if name[0] == "+" else 12):
            # The signs of these names are the other way round: POSIX counts west of Greenwich.
            return f"Etc/GMT{'-' if name[0] == '+' else '+'}{hours}"
        return f"UTC{name.replace(':', '')}"  # a colon would end the name for some readers
    return name


class YearlyRule(NamedTuple):
    """Changes of one kind that come once a year by a rule, `ordinal` being -1 for the last such weekday."""

    first: Transition
    ordinal: int

    @property
    def value(self) -> str:
        """The value of RRULE."""
        onset = self.first.onset
        return f"FREQ=YEARLY;BYMONTH={onset.month};BYDAY={self.ordinal}{WEEKDAYS[onset.weekday()]}"


def timezone(name: str, first: int, last: int | None) -> Component:
    """The VTIMEZONE of a zone, right from the year `first` to the year `last` and in any case to 2037.

    `last` None says that something goes on in the zone without an end.
    """
    where = dates.zone(name)
    if where is None:
        raise ValueError(name)
    known = max(KNOWN_UNTIL, first + AHEAD, (last or first) + 1)
    known = min(known, max(first, KNOWN_UNTIL) + MOST_YEARS, LAST_YEAR)
    opening, changes = transitions(where, first - 1, min(known + CYCLE, LAST_YEAR))
    rules = _rules(changes, known)
    listed = [change for change in changes if not any(_is_ruled(change, rule) for rule in rules)]
    if not rules:
        until = min(max(known, LISTED_UNTIL if last is None else last), known + MOST_YEARS)
        listed = list(transitions(where, first - 1, min(until, LAST_YEAR))[1])
    observances = []
    if not changes or changes[0].at.year >= first:
        # Nothing changed in the year before: what was in force then holds from there on.
        since = first - 1 if changes else min(1970, first - 1)
        observances.append(_observance(opening, datetime(since, 1, 1)))  # noqa: DTZ001  (local)
    observances.extend(_lists(listed))
    observances.extend(_observance(rule.first, rule.first.onset, rule) for rule in rules)
    return component("VTIMEZONE", line("TZID", zone_id(name)), *observances)


Kind = tuple[timedelta, timedelta, str, bool]
"""What a change of clocks does: the offsets before and after, what the time is called, if it is summer's."""


def _kind(change: Transition) -> Kind:
    return change.before, change.after, change.name, change.daylight


def _rules(changes: Sequence[Transition], known: int) -> tuple[YearlyRule, ...]:
    """The rules by which the clocks go on to change; none where a side of the year has no rule."""
    settled = [change for change in changes if change.onset.year > known - AGREEING]
    found = []
    for kind in dict.fromkeys(_kind(change) for change in settled):
        rule = _rule([change for change in changes if _kind(change) == kind], known - AGREEING + 1)
        if rule is None:
            return ()
        found.append(rule)
    return tuple(found)


def _rule(same: Sequence[Transition], settled: int) -> YearlyRule | None:
    """The rule that the changes of a kind follow each year from one on; it begins as early as it fits."""
    late = [change for change in same if change.onset.year >= settled]
    if [change.onset.year for change in late] != list(range(settled, settled + len(late))):
        return None
    for ordinal in _ordinals(late[0].onset.date()):
        if not all(_fits(change.onset, late[0].onset, ordinal) for change in late):
            continue
        first = late[0]
        for change in reversed(same[: len(same) - len(late)]):
            if change.onset.year != first.onset.year - 1 or not _fits(change.onset, first.onset, ordinal):
                break
            first = change
        return YearlyRule(first, ordinal)
    return None


def _is_ruled(change: Transition, rule: YearlyRule) -> bool:
    return _kind(change) == _kind(rule.first) and change.at >= rule.first.at


def _lists(changes: Sequence[Transition]) -> Iterator[Component]:
    """An observance for each kind of change, with the times of all of that kind.

    Each has an RDATE of its own, the first one too: ical.js takes one value of each RDATE, and neither it nor
    libical counts DTSTART where there is an RDATE.
    """
    kinds: dict[Kind, list[Transition]] = {}
    for change in changes:
        kinds.setdefault(_kind(change), []).append(change)
    for same in kinds.values():
        found = _observance(same[0], same[0].onset)
        if len(same) > 1:
            found[1:1] = [line("RDATE", time_value(one.onset)) for one in same]
        yield found


def _ordinals(day: date) -> Iterator[int]:
    """The last such weekday of its month, or the first to the fifth."""
    if (day + timedelta(days=7)).month != day.month:
        yield -1
    if day.day <= 28:
        yield (day.day + 6) // 7


def _fits(onset: datetime, first: datetime, ordinal: int) -> bool:
    return (
        onset.time() == first.time()
        and onset.month == first.month
        and onset.weekday() == first.weekday()
        and ordinal in _ordinals(onset.date())
    )


def _observance(change: Transition, onset: datetime, rule: YearlyRule | None = None) -> Component:
    found = component(
        "DAYLIGHT" if change.daylight else "STANDARD",
        line("DTSTART", time_value(onset)),
        line("TZOFFSETFROM", _offset(change.before)),
        line("TZOFFSETTO", _offset(change.after)),
        line("TZNAME", change.name),
    )
    if rule is not None:
        found.insert(1, line("RRULE", rule.value))
    return found


def _offset(offset: timedelta) -> str:
    seconds = round(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    tail = f"{rest % 60:02}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}{tail}"
