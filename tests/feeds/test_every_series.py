"""Status and feed name the same days of whatever comes back, each time once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from feeds.conformance import complaints
from feeds.making import feed_of, unfolded
from snapshots import snapshot_of
from ssetrack.dates import DayRange
from ssetrack.status import Status

FIRST = date(2027, 1, 4)
LAST = FIRST + timedelta(days=500)
HEAD = "ssetrack: 1\nid: p\ntitle: P\nactivities:\n"

RULES = [
    ("2027-01-04", "every week"),
    ("2027-01-04", "every 10 days"),
    ("2027-01-04", "first Monday of the month"),
    ("2027-01-04", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
    ("2027-01-29", "last Friday of the month"),
    ("2027-01-31", "every month"),
    ("2027-01-30", "every 2 months"),
    ("2027-01-05", "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=12"),
    ("2027-01", "every month"),
    ("2027-01-04/2027-01-06", "every 3 weeks"),
]
CLOCKS = ["", "10:00-11:30 Africa/Dakar", "23:30 America/Lima", "02:30-03:30 Europe/Paris"]
OTHER = [
    "date: {moved}",
    "where: Lima",
    "notes: N",
    "time: '08:00', timezone: Asia/Tokyo",
    "done: 2027-01-01",
]


@st.composite
def series(draw: st.DrawFn) -> str:
    """An activity that comes back, some of whose times differ."""
    kind = draw(st.sampled_from(["when", "deadline"]))
    day, rule = draw(st.sampled_from(RULES))
    clock = draw(st.sampled_from(CLOCKS)) if len(day) == 10 else ""
    time, _, zone = clock.partition(" ")
    end = (
        draw(st.sampled_from(["", ", until: 2027-09", ", until: 2027-06-30"])) if "COUNT" not in rule else ""
    )
    hours = f", time: '{time}', timezone: {zone}" if clock else ""
    head = f'  - {{id: x, title: X, {kind}: {{date: {day}{hours}, repeat: "{rule}"{end}}}'
    (status,) = snapshot_of(f"{HEAD}{head}}}\n", FIRST).statuses
    keys = [one.key for one in islice(times_of(status), 14)]
    found = {}
    for number in draw(st.sets(st.integers(0, len(keys) - 1), max_size=6)):
        other = draw(st.sampled_from(OTHER if clock else OTHER[:3] + OTHER[4:]))
        moved = keys[number] + timedelta(draw(st.integers(-40, 40)))
        cancelled = draw(st.integers(0, 2)) == 0
        found[keys[number]] = "cancelled" if cancelled else f"{{{other.format(moved=moved)}}}"
    for more in draw(st.sets(st.integers(1, 300), max_size=3)):
        extra = FIRST + timedelta(more)
        if not status.due.occurrences.has(extra):
            found[extra] = "added"
    own = ", ".join(f"{key}: {what}" for key, what in found.items())
    return f"{head}, occurrences: {{{own}}}}}\n" if own else f"{head}}}\n"


def times_of(status: Status):
    return status.due.occurrences.within(DayRange(None, LAST))


def named_by_status(status: Status) -> list[date]:
    return sorted(
        day for one in times_of(status) if (day := status.due.occurrences.day_of(one.period)) <= LAST
    )


def named_by_feed(feed: bytes) -> list[date]:
    """By a reader that knows no more than RFC 5545."""
    masters: dict[str, list[datetime]] = {}
    days: list[datetime] = []
    originals: list[tuple[str, datetime]] = []
    for part in unfolded(feed).split("BEGIN:VEVENT")[1:]:
        lines = dict(one.partition(":")[::2] for one in part.splitlines() if ":" in one)
        names = {key.partition(";")[0]: key for key in lines}
        (begin,) = moments(lines, names, "DTSTART")
        if "RECURRENCE-ID" in names:
            originals.append((lines["UID"], *moments(lines, names, "RECURRENCE-ID")))
            days.append(begin)
            continue
        expanded = [begin]
        if "RDATE" in names:
            expanded = list(moments(lines, names, "RDATE"))
        if "RRULE" in names:
            zone = names["DTSTART"].partition("TZID=")[2] or "UTC"
            expanded = list(by_rule(lines["RRULE"], begin, zone))
        left_out = set(moments(lines, names, "EXDATE")) if "EXDATE" in names else set()
        assert left_out <= set(expanded) or max(left_out) > expanded[-1], "what is left out is no time of it"
        masters.setdefault(lines["UID"], []).extend(one for one in expanded if one not in left_out)
    for uid, moment in originals:
        masters[uid].remove(moment)
    return sorted(
        one.date()
        for one in (*days, *(day for all_ in masters.values() for day in all_))
        if one.date() <= LAST
    )


def moments(lines: dict[str, str], names: dict[str, str], name: str) -> Iterator[datetime]:
    return (datetime.fromisoformat(one.rstrip("Z")) for one in lines[names[name]].split(","))


def by_rule(rule: str, begin: datetime, zone: str) -> Iterator[datetime]:
    parts = dict(one.partition("=")[::2] for one in rule.split(";"))
    until = parts.get("UNTIL", "")
    if until.endswith("Z"):
        moment = datetime.fromisoformat(until).astimezone(UTC).astimezone(ZoneInfo(zone))
        parts["UNTIL"] = f"{moment:%Y%m%dT%H%M%S}"
    again = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=begin)
    for one in again:
        if one.date() > LAST + timedelta(days=60):
            return
        yield one


@given(series())
@examples(150)
def test_status_and_feed_name_the_same_days(activity: str):
    plan = HEAD + activity
    (status,) = snapshot_of(plan, FIRST).statuses
    feed = feed_of(plan, today=FIRST)
    assert complaints(feed) == []
    assert named_by_feed(feed) == named_by_status(status)


@pytest.mark.slow
@given(series(), st.integers(0, 400))
@examples(80)
def test_what_counts_is_one_of_its_times(activity: str, later: int):
    """The next one that is neither done nor cancelled; of deadlines, behind the first that is done."""
    today = FIRST + timedelta(later)
    (status,) = snapshot_of(HEAD + activity, today).statuses
    times, one = status.due.occurrences, status.due.occurrence
    if one is None:
        return
    assert status.due.period == one.period
    everything = [each for each in times.occurrences() if (each.period.earliest or LAST) <= LAST]
    first_done = next((at for at, each in enumerate(everything) if each.is_done), None)
    waiting = [each for each in everything if (each.period.latest or LAST) >= today]
    if status.due.kind == "deadline" and first_done is not None:
        waiting = everything[first_done + 1 :]
    expected = next((each for each in waiting if each.is_open), None)
    assert one == (expected or one)
    assert one.is_open or expected is None
