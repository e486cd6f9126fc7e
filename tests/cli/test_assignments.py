"""`FIELD=VALUE` as typed: blanks round its sign, parts of fields, fields of one's own, what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssetrack.cli.run import run

PLAN = """\
ssetrack: 1
id: p
title: P
language: en
goals: {A: Reach}
owners: {ana: Ana}
sections:
  - id: s
    title: S
    activities:
      - {id: a, title: A, deadline: 2027-03}
      - {id: series, title: R, when: {date: 2027-03-01, repeat: weekly, until: 2027-06}}
"""
OTHER = 'ssetrack: 1\nid: q\ntitle: Q\nactivities: [{id: d, title: D, deadline: 2027-05, after: ["p:a"]}]\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "q.yaml").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSETRACK_TODAY", "2027-01-05")
    return tmp_path


SERIES = "repeats: say which date you mean"
REFERRED = "`plan:p` is still referred to by"
REFUSED = {
    "series|when=2027-03-05": SERIES,
    "series|when =2027-03-05": SERIES,
    "series| when=2027-03-05": SERIES,
    "series|when.date=2027-03-05": SERIES,
    "series|when.date = 2027-03-05": SERIES,
    "series|deadline.date=2027-03-05": SERIES,
    "plan:p|id=z": REFERRED,
    "plan:p|id =z": REFERRED,
    "plan:p| id = z": REFERRED,
    "a|status=done|nonsense": "`nonsense` does not have the form FIELD=VALUE",
}


@pytest.mark.parametrize("words", REFUSED)
def test_a_blank_gets_round_no_safeguard(words: str, here: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["set", *words.split("|")]) == 2
    assert REFUSED[words] in capsys.readouterr().err
    assert ((here / "p.yaml").read_text(), (here / "q.yaml").read_text()) == (PLAN, OTHER)


def test_a_blank_changes_nothing_of_what_is_done(here: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["set", "series", "status = done", "--series"]) == 0
    assert "status: done" in (here / "p.yaml").read_text()
    assert run(["set", "plan:q", "title = New"]) == 0
    assert "changed `plan`: title\n" in capsys.readouterr().err
