"""What is said beside the result: whole in a pipe, broken between words on a terminal."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.workspace.remarks import lines_of, width_in_environment

PLAN = """\
ssetrack: 1
title: T
owners: {ana: Ana}
activities:
- {id: reunion-del-grupo, title: Reunión, owners: [ana], deadline: 2027-01}
- {id: after, title: After, owners: [ana], deadline: 2 weeks after reunion-del-grupo}
"""

WORDS = st.lists(st.text("ab`é\u202f:", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)


@given(WORDS, st.sampled_from(["", "  "]), st.integers(20, 90))
def test_nothing_is_lost_and_no_word_is_cut(text: str, margin: str, width: int):
    lines = lines_of(margin + text, width)
    assert " ".join(line.strip(" ") for line in lines) == text
    assert all(line.startswith(margin) for line in lines)
    for line in lines:
        assert len(line) <= width or " " not in line.strip(" ") or "`" in line


def test_what_is_copied_stays_together():
    line = "  go to a folder that is kept with git, or compare two files: `ssetrack diff OLD NEW`"
    assert lines_of(line, 70) == [
        "  go to a folder that is kept with git, or compare two files:",
        "    `ssetrack diff OLD NEW`",
    ]


def on_a_terminal(columns: int, folder: Path, *words: str) -> list[str]:
    """The lines that a command prints where stderr is a terminal of so many columns."""
    import pty
    import termios
    from fcntl import ioctl

    reading, writing = pty.openpty()
    ioctl(writing, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    surroundings = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with subprocess.Popen(
        [sys.executable, "-m", "ssetrack", *words],
        cwd=folder, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=writing,
    ):  # fmt: skip
        os.close(writing)
        shown = b""
        try:
            while part := os.read(reading, 4096):
                shown += part
        except OSError:  # the other end is closed
            pass
    os.close(reading)
    return shown.decode().split("\r\n")[:-1]


def test_answers_and_errors_fit_the_terminal(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    for words in (
        ("move", "reunion-del-grupo", "2027-02-15", "--in", "p.yaml"),
        ("set", "reunion-del-grupo", "stauts=done", "--in", "p.yaml"),
        ("status", "p.yaml", "--state", "blub"),
    ):
        lines = on_a_terminal(60, tmp_path, *words)
        assert len(lines) > 1
        assert [line for line in lines if len(line) > 60] == []


@pytest.mark.parametrize(
    ("asked", "width"), [("", None), ("0", 0), ("72", 72), ("²", None), ("9" * 5_000, None), ("wide", None)]
)
def test_a_width_that_is_none_is_not_asked_for(
    asked: str, width: int | None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", asked)
    assert width_in_environment() == width
