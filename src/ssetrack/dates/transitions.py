"""When the clocks of a zone change, from the zone's own data: what a VTIMEZONE is made of.

Comes in: a zone and years. Goes out: the offset in force when the first year begins, and every change until
the end of the last one. Nothing is extrapolated: 2004 has the rules of 2004.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, timedelta, tzinfo
from functools import lru_cache

_STEP = timedelta(days=6)
"""No clocks change and change back in less: the shortest are six days and 22 hours (Cambridge Bay, 2000)."""

EARLIEST = 1840
"""No zone's clocks changed before: each town had its own time."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of clocks: the instant, the offsets from UTC before and after, and what the time is called.

    `daylight` says whether clocks show daylight saving time from then on.
    """

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def onset(self) -> datetime:
        """The local time at which it happens, as clocks show it just before."""
        return (self.at + self.before).replace(tzinfo=None)


@lru_cache(maxsize=256)
def transitions(where: tzinfo, first: int, last: int) -> tuple[Transition, tuple[Transition, ...]]:
    """How the zone stands when the year `first` begins, and its changes to the end of the year `last`."""
    begin, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 12, 31, 23, 59, 59, tzinfo=UTC)
    state = _state(begin, where)
    years = (_changes(where, year) for year in range(max(first, EARLIEST), last + 1))
    return Transition(begin, state[0], *state), tuple(one for year in years for one in year if one.at <= end)


@lru_cache(maxsize=2048)
def _changes(where: tzinfo, year: int) -> tuple[Transition, ...]:
    """The changes after a year has begun, one at its very end included. Feeds ask for it several times."""
    at = datetime(year, 1, 1, tzinfo=UTC)
    end = at.replace(year=year + 1) if year < MAXYEAR else at.replace(month=12, day=31, hour=23)
    found: list[Transition] = []
    state = _state(at, where)
    while at < end:
        following = min(at + _STEP, end)
        later = _state(following, where)
        if later != state:
            at = _first_change(at, following, where)
            after = _state(at, where)
            found.append(Transition(at, state[0], *after))
            state = after
        else:
            at = following
    return tuple(found)


def _state(at: datetime, where: tzinfo) -> tuple[timedelta, str, bool]:
    local = at.astimezone(where)
    return local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst())


def _first_change(early: datetime, late: datetime, where: tzinfo) -> datetime:
    """The first second, after `early` and up to `late`, at which the state is another."""
    state = _state(early, where)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if middle <= early:
            break
        if _state(middle, where) == state:
            early = middle
        else:
            late = middle
    return late
