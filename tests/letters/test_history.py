"""What changed since the last letter, as git knows it; and drafts in a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import console
from repositories import Repository

PLAN = """ssetrack: 1
id: p
title: Plan
owners: {ana: {name: Ana, email: ana@example.org}, bo: {name: Bo, email: bo@example.org}}
activities:
  - {id: a, title: First, owners: [ana], deadline: 2004-10-20, budget: 100 EUR}
  - {id: b, title: Second, owners: [bo], deadline: 2004-10-21}
  - {id: c, title: Third, owners: [bo], deadline: 2004-10-22, log: [2004-09-01 Slow]}
"""
LATER = (
    PLAN.replace("2004-10-20", "2004-11-20")
    .replace("100 EUR", "900 EUR")
    .replace("title: Second, owners: [bo]", "title: Second, owners: [ana]")
    .replace("2004-09-01 Slow", "2004-09-20 Slower")
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "kept")
    made.write("plans/p.yaml", PLAN)
    made.commit("2004-09-01")
    made.write("plans/p.yaml", LATER)
    made.commit("2004-09-25")
    return made


def letters(folder: Path, *words: str) -> tuple[int, str]:
    return console.run_here(["letters", *words], folder, {"SSETRACK_TODAY": "2004-10-01"})


def changed(text: str) -> str:
    """The section of what changed, of the first letter's plain part."""
    _, heading, rest = text.partition("Changed since ")
    return (heading + rest).partition("Later (")[0].partition("To answer")[0]


@pytest.mark.needs("git")
def test_what_git_knows(repository: Repository):
    record = repository.root / ".ssetrack" / "letters.json"
    record.parent.mkdir()
    last = {"day": "2004-09-20", "message-id": "<a@b>", "said": {}}
    record.write_text(json.dumps({"version": 1, "letters": {"ana": last, "bo": last}}), encoding="utf-8")
    _, asked = letters(repository.root, "--stdout", "--owner", "ana", "--since", "2004-09-20")
    code, told = letters(repository.root, "--stdout", "--owner", "ana")
    assert code == 0
    assert told == asked
    assert changed(told) == (
        "Changed since 20 September 2004 (2)\n\n"
        "- a First\n  20 October 2004 → 20 November 2004: 31 days later\n"
        "- b Second\n  Bo → Ana\n\n"
    )
    _, told = letters(repository.root, "--stdout", "--owner", "bo")
    assert "b Second\n  Bo → Ana" in changed(told)
    for private in ("900 EUR", "Slower"):
        assert private not in told + asked


@pytest.mark.needs("git")
def test_the_first_letter_tells_no_changes(repository: Repository):
    _, told = letters(repository.root, "--stdout")
    assert "Changed since" not in told


@pytest.mark.needs("git")
@pytest.mark.parametrize("since", ["2005-01-01", "no-such-revision"])
def test_a_day_that_cannot_be(repository: Repository, since: str):
    code, _ = letters(repository.root, "--stdout", "--since", since)
    assert code == 2


