"""Whatever both sides do: nothing is lost, a second run sends nothing, a killed run is done again."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from ssetrack.sync.content import Line, TaskObject, task_object
from ssetrack.sync.fields import task_fields
from ssetrack.sync.record import Record
from ssetrack.sync.state import State
from sync.fake import FakeCollection, KilledError
from sync.whole import PLAN, Moment, Whole, begin, opening

STAMPS = re.compile("(DTSTAMP|LAST-MODIFIED|CREATED):[0-9TZ]+")


@contextmanager
def in_step(folder: Path, plan: str = PLAN, *, sorts: bool = False) -> Iterator[Whole]:
    """Plans and a list that are in step; what is killed keeps nothing more."""
    whole = Whole(folder, FakeCollection(sorts=sorts))
    keep = Record.keep

    def perhaps(self: Record, state: State) -> None:
        server = whole.server
        if server.kill_at is None or len(server.requests) < server.kill_at:
            keep(self, state)

    with (
        patch.object(opening(), "server_collection", lambda _: whole.server),
        patch.object(Record, "keep", perhaps),
    ):
        begin(whole, plan)
        yield whole


def end(whole: Whole) -> tuple[object, ...]:
    """Where both sides are, but for the time of writing and what the server counts."""
    texts = {href: STAMPS.sub("", text) for href, (text, _) in whole.server.objects.items()}
    texts = {href: re.sub("SEQUENCE:[0-9]+", "", text) for href, text in texts.items()}
    items = {uid: one | {"etag": ""} for uid, one in whole.state["items"].items()}
    return whole.plan.read_text(), texts, items, whole.state["proposals"]


def changes(whole: Whole) -> None:
    """Something of everything, on both sides."""
    whole.phone.complete("Letter")
    whole.phone.change("Hall", "DUE;VALUE=DATE:20050115")
    whole.phone.change("Print", "SUMMARY:Printing", "COMMENT:Which paper?")
    whole.phone.remove("Draft")
    whole.phone.add_time("Report", "20041015", "STATUS:COMPLETED")
    whole.phone.make("own", "SUMMARY:Milk")
    whole.run("set", "2", "title=Big hall")
    whole.run("add", "6", "Six", "deadline=2005-01-01")
    lines = whole.plan.read_text().splitlines(keepends=True)
    whole.plan.write_text("".join(one for one in lines if "Budget" not in one))


def end_when_quiet(whole: Whole) -> tuple[object, ...]:
    """Where it ends: what left the plan is first cancelled, and removed by the next run."""
    for _ in range(3):
        whole.sync()
        if not whole.server.writes:
            return end(whole)
    pytest.fail(f"it does not end: {whole.server.writes}")


def kill_and_do_again(folder: Path, changed: Moment, number: int, *, late: bool) -> tuple[object, ...] | None:
    """Where it ends if a run is killed at that request; None where there is no such request."""
    with in_step(folder) as whole:
        whole.go_back(changed)
        whole.server.kill_at, whole.server.late = number, late
        try:
            whole.sync()
        except KilledError:
            whole.server.kill_at = None
        else:
            whole.server.kill_at = None
            return None
        return end_when_quiet(whole)


@pytest.mark.slow
@pytest.mark.parametrize("late", [False, True], ids=["before it", "after it"])
def test_killed_at_each_request(tmp_path: Path, late: bool):
    (tmp_path / "whole").mkdir()
    with in_step(tmp_path / "whole") as whole:
        changes(whole)
        changed = whole.moment()
        whole.sync()
        requests = [one.split()[0] for one in whole.server.requests]
        wanted = end_when_quiet(whole)
    assert len(requests) > 12
    for number, request in enumerate(requests, 1):
        if late and request not in ("PUT", "DELETE"):
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        assert kill_and_do_again(folder, changed, number, late=late) == wanted, number


WORDS = ("Letter", "Hall", "Report", "Budget", "Draft", "Print")
IDS = {"Letter": "1", "Hall": "2", "Report": "3", "Budget": "4", "Draft": "5/draft", "Print": "5/print"}


def moment(whole: Whole) -> int:
    """A number that there was not before."""
    return len(whole.server.history)


Step = tuple[str, str, int]

PHONE: dict[str, Callable[[Whole, str, int], object]] = {
    "complete": lambda whole, word, n: whole.phone.complete(word, f"200408{n:02}T150000Z"),
    "take up": lambda whole, word, _n: whole.phone.change(
        word, "STATUS:NEEDS-ACTION", without=["COMPLETED", "PERCENT-COMPLETE"]
    ),
    "progress": lambda whole, word, n: whole.phone.change(word, f"PERCENT-COMPLETE:{n}"),
    "due": lambda whole, word, n: whole.phone.change(word, f"DUE;VALUE=DATE:200602{n:02}"),
    "cancel": lambda whole, word, _n: whole.phone.change(word, "STATUS:CANCELLED"),
    "comment": lambda whole, word, n: whole.phone.insert(word, f"COMMENT:said-{n}-{moment(whole)}"),
    "describe": lambda whole, word, n: whole.phone.change(word, f"DESCRIPTION:told-{n}-{moment(whole)}"),
    "delete": lambda whole, word, _n: whole.phone.remove(word),
    "make": lambda whole, _word, n: whole.phone.make(f"own-{moment(whole)}", f"SUMMARY:own-{n}"),
    "finish": lambda whole, _word, n: whole.phone.complete("own-", f"200408{n:02}T150000Z"),
    "reword": lambda whole, _word, n: whole.phone.change("own-", f"DESCRIPTION:told-{n}-{moment(whole)}"),
    "own": lambda whole, word, n: whole.phone.change(word, f"X-OWN:own-{n}-{moment(whole)}"),
}  # fmt: skip

PLANNER: dict[str, Callable[[Whole, str, int], object]] = {
    "done": lambda whole, word, n: whole.run("done", IDS[word], f"2004-09-{n:02}"),
    "move": lambda whole, word, n: whole.run("move", IDS[word], f"2005-03-{n:02}"),
    "cancelled": lambda whole, word, _n: whole.run("set", IDS[word], "status=cancelled"),
    "half": lambda whole, word, n: whole.run("set", IDS[word], f"progress={n}%"),
    "undo": lambda whole, _word, _n: whole.run("undo"),
    "noted": lambda whole, word, n: whole.run("set", IDS[word], f"notes=noted {n}"),
}


def adopt_all(whole: Whole) -> None:
    """Add every task that somebody made on a phone."""
    whole.sync("--foreign")
    new = [str(one["id"]) for one in whole.state["proposals"] if one["kind"] == "add"]
    if new:
        whole.run("sync", "--apply", ",".join(new))


SYNC: dict[str, Callable[[Whole, str, int], object]] = {
    "sync": lambda whole, _word, _n: whole.sync(),
    "accept": lambda whole, _word, _n: whole.sync("--accept", "dates"),
    "adopt": lambda whole, _word, _n: adopt_all(whole),
}

UIDS = {one: f"{own.replace('/', '_')}.p.task@ssetrack.invalid" for one, own in IDS.items()}


def said_there(whole: Whole) -> set[tuple[str, str]]:
    """What phones say of our tasks that only phones say: their days, that one is cancelled, or deleted."""
    found = {(uid, "deleted") for uid in UIDS.values()}
    for text, _ in whole.server.objects.values():
        read = task_object(text)
        assert isinstance(read, TaskObject)
        if read.uid not in UIDS.values():
            continue
        found.remove((read.uid, "deleted"))
        fields = task_fields(read, "America/Lima")
        days = (fields.get("done"), *fields.get("due").split())
        found |= {(read.uid, day) for day in days if day.startswith(("2004-08", "2006-02"))}
        found |= {(read.uid, "cancelled")} if fields.get("cancelled") else set()
    return found


def seen(whole: Whole) -> set[tuple[str, str]]:
    """What the last run has seen there: what became of it since is the plan's affair."""
    found = set()
    for uid, item in whole.state["items"].items():
        fields = item.get("received", item.get("answer", item["sent"]))["fields"]
        found |= {(uid, day) for name in ("done", "due") for day in fields.get(name, "").split()}
        found |= {(uid, "cancelled")} if "cancelled" in fields else set()
    return found


