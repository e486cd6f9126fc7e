"""What somebody wrote or did on a phone, where it was lost once: it is in the plan, proposed, or there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from snapshots import snapshot_of
from ssetrack.sync.content import Line
from ssetrack.sync.decision import Versions, decision
from ssetrack.sync.fields import COMMENT, TaskFields
from ssetrack.sync.first_time import from_first_open
from ssetrack.sync.outgoing import Target
from ssetrack.sync.proposals import LONGEST
from sync.whole import Whole

WORDS = " ".join(f"word{number}" for number in range(1_500))
SENTENCE = "This is what we agreed on. "


def kept(whole: Whole) -> str:
    """All that is kept of what a phone wrote: in proposals, in plans, on the server."""
    there = "".join(text for text, _ in whole.server.objects.values()).replace("\r\n ", "")
    return " ".join((str(whole.state["proposals"]), whole.plan.read_text(), there))


@pytest.mark.parametrize("name", ["DESCRIPTION", "SUMMARY", "COMMENT", "RELATED-TO"])
def test_a_long_text(whole: Whole, name: str):
    whole.phone.change("Budget", f"{name}:Budget {WORDS}")
    assert whole.sync() == 1, whole.told
    there = kept(whole)
    assert all(f"word{number}" in there for number in range(1_500))
    numbers = [str(one["id"]) for one in whole.state["proposals"]]
    assert len(numbers) > 1
    assert all(len(one["value"]) <= 2_000 for one in whole.state["proposals"])
    assert whole.sync("--apply", ",".join(numbers)) == 0, whole.told
    said = " ".join(whole.plan.read_text().split())
    assert all(f"word{number}" in said for number in range(1_500))
    whole.sync()
    assert whole.server.writes == []


@given(st.text("ab\\n,"), st.integers(0, 12))
def test_the_beginning_of_a_text_is_that_of_the_whole(value: str, length: int):
    """It is found without looking at the rest, which may be long."""
    line = Line("", "DESCRIPTION", {}, value)
    assert line.beginning(length) == line.text[:length]


def test_a_long_word(whole: Whole):
    whole.phone.change("Budget", "DESCRIPTION:" + "x" * 5_000 + "end")
    assert whole.sync() == 1, whole.told
    values = [one["value"] for one in whole.state["proposals"] if one["kind"] == "description"]
    assert [one[:6] for one in values] == ["(1/3) ", "(2/3) ", "(3/3) "]
    assert "".join(one[6:] for one in values) == "x" * 5_000 + "end"


@pytest.mark.parametrize("number", [1, 9, 10, 99, 100, 101])
def test_any_number_of_parts_has_all_letters(number: int):
    """What begins with its own number has fewer letters of the text: from 100 parts on two were cut off."""
    text = "0123456789" * (199 * number)
    fields = TaskFields({COMMENT: text}, {})
    (status,) = snapshot_of("ssetrack: 1\ntitle: P\nactivities: [{id: a, title: A}]\n").statuses
    there = Versions(TaskFields({}, {}), fields, TaskFields({}, {}))
    wishes = decision("u", Target(status, "a"), there, TODAY, accept_dates=False).proposals
    assert max(len(one.value) for one in wishes) <= LONGEST
    heads, parts = zip(*(one.value.rpartition(") ")[::2] for one in wishes), strict=True)
    assert "".join(parts) == text
    if number > 1:
        assert heads == tuple(f"({at}/{len(wishes)}" for at in range(1, len(wishes) + 1))


@pytest.mark.parametrize("name", ["DESCRIPTION", "SUMMARY"])
def test_a_text_without_end_stays_on_the_server(whole: Whole, name: str):
    text = "".join(f"{number}. {SENTENCE}" for number in range(2_000))
    whole.phone.change("Budget", f"{name}:{text}")
    assert whole.sync() == 0, whole.told
    assert "1999. This" in kept(whole)
    assert "too long" in whole.told
    whole.plan.write_text(whole.plan.read_text().replace("title: Budget", "title: Money"))
    whole.sync()
    assert "1999. This" in kept(whole)
    assert "too long" not in whole.told


def test_both_sides_moved_a_time(whole: Whole):
    assert whole.run("move", "3@2004-10-22", "2004-10-24") == 0, whole.told
    whole.phone.add_time("Report", "20041022", "DTSTART;VALUE=DATE:20041023")
    assert whole.sync("--accept", "dates") == 1, whole.told
    assert "2004-10-24" in whole.plan.read_text()
    assert whole.proposals() == ["ssetrack move 3@2004-10-22 2004-10-23"]


def test_both_sides_moved_a_time_to_one_day(whole: Whole):
    assert whole.run("move", "3@2004-10-22", "2004-10-24") == 0, whole.told
    whole.phone.add_time("Report", "20041022", "DTSTART;VALUE=DATE:20041024")
    assert whole.sync("--accept", "dates") == 0, whole.told


def test_a_time_that_only_the_phone_moved(whole: Whole):
    whole.phone.add_time("Report", "20041022", "DTSTART;VALUE=DATE:20041023")
    assert whole.sync("--accept", "dates") == 0, whole.told
    assert "2004-10-23" in whole.plan.read_text()


def test_a_rule_that_was_removed(whole: Whole):
    """The date of a series does not become unknown because a client forgot the rule."""
    before = whole.plan.read_text()
    whole.phone.change("Report", without=("RRULE",))
    whole.sync()
    assert not any("tbd" in one for one in whole.proposals())
    assert "was removed on the phone" in whole.told or "RRULE" in whole.phone.text("Report")
    assert whole.plan.read_text() == before


def test_a_series_that_is_completed_time_by_time(whole: Whole):
    """Clients that go on to the next time take the first day of a series for the one that is due."""
    rows = (("20041008", "20041015", "2004-10-08"), ("20041015", "20041022", "2004-10-15"),
            ("20041022", "20041029", "2004-10-22"))  # fmt: skip
    for now, then, day in rows:
        assert f"DTSTART;VALUE=DATE:{now}" in whole.phone.text("Report")
        whole.phone.change("Report", f"DTSTART;VALUE=DATE:{then}")
        assert whole.sync() == 1, whole.told
        assert whole.proposals() == [f"ssetrack done 3@{day} 2004-10-01"]
        assert whole.sync("--apply", str(whole.state["proposals"][0]["id"])) == 0, whole.told
        assert whole.sync() == 0, whole.told
        assert whole.sync() == 0, whole.told
        assert whole.server.writes == []
    assert "EXDATE" not in whole.phone.text("Report")
    assert "UNTIL=20050301" in whole.phone.text("Report")


def test_a_time_in_the_middle_is_left_out(whole: Whole):
    assert whole.run("done", "3@2004-10-15", "2004-10-01") == 0, whole.told
    assert whole.sync() == 0, whole.told
    text = whole.phone.text("Report")
    assert "DTSTART;VALUE=DATE:20041008" in text
    assert "EXDATE;VALUE=DATE:20041015" in text
    assert whole.run("done", "3@2004-10-08", "2004-10-01") == 0, whole.told
    assert whole.sync() == 0, whole.told
    text = whole.phone.text("Report")
    assert "DTSTART;VALUE=DATE:20041022" in text
    assert "EXDATE" not in text


def test_done_on_another_day_and_taken_back(whole: Whole):
    whole.phone.complete("Budget", "20040920T150000Z")
    assert whole.run("done", "4", "2004-09-10") == 0, whole.told
    assert whole.sync() == 1, whole.told
    assert whole.proposals() == ["ssetrack done 4 2004-09-20"]
    whole.phone.change("Budget", "STATUS:NEEDS-ACTION", without=("COMPLETED", "PERCENT-COMPLETE"))
    assert whole.sync() == 1, whole.told
    assert whole.proposals() == ["ssetrack set 4 done= status="]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("DTSTART;VALUE=DATE:20040131", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5",
          "EXDATE;VALUE=DATE:20040131,20040229,20040430"),
         ("DTSTART;VALUE=DATE:20040331", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
          "EXDATE;VALUE=DATE:20040430")),
        (("DTSTART;TZID=Asia/Tokyo:20040105T180000", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20041231T090000Z",
          "EXDATE;TZID=Asia/Tokyo:20040105T180000"),
         ("DTSTART;TZID=Asia/Tokyo:20040119T180000", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20041231T090000Z")),
        # The rule for all months but February, of a series on the 30th: its next time is in March.
        (("DTSTART;VALUE=DATE:20040130", "RRULE:FREQ=MONTHLY;BYMONTH=1,3,4;BYMONTHDAY=30",
          "EXDATE;VALUE=DATE:20040130"),
         ("DTSTART;VALUE=DATE:20040330", "RRULE:FREQ=MONTHLY;BYMONTH=1,3,4;BYMONTHDAY=30")),
        # All is over, or the first time is open: nothing changes.
        (("DTSTART;VALUE=DATE:20040101", "RRULE:FREQ=YEARLY;COUNT=1", "EXDATE;VALUE=DATE:20040101"), None),
        (("DTSTART;VALUE=DATE:20040101", "RRULE:FREQ=DAILY;UNTIL=20040102",
          "EXDATE;VALUE=DATE:20040101,20040102"), None),
        (("DTSTART;VALUE=DATE:20040101", "RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:20040102"), None),
        (("DTSTART;VALUE=DATE:20040101", "RRULE:FREQ=DAILY"), None),
        (("DTSTART;VALUE=DATE:20040101", "RDATE;VALUE=DATE:20040101,20040301",
          "EXDATE;VALUE=DATE:20040101"), None),
    ],
)  # fmt: skip
def test_a_series_from_its_first_open_time(before: tuple[str, ...], after: tuple[str, ...] | None):
    assert from_first_open(("BEGIN:VTODO", *before, "END:VTODO")) == (
        ("BEGIN:VTODO", *(after or before), "END:VTODO")
    )


def test_progress_that_a_program_does_not_know(whole: Whole):
    """Some write a task without PERCENT-COMPLETE when anything else is changed."""
    before = whole.plan.read_text()
    whole.phone.change("Budget", "PRIORITY:1", without=("PERCENT-COMPLETE",))
    assert whole.sync() == 1, whole.told
    assert whole.plan.read_text() == before
    assert whole.proposals() == ["ssetrack set 4 progress=0%"]
    assert "PERCENT-COMPLETE:40" in whole.phone.text("Budget")
    assert whole.sync() == 1
    assert whole.server.writes == []


def test_progress_that_is_none(whole: Whole):
    whole.phone.change("Budget", "PERCENT-COMPLETE:0")
    assert whole.sync() == 0, whole.told
    assert "progress: 0%" in whole.plan.read_text()
    assert whole.sync() == 0
    assert whole.server.writes == []


def test_what_somebody_wrote_to_a_goal(whole: Whole):
    """Nothing can be proposed for it, and the plan has no text that would have to be there."""
    whole.phone.change("Goal A", "DESCRIPTION:My own story", "COMMENT:Well done")
    assert whole.sync() == 0, whole.told
    assert "My own story" in whole.phone.text("Goal A")
    whole.plan.write_text(whole.plan.read_text().replace("A: Meet", "A: Meet often"))
    assert whole.sync() == 0, whole.told
    assert "SUMMARY:Goal A: Meet often" in whole.phone.text("Goal A")
    assert "My own story" in whole.phone.text("Goal A")
    assert "Well done" in whole.phone.text("Goal A")


def test_a_picture_in_the_task_of_an_item_that_left(whole: Whole):
    whole.phone.change("Letter", "ATTACH:https://example.org/picture.png")
    assert whole.sync() == 0, whole.told
    lines = whole.plan.read_text().splitlines(keepends=True)
    whole.plan.write_text("".join(line for line in lines if "title: Letter" not in line))
    assert whole.sync() == 0, whole.told
    assert whole.sync() == 0, whole.told
    assert "picture.png" in kept(whole)
    assert whole.sync() == 0, whole.told
    assert whole.server.writes == []
