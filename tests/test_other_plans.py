"""References to other plans: judged where whole folders are read, left alone where single files are."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssetrack.cli.run import run

VISION = (
    "ssetrack: 1\ntitle: Vision\nid: vision\nactivities:\n  - {id: '1.1', title: Funds, deadline: 2026-03}\n"
)
OTHER = """\
ssetrack: 1
title: Other
activities:
  - {id: a, title: A, deadline: 2 weeks after vison:1.1}
  - {id: b, title: B, after: ["vison:1.1", "vison:9", "vision:1.1", "nowhere:2", "other:a"]}
  - {id: c, title: C, milestones: [{id: m, title: M, after: ["nowhere:x/y"]}]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "vision.yaml").write_text(VISION, encoding="utf-8")
    (tmp_path / "plans" / "other.yaml").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def findings(capsys: pytest.CaptureFixture[str], *paths: str) -> list[str]:
    run(
        [
            "lint",
            "--select",
            "unknown-prerequisite",
            "--output-format",
            "concise",
            "--today",
            "2026-01-01",
            *paths,
        ]
    )
    return [line for line in capsys.readouterr().out.splitlines() if "unknown-prerequisite" in line]


@pytest.mark.parametrize("paths", [(), ("plans",), (".",), ("plans", ".")])
def test_in_whole_folders(folder: Path, capsys: pytest.CaptureFixture[str], paths: tuple[str, ...]):
    found = [line.removeprefix("plans/other.yaml:") for line in findings(capsys, *paths)]
    assert found == [
        "4:47: error: no plan has the id `vison` [unknown-prerequisite]",
        "5:31: error: no plan has the id `vison` [unknown-prerequisite]",
        "5:44: error: no plan has the id `vison` [unknown-prerequisite]",
        "5:69: error: no plan has the id `nowhere` [unknown-prerequisite]",
        "6:62: error: no plan has the id `nowhere` [unknown-prerequisite]",
    ]


@pytest.mark.parametrize("paths", [("plans/other.yaml",), ("plans/other.yaml", "plans/vision.yaml")])
def test_not_where_files_are_named(folder: Path, capsys: pytest.CaptureFixture[str], paths: tuple[str, ...]):
    assert findings(capsys, *paths) == []


def test_not_of_a_plan_that_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "plans" / "x.yaml").write_text('ssetrack: 1\nid: vison\ntitle: "\n', encoding="utf-8")
    (folder / "plans" / "nowhere.yaml").write_text('ssetrack: 1\ntitle: "\n', encoding="utf-8")
    assert findings(capsys, "plans") == []


def test_the_fix_writes_the_plan_that_has_the_item(folder: Path, capsys: pytest.CaptureFixture[str]):
    run(["lint", "--fix", "--unsafe-fixes", "--select", "unknown-prerequisite", "plans"])
    text = (folder / "plans" / "other.yaml").read_text(encoding="utf-8")
    assert text == OTHER.replace("vison:1.1", "vision:1.1")
