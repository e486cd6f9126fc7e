"""What is renamed stays what it was: in calendars, in `slip` and `diff`; and an import that was undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import console
from repositories import Repository

PLAN = """\
ssetrack: 1
id: p
title: P
period: 2004
owners: {ana: Ana}
goals: {A: Meet, B: "Write, print"}
activities:
  - {id: 1.1, title: One, owners: [ana], goals: [A], when: 2004-03-01}
  - id: 2
    title: Two
    goals: [B]
    milestones:
      - {id: draft, title: Draft, deadline: 2004-04}
      - {id: final, title: Final, deadline: 2 weeks after 2/draft}
"""

DAY = {"SSETRACK_TODAY": "2004-02-01"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.write("plans/p.yaml", PLAN)
    made.commit("2004-01-02")
    return made


def ssetrack(repository: Repository, *words: str) -> str:
    code, said = console.run_here(list(words), repository.root, DAY)
    assert code == 0, said
    return said


def identities(repository: Repository) -> list[str]:
    """The UIDs, and what refers to them, of both feeds."""
    feeds = ssetrack(repository, "export", "ics") + ssetrack(repository, "export", "ics", "--tasks")
    return re.findall(r"^(?:UID|RELATED-TO[^:\r]*):\S+", feeds.replace("\r\n ", ""), re.MULTILINE)


RENAMINGS = [("1.1", "call"), ("2", "text"), ("text/draft", "sketch"), ("goal:A", "M"), ("goal:B", "W")]


def test_calendars(repository: Repository):
    before = identities(repository)
    assert before
    for old, new in RENAMINGS:
        ssetrack(repository, "rename", old, new)
    assert identities(repository) == before
    text = (repository.root / "plans" / "p.yaml").read_text(encoding="utf-8")
    assert "deadline: 2 weeks after text/sketch" in text
    for old, new in reversed(RENAMINGS):
        head, sign, last = old.rpartition("/")
        if not sign:
            head, sign, last = old.rpartition(":")
        ssetrack(repository, "rename", f"{head}{sign}{new}", last)
    assert (repository.root / "plans" / "p.yaml").read_text(encoding="utf-8") == PLAN


def test_a_new_item_with_the_old_id_has_a_uid_of_its_own(repository: Repository):
    before = identities(repository)
    ssetrack(repository, "rename", "1.1", "call")
    plan = repository.root / "plans" / "p.yaml"
    text = plan.read_text(encoding="utf-8")
    new = "activities:\n  - {id: 1.1, title: Another, when: 2004-05-01}\n"
    plan.write_text(text.replace("activities:\n", new), encoding="utf-8")
    now = identities(repository)
    assert set(before) < set(now)
    assert any(re.fullmatch(r"UID:1\.1\.p\.[0-9a-f]{16}@\S+", one) for one in now)


def test_a_list_that_is_numbered_anew(repository: Repository):
    before = identities(repository)
    for old, new in (("2", "3"), ("1.1", "2"), ("goal:B", "C"), ("goal:A", "B")):
        ssetrack(repository, "rename", old, new)
    assert identities(repository) == before


def test_diff(repository: Repository):
    for old, new in RENAMINGS:
        ssetrack(repository, "rename", old, new)
    code, said = console.run_here(["diff", "HEAD", "--format", "json"], repository.root, DAY)
    assert code in (0, 1)
    assert '"change": "new"' not in said
    assert '"change": "gone"' not in said
    assert '"change": "moved"' not in said
    assert '"before": "1.1", "after": "call"' in said


def test_slip(repository: Repository):
    ssetrack(repository, "rename", "1.1", "call")
    repository.commit("2004-01-10")
    ssetrack(repository, "move", "call", "2004-03-11")
    repository.commit("2004-01-20")
    said = ssetrack(repository, "slip", "--format", "json")
    assert '"id": "call"' in said
    assert '"days": 10' in said


def test_undo_of_an_import_lets_it_be_imported_again(repository: Repository):
    table = repository.root / "table.md"
    rows = "| Nr | Activity | Deadline |\n|---|---|---|\n| 1 | Council | May 2004 |\n"
    table.write_text(rows, encoding="utf-8")
    console.run_here(["import", "table.md", "-o", "plans/t.yaml"], repository.root, DAY)
    folder = repository.root / "plans"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    table.write_text(rows.replace("May", "June"), encoding="utf-8")
    again = ["import", "table.md", "--into", "plans/t.yaml"]
    console.run_here(again, repository.root, DAY)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after["t.yaml"] != before["t.yaml"]
    ssetrack(repository, "undo")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    console.run_here(again, repository.root, DAY)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == after
