"""How much time and memory ssetrack takes, beside a bare interpreter and a yardstick: `make bench`.

Each figure is the CPU time (user and system) of a whole process, the median of several runs; the memory is
the peak of one. What hardly differs from one machine to the next are the instructions of a run, counted by
valgrind where that is installed. Exit code 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import change
import look
import publish
from processes import ROOT, generated
from rows import Row, table

RECORD = ROOT / "docs" / "dev" / "performance.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"


def rows_of(folder: Path, runs: int) -> Iterator[Row]:
    """All rows of the table, in its order."""
    yield from look.start(runs)
    plan = generated(folder, 10_000)
    yield from look.large(plan, runs)
    yield from look.views(plan, runs)
    yield from look.past(folder, runs)
    yield from look.briefs(folder, runs)
    yield from publish.letters(folder, runs)
    yield from change.edits(folder, plan, runs)
    yield from publish.feeds(folder, runs)
    yield from publish.sites(folder, plan, runs)
    yield from publish.series(folder, runs)
    yield from change.imports(folder, max(runs, 15))
    yield from look.typing(folder)
    yield from look.growth(folder, runs)


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
        rows = list(rows_of(Path(folder), runs))
    text = table(rows)
    sys.stdout.write(f"{circumstances(runs)}\n\n{text}")
    if chosen.write:
        record(text, runs)
    return int(any(row.missed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
