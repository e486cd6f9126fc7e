"""What the models refuse becomes one problem a mistake, and the rest of the plan stays visible."""

from __future__ import annotations

import pytest

from ssetrack.load import Loaded, load
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.items import walk
from ssetrack.source import read

HEAD = "ssetrack: 1\ntitle: T\n"


def loaded(text: str, *, pure: bool = False) -> Loaded:
    return load(read(text.encode(), "plans/p.yaml", pure=pure))


def placed(found: Loaded) -> list[tuple[int, int, str, str]]:
    """Line, column, rule and sentence of each problem, in the order of the file."""
    placed = []
    for problem in found.problems:
        start, _ = found.source.locate(problem.place)
        placed.append((*found.source.position(start), problem.rule, str(problem.message)))
    return sorted(placed)


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ssetrack: 1\ntitel: T\n", [(2, 1, "unknown-field", "unknown field `titel`")]),
        (HEAD + "purpose: x\n", [(3, 1, "unknown-field", "unknown field `purpose`")]),
        ("ssetrack: 1\n", [(1, 1, "missing-field", "`title` is missing")]),
        (HEAD + "activities:\n  - title: A\n", [(4, 5, "missing-field", "`id` is missing")]),
        (
            HEAD + "activities:\n  - {id: 1, title: A, owners: marcos}\n",
            [(4, 31, "wrong-type", "`owners` needs a list, but the text `marcos` is written here")],
        ),
        (
            HEAD + "activities:\n  - {id: 1, title: [A]}\n",
            [(4, 20, "wrong-type", "`title` needs a text, but a list is written here")],
        ),
        (
            HEAD + "activities: [meeting]\n",
            [(3, 14, "wrong-type", "here, a group of fields is needed, but the text `meeting` is written")],
        ),
        (
            HEAD + "activities:\n  - {id: 1, title: A, progress: 140%}\n",
            [
                (
                    4,
                    33,
                    "wrong-type",
                    "`progress` needs a percentage from 0 to 100, but the text `140%` is written here",
                )
            ],
        ),
        (
            HEAD + "activities:\n  - {id: 1, title: A, status: fait}\n",
            [(4, 31, "invalid-choice", "`fait` is not a possible `status`")],
        ),
        (
            HEAD + "activities:\n  - {id: 1, title: A, deadline: {2004-12, 2005-10}}\n",
            [(4, 33, "unreadable-date", "without quotes, YAML does not read `{a,b}` as a date")],
        ),
        (
            HEAD + "owners:\n  é😀: {nam: X}\n",
            [(4, 8, "unknown-field", "unknown field `nam`")],
        ),
        (
            HEAD + "owners:\n  a: {name: A, vacant: perhaps}\n",
            [
                (
                    4,
                    24,
                    "wrong-type",
                    "`vacant` needs `true` or `false`, but the text `perhaps` is written here",
                )
            ],
        ),
    ],
)
def test_one_mistake_is_one_problem_at_its_place(
    text: str, expected: list[tuple[int, int, str, str]], pure: bool
):
    found = loaded(text, pure=pure)
    assert placed(found) == expected
    assert found.plan is not None


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("", (1, 1), "wrong-type"),
        ("- a\n", (1, 1), "wrong-type"),
        ("title: T\n", (1, 1), "format-version"),
        ("ssetrack: 2\ntitle: T\n", (1, 11), "format-version"),
        ("ssetrack: one\ntitle: T\n", (1, 11), "format-version"),
        ("ssetrak: 1\ntitle: T\n", (1, 1), "unknown-field"),
    ],
)
def test_what_is_no_plan_of_this_format_is_broken(text: str, place: tuple[int, int], rule: str):
    found = loaded(text)
    assert found.plan is None
    assert [(row[:2], row[2]) for row in placed(found)] == [(place, rule)]


