"""What is done on a phone, and what becomes of it: the whole way, from the list to the plan and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
import vobject

from ssetrack.sync.collection import Listing, Resource
from sync.whole import CONFIGURATION, PLAN, Whole

COMPLETED = ("STATUS:COMPLETED", "COMPLETED:20040920T150000Z", "PERCENT-COMPLETE:100")


def is_quiet(whole: Whole) -> bool:
    """Whether another run sends nothing."""
    before = whole.plan.read_text(), dict(whole.server.objects), whole.state | {"token": ""}
    whole.sync()
    after = whole.plan.read_text(), whole.server.objects, whole.state | {"token": ""}
    return not whole.server.writes and before == after


def test_all_tasks_are_made_once(whole: Whole):
    texts = [text for text, _ in whole.server.objects.values()]
    assert len(texts) == 7, texts
    assert is_quiet(whole)
    assert whole.plan.read_text() == PLAN


CHANGES: dict[str, tuple[Callable[[Whole], object], str, list[str]]] = {
    "done": (
        lambda whole: whole.phone.complete("Letter", "20040930T030000Z"),
        "deadline: 2004-11-05, notes: Two pages, done: 2004-09-29}",
        [],
    ),
    "done by the status alone": (
        lambda whole: whole.phone.change("Letter", "STATUS:COMPLETED"), "Two pages, done: 2004-10-01}", [],
    ),
    "done by the percentage alone": (
        lambda whole: whole.phone.change("Letter", "PERCENT-COMPLETE:100"), "done: 2004-10-01}", [],
    ),
    "done by the day alone": (
        lambda whole: whole.phone.change("Letter", "COMPLETED:20040920T150000Z"), "done: 2004-09-20", [],
    ),
    "a milestone": (lambda whole: whole.phone.complete("Draft"), "2004-11-10, done: 2004-09-20}", []),
    "done in the future": (
        lambda whole: whole.phone.complete("Letter", "20300101T120000Z"), PLAN,
        ["ssetrack done 1 2030-01-01"],
    ),
    "progress": (lambda whole: whole.phone.change("Budget", "PERCENT-COMPLETE:75"), "progress: 75%", []),
    "no progress": (lambda whole: whole.phone.change("Budget", "PERCENT-COMPLETE:0"), "progress: 0%", []),
    "another day": (
        lambda whole: whole.phone.change("Hall", "DUE;VALUE=DATE:20050115"), PLAN,
        ["ssetrack move 2 2005-01-15"],
    ),
    "no day": (lambda whole: whole.phone.change("Hall", without=["DUE"]), PLAN, ["ssetrack move 2 tbd"]),
    "the same day at an hour": (
        lambda whole: whole.phone.change("Letter", "DUE;TZID=America/Lima:20041105T230000"), PLAN, [],
    ),
    "the same day in UTC": (lambda whole: whole.phone.change("Letter", "DUE:20041106T040000Z"), PLAN, []),
    "the same day without a zone": (
        lambda whole: whole.phone.change("Letter", "DUE:20041105T090000"), PLAN, [],
    ),
    "a day that is none": (lambda whole: whole.phone.change("Letter", "DUE:99999999"), PLAN, []),
    "cancelled": (
        lambda whole: whole.phone.change("Letter", "STATUS:CANCELLED"), PLAN,
        ["ssetrack set 1 status=cancelled"],
    ),
    "deleted": (lambda whole: whole.phone.remove("Letter"), PLAN, ["ssetrack set 1 status=cancelled"]),
    "a title": (
        lambda whole: whole.phone.change("Letter", "SUMMARY:Two letters"), PLAN,
        ["ssetrack note 1 'Title on the phone: Two letters'"],
    ),
    "a comment": (
        lambda whole: whole.phone.change("Letter", "COMMENT:Ana is ill\\nsince Monday"), PLAN,
        ["ssetrack note 1 'Ana is ill / since Monday'"],
    ),
    "a longer description": (
        lambda whole: whole.phone.change("Hall", "DESCRIPTION:Ben\\nThe key is at the door"), PLAN,
        ["ssetrack note 2 'Ben / The key is at the door'"],
    ),
    "a time of a series": (
        lambda whole: whole.phone.add_time("Report", "20041015", *COMPLETED),
        "occurrences: {2004-10-15: {done: 2004-09-20}}",
        [],
    ),
    "a time that is called off": (
        lambda whole: whole.phone.add_time("Report", "20041015", "STATUS:CANCELLED"), PLAN,
        ["ssetrack set 3@2004-10-15 status=cancelled"],
    ),
    "a time on another day": (
        lambda whole: whole.phone.add_time("Report", "20041015", "DUE;VALUE=DATE:20041017"), PLAN,
        ["ssetrack move 3@2004-10-15 2004-10-17"],
    ),
    "a time that is taken out": (
        lambda whole: whole.phone.change("Report", "EXDATE;VALUE=DATE:20041022"), PLAN,
        ["ssetrack set 3@2004-10-22 status=cancelled"],
    ),
    "a time that the series has not": (
        lambda whole: whole.phone.add_time("Report", "20041016", *COMPLETED), PLAN, [],
    ),
    "a series that went on by a step": (
        lambda whole: whole.phone.change("Report", "DTSTART;VALUE=DATE:20041015"), PLAN,
        ["ssetrack done 3@2004-10-08 2004-10-01"],
    ),
    "a series that went on by two steps, by its due day": (
        lambda whole: whole.phone.change("Report", "DUE;VALUE=DATE:20041022"), PLAN,
        ["ssetrack done 3@2004-10-08 2004-10-01", "ssetrack done 3@2004-10-15 2004-10-01"],
    ),
    "a series on another day": (
        lambda whole: whole.phone.change("Report", "DTSTART;VALUE=DATE:20041011"), PLAN,
        ["ssetrack move --series 3 2004-10-11"],
    ),
    "a whole series": (
        lambda whole: whole.phone.complete("Report"), PLAN, ["ssetrack done --series 3 2004-09-20"],
    ),
    "another rule": (
        lambda whole: whole.phone.change("Report", "RRULE:FREQ=DAILY"), PLAN,
        ["ssetrack note 3 'Repeats on the phone: RRULE:FREQ=DAILY'"],
    ),
    "a colour, a reminder, a property of the client": (
        lambda whole: whole.phone.change("Letter", "COLOR:red", "X-MOZ-LASTACK:20040901T000000Z"), PLAN, [],
    ),
    "a priority": (lambda whole: whole.phone.change("Letter", "PRIORITY:1"), PLAN, []),
    "a goal": (lambda whole: whole.phone.complete("Goal A"), PLAN, []),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_phone_changes(whole: Whole, what: str):
    whole.server.sorts = len(what) % 2 == 0  # every other case with a server that sorts objects anew
    change, plan, proposed = CHANGES[what]
    change(whole)
    assert whole.sync() == bool(proposed), whole.told
    assert plan in whole.plan.read_text()
    assert whole.proposals() == proposed
    assert is_quiet(whole), whole.server.writes
    # What was taken or proposed once is known.
    assert whole.proposals() == proposed


@pytest.mark.parametrize("what", [what for what, (_, _, proposed) in CHANGES.items() if proposed])
def test_what_is_proposed_can_be_done(whole: Whole, what: str):
    CHANGES[what][0](whole)
    whole.sync()
    numbers = ",".join(str(one["id"]) for one in whole.state["proposals"])
    code = whole.run("sync", "--apply", numbers, day="2030-02-01")
    assert code == 0, whole.told
    assert whole.plan.read_text() != PLAN
    if what != "done in the future":
        assert whole.sync() == 0, whole.told
        assert is_quiet(whole)
    assert whole.run("undo") == 0, whole.told
    assert whole.plan.read_text() == PLAN


@pytest.mark.parametrize("what", [what for what, (_, _, proposed) in CHANGES.items() if proposed])
def test_what_is_rejected_is_put_back(whole: Whole, what: str):
    CHANGES[what][0](whole)
    whole.sync()
    numbers = ",".join(str(one["id"]) for one in whole.state["proposals"])
    assert whole.run("sync", "--reject", numbers) == 0, whole.told
    assert whole.sync() == 0, whole.told
    assert whole.plan.read_text() == PLAN
    assert is_quiet(whole)
    ours = [text for text, _ in whole.server.objects.values()]
    assert not any("20050115" in one or "20041011" in one for one in ours)


def test_open_again(whole: Whole):
    whole.phone.complete("Letter")
    whole.sync()
    whole.phone.change("Letter", "STATUS:NEEDS-ACTION", without=["COMPLETED", "PERCENT-COMPLETE"])
    assert whole.sync() == 1
    assert whole.proposals() == ["ssetrack set 1 done= status="]
    assert "STATUS:COMPLETED" in whole.phone.text("Letter")
    assert whole.run("sync", "--apply", "1") == 0, whole.told
    assert whole.plan.read_text() == PLAN
    assert whole.sync() == 0
    assert "COMPLETED" not in whole.phone.text("Letter")
    assert is_quiet(whole)


def test_open_again_with_what_is_left_of_the_end(whole: Whole):
    whole.phone.complete("Letter")
    whole.sync()
    whole.phone.change("Letter", "STATUS:IN-PROCESS")
    assert whole.sync() == 1
    assert whole.proposals() == ["ssetrack set 1 done= status="]


def times_shown(whole: Whole) -> list[tuple[str, str]]:
    """The times that another library finds in what is on the server, each with the title of its task.

    A component with a RECURRENCE-ID is shown on its day, whatever its series excludes: so do some clients.
    """
    found = []
    for text, _ in whole.server.objects.values():
        for todo in vobject.readOne(text).vtodo_list:
            title, start = todo.summary.value, getattr(todo, "dtstart", getattr(todo, "due", None))
            own = getattr(todo, "recurrence_id", None)
            if own is not None or (start is not None and "rrule" not in todo.contents):
                found.append((title, str((own or start).value)))
            elif start is not None:
                days = todo.getrruleset(addRDate=False)
                found += [(title, str(one.date())) for one in days]
    return found


TIMES_THAT_DIFFER: dict[str, tuple[tuple[str, ...], bool]] = {
    "done": (COMPLETED, False),
    "called off": (("STATUS:CANCELLED",), True),
    "on another day": (("DUE;VALUE=DATE:20041017",), True),
}


@pytest.mark.parametrize("what", TIMES_THAT_DIFFER)
def test_a_time_is_shown_once(whole: Whole, what: str):
    """A series has no component for a time that it excludes, which has a task of its own (RFC 5545)."""
    lines, is_proposed = TIMES_THAT_DIFFER[what]
    whole.phone.add_time("Report", "20041015", *lines, "X-OWN:mine")
    whole.sync()
    if is_proposed:
        assert "RECURRENCE-ID" in whole.phone.text("Report")
        assert whole.run("sync", "--apply", "1") == 0, whole.told
        assert whole.sync() == 0, whole.told
    text = whole.phone.text("Report")
    assert "EXDATE;VALUE=DATE:20041015" in text
    assert "RECURRENCE-ID" not in text
    shown = [title for title, day in times_shown(whole) if day[:10] in ("2004-10-15", "2004-10-17")]
    assert len(shown) == (what != "called off"), shown
    there = "".join(text for text, _ in whole.server.objects.values())
    assert ("X-OWN:mine" in there) == (what != "called off")
    assert len([day for title, day in times_shown(whole) if title.startswith("Report")]) >= 20
    assert is_quiet(whole)
    if what == "called off":
        return
    # A client that still has the component sends it again.
    whole.phone.add_time("Report", "20041015", *COMPLETED)
    whole.sync()
    assert "RECURRENCE-ID" not in whole.phone.text("Report")
    assert is_quiet(whole)


def test_undo_takes_back_what_came_in(whole: Whole):
    whole.phone.complete("Letter")
    whole.phone.change("Budget", "PERCENT-COMPLETE:80")
    whole.phone.add_time("Report", "20041015", *COMPLETED)
    whole.phone.add_time("Report", "20041022", *COMPLETED)
    assert whole.sync() == 0, whole.told
    assert whole.plan.read_text().count("done:") == 3
    assert whole.run("undo") == 0, whole.told
    assert whole.plan.read_text() == PLAN
    assert whole.sync() == 0, whole.told
    assert whole.plan.read_text() == PLAN
    assert "COMPLETED" not in whole.phone.text("Letter")
    whole.sync()  # the tasks of single times go
    assert is_quiet(whole)


def test_dates_that_are_accepted(whole: Whole):
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    assert whole.sync("--accept", "dates") == 0, whole.told
    assert "deadline: 2005-01-15" in whole.plan.read_text()
    assert is_quiet(whole)


def test_both_sides_changed_a_date(whole: Whole):
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    whole.run("move", "2", "2005-02-01")
    assert whole.sync("--accept", "dates") == 1
    assert whole.proposals() == ["ssetrack move 2 2005-01-15"]
    assert "deadline: 2005-02-01" in whole.plan.read_text()


def test_a_date_that_the_plan_decides_while_a_proposal_waits(whole: Whole):
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    assert whole.sync() == 1
    whole.run("move", "2", "2005-02-01")
    assert whole.sync() == 1
    assert "DUE;VALUE=DATE:20050201" in whole.phone.text("Hall")
    assert whole.proposals() == ["ssetrack move 2 2005-01-15"]
    assert is_quiet(whole)


def test_a_date_that_is_accepted_after_another(whole: Whole):
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    assert whole.sync() == 1
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050116")
    assert whole.sync("--accept", "dates") == 0, whole.told
    assert "deadline: 2005-01-16" in whole.plan.read_text()


def test_a_conflict_in_the_plan_is_said_once(whole: Whole):
    whole.plan.write_text(PLAN.replace("deadline: 2004-12\n", "deadline: 2004-11-01\n    after: [5/print]\n"))
    whole.phone.complete("Budget")
    assert whole.sync() == 0, whole.told
    assert whole.told.count("waits for `5/print`") == 1, whole.told


def test_a_date_that_the_phone_takes_back(whole: Whole):
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    assert whole.sync() == 1
    whole.phone.change("Hall", "DUE;VALUE=DATE:20041231")
    assert whole.sync() == 0, whole.told
    assert is_quiet(whole)


def test_what_cannot_be_done_is_proposed(whole: Whole):
    """The plan is a series by now; the phone completed what was one task."""
    text = PLAN.replace("deadline: 2004-11-05,", "deadline: {date: 2004-11-05, repeat: weekly},")
    whole.plan.write_text(text)
    whole.phone.complete("Letter")
    assert whole.sync() == 1
    assert whole.proposals() == ["ssetrack done --series 1 2004-09-20"]
    assert whole.plan.read_text() == text


def test_unknown_properties_stay_byte_for_byte(whole: Whole):
    own = ("X-MOZ-LASTACK;X-Q=\"a;b\":20040901T000000Z", "BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY",
           "DESCRIPTION:Ring", "SUMMARY:Ring", "END:VALARM")  # fmt: skip
    whole.phone.insert("Letter", *own)
    whole.run("set", "1", "title=Long letter")
    assert whole.sync() == 0, whole.told
    text = whole.phone.text("Long letter")
    assert "\r\n".join(own) in text
    assert text.count("SUMMARY:Long letter") == 1
    assert is_quiet(whole)


def test_what_somebody_changed_there_stays(whole: Whole):
    """A priority is not the plan's to decide once somebody has set it on a phone."""
    whole.phone.change("Letter", "PRIORITY:1")
    whole.sync()
    whole.run("set", "1", "priority=low", "title=Long letter")
    whole.sync()
    assert "PRIORITY:1\r\n" in whole.phone.text("Long letter")


