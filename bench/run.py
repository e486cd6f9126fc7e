"""How much time and memory ssetrack takes, beside a bare interpreter and a yardstick: `make bench`.

Each figure is the CPU time (user and system) of a whole process, the median of several runs after one that
does not count; commands that are compared run in turn, so that a slow minute hits all of them. The memory
is the peak of one process. Files are generated outside this process, whose own size would otherwise be
the least that a child could show. What hardly differs from one machine to the next are the instructions of a
run, counted by valgrind where that is installed. Exit code 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
PROGRAMS = Path(sys.executable).parent
RECORD = ROOT / "docs" / "dev" / "performance.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"

SURROUNDINGS = {"COLUMNS": "120", "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC"}
MIB = 1024 * 1024
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024

Command = list[str]


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, beside what, and the bound that it must keep.

    `measured` is None where there is nothing to measure it with. With a unit other than seconds there is
    nothing beside it: the bound limits the amount itself.
    """

    what: str
    measured: float | None
    beside: float
    bound: float
    unit: str = "s"

    @property
    def figure(self) -> float:
        """What the bound limits: a quotient of seconds, or an amount; 0 where nothing was measured."""
        measured = self.measured or 0
        return measured / self.beside if self.unit == "s" else measured

    @property
    def missed(self) -> bool:
        """Whether the bound does not hold."""
        return self.figure > self.bound

    def cells(self) -> tuple[str, ...]:
        """The texts of the table's columns."""
        verdict = "MISSED" if self.missed else "holds"
        if self.measured is None:
            return self.what, "", "", "", f"<= {self.bound:g} {self.unit}", "not measured"
        if self.unit != "s":
            amount = f"{self.measured:.0f} {self.unit}"
            return self.what, amount, "", "", f"<= {self.bound:g} {self.unit}", verdict
        figures = f"{self.measured:.3f} s", f"{self.beside:.3f} s", f"{self.figure:.2f}"
        return self.what, *figures, f"<= {self.bound:g}", verdict


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


def measure(folder: Path, runs: int) -> Iterator[Row]:
    """All rows of the table."""
    python, ssetrack = sys.executable, str(PROGRAMS / "ssetrack")
    vision = str(ROOT / "plans" / "vision-2004-2005.yaml")
    day = ["--today", "2025-07-01"]

    small = in_turn(
        {
            "bare": [python, "-c", "pass"],
            "version": [ssetrack, "--version"],
            "status": [ssetrack, "status", vision, "--today", "2004-10-01"],
        },
        max(runs, 11),  # short ones, so more of them
    )
    bare = small["bare"].seconds
    yield Row("--version / bare python", small["version"].seconds, bare, 7)
    yield Row("status, VISION plan, table / bare python", small["status"].seconds, bare, 12)
    counted = instructions([python, "-m", "ssetrack", "status", vision, "--today", "2004-10-01"])
    yield Row("status, VISION plan, table: instructions", counted, 0, 620, "M")

    def lint(path: str) -> Command:
        return [ssetrack, "lint", path, *day]

    def status(path: str) -> Command:
        return [ssetrack, "status", path, *day, "--format", "json"]

    plan = generated(folder, 10_000)
    large = in_turn(
        {
            "yardstick": [python, str(HERE / "yardstick.py"), plan],
            "events": [python, str(HERE / "yardstick_events.py"), plan],
            "lint": lint(plan),
            "status": status(plan),
        },
        runs,
    )
    yardstick = large["yardstick"].seconds
    yield Row("lint, all rules, 10,000 / yardstick", large["lint"].seconds, yardstick, 0.6)
    yield Row("status as JSON, 10,000 / yardstick", large["status"].seconds, yardstick, 0.5)
    events = large["events"].seconds
    yield Row("status as JSON, 10,000 / libyaml's bare events", large["status"].seconds, events, 4.2)
    yield Row("lint, 10,000: peak memory", large["lint"].peak / MIB, 0, 120, "MiB")
    yield Row("status as JSON, 10,000: peak memory", large["status"].peak / MIB, 0, 110, "MiB")

    yield from views(plan, status(plan), runs, day)
    yield from past(folder, runs, day)
    yield from briefs(folder, runs, day)
    yield from letters(folder, runs, day)
    yield from edits(folder, plan, lint(plan), runs)
    yield from feeds(folder, runs, day)
    yield from sites(folder, plan, runs, day)
    yield from series(folder, runs, day)
    yield from imports(folder, max(runs, 15), day)

    paths = {size: generated(folder, size) for size in (18, 3_000, 30_000)}
    for name, command in (("lint", lint), ("status as JSON", status)):
        growth = in_turn({str(size): command(path) for size, path in paths.items()}, runs)
        start = growth["18"].seconds
        more, less = growth["30000"].seconds - start, growth["3000"].seconds - start
        yield Row(f"{name}, 30,000 / 3,000, both less 18", more, less, 12)


