"""What changed between two states of plans: each kind of change, and each way to name a side."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import console
from conftest import ROOT
from repositories import Repository
from snapshots import snapshot_of
from ssetrack.cli.run import run
from ssetrack.query.changes import ItemChange, What, changes
from ssetrack.status import Status

OLD = """\
ssetrack: 1
id: work
title: Work
goals: {X: One thing, Y: Another}
owners: {ann: Ann, bo: Bo}
activities:
  - {id: a, title: Apples, owners: [ann], goals: [X], deadline: 2025-04}
  - {id: b, title: Beans, owners: [bo], deadline: 2025-05-10}
  - {id: c, title: Cherries, owners: [ann], deadline: 2025-06-01}
  - {id: d, title: Dates, owners: [ann], deadline: "?"}
  - id: e
    title: Endives
    owners: [ann]
    when: [{date: 2025-04-01, where: Rio}, {date: 2025-05-01, where: Paris}]
  - {id: f, title: Figs, owners: [ann], deadline: December 2025}
"""

NEW = """\
ssetrack: 1
id: work
title: Work
goals: {X: One thing, Y: Another}
owners: {ann: Ann, bo: Bo}
activities:
  - {id: a, title: Apples, owners: [ann], goals: [X, Y], deadline: 2025-06}
  - {id: b, title: Beans, owners: [ann], with: [bo], deadline: 2025-05-10, done: 2025-05-09}
  - {id: d, title: Dates, owners: [ann], deadline: 2025-08-01}
  - {id: e, title: Endives, owners: [ann], when: {date: 2025-05-01, where: Paris}}
  - {id: f, title: Figs, owners: [ann], deadline: 2025-12, status: on-hold}
  - {id: g, title: Grapes, owners: [bo], deadline: 2025-09-01}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    return tmp_path


def diff(folder: Path, *arguments: str) -> tuple[int, str]:
    return console.run_here(["diff", "--today", "2025-03-01", *arguments], folder, {})


def found(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    code, output = diff(folder, *arguments, "--format", "json")
    assert code == 0, output
    return [(change["change"], change["id"]) for change in json.loads(output)["changes"]]


CHANGES = [
    ("moved", "a"), ("moved", "d"), ("moved", "e"), ("new", "g"), ("gone", "c"), ("done", "b"),
    ("status", "f"), ("reassigned", "b"), ("re-scoped", "a"),
]  # fmt: skip


def test_each_kind_of_change(folder: Path):
    assert found(folder, "old.yaml", "new.yaml") == CHANGES


def test_how_far_dates_moved(folder: Path):
    changes = json.loads(diff(folder, "old.yaml", "new.yaml", "--format", "json")[1])["changes"]
    days = {change["id"]: change["days"] for change in changes if change["change"] == "moved"}
    assert days == {
        "a": {"earliest": 61, "latest": 61},
        "d": {"earliest": None, "latest": None},
        "e": {"earliest": 30, "latest": 0},
    }
    again = next(change for change in changes if change["change"] == "reassigned")
    assert (again["added"], again["removed"]) == (["ann"], [])


@pytest.mark.parametrize("format_", ["table", "markdown"])
@pytest.mark.parametrize("path", ["old.yaml", "new.yaml", "."])
def test_a_plan_and_itself(folder: Path, path: str, format_: str):
    if path == ".":
        (folder / "new.yaml").unlink()
    nothing = "No changes.\n" if format_ == "table" else ""
    assert diff(folder, path, path, "--exit-code", "--format", format_) == (0, nothing)


def test_the_real_plans_and_themselves():
    assert diff(ROOT, "plans", "plans", "--exit-code") == (0, "No changes.\n")


def test_the_exit_code_is_about_dates(folder: Path):
    assert diff(folder, "old.yaml", "new.yaml", "--exit-code")[0] == 1
    assert diff(folder, "old.yaml", "new.yaml")[0] == 0
    (folder / "new.yaml").write_text(OLD.replace("Apples", "Pears"), encoding="utf-8")
    assert diff(folder, "old.yaml", "new.yaml", "--exit-code")[0] == 0


DATES = ["2025-03", "2025-03-10", "2025-Q2", "ongoing", '"?"', '"2025-04/.."', '"[2025-03-01,2025-05-01]"']
PLANS = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(st.sampled_from(DATES), st.sampled_from(["ann", "bo"]), st.sampled_from(["planned", "done"])),
    min_size=1,
)


