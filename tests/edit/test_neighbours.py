"""What an edit writes looks like what is beside it, and takes nothing from what is above."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ssetrack.cli.run import run
from ssetrack.load import load
from ssetrack.source import read

DAYS = ["2027-01-01", "2027-02-01"]
JSON_PLAN = {
    "ssetrack": 1,
    "title": "T",
    "activities": [
        {
            "id": "a",
            "title": "A",
            "owners": ["ana"],
            "notes": "ctrl \u0007 \u00e9",
            "when": ["2027-01-01", "2027-02-01"],
        },
        {"id": "m", "title": "M", "milestones": [], "status": "planned"},
    ],
}

EDITS = [
    ("done", "a", "2026-11-01"),
    ("done", "m", "2026-11-01"),
    ("set", "a", "priority=high", "owners=x,y", "where=Paris", "tags=1.10,b"),
    ("set", "a", "title.fr=B"),
    ("set", "a", "notes=", "owners="),
    ("set", "m", "deadline=2027", "links=https://example.org"),
    ("set", "a", 'notes=tab \t and "quotes" \\ NO'),
    ("add", "b", "B", "owners=ana", "deadline=2027"),
    ("add", "m/k", "K"),
    ("assign", "a", "ben", "ana"),
    ("assign", "m", "ben"),
    ("move", "a", "2027-02-01"),
    ("move", "m", "2027-03"),
]


def edited(text: str, tmp_path: Path, *arguments: str, name: str = "plan.yaml") -> str:
    """The text after a command, or what was said on the side where it failed."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert run([*arguments, "--in", str(path)]) in (0, 1)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("indent", [None, 2, 4])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: " ".join(edit)[:20])
def test_json_stays_json(edit: tuple[str, ...], indent: int | None, tmp_path: Path):
    before = json.dumps(JSON_PLAN, indent=indent)
    after = edited(before, tmp_path, *edit, name="plan.yaml")
    assert after != before
    data = json.loads(after)
    found = load(read(after.encode(), "plan.yaml"))
    assert found.problems == ()
    assert [one["id"] for one in data["activities"]][:2] == ["a", "m"]


@pytest.mark.parametrize(
    ("holder", "item", "after"),
    [
        ("activities: []\n", "n", 'activities:\n  - id: "n"\n    title: T\n'),
        ("activities: [ ]  # none yet\n", "n", 'activities:  # none yet\n  - id: "n"\n    title: T\n'),
        ("activities: ~\n", "n", 'activities:\n  - id: "n"\n    title: T\n'),
        ("activities:   null\nx-a: b\n", "n", 'activities:\n  - id: "n"\n    title: T\nx-a: b\n'),
        ("activities:\n", "n", 'activities:\n  - id: "n"\n    title: T\n'),
        ("activities: []", "n", 'activities:\n  - id: "n"\n    title: T'),
        (
            "activities:\n  - id: a\n    title: A\n    milestones: []\n",
            "a/k",
            "activities:\n  - id: a\n    title: A\n    milestones:\n      - id: k\n        title: T\n",
        ),
    ],
)
def test_an_empty_list_grows_into_a_block(holder: str, item: str, after: str, tmp_path: Path):
    head = "ssetrack: 1\ntitle: P\n"
    assert edited(head + holder, tmp_path, "add", item, "T") == head + after


def test_no_comment_in_an_empty_list_is_lost(tmp_path: Path):
    path = tmp_path / "p.yaml"
    path.write_text("ssetrack: 1\ntitle: P\nactivities: [\n  # later\n]\n", encoding="utf-8")
    assert run(["add", "n", "T", "--in", str(path)]) == 2
    assert "# later" in path.read_text(encoding="utf-8")


COMMENTED = """\
ssetrack: 1
title: T
activities:
  - id: a
    title: A
    # about a: ask the hall first

    # deadline: 2026-05 was the first idea
  - id: z
    title: Z
    milestones:
      - id: m
        title: M
        # about m: two pages
    # about z
  # about the list
# about the plan
"""


