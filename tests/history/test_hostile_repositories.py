"""A repository may be a stranger's: what it holds does not run, what it says changes no answer."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

import console
from forks import Forks
from repositories import Repository

pytestmark = pytest.mark.needs("git")

PLAN = "ssetrack: 1\ntitle: T\nactivities: [{{id: a, title: A, deadline: {due}}}]\n"

EVIL = """\
[core]
	repositoryformatversion = 1
	bare = false
	worktree = .
	fsmonitor = "touch ../../ran"
	sshCommand = "touch ../../ran"
[extensions]
	partialClone = evil
[remote "evil"]
	url = .
	promisor = true
	uploadpack = "touch ../../ran; git-upload-pack"
"""


class Slip(NamedTuple):
    """Runs `slip`, in a process of its own each time."""

    forks: Forks

    def __call__(self, folder: Path, **variables: str) -> dict:
        """Its JSON."""
        return self.with_remarks(folder, **variables)[0]

    def with_remarks(self, folder: Path, **variables: str) -> tuple[dict, str]:
        """The same with what it says beside."""
        command = ["slip", "--format", "json", "--today", "2026-05-01"]
        done = self.forks.run(command, folder, variables)
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout), done.stderr.decode()


@pytest.fixture
def slipped(forks: Forks) -> Slip:
    return Slip(forks)


def moved(answer: dict) -> int:
    """How many items slipped."""
    return sum(item["days"] != 0 for item in answer["items"])


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A plan that slipped from February to April; for tests that change nothing in it."""
    made = Repository(tmp_path_factory.mktemp("untouched"))
    made.write("plans/p.yaml", PLAN.format(due="2026-02"))
    made.commit("2026-01-01")
    made.write("plans/p.yaml", PLAN.format(due="2026-04"))
    made.commit("2026-01-02")
    return made


@pytest.fixture
def repository(untouched: Repository, tmp_path: Path) -> Repository:
    """The same, to be changed."""
    return untouched.copy(tmp_path / "r")


