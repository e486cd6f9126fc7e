"""A bar or a sign of life is drawn for much work on a terminal, and for nothing else."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from ssetrack.cli.run import run
from ssetrack.terminal.progress import FEW, MUCH_TO_IMPORT, busy, with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "number", "drawn"),
    [(Terminal(), FEW + 1, True), (Terminal(), FEW, False), (io.StringIO(), 100, False)],
)
def test_a_bar_only_where_somebody_waits(stream, number, drawn):
    assert list(with_progress(range(number), "Feeds", stream)) == list(range(number))
    assert bool(stream.getvalue()) == drawn


@pytest.mark.parametrize(
    ("stream", "amount", "drawn"),
    [(Terminal(), 10, True), (Terminal(), 9, False), (io.StringIO(), 10, False)],
)
def test_a_sign_of_life_only_where_somebody_waits(stream, amount, drawn, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    with busy("Reading", amount, stream, much=10):
        pass
    assert ("Reading" in stream.getvalue()) == drawn
    assert not drawn or stream.getvalue().endswith(GONE)


GONE = "\x1b[1A\x1b[2K"
"""One line up, and the line cleared."""


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("long", [True, False])
def test_import_says_that_it_reads(
    terminal: bool, long: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("TERM", "xterm")
    words = "many words " * (MUCH_TO_IMPORT // 11 // 200 if long else 2)
    rows = "".join(f"{number},{words},2027-03\n" for number in range(1, 202))
    (tmp_path / "table.csv").write_text(f"No,Activity,Deadline\n{rows}", encoding="utf-8")
    shown, result = Terminal() if terminal else io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(sys, "stdout", result)
    assert run(["import", str(tmp_path / "table.csv"), "--look"]) == 0
    assert ("Reading the table" in shown.getvalue()) == (terminal and long)
    assert result.getvalue().startswith("table 1: 202 rows")
    assert "\x1b" not in result.getvalue()
