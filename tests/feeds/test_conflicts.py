# ruff: noqa: E501
"""What cannot be read stops an export and an edit; a conflict in the planning is told, and done."""

from __future__ import annotations

import pytest

from feeds.conformance import complaints
from snapshots import snapshot_of
from ssetrack.cli.run import run
from ssetrack.diagnostic import Kind, Severity
from ssetrack.lint import RULES, Settings, check

HEAD = "ssetrack: 1\nid: p\ntitle: P\nperiod: 2027\ntimezone: UTC\nowners: {ana: Ana}\ngoals: {A: Learn}\nactivities:\n"
FIRST = "  - {id: a, title: First, owners: [ana], when: 2027-03-08}\n"

CONFLICTS = {
    "outside-period": "  - {id: b, title: B, owners: [ana], when: 2029-03-08}\n",
    "due-before-prerequisite": "  - {id: b, title: B, owners: [ana], deadline: 2027-02-01, after: [a]}\n",
    "completed-in-future": "  - {id: b, title: B, owners: [ana], deadline: 2027-02-01, done: 2027-06-01}\n",
    "completion-conflict": "  - {id: b, title: B, owners: [ana], deadline: 2027-02-01, done: 2026-06-01, status: planned}\n",
    "overlapping-events": (
        '  - {id: b, title: B, owners: [ana], when: "2027-04-01T10:00/12:00"}\n'
        '  - {id: c, title: C, owners: [ana], when: "2027-04-01T11:00/12:00"}\n'
    ),
    "dependency-cycle": (
        "  - {id: b, title: B, owners: [ana], deadline: 2027-02-01, after: [c]}\n"
        "  - {id: c, title: C, owners: [ana], deadline: 2027-02-01, after: [b]}\n"
    ),
    "dependency-cycle of one": "  - {id: b, title: B, owners: [ana], deadline: 2027-02-01, after: [b]}\n",
    "unknown-prerequisite": "  - {id: b, title: B, owners: [ana], deadline: 2027-02-01, after: [zz]}\n",
}
DEFECTS = {
    "impossible-date": "  - {id: b, title: B, owners: [ana], when: 2027-02-30}\n",
    "unknown-owner": "  - {id: b, title: B, owners: [anna], when: 2027-02-20}\n",
    "unknown-goal": "  - {id: b, title: B, owners: [ana], goals: [Z], when: 2027-02-20}\n",
    "duplicate-id": "  - {id: a, title: B, owners: [ana], when: 2027-02-20}\n",
    "end-before-start": "  - {id: b, title: B, owners: [ana], start: 2027-06, deadline: 2027-02-20}\n",
    "dependency-cycle": (
        "  - {id: b, title: B, owners: [ana], deadline: 1 week before c}\n"
        "  - {id: c, title: C, owners: [ana], deadline: 1 week after b}\n"
    ),
    "unknown-prerequisite": "  - {id: b, title: B, owners: [ana], deadline: 1 week before zz}\n",
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_conflict_is_exported_and_told(case, here, capsys):
    (here / "p.yaml").write_text(HEAD + FIRST + CONFLICTS[case], encoding="utf-8")
    kinds = {one.rule: one.kind for one in check(snapshot_of(HEAD + FIRST + CONFLICTS[case]), Settings())}
    assert kinds[case.split()[0]] is Kind.CONFLICT
    assert run(["export", "ics", "p.yaml", "-o", "a.ics", "--today", "2026-11-28"]) == 0
    assert "p.yaml:" in capsys.readouterr().err
    assert complaints((here / "a.ics").read_bytes()) == []


@pytest.mark.parametrize("case", DEFECTS)
def test_a_defect_is_not_exported(case, here, capsys):
    # A conflict beside it changes nothing.
    text = HEAD + FIRST + DEFECTS[case] + CONFLICTS["outside-period"].replace("id: b", "id: z")
    (here / "p.yaml").write_text(text, encoding="utf-8")
    assert run(["export", "ics", "p.yaml", "-o", "a.ics", "--today", "2026-11-28"]) == 2
    assert "nothing was exported" in capsys.readouterr().err
    assert not (here / "a.ics").exists()


EDITS = [
    (["move", "a", "2031-03-08"], "outside"),
    (["set", "a", "after=b"], "wait for each other"),
    (["set", "a", "after=zz"], "has the id `zz`"),
    (["move", "a", "2027-06-08"], "but it waits for `a`"),
]


@pytest.mark.parametrize(("words", "told"), EDITS)
def test_an_edit_that_makes_a_conflict_is_done_and_told(words, told, here, capsys):
    text = HEAD + FIRST + "  - {id: b, title: B, owners: [ana], deadline: 2027-05-01, after: [a]}\n"
    (here / "p.yaml").write_text(text, encoding="utf-8")
    assert run([*words, "--in", "p.yaml", "--today", "2026-11-28"]) == 0
    error = capsys.readouterr().err
    assert "warning: a" in error or "warning: b" in error, error
    assert told in error
    assert (here / "p.yaml").read_text(encoding="utf-8") != text


def test_an_edit_that_makes_a_defect_is_refused(here, capsys):
    text = HEAD + FIRST + CONFLICTS["outside-period"]
    (here / "p.yaml").write_text(text, encoding="utf-8")
    assert run(["set", "a", "owners=anna", "--in", "p.yaml", "--today", "2026-11-28"]) == 2
    assert (here / "p.yaml").read_text(encoding="utf-8") == text


def test_which_rules_are_of_conflicts():
    assert {name for name, rule in RULES.items() if rule.kind is Kind.CONFLICT} == {
        "after-project",
        "outside-period",
        "due-before-prerequisite",
        "completed-in-future",
        "completion-conflict",
        "overlapping-events",
    }
    assert RULES["end-before-start"].severity is Severity.ERROR


def test_many_conflicts_are_counted(here, capsys):
    items = "".join(
        f"  - {{id: b{number}, title: B{number}, owners: [ana], when: 2029-03-08}}\n" for number in range(15)
    )
    (here / "p.yaml").write_text(HEAD + items, encoding="utf-8")
    assert run(["export", "ics", "p.yaml", "-o", "a.ics", "--today", "2026-11-28"]) == 0
    assert "and 5 more: `ssetrack lint` lists them" in capsys.readouterr().err
