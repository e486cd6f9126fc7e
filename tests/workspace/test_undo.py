"""`undo`: the octets, the mode and the owner that a file had before the last edit; or nothing at all."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import console
from conftest import examples
from ssetrack.workspace.byte_changes import content_before, stretches
from ssetrack.workspace.journal import LARGEST, MOST_ENTRIES, digest

PLAN = """\
ssetrack: 1
id: p
title: A plan
owners:
  ana: Ana
  seat: {name: (African), vacant: true}
goals:
  A: Meet
sections:
  - id: web
    title: Web
    activities:
      - {id: 1, title: Réunion, owners: [ana, seat], goals: [A], deadline: January 2004}
      - id: 2
        title: Two     # why
        deadline: 2004-06
        after: [1]
  - id: empty
    title: Empty
"""
OTHER = "ssetrack: 1\nid: q\ntitle: Q\nactivities:\n  - {id: 9, title: Nine, after: ['p:1'], deadline: 2005}"

EDITS = [
    ("set", "1", "title=New title"),
    ("set", "owner:ana", "email=a@example.org"),
    ("set", "plan:p", "period=2004"),
    ("add", "3", "Three", "--section", "web"),
    ("add", "p:3", "Three", "--section", "web"),
    ("add", "owner:p:ben", "Ben"),
    ("done", "2", "2004-09-30"),
    ("move", "2", "2004-07"),
    ("note", "2", "a remark"),
    ("assign", "2", "ana"),
    ("rename", "1", "one"),
    ("rename", "goal:A", "Z"),
    ("remove", "2"),
    ("remove", "section:empty"),
    ("fill", "seat", "ana"),
    ("fmt",),
    ("lint", "--fix", "--unsafe-fixes"),
]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Two plans, of which one refers to the other, and a state folder of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    plans = tmp_path / "work" / "plans"
    plans.mkdir(parents=True)
    (plans / "p.yaml").write_bytes(PLAN.encode())
    (plans / "q.yaml").write_bytes(OTHER.encode())
    return tmp_path / "work"


def ssetrack(folder: Path, *words: str) -> tuple[int, str]:
    return console.run_here(list(words), folder, {"SSETRACK_TODAY": "2004-10-01"})


def state(folder: Path) -> dict[str, tuple]:
    """What every file of the work holds, with mode and owner."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes(),
            path.stat().st_mode,
            path.stat().st_uid,
            path.stat().st_gid,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def journal(folder: Path) -> list[Path]:
    return sorted((folder.parent / "state" / "ssetrack" / "undo").glob("*"))


@pytest.mark.parametrize("edit", EDITS, ids=lambda words: " ".join(words))
def test_every_edit(folder: Path, edit: tuple[str, ...]):
    (folder / "plans" / "p.yaml").chmod(0o640)
    if os.geteuid() == 0:
        os.chown(folder / "plans" / "p.yaml", 1234, 2345)
    before = state(folder)
    code, said = ssetrack(folder, *edit)
    if state(folder) == before:
        assert code == 2, said
        return
    code, diff = ssetrack(folder, "undo", "--dry-run")
    assert code == 0
    assert "+++ b/plans/" in diff
    code, said = ssetrack(folder, "undo")
    assert code == 0, said
    assert state(folder) == before
    assert "is as it was before `ssetrack" in said
    assert journal(folder) == []


@pytest.mark.slow
@examples(25)
@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=6), st.booleans())
def test_all_edits_one_by_one(edits, crlf):
    folder = Path(os.environ["XDG_STATE_HOME"]) / f"work-{random.random()}"
    (folder / "plans").mkdir(parents=True)
    (folder / "plans" / "p.yaml").write_bytes(PLAN.replace("\n", "\r\n" if crlf else "\n").encode())
    (folder / "plans" / "q.yaml").write_bytes(OTHER.encode())
    states = [state(folder)]
    for edit in edits:
        ssetrack(folder, *edit)
        if state(folder) != states[-1]:
            states.append(state(folder))
    while len(states) > 1:
        assert state(folder) == states.pop()
        assert ssetrack(folder, "undo")[0] == 0
    assert state(folder) == states[0]
    code, said = ssetrack(folder, "undo")
    assert (code, said.splitlines()[0]) == (2, "ssetrack: there is nothing to undo in these plans")
    shutil.rmtree(folder)


def test_a_file_that_was_changed_since(folder: Path):
    ssetrack(folder, "rename", "1", "one")
    plan = folder / "plans" / "q.yaml"
    plan.write_bytes(plan.read_bytes() + b"\n")
    before = state(folder)
    code, said = ssetrack(folder, "undo")
    assert code == 2
    assert "`plans/q.yaml` was changed after `ssetrack rename 1 one`" in said
    assert state(folder) == before


