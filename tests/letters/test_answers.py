"""The lines at the end of a letter come back: as they were they change nothing, and `done` is read."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

import console
from letters.making import letters_of, vision
from ssetrack.letters.plain_text import plain_text

DONE = {"chilo": "done", "ben": "fait", "marcos": "hecho", "humberto": "feito"}


def answer(folder: Path, name: str, lines: list[str], quoted: str) -> tuple[int, str]:
    mail = EmailMessage(policy=default)
    mail["From"] = f"{name}@example.org"
    mail["Date"] = "Sat, 02 Oct 2004 10:00:00 +0000"
    below = "\n".join(f"> {line}" for line in quoted.splitlines())
    mail.set_content("\n".join(lines) + "\n\n" + below)
    (folder / "answer.eml").write_bytes(mail.as_bytes())
    return console.run_here(["reply", "answer.eml", "--apply"], folder, {"SSETRACK_TODAY": "2004-10-03"})


@pytest.mark.parametrize("name", DONE)
def test_the_lines_of_a_letter_are_read(tmp_path: Path, name: str):
    (tmp_path / "plans").mkdir()
    plan = tmp_path / "plans" / "vision.yaml"
    plan.write_text(vision(), encoding="utf-8")
    (made,) = [one for one in letters_of(vision()) if one.reader.keys == (name,)]
    assert made.letter.answering is not None
    lines = list(made.letter.answering.lines)
    answer(tmp_path, name, lines, plain_text(made.letter))
    assert plan.read_text(encoding="utf-8") == vision()
    changed = [line.replace("4.1: 2004-01", f"4.1: {DONE[name]} 2004-01-20") for line in lines]
    assert changed != lines
    code, told = answer(tmp_path, name, changed, plain_text(made.letter))
    assert code in (0, 1), told
    was, now = vision().splitlines(), plan.read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in now if line not in was] == ["done: 2004-01-20"]
    assert len(now) == len(was) + 1
