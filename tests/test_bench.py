"""The benchmark compares like with like: a valid plan, always the same, of which both sides see all."""

from __future__ import annotations

import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import console
from conftest import ROOT

ACTIVITIES = 400


def run(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def ssetrack(*arguments: str | Path) -> str:
    code, output = console.run_here([*map(str, arguments)], ROOT, {})
    assert code == 0, output
    return output


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "plan.yaml"
    path.write_text(run("bench/generate.py", str(ACTIVITIES)), encoding="utf-8")
    return path


def test_a_generated_plan_is_always_the_same(plan: Path):
    assert run("bench/generate.py", str(ACTIVITIES)) == plan.read_text(encoding="utf-8")


def test_a_generated_plan_has_no_error_and_something_to_mend(plan: Path):
    day = ["--today", "2025-07-01", "--output-format", "json"]
    report = json.loads(ssetrack("lint", plan, *day))
    assert report["summary"]["error"] == 0
    assert report["summary"]["warning"] > 0


@pytest.mark.parametrize("options", [["--plain"], []])
def test_series_are_always_the_same_and_have_no_error(tmp_path: Path, options: list[str]):
    text = run("bench/occurrences.py", "100", *options)
    assert run("bench/occurrences.py", "100", *options) == text
    assert text.count("cancelled") == (0 if options else 20 * 12)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    day = ["--today", "2025-07-01", "--output-format", "json"]
    report = json.loads(ssetrack("lint", tmp_path / "plan.yaml", *day))
    assert report["summary"]["error"] == 0


def test_the_events_are_all_asked_for(plan: Path):
    number, word = run("bench/yardstick_events.py", plan).split()
    assert (int(number) > 20 * ACTIVITIES, word) == (True, "events")


def test_what_cannot_be_counted_is_not_measured(monkeypatch: pytest.MonkeyPatch):
    processes, rows = (runpy.run_path(str(ROOT / "bench" / name)) for name in ("processes.py", "rows.py"))
    monkeypatch.setenv("PATH", "")
    assert processes["instructions"]([sys.executable, "-c", "pass"]) is None
    row = rows["Row"]("instructions", None, 0, 620, "M")
    assert (row.missed, row.cells()[-1]) == (False, "not measured")


@pytest.mark.slow
def test_instructions_are_counted_where_that_can_be():
    processes = runpy.run_path(str(ROOT / "bench" / "processes.py"))
    counted = processes["instructions"]([sys.executable, "-I", "-S", "-c", "pass"])  # as little as Python can
    assert (counted is None) == (shutil.which("valgrind") is None)
    assert counted is None or 5 < counted < 200


def test_the_yardstick_sees_as_many_items(plan: Path):
    day = ["--today", "2025-07-01", "--format", "json"]
    status = json.loads(ssetrack("status", plan, *day))
    assert json.loads(run("bench/yardstick.py", plan))["items"] == len(status["items"])
