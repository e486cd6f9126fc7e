"""Tasks as programs write them: what they say is read alike, whoever wrote it.

The lines are those that the programs write (as far as they are public, in reports to their makers and in
tests of other programs), with other titles.
"""

from __future__ import annotations

import pytest

from ssetrack.sync.content import TaskObject, task_object
from ssetrack.sync.fields import TaskFields, is_taken_up, same, task_fields

ZONE = "America/Lima"

CLIENTS: dict[str, tuple[str, dict[str, str]]] = {
    "Tasks.org, completed": (
        """
        PRODID:+//IDN tasks.org//android-100401//EN
        COMPLETED:20261112T232558Z
        CREATED:20261101T092155Z
        PERCENT-COMPLETE:10
        PRIORITY:9
        RELATED-TO;RELTYPE=PARENT:277
        STATUS:COMPLETED
        SUMMARY:Water the plants
        X-APPLE-SORT-ORDER:629421506
        """,
        {"done": "2026-11-12", "progress": "10", "parent": "277"},
    ),
    "Tasks.org, at an hour": (
        """
        PRODID:+//IDN tasks.org//android-130102//EN
        SUMMARY:Call
        DUE;TZID=America/Lima:20261102T170001
        DTSTART;TZID=America/Lima:20261101T090000
        """,
        {"due": "2026-11-02", "start": "2026-11-01"},
    ),
    "Tasks.org, a day": ("SUMMARY:Call\nDUE;VALUE=DATE:20261102", {"due": "2026-11-02"}),
    "Tasks.org, repeating, of a parent": (
        """
        SUMMARY:Water the plants
        CATEGORIES:home
        CATEGORIES:weekly
        RELATED-TO:5521
        DTSTART;VALUE=DATE:20261010
        DUE;VALUE=DATE:20261012
        RRULE:FREQ=WEEKLY;INTERVAL=1
        """,
        {
            "due": "2026-10-12", "repeat": "RRULE:FREQ=WEEKLY;INTERVAL=1", "parent": "5521",
            "x:CATEGORIES": "home\nweekly",
        },
    ),
    "Nextcloud Tasks, completed, without a zone": (
        """
        PRODID:-//Nextcloud Tasks v0.13.6
        DTSTAMP:20261102T081557
        PERCENT-COMPLETE:100
        COMPLETED:20261102T081557
        STATUS:COMPLETED
        SUMMARY:Clean up
        """,
        {"done": "2026-11-02"},
    ),
    "Nextcloud Tasks, completed, without a day": (
        "PERCENT-COMPLETE:100\nSTATUS:COMPLETED\nSUMMARY:Clean up", {"done": "yes"},
    ),
    "Nextcloud Tasks, at an hour": ("SUMMARY:Call\nDUE:20261102T180000", {"due": "2026-11-02"}),
    "Nextcloud Tasks, under way": (
        "STATUS:IN-PROCESS\nPERCENT-COMPLETE:25\nSUMMARY:Task", {"progress": "25", "status": "IN-PROCESS"},
    ),
    "Apple Reminders, a day, repeating": (
        """
        PRODID:-//Apple Inc.//iOS 26.6//EN
        DTSTART;VALUE=DATE:20260919
        DUE;VALUE=DATE:20260919
        RRULE:FREQ=MONTHLY
        STATUS:NEEDS-ACTION
        SUMMARY:Rent
        """,
        {"due": "2026-09-19", "repeat": "RRULE:FREQ=MONTHLY"},
    ),
    "Apple Reminders, at an hour elsewhere": (
        """
        PRIORITY:0
        STATUS:NEEDS-ACTION
        SUMMARY:Buy milk
        DUE;TZID=Asia/Tokyo:20261012T080000
        X-APPLE-SORT-ORDER:731235684
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:no description of the task
        TRIGGER;VALUE=DATE-TIME:20261012T160000Z
        END:VALARM
        """,
        {"due": "2026-10-12 2026-10-11", "x:PRIORITY": "0"},
    ),
    "jtx Board": (
        """
        PRODID:DAVx5/4.5.12-ose ical4j/4.2.5 (at.techbee.jtx)
        SEQUENCE:76
        SUMMARY:Test
        DESCRIPTION:Words
        STATUS:NEEDS-ACTION
        DTSTART:20260412T070000
        RRULE:FREQ=DAILY;UNTIL=20270331T073400
        DUE:20260412T070000
        """,
        {"due": "2026-04-12", "repeat": "RRULE:FREQ=DAILY;UNTIL=20270331T073400", "description": "Words"},
    ),
    "Thunderbird, completed": (
        """
        PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
        SUMMARY:Call
        STATUS:COMPLETED
        COMPLETED:20261103T031500Z
        PERCENT-COMPLETE:100
        X-MOZ-GENERATION:2
        """,
        {"done": "2026-11-02"},
    ),
    "todoman, completed": (
        """
        SUMMARY:Call
        DUE:20261104T040000Z
        PERCENT-COMPLETE:100
        COMPLETED:20261103T120000Z
        STATUS:COMPLETED
        """,
        {"done": "2026-11-03", "due": "2026-11-03 2026-11-04"},
    ),
    "a length in the place of an end": (
        "DTSTART;VALUE=DATE:20261101\nDURATION:P1W", {"due": "2026-11-08", "start": "2026-11-01"},
    ),
    "lower case and blanks": ("summary:Call\nstatus: completed \npercent-complete:100", {"done": "yes"}),
    "folded within a word": ("SUMMARY:Ca\n ll\n\t of the board", {"title": "Call of the board"}),
    "escaped": (r"SUMMARY:a\, b\; c\\n\Nd", {"title": "a, b; c\\n\nd"}),
    "done and under way": ("STATUS:IN-PROCESS\nCOMPLETED:20261103T120000Z", {"done": "2026-11-03"}),
    "cancelled after it was done": (
        "STATUS:CANCELLED\nCOMPLETED:20261103T120000Z\nPERCENT-COMPLETE:100", {"cancelled": "yes"},
    ),
}  # fmt: skip


