"""What changed since a day: which commit that is, what is compared, and what is said where parts lack."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import console
from conftest import ALL_EXAMPLES
from repositories import Repository
from ssetrack.cli.commands.look.since import since_asked
from ssetrack.workspace.git_objects import MOST_ENTRIES, Objects

pytestmark = pytest.mark.needs("git")

PLAN = "ssetrack: 1\nid: p\ntitle: P\ntimezone: {zone}\nactivities: [{{id: a, title: A, deadline: {due}}}]\n"
TODAY = date(2026, 11, 30)


def plan(due: str, zone: str = "UTC") -> str:
    return PLAN.format(due=due, zone=zone)


def run(folder: Path, *words: str) -> tuple[int, str]:
    return console.run_here(["diff", "--today", TODAY.isoformat(), *words], folder, {})


def before(folder: Path, *words: str) -> str | None:
    """The deadline of `a` as it was; None where nothing is said of it."""
    code, output = run(folder, *words, "--format", "json", "-o", "answer.json")
    assert code == 0, output
    read = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    return next((one["before"]["text"] for one in read["changes"] if one["id"] == "a"), None)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """One plan, due a month later with each commit, and on the disk in December."""
    made = Repository(tmp_path_factory.mktemp("kept"))
    for month, day in (
        ("01", "2026-11-01"),
        ("02", "2026-11-20"),
        ("03", "2026-11-25"),
        ("04", "2026-11-29"),
    ):
        made.write("plans/p.yaml", plan(f"2027-{month}"))
        made.commit(day)
    made.write("plans/p.yaml", plan("2027-12"))
    return made


@pytest.fixture
def kept(untouched: Repository, tmp_path: Path) -> Repository:
    """A copy of it, to be changed."""
    return untouched.copy(tmp_path)


@pytest.mark.parametrize(
    ("since", "was"),
    [
        ("today", "2027-04"), ("yesterday", "2027-03"), ("hier", "2027-03"), ("2026-11-29", "2027-03"),
        ("7d", "2027-02"), ("-7d", "2027-02"), ("1w", "2027-02"), ("-1w", "2027-02"), ("7 días", "2027-02"),
        ("2026-11-20", "2027-01"), ("2026-11-21", "2027-02"), ("20 November 2026", "2027-01"),
        ("2026-11-02", "2027-01"), ("HEAD~2", "2027-02"), ("main", "2027-04"),
    ],
)  # fmt: skip
def test_how_since_is_said(kept: Repository, since: str, was: str):
    assert before(kept.root, "--since", since) == was
    assert before(kept.root, f"--since={since}", "plans/p.yaml") == was
    assert before(kept.root, "--since", since, "plans") == was


def test_a_word_that_is_a_day_and_a_revision_is_a_day(kept: Repository):
    kept.git("branch", "2026-11-21", "HEAD~3")
    kept.git("branch", "yesterday", "HEAD~3")
    assert before(kept.root, "--since", "2026-11-21") == "2027-02"
    assert before(kept.root, "--since", "yesterday") == "2027-03"


@pytest.mark.parametrize(
    "zone", ["UTC", "Asia/Kolkata", "America/Lima", "Pacific/Auckland", "Pacific/Honolulu"]
)
def test_a_day_begins_in_the_zone_of_the_plans(tmp_path: Path, zone: str):
    """A commit at midnight is on that day, one a second before is not."""
    made = Repository(tmp_path)
    midnight = datetime.combine(date(2026, 11, 25), time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for due, moment in (("2027-01", midnight - timedelta(seconds=1)), ("2027-02", midnight)):
        made.write("p.yaml", plan(due, zone))
        made.git("add", "-A")
        os.environ["GIT_COMMITTER_DATE"] = moment.isoformat()
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", due],
            cwd=tmp_path, check=True, env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull},
        )  # fmt: skip
        del os.environ["GIT_COMMITTER_DATE"]
    assert before(tmp_path, "--since", "2026-11-25") == "2027-01"
    assert before(tmp_path, "--since", "2026-11-26") is None


def test_of_a_merge_the_first_parent_is_followed(tmp_path: Path):
    made = Repository(tmp_path)
    made.write("p.yaml", plan("2027-01"))
    made.commit("2026-11-01")
    made.git("checkout", "-qb", "side")
    made.write("p.yaml", plan("2027-02"))
    made.commit("2026-11-10")  # nobody on main saw it before the merge
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-11-27")
    assert before(tmp_path, "--since", "2026-11-20") == "2027-01"
    assert before(tmp_path, "--since", "2026-11-28") is None


def test_a_history_that_begins_late_is_said(kept: Repository):
    code, output = run(kept.root, "--since", "2026-01-01")
    assert code == 0
    assert "Changed since 1 November 2026" in output
    assert "The history of these plans begins on 1 November 2026." in output
    assert "begins on" not in run(kept.root, "--since", "2026-11-02")[1]


def test_a_shallow_clone_is_said(kept: Repository, tmp_path_factory: pytest.TempPathFactory):
    clone = tmp_path_factory.mktemp("shallow") / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{kept.root}", str(clone)], check=True)
    code, output = run(clone, "--since", "7d")
    assert code == 0
    assert "This clone has only the history from 25 November 2026 on" in output
    assert before(clone, "--since", "7d") == "2027-03"
    code, output = console.run_here(["brief"], clone, {"SSETRACK_TODAY": TODAY.isoformat()})
    assert "This clone has only the history from 25 November 2026 on" in output
    one = tmp_path_factory.mktemp("shallow") / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{kept.root}", str(one)], check=True)
    code, output = console.run_here(["brief"], one, {"SSETRACK_TODAY": TODAY.isoformat()})
    assert "Changed since 29 November 2026: nothing" in output
    assert "This clone has only the history from 29 November 2026 on" in output


def test_a_day_before_all_that_git_knows_is_refused_where_it_is_to_come(kept: Repository):
    code, output = console.run_here(["diff", "--since", "7d", "--today", "2020-01-01"], kept.root, {})
    assert code == 2
    assert "begins on 1 November 2026" in output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--since", "nowhere"], "`nowhere` is neither a day nor a revision that git knows here"),
        (["--since", "a\nb"], "is neither a day nor a revision"),
        (["--since", ""], "`--since` needs a value"),
        (["--since", "tomorrow"], "needs a day in the past"),
        (["--since", "2027"], "needs a day in the past"),
        ([], "`diff` needs to know what to compare with"),
    ],
)
def test_what_is_refused(kept: Repository, words: list[str], sentence: str):
    code, output = run(kept.root, *words)
    assert (code, sentence in output) == (2, True), output


def test_without_git_it_is_refused(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(plan("2027"), encoding="utf-8")
    code, output = run(tmp_path, "--since", "7d")
    assert code == 2
    assert "the plans are not kept with git" in output
    code, output = run(tmp_path, "--since", "7d", "-")
    assert code == 2


def test_a_plan_that_cannot_be_read_on_one_side_is_left_out(kept: Repository):
    """Its items are neither new nor removed: nobody knows."""
    kept.write("plans/q.yaml", "ssetrack: 1\ntitle: [\n")
    kept.commit("2026-11-29")
    kept.write("plans/q.yaml", plan("2027-05").replace("id: p", "id: q"))
    code, output = run(kept.root, "--since", "today")
    assert code == 2
    assert "`plans/q.yaml` cannot be read, now or as it was: its changes are not known." in output
    assert "New" not in output
    kept.commit("2026-11-29")
    kept.write("plans/q.yaml", "ssetrack: 1\ntitle: [\n")
    code, output = run(kept.root, "--since", "today")
    assert code == 2
    assert "`plans/q.yaml` cannot be read" in output
    assert "Removed" not in output


def test_a_plan_outside_the_repository_is_said(kept: Repository, tmp_path_factory: pytest.TempPathFactory):
    other = tmp_path_factory.mktemp("elsewhere") / "other.yaml"
    other.write_text(plan("2027").replace("id: p", "id: o"), encoding="utf-8")
    code, output = run(kept.root, "--since", "7d", "plans", str(other))
    assert code == 0
    assert "other.yaml` is not in this git repository: its changes are not known." in output
    assert "New" not in output


def test_a_plan_in_another_repository_within_is_said(kept: Repository):
    """A submodule, or a clone in a folder: its past is not in the repository where the user is."""
    inner = Repository(kept.root / "plans" / "inner")
    inner.write("i.yaml", plan("2027").replace("id: p", "id: i"))
    inner.commit("2026-11-01")
    for _ in ("a clone", "a submodule"):
        code, output = run(kept.root, "--since", "today")
        assert code == 0
        assert "`plans/inner/i.yaml` is not in this git repository" in output
        assert "New" not in output
        kept.commit("2026-11-28")
    code, output = run(kept.root, "--since", "7d", "plans/inner")
    assert (code, "No changes." in output, "is not in this git repository" in output) == (0, True, True)
    assert "No changes." in run(kept.root / "plans" / "inner", "--since", "7d")[1]


def test_a_new_plan_and_one_that_is_gone(kept: Repository):
    kept.write("plans/q.yaml", plan("2027-05").replace("id: p", "id: q").replace("id: a", "id: z"))
    assert "New (1)" in run(kept.root, "--since", "7d")[1]
    kept.commit("2026-11-29")
    (kept.root / "plans" / "q.yaml").unlink()
    assert "Removed (1)" in run(kept.root, "--since", "today")[1]
    (kept.root / "plans" / "p.yaml").rename(kept.root / "plans" / "renamed.yaml")
    assert before(kept.root, "--since", "7d") == "2027-02"  # known by its id


def test_from_any_folder(kept: Repository):
    assert before(kept.root / "plans", "--since", "7d") == "2027-02"
    assert before(kept.root / "plans", "--since", "7d", "p.yaml") == "2027-02"


def test_what_is_hidden_or_excluded_is_left_out(kept: Repository):
    for name in ("plans/.hidden.yaml", "plans/.hidden/h.yaml", "plans/draft.yaml", "plans/other.txt"):
        kept.write(name, plan("2027").replace("id: a", "id: h"))
    kept.write("plans/list.yaml", "- no plan\n")
    kept.write("ssetrack.toml", 'exclude = ["draft.yaml"]\n')
    kept.commit("2026-11-29")
    for name in (".hidden.yaml", ".hidden/h.yaml", "draft.yaml", "other.txt", "list.yaml"):
        (kept.root / "plans" / name).unlink()
    assert "Removed" not in run(kept.root, "--since", "today")[1]


def test_the_text_is_one_paragraph(kept: Repository):
    code, output = run(kept.root, "--since", "7d", "--format", "text")
    assert code == 0
    days = "306 days later (first day 303 days later)"
    moved = "by end of February 2027 → by end of December 2027"
    assert output == f"Changed since 23 November 2026. Moved: a A, {moved}: {days}.\n"
    assert run(kept.root, "plans", "plans", "--format", "text") == (0, "No changes.\n")


def test_a_file_alone_is_compared_with_itself_and_that_is_said(kept: Repository):
    code, output = run(kept.root, "plans/p.yaml")
    assert code == 0
    assert "to compare with the last commit: `ssetrack diff HEAD plans/p.yaml`" in output
    assert "No changes." in output


@given(st.dates(date(2000, 1, 1), TODAY))
def test_every_day_that_has_begun_is_that_day(day: date):
    assert since_asked(day.isoformat(), TODAY) == day
    assert since_asked(f"{(TODAY - day).days}d", TODAY) == day


@pytest.mark.slow
def test_a_few_objects_that_make_billions_of_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    most = MOST_ENTRIES if ALL_EXAMPLES else MOST_ENTRIES // 20  # to look through them all takes two seconds
    monkeypatch.setattr("ssetrack.workspace.git_objects.MOST_ENTRIES", most)
    made = Repository(tmp_path)
    made.write("plans/p.yaml", plan("2027-01"))
    made.commit("2026-11-01")
    blob = made.git("hash-object", "-w", "plans/p.yaml").strip()

    def tree(entries: list[str]) -> str:
        done = subprocess.run(
            ["git", "mktree"],
            input="".join(entries),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    top = tree([f"100644 blob {blob}\t{number}.yaml\n" for number in range(10)])
    for _ in range(9):
        top = tree([f"040000 tree {top}\t{number}\n" for number in range(10)])
    commit = made.git("commit-tree", "-m", "bomb", tree([f"040000 tree {top}\tplans\n"])).strip()
    with Objects(tmp_path) as objects:
        found = objects.commit(commit)
        assert found is not None
    code, output = run(tmp_path, "--since", commit)
    assert code == 2
    assert f"git has more than {most} files" in output
