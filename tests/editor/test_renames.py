"""Another name for what is under the cursor, in all plans; where it is declared, and named."""

from __future__ import annotations

import sys

import pytest
from cursors import MARK, index_at
from hypothesis import HealthCheck, event, given
from hypothesis import strategies as st
from open_plans import PATH, plans_of

from conftest import ROOT, examples
from ssetrack.diagnostic import Edit, SsetrackError
from ssetrack.edit.whole_plan.uids import UID
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.references import definition, highlights, references
from ssetrack.editor.answers.renaming import renameable, renaming
from ssetrack.lint import Settings, check

sys.path.insert(0, str(ROOT / "tests" / "edit"))

from connected_plans import connected_plans

PLAN = """\
ssetrack: 1
id: net
title: 🌍 Network
lead: [team]
owners:
  ana: Ana
  team: {name: e\u0301quipe, members: [ana, 'ben']}
  "ben": {name: Ben, alternates: [ana]}
goals: {A: Meet, B: Learn}
sections:
  - id: web
    title: Web
    lead: ana
    activities:
      - id: m1
        title: 🌻 Kick-off
        uid: old
        deadline: 2004-06
        owners: [ana, "ben"]  # ana
        goals: [A]
        milestones:
          - {id: draft, title: m1, owners: [ana]}
      - id: m2
        title: m1
        when: {date: 4 weeks after m1}
        start: '2 weeks after m1/draft'
        after: ["m1", net:m1/draft]
        goals:
          - A
          - B
        with:
          - ben
"""

OTHER = """\
ssetrack: 1
id: far
title: Far
activities:\r
  - {id: m1, title: m1, owners: [ana], when: 3 days before net:m1}\r
  - {id: x, title: X, after: [m1, net:m1, "net:m1/draft"], deadline: 2005}\r
"""

OTHERS = {"far.yaml": OTHER}


def asked(at: str, plan: str = PLAN) -> tuple[Index, int]:
    """An index, and the offset of a mark in a part of the plan."""
    part = at.replace(MARK, "")
    assert plan.count(part) == 1, part
    return index_at(plan.replace(part, at), OTHERS)


def changed(index: Index, edits: dict[str, tuple[Edit, ...]]) -> dict[str, str]:
    """The texts after some edits, which neither overlap nor are out of order."""
    texts = {path: document.text for path, document in index.plans.documents.items()}
    marks = {path: "\ufeff" * document.mark for path, document in index.plans.documents.items()}
    for path, several in edits.items():
        text, done, parts = texts[path], 0, []
        for (start, end), new in several:
            assert done <= start <= end
            parts += [text[done:start], new]
            done = end
        texts[path] = "".join(parts) + text[done:]
    return {path: marks[path] + text for path, text in texts.items()}


def findings(texts: dict[str, str]) -> list[tuple[str, str]]:
    """What lint finds, without the names that are in its words."""
    found = check(plans_of(texts).snapshot, Settings())
    return sorted((one.path, one.rule) for one in found)


@pytest.mark.parametrize(
    ("at", "new", "path", "lines"),
    [
        (
            "  a¦na: Ana",
            "anna",
            PATH,
            [
                "  anna: Ana",
                "members: [anna, 'ben']",
                "alternates: [anna]",
                "lead: anna",
                'owners: [anna, "ben"]  # ana',
                "title: m1, owners: [anna]",
            ],
        ),
        ("  a¦na: Ana", "anna", "far.yaml", ["owners: [anna]"]),
        (
            "          - ben¦",
            "b2",
            PATH,
            ["members: [ana, 'b2']", '  "b2": {name', 'owners: [ana, "b2"]', "          - b2"],
        ),
        ("goals: {¦A: Meet", "Z", PATH, ["Z: {uid: A, title: Meet}", "goals: [Z]", "          - Z\n"]),
        ("  - id: we¦b", "site", PATH, ["  - id: site\n"]),
        (
            "date: 4 weeks after ¦m1",
            "go",
            PATH,
            [
                "id: go\n        title: 🌻 Kick-off\n        uid: old",
                "title: m1, owners",
                "title: m1\n",
                "after go}",
                "'2 weeks after go/draft'",
                '["go", net:go/draft]',
            ],
        ),
        (
            "date: 4 weeks after ¦m1",
            "go",
            "far.yaml",
            ["{id: m1, title: m1,", "before net:go}", '[m1, net:go, "net:go/draft"]'],
        ),
        (
            "after m1/dr¦aft'",
            "d",
            PATH,
            ["{id: d, uid: draft, title: m1", "after m1/d'", "net:m1/d]", "  - id: m1"],
        ),
        ("after m1/dr¦aft'", "m1/d", "far.yaml", ['"net:m1/d"']),
    ],
)
def test_a_name_changes_wherever_it_is_written(at: str, new: str, path: str, lines: list[str]):
    index, offset = asked(at)
    edits = renaming(index, PATH, offset, new)
    assert edits is not None
    after = changed(index, edits)
    assert [line for line in lines if line not in after[path]] == []
    before = {name: document.text for name, document in index.plans.documents.items()}
    assert findings(after) == findings(before)


