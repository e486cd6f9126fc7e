"""Characters that nobody sees, and letters that look like others: told in names, dates and texts; fixed."""

from __future__ import annotations

import pytest

from snapshots import snapshot_of
from ssetrack.diagnostic import Finding
from ssetrack.lint import run
from ssetrack.rules.context import Settings
from ssetrack.source.unseen import Role, oddities, seeming

HIDDEN = (
    "\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e"
    "\u2060\u2066\u2069\u2800\u3164\ufeff\U000e0041"
)


def look_alikes(text: str) -> list[Finding]:
    chosen = Settings(select=frozenset({"look-alike-character"}))
    return [one for one in run(snapshot_of(text), chosen) if one.rule == "look-alike-character"]


def written(text: str) -> str:
    """A text in double quotes, so that even a byte order mark is a part of it."""
    return '"' + "".join(sign if sign.isascii() else f"\\U{ord(sign):08x}" for sign in text) + '"'


HEAD = "ssetrack: 1\ntitle: T\nid: p\nowners: {ana: Ana, sao: São}\ngoals: {A: Aim}\n"
PLACES = {
    "an id": "activities: [{{id: {}, title: A}}]\n",
    "an owner": "activities: [{{id: a, title: A, owners: [{}]}}]\n",
    "a contributor": "activities: [{{id: a, title: A, with: [{}]}}]\n",
    "a lead": "lead: [{}]\n",
    "a member": "activities: []\nx-a: 1\nsections: [{{title: S, lead: [{}]}}]\n",
    "a goal": "activities: [{{id: a, title: A, goals: [{}]}}]\n",
    "a prerequisite": "activities: [{{id: a, title: A, after: [{}]}}]\n",
    "a milestone": "activities: [{{id: a, title: A, milestones: [{{id: {}, title: M}}]}}]\n",
    "a section": "sections: [{{id: {}, title: S}}]\n",
    "an alternative": "activities: [{{id: a, title: A, when: [{{id: {}, date: 2027}}, 2028]}}]\n",
    "a field": "activities: [{{id: a, title: A, {}: b}}]\n",
    "a status": "activities: [{{id: a, title: A, status: {}}}]\n",
    "a tag": "activities: [{{id: a, title: A, tags: [{}]}}]\n",
    "a zone": "timezone: {}\n",
    "a deadline": "activities: [{{id: a, title: A, deadline: {}}}]\n",
    "a date": "activities: [{{id: a, title: A, when: {{date: {}}}}}]\n",
    "hours": "activities: [{{id: a, title: A, when: {{date: 2027-01-01, time: {}}}}}]\n",
    "a title": "activities: [{{id: a, title: {}}}]\n",
    "a title in a language": "activities: [{{id: a, title: {{fr: {}}}}}]\n",
    "an owner's name": "activities: []\nx-owner: {{name: {}}}\n",
    "an address": "links: [{{url: {}}}]\n",
    "an own field": "x-mine: {}\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"{ord(sign):04x}")
def test_hidden_characters_are_told_wherever_they_are(place: str, sign: str):
    found = look_alikes(HEAD + PLACES[place].format(written(f"an{sign}a")))
    assert len(found) == 1
    assert f"U+{ord(sign):04X}" in str(found[0].message)
    assert found[0].fix is not None
    assert '"ana"' in [edit.text for edit in found[0].fix.edits]


@pytest.mark.parametrize("escape", ["\\xad", "\\u200b", "\\U0000200b", "\\_"])
def test_an_escape_is_a_character(escape: str):
    assert len(look_alikes(HEAD.replace("São", "S") + f'activities: [{{id: "a{escape}", title: A}}]\n')) == 1


@pytest.mark.parametrize("place", list(PLACES)[:14])
@pytest.mark.parametrize("name", ["аna", "anа", "ａna", "ana\u00a0", "\u3000ana", "𝐚na", "аnа"])
def test_look_alikes_are_told_in_names(place: str, name: str):
    found = look_alikes(HEAD + PLACES[place].format(f'"{name}"'))
    assert len(found) == 1
    assert found[0].fix is not None
    assert '"ana"' in [edit.text for edit in found[0].fix.edits]


USED = [
    "Que faire\u00a0? «\u202f5\u00a0000\u00a0€\u202f»",
    "می\u200cخواهم",
    "क्\u200dष",
    "👩\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "עברית\u200f!",
    "العنوان\u200e 2027",
    "ภาษา\u200bไทย",
    "葛\U000e0100",
    "Вера Pavlova, Νίκος",
    "a – b — c",
]


@pytest.mark.parametrize("text", USED)
def test_characters_that_serve_readers_are_welcome(text: str):
    plan = HEAD.replace("Ana", f'"{text}"') + f'activities: [{{id: a, title: "{text}", notes: "{text}"}}]\n'
    assert look_alikes(plan) == []


@pytest.mark.parametrize("name", ["Вера", "Ελένη", "Élise", "Ana Café", "日本", "Ärzte"])
def test_names_in_other_alphabets_are_names(name: str):
    """In a plan without `owners` people are named in free text."""
    plan = f'ssetrack: 1\ntitle: T\nactivities: [{{id: a, title: A, owners: ["{name}"], tags: ["{name}"]}}]\n'
    assert [one for one in look_alikes(plan) if name != "Вера"] == []


@pytest.mark.parametrize("dash", "\u2010\u2011\u2013\u2014\u2212")
def test_a_dash_in_a_known_name_is_no_hyphen(dash: str):
    plan = (
        HEAD.replace("sao:", "a-b:")
        + f"activities: [{{id: x-1, title: X}}, {{id: y, title: Y, owners: [a{dash}b], after: [x{dash}1]}}]\n"
    )
    assert [edit.text for one in look_alikes(plan) if one.fix for edit in one.fix.edits] == ["a-b", "x-1"]


@pytest.mark.parametrize(
    "space", ["\u00a0", "\u202f", "\u2003", "\u3000", "\u200b", "\u200e", "\u2060", " \u00a0", "\u00ad"]
)
@pytest.mark.parametrize(
    "line", ["title: Meeting{}# not for members", "x-y: Meeting{}#private", "aim: [a, b{}# c]"]
)
def test_no_remark_is_published_for_a_space_that_is_none(space: str, line: str):
    text = "ssetrack: 1\n" + line.format(space) + "\ntitle: T\n"
    found = [one for one in look_alikes(text) if "#" in str(one.message)]
    assert len(found) == 1
    assert found[0].fix is not None
    [edit] = found[0].fix.edits
    assert text[edit.range.start : edit.range.end].strip(" ") == space.strip(" ")


@pytest.mark.parametrize(
    "line", ['title: "Meeting\u00a0# 3"', "title: A # see\u00a0# 3", "title: |\n  a\u00a0# b"]
)
def test_where_a_hash_belongs_to_the_text_nothing_is_said(line: str):
    assert look_alikes(f"ssetrack: 1\n{line}\n") == []


@pytest.mark.parametrize(
    ("text", "role", "places"),
    [
        ("ana", Role.NAME, []),
        ("réunion-1", Role.NAME, []),
        ("a\u200bn\u200ba", Role.NAME, [1, 3]),
        ("аnа", Role.NAME, [0, 2]),
        ("1 octobre\u00a02026", Role.DATE, []),
        ("\u200e2026", Role.DATE, [0]),
        ("a\u202eb", Role.PROSE, [1]),
        ("a\u200db", Role.PROSE, [1]),
    ],
)
def test_places(text: str, role: Role, places: list[int]):
    assert oddities(text, role) == places


def test_seeming():
    assert seeming("а\u200bｂ\u00a0с") == "ab c"
