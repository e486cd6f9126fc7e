"""What other people's repositories use of this one: the hooks of pre-commit, and the GitHub action.

What installs ssetrack anew, with packages from the network, is left to CI; else the same commands and steps
run with what is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, TESTS
from forks import Forks

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def output(*command: str, cwd: Path, code: int | None = 0, **more: str) -> str:
    """What a program prints, and that it ends as it should."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, "SSETRACK_TODAY": "2004-10-01", **more},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert code is None or done.returncode == code, done.stdout
    return done.stdout


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """The repository of a team, with a plan that has errors and one that has none."""
    folder = tmp_path / "team"
    (folder / "plans").mkdir(parents=True)
    shutil.copy(TESTS / "rules" / "unknown-owner.bad.yaml", folder / "plans" / "bad.yaml")
    shutil.copy(TESTS / "rules" / "unknown-owner.good.yaml", folder / "plans" / "good.yaml")
    (folder / "other.yaml").write_text("no: plan\n", encoding="utf-8")
    return folder


@pytest.fixture
def ours(forks: Forks) -> dict[str, str]:
    """Surroundings in which `ssetrack` is that of this environment, in a fork."""
    return {"PATH": f"{forks.programs}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize(
    ("path", "is_meant"),
    [
        ("plans/a.yaml", True),
        ("plans/2004/a.yml", True),
        ("network/plans/a.yaml", True),
        ("a.yaml", False),
        ("floorplans/a.yaml", False),
        ("plans/a.yaml.txt", False),
    ],
)
def test_which_files_the_hooks_are_for(path: str, is_meant: bool):
    for hook in HOOKS:
        assert bool(re.search(hook["files"], path)) == is_meant


def test_every_hook_runs_a_command_that_exists(team: Path, ours: dict[str, str]):
    assert [hook["id"] for hook in HOOKS] == ["ssetrack-lint", "ssetrack-lint-all", "ssetrack-fmt"]
    for hook in HOOKS:
        assert "Usage" in output(*hook["entry"].split(), "--help", cwd=team, **ours)


@pytest.mark.rest
@pytest.mark.slow
@pytest.mark.needs("git")
def test_the_hooks_under_pre_commit(team: Path, tmp_path: Path, only_pinned: dict[str, str]):
    """As a team would have it: a commit is refused until the plans are right."""
    pytest.importorskip("pre_commit")
    revision = output("git", "rev-parse", "HEAD", cwd=ROOT).strip()
    hooks = "".join(f"      - id: {hook['id']}\n" for hook in HOOKS)
    (team / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {ROOT}\n    rev: {revision}\n    hooks:\n{hooks}", encoding="utf-8"
    )
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    who |= {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), **only_pinned}
    output("git", "init", "--quiet", cwd=team)
    output("git", "add", ".", cwd=team)
    output(sys.executable, "-m", "pre_commit", "install", cwd=team, **who)

    commit = ("git", "-c", "commit.gpgsign=false", "commit", "-m", "Plans")
    refused = output(*commit, cwd=team, code=1, **who)
    assert refused.count("`marcso` is not declared in `owners` [unknown-owner]") == 2  # both kinds of lint
    assert "other.yaml" not in refused

    (team / "plans" / "bad.yaml").unlink()
    output("git", "add", "--all", cwd=team)
    accepted = output(*commit, cwd=team, **who)
    assert accepted.count("Passed") == len(HOOKS)


