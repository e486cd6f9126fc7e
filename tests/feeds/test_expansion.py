"""Independent readers expand our series to the days that `status` names, one by one.

A table of series, every form of rule in several zones and with every end, some with times that are moved,
changed, skipped and added, is exported once; each reader says which times it finds in the plan's period. What
is expected comes from the schedule alone: the time that counts on each day of the period.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import ALL_EXAMPLES
from feeds.conformance import complaints
from feeds.making import feed_of
from snapshots import snapshot_of
from ssetrack import dates
from ssetrack.calendar.calendar import Publishing
from ssetrack.dates.recurrence import Recurrence
from ssetrack.schedule.occurrences import Occurrence, OccurrenceSet

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)
AFTER = LAST + timedelta(1)

RULES = {
    "2027-01-01": ["every day", "every 10 days"],
    "2027-01-04": [
        "every week", "every 3 weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=DAILY;BYDAY=MO,WE",
                   "FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=4,20"],
    "2027-01-15": ["every month", "every 5 months", "FREQ=MONTHLY;BYMONTHDAY=15,-1", "every year",
                   "FREQ=WEEKLY;BYDAY=MO"],
    "2027-01-29": ["every month", "every 3 months", "FREQ=MONTHLY;BYDAY=-1FR"],
    "2027-01-30": ["every month", "every 2 months", "FREQ=MONTHLY"],
    "2027-01-31": ["every month", "every 4 months", "FREQ=MONTHLY"],
    "2027-02-28": ["every month", "every year"],
    "2027-01-05": ["FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=WEEKLY;BYDAY=TU;COUNT=30"],
}  # fmt: skip
SPANS = [
    ("2027-01", "every month"),
    ("2027-Q1", "every 3 months"),
    ("2027-02", "every year"),
    ("2027-01-04/2027-01-08", "every week"),
    ("2027-01-04/2027-01-08", "FREQ=WEEKLY;BYDAY=MO"),
    ("2027-01-04/2027-01-08", "FREQ=MONTHLY;BYDAY=1MO"),
    ("2027-01-04/2027-01-08", "FREQ=MONTHLY;BYDAY=-1MO"),
    ("2027-01-30/2027-02-02", "every month"),
    ("2027-01-25/2027-01-30", "every month"),
]
CLOCKS = [
    "",
    "time: '23:30-00:15', timezone: America/New_York",
    "time: '09:00', timezone: Africa/Cairo",
    "offset -03:30 at 22:15",
]
"""No hours; hours beyond midnight; a summer time without a rule; an offset that makes another day of it."""

if ALL_EXAMPLES:
    CLOCKS += [
        "time: '10:00-11:30', timezone: Europe/Paris",
        "time: '07:00', timezone: Pacific/Auckland",
        "offset +05:30 at 02:00",
    ]
ENDS = ["", ", until: 2028-02-29"]


def fields(day: str, rule: str, clock: str, end: str) -> str:
    again = f'repeat: "{rule}"{"" if "COUNT" in rule else end}'
    if clock.startswith("offset"):
        _, offset, _, time = clock.split()
        return f'{{date: "{day}T{time}{offset}", {again}}}'
    return f"{{date: {day}, {clock}{', ' if clock else ''}{again}}}"


def in_part(series: list[str]) -> list[str]:
    """Every seventh where a part is tried: of 22 or 25 rules, so each meets two hours and ends, or three."""
    return series if ALL_EXAMPLES else series[::7]


def table() -> list[str]:
    found = []
    for kind, clock, end in product(("when", "deadline"), CLOCKS, ENDS):
        for day, rules in RULES.items():
            found += [f"{kind}: {fields(day, rule, clock, end)}" for rule in rules]
    found = in_part(found)
    for kind, (day, rule), end in product(("when", "deadline"), SPANS, ENDS):
        found.append(f"{kind}: {fields(day, rule, '', end)}")
    return found


ZONES = ["", ", time: '08:15', timezone: Asia/Tokyo", ", time: '21:00-22:00', timezone: America/Lima"]


@cache
def with_exceptions() -> list[str]:
    """Series of which single times differ: the second is skipped, the third moved, the fourth elsewhere."""
    plain = [
        f"{kind}: {fields(day, rule, clock, '')}"
        for kind, clock in product(("when", "deadline"), CLOCKS)
        for day, rules in RULES.items()
        for rule in rules
        if "year" not in rule and "YEARLY" not in rule
    ]
    plain = in_part(plain)
    found = []
    for number, status in enumerate(snapshot_of(plan_of(plain), FIRST).statuses):
        times = status.due.occurrences
        assert times is not None
        keys = [one.key for one in islice(times.occurrences(), 5)]
        zone = ZONES[number % len(ZONES)] if status.due.hours else ""
        later = (keys[-1] + timedelta(more) for more in range(2, 40))
        extra = next((f", {day}: added" for day in later if not times.has(day)), "")
        where = f"{{where: X, owners: [x]{zone}}}" if number % 2 else "{notes: N}"
        moved = keys[2] + timedelta(hours=12 if keys[3] - keys[2] == timedelta(1) else 24)
        own = f"{keys[1]}: cancelled, {keys[2]}: {{date: {moved}{zone}}}, {keys[3]}: {where}{extra}"
        found.append(f"{plain[number]}, occurrences: {{{own}}}")
    return found


def plan() -> str:
    return plan_of([*table(), *with_exceptions()])


def plan_of(series: list[str]) -> str:
    items = "".join(f"  - {{id: i{number}, title: T, {one}}}\n" for number, one in enumerate(series))
    return f"ssetrack: 1\nid: p\ntitle: P\nperiod: 2027/2028\nactivities:\n{items}"


Times = dict[str, list[str]]
"""The times of each item within the plan's period: days, or instants in UTC."""


