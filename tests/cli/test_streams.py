"""Streams that are full, closed or left, folders that are gone, names and arguments that are no text.

Whatever is tried, a run ends with a code of docs/commands.md and without a traceback; where the result could
not be written, with one line and 2.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import console
from commands import COMMANDS
from conftest import ALL_EXAMPLES, TESTS
from forks import CLOSED, FULL, Forks
from repositories import Repository
from ssetrack.cli.application import EXPORTS
from ssetrack.cli.run import run

DAY = {"SSETRACK_TODAY": "2004-10-01"}
HALF = "\udcff"
"""What the system makes of an octet that is not UTF-8."""

EVERY = {
    "brief": "brief",
    "brief as JSON": "brief --since 2003-12-31 --format json",
    "status": "status",
    "status as JSON": "status --format json",
    "show": "show fixed",
    "goals": "goals",
    "owners": "owners",
    "open": "open",
    "agenda": "agenda",
    "agenda --ics": "agenda --call weekly --ics",
    "timeline": "timeline",
    "diff": "diff HEAD",
    "slip": "slip",
    "lint": "lint",
    "rule": "rule",
    "date": "date 2004-01",
    "schema": "schema",
    "export csv": "export csv",
    "export json": "export json",
    "export markdown": "export markdown",
    "export mermaid": "export mermaid",
    "export html": "export html",
    "export xlsx": "export xlsx",
    "export ics": "export ics",
    "export ics --tasks": "export ics --tasks",
    "letters": "letters --stdout",
    "init": "init --dry-run",
    "import": "import table.md",
    "add": "add new New --section work --dry-run",
    "set": "set fixed priority=high --dry-run",
    "done": "done fixed --dry-run",
    "note": "note fixed waiting --dry-run",
    "reply": "reply answer.txt --owner ana",
    "move": "move fixed 2004-12-01 --dry-run",
    "assign": "assign fixed bo --dry-run",
    "rename": "rename fixed council --dry-run",
    "remove": "remove hold --dry-run",
    "fill": "fill seat bo --dry-run",
    "undo": "undo --dry-run",
    "sync": "sync --proposals --format json",
    "fmt": "fmt --diff",
    "help": "--help",
    "version": "--version",
}
SYNC = '[sync.phones]\nurl = "https://cloud.example.org/dav/phones/"\n'

WITHOUT_A_DAY = {"rule", "date", "schema", "help", "version"}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repository = Repository(tmp_path_factory.mktemp("here"))
    (repository.root / "plans").mkdir()
    shutil.copy(TESTS / "feeds" / "plans" / "every.yaml", repository.root / "plans")
    (repository.root / "table.md").write_text(
        "| Activity | Deadline |\n|---|---|\n| Council | May 2004 |\n", encoding="utf-8"
    )
    (repository.root / "ssetrack.toml").write_text(SYNC, encoding="utf-8")
    (repository.root / "answer.txt").write_text("fixed: note waiting\nThank you\n", encoding="utf-8")
    repository.commit("2004-01-02")
    plan = repository.root / "plans" / "every.yaml"
    plan.write_bytes(plan.read_bytes().replace(b"deadline: 2004-Q4", b"deadline: 2005-Q1"))
    assert run(["set", "fixed", "priority=low", "--in", str(plan)]) == 0  # something to undo
    return repository.root


def test_every_command_is_tried():
    known = {*(COMMANDS.keys() - {"export"}), *(f"export {name}" for name in EXPORTS)}
    known.remove("export site")  # it writes a folder, and nothing to a stream
    known.remove("lsp")  # it speaks with an editor: tests/editor/test_session.py
    assert {name.removesuffix(" as JSON").partition(" --")[0] for name in EVERY} - {
        "help",
        "version",
    } == known


STARTED = f"'{sys.executable}' -m ssetrack"
"""What a shell really starts: done where the start could matter, else it starts a fork."""


def shell(script: str, here: Path, program: str = STARTED) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script.replace("ssetrack", program)], cwd=here, env=os.environ | DAY,
        capture_output=True, encoding="utf-8", errors="surrogateescape", timeout=120, check=False,
    )  # fmt: skip


def is_refused(command: str, code: int, told: str) -> bool:
    nothing_to_write = command == "fmt --diff" and code == 0
    return (code == 2 and is_one_line(told)) or nothing_to_write


def is_one_line(stderr: str) -> bool:
    *told, last = stderr.splitlines() or [""]
    return last.startswith("ssetrack: ") and not any(line.startswith("ssetrack: ") for line in told)


@pytest.mark.parametrize("command", EVERY.values(), ids=EVERY)
def test_a_result_that_cannot_be_written_is_one_line_and_2(forks: Forks, here: Path, command: str):
    both = ALL_EXAMPLES or list(EVERY.values()).index(command) % 4 == 0
    for way in (FULL, CLOSED) if both else (FULL,):
        fork = forks.run(command.split(), here, DAY, stdout=way)
        assert is_refused(command, fork.returncode, fork.stderr.decode(errors="surrogateescape")), (way, fork)


BY_A_SHELL = ["export xlsx", "fmt", "version", *(["status", "export html", "lint"] if ALL_EXAMPLES else [])]
"""Octets, a text of our own and what is said without any plan; more kinds of text where all is tried."""


@pytest.mark.slow
@pytest.mark.needs("bash")
@pytest.mark.parametrize("name", BY_A_SHELL)
def test_the_same_where_a_shell_starts_it(forks: Forks, here: Path, name: str):
    for way in ("> /dev/full", ">&-"):
        is_started = ALL_EXAMPLES or name == BY_A_SHELL[0]
        done = shell(f"ssetrack {EVERY[name]} {way}", here, STARTED if is_started else forks.in_a_shell)
        assert is_refused(EVERY[name], done.returncode, done.stderr), (way, done)


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    "script",
    [
        "ssetrack schema | head -1",
        "ssetrack export html | head -c 10",
        "ssetrack status 2>/dev/full | grep -q plan",
        "ssetrack status 2>&- | grep -q plan",
        "ssetrack status <&- | cat",
        "ssetrack status -v 2>/dev/full | cat",
        "ssetrack lint -o /dev/null >&- --exit-zero",
        "ssetrack export ics -o feed.ics >&- 2>&- <&-",
        "ssetrack lint --exit-zero -o report >&- 2>&- <&-",
    ],
)
def test_what_is_no_error(forks: Forks, here: Path, script: str):
    is_started = ALL_EXAMPLES or "head -c" in script or "feed.ics" in script
    done = shell(f"set -o pipefail; {script}", here, STARTED if is_started else forks.in_a_shell)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode in (0, 1), done  # 1: grep finds nothing
    for name in ("feed.ics", "report"):
        (here / name).unlink(missing_ok=True)


@pytest.mark.needs("bash")
def test_no_file_gets_the_number_of_a_closed_stream(here: Path):
    """Else what is said on the side would stand in a feed."""
    done = shell("ssetrack export ics -v -o feed.ics >&- 2>&-", here)
    text = (here / "feed.ics").read_text(encoding="utf-8")
    (here / "feed.ics").unlink()
    assert done.returncode == 0
    assert text.startswith("BEGIN:VCALENDAR")
    assert "reading" not in text


@pytest.mark.needs("bash")
@pytest.mark.parametrize("command", ["status -", "lint -", "date -", "fmt -"])
def test_a_closed_standard_input_is_one_line(forks: Forks, here: Path, command: str):
    done = shell(f"ssetrack {command} <&-", here, forks.in_a_shell)
    assert (done.returncode, is_one_line(done.stderr)) == (2, True), done


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    "command", ["status", "lint", "set fixed priority=high", "export ics", "diff HEAD", "init"]
)
def test_a_folder_that_is_gone(forks: Forks, tmp_path: Path, command: str):
    (tmp_path / "gone").mkdir()
    program = STARTED if command == "status" else forks.in_a_shell
    done = shell(f"cd gone; rmdir ../gone; ssetrack {command}", tmp_path, program)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("ssetrack: "), done.stderr


def end(words: list[str], here: Path, variables: dict[str, str] | None = None) -> str:
    code, output = console.run_here(words, here, DAY | (variables or {}))
    assert code in (0, 1, 2), words
    assert "Traceback" not in output, words
    return output


DAYS = ["0001-01-01", "9999-12-31", *(["0001-02-28", "9998-12-31"] if ALL_EXAMPLES else [])]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in EVERY if name not in WITHOUT_A_DAY])
def test_the_first_and_the_last_day(here: Path, name: str):
    for day in DAYS:
        end([*EVERY[name].split(), "--today", day], here)


LONG = "x" * 5000
OPTIONS = {
    "status": [
        "--owner",
        "--goal",
        "--section",
        "--tag",
        "--text",
        "--from",
        "--sort",
        "--columns",
        "--group-by",
    ],
    "show": ["--lang", "-o"],
    "timeline": ["--to", "--lang"],
    "lint": ["--select", "--baseline", "--stdin-filename", "-o"],
    "export ics": ["--since", "--alarms", "--previous", "--stamp", "--owner"],
    "set": ["--in"],
    "add": ["--section"],
    "init": ["--title", "--language", "--in"],
    "date": ["--start", "--lang"],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_arguments_that_are_no_text(here: Path, tmp_path: Path, name: str):
    place = shutil.copytree(here, tmp_path / "here")
    words = EVERY[name].split()
    ways = [[], ["--today"], *([option] for option in OPTIONS.get(name, []))]
    for number, way in enumerate(ways, list(EVERY).index(name)):
        for odd in (HALF, LONG, "9" * 5000, "") if ALL_EXAMPLES else in_turn(number):
            end([*words, *way, odd], place)


def in_turn(number: int) -> list[str]:
    """What is no text, or no number, the one for every other row: what refuses it is the same for many."""
    return [(HALF, "9" * 5000)[number % 2]]


@pytest.mark.parametrize("name", ["status", "lint", "export ics", "date", "init", "slip"])
def test_an_environment_that_is_no_text(here: Path, name: str):
    variables = (
        "SSETRACK_LANG", "LANGUAGE", "LC_ALL", "LANG", "SSETRACK_TODAY", "SOURCE_DATE_EPOCH",
        "COLUMNS", "LINES", "TERM", "PATH", "GITHUB_WORKSPACE", "GITHUB_ACTIONS",
    )  # fmt: skip
    for number, variable in enumerate(variables, list(EVERY).index(name)):
        for odd in (HALF, LONG, "9" * 5000, "²") if ALL_EXAMPLES else in_turn(number):
            end(
                EVERY[name].split(),
                here,
                {variable: odd} | ({"LC_ALL": "fr"} if variable == "LANGUAGE" else {}),
            )


NAME = f"caf{HALF[:0]}\udce9.yaml"
"""A name in Latin-1, as an old shared drive has it."""


def test_a_name_that_is_not_utf_8(here: Path, tmp_path: Path):
    place = shutil.copytree(here, tmp_path / "here")
    (place / "plans" / "every.yaml").rename(place / "plans" / NAME)
    for name, command in EVERY.items():
        end(command.split(), place)
        if name in ("status", "lint", "fmt", "slip", "export ics", "export html", "export json"):
            end([*command.split(), f"plans/{NAME}"], place)


@pytest.mark.parametrize(
    "command",
    ["status --format json", "show fixed --format json", "export json", "lint --output-format json",
     "lint --output-format sarif", "lint --output-format gitlab", "lint --output-format junit",
     "lint --output-format github", "lint --show-settings", "export html", "export csv"],
)  # fmt: skip
def test_a_name_that_is_not_utf_8_in_results(here: Path, tmp_path: Path, command: str):
    place = shutil.copytree(here, tmp_path / "here")
    (place / "plans" / "every.yaml").rename(place / "plans" / NAME)
    lone = place / "plans" / f"b{NAME}"
    lone.write_text(
        "ssetrack: 1\ntitle: B\nactivities: [{id: z, title: Z, owners: [nobody]}]\n", encoding="utf-8"
    )
    _, printed = console.run_here(command.split(), place, DAY)
    end([*command.split(), "-o", "out"], place)
    written = (place / "out").read_text(encoding="utf-8-sig")  # a CSV for spreadsheets has a mark
    assert written.strip() in printed  # beside remarks
    if written.startswith(("{", "[")) and "show-settings" not in command:
        json.loads(written)
        if "lint" in command:
            assert "caf\\udce9.yaml" in written or "caf%E9.yaml" in written