def test_tasks_of_the_phone(whole: Whole):
    for number in range(5):
        whole.phone.make(f"own-{number}", f"SUMMARY:Milk {number}\\nand bread")
    assert whole.sync() == 0
    assert "5 tasks were made on the phone" in whole.told
    assert "Milk 4 and bread" in whole.told
    whole.phone.make("own-5", "SUMMARY:Private", "DUE:20041203T120000")
    assert whole.sync() == 0
    assert "6 tasks were made on the phone" in whole.told
    assert "Milk" not in whole.told
    assert "Private" not in whole.record.read_text()
    assert whole.sync("--foreign") == 1
    assert "ssetrack add private Private deadline=2004-12-03" in whole.proposals()
    number = next(one["id"] for one in whole.state["proposals"] if one["value"] == "Private")
    assert whole.run("sync", "--apply", str(number)) == 1, whole.told
    assert "id: private" in whole.plan.read_text()
    whole.phone.remove("Milk 0")
    assert whole.sync("--foreign") == 1
    assert len(whole.proposals()) == 4  # what was added is not proposed again
    assert is_quiet(whole)


def test_items_that_left_the_plan(whole: Whole):
    whole.plan.write_text(
        PLAN.replace(
            "  - {id: 4, title: Budget, deadline: 2004-10-20, status: in-progress, progress: 40%}\n", ""
        )
    )
    assert whole.sync() == 0
    assert "STATUS:CANCELLED" in whole.phone.text("Budget")
    assert "1 cancelled task" in whole.told
    assert whole.sync() == 0
    assert [one.split()[0] for one in whole.server.writes] == ["DELETE"]
    assert is_quiet(whole)