def test_texts_stay_as_they_were_written():
    plan = loaded(HEAD + "activities:\n  - {id: 1.10, title: NO, budget: 1e3, where: 010}\n").plan
    assert plan is not None
    (activity,) = plan.activities
    assert (activity.id, activity.title, activity.budget, activity.where) == ("1.10", "NO", "1e3", "010")


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_an_empty_value_is_no_value(nothing: str):
    found = loaded(HEAD + f"aim:{nothing}\nactivities:\n  - id: 1\n    title: A\n    owners:{nothing}\n")
    assert found.problems == ()
    assert found.plan is not None
    assert (found.plan.aim, found.plan.activities[0].owners) == (None, ())


@pytest.mark.parametrize(
    "item",
    [
        "{id: 1, title: }",
        "{id: , title: A}",
        "{id: ~, title: ~}",
        "{id: 1, title: A, when: {date: , where: B}}",
    ],
)
def test_a_required_field_without_a_value_hides_nothing_else(item: str):
    found = loaded(HEAD + f"activities:\n  - {item}\n  - {{id: 2, title: B}}\n")
    assert {problem.rule for problem in found.problems} == {"missing-field"}
    assert found.plan is not None
    assert [activity.id for activity in found.plan.activities][1:] == ["2"]


OTHER = "  - {id: other, title: Other, owners: [zoe], deadline: 2026-02-30}\n"
REQUIRED = {
    "Plan.title": "ssetrack: 1\ntitle: EMPTY\nactivities:\n" + OTHER,
    "Owner.name": HEAD + "owners: {ana: {name: EMPTY}}\nactivities:\n" + OTHER,
    "Goal.title": HEAD + "goals: {A: {title: EMPTY}}\nactivities:\n" + OTHER,
    "Section.title": HEAD + "sections:\n- title: EMPTY\n  activities:\n" + OTHER,
    "Activity.id": HEAD + "activities:\n  - {id: EMPTY, title: A}\n" + OTHER,
    "Activity.title": HEAD + "activities:\n  - {id: a, title: EMPTY}\n" + OTHER,
    "Milestone.id": HEAD
    + "activities:\n  - {id: a, title: A, milestones: [{id: EMPTY, title: M}]}\n"
    + OTHER,
    "Milestone.title": HEAD
    + "activities:\n  - {id: a, title: A, milestones: [{id: m, title: EMPTY}]}\n"
    + OTHER,
    "Entry.date": HEAD + "activities:\n  - {id: a, title: A, when: [{date: EMPTY, where: X}]}\n" + OTHER,
    "Link.url": HEAD + "activities:\n  - {id: a, title: A, links: [{url: EMPTY}]}\n" + OTHER,
    "Participant.name": HEAD + "activities:\n  - {id: a, title: A, participants: [{name: EMPTY}]}\n" + OTHER,
    "AgendaItem.title": HEAD + "activities:\n  - {id: a, title: A, agenda: [{title: EMPTY}]}\n" + OTHER,
    "Indicator.title": HEAD + "activities:\n  - {id: a, title: A, indicators: [{title: EMPTY}]}\n" + OTHER,
}
"""For every required field a plan with another activity behind it, of which nothing may be lost."""


def test_every_required_field_is_tried():
    required = {
        f"{model.__name__}.{name}"
        for model, fields in FIELDS.items()
        for name, field in fields.items()
        if field.required
    }
    assert required == {*REQUIRED, "Plan.ssetrack"}  # without which nothing is a plan