def made(items: dict[str, tuple[str, str, str]]) -> tuple[Status, ...]:
    """Where the items of a plan stand: each with a date, an owner and a status."""
    activities = "".join(
        f"  - {{id: {own}, title: {own}, deadline: {due}, owners: [{owner}], status: {status}}}\n"
        for own, (due, owner, status) in items.items()
    )
    text = f"ssetrack: 1\ntitle: T\nactivities:\n{activities}"
    return snapshot_of(text, date(2025, 3, 1)).statuses


@given(PLANS, PLANS)
def test_there_and_back(one: dict, other: dict):
    """From either side the same items moved, by the same days in the other direction."""
    there, back = changes(made(one), made(other)), changes(made(other), made(one))
    mirrored = {What.NEW: What.GONE, What.GONE: What.NEW, What.DONE: What.STATUS, What.STATUS: What.DONE}

    def facts(found: tuple[ItemChange, ...], sign: int) -> set[tuple[object, ...]]:
        return {
            (mirrored.get(one.what, one.what) if sign < 0 else one.what, one.status.item.id,
             one.earliest and sign * one.earliest, one.latest and sign * one.latest)
            for one in found
        }  # fmt: skip

    assert facts(there, 1) == facts(back, -1)
    assert changes(made(one), made(one)) == ()