@pytest.fixture(scope="module")
def expected() -> Times:
    """By what `status` says of each day of the period."""
    there = snapshot_of(plan(), FIRST)
    found = {}
    for item in there.portfolio.files[0].items:
        times = there.schedule.due[item].occurrences
        assert times is not None
        if times.exceptions:
            counts = {one.key: one for one in counting(times)}
            shown = [(times.day_of(one.period), one.hours, one.timezone) for one in counts.values()]
        else:
            shown = [(day, times.hours, times.timezone) for day in days_of(times.rule)]
        found[item.id] = sorted(told(*one) for one in shown if FIRST <= one[0] <= LAST)
    return found


@cache
def days_of(rule: Recurrence) -> list[date]:
    """The days that count of a series without exceptions: they are the same by every clock."""
    times = OccurrenceSet(rule)
    return sorted({one.key for one in counting(times)})


def counting(times: OccurrenceSet) -> Iterator[Occurrence]:
    """The time that counts on each day of the period; unless all is tried, of those before it begins on one.

    On each of these it is one of the same times: test_every_series.py.
    """
    day = FIRST
    while day <= LAST:
        one = times.counting(day)
        if one is not None:
            yield one
        day = (day if one is None or ALL_EXAMPLES else max(day, one.key)) + timedelta(1)


def told(day: date, hours: dates.Hours | None, zone: str | None) -> str:
    if hours is None:
        return str(day)
    where = dates.zone(zone)
    return as_told(datetime.combine(day, hours.start, tzinfo=where))