def test_an_item_that_comes_back(whole: Whole):
    whole.plan.write_text(PLAN.replace("- {id: 4, title: Budget", "- {id: 4b, title: Budget"))
    whole.sync()
    whole.plan.write_text(PLAN)
    assert whole.sync() == 0
    assert "STATUS:IN-PROCESS" in whole.phone.text("Budget")
    whole.sync()
    assert is_quiet(whole)


def test_what_somebody_wrote_to_an_item_that_left(whole: Whole):
    whole.phone.change("Budget", "COMMENT:Ask Ana first")
    whole.plan.write_text(PLAN.replace("- {id: 4, title: Budget", "- {id: 4b, title: Other"))
    assert whole.sync() == 0
    assert "Ask Ana first" in whole.phone.text("Budget")
    assert "STATUS:CANCELLED" not in whole.phone.text("Budget")
    assert "stays there" in whole.told
    assert is_quiet(whole)


def test_an_item_outside_the_filter(whole: Whole):
    """It leaves the list; what was done there still comes in."""
    whole.phone.complete("Hall")
    (whole.folder / "ssetrack.toml").write_text(
        '[sync.phones]\nurl = "http://localhost/tasks/"\nowner = ["ana"]\n'
    )
    assert whole.sync() == 0, whole.told
    assert "done: 2004-09-20" in whole.plan.read_text()
    assert whole.sync() == 0, whole.told
    assert len(whole.server.objects) == 2  # the letter and its goal
    assert is_quiet(whole)


