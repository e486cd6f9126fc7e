"""What a command does not need, it does not import: start-up is most of the time of a small plan."""

from __future__ import annotations

import json
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
MODELS = {"pydantic", "pydantic_core", "ruamel", "_ruamel_yaml", "ssetrack.plan.model"}


def modules_of(target: Path, *arguments: str) -> set[str]:
    """The names of all modules that a run of ssetrack imports."""
    done = subprocess.run(
        [sys.executable, "-c", START, str(target), *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout
    return set(json.loads(target.read_text(encoding="utf-8")))


CASES = [
    (["--version"], MODELS | {"typer", "rich", "ssetrack.cli"}),
    (["--help"], MODELS),
    (["status", "--help"], MODELS),
    (["status", PLAN, "--today", "2004-10-01"], set()),
    (["status", PLAN, "--today", "2004-10-01", "--format", "json"], {"rich"}),
    (["show", "1.2", PLAN, "--today", "2004-10-01"], set()),
    (["goals", PLAN, "--today", "2004-10-01", "--format", "json"], {"rich"}),
    (["owners", PLAN, "--today", "2004-10-01", "--format", "json"], {"rich"}),
    (["open", PLAN, "--today", "2004-10-01", "--format", "json"], {"rich"}),
    (["timeline", PLAN, "--today", "2004-10-01", "--format", "json"], {"rich"}),
    (["diff", PLAN, PLAN, "--today", "2004-10-01", "--format", "json"], {"rich"}),
    (["export", "mermaid", PLAN, "--today", "2004-10-01"], {"rich"}),
    (["lint", PLAN, "--today", "2004-10-01"], set()),
    (["lint", PLAN, "--today", "2004-10-01", "--output-format", "json"], {"rich"}),
    (["lint", PLAN, "--today", "2004-10-01", "--output-format", "github"], {"rich", "xml"}),
    (["lint", PLAN, "--today", "2004-10-01", "--output-format", "sarif"], {"rich", "xml"}),
    (["date", "janvier 2004", "M3", "8 y 9 de abril de 2004", "--start", "2004-01"], set()),
    (["export", "html", PLAN, "--today", "2004-10-01"], {"rich"}),
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
