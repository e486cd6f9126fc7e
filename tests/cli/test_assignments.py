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


OWN = {
    "add b New --section s x-foo.bar=1 deadline=2027-05": "x-foo: {bar: 1}",
    "add b New --section s x-foo=1 deadline=2027-05": "x-foo: 1",
    "add owner:zoe Zoe x-foo.bar=1": "x-foo: {bar: 1}",
    "add goal:Z Zed x-foo.bar=1": "x-foo: {bar: 1}",
    "add section:z Zed x-foo.bar=1": "x-foo: {bar: 1}",
    "set a x-foo.bar=1": "x-foo: {bar: 1}",
    "set owner:ana x-foo.bar=1": "x-foo: {bar: 1}",
    "set section:s x-foo.bar=1": "x-foo: {bar: 1}",
    "set plan x-foo.bar=1": "x-foo:",
}


@pytest.mark.parametrize("words", OWN)
def test_a_field_of_ones_own_may_have_parts(words: str, here: Path, capsys: pytest.CaptureFixture[str]):
    assert run([*words.split(), "--in", "p.yaml"]) == 0, capsys.readouterr().err
    assert OWN[words] in (here / "p.yaml").read_text()


NOTHING_THERE = [
    "a notes.fr=",
    "a title.fr=",
    "a x-foo.bar=",
    "a when.time=",
    "a time=",
    "a timezone=",
    "a repeat= until=",
    "a tags=,",
    "a tags=",
    "a owners=,",
    "a deliverables.fr=",
    "a deliverables=",
    "series tags=, --series",
    "series@2027-03-08 owners=,",
    "series@2027-03-08 notes=",
    "series when.timezone= --series",
    "goal:A notes.fr=",
    "goal:A notes=",
    "goal:A title.fr=",
    "owner:ana members=,",
    "owner:ana name.fr=",
    "owner:ana aliases=,",
    "owner:ana vacant=",
    "section:s lead=,",
    "section:s notes.fr=",
    "plan lead=,",
    "plan notes.fr=",
    "plan aim.fr= aim.es=",
]


@pytest.mark.parametrize("words", NOTHING_THERE)
def test_what_is_not_there_is_not_taken_away(words: str, here: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["set", *words.split(), "--in", "p.yaml"]) == 0, capsys.readouterr().err
    assert (here / "p.yaml").read_text() == PLAN
    assert "already has these values" in capsys.readouterr().err


FIELDS = "deadline: 2027-03|tags: [x]|notes: {fr: Oui}|where: Rome|owners: ana|x-foo: {bar: 1}"
TAKEN = {
    "tags=,": "tags",
    "owners= , ": "owners",
    "notes.fr=": "notes",
    "where.en=": "where",
    "x-foo.bar=": "x-foo",
}


@pytest.mark.parametrize("word", TAKEN)
def test_a_field_goes_with_the_last_of_it(word: str, here: Path, capsys: pytest.CaptureFixture[str]):
    lines = [f"        {line}\n" for line in FIELDS.split("|")]
    text = PLAN.replace(
        "{id: a, title: A, deadline: 2027-03}\n", "id: a\n        title: A\n" + "".join(lines)
    )
    (here / "p.yaml").write_text(text, encoding="utf-8")
    assert run(["set", "a", word]) == 0, capsys.readouterr().err
    rest = [line for line in text.splitlines() if not line.startswith(f"        {TAKEN[word]}:")]
    assert (here / "p.yaml").read_text().splitlines() == rest


NOT_ADDED = {
    "add goal:Z Zed notes.fr=": "Z: Zed\n",
    "add goal:Z Zed title.en=": "Z: Zed",
    "add owner:zoe Zoe members=, notes=": "zoe: Zoe",
    "add b New --section s tags=, notes.fr= deadline=2027-05": "- {id: b, title: New, deadline: 2027-05}",
}


@pytest.mark.parametrize("words", NOT_ADDED)
def test_nothing_is_added_of_what_is_empty(words: str, here: Path, capsys: pytest.CaptureFixture[str]):
    assert run([*words.split(), "--in", "p.yaml"]) == 0, capsys.readouterr().err
    assert NOT_ADDED[words].strip() in (here / "p.yaml").read_text()


@pytest.mark.parametrize("words", ["a title.en=", "goal:A title.en=", "owner:ana name.en=", "plan title.en="])
def test_what_is_required_stays(words: str, here: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["set", *words.split(), "--in", "p.yaml"]) == 2
    assert "is required" in capsys.readouterr().err
    assert (here / "p.yaml").read_text() == PLAN


def test_a_date_alone_stays_alone(here: Path):
    assert run(["set", "a", "deadline.date=2027-04"]) == 0
    assert (here / "p.yaml").read_text() == PLAN.replace("deadline: 2027-03", "deadline: 2027-04")


@pytest.mark.parametrize("text", ["", "- a\n", "text\n"])
@pytest.mark.parametrize("words", ["set plan title=x", "set plan:none title=x", "add n New", "add owner:x X"])
def test_what_has_no_fields_is_no_plan(text: str, words: str, here: Path, capsys: pytest.CaptureFixture[str]):
    (here / "none.yaml").write_text(text, encoding="utf-8")
    assert run([*words.split(), "--in", "none.yaml"]) == 2
    assert "none of the plans here can be read" in capsys.readouterr().err


SECTIONS = """\
ssetrack: 1
id: p
title: P
language: en
sections:
  - title: {en: First, fr: Premier}
    activities: [{id: a, title: A, deadline: 2027-03}]
  - title: {fr: Second}
    activities: [{id: b, title: B, deadline: 2027-03}]
"""


@pytest.mark.parametrize(
    ("section", "before"), [("First", "a"), ("premier", "a"), ("second", "b"), ("nowhere", "")]
)
def test_a_section_goes_by_its_title_in_any_language(
    section: str, before: str, here: Path, capsys: pytest.CaptureFixture[str]
):
    (here / "p.yaml").write_text(SECTIONS, encoding="utf-8")
    code = run(["add", "new", "New", "deadline=2027-05", "--section", section, "--in", "p.yaml"])
    if before:
        assert code == 0
        line = next(line for line in (here / "p.yaml").read_text().splitlines() if "id: new" in line)
        assert f"id: {before}," in line
    else:
        assert code == 2
        assert "choose: `First`, `Second`" in capsys.readouterr().err
