"""A task that a member made, and that an item of the plan took over: there is one on the phone, not two."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from ssetrack.sync.record import Record
from ssetrack.sync.state import State
from sync.fake import KilledError
from sync.pair import Pair
from sync.radicale_server import radicale
from sync.serving import task
from sync.test_properties import end_when_quiet, in_step
from sync.test_whole import is_quiet
from sync.whole import CONFIGURATION, PLAN, Moment, Whole

MILK = (
    "SUMMARY:Milk", "DUE;TZID=America/Lima:20041203T180000", "DESCRIPTION:Two litres\\nand bread",
    "X-OWN:mine", "PRIORITY:3", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", "END:VALARM",
)  # fmt: skip
UID = "milk.p.task@ssetrack.invalid"


def propose(whole: Whole, *lines: str) -> None:
    """A member makes a task, and it is proposed."""
    whole.phone.make("own", *(lines or MILK))
    assert whole.sync("--foreign") == 1, whole.told


def adopt(whole: Whole, *lines: str) -> None:
    """A member makes a task, and it is proposed and added."""
    propose(whole, *lines)
    whole.server.requests.clear()
    assert whole.run("sync", "--apply", "1") == 0, whole.told
    assert not whole.server.requests


def milks(whole: Whole) -> list[str]:
    """Addresses of tasks of that title, whosoever."""
    return [href for href, (text, _) in whole.server.objects.items() if re.search(r"SUMMARY\S*:.*Milk", text)]


def test_there_is_one_task(whole: Whole):
    adopt(whole)
    assert "id: milk" in whole.plan.read_text()
    assert "deadline: 2004-12-03" in whole.plan.read_text()
    assert "and bread" in whole.plan.read_text()
    assert whole.sync() == 0, whole.told
    assert whole.proposals() == []
    assert milks(whole) == ["/tasks/own.ics"]
    text = whole.phone.text("Milk")
    assert text.count("X-SSETRACK-ITEM") == 1
    for line in (MILK[1], *MILK[3:], "UID:own", f"X-SSETRACK-ITEM:{UID}"):
        assert f"\r\n{line}\r\n" in text, line
    assert "Two litres" in text
    assert is_quiet(whole), whole.server.writes
    whole.run("set", "milk", "title=Milk and rolls", "deadline=2004-12-04", "after=1")
    assert whole.sync() == 0, whole.told
    text = whole.phone.text("Milk and rolls")
    assert "DUE;VALUE=DATE:20041204" in text
    assert "X-OWN:mine" in text
    whole.run("set", "2", "after=milk")
    assert whole.sync() == 0, whole.told
    assert "RELATED-TO;RELTYPE=DEPENDS-ON:own\r\n" in whole.phone.text("Hall")
    assert whole.run("rename", "milk", "shopping") == 0, whole.told
    whole.phone.complete("Milk")
    assert whole.sync() == 0, whole.told
    assert "done: 2004-09-20" in whole.plan.read_text()
    assert milks(whole) == ["/tasks/own.ics"]
    assert is_quiet(whole), whole.server.writes


def move(whole: Whole) -> None:
    whole.server.put("/tasks/moved.ics", whole.server.objects["/tasks/own.ics"][0])
    whole.server.delete("/tasks/own.ics")


def lose(whole: Whole) -> None:
    """Lose the state after it was sent."""
    whole.sync()
    whole.record.unlink()


BETWEEN: dict[str, tuple[Callable[[Whole], object], str, list[str]]] = {
    "completed": (lambda whole: whole.phone.complete("Milk"), "done: 2004-09-20", []),
    "progress": (lambda whole: whole.phone.change("Milk", "PERCENT-COMPLETE:30"), "progress: 30%", []),
    "another day": (
        lambda whole: whole.phone.change("Milk", "DUE;VALUE=DATE:20041224"), "deadline: 2004-12-03",
        ["ssetrack move milk 2004-12-24"],
    ),
    "another title": (
        lambda whole: whole.phone.change("Milk", "SUMMARY:Milk, fresh"), "title: Milk",
        ["ssetrack note milk 'Title on the phone: Milk, fresh'"],
    ),
    "a comment": (
        lambda whole: whole.phone.insert("Milk", "COMMENT:At the corner"), "title: Milk",
        ["ssetrack note milk 'At the corner'"],
    ),
    "more text": (
        lambda whole: whole.phone.change("Milk", "DESCRIPTION:Two litres\\nand bread\\nand rolls"),
        "and bread",
        ["ssetrack note milk 'and rolls'"],
    ),
    "edited by hand": (
        lambda whole: whole.run("set", "milk", "title=Fresh Milk", "deadline=2004-12-05", "notes=Three"),
        "deadline: 2004-12-05", [],
    ),
    "renamed by hand": (lambda whole: whole.run("rename", "milk", "shop"), "id: shop", []),
    "done by hand": (lambda whole: whole.run("done", "milk", "2004-09-21"), "done: 2004-09-21", []),
    "a series by hand": (
        lambda whole: whole.run("set", "milk", "repeat=weekly", "until=2005-02-04"), "repeat: weekly", [],
    ),
    "moved on the server": (lambda whole: move(whole), "title: Milk", []),
    "the state is lost": (lambda whole: lose(whole), "title: Milk", []),
}  # fmt: skip


@pytest.mark.parametrize("what", BETWEEN)
@pytest.mark.parametrize("is_sent", [False, True], ids=["before it is sent", "after it is sent"])
def test_between_adding_and_the_next_run(whole: Whole, what: str, is_sent: bool):
    whole.server.sorts = len(what) % 2 == 0
    adopt(whole)
    if is_sent:
        assert whole.sync() == 0, whole.told
    change, plan, proposed = BETWEEN[what]
    change(whole)
    assert whole.sync() == bool(proposed), whole.told
    assert plan in whole.plan.read_text()
    assert whole.proposals() == proposed
    assert len(milks(whole)) == 1, milks(whole)
    text = whole.server.objects[milks(whole)[0]][0]
    assert "UID:own\r\n" in text
    assert "X-OWN:mine\r\n" in text
    assert is_quiet(whole), whole.server.writes


@pytest.mark.parametrize("is_sent", [False, True], ids=["before it is sent", "after it is sent"])
@pytest.mark.parametrize("has_tokens", [False, True])
def test_deleted_on_the_phone(whole: Whole, is_sent: bool, has_tokens: bool):
    """As with any task: it is put back, as one of ours, and whether it is cancelled is proposed."""
    whole.server.has_tokens = has_tokens
    adopt(whole)
    if is_sent:
        whole.sync()
    whole.phone.remove("Milk")
    assert whole.sync() == 1, whole.told
    assert whole.proposals() == ["ssetrack set milk status=cancelled"]
    assert len(milks(whole)) == 1
    assert f"UID:{UID}" in whole.phone.text("Milk")
    assert "adopted" not in whole.state
    assert is_quiet(whole)


LEAVES: dict[str, Callable[[Whole], object]] = {
    "undo": lambda whole: whole.run("undo"),
    "removed": lambda whole: whole.run("remove", "milk"),
    "filtered": lambda whole: (whole.folder / "ssetrack.toml").write_text(
        CONFIGURATION + 'owner = ["ana"]\n'
    ),
}


@pytest.mark.parametrize("how", LEAVES)
@pytest.mark.parametrize("is_sent", [False, True], ids=["before it is sent", "after it is sent"])
@pytest.mark.parametrize("has_tokens", [False, True])
def test_what_leaves_the_plan_stays_as_it_was_made(whole: Whole, how: str, is_sent: bool, has_tokens: bool):
    whole.server.has_tokens = has_tokens
    adopt(whole)
    made = whole.phone.text("Milk")
    if is_sent:
        whole.sync()
        whole.phone.insert("Milk", "X-LATER:1")
        whole.run("set", "milk", "title=Milk for all", "deadline=2005-01-04")
        whole.sync()
        for _ in range(2 if how == "undo" else 0):
            whole.run("undo")
            whole.sync()
    LEAVES[how](whole)
    for _ in range(3):
        assert whole.sync() == 0, whole.told
    known = set(made.split("\r\n"))
    now = {line for line in whole.phone.text("Milk").split("\r\n") if not re.match("DTSTAMP|LAST-MOD", line)}
    assert now == known | ({"X-LATER:1"} if is_sent else set())
    assert is_quiet(whole), whole.server.writes
    if how == "filtered":
        (whole.folder / "ssetrack.toml").write_text(CONFIGURATION)
    else:
        assert "1 task was made on the phone" in whole.told
        assert whole.sync("--foreign") == 1
        whole.run("sync", "--apply", str(whole.state["proposals"][0]["id"]))
    assert whole.sync() == 0, whole.told
    assert milks(whole) == ["/tasks/own.ics"]
    assert f"X-SSETRACK-ITEM:{UID}" in whole.phone.text("Milk")


def test_a_copy_that_somebody_made_is_their_own(whole: Whole):
    adopt(whole)
    whole.sync()
    whole.server.put(
        "/tasks/copy.ics", whole.server.objects["/tasks/own.ics"][0].replace("UID:own", "UID:copy")
    )
    assert whole.sync() == 0, whole.told
    assert "1 task was made on the phone" in whole.told
    assert is_quiet(whole)
    whole.record.unlink()
    assert whole.sync() == 1  # nobody knows which of them it is
    assert "delete one of them" in whole.told
    assert not any("milk" in one for one in whole.server.writes)


def test_two_tasks_of_one_title_are_two(whole: Whole):
    whole.phone.make("one", "SUMMARY:Milk")
    whole.phone.make("two", "SUMMARY:Milk")
    assert whole.sync("--foreign") == 1
    assert whole.run("sync", "--apply", "1,2") == 0, whole.told
    assert whole.sync() == 0, whole.told
    assert milks(whole) == ["/tasks/one.ics", "/tasks/two.ics"]
    assert {one["uid"] for one in whole.state["adopted"].values()} == {"one", "two"}
    assert is_quiet(whole)


def test_changed_after_it_was_proposed(whole: Whole):
    propose(whole)
    whole.phone.change("Milk", "SUMMARY:Milk, fresh")
    assert whole.sync("--foreign") == 1
    assert len(whole.proposals()) == 1
    assert "Milk, fresh" in whole.proposals()[0]
    assert whole.state["proposals"][0]["id"] == 1


def test_a_dry_run_adopts_nothing(whole: Whole):
    adopt(whole)
    before = dict(whole.server.objects), whole.record.read_bytes()
    assert whole.sync("--dry-run") == 0, whole.told
    assert "1 changed task" in whole.told
    assert (whole.server.objects, whole.record.read_bytes()) == before
    whole.run("undo")
    propose(whole, "SUMMARY:Milk", "UID-OWN:1")
    before = dict(whole.server.objects), whole.record.read_bytes()
    whole.run("sync", "--dry-run", "--apply", "2")
    assert (whole.server.objects, whole.record.read_bytes()) == before


def test_killed_between_the_plan_and_the_state(whole: Whole, monkeypatch: pytest.MonkeyPatch):
    """The plan was written; that the proposal was carried out was not kept."""
    propose(whole)
    keep, kept = Record.keep, list[State]()

    def once(self: Record, state: State) -> None:
        kept.append(state)
        if len(kept) > 1:
            raise KilledError
        keep(self, state)

    with monkeypatch.context() as patch:
        patch.setattr(Record, "keep", once)
        with pytest.raises(KilledError):
            whole.run("sync", "--apply", "1")
    assert "id: milk" in whole.plan.read_text()
    assert whole.sync() == 0, whole.told
    assert milks(whole) == ["/tasks/own.ics"]
    assert whole.proposals() == []


def adopted(folder: Path, leaves: bool) -> Moment:
    """Before the next run: a task was added, or it was sent and then taken out of the plan."""
    folder.mkdir()
    with in_step(folder) as whole:
        adopt(whole)
        if leaves:
            whole.sync()
            whole.run("remove", "milk")
        return whole.moment()


def killed(folder: Path, before: Moment, number: int, late: bool) -> tuple[object, Sequence[str]]:
    """Where it ends if a run is killed at that request (0: at none), and what it asked."""
    folder.mkdir()
    with in_step(folder) as whole:
        whole.go_back(before)
        whole.server.kill_at, whole.server.late = number or None, late
        whole.server.requests.clear()
        with suppress(KilledError):
            whole.sync()
        requests = [one.split()[0] for one in whole.server.requests]
        whole.server.kill_at = None
        return (end_when_quiet(whole), whole.state.get("adopted")), requests


@pytest.mark.slow
@pytest.mark.parametrize("leaves", [False, True], ids=["comes", "leaves"])
def test_killed_at_each_request(tmp_path: Path, leaves: bool):
    before = adopted(tmp_path / "before", leaves)
    wanted, requests = killed(tmp_path / "whole", before, 0, False)
    assert "PUT" in requests
    for number, request in enumerate(requests, 1):
        for late in (False, True) if request == "PUT" else (False,):
            found, _ = killed(tmp_path / f"{number}{late}", before, number, late)
            assert found == wanted, (number, late)


def test_on_radicale(tmp_path: Path):
    with radicale(tmp_path) as served:
        pair = Pair(tmp_path / "here", served)
        assert pair.sync() == 0, pair.told
        assert pair.served.ask("PUT", f"{pair.path}own.ics", task("own", "Milk")).ok
        assert pair.sync("--foreign") == 1, pair.told
        assert pair.sync("--apply", "1") == 0, pair.told
        assert pair.sync() == 0, pair.told
        there = pair.there()
        assert sum("Milk" in text for text in there.values()) == 1
        assert pair.sync() == 0, pair.told
        assert pair.there() == there
        pair.change("Milk", "STATUS:COMPLETED", "COMPLETED:20040920T150000Z")
        assert pair.sync() == 0, pair.told
        text = pair.plan.read_text(encoding="utf-8")
        assert "done: 2004-09-20" in text
        pair.plan.write_text(PLAN, encoding="utf-8")
        for _ in range(2):
            assert pair.sync() == 0, pair.told
        milk = next(text for text in pair.there().values() if "Milk" in text)
        assert "UID:own" in milk
        assert "X-SSETRACK" not in milk
        assert "STATUS:COMPLETED" in milk


UNDER: dict[str, tuple[str, str, str]] = {
    "an activity": (
        PLAN, "1.p.task@ssetrack.invalid",
        "ssetrack add stamps Stamps deadline=2004-10-30 'notes=Ten of them'",
    ),
    "a milestone": (
        PLAN, "5_draft.p.task@ssetrack.invalid",
        "ssetrack add 5/stamps Stamps deadline=2004-10-30 'notes=Ten of them'",
    ),
    "one in a section": (
        PLAN.replace("activities:", "sections:\n- title: Mail and more\n  activities:"),
        "1.p.task@ssetrack.invalid",
        "ssetrack add '--section=Mail and more' stamps Stamps deadline=2004-10-30 'notes=Ten of them'",
    ),
    "a goal": (
        PLAN, "A.p.goal@ssetrack.invalid",
        "ssetrack add stamps Stamps deadline=2004-10-30 'notes=Ten of them'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNDER)
def test_a_task_under_one_of_ours(whole: Whole, what: str):
    """On 30 October in Lima, which is the 31st in UTC."""
    plan, parent, command = UNDER[what]
    whole.plan.write_text(plan)
    made = ("SUMMARY:Stamps", "DUE:20041031T030000Z", "DESCRIPTION:Ten of them", f"RELATED-TO:{parent}")
    propose(whole, *made)
    assert whole.proposals() == [command]
    assert whole.run("sync", "--apply", "1") == 0, whole.told
    assert "stamps" in whole.plan.read_text()
    assert whole.sync() == 0, whole.told
    assert whole.proposals() == []
    assert "UID:own" in whole.phone.text("Stamps") or "UID:own" in whole.server.objects["/tasks/own.ics"][0]
    assert f"RELATED-TO:{parent}" in whole.server.objects["/tasks/own.ics"][0]
    assert sum("Stamps" in text for text, _ in whole.server.objects.values()) == 1
    assert is_quiet(whole), whole.server.writes


def test_a_list_of_one_owner_and_goal_has_what_is_added_to_it(whole: Whole):
    (whole.folder / "ssetrack.toml").write_text(CONFIGURATION + 'owner = ["ana"]\ngoal = ["A"]\n')
    whole.sync()
    whole.sync()
    adopt(whole, "SUMMARY:Milk")
    assert "owners: [ana]" in whole.plan.read_text()
    assert whole.sync() == 0, whole.told
    assert milks(whole) == ["/tasks/own.ics"]
    assert "X-SSETRACK-ITEM" in whole.phone.text("Milk")
    assert is_quiet(whole)