@pytest.mark.parametrize(
    ("at", "place", "declared", "spots"),
    [
        ("members: [an¦a,", "ana", [(PATH, "ana: Ana")], 7),
        ("lead: [¦team]", "team", [(PATH, "team: {name")], 2),
        ("goals: [¦A]", "A", [(PATH, "A: Meet")], 3),
        ("  - id: we¦b", "web", [(PATH, "web\n")], 1),
        ("4 weeks after m1¦}", "m1", [(PATH, "m1\n        title: 🌻")], 8),
        ("net:m1/¦draft", "draft", [(PATH, "draft, title")], 4),
        ("net¦:m1/draft", None, [(PATH, "net\n")], 5),
        ("title: 🌻¦ Kick-off", None, [], 0),
        ("uid: ¦old", None, [], 0),
    ],
)
def test_definition_and_references(at: str, place: str | None, declared: list[tuple[str, str]], spots: int):
    index, offset = asked(at)
    texts = {path: document.text for path, document in index.plans.documents.items()}
    found = definition(index, PATH, offset)
    assert [one.path for one in found] == [path for path, _ in declared]
    for one, (path, text) in zip(found, declared, strict=True):
        assert texts[path].startswith(text, one.place.start)
    several = references(index, PATH, offset)
    assert len(several) == spots
    assert len(references(index, PATH, offset, declared=False)) == spots - len(found)
    here = highlights(index, PATH, offset)
    assert here == tuple(one for one in several if one.path == PATH)
    if place is not None:
        meant = renameable(index, PATH, offset)
        assert meant is not None
        assert meant.name == place
        assert {texts[one.path][one.place.start : one.place.end] for one in several} == {place}


@pytest.mark.parametrize(
    ("at", "new", "why"),
    [
        ("  a¦na: Ana", "ben", "the id `owner:ben` is already used"),
        ("  a¦na: Ana", "a b", "`a b` cannot be an id"),
        ("  a¦na: Ana", "", "`` cannot be an id"),
        ("goals: {¦A: Meet", "B", "the id `goal:B` is already used"),
        ("      - id: m¦2", "m1", "the id `m1` is already used"),
        ("      - id: m¦2", "2004-05", "`2004-05` is a date, so it cannot be an id"),
        ("id: n¦et", "x", "a plan cannot be renamed: calendars and other plans know it by its id"),
    ],
)
def test_what_is_refused(at: str, new: str, why: str):
    index, offset = asked(at)
    with pytest.raises(SsetrackError) as refused:
        renaming(index, PATH, offset, new)
    assert str(refused.value.message) == why


SHARED = """\
  - {id: x, title: T, milestones: &m [{id: ¦d, title: D}]}
  - {id: y, title: U, milestones: *m}
"""

ALIASES = """\
ssetrack: 1
title: T
owners: {a: A, b: B}
goals: {G: &g Meet, H: *g}
activities:
"""


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (PLAN.replace("lead: [team]", "lead: [nobody¦]"), "there is nothing called `nobody` in these plans"),
        (PLAN.replace("id: m2", "id: m¦1"), "the id `m1` is used more than once"),
        (ALIASES + "  - &a {id: ¦x, title: T}\n  - *a\n", "the id `x` is used more than once"),
        (
            ALIASES + "  - &a {id: ¦x, title: T}\n  - {<<: *a, when: 2005}\n",
            "the id `x` is used more than once",
        ),
        (ALIASES + SHARED, "another item repeats this part (YAML anchor `&…`)"),
        (
            ALIASES + '  - {id: x, title: T, owners: ["¦a", "\\u0061"]}\n',
            "`a` is written in an unusual way in line 6",
        ),
    ],
)
def test_what_cannot_be_renamed_safely(plan: str, why: str):
    index, offset = index_at(plan, OTHERS)
    with pytest.raises(SsetrackError) as refused:
        renaming(index, PATH, offset, "new")
    assert str(refused.value.message) == why


