"""What a command does not need, it does not import: start-up is most of the time of a small plan."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from conftest import ROOT
from forks import Forks
from repositories import Repository
from ssetrack.cli.application import application

PLAN = "plans/vision-2004-2005.yaml"

START = """
import atexit, json, sys
from pathlib import Path
target = Path(sys.argv.pop(1))
atexit.register(lambda: target.write_text(json.dumps(sorted(sys.modules)), encoding="utf-8"))
from ssetrack.__main__ import main
main()
"""

TABLES = {"lxml", "markdown_it", "openpyxl", "ssetrack.tables", "ssetrack.tables.grid"}
"""What only `import` reads documents with."""

LANGUAGE_SERVER = {"attrs", "cattrs", "lsprotocol", "pygls", "ssetrack.editor"}
"""What only `lsp` speaks with."""

NETWORK = {"requests", "urllib3", "ssetrack.sync"}
"""What only `sync` asks a server with."""

NEVER = {"arrow", "babel", "dateutil.parser", "ics", "tatsu", "yaml"} | TABLES | LANGUAGE_SERVER | NETWORK
DEFINITION = {"pydantic", "pydantic_core", "ssetrack.plan.definition"}
"""What only explains and mends wrong plans, and makes the schema."""
READING = DEFINITION | {"ruamel", "_ruamel_yaml", "ssetrack.plan.model"}


def modules_of(target: Path, *arguments: str) -> set[str]:
    """The names of all modules that a run of ssetrack imports."""
    done = subprocess.run(
        [sys.executable, "-c", START, str(target), *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout or done.stderr
    return set(json.loads(target.read_text(encoding="utf-8")))


SHOWN_TO_PEOPLE = {"chart", "concise", "full", "table", "text"}
WIDTHS = {"rich", "rich.cells", "rich._unicode_data", "rich._extension"}
"""What of rich knows how wide letters are."""
DAY = ("--today", "2004-10-01")
ARGUMENTS = {
    "date": ("janvier 2004",),
    "brief": (PLAN, *DAY),
    "diff": (PLAN, "plans/ripess-2021-2023.yaml", *DAY),
    "import": ("tests/cli/import/workplan.md", "--dry-run", *DAY),
    "rule": (),
    "show": ("1.2", PLAN, *DAY),
    "sync": ("--proposals", "--in", ".", *DAY),
}
"""What a command with formats is asked, where it is not about the plan as a whole."""


def formats() -> Iterator[tuple[str, str, str]]:
    """Each command that has formats, the option that names them, and each of them."""
    group: Any = get_command(application())
    context = group.make_context("ssetrack", ["status"], resilient_parsing=True)
    for name in group.list_commands(context):
        for option in group.get_command(context, name).params:
            if option.opts[0] in {"--format", "--output-format"}:
                yield from ((name, option.opts[0], written) for written in map(str, option.type.choices))


def test_commands_have_formats():
    commands = {command for command, _, _ in formats()}
    assert {"status", "show", "goals", "owners", "open", "timeline", "diff", "slip", "lint"} <= commands


ALIKE = [
    *(
        "ssetrack.cli.run",
        "ssetrack.cli.streams",
        "ssetrack.workspace.current_run",
        "ssetrack.workspace.locking",
    ),
    *("ssetrack.cli.application", "ssetrack.cli.reading", "ssetrack.load", "ssetrack.status"),
    "ssetrack.cli.printing",
]
"""What the commands with formats have in common."""


@pytest.fixture(scope="module")
def started() -> Iterator[Forks]:
    """A start that got as far as that."""
    with Forks({}, ALIKE) as ready:
        yield ready


@pytest.mark.needs("git")
@pytest.mark.parametrize(("command", "option", "written"), [*formats()])
def test_no_format_needs_rich(started: Forks, tmp_path: Path, command: str, option: str, written: str):
    """Nor does what people read, as long as it is not coloured; only how wide letters are rich has to say."""
    if command == "slip":
        past = Repository(tmp_path / "past")
        past.write("plan.yaml", (ROOT / PLAN).read_text(encoding="utf-8"))
        past.commit("2004-09-01")
    folder = ROOT
    if command == "sync":
        folder = tmp_path
        (folder / "ssetrack.toml").write_text('[sync.phones]\nurl = "http://localhost/tasks/"\n')
        shutil.copy(ROOT / PLAN, folder)
    asked = ARGUMENTS.get(command, (str(tmp_path / "past/plan.yaml") if command == "slip" else PLAN, *DAY))
    done = started.run([command, *asked, option, written], folder)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout or done.stderr
    assert {"requests", "urllib3"}.isdisjoint(started.imported())
    rich = {name for name in started.imported() if name.partition(".")[0] == "rich"}
    if written in SHOWN_TO_PEOPLE:
        rich = {name for name in rich if not name.startswith("rich._unicode_data.")} - WIDTHS
    assert rich == set()


LOOKING = {
    "status",
    "brief",
    "agenda",
    "show",
    "goals",
    "owners",
    "open",
    "timeline",
    "diff",
    "export",
    "lint",
}
"""Commands that begin alike: by reading plans and finding where they stand."""

CASES = [
    (["--version"], READING | {"typer", "rich", "ssetrack.cli"}),
    (["--help"], READING),
    (["status", "--help"], READING),
    (["status", PLAN, "--today", "2004-10-01"], DEFINITION),
    (["status", PLAN, "--today", "2004-10-01", "--format", "json"], DEFINITION | {"rich"}),
    (["brief", PLAN, "--today", "2004-10-01"], DEFINITION),
    (["agenda", "2004-10-01", PLAN], DEFINITION | {"rich", "jinja2", "ssetrack.calendar"}),
    (["show", "1.2", PLAN, "--today", "2004-10-01"], DEFINITION),
    (["goals", PLAN, "--today", "2004-10-01", "--format", "json"], DEFINITION | {"rich"}),
    (["owners", PLAN, "--today", "2004-10-01", "--format", "json"], DEFINITION | {"rich"}),
    (["open", PLAN, "--today", "2004-10-01", "--format", "json"], DEFINITION | {"rich"}),
    (["timeline", PLAN, "--today", "2004-10-01", "--format", "json"], DEFINITION | {"rich"}),
    (["diff", PLAN, PLAN, "--today", "2004-10-01", "--format", "json"], DEFINITION | {"rich"}),
    (["export", "mermaid", PLAN, "--today", "2004-10-01"], DEFINITION | {"rich"}),
    (["lint", PLAN, "--today", "2004-10-01"], DEFINITION),
    (["lint", PLAN, "--today", "2004-10-01", "--output-format", "json"], DEFINITION | {"rich"}),
    (["lint", PLAN, "--today", "2004-10-01", "--output-format", "github"], DEFINITION | {"rich", "xml"}),
    (["lint", PLAN, "--today", "2004-10-01", "--output-format", "sarif"], DEFINITION | {"rich", "xml"}),
    (["date", "janvier 2004", "M3", "8 y 9 de abril de 2004", "--start", "2004-01"], DEFINITION),
    (["export", "html", PLAN, "--today", "2004-10-01"], DEFINITION | {"rich"}),
    (["rule"], set()),
    (["rule", "unknown-owner"], set()),
    (["schema"], set()),
]


@pytest.mark.parametrize(
    ("arguments", "unwanted"), CASES, ids=[" ".join(arguments) for arguments, _ in CASES]
)
def test_what_is_not_imported(started: Forks, tmp_path: Path, arguments: list[str], unwanted: set[str]):
    """A start is followed from its begin where little is needed, else from what commands have in common."""
    if arguments[0] in LOOKING and "--help" not in arguments:
        done = started.run(arguments, ROOT)
        assert done.returncode in {0, 1}, done.stderr
        assert done.stdout or done.stderr
        imported = started.imported()
    else:
        imported = modules_of(tmp_path / "modules.json", *arguments)
    assert imported & (NEVER | unwanted) == set()


def test_a_feed_of_a_good_plan_needs_no_definition(tmp_path: Path):
    imported = modules_of(tmp_path / "modules.json", "export", "ics", PLAN, "--today", "2004-10-01")
    assert imported & DEFINITION == set()


def test_a_workbook_of_a_good_plan_needs_no_definition(tmp_path: Path):
    book = str(tmp_path / "plan.xlsx")
    imported = modules_of(tmp_path / "modules.json", "export", "xlsx", PLAN, "-o", book, "--verbose")
    assert imported & (DEFINITION | {"docx", "rich", "ssetrack.lint"}) == set()


@pytest.mark.parametrize("arguments", [["--dry-run"], []], ids=" ".join)
def test_an_edit_of_a_good_plan_needs_no_definition(tmp_path: Path, arguments: list[str]):
    copy = shutil.copy(ROOT / PLAN, tmp_path)
    done = ["done", "1.2", "2004-10-01", "--in", copy, "--today", "2004-10-01", *arguments]
    assert modules_of(tmp_path / "modules.json", *done) & (DEFINITION | NEVER) == set()


def test_a_wrong_plan_needs_it(tmp_path: Path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("ssetrack: 1\ntitel: T\n", encoding="utf-8")
    assert modules_of(tmp_path / "modules.json", "lint", str(plan)) >= DEFINITION