def test_a_file_that_is_gone(folder: Path):
    ssetrack(folder, "rename", "1", "one")
    (folder / "plans" / "q.yaml").rename(folder / "plans" / "r.yaml")
    before = state(folder)
    code, said = ssetrack(folder, "undo")
    assert (code, "`plans/q.yaml`" in said) == (2, True)
    assert state(folder) == before


def test_only_the_plans_that_were_asked_for(folder: Path):
    ssetrack(folder, "rename", "1", "one")
    before = state(folder)
    code, said = ssetrack(folder, "undo", "--in", "plans/p.yaml")
    assert code == 2
    assert "`ssetrack rename 1 one` also changed `plans/q.yaml`" in said
    assert state(folder) == before
    ssetrack(folder, "set", "9", "title=N")
    assert ssetrack(folder, "undo", "--in", "plans/q.yaml")[0] == 0
    assert state(folder) == before


def test_a_run_that_was_killed_between_two_files(folder: Path):
    """The journal is written first: what was replaced goes back, and the rest is as it was."""
    before = state(folder)
    ssetrack(folder, "rename", "1", "one")
    (folder / "plans" / "p.yaml").write_bytes(PLAN.encode())  # as if it had not been reached
    assert ssetrack(folder, "undo")[0] == 0
    assert state(folder) == before


def test_an_edit_that_was_taken_back_by_hand_or_never_written(folder: Path):
    """The edit before it is not taken back unasked; whoever asks again means that one."""
    before = state(folder)
    ssetrack(folder, "set", "1", "title=First")
    first = state(folder)
    ssetrack(folder, "set", "1", "title=Second")
    (folder / "plans" / "p.yaml").write_bytes(first["plans/p.yaml"][0])
    for words in (["undo", "--dry-run"], ["undo"]):
        code, said = ssetrack(folder, *words)
        assert code == 2
        assert "`ssetrack set 1 title=Second` is already taken back" in said
        assert state(folder) == first
    assert ssetrack(folder, "undo")[0] == 0
    assert state(folder) == before


def test_a_line_cut_off(folder: Path):
    ssetrack(folder, "rename", "1", "one")
    (entry,) = journal(folder)
    entry.write_bytes(entry.read_bytes()[:-10])
    before = state(folder)
    ssetrack(folder, "undo")
    assert state(folder)["plans/p.yaml"] in (
        before["plans/p.yaml"],
        (PLAN.encode(), *before["plans/p.yaml"][1:]),
    )


def test_who_may_read_the_journal(folder: Path):
    ssetrack(folder, "set", "1", "title=New")
    (entry,) = journal(folder)
    assert entry.stat().st_mode & 0o777 == 0o600
    assert entry.parent.stat().st_mode & 0o777 == 0o700
    assert len(entry.read_bytes()) < 600, "no copy of the plan"
    assert b"R\\u00e9union" in entry.read_bytes()


@pytest.mark.parametrize("kind", ["a file", "read-only", "no home", "full"])
def test_no_journal(folder: Path, monkeypatch, kind: str):
    """The edit is done, and one line says that it cannot be undone."""
    home = folder.parent / "state"
    match kind:
        case "a file":
            home.write_text("")
        case "read-only":
            monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
        case "no home":
            monkeypatch.delenv("XDG_STATE_HOME")
            monkeypatch.setattr(Path, "home", lambda: Path("relative"))
        case "full":
            if not Path("/dev/full").exists():
                pytest.skip("this system has no /dev/full")
            monkeypatch.setattr("ssetrack.workspace.journal._new_entry", lambda *_: Path("/dev/full"))
    code, said = ssetrack(folder, "rename", "1", "one")
    assert code == 0
    assert said.count("this edit cannot be undone: ") == 1
    assert b"p:one" in (folder / "plans" / "q.yaml").read_bytes()
    assert ssetrack(folder, "undo")[0] == 2


@pytest.mark.slow
def test_how_much_is_kept(folder: Path):
    for number in range(MOST_ENTRIES + 5):
        ssetrack(folder, "set", "1", f"title=Title {number}")
    assert len(journal(folder)) == MOST_ENTRIES
    assert (
        ssetrack(folder, "undo", "--list")[1].splitlines()[0]
        == f"ssetrack set 1 'title=Title {MOST_ENTRIES + 4}'"
    )


