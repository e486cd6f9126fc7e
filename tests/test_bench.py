"""The benchmark compares like with like: a valid plan, always the same, of which both sides see all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

ACTIVITIES = 400


def run(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "plan.yaml"
    path.write_text(run("bench/generate.py", str(ACTIVITIES)), encoding="utf-8")
    return path


def test_a_generated_plan_is_always_the_same(plan: Path):
    assert run("bench/generate.py", str(ACTIVITIES)) == plan.read_text(encoding="utf-8")


def test_a_generated_plan_has_no_error_and_something_to_mend(plan: Path):
    day = ["--today", "2025-07-01", "--output-format", "json"]
    report = json.loads(run("-m", "ssetrack", "lint", plan, *day))
    assert report["summary"]["error"] == 0
    assert report["summary"]["warning"] > 0


def test_the_yardstick_sees_as_many_items(plan: Path):
    day = ["--today", "2025-07-01", "--format", "json"]
    status = json.loads(run("-m", "ssetrack", "status", plan, *day))
    assert json.loads(run("bench/yardstick.py", plan))["items"] == len(status["items"])