def as_told(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return str(moment)
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.slow
def test_status_names_these_days(expected):
    for day in (FIRST, date(2027, 2, 28), date(2027, 11, 5), date(2028, 2, 29)):
        there = snapshot_of(plan(), day)
        for status in there.statuses:
            shown = status.due.period.latest if status.due.kind == "deadline" else status.due.period.earliest
            assert (
                told(shown, status.due.hours, status.due.timezone) in expected[status.item.id] or shown > LAST
            )


@pytest.fixture(scope="module")
def feeds() -> dict[str, bytes]:
    found = {
        "events": feed_of(plan(), today=FIRST) or b"",
        "tasks": feed_of(plan(), Publishing(tasks=True), today=FIRST) or b"",
    }
    assert all(complaints(feed) == [] for feed in found.values())
    return found


def compared(found: dict[str, set[str]], expected: Times, feed: str) -> None:
    """The times by item: several entries of one belong together; in instants, a day may be another's."""
    assert len(found) >= len(expected) // 2  # tasks are of what is due
    for item, times in expected.items():
        # Single tasks have no beginning, only a day by which they are due.
        if feed == "tasks" and (item not in found or int(item[1:]) >= len(table())):
            continue
        there = sorted(one for one in found[item] if times[0] <= one < str(LAST))
        wanted = [one for one in times if one < str(LAST)]
        assert there == wanted, (item, [*table(), *with_exceptions()][int(item[1:])])


def item_of(uid: str) -> str:
    return uid.partition(".")[0]


@pytest.mark.slow
@pytest.mark.needs("node")
def test_ical_js(feeds, expected, tmp_path):
    look = ["node", "-e", 'require.resolve("ical.js")']
    if subprocess.run(look, capture_output=True, check=False).returncode:
        pytest.skip("needs ical.js where NODE_PATH says")
    paths = []
    for name, feed in feeds.items():
        (tmp_path / f"{name}.ics").write_bytes(feed)
        paths.append(str(tmp_path / f"{name}.ics"))
    command = ["node", str(Path(__file__).parent / "read.cjs"), str(AFTER), *paths]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=os.environ | {"TZ": "UTC"})
    for name, read in zip(feeds, json.loads(done.stdout), strict=True):
        found: dict[str, set[str]] = {}
        for uid, times in read["times"]:
            found.setdefault(item_of(uid), set()).update(times)
        compared(found, expected, name)


@pytest.mark.slow
@pytest.mark.needs("expand-icalendar")
@pytest.mark.parametrize("name", ["events", "tasks"])
def test_recurring_ical_events(feeds, expected, name, tmp_path):
    compared(expanded("expand-icalendar", feeds[name], tmp_path), expected, name)


@pytest.mark.slow
@pytest.mark.needs("expand-libical")
@pytest.mark.parametrize("name", ["events", "tasks"])
def test_libical(feeds, expected, name, tmp_path):
    compared(expanded("expand-libical", feeds[name], tmp_path), expected, name)


def expanded(program: str, feed: bytes, folder: Path) -> dict[str, set[str]]:
    """What a program beside this folder's scripts finds, by item; `.ci/run` says what it is."""
    (folder / "feed.ics").write_bytes(feed)
    command = [program, str(FIRST - timedelta(2)), str(AFTER), str(folder / "feed.ics")]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, set[str]] = {}
    for uid, times in json.loads(done.stdout):
        found.setdefault(item_of(uid), set()).update(times)
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_vobject(feeds, expected):
    import vobject

    found: dict[str, set[str]] = {}
    [calendar] = vobject.readComponents(feeds["events"].decode())
    instead: dict[str, set[datetime]] = {}
    for one in calendar.contents["vevent"]:
        for original in one.contents.get("recurrence-id", ()):
            instead.setdefault(one.uid.value, set()).add(plain(original.value))
    for one in calendar.contents["vevent"]:
        zone = getattr(one.dtstart, "x_vobj_original_tzid_param", None)
        moments = one.getrruleset(addRDate=True) or [one.dtstart.value]
        if "recurrence-id" not in one.contents:
            # It knows no exceptions, only days that are left out.
            replaced = instead.get(one.uid.value, set())
            moments = (moment for moment in moments if plain(moment) not in replaced)
        for moment in moments:
            day = moment.date() if isinstance(moment, datetime) else moment
            if day > AFTER:
                break
            timed = isinstance(one.dtstart.value, datetime)
            if timed and zone is not None and not zone.startswith("UTC"):
                # It expands local times; which instants these are, zoneinfo knows.
                moment = moment.replace(tzinfo=ZoneInfo(zone))
            found.setdefault(item_of(one.uid.value), set()).add(as_told(moment) if timed else str(day))
    compared(found, expected, "events")


def plain(moment: str | date | datetime) -> datetime:
    """A time as its clock shows it."""
    if isinstance(moment, str):
        return datetime.fromisoformat(moment.rstrip("Z"))
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.replace(tzinfo=None)