HOSTILE = [
    b"",
    b"\n\n",
    b"{",
    b"[]\n",
    b'{"command": 5}\n',
    b'{"command": ["set"]}\n' + b"[" * 100_000 + b"\n",
    b'{"command": ["set"]}\n{"path": 5}\n',
    b'{"command": ["set"]}\n' + b"9" * 10_000 + b"\n",
    b"\xff\xfe\n",
    b"\0" * 100 + b"\n",
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_entry(folder: Path, content: bytes):
    before = state(folder)
    ssetrack(folder, "set", "1", "title=New")
    (entry,) = journal(folder)
    (entry.parent / "00000002.jsonl").write_bytes(content)
    assert ssetrack(folder, "undo")[0] == 0
    assert state(folder) == before


@pytest.mark.parametrize(
    "change",
    [
        {"stretches": [[-5, 3, "x"]]},
        {"stretches": [[0, 10**9, "x"]]},
        {"stretches": [[5, 3, "x"]]},
        {"stretches": [[True, False, "x"]]},
        {"stretches": [[0, 0, "\udc00"]]},
        {"stretches": [[0, 3, "xyz"]]},
        {"stretches": [{}]},
        {"before": "0" * 64},
        {"before": None},
        {"before": "../../x"},
        {"after": None},
        {"path": "\0"},
        {"path": "/etc/passwd"},
        {"path": "plans/p.yaml"},
        {"path": ""},
    ],
    ids=str,
)
def test_a_forged_entry(folder: Path, change: dict):
    ssetrack(folder, "set", "1", "title=New")
    before = state(folder)
    (entry,) = journal(folder)
    head, line = entry.read_text().splitlines()
    forged = json.loads(line) | change
    entry.write_text(f"{head}\n{line}\n{json.dumps(forged)}\n")
    code, said = ssetrack(folder, "undo")
    assert state(folder)["plans/p.yaml"][0] in (before["plans/p.yaml"][0], PLAN.encode())
    assert "Traceback" not in said
    assert code in (0, 2)


def test_another_file_named_in_an_entry(folder: Path):
    """Only plans that were asked for, what import keeps beside them, and baselines are ever written."""
    victim = folder / "notes.json"
    victim.write_text("new")
    ssetrack(folder, "set", "1", "title=New")
    (entry,) = journal(folder)
    head, line = entry.read_text().splitlines()

    forged = {
        "path": str(victim),
        "before": digest(b"old"),
        "after": digest(b"new"),
        "stretches": [[0, 3, "old"]],
    }
    entry.write_text(f"{head}\n{line}\n{json.dumps(forged)}\n")
    before = state(folder)
    code, said = ssetrack(folder, "undo")
    assert (code, "also changed `notes.json`" in said) == (2, True)
    assert state(folder) == before


def test_an_entry_that_is_no_file(folder: Path):
    ssetrack(folder, "set", "1", "title=New")
    (entry,) = journal(folder)
    os.mkfifo(entry.parent / "00000002.jsonl")
    (entry.parent / "00000003.jsonl").mkdir()
    (entry.parent / "00000004.jsonl").symlink_to("/dev/zero")
    assert ssetrack(folder, "undo")[0] == 0


def test_a_link_to_a_plan(folder: Path):
    plan = folder / "plans" / "p.yaml"
    plan.rename(folder / "real.yaml")
    plan.symlink_to("../real.yaml")
    ssetrack(folder, "set", "1", "title=New")
    assert ssetrack(folder, "undo")[0] == 0
    assert plan.is_symlink()
    assert plan.read_bytes() == PLAN.encode()


def test_a_baseline_goes_back_too(folder: Path):
    row = '{"plan": "p", "rule": "overdue", "id": "1", "field": "deadline", "count": 1}'
    (folder / "known.json").write_text(f'{{"version": 1,\n "findings": [\n  {row}\n ]}}\n')
    before = state(folder)
    code, said = ssetrack(folder, "rename", "1", "one", "--baseline", "known.json")
    assert code == 0, said
    assert '"id": "one"' in (folder / "known.json").read_text()
    assert ssetrack(folder, "undo")[0] == 0
    assert state(folder) == before


lines = st.lists(
    st.sampled_from([b"a\n", b"b\r\n", b"c", b"\xff\n", "é\n".encode(), b"\n"]), max_size=60
).map(b"".join)


@given(lines, lines)
def test_stretches(before: bytes, after: bytes):
    assert content_before(after, stretches(before, after)) == before


def test_a_few_changes_in_a_large_file_are_a_few_stretches():
    before = b"".join(b"line %d\n" % number for number in range(50_000))
    after = (
        before.replace(b"line 10\n", b"line ten\n")
        .replace(b"line 49000\n", b"")
        .replace(b"line 9\n", b"x\ny\n")
    )
    found = stretches(before, after)
    assert len(found) == 2
    assert sum(len(one.text) for one in found) < 100
    assert sys.getsizeof(before) < LARGEST