DATED = 10_050
"""Activities of a generated plan of which 10,000 items have a date."""


def feeds(folder: Path, runs: int, day: list[str]) -> Iterator[Row]:
    """Exporting a plan, beside building and serialising the same events with `icalendar`."""
    python, ssetrack = sys.executable, str(PROGRAMS / "ssetrack")
    yardstick = str(HERE / "yardstick_feed.py")
    export = [ssetrack, "export", "ics", generated(folder, DATED), *day]
    feed, events = folder / "feed.ics", folder / "events.json"
    with feed.open("wb") as target:
        subprocess.run(export, stdout=target, stderr=subprocess.DEVNULL, check=True)
    with events.open("wb") as target:
        subprocess.run([python, yardstick, "--events", str(feed)], stdout=target, check=True)
    costs = in_turn({"icalendar": [python, yardstick, str(events)], "export": export}, runs)
    yield Row(
        "export ics, 10,000 dated / icalendar", costs["export"].seconds, costs["icalendar"].seconds, 0.5
    )
    yield Row("export ics, 10,000 dated: peak memory", costs["export"].peak / MIB, 0, 200, "MiB")


EDITED = "3.1.15"
"""An activity in the middle of the large plan."""


def series(folder: Path, runs: int, day: list[str]) -> Iterator[Row]:
    """2,000 series of which twenty times each differ from their rule, beside the same without these."""
    ssetrack, plans = str(PROGRAMS / "ssetrack"), {}
    for name, options in (("plain", ["--plain"]), ("different", [])):
        plans[name] = folder / f"{name}.yaml"
        with plans[name].open("wb") as target:
            command = [sys.executable, str(HERE / "occurrences.py"), "10000", *options]
            subprocess.run(command, stdout=target, check=True)
    for what, command, bound in (
        ("status as JSON", ["status", "--format", "json"], 1.5),
        ("export ics", ["export", "ics", "-o", str(folder / "series.ics")], 2.0),
    ):
        costs = in_turn({name: [ssetrack, *command, str(plan), *day] for name, plan in plans.items()}, runs)
        beside = costs["plain"].seconds
        yield Row(f"{what}, 40,000 times that differ / none", costs["different"].seconds, beside, bound)
        if command[0] == "export":
            peak = costs["different"].peak / MIB
            yield Row(f"{what}, 40,000 times that differ: peak memory", peak, 0, 200, "MiB")


def imports(folder: Path, runs: int, day: list[str]) -> Iterator[Row]:
    """Importing a Word table of 400 rows, beside the status of the plan that comes of it."""
    program, table, plan = str(PROGRAMS / "ssetrack"), folder / "table.docx", folder / "imported.yaml"
    with table.open("wb") as target:
        subprocess.run([sys.executable, str(HERE / "word_table.py"), "400"], stdout=target, check=True)
    subprocess.run([program, "import", table, "-o", plan, *day], stdout=subprocess.DEVNULL, check=True)
    copy = folder / "again.yaml"
    # Each run makes a new plan: the removal of the last one is counted, too.
    script = 'rm -f "$1" "${1%.yaml}".import.* && shift && exec "$@"'
    again = [program, "import", str(table), "-o", str(copy), *day]
    costs = in_turn(
        {
            "status": [program, "status", str(plan), *day],
            "import": ["/bin/sh", "-c", script, "sh", str(copy), *again],
        },
        runs,
    )
    what = "import, a Word table of 400 rows / status of its plan"
    yield Row(what, costs["import"].seconds, costs["status"].seconds, 2.5)


