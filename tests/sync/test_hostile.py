"""Tasks that nobody should write, and somebody does: nothing breaks, nothing is lost, nothing is believed."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date

import pytest

from ssetrack.sync.fields import day_in
from sync.whole import PLAN, Whole

HOSTILE = {
    "a title in lines": ("SUMMARY:One\\nTwo\\n- {id: 9}\\nthree",),
    "a title with NUL": ("SUMMARY:One\0two\x1b[31m\u202e",),
    "a long title": ("SUMMARY:" + "x" * 300_000,),
    "a long description": ("DESCRIPTION:" + "x y\\n" * 100_000,),
    "yaml": ("COMMENT:]}\\n- id: evil\\n'\"${HOME} $(id) `id` # : &a *a",),
    "options": ("COMMENT:--in /etc/passwd --series",),
    "no value": ("SUMMARY:", "DUE:", "DESCRIPTION:", "STATUS:", "PERCENT-COMPLETE:", "COMPLETED:"),
    "values that are none": (
        "DUE:99999999", "DTSTART:00000000T999999Z", "PERCENT-COMPLETE:9999999999999", "COMPLETED:never",
        "STATUS:;;", "SEQUENCE:-1", "PRIORITY:\u0661",
    ),
    "the ends of the calendar": ("DUE:99991231T235959Z", "COMPLETED:00010101T000000Z"),
    "a zone that is none": ("DUE;TZID=../../etc/passwd:20041105T090000",),
    "parameters": ('SUMMARY;X="a:b;c";Y=d:Letter', "DUE;VALUE=DATE;VALUE=DATE;X=^n:20041105"),
    "a rule without an end": ("RRULE:FREQ=SECONDLY;INTERVAL=1", "DTSTART:00010101T000000Z"),
    "many days": ("EXDATE:" + ",".join(["20041022"] * 20_000),),
    "lines without a name": ("", " folded", "no colon at all", ":", ";;;", "\u00e9:x"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_lines_of_a_task(whole: Whole, what: str):
    whole.phone.change("Letter", *HOSTILE[what])
    whole.phone.change("Report", *HOSTILE[what])
    assert whole.sync("--foreign") in (0, 1), whole.told
    assert "\x1b" not in whole.told
    assert "\u202e" not in whole.told
    numbers = ",".join(str(one["id"]) for one in whole.state["proposals"])
    whole.sync()
    assert whole.server.writes == [], what
    if numbers:
        whole.run("sync", "--apply", numbers)
        assert not re.search("^ *- (id:|{id:) evil", whole.plan.read_text(), re.MULTILINE)
    whole.sync()
    whole.sync()
    assert whole.server.writes == []
    assert whole.run("lint") in (0, 1), whole.told
    assert "passwd" not in whole.plan.read_text() or what == "options"


OBJECTS = {
    "an event": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:e\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "nothing": "",
    "no calendar": "<html></html>",
    "cut off": "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:x\r\nSUMMARY:y\r\n",
    "large": "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:x\r\nATTACH:" + "A" * 10_000_000
    + "\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    "deep": "BEGIN:VCALENDAR\r\n" + "BEGIN:VTODO\r\n" * 10_000,
    "two tasks": "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:a\r\nEND:VTODO\r\nBEGIN:VTODO\r\n"
    "UID:b\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    "no UID": "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:b\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    "a time of no series": "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:3.p.task@ssetrack.invalid\r\n"
    "RECURRENCE-ID:20300101\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
}  # fmt: skip


@pytest.mark.parametrize("what", OBJECTS)
def test_objects_of_others(whole: Whole, what: str):
    whole.server.put("/tasks/strange.ics", OBJECTS[what])
    for _ in range(2):
        assert whole.sync("--foreign") in (0, 1), whole.told
        assert whole.server.writes == []
        assert whole.server.objects["/tasks/strange.ics"][0] == OBJECTS[what]
    assert whole.plan.read_text() == PLAN


@pytest.mark.parametrize("what", OBJECTS)
def test_objects_in_the_place_of_ours(whole: Whole, what: str):
    href = whole.phone.href("Report")
    whole.server.put(href, OBJECTS[what])
    for _ in range(2):
        assert whole.sync() in (0, 1), whole.told
        assert whole.server.objects[href][0] == OBJECTS[what]
    assert whole.plan.read_text() == PLAN


def test_words_that_look_like_options(whole: Whole):
    """What is shown can be typed as it is."""
    whole.phone.change("Letter", "COMMENT:--in /etc/passwd")
    whole.phone.change("Hall", "COMMENT:-rf")
    assert whole.sync() == 1
    commands = whole.proposals()
    assert commands == ["ssetrack note -- 1 '--in /etc/passwd'", "ssetrack note -- 2 -rf"]
    for command in commands:
        assert whole.run(*shlex.split(command)[1:]) == 0, whole.told
    assert "2004-10-01 --in /etc/passwd" in whole.plan.read_text()


ENCODINGS = {
    "CRLF": PLAN.replace("\n", "\r\n").encode(),
    "a mark at the beginning": b"\xef\xbb\xbf" + PLAN.encode(),
    "both": b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("what", ENCODINGS)
def test_plans_of_other_programs(whole: Whole, what: str):
    before = ENCODINGS[what]
    whole.plan.write_bytes(before)
    whole.phone.complete("Draft")
    assert whole.sync() == 0, whole.told
    after = whole.plan.read_bytes()
    assert after == before.replace(b"deadline: 2004-11-10}", b"deadline: 2004-11-10, done: 2004-09-20}")


def test_several_plans_in_one_list(whole: Whole):
    other = whole.folder / "plans" / "other.yaml"
    other.write_text(
        "ssetrack: 1\nid: q\ntitle: Q\nactivities:\n- {id: 1, title: Menu, deadline: 2004-12-01}\n"
    )
    assert whole.sync() == 0, whole.told
    whole.phone.complete("Letter")
    whole.phone.complete("Menu")
    whole.phone.change("Budget", "DUE;VALUE=DATE:20041021")
    assert whole.sync() == 1, whole.told
    assert "done: 2004-09-20" in whole.plan.read_text()
    assert "done: 2004-09-20" in other.read_text()
    assert whole.proposals() == ["ssetrack move p:4 2004-10-21"]
    assert whole.run("undo") == 0, whole.told
    assert whole.plan.read_text() == PLAN
    assert "done" not in other.read_text()


def test_an_item_that_moved_to_another_file(whole: Whole):
    """Its plan has another id, so it is another task; what was written on the phone stays there."""
    line = "  - {id: 4, title: Budget, deadline: 2004-10-20, status: in-progress, progress: 40%}\n"
    whole.plan.write_text(PLAN.replace(line, ""))
    other = whole.folder / "plans" / "other.yaml"
    other.write_text("ssetrack: 1\nid: q\ntitle: Q\nactivities:\n" + line)
    whole.phone.change("Budget", "COMMENT:Ask Ana")
    assert whole.sync() == 0, whole.told
    assert any("Ask Ana" in text for text, _ in whole.server.objects.values())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("20270331", None),
        ("2027-W13-3", None),
        ("2027-02-29", None),
        ("2027-03-31T00:00", None),
        ("\u0662027-03-31", None),
        ("", None),
    ],
)
def test_a_day_is_written_in_one_way(text: str, day: date | None):
    assert day_in(text) == day


def test_a_state_of_a_stranger(whole: Whole):
    """It comes with the plans: what it proposes is what an edit can do, and no more."""
    state = whole.state
    note = {"id": 1, "kind": "comment", "uid": "1.p.task@ssetrack.invalid", "day": "", "href": ""}
    note["value"] = "$(touch evil)\n--in /etc"
    done = note | {"id": 2, "kind": "done", "day": "2004", "value": "; rm -rf /"}
    whole.record.write_text(json.dumps(state | {"proposals": [note, done]}))
    assert len(whole.proposals()) == 2
    assert whole.run("sync", "--apply", "1,2") == 1, whole.told
    assert not (whole.folder / "evil").exists()
    assert "$(touch evil) --in /etc" in whole.plan.read_text()
    assert "rm -rf" not in whole.plan.read_text()
