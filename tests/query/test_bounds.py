"""What would be too much is cut or counted, and said; what normal plans have is whole."""

from __future__ import annotations

import json
from datetime import date

import pytest

from snapshots import snapshot_of
from ssetrack.calendar.feeds import By, Splitting, feeds, teams_apart
from ssetrack.formats import markdown, plan_data
from ssetrack.language.speaker import ENGLISH
from ssetrack.query import report as reports
from ssetrack.query.columns import View
from ssetrack.query.questions import About, questions
from ssetrack.query.report import Question, Report, report
from ssetrack.query.timeline import timeline
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.gantt import MOST_LINKS, print_timeline
from ssetrack.terminal.status_table import print_status
from ssetrack.wording.cells import MOST_LISTED
from ssetrack.wording.questions import question_text

DAY = date(2004, 10, 1)


def answer(text: str, **asked: object) -> Report:
    plans = snapshot_of(f"ssetrack: 1\nid: p\ntitle: P\n{text}", DAY)
    return report(plans, Question(**asked), View(plans.portfolio, None, ENGLISH))


def owned(items: int, owners: int) -> str:
    names = ", ".join(f"o{n}" for n in range(owners))
    return "activities:\n" + "".join(f"  - {{id: a{n}, title: T, owners: [{names}]}}\n" for n in range(items))


def test_groups_that_repeat_items_very_often_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reports, "MOST_REPEATED", 20)
    found = answer(owned(10, 5), group_by="owner")
    assert [(len(group.rows), group.left_out) for group in found.groups] == [(6, 4)] * 5
    canvas = Canvas(80)
    print_status(found, canvas)
    assert canvas.text().count("and 4 more") == 5
    assert markdown.status_markdown(found).count("and 4 more") == 5
    whole = answer(owned(10, 3), group_by="owner")
    assert [(len(group.rows), group.left_out) for group in whole.groups] == [(10, 0)] * 3


@pytest.mark.parametrize(
    ("lengths", "room", "longest"),
    [([3, 3], 6, 6), ([3, 3], 4, 2), ([1, 9], 6, 5), ([1, 1, 9, 9], 10, 4), ([2, 2, 2], 2, 1)],
)
def test_long_groups_give_way_first(lengths: list[int], room: int, longest: int):
    assert reports._longest(lengths, room) == longest


WAITING = (
    "activities:\n"
    "  - {{id: a, title: T, milestones: [{}]}}\n"
    "  - {{id: b, title: T, deadline: 2004-12, after: [a/m3, a, c]}}\n"
    "  - {{id: c, title: T, deadline: 2004-11-02, after: [c, a]}}\n"
)


def milestones(number: int) -> str:
    return WAITING.format(", ".join(f"{{id: m{n}, title: M}}" for n in range(number)))


def test_what_is_waited_for_comes_once_in_the_order_written():
    plans = answer(milestones(5)).snapshot.portfolio
    ids = {
        item.id: [one.id for one in plans.prerequisites(item)] for item in plans.files[0].items if item.after
    }
    assert ids == {
        "b": ["a/m3", "a/m0", "a/m1", "a/m2", "a/m4", "c"],
        "c": ["a/m0", "a/m1", "a/m2", "a/m3", "a/m4"],
    }
    assert [len(plans.prerequisites(item)) for item in plans.files[0].items[-2:]] == [6, 5]


def test_a_question_names_the_first_of_very_many():
    found = answer(milestones(30))
    asked = [
        one
        for group in questions(found).groups
        for one in group.questions
        if one.about is About.BLOCKED and one.status.item.id == "c"
    ]
    sentence = question_text(asked[0], found.view)
    assert sentence.count("a/m") == MOST_LISTED
    assert "and 10 more" in sentence
    assert len(asked[0].waits_for) == 30


def test_a_bar_has_a_line_for_the_first_of_very_many():
    canvas = Canvas(80)
    print_timeline(timeline(answer(milestones(60))), canvas, links=True)
    text = canvas.text()
    assert text.count("after a/m") == 2 * MOST_LINKS
    assert "and 10 more" in text


def test_fields_of_an_activity_are_written_again_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch):
    ones = ", ".join(f"{{id: m{n}, title: M}}" for n in range(10))
    text = f"activities:\n  - {{id: a, title: {'T' * 1000}, milestones: [{ones}]}}\n"
    whole = json.loads(plan_data.export_json(answer(text)))["items"]
    assert all("activity_fields" in item for item in whole)
    monkeypatch.setattr(plan_data, "MOST_REPEATED", 4000)
    cut = json.loads(plan_data.export_json(answer(text)))["items"]
    assert ["activity_fields" in item for item in cut] == [True] * 4 + [False] * 6
    assert all(len(item["title"]) < 520 for item in whole)


def test_a_team_of_very_many_has_a_feed_of_its_own_alone(monkeypatch: pytest.MonkeyPatch):
    text = "owners: {t: {name: T, members: [a, b]}, u: {name: U, members: [a]}, a: A, b: B}\n" + (
        "activities:\n" + "".join(f"  - {{id: x{n}, title: T, owners: [t, u]}}\n" for n in range(4))
    )
    found = answer(text)
    splitting = Splitting(By.OWNER, lambda status: status.item.owners)

    def sizes() -> dict[str, int]:
        return {feed.name: len(feed.statuses) for feed in feeds(found.statuses, splitting, found.view)}

    assert sizes() == {"owner-t": 4, "owner-u": 4, "owner-a": 4, "owner-b": 4}
    assert teams_apart(found.statuses, splitting, found.view) == ()
    monkeypatch.setattr("ssetrack.calendar.feeds.MOST_SHARED", 6)
    assert sizes() == {"owner-t": 4, "owner-u": 4, "owner-a": 4, "owner-b": 0}
    assert teams_apart(found.statuses, splitting, found.view) == ("t",)
