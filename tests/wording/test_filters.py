"""A view that leaves items out says which it shows, and nothing about the others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from snapshots import snapshot_of
from ssetrack.dates import DayRange
from ssetrack.formats.markdown import status_markdown
from ssetrack.formats.views_markdown import coverage_markdown
from ssetrack.language.speaker import Speaker
from ssetrack.query.columns import View
from ssetrack.query.coverage import coverage
from ssetrack.query.filters import Filters
from ssetrack.query.report import Question, Report, report
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.goals_table import print_coverage
from ssetrack.terminal.status_table import print_status
from ssetrack.wording.filters import filter_words

PLAN = """\
ssetrack: 1
title: Network
goals: {A: One, B: Two}
owners:
  awa: Awa Ndiaye
  joao: João Lima
  board: {name: Board, members: [awa]}
sections:
  - id: money
    title: Money
    activities:
      - {id: a, title: Açaí, owners: [awa], goals: [A], deadline: 2027-01}
  - id: web
    title: Web
    activities:
      - {id: b, title: B, owners: [joao], goals: [A], tags: [Café], deadline: 2026-01, done: 2026-01-10}
      - {id: c, title: C, owners: [board], goals: [B], deadline: 2027-03, status: cancelled}
"""


def answer(language: str = "en", **asked: Any) -> Report:
    """The report on the plan, with filters."""
    plans = snapshot_of(PLAN, date(2026, 11, 30))
    return report(
        plans, Question(Filters(**asked), closed=False), View(plans.portfolio, language, Speaker(language))
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, ""),
        ({"teams": False}, ""),
        ({"every_time": True}, ""),
        ({"owners": ("awa",)}, "Only owner Awa Ndiaye"),
        (
            {"owners": ("JOAO", "awa"), "teams": False},
            "Only owner João Lima, Awa Ndiaye; without their teams",
        ),
        ({"states": ("due-soon", "overdue")}, "Only state due soon, overdue"),
        ({"flags": ("unassigned",), "goals": ("A", "B")}, "Only goal A, B; flag unassigned"),
        ({"sections": ("web",), "tags": ("cafe",)}, "Only section Web; tag cafe"),
        ({"days": DayRange(date(2027, 1, 1), None)}, "Only from 1 January 2027 on"),
        (
            {"days": DayRange(None, date(2027, 1, 31)), "text": "a\nb"},
            "Only until 31 January 2027; text `a b`",
        ),
    ],
)
def test_the_filters_in_words(asked: dict[str, Any], said: str):
    assert filter_words(answer(**asked)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Seulement : responsable Awa Ndiaye ; situation en retard"),
        ("es", "Solo: responsable Awa Ndiaye; situación con retraso"),
        ("pt", "Somente: responsável Awa Ndiaye; situação em atraso"),
    ],
)
def test_the_filters_in_other_languages(language: str, said: str):
    assert filter_words(answer(language, owners=("awa",), states=("overdue",))) == said


@pytest.mark.parametrize("language", ["en", "es"])
def test_names_are_in_the_language_of_the_reader(language: str):
    """However they were typed."""
    text = PLAN.replace("Awa Ndiaye", "{name: {en: Interpreter, es: Intérprete}}").replace(
        "title: Web", "title: {en: Web, es: Red}"
    )
    plans = snapshot_of(text, date(2026, 11, 30))
    view = View(plans.portfolio, language, Speaker(language))
    for owner, section in (("awa", "web"), ("interprete", "red"), ("Interpreter", "Web")):
        asked = Question(Filters(owners=(owner,), sections=(section,)))
        said = filter_words(report(plans, asked, view))
        assert ("Interpreter" in said, "Intérprete" in said) == (language == "en", language == "es")
        assert ("section Web" in said, "sección Red" in said) == (language == "en", language == "es")


def shown(found: Report) -> list[str]:
    """Every view that people get, of the same items."""
    goals, canvas, table = coverage(found, "section"), Canvas(80), Canvas(80)
    print_coverage(goals, canvas)
    print_status(found, table)
    return [canvas.text(), table.text(), status_markdown(found), coverage_markdown(goals)]


def test_every_view_names_its_filter_and_says_nothing_of_the_rest():
    for text in shown(answer(goals=("A",))):
        assert "Only goal A" in text
        assert "no item supports" not in text
        assert ": no activity in" not in text
        assert "Two" not in text  # a goal of items that were not looked at
    whole = shown(answer())
    assert not any("Only" in text for text in whole)
    assert "Goal B: no activity in" in whole[0] or "no item supports this goal" in whole[0]


@pytest.mark.parametrize(("state", "id_"), [("done", "b"), ("cancelled", "c")])
def test_who_asks_for_what_is_over_sees_it(state: str, id_: str):
    found = answer(states=(state,))
    assert [status.item.id for group in found.groups for status in group.rows] == [id_]
    assert found.hidden == 0
