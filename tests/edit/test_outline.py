"""The outline of a tree: what plans hold, in the order of the models, and what is no plan at all."""

import pytest
from generated_plans import plan_texts
from hypothesis import HealthCheck, given

from conftest import examples
from ssetrack import outline
from ssetrack.load import load
from ssetrack.plan.items import walk, walk_sections
from ssetrack.portfolio import portfolio
from ssetrack.source import Source, read

PLAN = """\
ssetrack: 1
title: {fr: Un plan, en: A plan}
owners: {ben: Ben, wsf: {name: {en: Forum}}}
goals: {A: {title: Reach}}
sections:
  - title: Outer
    sections:
      - {id: inner, activities: [{id: "3", tags: travel}]}
    activities:
      - {id: "2", tags: [paper, [x], travel], milestones: [{id: a}, {title: B}, {id: ""}, text]}
activities: [{id: "1"}, {title: No id, milestones: [{id: b}]}, null, text]
"""


def tree(text: str, path: str = "plan.yaml") -> Source:
    return read(text.encode(), path)


def test_what_a_plan_holds():
    source = tree(PLAN, "plans/Réunion 2005.yaml")
    assert outline.plan_id(source) == "reunion-2005"
    assert [own for own, _ in outline.items(source.root)] == ["3", "2", "2/a", "1"]
    assert [route for route, _ in outline.activities(source.root)] == [
        ("sections", 0, "sections", 0, "activities", 0),
        ("sections", 0, "activities", 0),
        ("activities", 0),
        ("activities", 1),
    ]
    assert [outline.prose(one, "title") for _, one in outline.sections(source.root)] == ["Outer", ""]
    assert [slug for slug, _ in outline.declarations(source.root, "owners")] == ["ben", "wsf"]
    assert [slug for slug, _ in outline.declarations(source.root, "goals")] == ["A"]
    assert list(outline.tags(source.root)) == ["travel", "paper", "travel"]
    assert outline.prose(source.root, "title") == "Un plan"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        "text\n",
        "ssetrack: 1\nid: [x]\nowners: 3\ngoals: [A]\nactivities: {a: b}\nsections: 1\n",
        "sections: [1, [2], {sections: x}]\nactivities: [1, {milestones: 2, tags: {a: b}}]\n",
    ],
)
def test_what_is_no_plan_holds_nothing(text: str):
    source = tree(text)
    root = source.root
    assert not [*outline.items(root), *outline.tags(root)]
    assert list(outline.declarations(root, "owners")) == list(outline.declarations(root, "goals")) == []
    assert outline.plan_id(source) == "plan"
    assert outline.prose(root, "title") == ""


@examples(60, [HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plan_texts())
def test_trees_and_models_have_the_same_parts_in_the_same_order(made):
    source = tree(made[0])
    loaded = load(source)
    assert loaded.plan is not None
    plan, root = loaded.plan, loaded.source.root
    (file,) = portfolio([loaded]).files
    assert outline.plan_id(loaded.source) == file.id
    assert [route for route, _ in outline.activities(root)] == [route for route, _, _ in walk(plan)]
    assert [route for route, _ in outline.sections(root)] == [route for route, _ in walk_sections(plan)]
    for route, activity in outline.activities(root):
        assert loaded.source.node(route) is activity
