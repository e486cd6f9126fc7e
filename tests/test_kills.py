"""A run that is killed leaves the old file or the new one; what it leaves beside, the next run takes away.

SSETRACK_KILLS=1000 python -m pytest tests/test_kills.py        more kills than the twelve of each kind
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from forks import shared

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("SSETRACK_KILLS", "12"))
LONG_AGO = 3 * 24 * 60 * 60
"""Seconds: what is so old beside a file is nobody's any more."""

ITEMS = 100 if KILLS > 12 else 30
"""A dozen kills fall all over a small plan, too; more of them also hit what is written for many items."""

PLAN = "ssetrack: 1\nid: p\ntitle: A plan\nactivities:\n" + "".join(
    f"  - {{id: a{number}, title: Title {number}, owners: [o{number % 9}], deadline: 2004-12}}\n"
    for number in range(ITEMS)
)

IN_A_FORK = """
import os, random, signal, sys
from ssetrack.cli.run import run
kills, items, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
chance = random.Random(4)
run(["status", "--format", "json", "-o", "warm.json", "p.yaml"])

def forked(number, last, report=None):
    # The command in a process of its own, killed before that call from Python into C, counted from when the
    # first file is opened to be written; how many there are is reported.
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    calls, writes = 0, False
    def call(frame, event, argument):
        nonlocal calls
        if event == "c_call":
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)
    def audit(event, arguments):
        nonlocal writes
        if not writes and event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            writes = True
            sys.setprofile(call)
    sys.addaudithook(audit)
    code = run([word.replace("ITEM", str(number % items)).replace("NUMBER", str(number)) for word in command])
    sys.setprofile(None)
    if report:
        os.write(report, str(calls).encode())
    os._exit(code)

def step(number):
    print(number, flush=True)
    sys.stdin.readline()

read, write = os.pipe()
forked(0, -1, write)
step(0)
calls = int(os.read(read, 100))
for number in range(1, kills + 1):
    status = forked(number, chance.randint(1, calls))
    step(f"{number} {os.waitstatus_to_exitcode(status)}")
"""
"""Runs the command whole, then again and again, killed at some moment after it began to write; after each,
it waits until somebody has looked."""


def killed(folder: Path, command: list[str], look: Callable[[int], None]) -> None:
    """Run the command, then so often again, killed while it writes, and look at what is there each time."""
    with subprocess.Popen(
        [sys.executable, "-c", IN_A_FORK, str(KILLS), str(ITEMS), *command],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "SSETRACK_TODAY": "2004-10-01"},
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        ends = []
        for number in range(KILLS + 1):
            told, _, code = process.stdout.readline().strip().partition(" ")
            assert told == str(number)
            ends.append(code)
            look(number)
            process.stdin.write("\n")
            process.stdin.flush()
        process.stdin.close()
    assert process.returncode == 0
    assert ends.count(str(-signal.SIGKILL)) > KILLS // 2, "hardly any run was killed"


def ssetrack(folder: Path, *command: str) -> None:
    done = shared().run(command, folder, {"SSETRACK_TODAY": "2004-10-01"})
    assert done.returncode == 0, done.stderr.decode()


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
        changed = re.sub(rf"(id: a{number % ITEMS}, title: )[^,]*", rf"\1title {number}", was)
        assert now in (was, changed), number
        was = now

    killed(folder, ["set", "aITEM", "title=title NUMBER", "--in", "p.yaml"], look)
    age(leftovers(folder))
    ssetrack(folder, "set", "a1", "title=At last", "--in", "p.yaml")
    assert leftovers(folder) == []
    assert "At last" in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["export", "ics", "p.yaml", "-o", "out/p.ics"], marks=pytest.mark.rest),
        ["export", "ics", "p.yaml", "-o", "out/", "--by", "owner"],
        pytest.param(["export", "html", "p.yaml", "-o", "out/p.html"], marks=pytest.mark.rest),
    ],
    ids=" ".join,
)
def test_exports(folder: Path, command: list[str]):
    out = folder / "out"
    out.mkdir()
    ssetrack(folder, *command)
    names = {path.name for path in out.iterdir()}
    wanted = {path: path.read_bytes() for path in out.iterdir()}
    chance = random.Random(5)

    def look(_: int) -> None:
        for path in out.iterdir():
            if path.suffix != ".tmp":
                assert path.read_bytes() == wanted.get(path, b""), path
        if command[1] == "ics" or chance.random() < 0.5:  # feeds that are there already are not written
            empty()

    def empty() -> None:
        for path in wanted:
            path.unlink(missing_ok=True)

    empty()
    killed(folder, command, look)
    age(leftovers(out))
    ssetrack(folder, *command)
    assert {path.name for path in out.iterdir()} == names
    assert {path: path.read_bytes() for path in out.iterdir()} == wanted


def test_a_renaming_over_several_files(folder: Path):
    """Each file is whole; where only some are renamed, `undo` puts those back."""
    plans = [folder / "p.yaml", folder / "q.yaml"]
    entry = "  - {{id: b{0}, title: T, deadline: 2004-12, after: ['p:a{0}']}}\n"
    other = "".join(entry.format(number) for number in range(ITEMS))
    plans[1].write_text(f"ssetrack: 1\nid: q\ntitle: Q\nactivities:\n{other}", encoding="utf-8")
    was = [path.read_text(encoding="utf-8") for path in plans]
    halves = 0

    def look(number: int) -> None:
        nonlocal was, halves
        now = [path.read_text(encoding="utf-8") for path in plans]
        old, new = f"a{number % ITEMS}", f"x{number}"
        renamed = [
            was[0].replace(f"{{id: {old},", f"{{id: {new}, uid: {old},"),
            was[1].replace(f"'p:{old}'", f"'p:{new}'"),
        ]
        done = [one == after for one, after in zip(now, renamed, strict=True)]
        for one, before, after in zip(now, was, renamed, strict=True):
            assert one in (before, after), number
        if done[0] is not done[1]:
            halves += 1
            ssetrack(folder, "undo", "--in", "p.yaml", "--in", "q.yaml")
            now = [path.read_text(encoding="utf-8") for path in plans]
            assert now == was
        was = now

    killed(folder, ["rename", "aITEM", "xNUMBER", "--in", "p.yaml", "--in", "q.yaml"], look)
    age(leftovers(folder))
    ssetrack(folder, "set", f"p:a{ITEMS - 1}", "title=At last", "--in", "p.yaml", "--in", "q.yaml")
    assert [path for path in leftovers(folder) if "p.yaml" in path.name] == []
    assert KILLS < 100 or halves, "no run was killed between the two files"


def test_a_kill_is_one():
    """The signal that is sent is one that nothing can catch."""
    with pytest.raises(OSError, match="Invalid argument"):
        signal.signal(signal.SIGKILL, signal.SIG_DFL)