@pytest.fixture(scope="module")
def only_pinned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Surroundings in which pip installs what requirements/ pins, and nothing else, and compiles nothing.

    Most of what it installs nobody imports here, and to compile all of it takes longer than to unpack it.
    """
    packages = tmp_path_factory.mktemp("packages")
    wanted = [f"--requirement=requirements/{name}.txt" for name in ("run", "build")]
    download = ("-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps", f"--dest={packages}")
    output(sys.executable, *download, *wanted, cwd=ROOT)
    # To pip, a variable that begins with NO and is true would say the contrary here.
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(packages), "PIP_NO_COMPILE": "0"}


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    ("plans", "arguments", "code", "text"),
    [
        ("", "", 1, "::error file=plans/bad.yaml,"),
        ("plans/good.yaml\n", "", 0, "no problems (1 file)"),
        (
            "plans/good.yaml\nplans/bad.yaml",
            "--exit-zero\n--ignore\nstyle",
            0,
            "::error file=plans/bad.yaml,",
        ),
        ("no such folder", "", 2, "there is no file or folder `no such folder`"),
        ("$(touch x); `touch x`", "", 2, "there is no file or folder `$(touch x)"),
    ],
)
def test_the_action(team: Path, forks: Forks, plans: str, arguments: str, code: int, text: str):
    """The last step of the action, as its runner would do it."""
    script = ACTION["runs"]["steps"][-1]["run"]
    surroundings = {
        "PLANS": plans,
        "ARGUMENTS": arguments,
        "PROGRAMS": str(forks.programs),
        "GITHUB_ACTIONS": "true",
    }
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
    (team / ".git").mkdir()
    assert text in output(*shell, cwd=team, code=code, **surroundings)
    assert not (team / "x").exists()


@pytest.mark.rest
@pytest.mark.slow
@pytest.mark.needs("bash")
def test_the_action_runs_nothing_of_the_workspace(team: Path, tmp_path: Path, only_pinned: dict[str, str]):
    """All steps, in a workspace with modules of the names that Python and pip look for."""
    names = (
        "venv",
        "pip",
        "ensurepip",
        "ssetrack",
        "typer",
        "sitecustomize",
        "tomllib",
        "encodings",
        "hatchling",
    )
    for name in names:
        code = f'open({str(tmp_path / "ran")!r}, "a").write({name!r} + chr(10))\n'
        (team / f"{name}.py").write_text(code, encoding="utf-8")
    (team / "pyproject.toml").write_text('[build-system]\nrequires = ["nothing"]\n', encoding="utf-8")
    (team / "setup.cfg").write_text("[global]\nverbose = 1\n", encoding="utf-8")
    told = tmp_path / "told"
    surroundings = {
        "PYTHON": sys.executable,
        "SOURCE": str(ROOT),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(told),
        "GITHUB_ACTIONS": "true",
        "PLANS": "plans/good.yaml",
        "ARGUMENTS": "",
        **only_pinned,
    }
    for step in ACTION["runs"]["steps"]:
        if "run" in step:
            shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
            said = output(*shell, cwd=team, **surroundings)
            surroundings |= dict(line.split("=", 1) for line in told.read_text(encoding="utf-8").splitlines())
            surroundings["PROGRAMS"] = surroundings["programs"]
    assert "no problems (1 file)" in said
    assert not (tmp_path / "ran").exists()


def test_the_action_asks_for_nothing_that_it_does_not_name():
    steps = ACTION["runs"]["steps"]
    used = set(re.findall(r"inputs\.([\w-]+)", str(steps)))
    assert used == set(ACTION["inputs"])
    for step in steps:
        assert ("shell" in step) == ("run" in step)
        assert "${{" not in step.get("run", ""), "an input must not become a part of the script"


# docs/ci.md

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_page_uses_what_there_is():
    github, gitlab, hooks = (yaml.safe_load(text) for text in blocks("yaml"))
    assert set(github["jobs"]["plans"]["steps"][1]["with"]) <= set(ACTION["inputs"])
    report = gitlab["plans"]["artifacts"]["reports"]["codequality"]
    assert f"--output-format gitlab --output-file {report}" in gitlab["plans"]["script"][1]
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]


def test_the_configuration_on_the_page_is_one(team: Path, ours: dict[str, str]):
    (team / ".git").mkdir()
    (text,) = blocks("toml")
    (team / "ssetrack.toml").write_text(text, encoding="utf-8")
    shown = output("ssetrack", "lint", "--show-settings", cwd=team, **ours)
    assert 'overdue = "error"' in shown
    assert 'unassigned-activity = "note"' in shown
    assert "activity-without-goal" not in shown
    assert "unknown-rule" not in output("ssetrack", "lint", cwd=team, code=1, **ours)


def test_the_script_for_gitlab(team: Path, ours: dict[str, str]):
    (team / ".git").mkdir()
    gitlab = yaml.safe_load(blocks("yaml")[1])["plans"]
    output(*gitlab["script"][1].split(), cwd=team, code=1, **ours)
    assert (
        (team / gitlab["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8").startswith("[\n {")
    )
