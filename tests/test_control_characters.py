"""Control characters that come into a plan by another way than its octets: as escapes, and by edits."""

from __future__ import annotations

import pytest

from snapshots import snapshot_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.adding import addition
from ssetrack.edit.assignments import assignment_changes, values_by_field
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.item_lookup import item_named
from ssetrack.edit.whole_plan.part_assignments import addition_of_part, part_changes
from ssetrack.edit.whole_plan.part_lookup import target_named
from ssetrack.lint import Settings, check
from ssetrack.source import Source, read

PLAN = """ssetrack: 1
title: {plan}
owners:
  ana: {{name: {name}, email: {email}, notes: {notes}}}
  ben: {short}
goals: {{A: {goal}}}
sections:
- title: {section}
  activities:
  - {{id: a, title: {title}, uid: {uid}, tags: [{tag}], links: [{link}]}}
"""
PLACES = ("plan", "name", "email", "notes", "short", "goal", "section", "title", "uid", "tag", "link")


def plan(**texts: str) -> str:
    return PLAN.format(**{place: f'"{texts.get(place, "x")}"' for place in PLACES})


def findings(text: str) -> list[tuple[str, str]]:
    found = check(snapshot_of(text), Settings(select=frozenset({"control-character"})))
    return [(one.rule, str(one.message)) for one in found]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("escape", "code"), [("\\a", "U+0007 BELL"), ("\\x1b", "U+001B ESCAPE"), ("\\x9b", "U+009B")]
)
def test_an_escape_is_a_control_character(place: str, escape: str, code: str):
    assert findings(plan(**{place: f"a{escape}b"})) == [
        ("control-character", f"this is a control character: {code}")
    ]


@pytest.mark.parametrize(
    ("place", "wrong"), [("email", 1), ("uid", 1), ("link", 1), ("tag", 1), ("notes", 0), ("title", 0)]
)
def test_an_address_or_a_name_is_on_one_line(place: str, wrong: int):
    for escape in ("\\t", "\\n", "\\r", "\\N", "\\L", "\\P", "\u2028", "\u2029"):
        if wrong == 0 and escape == "\\N":
            continue  # U+0085 is one for every text
        assert len(findings(plan(**{place: f"a{escape}b"}))) == wrong


def test_what_is_no_control_character_is_left_alone():
    assert findings(plan(title="\\u00e9 \\u2028", notes="one\\n\\ttwo\\\\a")) == []


def changes(source: Source, where: str, words: str) -> list[Change]:
    if where == "a":
        return assignment_changes(item_named([source], "a"), values_by_field([words]))
    (part,) = target_named([source], where)
    return part_changes(part, values_by_field([words]))


EDITS = [
    *(("owner:ana", f"{field}=") for field in ("name", "email", "url", "notes", "role", "name.fr")),
    *(("owner:ben", f"{field}=") for field in ("name", "email", "x-own")),
    *(("plan", f"{field}=") for field in ("title", "aim", "contact")),
    *(
        ("goal:A", "title="),
        ("goal:A", "uid="),
        ("a", "title="),
        ("a", "tags=b,"),
        ("a", "where="),
        ("a", "log="),
    ),
]


@pytest.mark.parametrize(("where", "field"), EDITS)
def test_no_edit_puts_one_in(where: str, field: str):
    source = read(plan().encode(), "p.yaml")
    with pytest.raises(SsetrackError, match=r"control character: U\+0007 BELL"):
        source_after(source, changes(source, where, f"{field}a\x07b"))


@pytest.mark.parametrize(
    ("where", "field", "refused"), [("owner:ana", "email", True), ("a", "uid", True), ("a", "notes", False)]
)
def test_no_edit_puts_the_end_of_a_line_into_an_address(where: str, field: str, refused: bool):
    source = read(plan().encode(), "p.yaml")
    made = changes(source, where, f"{field}=a\nb")
    if refused:
        with pytest.raises(SsetrackError, match="LINE FEED"):
            source_after(source, made)
    else:
        assert source_after(source, made).text != source.text


@pytest.mark.parametrize(("where", "field"), [("owner:ana", "email="), ("a", "title="), ("a", "tags=b,")])
def test_no_edit_puts_in_what_is_no_character(where: str, field: str):
    """A terminal that is not in UTF-8 gives octets (PEP 383)."""
    source = read(plan().encode(), "p.yaml")
    with pytest.raises(SsetrackError, match="the byte 0xE9 is not UTF-8"):
        source_after(source, changes(source, where, f"{field}a\udce9b"))


def test_no_edit_puts_a_separator_of_lines_into_an_address():
    source = read(plan().encode(), "p.yaml")
    with pytest.raises(SsetrackError, match=r"U\+2028 LINE SEPARATOR"):
        source_after(source, changes(source, "owner:ana", "email=a\u2028b"))


def test_nothing_new_has_one():
    source = read(plan().encode(), "p.yaml")
    added = addition(source, ("sections", 0), "activities", {"id": "b", "title": "a\x07b"})
    for change in (added, addition_of_part(source, "owner", "eva", "a\x07b", {})):
        with pytest.raises(SsetrackError, match="control character"):
            source_after(source, [change])
