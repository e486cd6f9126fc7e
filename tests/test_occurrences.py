"""Single times of what comes back: which days there are, and which of them counts."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from snapshots import snapshot_of
from ssetrack.dates import DayRange
from ssetrack.formats.item_data import item_data
from ssetrack.language.speaker import Speaker
from ssetrack.lint import check
from ssetrack.pages.anchors import Anchors
from ssetrack.pages.details import item_details
from ssetrack.pages.disclosure import Disclosure
from ssetrack.query.changes import changes
from ssetrack.query.columns import View
from ssetrack.query.questions import questions
from ssetrack.query.report import Question, report
from ssetrack.rules.context import Settings
from ssetrack.status import Snapshot, Status
from ssetrack.wording.views import question_counts

HEAD = "ssetrack: 1\nid: p\ntitle: P\ntimezone: Africa/Dakar\nperiod: 2026/2027\nactivities:\n"
CALL = """  - id: call
    title: Call
    when: {date: 2026-09-07, time: "17:00-18:00", repeat: every month, until: 2027-03}
    occurrences:
      2026-10-07: {done: 2026-10-07, notes: Minutes on the wiki}
      2026-12-07: {date: 2026-12-14, where: Lima}
      2027-01-07: cancelled
      2027-02-20: added
"""
REPORT = "  - {{id: report, title: Report, deadline: {}, occurrences: {}}}\n"


def there(items: str, today: str) -> Snapshot:
    plans = snapshot_of(HEAD + items, date.fromisoformat(today))
    assert not [problem for problems in plans.schedule.problems.values() for problem in problems]
    return plans


def status_on(items: str, today: str) -> Status:
    return there(items, today).statuses[0]


def days(status: Status) -> list[str]:
    """All its days."""
    assert status.due.occurrences is not None
    return [str(status.due.occurrences.day_of(one.period)) for one in status.due.occurrences.occurrences()]


def test_the_days():
    assert days(status_on(CALL, "2026-09-01")) == [
        "2026-09-07", "2026-10-07", "2026-11-07", "2026-12-14", "2027-02-07", "2027-02-20", "2027-03-07",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "counts", "key", "state"),
    [
        ("2026-09-01", "2026-09-07", "2026-09-07", "due-soon"),
        ("2026-09-08", "2026-11-07", "2026-11-07", "upcoming"),  # that of October took place
        ("2026-12-01", "2026-12-14", "2026-12-07", "due-soon"),
        ("2026-12-15", "2027-02-07", "2027-02-07", "upcoming"),
        ("2027-02-08", "2027-02-20", "2027-02-20", "due-soon"),
        ("2027-02-21", "2027-03-07", "2027-03-07", "due-soon"),
        ("2027-05-01", "2027-03-07", "2027-03-07", "overdue"),
    ],
)
def test_the_gathering_that_counts(today: str, counts: str, key: str, state: str):
    status = status_on(CALL, today)
    assert (str(status.due.period.earliest), str(status.due.occurrence.key)) == (counts, key)
    assert status.state.value == state


@pytest.mark.parametrize(
    ("occurrences", "today", "counts", "state"),
    [
        # With none done it rolls on, past what is cancelled.
        ("{2026-11: cancelled}", "2026-11-05", "2026-12-31", "upcoming"),
        ("{2026-11: cancelled}", "2026-12-31", "2026-12-31", "due-soon"),
        # Once one is done, the next one is missed where it is past.
        ("{2026-09: {done: 2026-09-28}}", "2026-10-05", "2026-10-31", "due-soon"),
        ("{2026-09: {done: 2026-09-28}}", "2026-11-05", "2026-10-31", "overdue"),
        ("{2026-09: {status: done}, 2026-10: cancelled}", "2026-11-05", "2026-11-30", "due-soon"),
        ("{2026-10: {status: done}, 2026-09: cancelled}", "2026-12-05", "2026-11-30", "overdue"),
        ("{2026-09: {done: 2026-09-28}, 2026-11: {done: 2026-11-28}}", "2026-12-05", "2026-10-31", "overdue"),
        ("{2026-09: {done: 2026-09-28}, 2026-10: {date: 2026-11-04}}", "2026-11-05", "2026-11-04", "overdue"),
        ("{2026-09: {done: 2026-09-28}, 2026-10-15: added}", "2026-11-05", "2026-10-15", "overdue"),
        # After the last one it stays there.
        ("{2026-12: {done: 2026-12-28}}", "2027-01-05", "2026-12-31", "done"),
        ("{2026-12: cancelled}", "2027-01-05", "2026-11-30", "overdue"),
        (
            "{2026-09: cancelled, 2026-10: cancelled, 2026-11: cancelled, 2026-12: cancelled}",
            "2026-10-05", "2026-10-31", "cancelled",
        ),
    ],
)  # fmt: skip
def test_the_deadline_that_counts(occurrences: str, today: str, counts: str, state: str):
    deadline = "{date: 2026-09, repeat: every month, until: 2026-12}"
    status = status_on(REPORT.format(deadline, occurrences), today)
    assert (str(status.due.period.latest), status.state.value) == (counts, state)


def test_what_counts_has_its_own_hours_and_place():
    due = status_on(CALL, "2026-12-10").due
    assert (due.where, str(due.hours), due.timezone) == ("Lima", "17:00-18:00", "Africa/Dakar")
    assert due.as_written.where is None
    moved = CALL.replace("where: Lima", 'time: "19:00", timezone: America/Lima')
    due = status_on(moved, "2026-12-10").due
    assert (str(due.hours), due.timezone) == ("19:00", "America/Lima")
    assert (str(due.as_written.hours), due.as_written.timezone) == ("17:00-18:00", "Africa/Dakar")


def test_json_gains_the_key_and_nothing_else():
    plans = there(CALL, "2026-12-01")
    without = there(CALL[: CALL.index("    occurrences")], "2026-12-01")
    made, plain = (
        item_data(one.statuses[0], View(one.portfolio, None, Speaker("en"))) for one in (plans, without)
    )
    assert made.keys() - plain.keys() == {"occurrence"}
    assert made["occurrence"] == "2026-12-07"
    assert json.dumps(plain)


def test_within_a_range_each_once():
    times = status_on(CALL, "2026-09-01").due.occurrences
    first = date(2026, 8, 1)
    whole = [one.key for one in times.occurrences()]
    parts = [
        one.key
        for month in range(30)
        for one in times.within(DayRange(first + timedelta(20 * month), first + timedelta(20 * month + 19)))
    ]
    assert parts == whole


def test_the_last_day_is_that_of_what_was_moved_behind_it():
    moved = CALL.replace("2027-02-20: added", "2027-03-07: {date: 2027-04-02}")
    assert status_on(moved, "2026-09-01").due.last_day == date(2027, 4, 2)


def test_a_moved_time_is_told_by_its_key():
    old = snapshot_of(HEAD + CALL, date(2026, 12, 1))
    new = snapshot_of(HEAD + CALL.replace("2026-12-14", "2026-12-15"), date(2026, 12, 1))
    (change,) = changes(old.statuses, new.statuses)
    (detail,) = change.details
    assert (detail.field, list(detail.before), list(detail.after)) == (
        "occurrences",
        ["2026-12-07"],
        ["2026-12-07"],
    )
    assert detail.after["2026-12-07"].date == "2026-12-15"


def test_overlaps_are_looked_for_where_it_really_takes_place():
    owned = CALL.replace("title: Call", "title: Call\n    owners: [ana]")
    other = '  - {{id: x, title: X, owners: [ana], when: {{date: {}, time: "17:30"}}}}\n'
    for day, clash in (
        ("2026-12-07", False),
        ("2026-12-14", True),
        ("2027-01-07", False),
        ("2027-02-20", True),
    ):
        findings = check(there(owned + other.format(day), "2026-09-01"), Settings())
        assert any(one.rule == "overlapping-events" for one in findings) is clash, day


def test_hours_of_their_own_are_looked_at_by_themselves():
    call = (
        '  - {id: c, title: C, when: {date: 2026-01-25, time: "02:30", timezone: Europe/Paris,'
        " repeat: every 9 weeks}"
    )
    found = {}
    for own in ("", ", occurrences: {2026-03-29: cancelled}", ', occurrences: {2026-03-29: {time: "03:30"}}'):
        findings = check(there(f"{call}{own}}}\n", "2026-01-01"), Settings())
        found[own] = [str(one.message) for one in findings if one.rule == "clock-change"]
    assert [len(one) for one in found.values()] == [1, 0, 0]


def test_a_missed_time_is_asked_about():
    """And a plan without such a series has no number of them."""
    deadline = "{date: 2026-09, repeat: every month, until: 2026-12}"
    missed = there(REPORT.format(deadline, "{2026-09: {done: 2026-09-28}}"), "2026-11-05")
    plain = there(REPORT.format(deadline, "{}"), "2026-11-05")
    for plans, number in ((missed, 1), (plain, None)):
        view = View(plans.portfolio, None, Speaker("en"))
        asked = questions(report(plans, Question(), view))
        assert asked.counts.get("missed-occurrence") == number
        assert question_counts(asked, view.speaker)


def test_notes_of_a_time_are_on_a_page_only_where_that_is_asked_for():
    plans = there(CALL, "2026-11-05")
    view = View(plans.portfolio, None, Speaker("en"))
    whole = report(plans, Question(), view)
    for remarks in (False, True):
        anchors = Anchors(view, plans.statuses, ())
        found = str(list(item_details(whole, anchors, Disclosure(notes=remarks))))
        assert "14 December 2026" in found
        assert ("Minutes on the wiki" in found) is remarks
