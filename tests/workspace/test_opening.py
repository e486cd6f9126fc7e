"""Whatever a path leads to, reading it ends soon, in little memory, with one clear line."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import console
from forks import shared

PLAN = "ssetrack: 1\nid: p\ntitle: P\nactivities:\n  - {id: a, title: A, deadline: 2027-03-01}\n"
DAY = {"SSETRACK_TODAY": "2027-01-20"}

READING = {
    "status": "status {}",
    "lint": "lint {}",
    "show": "show a {}",
    "fmt": "fmt {}",
    "set": "set a priority=high --in {}",
    "diff": "diff p.yaml {}",
    "slip": "slip {}",
    "export ics": "export ics {}",
    "--previous": "export ics p.yaml --previous {}",
    "--baseline": "lint p.yaml --baseline {}",
}


@pytest.fixture
def here() -> Iterator[Path]:
    """A folder with a short path, which the name of a socket must have."""
    folder = Path(tempfile.mkdtemp())
    (folder / ".git").mkdir()
    (folder / "p.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "folder" / "pipe.yaml")
    (folder / "feeds").mkdir()
    os.mkfifo(folder / "feeds" / "pipe.ics")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / "socket.yaml"))
    (folder / "link.yaml").symlink_to("/dev/zero")
    (folder / "huge").touch()
    os.truncate(folder / "huge", 1 << 40)
    try:
        yield folder
    finally:
        listening.close()
        shutil.rmtree(folder)


def run(arguments: str, here: Path, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    """A run, in a fork, that may take no longer and no more than a small plan does."""
    limited = f"ulimit -v 1000000; exec {shared().in_a_shell} {arguments}"
    return subprocess.run(
        ["sh", "-c", limited],
        cwd=here, env=os.environ | DAY, stdin=stdin, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


STARTED = f"'{sys.executable}' -m ssetrack"
"""What a shell really starts: once for each way of standard input."""


def refused(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("ssetrack: cannot read "), done.stderr
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_a_pipe_in_a_folder_is_refused(here: Path, command: str):
    path = "feeds/pipe.ics" if "--previous" in command else "folder/pipe.yaml"
    code, output = console.run_here(command.format(path).split(), here, DAY)
    assert code == 2
    assert output == f"ssetrack: cannot read `{path}`: it is not a regular file\n"


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/urandom", "socket.yaml", "link.yaml"])
@pytest.mark.parametrize("command", ["status {}", "export ics p.yaml --previous {}"])
def test_what_never_ends_is_refused(here: Path, command: str, path: str):
    assert "it is not a regular file" in refused(run(command.format(path), here))


@pytest.mark.parametrize("command", ["status folder", "lint folder", "export ics p.yaml --previous feeds"])
def test_a_pipe_is_found_in_a_folder(here: Path, command: str):
    assert "it is not a regular file" in refused(run(command, here))


@pytest.mark.parametrize("text", ['plans = ["/dev/zero"]', 'plans = ["folder"]', 'plans = ["socket.yaml"]'])
def test_a_configuration_leads_nowhere_else(here: Path, text: str):
    (here / "ssetrack.toml").write_text(text, encoding="utf-8")
    assert "it is not a regular file" in refused(run("status", here))


@pytest.mark.parametrize("name", ["-", "/dev/stdin", "a\\u0000b", "x" * 5000])
def test_a_configuration_never_waits_for_the_keyboard(here: Path, name: str):
    (here / "ssetrack.toml").write_text(f'plans = ["{name}"]', encoding="utf-8")
    reading, writing = os.pipe()  # nothing ever comes
    try:
        done = run("status", here, reading)
    finally:
        os.close(reading)
        os.close(writing)
    assert done.returncode == 2
    assert done.stderr.startswith("ssetrack: ")
    assert "Traceback" not in done.stderr


def test_a_configuration_that_is_a_pipe_is_none(here: Path):
    os.mkfifo(here / "ssetrack.toml")
    assert run("status p.yaml", here).returncode == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("status huge", "cannot read this plan: the file has 1048576 MB"),
        ("export ics p.yaml --previous huge", "cannot read `huge`: File too large"),
        ("lint p.yaml --baseline huge", "cannot read `huge`: File too large"),
        ("slip huge", "the file has 1048576 MB"),
    ],
)
def test_a_huge_file_is_not_read(here: Path, command: str, said: str):
    done = run(command, here)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_huge_configuration_is_not_read(here: Path):
    (here / "huge").rename(here / "ssetrack.toml")
    assert "ssetrack.toml`: File too large" in refused(run("status p.yaml", here))


@pytest.mark.parametrize("name", ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])
@pytest.mark.parametrize("way", ["cat p.yaml |", "<p.yaml"])
def test_standard_input_by_any_name(here: Path, way: str, name: str):
    before, after = (way, "") if way.endswith("|") else ("", way)
    program = STARTED if name == "/dev/stdin" else shared().in_a_shell
    script = f"{before} {program} status {name} --format csv {after}"
    done = subprocess.run(
        ["sh", "-c", script], cwd=here, env=os.environ | DAY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.needs("bash")
def test_what_a_command_says_is_a_plan(here: Path):
    script = f"{shared().in_a_shell} diff <(sed s/03-01/03-08/ p.yaml) <(cat p.yaml) --format json"
    done = subprocess.run(
        ["bash", "-c", script], cwd=here, env=os.environ | DAY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert '"moved"' in done.stdout


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0", "-"])
def test_standard_input_is_not_edited(here: Path, name: str):
    with (here / "p.yaml").open("rb") as stdin:
        done = run(f"done a --in {name}", here, stdin.fileno())
    assert done.returncode == 2
    assert "standard input cannot be changed" in done.stderr
    assert (here / "p.yaml").read_text(encoding="utf-8") == PLAN


def test_standard_input_without_an_end(here: Path):
    with Path("/dev/zero").open("rb") as stdin:
        for command in ("status -", "date -", "lint -"):
            done = run(command, here, stdin.fileno())
            assert done.returncode in (1, 2), command
            assert "Traceback" not in done.stderr
