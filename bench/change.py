"""Rows for commands that write plans: import, and edits of a large one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from look import lint
from processes import DAY, HERE, SSETRACK, Command, in_turn, once
from rows import Row


def imports(folder: Path, runs: int) -> Iterator[Row]:
    """Importing a Word table of 400 rows, beside the status of the plan that comes of it."""
    table, plan = folder / "table.docx", folder / "imported.yaml"
    with table.open("wb") as target:
        subprocess.run([sys.executable, str(HERE / "word_table.py"), "400"], stdout=target, check=True)
    subprocess.run([SSETRACK, "import", table, "-o", plan, *DAY], stdout=subprocess.DEVNULL, check=True)
    copy = folder / "again.yaml"
    # Each run makes a new plan: the removal of the last one is counted, too.
    script = 'rm -f "$1" "${1%.yaml}".import.* && shift && exec "$@"'
    again = [SSETRACK, "import", str(table), "-o", str(copy), *DAY]
    costs = in_turn(
        {
            "status": [SSETRACK, "status", str(plan), *DAY],
            "import": ["/bin/sh", "-c", script, "sh", str(copy), *again],
        },
        runs,
    )
    what = "import, a Word table of 400 rows / status of its plan"
    yield Row(what, costs["import"].seconds, costs["status"].seconds, 2.5)


EDITED = "3.1.15"
"""An activity in the middle of the large plan."""


def edits(folder: Path, plan: str, runs: int) -> Iterator[Row]:
    """Rows for commands that change one activity of a large plan, beside `lint` and a round trip."""
    copy = str(folder / "edited.yaml")

    def edit(*words: str) -> Command:
        # Each run changes a fresh copy, whose copying is counted, too.
        script = 'cp "$1" "$2" && shift 2 && exec "$@" 2>/dev/null'
        options = ["--in", copy, *DAY]
        return ["/bin/sh", "-c", script, "sh", plan, copy, SSETRACK, words[0], EDITED, *words[1:], *options]

    def of_many(name: str, *words: str) -> Command:
        command = edit(name, *words)
        command.remove(EDITED)
        return command

    commands = {
        "done": edit("done"),
        "move": edit("move", "2024-05"),
        "move by a month": edit("move", "+1m"),
        "assign": edit("assign", "member-7"),
        "set, 200 items of a section": of_many("set", "--section", "Working area 1", "priority=high"),
        "move, a section of 20": of_many("move", "--section", "Line of action 3.1", "+1y"),
        "set, 1,300 items of a goal": of_many("set", "--goal", "A", "tags=call"),
        "assign, 1,300 items of a goal": of_many("assign", "--goal", "A", "member-7"),
        "rename": edit("rename", "renamed"),
        "set plan period": of_many("set", "plan", "period=2020/2030"),
        "set plan period, thousands of dates outside": of_many("set", "plan", "period=2024-07/2025"),
        "set plan start": of_many("set", "plan", "start=2020-01-01"),
        "set plan language": of_many("set", "plan", "language=fr"),
        "set plan timezone": of_many("set", "plan", "timezone=America/Lima"),
        "set plan year-starts": of_many("set", "plan", "year-starts=07-01"),
    }
    costs = in_turn({"lint": lint(plan), **commands}, runs)
    for name in commands:
        yield Row(f"{name}, 10,000 / lint", costs[name].seconds, costs["lint"].seconds, 1)
    round_trip, _ = once([sys.executable, str(HERE / "roundtrip.py"), plan, EDITED, "2025-07-01"])
    yield Row("done, 10,000 / whole-file ruamel round trip", costs["done"].seconds, round_trip, 0.2)
