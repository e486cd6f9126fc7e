"""What runs in a fork of `forks.py` is what Python starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ALL_EXAMPLES, ROOT
from forks import CLOSED, FULL, Forks

DAY = {"SSETRACK_TODAY": "2004-10-01"}


@pytest.mark.slow
@pytest.mark.needs("bash")
def test_a_fork_does_what_a_start_does(forks: Forks):
    ways = {"": "", FULL: f">{FULL}", CLOSED: ">&-"}
    for number, command in enumerate(
        ("status plans", "export xlsx plans", "lint no-such-folder", "--version", "nonsense")
    ):
        for stdout, redirection in (
            ways.items() if ALL_EXAMPLES or not number else [[*ways.items()][number % 3]]
        ):
            real = in_a_shell(REAL, f"{command} {redirection}")
            fork = forks.run(command.split(), ROOT, DAY, stdout)
            assert fork == real, (command, stdout)
            assert in_a_shell(forks.in_a_shell, f"{command} {redirection}") == real, (command, stdout)


REAL = f"'{sys.executable}' -m ssetrack"
"""What a shell starts."""


def in_a_shell(program: str, command: str) -> tuple[int, bytes, bytes]:
    """The code and the streams of a command that a shell starts; what it is called is in `ssetrack`."""
    done = subprocess.run(
        ["bash", "-c", f"{program} {command}"], cwd=ROOT, env=os.environ | DAY, capture_output=True,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    "command",
    [
        "status - --format csv < plans/vision-2004-2005.yaml",
        "status <(cat plans/vision-2004-2005.yaml) --format csv -o >(cat; echo end)",
        "lint /dev/fd/5 5< plans/ripess-2021-2023.yaml",
        "status - <&-",
        "lint nowhere 2>&-",
        "status plans --format csv | head -1",
    ],
)
def test_a_shell_starts_a_fork_like_a_program(forks: Forks, command: str):
    """What it is handed over: files of any number, or none."""
    assert in_a_shell(forks.in_a_shell, command) == in_a_shell(REAL, command)


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
def test_the_program_in_the_path_is_a_fork_that_does_the_same(forks: Forks, script: str):
    def done(programs: Path) -> tuple[int, bytes, bytes]:
        return in_a_shell(f"PATH={programs}:$PATH;", script)

    assert done(forks.programs) == done(Path(sys.executable).parent)


@pytest.mark.needs("bash")
def test_a_fork_has_the_folder_the_environment_and_the_limit_of_who_starts_it(forks: Forks, tmp_path: Path):
    script = f"cd {tmp_path}; mkdir a; cd a; rmdir ../a; SSETRACK_LANG=fr {forks.in_a_shell} status"
    gone = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (gone.returncode, gone.stderr.startswith("ssetrack: ")) == (2, True), gone
    assert "dossier" in gone.stderr
    script = f"ulimit -v 1000; {forks.in_a_shell} status plans"
    little = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert little.returncode != 0


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
