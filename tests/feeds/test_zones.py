"""The clocks of a feed are those of the zone: at every change, in every zone, by dateutil's rules."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr

from conftest import ALL_EXAMPLES
from ssetrack.calendar.content_lines import Component
from ssetrack.calendar.zones import timezone, zone_id
from ssetrack.dates import zone, zone_names
from ssetrack.dates.transitions import transitions

HOUR = timedelta(hours=1)


class Clock:
    """A VTIMEZONE as RFC 5545 §3.6.5 has it: in force is the observance with the latest onset."""

    def __init__(self, timezone: Component, until: int) -> None:
        onsets: dict[datetime, timedelta] = {}
        for one in timezone[1:]:
            values = {line.name: line.value for line in one}
            before, after = _offset(values["TZOFFSETFROM"]), _offset(values["TZOFFSETTO"])
            first = _local(values["DTSTART"])
            # As ical.js and libical do, and no reader otherwise: one value each, no DTSTART beside them.
            locals_ = [_local(line.value) for line in one if line.name == "RDATE"] or [first]
            if "RRULE" in values:
                rule = rrulestr(values["RRULE"], dtstart=first)
                locals_ += rule.between(first, _local(f"{until + 1}0102T000000"), inc=True)
            for local in locals_:
                onsets[local - before] = after
        self.onsets = sorted(onsets)
        self.offsets = [onsets[at] for at in self.onsets]

    def offset(self, at: datetime) -> timedelta:
        """The offset at an instant."""
        return self.offsets[bisect_right(self.onsets, at.replace(tzinfo=None)) - 1]


def _local(written: str) -> datetime:
    return datetime.strptime(written, "%Y%m%dT%H%M%S")  # noqa: DTZ007  (a time on a clock)


def _offset(written: str) -> timedelta:
    hours, minutes, seconds = int(written[1:3]), int(written[3:5]), int(written[5:7] or 0)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds) * (-1 if written[0] == "-" else 1)


def wrong_times(name: str, first: int, last: int | None, until: int) -> list[datetime]:
    """The instants, round every change and in between, at which a feed's clock is not the zone's."""
    where = zone(name)
    assert where is not None
    clock = Clock(timezone(name, first, last), until)
    begin = datetime(first, 1, 1, tzinfo=UTC)
    instants = [begin, *(begin + timedelta(days=73 * step) for step in range(5 * (until - first + 1)))]
    for change in transitions(where, first, until)[1]:
        instants += [change.at - timedelta(seconds=1), change.at, change.at + HOUR]
    return [
        at for at in instants if at.year >= first and clock.offset(at) != at.astimezone(where).utcoffset()
    ]


@cache
def different_zones() -> tuple[str, ...]:
    """The zones without those that are others by another name: their data are the very same."""
    data = files("tzdata") / "zoneinfo"
    names = [name for name in zone_names() if name != "AoE"]
    return ("AoE", *{data.joinpath(*name.split("/")).read_bytes(): name for name in names}.values())


@pytest.mark.slow
def test_every_zone_is_right_for_every_occurrence_and_takes_little_room():
    """Zone by zone, for what is asked of one is worked out from the same changes, which are kept."""
    zones = different_zones()[:: 1 if ALL_EXAMPLES else 3]
    assert len(zones) > (300 if ALL_EXAMPLES else 100)
    for name in zones:
        for first, last in ((2019, None), (2004, 2010), (1996, 2028)):
            assert not wrong_times(name, first, last, 2037)[:2], (name, first)
        for first in (1970, 2026):
            assert len(str(timezone(name, first, None)).encode()) < 8_000, (name, first)


@pytest.mark.parametrize(
    "name", ["Africa/Cairo", "Africa/Casablanca", "America/New_York", "Asia/Gaza", "Europe/Dublin"]
)
@pytest.mark.parametrize(("first", "last"), [(2004, 2044), (2026, 2044), (2030, None), (2040, None)])
def test_far_years_are_right_too(name: str, first: int, last: int | None):
    assert not wrong_times(name, first, last, 2044)[:3]


@pytest.mark.parametrize(
    ("name", "year", "offsets"),
    [
        ("America/Recife", 2000, [-2, -3]),
        ("America/Boa_Vista", 2000, [-3, -4]),
        ("Asia/Gaza", 2040, [3, 2]),
        ("Asia/Gaza", 2054, [3, 2]),
    ],
)
@pytest.mark.parametrize("before", range(9))
def test_a_single_week_of_another_time_is_there(name: str, year: int, offsets: list[int], before: int):
    """Whichever year a feed begins with."""
    where = zone(name)
    assert where is not None
    changes = transitions(where, year - before, year)[1]
    weeks = [pair for pair in pairwise(changes) if pair[1].at - pair[0].at < timedelta(days=7)]
    assert [one.after / HOUR for pair in weeks for one in pair] == offsets


def test_a_rule_is_given_only_where_it_goes_on():
    """Egypt's summer ends on the day after the last Thursday of October: no weekday of a month says that."""
    assert "RRULE" not in str(timezone("Africa/Cairo", 2020, None))
    assert "BYMONTH=3;BYDAY=-1SU" in str(timezone("Europe/Paris", 2020, None))


@pytest.mark.parametrize(("first", "last"), [(1000, 2026), (2026, 9999), (9990, 9999), (1, 1), (1850, 9000)])
def test_any_years_are_quick_and_raise_nothing(first: int, last: int):
    assert len(str(timezone("Europe/Paris", max(first, 2), last))) < 20_000


def test_no_name_of_a_zone_holds_a_colon():
    for name in [*zone_names(), "+05:30", "-03:30", "+14:00", "-12:00", "Z"]:
        assert ":" not in zone_id(name)
