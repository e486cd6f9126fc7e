"""What runs in a fork of `forks.py` is what Python starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from forks import CLOSED, FULL, Forks

DAY = {"SSETRACK_TODAY": "2004-10-01"}


@pytest.mark.slow
@pytest.mark.needs("bash")
def test_a_fork_does_what_a_start_does(forks: Forks):
    ways = {"": "", FULL: f">{FULL}", CLOSED: ">&-"}
    for command in ("status plans", "export xlsx plans", "lint no-such-folder", "--version", "nonsense"):
        for stdout, redirection in ways.items():
            script = f"'{sys.executable}' -m ssetrack {command} {redirection}"
            real = subprocess.run(
                ["bash", "-c", script], cwd=ROOT, env=os.environ | DAY, capture_output=True, check=False,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
            fork = forks.run(command.split(), ROOT, DAY, stdout)
            assert fork == (real.returncode, real.stdout, real.stderr), (command, stdout)
            assert in_bash(f"ssetrack {command} {redirection}", forks.programs) == fork, (command, stdout)


def in_bash(script: str, programs: Path) -> tuple[int, bytes, bytes]:
    """Exit code and streams of a script for which `ssetrack` is the program in that folder."""
    path = {"PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, env=os.environ | DAY | path, capture_output=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    "script",
    [
        "ssetrack status plans | head -1; echo ${PIPESTATUS[*]}",
        "cd plans && LC_ALL=pt_BR.UTF-8 PYTHONUNBUFFERED=1 ssetrack lint . ../nowhere 2>&1",
        "ssetrack date - <&- 2>&-; unset SSETRACK_TODAY; ssetrack date '' $'\\xff' 'a b' >&2 || exit 4",
    ],
)
def test_a_fork_for_a_shell_does_what_a_start_does(forks: Forks, script: str):
    assert in_bash(script, forks.programs) == in_bash(script, Path(sys.executable).parent)


def test_no_run_sees_what_another_did(forks: Forks):
    command = ["status", "plans"]
    french = forks.run(command, ROOT, DAY | {"SSETRACK_LANG": "fr"})
    english = forks.run(command, ROOT, DAY)
    assert french.returncode == english.returncode == 0
    assert french.stdout != english.stdout
    assert forks.run(command, ROOT, DAY | {"SSETRACK_LANG": "fr"}) == french


def test_a_fork_is_ended_in_time_and_the_next_is_not(forks: Forks):
    assert forks.run(["status", "plans"], ROOT, DAY, seconds=0.001).returncode == -signal.SIGPROF
    assert forks.run(["status", "plans"], ROOT, DAY, seconds=60).returncode == 0


def test_a_fork_that_fails_says_so(forks: Forks, tmp_path: Path):
    done = forks.run(["status"], tmp_path / "nowhere")
    assert done.returncode == 1
    assert b"FileNotFoundError" in done.stderr
