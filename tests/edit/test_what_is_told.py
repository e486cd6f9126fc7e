"""What an edit says of many conflicts: the first of each rule, and how many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssetrack.cli.commands.change.edit_outcome import MOST_OF_A_RULE
from ssetrack.cli.run import run

MANY = MOST_OF_A_RULE + 13
PLAN = "ssetrack: 1\nid: p\ntitle: P\nperiod: 2027\nactivities:\n" + "".join(
    f"- {{id: a{number}, title: A, deadline: 2027-03-01}}\n" for number in range(MANY)
)


@pytest.mark.parametrize(
    ("period", "options", "rest"),
    [
        ("2027-06/2027", "", "and 13 more: `ssetrack lint` lists them"),
        # lint would not: nothing was written.
        ("2027-06/2027", "--dry-run", "and 13 more"),
        ("2028", "", "and 13 more: `ssetrack lint` lists them"),
    ],
)
def test_the_first_conflicts_are_told_and_the_rest_is_counted(
    period: str, options: str, rest: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    plan = tmp_path / "p.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    assert run(["set", "plan", f"period={period}", "--in", str(plan), *options.split()]) == 0
    told = capsys.readouterr().err.splitlines()
    assert sum(one.startswith("warning: ") for one in told) == MOST_OF_A_RULE
    assert told[-1] == rest


def test_what_is_no_longer_wrong_is_counted_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plan = tmp_path / "p.yaml"
    plan.write_text(PLAN.replace("period: 2027", "period: 2028"), encoding="utf-8")
    assert run(["set", "plan", "period=2027", "--in", str(plan)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert sum(one.startswith("no longer a problem: ") for one in told) == MOST_OF_A_RULE
    assert told[-1] == "and 13 more"


def test_as_many_as_are_told_are_not_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plan = tmp_path / "p.yaml"
    lines = PLAN.splitlines(keepends=True)
    plan.write_text("".join(lines[: 5 + MOST_OF_A_RULE]), encoding="utf-8")
    assert run(["set", "plan", "period=2028", "--in", str(plan)]) == 0
    assert "more" not in capsys.readouterr().err
