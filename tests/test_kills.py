"""A run that is killed leaves the old file or the new one; what it leaves beside, the next run takes away.

SSETRACK_KILLS=1000 python -m pytest tests/test_kills.py        more kills than the forty of each kind
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("SSETRACK_KILLS", "40"))
LONG_AGO = 3 * 24 * 60 * 60
"""Seconds: what is so old beside a file is nobody's any more."""

PLAN = "ssetrack: 1\nid: p\ntitle: A plan\nactivities:\n" + "".join(
    f"  - {{id: a{number}, title: Title {number}, owners: [o{number % 9}], deadline: 2004-12}}\n"
    for number in range(300)
)

IN_A_FORK = """
import os, random, signal, sys, threading, time
from ssetrack.cli.run import run
kills, longest, command = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
chance = random.Random(4)
run(["status", "--format", "json", "-o", "warm.json", "p.yaml"])
for number in range(kills):
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(run([word.replace("NUMBER", str(number)) for word in command]))
    time.sleep(chance.random() * longest)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(number, flush=True)
    sys.stdin.readline()
"""
"""Starts the command again and again and kills it at some moment; waits until somebody has looked."""


def killed(folder: Path, command: list[str], longest: float, look: Callable[[int], None]) -> None:
    """Run the command so often, end it within so many seconds each time, and look at what is there."""
    with subprocess.Popen(
        [sys.executable, "-c", IN_A_FORK, str(KILLS), str(longest), *command],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "SSETRACK_TODAY": "2004-10-01"},
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(KILLS):
            assert process.stdout.readline() == f"{number}\n"
            look(number)
            process.stdin.write("\n")
            process.stdin.flush()
        process.stdin.close()
    assert process.returncode == 0


def took(folder: Path, *command: str) -> float:
    """The seconds that a command takes once Python has started."""
    began = time.monotonic()
    ssetrack(folder, "--version")
    start = time.monotonic()
    ssetrack(folder, *command)
    return max(0.05, (time.monotonic() - start) - (start - began)) * 1.2


def ssetrack(folder: Path, *command: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "ssetrack", *command],
        cwd=folder, check=True, capture_output=True, env={**os.environ, "SSETRACK_TODAY": "2004-10-01"},
    )  # fmt: skip


def leftovers(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.tmp"))


def age(paths: list[Path]) -> None:
    """Let files be as old as if the kill had been days ago."""
    long_ago = time.time() - LONG_AGO
    for path in paths:
        os.utime(path, (long_ago, long_ago))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_edits(folder: Path):
    plan = folder / "p.yaml"
    was = PLAN

    def look(number: int) -> None:
        nonlocal was
        now = plan.read_text(encoding="utf-8")
        before = f"Title {number}," if number < 300 else None
        assert now == was or (before and now == was.replace(before, f"title {number},")), number
        was = now

    longest = took(folder, "set", "a299", "title=title 299", "--in", "p.yaml", "--dry-run")
    killed(folder, ["set", "aNUMBER", "title=title NUMBER", "--in", "p.yaml"], longest, look)
    age(leftovers(folder))
    ssetrack(folder, "set", "a1", "title=At last", "--in", "p.yaml")
    assert leftovers(folder) == []
    assert "At last" in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ["export", "ics", "p.yaml", "-o", "out/p.ics"],
        ["export", "ics", "p.yaml", "-o", "out/", "--by", "owner"],
        ["export", "html", "p.yaml", "-o", "out/p.html"],
    ],
    ids=" ".join,
)
def test_exports(folder: Path, command: list[str]):
    out = folder / "out"
    out.mkdir()
    longest = took(folder, *command)
    names = {path.name for path in out.iterdir()}
    wanted = {path: path.read_bytes() for path in out.iterdir()}
    chance = random.Random(5)

    def look(_: int) -> None:
        for path in out.iterdir():
            if path.suffix != ".tmp":
                assert path.read_bytes() == wanted.get(path, b""), path
        if chance.random() < 0.5:  # so that the next run has something to write
            chance.choice(sorted(wanted)).unlink(missing_ok=True)

    killed(folder, command, longest, look)
    age(leftovers(out))
    ssetrack(folder, *command)
    assert {path.name for path in out.iterdir()} == names
    assert {path: path.read_bytes() for path in out.iterdir()} == wanted


def test_a_kill_is_one():
    """The signal that is sent is one that nothing can catch."""
    with pytest.raises(OSError, match="Invalid argument"):
        signal.signal(signal.SIGKILL, signal.SIG_DFL)