@pytest.mark.parametrize("empty", ["", "~", '""', "'  '", '"\\u00a0\\u200b"', '"\\n"'])
@pytest.mark.parametrize("field", REQUIRED)
@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_one_empty_required_value_is_one_finding(field: str, empty: str, pure: bool):
    text = REQUIRED[field].replace("EMPTY", empty)
    found = loaded(text, pure=pure)
    assert [(row[2], row[3]) for row in placed(found)] == [
        ("missing-field", f"`{field.partition('.')[2]}` is empty")
    ]
    assert found.plan is not None
    *_, other = walk(found.plan)
    assert (other[2].id, other[2].deadline[0].date) == ("other", "2026-02-30")


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ('owners: {ana: ""}', (3, 15)),
        ('goals: {A: " "}', (3, 12)),
        ('goals: {A: {en: "", fr: " "}}', (3, 13)),
        ('links: [""]', (3, 9)),
        ('activities: [{id: a, title: {en: "", fr: " "}}]', (3, 29)),
        ('activities: [{id: a, title: A, agenda: [""]}]', (3, 41)),
    ],
)
def test_an_empty_short_form_is_one_finding(written: str, place: tuple[int, int]):
    found = loaded(HEAD + written + "\n")
    assert [(row[:2], row[2]) for row in placed(found)] == [(place, "missing-field")]
    assert found.plan is not None


def test_a_misspelt_field_is_read_under_the_name_that_was_meant():
    found = loaded(HEAD + "activities:\n  - {id: 1, titel: A, owner: [x], dedline: 2004-01}\n")
    assert [row[2] for row in placed(found)] == ["unknown-field"] * 3
    assert found.plan is not None
    (activity,) = found.plan.activities
    assert (activity.title, activity.owners, activity.deadline[0].date) == ("A", ("x",), "2004-01")


def test_what_cannot_be_read_is_left_out_and_remembered():
    found = loaded(HEAD + "activities:\n  - {id: 1, title: A, when: [[x]]}\n  - id: 2\n    title: B\n")
    assert found.plan is not None
    assert [activity.id for activity in found.plan.activities] == ["1", "2"]
    assert found.lost == {("activities", 0, "when", 0): "[x]"}


def test_positions_hold_behind_a_part_that_was_left_out():
    text = HEAD + "activities:\n  - [x]\n  - {id: 2, title: B, status: fini}\n"
    found = loaded(text)
    assert placed(found)[1][:3] == (5, 31, "invalid-choice")
    start, _ = found.source.locate(_title_of_first())
    assert found.source.position(start) == (5, 20)


def _title_of_first():
    from ssetrack.diagnostic import At

    return At(("activities", 0, "title"))


@pytest.mark.parametrize(
    ("written", "meant", "safety"),
    [
        ("Done", "done", "safe"),
        ("en cours", "in-progress", "unsafe"),
        ("terminé", "done", "unsafe"),
        ("IN PROGRESS", "in-progress", "safe"),
        ("plannd", "planned", "unsafe"),
        ("cancelado", "cancelled", "unsafe"),
    ],
)
def test_a_choice_that_was_meant_is_offered(written: str, meant: str, safety: str):
    (problem,) = loaded(HEAD + f"activities:\n  - {{id: 1, title: A, status: {written}}}\n").problems
    assert problem.fix is not None
    assert (problem.fix.replacements[0].text, problem.fix.safety) == (meant, safety)


def test_short_and_long_forms_read_alike():
    short = loaded(HEAD + "goals: {A: Peace}\nowners: {m: Marcos}\n").plan
    long = loaded(HEAD + "goals: {A: {title: Peace}}\nowners: {m: {name: Marcos}}\n").plan
    assert short is not None
    assert short == long


def test_a_goal_may_be_written_in_languages():
    plan = loaded(HEAD + "goals: {A: {en: Peace, fr: Paix}, B: {title: {es: Paz}, notes: x}}\n").plan
    assert plan is not None
    assert plan.goals["A"].title == {"en": "Peace", "fr": "Paix"}
    assert plan.goals["B"].title == {"es": "Paz"}


def test_own_fields_are_kept():
    found = loaded(HEAD + "x-budget-code: 010\nactivities:\n  - {id: 1, title: A, x-room: [3, 4]}\n")
    assert found.problems == ()
    assert found.plan is not None
    assert found.plan.extensions == {"x-budget-code": "010"}
    assert found.plan.activities[0].extensions == {"x-room": ["3", "4"]}