def views(plan: str, status: Command, runs: int, day: list[str]) -> Iterator[Row]:
    """What shows the whole plan, beside the status of the same items."""
    program = str(PROGRAMS / "ssetrack")
    # A page shows everything, in each of its five sections: more than twice what the status takes.
    bounds = {"goals": 1.5, "owners": 1.5, "open": 1.5, "timeline": 1.5, "export html": 2.4}
    commands = {name: [program, *name.split(), plan, *day] for name in bounds}
    table = {"table": [program, "status", plan, *day]}
    costs = in_turn({"status": status} | table | commands, runs)
    yield Row("status as a table, 10,000 / as JSON", costs["table"].seconds, costs["status"].seconds, 1.3)
    for name, bound in bounds.items():
        yield Row(f"{name}, 10,000 / status as JSON", costs[name].seconds, costs["status"].seconds, bound)


def sites(folder: Path, plan: str, runs: int, day: list[str]) -> Iterator[Row]:
    """A folder of pages and calendars, beside the one page and the commands that write these calendars."""
    program = str(PROGRAMS / "ssetrack")
    # Each run makes a new folder: the removal of the last one is counted, too.
    script = 'rm -rf "$1" && mkdir "$1" && cd "$1" && shift && exec "$@" 2>/dev/null'

    def anew(name: str, *words: str) -> Command:
        return ["/bin/sh", "-c", script, "sh", str(folder / name), program, "export", *words, plan, *day]

    kinds = ("plan", "owner", "goal", "section")
    feeds = {kind: anew(f"by-{kind}", "ics", "--by", kind, "-o", "feeds") for kind in kinds}
    commands = {
        "html": [program, "export", "html", plan, *day],
        "site": anew("site", "site", "-o", "public"),
        "two": anew("two", "site", "--lang", "en,fr", "-o", "public"),
    }
    costs = in_turn(commands | feeds, runs)
    page, calendars = costs["html"].seconds, sum(costs[kind].seconds for kind in kinds)
    site, two = costs["site"], costs["two"]
    what = "export site, 10,000 / 3 times export html, and its calendars"
    yield Row(what, site.seconds, 3 * page + calendars, 1)
    what = "export site, 10,000, a further language / 1.5 times the same"
    yield Row(what, two.seconds - site.seconds, 1.5 * page + calendars, 1)
    yield Row("export site, 10,000, two languages: peak memory", two.peak / MIB, 0, 350, "MiB")


def past(folder: Path, runs: int, day: list[str]) -> Iterator[Row]:
    """Slippage through two hundred commits, beside one status of the same plan."""
    repository = folder / "past"
    subprocess.run([sys.executable, HERE / "past.py", repository, "200"], check=True)
    plan, program = str(repository / "plan.yaml"), str(PROGRAMS / "ssetrack")
    costs = in_turn({name: [program, name, plan, *day] for name in ("status", "slip")}, runs)
    slip, status = costs["slip"].seconds, costs["status"].seconds
    yield Row("slip, 200 commits of 200 activities / status", slip, status, 20)


def briefs(folder: Path, runs: int, day: list[str]) -> Iterator[Row]:
    """Today on one screen, of plans with every fifth deadline moved since last week, beside their status."""
    program = str(PROGRAMS / "ssetrack")
    for size, bound in ((50, 1.3), (10_000, 2.2)):
        repository = folder / f"changed-{size}"
        subprocess.run(
            [sys.executable, HERE / "past.py", repository, "1", "--changed", "--activities", str(size)],
            check=True,
        )
        plan = str(repository / "plan.yaml")
        commands = {name: [program, name, plan, *day] for name in ("status", "brief")}
        unkept = str(shutil.copy(plan, folder / f"unkept-{size}.yaml"))
        if size == 10_000:
            commands |= {f"page of {one}": [program, "export", "html", one, *day] for one in (plan, unkept)}
        costs = in_turn(commands, max(runs, 11) if size == 50 else runs)
        brief, status = costs["brief"].seconds, costs["status"].seconds
        yield Row(f"brief, {size:,} that changed / status as a table", brief, status, bound)
        if size == 10_000:
            page, without = costs[f"page of {plan}"].seconds, costs[f"page of {unkept}"].seconds
            yield Row(
                f"export html, {size:,} that changed / without git, and brief", page, without + brief, 1
            )


