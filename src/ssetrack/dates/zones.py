"""Time zones: which names there are, which day it is in one, and local times that do not exist.

The one door to zoneinfo. `AoE` (anywhere on earth) is UTC−12, the last place where a day ends.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

from ssetrack.language.nearest import nearest

AOE = "AoE"

_OFFSET = r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])"


@lru_cache(maxsize=256)
def zone(name: str) -> tzinfo | None:
    """The zone of an IANA name, of `AoE` or of an offset (`+02:00`, `Z`); None for any other text."""
    if name in ("UTC", "Z"):
        return UTC
    if name == AOE:
        return timezone(timedelta(hours=-12), AOE)
    offset = re.fullmatch(_OFFSET, name)
    if offset:
        sign = -1 if offset[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Unknown names, texts that are no names, and folders such as `Europe` each raise another kind.
        return None


def is_offset(name: str) -> bool:
    """Whether it is an offset from UTC (`+05:30`), not the name of a zone."""
    return re.fullmatch(_OFFSET, name) is not None


def zone_names() -> list[str]:
    """All names, in order."""
    return list(_names())


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    from zoneinfo import available_timezones  # it walks through folders, so once is enough

    return (*sorted(available_timezones()), AOE)


def is_zone(name: str) -> bool:
    """Whether a plan may name this zone: written exactly as IANA does."""
    return name == AOE or (name[:1].isalpha() and zone(name) is not None and _is_listed(name))


def _is_listed(name: str) -> bool:
    # A file system that ignores case finds `europe/paris` too, and the next machine does not.
    return name == "UTC" or name in _list()


@lru_cache(maxsize=1)
def _list() -> frozenset[str]:
    return frozenset(zone_names())


def nearest_zone(name: str) -> str | None:
    """The zone that was probably meant: the right case, a city without its continent, a typing error."""
    wanted = name.strip().casefold().replace(" ", "_")
    names = zone_names()
    for known in names:
        if known.casefold() == wanted or known.casefold().rpartition("/")[2] == wanted:
            return known
    return nearest(name, names)


def today_in(instant: datetime, name: str) -> date:
    """The day that an instant falls on in a zone; in UTC where there is no such zone."""
    return instant.astimezone(zone(name) or UTC).date()


def clock_change(day: date, at: time, name: str) -> Literal["gap", "fold"] | None:
    """Whether a local time is skipped (`gap`) or happens twice (`fold`) that day in the zone."""
    where = zone(name)
    if where is None:
        return None
    early = datetime.combine(day, at, tzinfo=where)
    late = early.replace(fold=1)
    if early.utcoffset() == late.utcoffset():
        return None
    again = early.astimezone(UTC).astimezone(where)
    return "fold" if again.replace(tzinfo=None, fold=0) == early.replace(tzinfo=None) else "gap"


def is_steady(begin: datetime, end: datetime, name: str) -> bool:
    """Whether the clocks of a zone show two local times once each, and as far apart as they are.

    False where the zone is unknown.
    """
    where = zone(name)
    if where is None:
        return False
    offset = where.utcoffset(begin)
    return all(where.utcoffset(one) == offset for one in (begin.replace(fold=1), end, end.replace(fold=1)))


def instant(day: date, at: time, name: str) -> datetime | None:
    """A local time as an instant in UTC; None where the zone is unknown, or the calendar ends."""
    where = zone(name)
    if where is None:
        return None
    try:
        return datetime.combine(day, at, tzinfo=where).astimezone(UTC)
    except OverflowError:
        return None


def local(moment: datetime, name: str) -> datetime:
    """An instant as the clocks of a zone show it, without the zone; in UTC where there is no such zone."""
    return moment.astimezone(zone(name) or UTC).replace(tzinfo=None)