def test_a_renamed_item(whole: Whole):
    assert whole.run("rename", "2", "hall") == 0, whole.told
    whole.phone.complete("Hall")
    assert whole.sync() == 0, whole.told
    assert "done: 2004-09-20" in whole.plan.read_text()
    assert not any(one.startswith("DELETE") for one in whole.server.writes)
    assert len(whole.server.objects) == 7


def shrink(whole: Whole, by: int) -> None:
    for href in list(whole.server.objects)[:by]:
        whole.server.delete(href)


def test_a_proposal_for_an_item_that_was_renamed(whole: Whole):
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    whole.sync()
    assert whole.run("rename", "2", "hall") == 0, whole.told
    assert whole.proposals() == ["ssetrack move hall 2005-01-15"]
    assert whole.run("sync", "--apply", "1") == 0, whole.told
    assert "deadline: 2005-01-15" in whole.plan.read_text()


def test_a_proposal_for_an_item_that_is_gone(whole: Whole):
    whole.phone.change("Hall", "COMMENT:Ask Ana")
    whole.sync()
    whole.run("remove", "2")
    assert whole.proposals() == [None]
    assert whole.run("sync", "--proposals") == 1
    assert "no longer in the plan: Ask Ana" in whole.told
    assert whole.run("sync", "--apply", "1") == 1
    assert "`--reject`" in whole.told or "no longer in the plans" in whole.told
    assert whole.run("sync", "--reject", "1") == 0