def test_what_aliases_repeat_is_written_once():
    plan = ALIASES + "  - {id: x, title: T, owners: &o [¦a, b]}\n  - {id: y, title: U, owners: *o}\n"
    index, offset = index_at(plan)
    edits = renaming(index, PATH, offset, "new")
    assert edits is not None
    assert len(edits[PATH]) == 2
    assert "owners: &o [new, b]" in changed(index, edits)[PATH]


def test_what_other_readers_would_misread_is_quoted_where_it_is_alone():
    index, offset = asked("date: 4 weeks after ¦m1")
    edits = renaming(index, PATH, offset, "1.10")
    assert edits is not None
    after = changed(index, edits)
    assert 'id: "1.10"\n' in after[PATH]
    assert "after 1.10}" in after[PATH]
    assert '["1.10", net:1.10/draft]' in after[PATH]
    assert '[m1, net:1.10, "net:1.10/draft"]' in after["far.yaml"]


def test_nothing_is_renamed_while_another_plan_cannot_be_read():
    plan = PLAN.replace("  ana: Ana", "  a¦na: Ana")
    index, offset = index_at(plan, {"far.yaml": OTHER.replace("owners: [ana]", "owners: [ana")})
    with pytest.raises(SsetrackError, match=r"`far\.yaml` cannot be read"):
        renaming(index, PATH, offset, "new")
    with pytest.raises(SsetrackError, match=r"`far\.yaml` cannot be read"):
        renameable(index, PATH, offset)


def test_one_person_in_several_plans_is_renamed_in_all():
    both = "ssetrack: 1\nid: o\ntitle: O\nowners: {ana: Ana}\nlead: [ana]\n"
    other = "ssetrack: 1\nid: q\ntitle: Q\nowners: {ana: Anabel}\nlead: [ana]\n"
    index, offset = index_at(PLAN.replace("lead: ana", "lead: a¦na"), {"o.yaml": both})
    edits = renaming(index, PATH, offset, "anna")
    assert edits is not None
    assert changed(index, edits)["o.yaml"] == both.replace("ana:", "anna:").replace("[ana]", "[anna]")
    assert len(definition(index, PATH, offset)) == 2
    index, offset = index_at(PLAN.replace("lead: ana", "lead: a¦na"), {"q.yaml": other})
    edits = renaming(index, PATH, offset, "anna")
    assert edits is not None
    assert list(edits) == [PATH], "it is somebody else who has the name there"


def without_uids(text: str) -> str:
    """A text as it compares: without what keeps the first id, and the space around it."""
    return "".join(text.split()).replace("{", "").replace("}", "").replace(",", "").replace(":", "")


BESIDE = """\
ssetrack: 1
id: q
title: Q
activities:
  - {id: z, title: Z, owners: [ana], after: ['p:1.1'], when: 2 weeks after p:two}
"""


@given(plan=connected_plans(), data=st.data())
@examples(60, [HealthCheck.too_slow, HealthCheck.data_too_large])
def test_renaming_changes_the_name_alone_and_lint_finds_nothing_new(plan: str, data: st.DataObject):
    texts = {PATH: plan, "q.yaml": BESIDE}
    index = Index(plans_of(texts))
    names = index.names(PATH)
    name = data.draw(st.sampled_from(names))
    offset = data.draw(st.integers(name.place.start, name.place.end))
    new = data.draw(st.sampled_from(["new-id", "x", "1.10", "NO", "C"]))
    text = index.document(PATH).text
    spots = references(index, PATH, offset)
    try:
        edits = renaming(index, PATH, offset, new)
    except SsetrackError:
        event("refused")
        return
    event(f"renamed: {name.target.kind}")
    assert edits is not None
    after = changed(index, edits)
    own = text[spots[0].place.start : spots[0].place.end]
    others = [
        (path, edit) for path, several in edits.items() for edit in several
        if (path, edit.range) not in {(spot.path, spot.place) for spot in spots}
    ]  # fmt: skip
    # Beside the name itself only its first id is kept.
    words = {UID, own, "title", ""}
    for _, (place, written) in others:
        assert place.start == place.end
        assert set(without_uids(written.replace('"', "").replace("'", "")).replace(own, " ").split()) <= (
            words | {UID + "title"}
        )
    renamed_spots = {(spot.path, spot.place) for spot in spots}
    assert renamed_spots <= {(path, edit.range) for path, several in edits.items() for edit in several}
    assert findings(after) == findings(texts)
