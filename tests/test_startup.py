"""What a command does not need, it does not import: start-up is most of the time of a small plan."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

PLAN = "plans/vision-2004-2005.yaml"

START = """
import atexit, json, sys
from pathlib import Path
target = Path(sys.argv.pop(1))
atexit.register(lambda: target.write_text(json.dumps(sorted(sys.modules)), encoding="utf-8"))
from ssetrack.__main__ import main
main()
"""

NEVER = {"arrow", "babel", "dateutil.parser", "ics", "tatsu", "yaml"}
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


CASES = [
    (["--version"], READING | {"typer", "rich", "ssetrack.cli"}),
    (["--help"], READING),
    (["status", "--help"], READING),
    (["status", PLAN, "--today", "2004-10-01"], DEFINITION),
    (["status", PLAN, "--today", "2004-10-01", "--format", "json"], DEFINITION | {"rich"}),
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
def test_what_is_not_imported(tmp_path: Path, arguments: list[str], unwanted: set[str]):
    imported = modules_of(tmp_path / "modules.json", *arguments)
    assert imported & (NEVER | unwanted) == set()


def test_a_feed_of_a_good_plan_needs_no_definition(tmp_path: Path):
    imported = modules_of(tmp_path / "modules.json", "export", "ics", PLAN, "--today", "2004-10-01")
    assert imported & DEFINITION == set()


@pytest.mark.parametrize("arguments", [["--dry-run"], []], ids=" ".join)
def test_an_edit_of_a_good_plan_needs_no_definition(tmp_path: Path, arguments: list[str]):
    copy = shutil.copy(ROOT / PLAN, tmp_path)
    done = ["done", "1.2", "2004-10-01", "--in", copy, "--today", "2004-10-01", *arguments]
    assert modules_of(tmp_path / "modules.json", *done) & (DEFINITION | NEVER) == set()


def test_a_wrong_plan_needs_it(tmp_path: Path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("ssetrack: 1\ntitel: T\n", encoding="utf-8")
    assert modules_of(tmp_path / "modules.json", "lint", str(plan)) >= DEFINITION