def read(lines: str) -> TaskFields:
    own = [line.removeprefix("        ") for line in lines.strip("\n").splitlines() if line.strip()]
    text = ("BEGIN:VCALENDAR", "BEGIN:VTODO", "UID:x", *own, "END:VTODO", "END:VCALENDAR", "")
    found = task_object("\r\n".join(text))
    assert isinstance(found, TaskObject)
    return task_fields(found, ZONE)


@pytest.mark.parametrize("client", CLIENTS)
def test_what_programs_write(client: str):
    lines, said = CLIENTS[client]
    found = read(lines)
    fields = ("done", "cancelled", "progress", "due", "start", "repeat", "parent")
    wanted = dict.fromkeys(fields, "") | said
    assert {name: found.get(name) for name in wanted} == wanted


SAME = [
    ("due", "2026-11-05", "2026-11-06 2026-11-05", True),
    ("due", "2026-11-05", "2026-11-06", False),
    ("due", "2026-11-05", "", False),
    ("done", "2026-11-05", "yes", True),
    ("done", "2026-11-05", "2026-11-06", False),
    ("done", "", "yes", False),
    ("title", "Call  of", "Call of ", True),
    ("progress", "", None, True),
    ("progress", "10", "20", False),
]


@pytest.mark.parametrize(("field", "one", "other", "are_same"), SAME)
def test_values_that_mean_the_same(field: str, one: str, other: str | None, are_same: bool):
    assert same(field, one, other) is are_same
    assert same(field, other, one) is are_same


def test_taken_up_again_whatever_is_left_of_the_end():
    done = read("STATUS:COMPLETED\nCOMPLETED:20261103T120000Z\nPERCENT-COMPLETE:100")
    assert is_taken_up(done, read("STATUS:NEEDS-ACTION\nCOMPLETED:20261103T120000Z\nPERCENT-COMPLETE:100"))
    assert not is_taken_up(done, done)
    assert not is_taken_up(read("STATUS:NEEDS-ACTION"), read("STATUS:NEEDS-ACTION\nPERCENT-COMPLETE:100"))
