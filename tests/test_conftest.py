"""The harness itself: golden files tell a difference, skips are refused where CI says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import MEMORY, ROOM, keep_to_memory

SUITE = """
import pytest

@pytest.mark.parametrize("name", ["missing", "same", "other"])
def test_golden(golden, name):
    golden("one\\n", f"out/{name}.txt")

@pytest.mark.needs("a-program-that-nobody-has")
def test_outside():
    pass

@pytest.mark.rest
def test_what_takes_long():
    pass
"""


IN_FORKS = """
import json, os, sys
import hypothesis, pytest

for line in sys.stdin:
    child = os.fork()
    if not child:
        options, environment = json.loads(line)
        os.environ.update(environment)
        for stream in (1, 2):
            os.dup2(os.open("output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        code = int(pytest.main(options))
        sys.stdout.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Runs of pytest, each in a fork of a process that has imported what takes longer than these few tests."""


@pytest.fixture
def suite(tmp_path: Path):
    """A small suite with this harness; `run(*options)` gives exit code and output."""
    here = Path(__file__).with_name("conftest.py")
    (tmp_path / "conftest.py").write_text(here.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/same.txt").write_text("one\n", encoding="utf-8")
    (tmp_path / "out/other.txt").write_text("two\n", encoding="utf-8")

    with subprocess.Popen(
        [sys.executable, "-c", IN_FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"SSETRACK_NO_SKIPS": "", "SSETRACK_EXAMPLES": ""}, cwd=tmp_path,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        asked, codes = process.stdin, process.stdout

        def run(*options: str, **env: str) -> tuple[int, str]:
            every = [
                "-q",
                "-W",
                "ignore::pytest.PytestAssertRewriteWarning",
                "-p",
                "no:cacheprovider",
                "-p",
                "no:xdist",
                "-rfs",
                "--rootdir",
                str(tmp_path),
            ]
            print(json.dumps([[*every, *options, str(tmp_path)], env]), file=asked, flush=True)
            return int(codes.readline()), (tmp_path / "output.txt").read_text(encoding="utf-8")

        yield run
        asked.close()


@pytest.mark.slow
def test_golden_files_and_skips(suite, tmp_path: Path):
    code, output = suite()
    assert code == 1
    assert "2 failed, 1 passed, 1 skipped, 1 deselected" in output
    assert "missing.txt is missing: run `make golden`" in output
    assert "other.txt differs" in output
    assert "needs the program a-program-that-nobody-has" in output
    assert not (tmp_path / "out/missing.txt").exists()
    assert (tmp_path / "out/other.txt").read_text(encoding="utf-8") == "two\n"

    code, output = suite("--update-golden")
    assert code == 0
    assert {path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()} == {"one\n"}

    code, output = suite(SSETRACK_NO_SKIPS="1", SSETRACK_EXAMPLES="all")
    assert code == 1
    assert "4 passed, 1 error" in output
    assert "nothing may be skipped" in output


def test_what_is_tried_in_part_is_tried_whole_in_ci():
    script = Path(__file__).parents[1].joinpath(".ci", "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("SSETRACK_EXAMPLES=all make test")


def test_the_surroundings_are_fixed():
    assert os.environ["TZ"] == "UTC"
    assert "SSETRACK_TODAY" not in os.environ


@pytest.mark.skipif(not hasattr(os, "ST_NOEXEC"), reason="only Linux says whether programs may run")
@pytest.mark.parametrize(
    ("room", "flags", "wanted", "where"),
    [
        (ROOM, 0, None, str(MEMORY)),
        (ROOM - 1, 0, None, None),
        (ROOM, "ST_NOEXEC", None, None),
        (ROOM, 0, "/elsewhere", "/elsewhere"),
    ],
)
def test_tests_write_in_memory_where_there_is_room(
    monkeypatch: pytest.MonkeyPatch, room: int, flags: int | str, wanted: str | None, where: str | None
):
    state = SimpleNamespace(
        f_bavail=room, f_frsize=1, f_flag=getattr(os, flags) if isinstance(flags, str) else flags
    )
    monkeypatch.setattr(os, "statvfs", lambda _: state)
    monkeypatch.setattr(os, "access", lambda *_: True)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)
    monkeypatch.setenv("TMPDIR", wanted or "")
    if wanted is None:
        monkeypatch.delenv("TMPDIR")
    keep_to_memory()
    assert os.environ.get("TMPDIR") == where