STOPS: dict[str, Callable[[Whole], object]] = {
    "empty": lambda whole: shrink(whole, 7),
    "shrunken": lambda whole: shrink(whole, 2),
    "another": lambda whole: setattr(whole.server, "identity", "another"),
    "moved": lambda whole: (whole.folder / "ssetrack.toml").write_text(
        '[sync.phones]\nurl = "http://localhost/other/"\n'
    ),
}


@pytest.mark.parametrize("why", STOPS)
@pytest.mark.parametrize("has_tokens", [True, False])
def test_stop_rules(whole: Whole, why: str, has_tokens: bool):
    whole.server.has_tokens = has_tokens
    whole.phone.complete("Hall")
    STOPS[why](whole)
    before = dict(whole.server.objects), whole.record.read_text()
    assert whole.sync() == 1
    assert "--recreate" in whole.told
    assert (whole.server.objects, whole.record.read_text()) == before
    assert whole.plan.read_text() == PLAN
    whole.sync("--recreate")
    assert len(whole.server.objects) == 7
    assert is_quiet(whole)


def test_many_items_that_left_the_plans_at_once(whole: Whole):
    """A plan file that is missing for a while must not cancel the tasks of a whole network."""
    whole.plan.write_text("ssetrack: 1\nid: p\ntitle: A plan\nactivities: []\n")
    before = dict(whole.server.objects), whole.record.read_text()
    for words in ((), ("--dry-run",)):
        assert whole.sync(*words) == 1, whole.told
        assert "have left the plans" in whole.told
        assert "--recreate" in whole.told
        assert (whole.server.objects, whole.record.read_text()) == before
    assert whole.sync("--recreate") == 0, whole.told
    assert all("STATUS:CANCELLED" in text for text, _ in whole.server.objects.values())
    assert whole.sync() == 0  # they have left by now, and go
    assert not whole.server.objects


