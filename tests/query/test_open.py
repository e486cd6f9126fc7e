"""What `open` asks: a role that leads several items once, and nothing about dates that are decided."""

from __future__ import annotations

from datetime import date

import pytest

from snapshots import snapshot_of
from ssetrack.formats.questions_markdown import questions_markdown
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import View
from ssetrack.query.questions import Questions, questions
from ssetrack.query.report import Question, report
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.questions_list import print_questions

ROLES = """\
ssetrack: 1
title: Network
owners:
  awa: Awa
  translator: {name: Translator, vacant: true}
  editor: {name: Editor, vacant: true}
  host: {name: Host, vacant: true}
activities:
  - {id: a, title: Apples, owners: [translator, editor], deadline: 2027-01}
  - {id: b, title: Beans, owners: [translator, editor], deadline: 2027-02}
  - {id: c, title: Cherries, owners: [host, awa], deadline: 2027-03}
  - {id: d, title: Dates, owners: [host], deadline: 2027-03}
  - {id: e, title: Endives, owners: [awa, solo], deadline: tbd}
"""


def asked(text: str) -> Questions:
    """The questions about a plan."""
    plans = snapshot_of(text, date(2026, 11, 30))
    return questions(report(plans, Question(), View(plans.portfolio, None, ENGLISH)))


def test_a_role_that_leads_several_items_is_asked_after_once():
    found = asked(ROLES)
    canvas = Canvas(60)
    print_questions(found, canvas)
    assert canvas.text().splitlines()[2:] == [
        "3 questions: 1 without a date, 2 about vacant roles",
        "",
        "Awa, solo",
        "e  Endives",
        "     When is it due?",
        "",
        "No owner yet: decide together",
        "Who fills the vacant roles Translator, Editor?",
        "a  Apples",
        "b  Beans",
        "",
        "Who fills the vacant role Host?",
        "c  Cherries",
        "d  Dates",
    ]
    page = questions_markdown(found)
    assert "- Who fills the vacant role Host?\n  - **c** Cherries\n  - **d** Dates\n" in page


def test_programs_get_the_questions_item_by_item():
    found = asked(ROLES)
    assert found.counts["open-seat"] == 4
    assert [(group.keys, [one.status.item.id for one in group.questions]) for group in found.groups] == [
        (("awa",), ["c"]), (("awa", "solo"), ["e"]), ((), ["a", "b", "d"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "about"),
    [
        ("when: 2027-09-01/2028-06-30", None),
        ("when: 2027-09/2028-06", "vague-date"),
        ("deadline: 2027-09-01/2028-06-30", "vague-date"),
        ("when: 2027", "vague-date"),
        ("when: 2027-01/2027-03", None),
    ],
)
def test_days_at_both_ends_are_decided(written: str, about: str | None):
    text = "ssetrack: 1\ntitle: T\nowners: {ana: Ana}\nactivities:\n"
    found = asked(f"{text}  - {{id: a, title: A, owners: [ana], {written}}}\n")
    abouts = [one.about.value for group in found.groups for one in group.questions]
    assert abouts == ([] if about is None else [about])
