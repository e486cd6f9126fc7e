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
    (["set", "goal:A", "title.fr=Atteindre", "title.es=Llegar"], "A: {title: {fr: Atteindre, es: Llegar}}"),
    (["set", "owner:ana", "name.es=Aña", "name.pt=Aná", "email=a@example.org"], "name: {es: Aña, pt: Aná}"),
    (["set", "plan", "title.fr=Travail", "title.es=Trabajo"], "title: {fr: Travail, es: Trabajo}"),
    (["set", "plan", "title=Work", "title.es=Trabajo"], "title: {en: Work, es: Trabajo}"),
    (["add", "n", "New", "title.fr=Neuf", "title.es=Nuevo"], "title: {en: New, fr: Neuf, es: Nuevo}"),
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


@pytest.mark.parametrize(
    "words",
    [
        "undo w.yaml", "done a w.yaml", "done w.yaml", "move a w.yaml +1w", "set a w.yaml status=done",
        "assign a w.yaml", "note a w.yaml", "rename a z w.yaml", "remove a w.yaml", "add n New w.yaml",
        "fill seat ben w.yaml",
    ],
)  # fmt: skip
def test_a_file_among_the_words_is_named_after_in(here: Path, words: str, capsys: pytest.CaptureFixture[str]):
    code, error = said(words.split(), capsys)
    assert (code, error.splitlines()[-1]) == (2, "  write `--in w.yaml`")
    assert "quotes" not in error
    assert ((here / "w.yaml").read_text(), (here / "v.yaml").read_text()) == (PLAN, OTHER)


def test_a_file_where_no_plan_is_read_is_not_a_text_of_several_words(
    here: Path, capsys: pytest.CaptureFixture[str]
):
    assert "quotes" not in said(["rule", "vague-date", "w.yaml"], capsys)[1]
    assert "quotes" in said(["rule", "vague", "date"], capsys)[1]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2027-03", "now certain: `b`, 15 February 2027"),
        ("2027-03~", "moves along: `b`, perhaps"),
        ("2027-04", "moves along: `b`, perhaps"),
    ],
)
def test_a_date_that_becomes_certain_is_said_to(
    here: Path, date: str, told: str, capsys: pytest.CaptureFixture[str]
):
    """ "perhaps 15 February 2027 → 15 February 2027" was true and no help."""
    (here / "w.yaml").write_text(PLAN.replace("deadline: 2027-03,", "deadline: 2027-03?,"), encoding="utf-8")
    assert told in said(["move", "a", date, "--in", "w.yaml"], capsys)[1]


def test_a_person_is_not_shown_as_no_vacant_role(here: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["show", "owner:ana", "w.yaml"]) == 0
    assert "Vacant role" not in capsys.readouterr().out
    assert run(["show", "owner:seat", "w.yaml"]) == 0
    assert "Vacant role  yes" in capsys.readouterr().out


def test_one_line_is_one_number(here: Path, capsys: pytest.CaptureFixture[str]):
    run(["show", "a", "w.yaml"])
    assert "w.yaml:12;" in capsys.readouterr().out


def test_a_milestone_that_goes_may_leave_a_conflict(here: Path, capsys: pytest.CaptureFixture[str]):
    """Without it the activity is due by its own date, for which another one cannot wait."""
    plan = here / "m.yaml"
    plan.write_text(
        """\
ssetrack: 1
id: m
title: M
activities:
  - {id: one, title: One, deadline: 2027-01, after: [two]}
  - {id: two, title: Two, deadline: 2027-06,
     milestones: [{id: a, title: A, deadline: 2026-12}, {id: b, title: B}]}
""",
        encoding="utf-8",
    )
    assert "warning" not in said(["remove", "two/b", "--in", "m.yaml"], capsys)[1]
    code, told = said(["remove", "two/a", "--in", "m.yaml"], capsys)
    assert (code, "warning: one: `one` is due by 2027-01-31" in told) == (0, True)
    assert "milestones" not in plan.read_text(encoding="utf-8")