def test_one_of_them_gone_is_no_reason_to_stop(whole: Whole):
    whole.server.delete(list(whole.server.objects)[1])
    assert whole.sync() == 1
    assert len(whole.server.objects) == 7


def test_two_objects_with_one_uid(whole: Whole):
    href = whole.phone.href("Letter")
    whole.server.put("/tasks/copy.ics", whole.server.objects[href][0])
    whole.phone.complete("Hall")
    before = dict(whole.server.objects)
    for _ in range(2):
        assert whole.sync() == 1
        assert "/tasks/copy.ics" in whole.told
        assert whole.server.objects[href] == before[href]
        assert whole.server.objects["/tasks/copy.ics"] == before["/tasks/copy.ics"]
    assert "done: 2004-09-20" in whole.plan.read_text()
    whole.server.delete("/tasks/copy.ics")
    assert whole.sync() == 0
    assert is_quiet(whole)


def test_an_object_that_the_server_moved(whole: Whole):
    href = whole.phone.href("Letter")
    whole.server.put("/tasks/moved.ics", whole.server.objects[href][0])
    whole.server.delete(href)
    assert whole.sync() == 0, whole.told
    assert is_quiet(whole)


def test_changed_between_reading_and_writing(whole: Whole):
    """412: it is read once more, and what was changed meanwhile comes in."""
    whole.run("set", "1", "title=Long letter")

    def meanwhile() -> None:
        whole.server.before_write = lambda: None
        whole.phone.change("Letter", "COMMENT:Just now")

    whole.server.before_write = meanwhile
    assert whole.sync() == 1
    assert whole.proposals() == ["ssetrack note 1 'Just now'"]
    assert "COMMENT:Just now" in whole.phone.text("Long letter")