ONE_ITEM = """\
ssetrack: 1
title: T
timezone: Europe/Paris
owners: {{ana: {{name: Ana, email: a@example.org}}}}
sections:
  - title: S
    activities:
      - {{id: a, title: A, owners: [ana], {}}}
      - {{id: base, title: B, owners: [ana], when: 2026-03-02}}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('when: {date: 2026-03-05, time: "20:00"}',
         'when: {date: 2026-03-05, time: "20:00", timezone: America/Lima}',
         "5 March 2026; zone: Europe/Paris → America/Lima"),
        ('when: {date: 2026-03-05, time: "20:00"}', 'when: {date: 2026-03-05, time: "21:00"}',
         "5 March 2026; hours: 20:00 → 21:00"),
        ("when: 2026-03-05", "deadline: 2026-03-05", "5 March 2026; kind: event → deadline"),
        ("deadline: 2026-05~", "deadline: 2026-05", "about May 2026 → by end of May 2026: the same days"),
        ("when: {date: 2026-03-05, repeat: every month}", "when: {date: 2026-03-05, repeat: every 2 weeks}",
         "5 March 2026; repeats: every month → every 2 weeks"),
        ("when: {date: 2026-03-05, repeat: every month, until: 2027-06-01}",
         "when: {date: 2026-03-05, repeat: every month}", "5 March 2026; until: 1 June 2027 → –"),
        ("deadline: 2026-03-05", "deadline: 3 days after base",
         '5 March 2026 → 5 March 2026 (3 days after "B"): the same days'),
        ("deadline: 2026-05", "deadline: May 2026", ""),
        ("start: 2026-05", "start: May 2026", ""),
        ("start: 2026-05", "start: 2026-06", "start: May 2026 → June 2026"),
        ("check-in: every month", "check-in: every week", "check-in: every month → every week"),
        ("accountable: [ana]", "accountable: [bo]", "accountable: ana → bo"),
        ("priority: high", "progress: 40%", "progress: – → 40%; priority: high → –"),
        ("notes: {en: A, fr: B}", "notes: {en: A, fr: C}", "notes (fr)"),
        ("budget: 10 EUR", "budget: 20 EUR", "budget"),
        ("x-room: 3", "x-room: 4", "x-room: 3 → 4"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_field(tmp_path: Path, old: str, new: str, words: str):
    for name, field in (("old.yaml", old), ("new.yaml", new)):
        (tmp_path / name).write_text(ONE_ITEM.format(field), encoding="utf-8")
    _, output = diff(tmp_path, "old.yaml", "new.yaml", "--format", "markdown")
    said = [line.split(" | a | A | ")[1] for line in output.splitlines() if " | a | A | " in line]
    assert said == ([words.replace("~", r"\~") + " |"] if words else [])


def test_what_is_said_of_the_plan_itself(tmp_path: Path):
    text = ONE_ITEM.format("deadline: 2026-05")
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    text = text.replace("title: T", "title: T\naim: Peace\ngoals: {X: One}").replace("title: S", "title: Z")
    (tmp_path / "new.yaml").write_text(text.replace("a@", "b@"), encoding="utf-8")
    _, output = diff(tmp_path, "old.yaml", "new.yaml", "--format", "markdown")
    assert [line for line in output.splitlines()[4:] if "Other changes" not in line] == [
        "| Changed | Plan | T | aim: – → Peace |",
        "| New | Goal X | One |  |",
        "| Changed | Owner ana | Ana | e-mail |",
        "| Changed | Section | Z | title: S → Z |",
    ]


@pytest.mark.parametrize("width", [100, 80, 60])
def test_the_table(folder: Path, golden, width: int):
    _, output = console.run_here(
        ["diff", "--today", "2025-03-01", "old.yaml", "new.yaml"], folder, {"COLUMNS": str(width)}
    )
    golden(output, f"history/diff.{width}.txt")


def test_for_a_pull_request(folder: Path, golden):
    golden(diff(folder, "old.yaml", "new.yaml", "--format", "markdown")[1], "history/diff.md")


@pytest.mark.needs("git")
class TestRevisions:
    @pytest.fixture
    def kept(self, tmp_path: Path) -> Path:
        made = Repository(tmp_path)
        made.write("plans/work.yaml", OLD)
        made.write("plans/.hidden.yaml", OLD.replace("id: work", "id: hidden"))
        made.write("plans/list.yaml", "- no plan\n")
        made.commit("2025-01-01")
        made.git("tag", "first")
        made.write("plans/work.yaml", NEW)
        made.commit("2025-01-02")
        return tmp_path

    @pytest.mark.parametrize(
        "arguments",
        [
            ["HEAD~1.."], ["first..HEAD"], ["first..main", "plans/work.yaml"], ["first"], ["HEAD~1", "HEAD"],
            ["first:plans/work.yaml", "plans/work.yaml"], ["first", "plans/work.yaml"], ["first", "plans"],
            ["first:plans", "HEAD:plans/work.yaml"], ["first:plans/work.yaml"],
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_ways_to_name_the_sides(self, kept: Path, arguments: list[str]):
        assert found(kept, *arguments) == CHANGES

    def test_from_a_folder_below(self, kept: Path):
        assert found(kept / "plans", "first", "work.yaml") == CHANGES

    @pytest.mark.parametrize("names", ["plans/réunion.yaml", "réunions/p.yaml"])
    def test_a_name_in_the_other_unicode_form(self, tmp_path: Path, names: str):
        made = Repository(tmp_path)
        made.write(unicodedata.normalize("NFD", names), OLD)
        made.commit("2025-01-01")
        made.write(unicodedata.normalize("NFD", names), NEW)
        made.commit("2025-01-02")
        assert found(tmp_path, f"HEAD~:{names}", f"HEAD:{names}") == CHANGES
        assert found(tmp_path, f"HEAD~:{names.partition('/')[0]}", "HEAD") == CHANGES

    def test_a_file_that_is_not_committed(self, kept: Path):
        (kept / "plans" / "work.yaml").write_text(OLD, encoding="utf-8")
        assert found(kept, "first") == []
        assert found(kept, "HEAD") != []

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (["nowhere"], "git does not know the revision `nowhere` here"),
            (["--", "--all"], "git does not know the revision `--all` here"),
            (["first:plans/none.yaml", "HEAD"], "there is no `plans/none.yaml` in the revision `first`"),
            (["first", "none.yaml"], "there is no file or folder `none.yaml`"),
        ],
    )
    def test_what_is_not_there(self, kept: Path, arguments: list[str], sentence: str):
        code, output = diff(kept, *arguments)
        assert code == 2
        assert sentence in output


def test_what_a_date_counts_from_has_its_title_on_both_sides_whatever_the_files_are_called(tmp_path: Path):
    text = "ssetrack: 1\ntitle: T\nactivities:\n  - {id: conf, title: Forum, when: 2027-05-01}\n"
    text += "  - {id: b, title: B, deadline: 12 months before conf}\n"
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(text.replace("05-01", "05-08"), encoding="utf-8")
    _, told = console.run_here(["diff", "old.yaml", "new.yaml"], tmp_path, {"COLUMNS": "120"})
    assert told.count('(12 months before "Forum")') == 2


def test_what_cannot_be_read_is_neither_new_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    for side, day, other in (("old", "2025-04", OLD), ("new", "2025-06", "ssetrack: 1\ntitle: a: b\n")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "work.yaml").write_text(other, encoding="utf-8")
        bread = f"activities:\n  - {{id: a, title: Bread, deadline: {day}}}\n"
        (tmp_path / side / "food.yaml").write_text(f"ssetrack: 1\nid: food\ntitle: Food\n{bread}", "utf-8")
    for sides, shown in (
        (("old", "new"), [("moved", "a")]),
        (("new", "old"), [("moved", "a")]),
        (("old/work.yaml", "new/work.yaml"), None),
        (("new/work.yaml", "old/food.yaml"), None),
    ):
        assert run(["diff", *sides, "--format", "json", "--today", "2025-01-01"]) == 2
        out = capsys.readouterr().out
        told = json.loads(out) if out else None
        assert (told and [(one["change"], one["id"]) for one in told["changes"]]) == shown
        assert not (told and told["parts"])


BROKEN = "ssetrack: 1\ntitle: a: b\n"


@pytest.mark.parametrize(
    ("old", "new", "sides", "shown"),
    [
        pytest.param(
            ("a/plan", "b/plan"), ("a/plan!", "b/plan"), ("old", "new"), ["b"], id="one folder of two"
        ),
        pytest.param(
            ("a/plan", "b/plan!"), ("a/plan", "b/plan"), ("old", "new"), ["a"], id="of the older ones"
        ),
        pytest.param(("a/plan", "b/plan"), ("a/plan!", "b/plan"), ("./old/", "new"), ["b"], id="as typed"),
        pytest.param(("a/plan", "c"), ("b/plan!", "c"), ("old", "new"), ["c"], id="moved, and broken"),
        pytest.param(
            ("a/plan", "c"), ("a/plan!", "c"), ("old/a/plan.yaml", "new"), ["+c"], id="a file, a folder"
        ),
        pytest.param(("é/plan", "b/plan"), ("é/plan!", "b/plan"), ("old", "new"), ["b"], id="two forms"),
    ],
)
def test_a_plan_that_cannot_be_read_hides_no_other_of_its_name(
    tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...], sides: tuple[str, str], shown: list[str]
):
    for side, form, day, names in (("old", "NFC", "2025-04", old), ("new", "NFD", "2025-06", new)):
        for name in names:
            file = tmp_path / side / unicodedata.normalize(form, f"{name.rstrip('!')}.yaml")
            file.parent.mkdir(parents=True, exist_ok=True)
            item = name.rstrip("!").partition("/")[0]
            part = f"{{id: {item}, title: T, deadline: {day}}}"
            text = f"ssetrack: 1\nid: {item}\ntitle: T\nactivities: [{part}]\n"
            file.write_text(BROKEN if name.endswith("!") else text, encoding="utf-8")
    code, output = console.run_here(
        ["diff", *sides, "--format", "json", "--today", "2025-01-01"], tmp_path, {}
    )
    assert code == 2
    told = json.loads(output[output.index("{") :])
    signs = {"new": "+", "moved": "", "gone": "-"}
    assert [signs.get(one["change"], "?") + one["id"] for one in told["changes"]] == shown


@pytest.mark.needs("git")
@pytest.mark.parametrize("sides", [("HEAD",), ("HEAD:all", "all"), ("HEAD", "all")], ids=" ".join)
def test_of_a_commit_too(tmp_path: Path, sides: tuple[str, ...]):
    made = Repository(tmp_path)
    for name in ("a", "b"):
        text = (
            f"ssetrack: 1\nid: {name}\ntitle: T\nactivities: [{{id: {name}, title: T, deadline: 2025-04}}]\n"
        )
        made.write(f"all/{name}/plan.yaml", text)
    made.commit("2025-01-01")
    made.write("all/a/plan.yaml", BROKEN)
    made.write("all/b/plan.yaml", text.replace("2025-04", "2025-06"))
    code, output = console.run_here(["diff", *sides, "--format", "json"], tmp_path, {})
    assert code == 2
    told = json.loads(output[output.index("{") :])
    assert [(one["change"], one["id"]) for one in told["changes"]] == [("moved", "b")]
    assert not told["parts"]
