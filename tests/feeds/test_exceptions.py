"""Single times of a series in feeds: what is skipped, moved, changed, added, done, and whose feed has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feeds.conformance import complaints
from feeds.making import feed_of, unfolded
from snapshots import snapshot_of
from ssetrack.calendar.calendar import Publisher, Publishing
from ssetrack.calendar.feeds import By, Splitting, feeds
from ssetrack.calendar.stamps import Before
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.language.speaker import Speaker
from ssetrack.query.columns import View

HEAD = (
    "ssetrack: 1\nid: p\ntitle: P\ntimezone: Africa/Dakar\nperiod: 2026/2027\n"
    "owners: {ana: Ana, bo: Bo}\nactivities:\n"
)
CALL = """  - id: call
    title: Call
    owners: [ana]
    when: {date: 2026-09-07, time: "17:00-18:00", repeat: every month, until: 2027-03}
    occurrences:
      2026-10-07: {done: 2026-10-07, notes: Minutes on the wiki, links: [https://example.org/minutes]}
      2026-12-07: {date: 2026-12-14, where: Lima, owners: [bo]}
      2027-01-07: cancelled
      2027-02-20: added
"""
REPORT = """  - id: report
    title: Report
    owners: [bo]
    deadline: {date: 2026-09, repeat: every month, until: 2026-12}
    occurrences:
      2026-09: {done: 2026-09-28}
      2026-11: cancelled
"""
DAY = date(2026, 11, 1)
SHOWN = ("RECURRENCE-ID", "DTSTART", "DUE", "EXDATE", "SUMMARY", "LOCATION", "STATUS:COMPLETED")


def told(feed: bytes | None) -> dict[str, list[str]]:
    """What is shown of each entry, by the part of its UID before the @ and its RECURRENCE-ID."""
    assert feed is not None
    assert complaints(feed) == []
    found = {}
    for part in unfolded(feed).split("BEGIN:V")[1:]:
        if part.startswith(("EVENT", "TODO")):
            lines = part.split("\n")
            uid = next(one for one in lines if one.startswith("UID:"))[4:].partition("@")[0]
            original = next((one.rpartition(":")[2] for one in lines if one.startswith("RECURRENCE-ID")), "")
            found[f"{uid} {original}".rstrip()] = [one for one in lines if one.startswith(SHOWN)]
    return found


def test_a_gathering():
    zone = ";TZID=Africa/Dakar:"
    assert told(feed_of(HEAD + CALL, today=DAY)) == {
        "call.p": [
            f"DTSTART{zone}20260907T170000",
            f"EXDATE{zone}20270107T170000",
            "SUMMARY:Call",
        ],
        "call.p 20261007T170000": [
            f"RECURRENCE-ID{zone}20261007T170000",
            f"DTSTART{zone}20261007T170000",
            "SUMMARY:✔ Call",
        ],
        "call.p 20261207T170000": [
            f"RECURRENCE-ID{zone}20261207T170000",
            f"DTSTART{zone}20261214T170000",
            "SUMMARY:Call",
            "LOCATION:Lima",
        ],
        "call.p.20270220": [f"DTSTART{zone}20270220T170000", "SUMMARY:Call"],
    }
    text = unfolded(feed_of(HEAD + CALL, today=DAY) or b"")
    assert "Minutes on the wiki" in text
    assert "URL:https://example.org/minutes" in text


def test_a_deadline():
    assert told(feed_of(HEAD + REPORT, today=DAY)) == {
        "report.p": [
            "DTSTART;VALUE=DATE:20260930",
            "EXDATE;VALUE=DATE:20261130",
            "SUMMARY:Report (due)",
        ],
        "report.p 20260930": [
            "RECURRENCE-ID;VALUE=DATE:20260930",
            "DTSTART;VALUE=DATE:20260930",
            "SUMMARY:✔ Report",
        ],
    }


def test_tasks_have_entries_of_their_own():
    """Few programs know exceptions of tasks."""
    assert told(feed_of(HEAD + REPORT, Publishing(tasks=True), today=DAY)) == {
        "report.p.task": [
            "DTSTART;VALUE=DATE:20260930",
            "EXDATE;VALUE=DATE:20260930,20261130",
            "SUMMARY:Report (due)",
        ],
        "report.p.task.20260930": [
            "DUE;VALUE=DATE:20260930",
            "SUMMARY:✔ Report",
            "STATUS:COMPLETED",
        ],
    }


@pytest.mark.parametrize("tasks", [False, True])
def test_the_same_feed_on_every_day(tasks: bool):
    """Also once the last time is done, after which the item stands as done."""
    closed = REPORT + "      2026-12: {done: 2026-12-30}\n"
    blocked = "  - {id: x, title: X, deadline: 2026-08, after: [report]}\n"
    plan = HEAD + CALL + closed + blocked
    made = {feed_of(plan, Publishing(tasks=tasks), today=DAY + timedelta(50 * at)) for at in range(12)}
    assert len(made) == 1


def test_each_time_keeps_its_stamps():
    before = feed_of(HEAD + CALL, today=DAY)
    after = feed_of(HEAD + CALL.replace("Lima", "Quito"), previous=before, today=DAY)
    numbers = {}
    for part in unfolded(after or b"").split("BEGIN:VEVENT")[1:]:
        original = part.partition("RECURRENCE-ID")[2].partition("\n")[0].rpartition(":")[2]
        uid = part.partition("UID:")[2].partition("@")[0]
        numbers[uid, original] = part.partition("SEQUENCE:")[2].partition("\n")[0]
    assert {key: number for key, number in numbers.items() if number != "0"} == {
        ("call.p", "20261207T170000"): "1"
    }
    assert len(numbers) == 4


def test_who_hosts_one_time_has_that_in_their_feed():
    plans = snapshot_of(HEAD + CALL + REPORT, DAY)
    view = View(plans.portfolio, "en", Speaker("en"))
    publisher = Publisher(Publishing(), plans.schedule, Wording(view, "en", view.speaker), Before())
    split = feeds(plans.statuses, Splitting(By.OWNER, lambda status: status.item.owners), view)
    found = {one.name: publisher.content(one, Uids(plans.portfolio, "x")).octets for one in split}
    assert set(told(found["owner-ana"])) == set(told(feed_of(HEAD + CALL, today=DAY)))
    assert [one for one in told(found["owner-bo"]) if one.startswith("call")] == ["call.p.20261207"]


def test_who_hosts_one_time_of_a_deadline_has_a_task_for_it():
    items = (
        "  - {id: r, title: Report, owners: [ana], goals: [A], deadline: {date: 2026-09, repeat: every month,"
        " until: 2027-01}, occurrences: {2026-10-31: {owners: [bo]}, 2026-12-31: cancelled}}\n"
    )
    plans = snapshot_of(HEAD + items, DAY)
    view = View(plans.portfolio, "en", Speaker("en"))
    publisher = Publisher(Publishing(tasks=True), plans.schedule, Wording(view, "en", view.speaker), Before())
    split = feeds(plans.statuses, Splitting(By.OWNER, lambda status: status.item.owners), view)
    found = {one.name: publisher.content(one, Uids(plans.portfolio, "x")).octets for one in split}
    tasks = unfolded(found["owner-bo"])
    assert complaints(found["owner-bo"]) == []
    assert [line for line in tasks.split("\n") if line.startswith(("UID", "DTSTART", "RRULE", "DUE"))] == [
        "UID:A.p.goal@x", "UID:r.p.task.20261031@x", "DUE;VALUE=DATE:20261031",
    ]  # fmt: skip
    without = Splitting(By.OWNER, lambda status: status.item.contributors, hosts=False)
    assert all(not one.hosted for one in feeds(plans.statuses, without, view))


def test_a_vacant_role_that_hosts_one_time_is_nobody():
    plan = HEAD.replace("bo: Bo", "bo: {name: Bo, vacant: true}") + CALL
    feed = unfolded(feed_of(plan, today=DAY))
    assert [part.split("LOCATION:")[1][:4] for part in feed.split("BEGIN:") if "Vacant role: Bo" in part] == [
        "Lima"
    ]
    assert "Vacant" not in unfolded(feed_of(HEAD + CALL, today=DAY))


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("done: 2026-10-20", {"call.p", "call.p 20261007T170000"}),
        ("done: 2026-12-31", {"call.p", "call.p 20261007T170000", "call.p 20261207T170000"}),
        # Cancelled: the next time, which would have been in December, says so and is not also moved.
        ("status: cancelled", {"call.p", "call.p 20261007T170000", "call.p 20261207T170000"}),
    ],
)
def test_a_series_that_is_over(ended: str, expected: set[str]):
    plan = HEAD + CALL.replace("    title: Call\n", f"    title: Call\n    {ended}\n")
    found = told(feed_of(plan, today=date(2026, 11, 20)))
    assert set(found) == expected
    if "cancelled" in ended:
        assert "SUMMARY:CANCELLED: Call" in found["call.p 20261207T170000"]


def test_the_first_time_where_the_clocks_change_on_it():
    """It has an entry of its own, which is changed or gone with it."""
    plan = (
        "  - {id: x, title: X, when: {date: 2027-03-28, time: '01:00-04:00', timezone: Europe/Paris,"
        " repeat: every week, until: 2027-05}, occurrences: {2027-03-28: %s}}\n"
    )
    moved = told(feed_of(HEAD + plan % "{date: 2027-03-29}", today=DAY))
    assert moved["x.p.first"][0] == "DTSTART;TZID=Europe/Paris:20270329T010000"
    assert "x.p.first" not in told(feed_of(HEAD + plan % "cancelled", today=DAY))


def test_a_long_time_in_the_place_of_a_short_one():
    """It begins and ends in entries of its own, and is left out of the series."""
    plan = (
        "  - {id: x, title: X, when: {date: 2026-10-05, repeat: every month},"
        " occurrences: {2026-11-05: {date: 2026-11-01/2026-12-15}}}\n"
    )
    found = told(feed_of(HEAD + plan, today=DAY))
    assert set(found) == {"x.p", "x.p.20261105.opens", "x.p.20261105.closes"}
    assert "EXDATE;VALUE=DATE:20261105" in found["x.p"]