def test_changed_again_and_again(whole: Whole):
    whole.run("set", "1", "title=Long letter")
    number = iter(range(9))
    whole.server.before_write = lambda: whole.phone.change("Letter", f"X-N:{next(number)}")
    assert whole.sync() == 1
    assert "run `ssetrack sync` again" in whole.told
    assert len(whole.server.writes) == 2
    whole.server.before_write = lambda: None
    assert whole.sync() == 0
    assert is_quiet(whole)


def test_what_a_server_does_not_take(whole: Whole):
    whole.server.refuses = "Long letter"
    whole.run("set", "1", "title=Long letter")
    whole.run("set", "2", "title=Big hall")
    assert whole.sync() == 2
    assert "the server is full" in whole.told
    assert "Big hall" in whole.phone.text("Big hall")
    whole.server.refuses = ""
    assert whole.sync() == 0
    assert is_quiet(whole)


def test_a_dry_run_writes_nothing_anywhere(whole: Whole):
    whole.phone.complete("Letter")
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    whole.phone.remove("Draft")
    whole.run("set", "4", "title=Money")
    plan = whole.plan.read_text()
    before = dict(whole.server.objects), whole.record.read_bytes()
    for words in ((), ("--accept", "dates"), ("--foreign",), ("--format", "json"), ("--recreate",)):
        whole.sync("--dry-run", *words)
        assert whole.server.writes == []
        assert (whole.server.objects, whole.record.read_bytes()) == before
        assert whole.plan.read_text() == plan
    assert whole.run("sync", "--dry-run", "--apply", "1") == 2  # nothing was proposed yet


def test_a_plan_that_is_broken_by_now(whole: Whole):
    for text in ("ssetrack: 1\ntitle: [", PLAN.replace("2004-11-05", "someday"), ""):
        whole.plan.write_text(text)
        before = dict(whole.server.objects), whole.record.read_text()
        assert whole.sync() == 2, whole.told
        assert (whole.server.objects, whole.record.read_text()) == before


def test_a_state_that_is_damaged(whole: Whole):
    for text in ("", "{", "[]", '{"version": 2}', whole.record.read_text()[:-50], "[" * 100_000):
        whole.record.write_text(text)
        assert whole.sync() == 2, whole.told
        assert whole.record.read_text() == text
    whole.record.unlink()
    whole.phone.complete("Hall")
    assert whole.sync() == 1  # nobody knows which side is the later one
    assert whole.proposals() == ["ssetrack done 2 2004-09-20"]
    assert is_quiet(whole)


def test_changed_between_listing_and_reading(whole: Whole):
    """What was not changed by its tag is read only when it is to be written; by then it may be."""
    whole.run("set", "1", "title=Long letter")
    listing = whole.server.listing

    def and_then(token: str | None) -> Listing:
        found = listing(token)
        whole.server.__dict__.pop("listing", None)
        whole.phone.complete("Letter")
        return found

    whole.server.__dict__["listing"] = and_then
    assert whole.sync() == 0, whole.told
    assert "done: 2004-09-20" in whole.plan.read_text()
    assert is_quiet(whole)


