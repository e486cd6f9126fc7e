"""How far deadlines slipped: a history of thirty commits, with a rename and a merge, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import console
from repositories import Repository

pytestmark = pytest.mark.needs("git")

PLAN = """\
ssetrack: 1
id: work
title: Work
goals: {{X: One thing, Y: Another}}
owners: {{ann: Ann, bo: Bo}}
notes: as of {day}
activities:
  - {{id: a, title: Apples, owners: [ann], goals: [X], deadline: {a}}}
  - {{id: b, title: Beans, owners: [bo], goals: [X], deadline: {b}}}
  - {{id: c, title: Cherries, owners: [ann, bo], goals: [Y], deadline: {c}}}
  - {{id: d, title: Dates, owners: [bo], goals: [Y], when: {d}}}
  - {{id: e, title: Endives, owners: [bo], goals: [Y], deadline: ongoing}}
"""

EDITS = {
    4: {"a": "2025-04-15"},
    8: {"c": "2025-07-01"},
    15: {"a": "2025-04-30"},
    20: {"d": "2025-05-08"},
    22: {"c": "2025-07-31"},
    25: {"b": "August 2025"},
    28: {"c": "2025-08-30"},
}
"""What the commits on the main branch changed; the others change only the notes."""


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Thirty commits, one a day: 13 and 14 on a branch that 16 merges; 10 renames the file."""
    made = Repository(tmp_path_factory.mktemp("history"))
    dates = {"a": "2025-03-31", "b": "2025-06", "c": '"?"', "d": "2025-05-10"}
    path = "plan.yaml"
    for number in range(1, 31):
        day = f"2025-01-{number:02}"
        if number == 10:
            (made.root / "plans").mkdir()
            made.git("mv", path, "plans/work.yaml")
            path = "plans/work.yaml"
        if number in {13, 14}:
            if number == 13:
                made.git("checkout", "-q", "-b", "beans")
            beans = {"b": "2025-09" if number == 13 else "2025-08"}
            made.write(path, PLAN.format(**dates | beans, day="beans"))
        elif number == 16:
            made.git("merge", "-q", "--no-commit", "-X", "ours", "beans")
            dates["b"] = "2025-08"
            made.write(path, PLAN.format(**dates, day=day))
        else:
            if number == 15:
                made.git("checkout", "-q", "main")
            dates |= EDITS.get(number, {})
            made.write(path, PLAN.format(**dates, day=day))
        made.commit(day, "Bo" if number > 20 else "Ann")
    return made


def slip(folder: Path, *arguments: str) -> tuple[int, str]:
    return console.run_here(["slip", "--today", "2025-02-01", *arguments], folder, {})


def test_there_are_thirty_commits_with_a_merge(history: Repository):
    assert history.git("rev-list", "--count", "HEAD").strip() == "30"
    assert history.git("rev-list", "--count", "--merges", "HEAD").strip() == "1"


def test_the_figures_are_those_worked_out_by_hand(history: Repository):
    code, output = slip(history.root, "--format", "json")
    found = json.loads(output)
    assert code == 0
    # The two commits on the branch are not versions of their own: their change counts from the merge.
    assert (found["versions"], found["since"], found["shallow"]) == (28, "2025-01-01", False)
    items = {one["id"]: one for one in found["items"]}
    assert {key: one["days"] for key, one in items.items()} == {"a": 30, "b": 62, "c": 60, "d": -2}
    moves = {key: [(move["day"], move["days"]) for move in one["moves"]] for key, one in items.items()}
    assert moves == {
        "a": [("2025-01-04", 15), ("2025-01-15", 15)],
        "b": [("2025-01-16", 62)],
        "c": [("2025-01-22", 30), ("2025-01-28", 30)],
        "d": [("2025-01-20", -2)],
    }
    assert items["c"]["since"] == "2025-01-08"
    assert items["c"]["moves"][0]["author"] == "Bo"
    owners = [(share["key"], share["days"], share["slipped"], share["items"]) for share in found["owners"]]
    assert owners == [("bo", 120, 2, 3), ("ann", 90, 2, 2)]
    goals = [(share["key"], share["days"], share["slipped"], share["items"]) for share in found["goals"]]
    assert goals == [("X", 92, 2, 2), ("Y", 58, 1, 2)]


def test_a_rename_on_a_branch_is_followed_too(tmp_path: Path):
    made = Repository(tmp_path)
    dates = {"a": "2025-03-31", "b": "2025-06", "c": '"?"', "d": "2025-05-10"}
    made.write("one.yaml", PLAN.format(**dates, day="start"))
    made.commit("2025-01-01")
    made.git("checkout", "-q", "-b", "rename")
    made.git("mv", "one.yaml", "two.yaml")
    made.commit("2025-01-02")
    made.git("checkout", "-q", "main")
    made.write("other.txt", "something else\n")
    made.commit("2025-01-03")
    made.git("merge", "-q", "--no-ff", "-m", "merge", "rename", day="2025-01-04")
    made.write("two.yaml", PLAN.format(**dates | {"a": "2025-04-01"}, day="end"))
    made.commit("2025-01-05")
    found = json.loads(slip(tmp_path, "two.yaml", "--format", "json")[1])
    assert found["since"] == "2025-01-01"
    assert {one["id"]: one["days"] for one in found["items"]} == {"a": 1, "b": 0, "d": 0}


