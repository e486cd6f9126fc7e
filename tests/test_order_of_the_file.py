"""Items come in the order of their file, whether a plan writes its sections or its activities first."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from snapshots import snapshot_of
from ssetrack import outline
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import View
from ssetrack.query.coverage import coverage
from ssetrack.query.report import Question, report

PLAN = """\
ssetrack: 1
title: T
sections:
  - id: one
    title: One
    activities: [{id: a, title: A}]
    sections:
      - {id: inner, title: Inner, activities: [{id: b, title: B}]}
  - id: two
    title: Two
    sections:
      - {id: deep, title: Deep, activities: [{id: c, title: C}]}
    activities: [{id: d, title: D}]
activities: [{id: e, title: E}]
"""


def test_an_activity_before_the_sections_beside_it_comes_first():
    plans = snapshot_of(PLAN, date(2026, 11, 30))
    assert [status.item.id for status in plans.statuses] == list("abcde")
    found = report(plans, Question(group_by="section"), View(plans.portfolio, None, ENGLISH))
    assert [group.heading for group in found.groups] == [
        "One", "One / Inner", "Two / Deep", "Two", None,
    ]  # fmt: skip
    (plan,) = coverage(found, "section").plans
    assert [part.id for part in plan.parts] == ["one", "inner", "deep", "two", None]


def made(draw: st.DrawFn, depth: int, numbers: list[int]) -> dict[str, Any]:
    """Something that holds activities and sections, in either order, each with an id by its place."""
    held: dict[str, Any] = {}
    for key in draw(st.permutations(["activities", "sections"])):
        if key == "activities":
            held[key] = [_numbered(numbers) for _ in range(draw(st.integers(0, 2)))]
        elif depth:
            number = draw(st.integers(0, 2))
            held[key] = [{"title": "S", **made(draw, depth - 1, numbers)} for _ in range(number)]
    return held


def _numbered(numbers: list[int]) -> dict[str, Any]:
    numbers.append(len(numbers))
    return {"id": f"a{numbers[-1]}", "title": "A"}


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A plan as text, whose activities are numbered as they come in it."""
    return json.dumps({"ssetrack": 1, "title": "T", **made(draw, 2, [])}, indent=1)


@given(plans())
def test_the_order_of_any_file(text: str):
    plan = snapshot_of(text, date(2026, 11, 30))
    ids = [status.item.id for status in plan.statuses]
    assert ids == [f"a{number}" for number in range(len(ids))]
    (file,) = plan.portfolio.files
    assert [own for own, _ in outline.items(file.source.root)] == ids