@pytest.mark.parametrize(
    ("item", "above"),
    [
        ("n", "    # about z"),
        ("a/k", "    # deadline: 2026-05 was the first idea"),
        ("z/k", "        # about m: two pages"),
    ],
)
def test_comments_stay_with_what_is_above_them(item: str, above: str, tmp_path: Path):
    after = edited(COMMENTED, tmp_path, "add", item, "New")
    before, new = COMMENTED.splitlines(), after.splitlines()
    at = before.index(above) + 1
    assert new[:at] == before[:at]
    assert new[len(new) - len(before) + at :] == before[at:]


@pytest.mark.parametrize(
    ("below", "at"),
    [
        ("  # about z\n", 1),
        ("  # about z\n  # more of it\n# about the plan\n", 2),
        ("  # about z\n\n  # about the list\n", 1),
        ("\n  # about the list\n", 0),
        ("# about the plan\n", 0),
    ],
)
@pytest.mark.parametrize("item", ["  - {id: z, title: Z}\n", "  - id: z\n    title: Z\n"])
def test_a_comment_right_below_an_item_stays_there(item: str, below: str, at: int, tmp_path: Path):
    before = f"ssetrack: 1\ntitle: T\nactivities:\n{item}{below}"
    after = edited(before, tmp_path, "add", "new", "New")
    lines = before.splitlines(keepends=True)
    where = len(lines) - len(below.splitlines()) + at
    is_flow = "{" in item
    new = ["  - {id: new, title: New}\n"] if is_flow else ["  - id: new\n", "    title: New\n"]
    assert after == "".join([*lines[:where], *new, *lines[where:]])


def test_a_comment_above_another_field_is_about_that(tmp_path: Path):
    before = "ssetrack: 1\ntitle: T\nactivities:\n- {id: z, title: Z}\n# how it is called\nid: p\n"
    after = edited(before, tmp_path, "add", "new", "New")
    assert after == before.replace("title: Z}\n", "title: Z}\n- {id: new, title: New}\n")


ALTERNATIVES = """\
ssetrack: 1
title: T
activities:
  - id: a
    title: A
    when:
      - {date: 2026-04-26/2026-04-27, where: São Paulo}
      - {date: 2026-04-26/2026-04-27, where: {en: Geneva, fr: Genève}}
      - {date: 2026-04-26, where: 東京}
  - id: b
    title: B
    when:
      - {date: 2026-05-05, time: "10:00"}
      - {date: 2026-05-05, time: "18:00"}
  - id: c
    title: C
    when:
      - {id: one, date: 2026-06-01/2026-06-03}
      - {id: two, date: 2026-06-01/2026-06-05}
"""


@pytest.mark.parametrize(
    ("item", "to", "kept"),
    [
        ("a", "São Paulo", "São Paulo}"),
        ("a", "SAO PAULO", "São Paulo}"),
        ("a", "Sa\u0303o Paulo", "São Paulo}"),
        ("a", "sao-paulo", "São Paulo}"),
        ("a", "Genève", "Genève}}"),
        ("a", "geneva", "Genève}}"),
        ("a", "東京", "東京}"),
        ("a", "2026-04-26", "東京}"),
        ("b", "18:00", '"18:00"}'),
        ("b", "2026-05-05 10:00", '"10:00"}'),
        ("c", "two", "2026-06-05}"),
        ("c", "1-5 June 2026", "2026-06-05}"),
    ],
)
def test_an_alternative_is_chosen_by_what_only_it_has(item: str, to: str, kept: str, tmp_path: Path):
    after = edited(ALTERNATIVES, tmp_path, "move", item, to)
    gone = set(ALTERNATIVES.splitlines()) - set(after.splitlines())
    assert gone
    assert any(line.endswith(kept) for line in after.splitlines())
    assert not any(line.endswith(kept) for line in gone)


@pytest.mark.parametrize(
    ("item", "to", "names"),
    [
        ("b", "2026-05-05", "`2026-05-05 10:00`, `2026-05-05 18:00`"),
        ("b", "5 May 2026", "`2026-05-05 10:00`, `2026-05-05 18:00`"),
        ("c", "2026-06-01", "`one`, `two`"),
        ("a", "2026-04-26/2026-04-27", "`sao-paulo`, `geneva`"),
    ],
)
def test_what_may_be_two_is_refused(
    item: str, to: str, names: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "p.yaml"
    path.write_text(ALTERNATIVES, encoding="utf-8")
    assert run(["move", item, to, "--in", str(path)]) == 2
    assert f"choose one of {names}" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == ALTERNATIVES