@pytest.mark.parametrize("sorts", [False, True], ids=["", "sorted anew"])
def test_changed_between_writing_and_reading_again(whole: Whole, sorts: bool):
    """What somebody wrote right after us is theirs, not what the server made of ours."""
    whole.server.sorts = sorts
    whole.run("set", "1", "title=Long letter")
    resources = whole.server.resources

    def after_a_write(hrefs: Sequence[str]) -> tuple[Resource, ...]:
        if whole.server.writes:
            whole.server.__dict__.pop("resources", None)
            whole.phone.insert("Long letter", "COMMENT:Just now")
        return resources(hrefs)

    whole.server.__dict__["resources"] = after_a_write
    whole.sync()
    assert whole.sync() == 1, whole.told
    assert whole.proposals() == ["ssetrack note 1 'Just now'"]
    assert is_quiet(whole)


def test_nothing_says_the_password(whole: Whole):
    (whole.folder / "ssetrack.toml").write_text(CONFIGURATION + 'user = "ana"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSETRACK_SYNC_PASSWORD_PHONES", "hunter2")
        whole.phone.complete("Letter")
        for words in ((), ("--dry-run",), ("--format", "json"), ("--proposals",), ("--recreate",)):
            whole.sync(*words)
            assert "hunter2" not in whole.told
    assert "hunter2" not in "".join(path.read_text() for path in whole.folder.rglob("*.*") if path.is_file())


def test_a_first_dry_run_makes_no_folder(whole: Whole):
    whole.record.unlink()
    whole.record.parent.rmdir()
    whole.record.parent.parent.rmdir()
    whole.sync("--dry-run")
    whole.run("sync", "--proposals")
    assert sorted(path.name for path in whole.folder.iterdir()) == ["plans", "ssetrack.toml"]


LISTS: dict[str, tuple[str, str, str]] = {
    "none": ("", "", "no task list is set up"),
    "several": (
        '[sync.a]\nurl = "http://localhost/a/"\n[sync.b]\nurl = "http://localhost/b/"\n', "",
        "`ssetrack sync a`",
    ),
    "another": (CONFIGURATION, "tablets", "choose: `phones`"),
    "no address": ("[sync.phones]\n", "", "needs the address"),
    "no https": ('[sync.phones]\nurl = "http://example.org/a/"\n', "", "https"),
}  # fmt: skip


@pytest.mark.parametrize("what", LISTS)
def test_which_list(whole: Whole, what: str):
    configuration, name, told = LISTS[what]
    (whole.folder / "ssetrack.toml").write_text(configuration)
    assert whole.sync(*([name] if name else [])) == 2
    assert told in whole.told
    assert whole.server.requests == []


@pytest.mark.parametrize(
    "words", [["--apply", "9"], ["--reject", "x"], ["--apply", "1", "--foreign"], ["--accept", "titles"]]
)
def test_what_cannot_be_asked(whole: Whole, words: list[str]):
    assert whole.sync(*words) == 2, whole.told
    assert whole.server.requests == []


def test_what_programs_get(whole: Whole, golden: Callable[[str, str], None]):
    whole.phone.complete("Letter")
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115", "COMMENT:The key")
    whole.phone.make("own", "SUMMARY:Milk")
    whole.phone.change("Budget", "PRIORITY:1")
    whole.run("set", "5/print", "title=Printing")
    whole.sync("--foreign", "--format", "json")
    golden(whole.told, "sync/golden/outcome.json")
    whole.run("sync", "--proposals")
    golden(whole.told, "sync/golden/proposals.txt")
    whole.run("sync", "--proposals", "--in", "plans/plan.yaml", "--format", "json")
    assert whole.data()["proposals"][0]["command"] == "ssetrack move --in plans/plan.yaml 2 2005-01-15"