def letters(folder: Path, runs: int, day: list[str]) -> Iterator[Row]:
    """A letter to each of the five hundred people who have an address, beside the status of their plan."""
    program, plan = str(PROGRAMS / "ssetrack"), generated(folder, 10_000, "--people", "750")
    commands = {
        "status": [program, "status", plan, *day, "--format", "json"],
        "letters": [program, "letters", plan, *day, "-o", str(folder / "letters")],
    }
    costs = in_turn(commands, runs)
    what = "letters, 500 about 10,000 activities / status as JSON"
    yield Row(what, costs["letters"].seconds, costs["status"].seconds, 3)


def edits(folder: Path, plan: str, lint: Command, runs: int) -> Iterator[Row]:
    """Rows for commands that change one activity of a large plan, beside `lint` and a round trip."""
    ssetrack, copy = str(PROGRAMS / "ssetrack"), str(folder / "edited.yaml")

    def edit(*words: str) -> Command:
        # Each run changes a fresh copy, whose copying is counted, too.
        script = 'cp "$1" "$2" && shift 2 && exec "$@" 2>/dev/null'
        options = ["--in", copy, "--today", "2025-07-01"]
        return ["/bin/sh", "-c", script, "sh", plan, copy, ssetrack, words[0], EDITED, *words[1:], *options]

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
        "set plan period, 5,900 dates outside": of_many("set", "plan", "period=2024-07/2025"),
        "set plan start": of_many("set", "plan", "start=2020-01-01"),
        "set plan language": of_many("set", "plan", "language=fr"),
        "set plan timezone": of_many("set", "plan", "timezone=America/Lima"),
        "set plan year-starts": of_many("set", "plan", "year-starts=07-01"),
    }
    costs = in_turn({"lint": lint, **commands}, runs)
    for name in commands:
        yield Row(f"{name}, 10,000 / lint", costs[name].seconds, costs["lint"].seconds, 1)
    round_trip, _ = once([sys.executable, str(HERE / "roundtrip.py"), plan, EDITED, "2025-07-01"])
    yield Row("done, 10,000 / whole-file ruamel round trip", costs["done"].seconds, round_trip, 0.2)


def table(rows: list[Row]) -> str:
    """The rows as text in columns."""
    titles = ("CPU time of the whole process", "measured", "beside", "ratio", "bound", "")
    cells = [titles, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(titles))]
    lines = (
        "  ".join(
            text.ljust(width) if column in {0, 5} else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )
    return "\n".join(lines) + "\n"


def circumstances(runs: int) -> str:
    """When, with what and on what kind of machine."""
    from importlib.metadata import version

    libraries = ("typer", "pydantic", "rich", "ruamel.yaml", "ruamel.yaml.clib", "PyYAML")
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; median of {runs} runs or more; "
        + ", ".join(f"{name} {version(name)}" for name in libraries)
    )


def record(text: str, runs: int) -> None:
    """Put the table into docs/dev/performance.md, between its two marks."""
    page = RECORD.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    block = f"{BEGIN}\n`make bench BENCH_ARGS=--write`: {circumstances(runs)}.\n\n```text\n{text}```\n{END}"
    RECORD.write_text(before + block + after, encoding="utf-8")


def surroundings() -> dict[str, str]:
    """The environment of a measured program: nothing of Python's own switches, which a user has not set."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | SURROUNDINGS


def main() -> int:
    """Measure, print, and record where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="runs that count, 5 or more (default 5)")
    options.add_argument("--write", action="store_true", help="record the table in docs/dev/performance.md")
    chosen = options.parse_args()
    runs = max(5, chosen.runs)
    # An installed package comes with its bytecode; a checkout in which none may be written has none.
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measure(Path(folder), runs))
    text = table(rows)
    sys.stdout.write(f"{circumstances(runs)}\n\n{text}")
    if chosen.write:
        record(text, runs)
    return int(any(row.missed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
