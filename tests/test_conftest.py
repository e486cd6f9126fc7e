"""The harness itself: golden files tell a difference, skips are refused where CI says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = """
import pytest

def test_golden(golden, tmp_path):
    golden({text!r}, {path!r})

@pytest.mark.needs("a-program-that-nobody-has")
def test_outside():
    pass
"""


@pytest.fixture
def suite(tmp_path: Path):
    """A small suite with this harness; `run(text, *options)` gives exit code and output."""
    here = Path(__file__).with_name("conftest.py")
    (tmp_path / "conftest.py").write_text(here.read_text(encoding="utf-8"), encoding="utf-8")

    def run(text: str, *options: str, **env: str) -> tuple[int, str]:
        source = SUITE.format(text=text, path="out/expected.txt")
        (tmp_path / "test_suite.py").write_text(source, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
             "-rs", "--rootdir", str(tmp_path), *options, str(tmp_path)],
            capture_output=True, text=True, encoding="utf-8", check=False,
            env=os.environ | {"SSETRACK_NO_SKIPS": ""} | env, cwd=tmp_path,
        )  # fmt: skip
        return done.returncode, done.stdout

    return run


def test_a_golden_file_is_written_only_on_request(suite):
    code, output = suite("one\n")
    assert code == 1
    assert "is missing: run `make golden`" in output
    assert suite("one\n", "--update-golden")[0] == 0
    assert suite("one\n")[0] == 0
    code, output = suite("two\n")
    assert code == 1
    assert "expected.txt differs" in output


def test_a_skip_is_named_and_ci_refuses_it(suite):
    suite("one\n", "--update-golden")
    code, output = suite("one\n")
    assert code == 0
    assert "needs the program a-program-that-nobody-has" in output
    code, output = suite("one\n", SSETRACK_NO_SKIPS="1")
    assert code == 1
    assert "nothing may be skipped" in output


def test_the_surroundings_are_fixed():
    assert os.environ["TZ"] == "UTC"
    assert "SSETRACK_TODAY" not in os.environ
