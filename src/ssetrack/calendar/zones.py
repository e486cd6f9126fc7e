"""VTIMEZONE: the clocks of a zone over the years that a feed uses (RFC 5545 §3.6.5).

Comes in: the name of a zone as plans write it, and years. Goes out: the name that a feed uses for it, and the
component. Yearly changes that follow one pattern become one rule; what does not, stands by itself, so the
odd years of a zone are right too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ssetrack import dates
from ssetrack.calendar.content_lines import Component, component, line
from ssetrack.dates.transitions import Transition, transitions

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

AHEAD = 3
"""Years looked at behind the last one used: a rule that still holds there is given without an end."""

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
        return f"UTC{name}"
    return name


def timezone(name: str, first: int, last: int) -> Component:
    """The VTIMEZONE of a zone, valid for the years from `first` to `last` and, where rules go on, beyond."""
    where = dates.zone(name)
    if where is None:
        raise ValueError(name)
    until = min(last + AHEAD, LAST_YEAR)
    opening, changes = transitions(where, first - 1, until)
    observances = []
    if not changes or changes[0].at.year >= first:
        # Nothing changed in the year before: what was in force then holds from there on.
        since = first - 1 if changes else min(1970, first - 1)
        observances.append(_observance(opening, datetime(since, 1, 1)))  # noqa: DTZ001  (local)
    observances.extend(_observances(changes, until))
    return component("VTIMEZONE", line("TZID", zone_id(name)), *observances)


def _observances(changes: tuple[Transition, ...], until: int) -> Iterator[Component]:
    """Runs of yearly changes that one rule describes, in the order in which they begin."""
    left = list(changes)
    while left:
        run, rule = _longest_run(left)
        left = [change for change in left if change not in run]
        onset = run[0].onset
        if len(run) == 1:
            yield _observance(run[0], onset)
            continue
        # A run that reaches the last year looked at is taken to go on.
        ending = "" if run[-1].at.year >= until else f";UNTIL={run[-1].at:%Y%m%dT%H%M%SZ}"
        yield _observance(run[0], onset, f"FREQ=YEARLY;{rule}{ending}")


def _longest_run(changes: list[Transition]) -> tuple[list[Transition], str]:
    """The first change with those of the following years that fall under one rule with it."""
    first = changes[0]
    kind = (first.before, first.after, first.name, first.daylight)
    same = [one for one in changes if (one.before, one.after, one.name, one.daylight) == kind]
    best: list[Transition] = [first]
    rule = ""
    for ordinal in _ordinals(first.onset.date()):
        run = [first]
        for one in same[1:]:
            follows = one.onset.year == run[-1].onset.year + 1
            if not follows or not _fits(one.onset, first.onset, ordinal):
                break
            run.append(one)
        if len(run) > len(best):
            weekday = WEEKDAYS[first.onset.weekday()]
            best, rule = run, f"BYMONTH={first.onset.month};BYDAY={ordinal}{weekday}"
    return best, rule


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


def _observance(change: Transition, onset: datetime, rule: str | None = None) -> Component:
    found = component(
        "DAYLIGHT" if change.daylight else "STANDARD",
        line("DTSTART", _stamp(onset)),
        line("TZOFFSETFROM", _offset(change.before)),
        line("TZOFFSETTO", _offset(change.after)),
        line("TZNAME", change.name),
    )
    if rule is not None:
        found.insert(1, line("RRULE", rule))
    return found


def _stamp(onset: datetime) -> str:
    # strftime leaves out leading zeros of years before 1000 on some systems.
    return f"{onset.year:04}{onset:%m%dT%H%M%S}"


def _offset(offset: timedelta) -> str:
    seconds = round(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    tail = f"{rest % 60:02}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}{tail}"
