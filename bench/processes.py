"""What processes take: CPU time and memory of whole programs, and the instructions of one.

Comes in: command lines. Goes out: medians of several runs after one that does not count; commands that are
compared run in turn, so that a slow minute hits all of them. Files are generated outside this process, whose
own size would otherwise be the least that a child could show.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
SSETRACK = str(Path(sys.executable).parent / "ssetrack")

DAY = ["--today", "2025-07-01"]
"""In the middle of the generated plans."""

SURROUNDINGS = {"COLUMNS": "120", "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC"}
MIB = 1024 * 1024
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024

Command = list[str]


@dataclass(frozen=True)
class Cost:
    """What a command took: medians of its runs."""

    seconds: float
    peak: float


def once(command: Command) -> tuple[float, int]:
    """CPU seconds and peak bytes of one run, whose output is thrown away."""
    nothing = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1)]
    process = os.posix_spawn(command[0], command, surroundings(), file_actions=nothing)
    _, status, usage = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    if code:
        sys.exit(f"bench: exit code {code} of {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MAXRSS_UNIT


def in_turn(commands: dict[str, Command], runs: int) -> dict[str, Cost]:
    """The cost of each command; one warm-up, then all of them in turn, `runs` times."""
    found: dict[str, list[tuple[float, int]]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            cost = once(command)
            if turn:
                found[name].append(cost)
            note(f"{turn}/{runs} {name}")
    note("")
    return {
        name: Cost(statistics.median(seconds for seconds, _ in costs), max(peak for _, peak in costs))
        for name, costs in found.items()
    }


def instructions(command: Command) -> float | None:
    """Millions of instructions of one run, after one that does not count; None without valgrind.

    They are those of the program alone, without the kernel's and with one order of hashes, and so nearly the
    same each time.
    """
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    once(command)
    counted = subprocess.run(
        [valgrind, "--tool=callgrind", f"--callgrind-out-file={os.devnull}", *command],
        env=surroundings() | {"PYTHONHASHSEED": "0"},
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
    )  # fmt: skip
    collected = re.search(r"Collected : ([0-9]+)", counted.stderr)
    return int(collected[1]) / 1e6 if collected else None


def note(text: str) -> None:
    """Say on a terminal what is going on."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{text:<60}")


def generated(folder: Path, activities: int, *options: str) -> str:
    """The path of a generated plan."""
    path = folder / f"{activities}{''.join(options)}.yaml"
    command = [sys.executable, str(HERE / "generate.py"), str(activities), *options]
    with path.open("wb") as target:
        subprocess.run(command, stdout=target, check=True)
    return str(path)


def surroundings() -> dict[str, str]:
    """The environment of a measured program: nothing of Python's own switches, which a user has not set."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | SURROUNDINGS