def test_drafts_of_others_stay(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    code, _ = letters(tmp_path, "p.yaml", "-o", "out")
    assert code == 0
    mine = tmp_path / "out" / "mine.eml"
    mine.write_text("Subject: mine\n\nX-Mailer: ssetrack\n", encoding="utf-8")
    _, told = letters(tmp_path, "p.yaml", "-o", "out", "--owner", "ana")
    assert "from an earlier run: `bo.eml`; `--prune` removes them" in told
    assert (tmp_path / "out" / "bo.eml").exists()
    assert b"bo@example.org" not in (tmp_path / "out" / "letters.mbox").read_bytes()
    _, told = letters(tmp_path, "p.yaml", "-o", "out", "--owner", "ana", "--prune")
    assert "removed: `bo.eml`" in told
    assert sorted(path.name for path in mine.parent.iterdir()) == ["ana.eml", "letters.mbox", "mine.eml"]
    (tmp_path / "out" / "ana.eml").write_text("Subject: mine\n\n", encoding="utf-8")
    code, told = letters(tmp_path, "p.yaml", "-o", "out")
    assert (code, "not a draft that ssetrack wrote" in told) == (2, True)
    assert not (tmp_path / "out" / "bo.eml").exists()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_letter_that_was_sent_is_no_draft(tmp_path: Path, end: str):
    """A mail program saves what was sent with the header of ours that says who wrote it."""
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    letters(tmp_path, "p.yaml", "-o", "out")
    draft = (tmp_path / "out" / "bo.eml").read_bytes()
    sent = draft.replace(b"X-Unsent: 1\r\n", b"").replace(b"\r\n", end.encode())
    assert sent.count(b"X-Mailer: ssetrack") == 1
    (tmp_path / "out" / "sent.eml").write_bytes(sent)
    _, told = letters(tmp_path, "p.yaml", "-o", "out", "--owner", "ana", "--prune")
    assert "removed: `bo.eml`" in told
    assert (tmp_path / "out" / "sent.eml").read_bytes() == sent
    for name, there in (("bo.eml", sent), ("letters.mbox", b"From bo Thu Jan  1 00:00:00 2004\n" + sent)):
        (tmp_path / "out" / name).write_bytes(there)
        code, told = letters(tmp_path, "p.yaml", "-o", "out")
        assert (code, "not a draft that ssetrack wrote" in told) == (2, True)
        assert (tmp_path / "out" / name).read_bytes() == there
        (tmp_path / "out" / name).unlink()


@pytest.mark.parametrize("name", ["ana.eml", "letters.mbox"])
def test_what_is_in_the_folder_and_not_ours_stays(tmp_path: Path, name: str):
    """A folder of mail has an mbox of that name, too; a link leads to a file that is anybody's."""
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    there = tmp_path / "out" / name
    there.parent.mkdir()
    there.write_text("From bo Thu Jan  1 00:00:00 2004\nSubject: mine\n\nmine\n", encoding="utf-8")
    code, told = letters(tmp_path, "p.yaml", "-o", "out")
    assert (code, "not a draft that ssetrack wrote" in told) == (2, True)
    assert [path.name for path in there.parent.iterdir()] == [name]
    there.unlink()
    there.symlink_to(tmp_path / "elsewhere")
    code, told = letters(tmp_path, "p.yaml", "-o", "out")
    assert (code, "leads out of the folder" in told) == (2, True)
    assert not (tmp_path / "elsewhere").exists()


def test_names_that_windows_keeps_or_that_are_alike(tmp_path: Path):
    owners = "".join(
        f"  {slug}: {{name: {slug}, email: {number}@example.org}}\n"
        for number, slug in enumerate(("con", "Ana", "ana", "LPT1.x"))
    )
    items = "".join(
        f"  - {{id: i{number}, title: T, owners: [{slug}], deadline: 2004-11}}\n"
        for number, slug in enumerate(("con", "Ana", "ana", "LPT1.x"))
    )
    text = f"ssetrack: 1\nid: p\ntitle: P\nowners:\n{owners}activities:\n{items}"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    code, _ = letters(tmp_path, "p.yaml", "-o", "out")
    assert code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["ana-2.eml", "ana.eml", "con-2.eml", "letters.mbox", "lpt1-x.eml"]


def test_nothing_to_say(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    code, told = letters(tmp_path, "p.yaml", "-o", "out", "--text", "nothing like it")
    assert (code, "there is nothing new to say" in told) == (0, True)
    assert (tmp_path / "out" / "letters.mbox").read_bytes() == b""


def test_several_plans_and_filters(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "q.yaml").write_text(PLAN.replace("id: p\n", "id: q\n"), encoding="utf-8")
    _, told = letters(tmp_path, "p.yaml", "q.yaml", "--stdout", "--owner", "ana")
    assert "p:a: 2004-10-20\nq:a: 2004-10-20\n" in told
    _, told = letters(tmp_path, "p.yaml", "q.yaml", "--stdout", "--owner", "ana", "--plan", "q")
    assert "q:a: 2004-10-20\n" in told
    assert "p:a" not in told
    code, _ = letters(tmp_path, "p.yaml", "--stdout", "--owner", "nobody-like-that")
    assert code == 2


@pytest.mark.parametrize("spelling", ["Owner", "propriétaire", "responsable", "owner, Responsable"])
def test_a_role_is_named_as_in_every_filter(tmp_path: Path, spelling: str):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    expected = letters(tmp_path, "p.yaml", "--stdout", "--role", "owner")
    assert expected[0] == 0
    assert "First" in expected[1]
    assert letters(tmp_path, "p.yaml", "--stdout", "--role", spelling) == expected
