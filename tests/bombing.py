"""Run commands on a bomb, each in a process of its own with limits, and say what each took.

A program that `tests/test_bombs.py` starts and talks to. Everything is imported before, and a process is
forked for each command: what is measured is the work on the plan, without the 0.1 to 0.3 s in which Python
starts.
"""

from __future__ import annotations

import cProfile
import gc
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bombs import BOMBS, plan
from hostile_tables import TABLES

SECONDS = 5
MEGABYTES = 300
"""What a command may take for a file of less than 10 MiB."""

SECONDS_OF_REFUSAL = 1
MEGABYTES_OF_REFUSAL = 125
"""What a refusal of a table may take, or the reading of one of which nothing is made.

It is 100 MB, and 25 that this process has more than one that imports what it needs.
"""

ROOM = 2 * 1024**3
"""So much address space a process gets before it is stopped: an offender must not take the machine along."""

COMMANDS = """\
brief p
brief p --format json
brief p --format text
status p --all
status p --all --group-by owner
status p --all --group-by goal --columns id,title,owners,goals,tags,after,due
status p --all --format markdown --text T
show target p
show a p
show a p --format json
goals p
goals p --by quarter --format json
goals p --format markdown
owners p
owners p --expand-teams --format json
owners p --format markdown
open p
open p --format json
agenda p
agenda p --format html --call target
timeline p --links
timeline p --format json
diff p/p.yaml p/p.yaml
diff target.yaml p/p.yaml --format markdown
diff p/p.yaml target.yaml --format json
lint p --output-format full
lint p --output-format sarif
lint p --output-format gitlab
lint p --output-format junit
lint p --fix --unsafe-fixes --diff
lint p --baseline known.json --write-baseline
fmt p --diff
add new Title --in p --dry-run
set target title=New --in p --dry-run
done target --in p --dry-run
move target 2005-02-03 --in p --dry-run
assign target ana --in p --dry-run
note target waiting --in p --dry-run
reply answer.txt --owner ana --in p
export html p
export site p -o site
export ics p
export ics p -o feeds --by owner
export ics p -o feeds --by goal
export ics p --tasks
export xlsx p
letters p --stdout
export csv p
export json p
export markdown p
export mermaid p
""".splitlines()
"""Every command that reads plans, in the ways that take different paths through the program."""

IMPORTS = ["import TABLE --look", "import TABLE -o new.yaml", "import TABLE --into p/p.yaml --dry-run"]
"""What is done with a table; `TABLE` is its file."""

MAPPING = "--mapping map.yaml"
"""What is answered about a table, where there is such a file."""

COMPLETED = ["ssetrack show ", "ssetrack assign target ", "ssetrack status --tag "]
"""Lines at whose end somebody asks the shell to go on."""

TODAY = "2004-10-01"

THEN = " ; "
"""Between commands that one process runs one after the other, to see what they take together."""


def take(command: str) -> None:
    """Run the command in this process, and exit with its code; of several, with the highest."""
    codes = [_taken(one) for one in command.split(THEN)]
    sys.exit(max(codes, key=lambda code: (code not in (0, 1, 2), code)))


def _taken(command: str) -> int:
    """The code with which the command ends; the folder and the environment are as before."""
    from ssetrack.cli.run import run

    here, environment = Path.cwd(), dict(os.environ)
    if command.startswith("ssetrack "):
        words = command.split(" ")
        os.environ |= {
            "COMP_WORDS": command,
            "COMP_CWORD": str(len(words) - 1),
            "_SSETRACK_COMPLETE": "complete_bash",
        }
        os.chdir("p")
    try:
        return run([] if command.startswith("ssetrack ") else command.split())
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(environment)


class Measure(NamedTuple):
    """What a command took: CPU time in seconds, the peak of memory in MB, the calls that were made.

    `calls` is counted only where that is asked for, for it takes its time. A negative `code` is the signal
    that ended the command: 24 is that for the limit of CPU time.
    """

    command: str
    seconds: float
    megabytes: int
    code: int
    calls: int
    said: str