def said_here(whole: Whole) -> set[tuple[str, str]]:
    """The same of the plan and of what is proposed."""
    found = set()
    for one in whole.state["proposals"]:
        found |= {(one["uid"], one["value"]), (one["uid"], one["kind"])}
    whole.run("export", "json")
    for item in json.loads(whole.told)["items"]:
        uid = f"{item['id'].replace('/', '_')}.p.task@ssetrack.invalid"
        found |= {(uid, item["done"]), (uid, item["due"]["canonical"])}
        if item["state"] in ("done", "cancelled"):
            found |= {(uid, "cancelled"), (uid, "deleted")}
    return found


def twice(whole: Whole) -> list[str]:
    """Items that have a task of ours beside the member's task that they took over."""
    adopted: dict[str, dict[str, str]] = whole.state.get("adopted", {})
    there = {read.uid for text, _ in whole.server.objects.values()
             if isinstance(read := task_object(text), TaskObject)}  # fmt: skip
    return [uid for uid, one in adopted.items() if uid in there and one["uid"] in there]


STEPS = st.lists(
    st.tuples(st.sampled_from([*PHONE, *PHONE, *PLANNER, *SYNC]), st.sampled_from(WORDS), st.integers(1, 28)),
    min_size=1,
    max_size=7,
)


@pytest.mark.slow
@given(STEPS, st.booleans())
@examples(60)
def test_nothing_is_lost(steps: list[Step], sorts: bool):
    with tempfile.TemporaryDirectory() as folder, in_step(Path(folder), sorts=sorts) as whole:
        texts: set[str] = set()
        for name, word, n in steps:
            if name in PHONE:
                try:
                    PHONE[name](whole, word, n)
                except StopIteration:  # it is not there: deleted, or called something else
                    continue
                texts |= set(re.findall(r"(?:said|told|own)-[0-9]+-?[0-9]*", whole.server.last))
            else:
                (PLANNER | SYNC)[name](whole, word, n)
        written = said_there(whole) - seen(whole)
        code = whole.sync()
        assert code in (0, 1), whole.told
        known = whole.plan.read_text() + whole.record.read_text()
        there = "".join(re.sub("\r\n[ \t]", "", text) for text, _ in whole.server.objects.values())
        deleted = "".join(whole.server.thrown_away)
        lost = [one for one in texts if one not in known + there + deleted]
        assert not lost, (lost, whole.told)
        assert written <= said_there(whole) | said_here(whole), (steps, whole.told)
        before = whole.plan.read_text()
        whole.sync()
        assert whole.server.writes == []
        assert whole.plan.read_text() == before
        assert not twice(whole), (steps, whole.told)


@given(st.lists(st.text("a\\,; \n", max_size=6), min_size=1, max_size=4))
def test_a_list_of_texts_is_taken_apart_at_its_own_commas(texts: list[str]):
    """RFC 5545 §3.3.11: a comma behind two backslashes is one between texts."""
    escaped = (re.sub(r"([\\,;])", r"\\\1", one).replace("\n", r"\n") for one in texts)
    line = Line("", "CATEGORIES", {}, ",".join(escaped))
    assert line.texts == [one.strip() for one in texts]
