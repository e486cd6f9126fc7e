"""The examples for pipelines and cron: what they name exists, and letters are sent once, whatever fails."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import command_pages
from conftest import ROOT
from forks import Forks
from letters.mail_server import Behaviour, mail_server
from letters.making import vision
from letters.test_sending import EVERYBODY, configure, recipients

FOLDER = ROOT / "examples" / "publish"
PIPELINES = sorted(FOLDER.glob("*.yml"))
COMMAND = re.compile(r"(?<![\w./-])ssetrack ((?:export )?[a-z]+)([^\n;&|)]*)")


def name(path: Path) -> str:
    return path.name


def scripts(path: Path) -> Iterator[str]:
    """What the jobs of a pipeline have a shell do."""
    pipeline = yaml.safe_load(path.read_text(encoding="utf-8"))
    for job in pipeline.get("jobs", pipeline).values():
        if isinstance(job, Mapping):
            yield from (step["run"] for step in job.get("steps", ()) if "run" in step)
            yield from job.get("script", ())


def test_all_files_are_tried():
    shown = {*PIPELINES, FOLDER / "crontab", FOLDER / "send-letters.sh"}
    assert set(FOLDER.iterdir()) == shown
    assert all(list(scripts(path)) for path in PIPELINES)


@pytest.mark.needs("bash")
@pytest.mark.parametrize("path", [*PIPELINES, FOLDER / "send-letters.sh"], ids=name)
def test_a_shell_can_read_what_it_is_to_do(path: Path):
    parts = [path.read_text(encoding="utf-8")] if path.suffix == ".sh" else list(scripts(path))
    done = subprocess.run(["bash", "-n"], input="\n".join(parts), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=name)
def test_the_commands_have_these_options(path: Path):
    lines = [
        line.partition(" #")[0] for line in path.read_text("utf-8").splitlines() if line.strip()[:1] != "#"
    ]
    text = re.sub(r"\$\(date[^)]*\)|pip install ssetrack", "", "\n".join(lines))
    commands = COMMAND.findall(text)
    assert commands or path.name == "letters.gitlab.yml" or path.suffix == ".sh"
    for command, rest in commands:
        assert command in command_pages.names(), command
        used = {word for word in rest.split() if re.match(r"--?[a-z]", word)}
        assert used <= command_pages.options_of(command), command


def workflow(path: Path) -> dict[str, Any]:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


@pytest.mark.parametrize("path", [one for one in PIPELINES if "github" in one.name], ids=name)
def test_a_workflow_has_what_github_asks_for(path: Path):
    """What actionlint would look at first."""
    read = workflow(path)
    assert set(read) <= {"name", True, "permissions", "concurrency", "jobs"}  # `on` is true in YAML 1.1
    for job in read["jobs"].values():
        assert set(job) <= {"if", "runs-on", "permissions", "environment", "steps"}
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert set(step) <= {"name", "uses", "run", "with", "env"}
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/x@v1"))
    asked = re.findall(r"\$\{\{ *([a-z_]+)\.", path.read_text(encoding="utf-8"))
    assert set(asked) <= {"github", "secrets", "inputs"}


@pytest.mark.parametrize("path", [one for one in PIPELINES if "gitlab" in one.name], ids=name)
def test_a_pipeline_has_what_gitlab_asks_for(path: Path):
    jobs = {key: job for key, job in workflow(path).items() if key != "variables"}
    for job in jobs.values():
        assert set(job) <= {"image", "rules", "script", "artifacts", "resource_group", "pages"}
        assert all(isinstance(line, str) for line in job["script"])


@pytest.mark.parametrize("path", [one for one in PIPELINES if one.name.startswith("letters.")], ids=name)
def test_the_password_is_known_only_where_letters_are_sent(path: Path):
    read = workflow(path)
    for own_name, job in read.get("jobs", read).items():
        if own_name != "send":
            assert "PASSWORD" not in str(job)
            assert "--send" not in str(job)


def test_lines_of_cron():
    lines = [line for line in (FOLDER / "crontab").read_text("utf-8").splitlines() if line[:1] != "#"]
    assert len(lines) == 2
    for line in lines:
        *when, command = line.split(maxsplit=5)
        assert all(re.fullmatch(r"\*|\d{1,2}", one) for one in when)
        assert "%" not in command  # a line end to cron


class Pipeline:
    """A repository on a server, and runs that check it out anew."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.number = folder, 0
        self.environment = {
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "SSETRACK_TODAY": "2004-10-01",
            "XDG_CONFIG_HOME": str(folder / "me"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "RUN": "https://example.org/run/1",
        }
        self.run("git", "init", "--quiet", "--bare", "--initial-branch=main", "remote.git", cwd=folder)

    def run(self, *words: str, cwd: Path, code: int | None = 0) -> str:
        done = subprocess.run(
            words, cwd=cwd, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert code is None or done.returncode == code, done.stdout
        return done.stdout

    def checkout(self) -> Path:
        self.number += 1
        target = self.folder / f"run{self.number}"
        self.run("git", "clone", "--quiet", "remote.git", target.name, cwd=self.folder)
        return target

    def push(self, target: Path, what: str) -> None:
        self.run("git", "add", "--all", cwd=target)
        who = ("-c", "user.name=A", "-c", "user.email=a@localhost")
        self.run("git", *who, "commit", "--quiet", "--message", what, cwd=target)
        self.run("git", "push", "--quiet", "origin", "HEAD:refs/heads/main", cwd=target)

    def send(self, target: Path | None = None, code: int = 0) -> str:
        where = target or self.checkout()
        return self.run("bash", str(FOLDER / "send-letters.sh"), "main", cwd=where, code=code)

    def files(self) -> list[str]:
        return self.run("git", "ls-tree", "-r", "--name-only", "main", cwd=self.folder / "remote.git").split()


@pytest.fixture
def server() -> Iterator[Behaviour]:
    with mail_server(Behaviour()) as running:
        yield running


@pytest.fixture
def pipeline(tmp_path: Path, server: Behaviour, forks: Forks) -> Pipeline:
    made = Pipeline(tmp_path, forks.programs)
    first = made.checkout()
    (first / "plans").mkdir()
    (first / "plans" / "vision.yaml").write_text(vision(), encoding="utf-8")
    configure(first, server)
    made.push(first, "Plans")
    return made


@pytest.mark.slow
@pytest.mark.needs("bash", "git")
def test_each_run_begins_where_the_last_one_ended(pipeline: Pipeline, server: Behaviour):
    """Somebody pushes during a run, one person is refused, and an old run is started again."""
    old = pipeline.checkout()

    def somebody_pushes(address: str) -> None:
        if address == "chilo@example.org":
            other = pipeline.checkout()
            (other / "notes.txt").write_text("x", encoding="utf-8")
            pipeline.push(other, "Notes")

    server.at_content = somebody_pushes
    server.replies = {"ben@example.org": "451 later"}
    assert "3 letters sent" in pipeline.send(code=2)
    assert pipeline.files() == [".ssetrack/letters.json", "notes.txt", "plans/vision.yaml", "ssetrack.toml"]
    server.replies = {}
    assert "1 letter sent" in pipeline.send()
    before = pipeline.run("git", "rev-parse", "main", cwd=pipeline.folder / "remote.git")
    assert "nothing new" in pipeline.send(old)
    assert pipeline.run("git", "rev-parse", "main", cwd=pipeline.folder / "remote.git") == before
    assert sorted(recipients(server)) == sorted(EVERYBODY)


@pytest.mark.needs("bash", "git")
def test_nothing_is_sent_where_nothing_can_be_saved(pipeline: Pipeline, server: Behaviour):
    hook = pipeline.folder / "remote.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    assert "Nothing was sent: main cannot be pushed to" in pipeline.send(code=1)
    assert server.received == []


@pytest.mark.needs("bash", "git")
def test_after_a_machine_that_died_somebody_has_to_look(pipeline: Pipeline, server: Behaviour):
    hook = pipeline.folder / "remote.git" / "hooks" / "pre-receive"

    def never_again(_: str) -> None:
        hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)

    server.at_content = never_again
    assert ".ssetrack/sending stops the next run" in pipeline.send(code=1)
    hook.unlink()
    told = pipeline.send(code=1)
    assert "An earlier run did not end: https://example.org/run/1" in told
    assert recipients(server) == EVERYBODY
