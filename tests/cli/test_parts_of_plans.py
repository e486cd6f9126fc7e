"""What edits of people, goals and plans say and refuse; and which conflicts they call new."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssetrack.cli.run import run

PLAN = """\
ssetrack: 1
id: w
title: W
language: en
goals: {A: {title: Reach}}
owners:
  ana: Ana
  ben: Ben
  seat: {name: Seat, vacant: true, alternates: [ana], notes: "for a year"}   # to be found
  plain: {name: Plain, vacant: true}
activities:
  - {id: a, title: A, deadline: 2027-03, owners: [seat, plain]}
  - {id: b, title: B, deadline: 2 weeks before a, after: [a]}
  - {id: c, title: C, deadline: 2028-01}
  - {id: e, title: E, milestones: [{id: text, title: Text, deadline: 2027-01}]}
"""
OTHER = """\
ssetrack: 1
id: v
title: V
activities: [{id: d, title: D, deadline: 2027-05, after: ["w:a"]}]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "w.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "v.yaml").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSETRACK_TODAY", "2026-11-28")
    return tmp_path


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(arguments)
    return code, capsys.readouterr().err


REFUSED = [
    (["fill", "seat", "seat"], "`seat` is the role itself"),
    (["fill", "plain", "owner:plain"], "`plain` is the role itself"),
    (["rename", "c", "plan", "--in", "w.yaml"], "`plan` means the plan itself"),
    (["add", "plan", "X", "deadline=2027", "--in", "w.yaml"], "`plan` means the plan itself"),
    (["set", "plan:w", "id=q"], "`plan:w` is still referred to by v:d"),
    (["add", "owner:x", "X", "email.fr=a@example.org", "--in", "w.yaml"], "`email` cannot be translated"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED, ids=[" ".join(row[0][:3]) for row in REFUSED])
def test_what_is_refused(here: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]):
    code, error = said(arguments, capsys)
    assert code == 2
    assert sentence.replace("v:d", "") in error.replace("`v:d`", "")
    assert ((here / "w.yaml").read_text(), (here / "v.yaml").read_text()) == (PLAN, OTHER)


def test_a_milestone_may_be_called_plan(here: Path, capsys: pytest.CaptureFixture[str]):
    assert said(["add", "e/plan", "The plan", "deadline=2027-02", "--in", "w.yaml"], capsys)[0] == 0


def test_what_goes_with_a_role_is_named(here: Path, capsys: pytest.CaptureFixture[str]):
    assert "were removed with it: alternates, notes" in said(["fill", "seat", "ben"], capsys)[1]
    assert "went with it" not in said(["fill", "plain", "ben"], capsys)[1]
    assert "owners: [ben]" in (here / "w.yaml").read_text()


def test_a_new_id_of_a_plan_is_a_new_plan_for_calendars(here: Path, capsys: pytest.CaptureFixture[str]):
    code, error = said(["set", "plan", "id=q", "--in", "v.yaml"], capsys)
    assert (code, "as new ones" in error) == (0, True)
    assert "as new ones" not in said(["set", "plan", "aim=Peace", "--in", "v.yaml"], capsys)[1]


NEW_PARTS = [
    (["add", "goal:B", "Learn", "title.fr=Apprendre"], "B: {title: {en: Learn, fr: Apprendre}}"),
    (["add", "owner:zoe", "Zoe", "name.es=Zoé"], "zoe: {name: {en: Zoe, es: Zoé}}"),
    (["set", "goal:A", "title.fr=Atteindre"], "A: {title: {en: Reach, fr: Atteindre}}"),
]


@pytest.mark.parametrize(("arguments", "text"), NEW_PARTS, ids=[row[0][1] for row in NEW_PARTS])
def test_a_part_in_several_languages(
    here: Path, arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]
):
    assert said([*arguments, "--in", "w.yaml"], capsys)[0] == 0
    written = " ".join((here / "w.yaml").read_text().split())
    for word in text.replace("{", " ").replace("}", " ").replace(",", " ").split():
        assert word in written


def test_the_same_id_again_is_said(here: Path, capsys: pytest.CaptureFixture[str]):
    assert said(["rename", "c", "c", "--in", "w.yaml"], capsys) == (0, "`c` already has this id\n")


def test_a_conflict_that_was_there_is_not_new(here: Path, capsys: pytest.CaptureFixture[str]):
    """Only its dates are others; one with another item is."""
    assert "warning" not in said(["move", "a", "b", "+1m", "--in", "w.yaml"], capsys)[1]
    warnings = [
        line
        for line in said(["set", "b", "after=a,c", "--in", "w.yaml"], capsys)[1].splitlines()
        if line.startswith("warning")
    ]
    assert [("`a`" in line, "`c`" in line) for line in warnings] == [(False, True)]
    assert "no longer" in said(["set", "b", "after=", "--in", "w.yaml"], capsys)[1]


def test_lang_where_there_is_none(capsys: pytest.CaptureFixture[str]):
    code, error = said(["move", "a", "+1w", "--lang", "fr"], capsys)
    assert (code, "SSETRACK_LANG" in error, "--tag" in error) == (2, True, False)