@pytest.fixture(scope="module")
def disguised(untouched: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The same with a folder of tracked files that git would take for a repository of its own."""
    repository = untouched.copy(tmp_path_factory.mktemp("disguised"))
    repository.write("plans/evil/p.yaml", PLAN.format(due="2027"))
    repository.write("plans/evil/HEAD", "ref: refs/heads/main\n")
    repository.write("plans/evil/objects/.keep", "")
    repository.write("plans/evil/refs/heads/main", "1234567890123456789012345678901234567890\n")
    repository.write("plans/evil/config", EVIL)
    repository.commit("2026-01-03")
    return repository


@pytest.mark.parametrize("where", [".", "plans", "plans/evil"])
@pytest.mark.parametrize(
    "command",
    [
        "slip",
        "diff HEAD~..",
        "diff HEAD",
        "diff HEAD:plans/evil/p.yaml",
        "brief",
        "diff --since 7d",
        "export html",
        "",
    ],
)
def test_a_folder_made_up_as_a_repository_runs_nothing(disguised: Repository, where: str, command: str):
    code, output = console.run_here(command.split(), disguised.root / where, {"SSETRACK_TODAY": "2026-05-01"})
    assert "Traceback" not in output
    assert code in (0, 2)
    assert not (disguised.root / "ran").exists()
    if command == "slip" and where == "plans/evil":
        assert "1 item, 0 moved, 1 version since 3 January 2026" in output


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"])
@pytest.mark.parametrize("value", [".git", "/", "elsewhere"])
def test_what_the_caller_told_another_git_is_not_heeded(
    slipped: Slip, untouched: Repository, variable: str, value: str
):
    assert moved(slipped(untouched.root, **{variable: value})) == 1


def test_configuration_given_by_the_environment_is_not_heeded(slipped: Slip, untouched: Repository):
    surroundings = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "log.showRoot",
        "GIT_CONFIG_VALUE_0": "false",
    }
    assert slipped(untouched.root, **surroundings)["versions"] == 2


@pytest.fixture(scope="module")
def usual(forks: Forks, untouched: Repository) -> dict:
    """The answer where nobody has set anything."""
    return Slip(forks)(untouched.root)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("log.date", "relative"),
        ("log.follow", "false"),
        ("log.diffMerges", "off"),
        ("log.decorate", "full"),
        ("diff.renames", "false"),
        ("diff.orderFile", "/no/such/file"),
        ("diff.external", "false"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("core.quotePath", "true"),
        ("core.fsmonitor", "touch ran"),
        ("color.ui", "always"),
        ("format.pretty", "oneline"),
    ],
)
def test_settings_of_the_repository_change_no_answer(
    slipped: Slip, repository: Repository, usual: dict, name: str, value: str
):
    repository.git("config", name, value)
    assert slipped(repository.root) == usual
    assert not (repository.root / "ran").exists()


@pytest.mark.parametrize("author", ["a\x01b", "\x1b[31mred", "::error::x", "Zoë 中文", ":100644 1 a b M"])
def test_any_author_is_read(slipped: Slip, repository: Repository, author: str):
    repository.write("plans/p.yaml", PLAN.format(due="2026-06"))
    repository.commit("2026-01-03", author)
    answer = slipped(repository.root)
    assert answer["versions"] == 3


@pytest.mark.parametrize("name", ["p\x01q.yaml", "a:b.yaml", "é 中.yaml", "a\nb.yaml", ":100644 x.yaml"])
def test_any_file_name_is_read(slipped: Slip, tmp_path: Path, name: str):
    made = Repository(tmp_path / "r")
    made.write(f"plans/{name}", PLAN.format(due="2026-02"))
    made.commit("2026-01-01")
    made.git("mv", f"plans/{name}", f"plans/new {name}")
    made.commit("2026-01-02")
    made.write(f"plans/new {name}", PLAN.format(due="2026-04"))
    made.commit("2026-01-03")
    answer = slipped(made.root)
    assert (answer["versions"], moved(answer)) == (3, 1)


@pytest.mark.parametrize("instant", ["@253402300800 +0000", "@999999999999 +0000", "@0 +0000"])
def test_commits_of_any_year_are_read(slipped: Slip, repository: Repository, instant: str):
    repository.write("plans/p.yaml", PLAN.format(due="2026-06"))
    repository.git("add", "-A")
    os.environ["GIT_COMMITTER_DATE"] = instant
    try:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "late"],
            cwd=repository.root, check=True, env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull},
        )  # fmt: skip
    finally:
        del os.environ["GIT_COMMITTER_DATE"]
    answer, told = slipped.with_remarks(repository.root)
    assert answer["versions"] == 3
    assert ("after the year 9999" in told) == (instant != "@0 +0000")


def test_a_git_beside_the_plan_is_not_started(slipped: Slip, repository: Repository):
    fake = repository.root / "git"
    fake.write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
    fake.chmod(0o755)
    assert moved(slipped(repository.root, PATH=f".:{os.environ['PATH']}")) == 1
    assert not (repository.root / "ran").exists()


def test_a_huge_version_is_read_past(slipped: Slip, repository: Repository):
    repository.write("plans/p.yaml", PLAN.format(due="2026-06") + "# " + "x" * 300_000 + "\n")
    repository.commit("2026-01-03")
    repository.write("plans/p.yaml", PLAN.format(due="2026-08"))
    repository.commit("2026-01-04")
    repository.write("ssetrack.toml", "[lint]\nfile-size = 1000\n")
    assert slipped(repository.root)["versions"] == 3


class Changed(NamedTuple):
    """Runs `brief`, in a process of its own each time."""

    forks: Forks

    def __call__(self, folder: Path, **variables: str) -> dict:
        """What it says has changed since the first commit."""
        command = ["brief", "--format", "json", "--since", "2026-01-02", "--today", "2026-01-03"]
        done = self.forks.run(command, folder, variables)
        assert done.returncode == 0, done.stderr.decode()
        found: dict = json.loads(done.stdout)["changed"]
        return found


@pytest.fixture
def changed(forks: Forks) -> Changed:
    return Changed(forks)


@pytest.fixture(scope="module")
def what_changed(forks: Forks, untouched: Repository) -> dict:
    """What changed where nobody has set anything."""
    usual = Changed(forks)(untouched.root)
    assert usual["summary"]["moved"] == 1
    return usual


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("core.fsmonitor", "touch ran"),
        ("core.quotePath", "true"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("log.showSignature", "true"),
        ("color.ui", "always"),
    ],
)
def test_settings_of_the_repository_do_not_change_what_changed(
    changed: Changed, repository: Repository, what_changed: dict, name: str, value: str
):
    repository.git("config", name, value)
    assert changed(repository.root) == what_changed
    assert not (repository.root / "ran").exists()


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE"])
def test_what_another_git_was_told_does_not_change_what_changed(
    changed: Changed, untouched: Repository, variable: str
):
    assert changed(untouched.root, **{variable: "elsewhere"})["summary"]["moved"] == 1


@pytest.mark.parametrize(
    "name", ["p\x01q.yaml", "a:b.yaml", "é 中.yaml", "a\nb.yaml", ":100644 x.yaml", "-x.yaml"]
)
def test_any_file_name_has_a_past(changed: Changed, tmp_path: Path, name: str):
    made = Repository(tmp_path / "r")
    made.write(f"plans/{name}", PLAN.format(due="2026-02"))
    made.commit("2026-01-01")
    made.write(f"plans/{name}", PLAN.format(due="2026-04"))
    made.commit("2026-01-02")
    assert changed(made.root)["summary"]["moved"] == 1


@pytest.mark.parametrize("instant", ["@253402300800 +0000", "@999999999999 +0000", "@0 +0000"])
def test_a_commit_of_any_year_ends_nothing(changed: Changed, repository: Repository, instant: str):
    repository.write("plans/p.yaml", PLAN.format(due="2026-06"))
    repository.git("add", "-A")
    os.environ["GIT_COMMITTER_DATE"] = instant
    try:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "odd"],
            cwd=repository.root, check=True, env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull},
        )  # fmt: skip
    finally:
        del os.environ["GIT_COMMITTER_DATE"]
    assert changed(repository.root)["summary"]["moved"] == (0 if instant == "@0 +0000" else 1)


def test_a_file_that_git_has_lost_is_said(repository: Repository):
    blob = repository.git("rev-parse", "HEAD~:plans/p.yaml").strip()
    (repository.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    code, output = console.run_here(["brief"], repository.root, {"SSETRACK_TODAY": "2026-01-03"})
    assert code == 0
    assert "What changed is not known: git does not have the file `plans/p.yaml` as it was" in output
    code, output = console.run_here(
        ["diff", "--since", "2026-01-02"], repository.root, {"SSETRACK_TODAY": "2026-01-03"}
    )
    assert code == 2
    assert "git does not have the file `plans/p.yaml` as it was" in output