def test_a_shallow_clone_is_followed_as_far_as_it_reaches(history: Repository, tmp_path: Path):
    history.git("clone", "-q", "--depth", "10", history.root.as_uri(), str(tmp_path / "clone"))
    code, output = slip(tmp_path / "clone", "--format", "json")
    remark, _, data = output.partition("{")
    assert code == 0
    assert "this clone is shallow: what happened before 2025-01-21 is not in it" in remark
    found = json.loads("{" + data)
    assert found["shallow"] is True
    assert {one["id"]: one["days"] for one in found["items"]} == {"a": 0, "b": 0, "c": 60, "d": 0}


def test_what_is_not_committed_is_the_newest_version(history: Repository, tmp_path: Path):
    history.git("clone", "-q", str(history.root), str(tmp_path / "clone"))
    path = tmp_path / "clone" / "plans" / "work.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-04-30", "2025-05-01"), encoding="utf-8")
    found = json.loads(slip(tmp_path / "clone", "--format", "json")[1])
    assert found["items"][0]["moves"][-1] == {
        "commit": None,
        "day": "2025-02-01",
        "author": None,
        "days": 1,
        "after": {"text": "2025-05-01", "earliest": "2025-05-01", "latest": "2025-05-01"},
    }


@pytest.mark.parametrize("width", [100, 80, 60])
def test_the_table(history: Repository, golden, width: int):
    code, output = console.run_here(["slip", "--today", "2025-02-01"], history.root, {"COLUMNS": str(width)})
    assert code == 0
    assert all(len(line) <= width for line in output.splitlines())
    golden(output, f"history/slip.{width}.txt")


def test_each_blob_is_read_once(history: Repository, monkeypatch: pytest.MonkeyPatch):
    from ssetrack.workspace import past_deadlines as deadlines

    read = []
    monkeypatch.setattr(deadlines, "read", lambda data, *rest: read.append(data) or READ(data, *rest))  # type: ignore[func-returns-value]
    slip(history.root)
    # Each of the 28 versions has other notes.
    assert len(read) == len(set(read)) == 28


def test_odd_names_of_files(tmp_path: Path):
    made = Repository(tmp_path)
    dates = {"a": "2025-03-31", "b": "2025-06", "c": '"?"', "d": "2025-05-10"}
    for day, path in enumerate((":(glob)*.yaml", "plans d'été/plan [a] 東京.yaml", "-q.yaml"), 1):
        for old in tmp_path.rglob("*.yaml"):
            old.unlink()
        made.write(path, PLAN.format(**dates | {"a": f"2025-04-0{day}"}, day=day))
        made.commit(f"2025-01-0{day}")
    found = json.loads(slip(tmp_path, "./-q.yaml", "--format", "json")[1])
    assert (found["versions"], found["items"][0]["days"]) == (3, 2)


def test_without_git(tmp_path: Path):
    (tmp_path / "plan.yaml").write_text("ssetrack: 1\ntitle: T\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    code, output = console.run_here(["slip", "plan.yaml"], tmp_path, {"PATH": str(tmp_path)})
    assert code == 2
    assert "git cannot be started" in output


def test_before_the_first_commit(tmp_path: Path):
    made = Repository(tmp_path)
    made.write("plan.yaml", "ssetrack: 1\ntitle: T\n")
    code, output = slip(tmp_path, "plan.yaml")
    assert code == 2
    assert output.startswith("ssetrack: git says: ")


def test_a_file_that_git_does_not_know(history: Repository):
    new = history.root / "new.yaml"
    new.write_text(
        "ssetrack: 1\ntitle: T\nactivities: [{id: a, title: A, deadline: 2025}]\n", encoding="utf-8"
    )
    found = json.loads(slip(history.root, "new.yaml", "--format", "json")[1])
    new.unlink()
    assert (found["versions"], found["items"][0]["days"]) == (1, 0)


def test_outside_a_repository_there_is_no_history(tmp_path: Path):
    (tmp_path / "plan.yaml").write_text("ssetrack: 1\ntitle: T\n", encoding="utf-8")
    code, output = slip(tmp_path, "plan.yaml")
    assert code == 2
    assert "the plans are not kept with git" in output


def READ(*arguments):  # noqa: N802
    from ssetrack.source import read

    return read(*arguments)


def test_a_date_that_was_lost_is_shown(tmp_path: Path):
    made = Repository(tmp_path)
    dates = {"a": "2025-03-31", "b": "2025-06", "c": "2025-07", "d": "2025-05-10"}
    made.write("plan.yaml", PLAN.format(**dates, day="one"))
    made.commit("2025-01-01")
    made.write("plan.yaml", PLAN.format(**dates | {"b": "tbd"}, day="two"))
    made.commit("2025-01-02")
    code, output = slip(made.root, "plan.yaml")
    assert code == 0
    assert "4 items, 1 moved" in output
    assert "no date any more" in output
    found = json.loads(slip(made.root, "plan.yaml", "--format", "json")[1])
    assert [one["id"] for one in found["items"] if one["lost"]] == ["b"]
