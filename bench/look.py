"""Rows for commands that look at plans: the start, a large plan, its past, and how time grows."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from processes import DAY, HERE, MIB, ROOT, SSETRACK, Command, generated, in_turn, instructions, surroundings
from rows import Row


def lint(plan: str) -> Command:
    """The command that looks for problems in a plan."""
    return [SSETRACK, "lint", plan, *DAY]


def status(plan: str) -> Command:
    """The command that tells a program where all items stand."""
    return [SSETRACK, "status", plan, *DAY, "--format", "json"]


def start(runs: int) -> Iterator[Row]:
    """What is short, beside a bare Python; and the instructions of a run."""
    asked = ["status", str(ROOT / "plans" / "vision-2004-2005.yaml"), "--today", "2004-10-01"]
    costs = in_turn(
        {
            "bare": [sys.executable, "-c", "pass"],
            "version": [SSETRACK, "--version"],
            "status": [SSETRACK, *asked],
        },
        max(runs, 11),  # short ones, so more of them
    )
    bare = costs["bare"].seconds
    yield Row("--version / bare python", costs["version"].seconds, bare, 7)
    yield Row("status, VISION plan, table / bare python", costs["status"].seconds, bare, 12)
    counted = instructions([sys.executable, "-m", "ssetrack", *asked])
    yield Row("status, VISION plan, table: instructions", counted, 0, 620, "M")


def large(plan: str, runs: int) -> Iterator[Row]:
    """A plan of 10,000 activities, beside what somebody would write instead and the events of libyaml."""
    costs = in_turn(
        {
            "yardstick": [sys.executable, str(HERE / "yardstick.py"), plan],
            "events": [sys.executable, str(HERE / "yardstick_events.py"), plan],
            "lint": lint(plan),
            "status": status(plan),
        },
        runs,
    )
    yardstick, events = costs["yardstick"].seconds, costs["events"].seconds
    yield Row("lint, all rules, 10,000 / yardstick", costs["lint"].seconds, yardstick, 0.6)
    yield Row("status as JSON, 10,000 / yardstick", costs["status"].seconds, yardstick, 0.5)
    yield Row("status as JSON, 10,000 / libyaml's bare events", costs["status"].seconds, events, 4.2)
    yield Row("lint, 10,000: peak memory", costs["lint"].peak / MIB, 0, 120, "MiB")
    yield Row("status as JSON, 10,000: peak memory", costs["status"].peak / MIB, 0, 110, "MiB")


def growth(folder: Path, runs: int) -> Iterator[Row]:
    """Ten times the plan, beside ten times the time, both without what a plan of 18 activities takes."""
    paths = {size: generated(folder, size) for size in (18, 3_000, 30_000)}
    for name, command in (("lint", lint), ("status as JSON", status)):
        costs = in_turn({str(size): command(path) for size, path in paths.items()}, runs)
        least = costs["18"].seconds
        more, less = costs["30000"].seconds - least, costs["3000"].seconds - least
        yield Row(f"{name}, 30,000 / 3,000, both less 18", more, less, 12)


def views(plan: str, runs: int) -> Iterator[Row]:
    """What shows the whole plan, beside the status of the same items."""
    # A page shows everything, in each of its five sections: more than twice what the status takes.
    bounds = {"goals": 1.5, "owners": 1.5, "open": 1.5, "timeline": 1.5, "export html": 2.4}
    commands = {name: [SSETRACK, *name.split(), plan, *DAY] for name in bounds}
    beside = {"status": status(plan), "table": [SSETRACK, "status", plan, *DAY]}
    costs = in_turn(beside | commands, runs)
    yield Row("status as a table, 10,000 / as JSON", costs["table"].seconds, costs["status"].seconds, 1.3)
    for name, bound in bounds.items():
        yield Row(f"{name}, 10,000 / status as JSON", costs[name].seconds, costs["status"].seconds, bound)


def past(folder: Path, runs: int) -> Iterator[Row]:
    """Slippage through two hundred commits, beside one status of the same plan."""
    repository = folder / "past"
    subprocess.run([sys.executable, HERE / "past.py", repository, "200"], check=True)
    plan = str(repository / "plan.yaml")
    costs = in_turn({name: [SSETRACK, name, plan, *DAY] for name in ("status", "slip")}, runs)
    what = "slip, 200 commits of 200 activities / status"
    yield Row(what, costs["slip"].seconds, costs["status"].seconds, 20)


def briefs(folder: Path, runs: int) -> Iterator[Row]:
    """Today on one screen, of plans with every fifth deadline moved since last week, beside their status."""
    for size, bound in ((50, 1.3), (10_000, 2.2)):
        repository = folder / f"changed-{size}"
        subprocess.run(
            [sys.executable, HERE / "past.py", repository, "1", "--changed", "--activities", str(size)],
            check=True,
        )
        plan = str(repository / "plan.yaml")
        commands = {name: [SSETRACK, name, plan, *DAY] for name in ("status", "brief")}
        unkept = str(shutil.copy(plan, folder / f"unkept-{size}.yaml"))
        if size == 10_000:
            commands |= {f"page of {one}": [SSETRACK, "export", "html", one, *DAY] for one in (plan, unkept)}
        costs = in_turn(commands, max(runs, 11) if size == 50 else runs)
        brief, beside = costs["brief"].seconds, costs["status"].seconds
        yield Row(f"brief, {size:,} that changed / status as a table", brief, beside, bound)
        if size == 10_000:
            page, without = costs[f"page of {plan}"].seconds, costs[f"page of {unkept}"].seconds
            yield Row(
                f"export html, {size:,} that changed / without git, and brief", page, without + brief, 1
            )


def typing(folder: Path) -> Iterator[Row]:
    """A language server, in one process that stays: what somebody waits for who types, and what it keeps."""
    command = [sys.executable, str(HERE / "editor.py"), generated(folder, 400), str(ROOT / "plans")]
    done = subprocess.run(command, env=surroundings(), stdout=subprocess.PIPE, text=True, check=True)
    figures = json.loads(done.stdout)
    yield Row("lsp, 400: from a key to what is wrong", figures["key"], 0, 100, "ms")
    yield Row("lsp, a beginning of the VISION plan: all answers", figures["beginning"], 0, 200, "ms")
    yield Row("lsp, the four real plans open: peak memory", figures["peak"], 0, 90, "MiB")