def measured(command: str, *, counting: bool) -> Measure:
    """What the command takes in a process of its own."""
    counted = Path("calls").absolute()
    counted.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 4 if counting else SECONDS, SECONDS * 5))
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        for number, name in ((1, "out"), (2, "said")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os._exit(_code(command, counted if counting else None))
    _, status, used = os.wait4(child, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    return Measure(
        command,
        round(used.ru_utime + used.ru_stime, 2),
        used.ru_maxrss * scale // 1024**2,
        os.waitstatus_to_exitcode(status),
        int(counted.read_text(encoding="utf-8")) if counted.exists() else 0,
        Path("said").read_bytes()[-300:].decode(errors="replace"),
    )


def _code(command: str, counted: Path | None) -> int:
    """Run the command and give its exit code, 70 for an exception that nobody foresaw."""
    profile = cProfile.Profile(subcalls=False)  # of calls, how many there are is all that is asked
    try:
        if counted is not None:
            profile.enable()
        take(command)
    except SystemExit as stop:
        profile.disable()
        sys.stdout.flush()
        sys.stderr.flush()
        if counted is not None:
            calls = sum(entry.callcount for entry in profile.getstats())
            counted.write_text(str(calls), encoding="utf-8")
        return stop.code if isinstance(stop.code, int) else 70
    except BaseException:
        profile.disable()
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    return 70


def measures(name: str, factor: float, commands: Iterable[str], *, counting: bool) -> Iterator[Measure]:
    """Make the bomb in the current folder and run commands there."""
    Path("p").mkdir()
    table = TABLES.get(name)
    texts = BOMBS[name].plans(factor) if table is None else {"p.yaml": plan()}
    for file, text in texts.items():
        Path("p", file).write_text(text, encoding="utf-8")
    if table is not None:
        _make(table.name, name, factor)
    told = "" if table is None else table.name if table.mapping is None else f"{table.name} {MAPPING}"
    for command in commands:
        yield measured(command.replace("TABLE", told), counting=counting)
        for made in Path().glob("new.*"):
            made.unlink()
    for folder in ("p", "feeds", "site"):
        shutil.rmtree(folder, ignore_errors=True)


def _make(file: str, name: str, factor: float) -> None:
    """Write a table, in a process of its own: what making it takes would count as what reading it takes."""
    child = os.fork()
    if not child:
        table = TABLES[name]
        Path(file).write_bytes(table.octets(factor))
        if table.mapping is not None:
            Path("map.yaml").write_bytes(table.mapping_octets(factor))
        os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    """Do what is asked for, a line of JSON at a time: bomb, factor, commands, whether calls are counted."""
    gc.disable()  # as the program does
    os.environ |= {"SSETRACK_TODAY": TODAY, "COLUMNS": "100"}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        report = os.fdopen(os.dup(1), "w", encoding="utf-8")
        warm_up()
        for line in sys.stdin:
            name, factor, commands, counting = json.loads(line)
            for one in measures(name, factor, commands, counting=counting):
                print(json.dumps(one), file=report)
            print(file=report, flush=True)
        os.chdir("/")


def warm_up() -> None:
    """Import what commands import, by running all of them on a small plan with mistakes."""
    small = "ssetrack: 1\ntitle: T\nactivities:\n  - {id: target, title: T, when: Janaury 2004, onwers: [a]}"
    Path("target.yaml").write_text(small, encoding="utf-8")
    Path("answer.txt").write_text("target: done\na: note waiting\n", encoding="utf-8")
    Path("p").mkdir()
    Path("p/p.yaml").write_text(small, encoding="utf-8")
    standard = os.dup(1), os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    for name in ("rows", "dates in all cells, Word", "dates in all cells, Markdown", "tables"):
        Path(TABLES[name].name).write_bytes(TABLES[name].make(3))
    tables = [one.replace("TABLE", name) for one in IMPORTS for name in ("t.csv", "t.docx", "t.md", "t.html")]
    for command in (*COMMANDS, *tables):
        try:
            take(command)
        except SystemExit:
            sys.stdout.flush()
            sys.stderr.flush()
        for made in Path().glob("new.*"):  # what is there already is not made again
            made.unlink()
    for number, stream in enumerate(standard, 1):
        os.dup2(stream, number)
    Path("p/p.yaml").unlink()
    Path("p").rmdir()


if __name__ == "__main__":
    main()
