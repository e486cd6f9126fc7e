"""Coverage, workload, questions and timeline: what they say of the VISION plan, and of small plans."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import console
from conftest import ROOT
from snapshots import snapshot_of
from ssetrack.dates import parse
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import View
from ssetrack.query.quarters import quarter, without_gaps
from ssetrack.query.report import Question, Report, report
from ssetrack.query.timeline import stretches
from ssetrack.schedule import Alternative, Due

VISION = "plans/vision-2004-2005.yaml"
DAY = ["--today", "2004-10-01"]


def data(*arguments: str, folder: Path = ROOT) -> dict:
    code, output = console.run_here([*arguments, "--format", "json"], folder, {})
    assert code == 0, output
    return json.loads(output[output.index("{") :])  # remarks on stderr come first


@pytest.fixture
def plan(tmp_path: Path):
    def write(activities: str, above: str = "") -> Path:
        text = f"ssetrack: 1\nid: p\ntitle: P\n{above}\nactivities:\n{activities}"
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


class TestGoals:
    def test_counts_agree_with_status(self):
        found = data("goals", VISION, *DAY)["plans"][0]
        assert [goal["id"] for goal in found["goals"]] == list("ABCDEFG")
        for goal in found["goals"]:
            summary = data("status", VISION, *DAY, "--goal", goal["id"])["summary"]
            assert goal["counts"] == summary
        assert sum(part["items"] for part in found["parts"]) == 21

    @pytest.mark.parametrize("by", ["section", "quarter"])
    def test_every_item_is_in_one_part(self, by: str):
        for found in data("goals", "plans", *DAY, "--by", by)["plans"]:
            items = data("status", "plans", *DAY, "--plan", found["id"])["items"]
            assert sum(part["items"] for part in found["parts"]) == len(items)
            for goal in found["goals"]:
                if goal["id"]:
                    assert sum(part["goals"][goal["id"]] for part in found["parts"]) == goal["items"]

    def test_empty_cells_are_named(self):
        goals = data("goals", VISION, *DAY)["plans"][0]["goals"]
        assert goals[2]["empty"] == ["1", "3", "4", "5", "6"]

    def test_what_is_cancelled_serves_nothing(self, plan):
        folder = plan(
            "  - {id: a, title: A, goals: [X], status: cancelled, deadline: 2025}\n", "goals: {X: Ex}"
        )
        goal = data("goals", folder=folder)["plans"][0]["goals"][0]
        assert (goal["items"], goal["counts"]["cancelled"]) == (0, 1)


class TestOwners:
    ABOVE = (
        "owners: {ann: Ann, bo: Bo, all: {name: All, members: [ann, pair]},"
        " pair: {name: Pair, members: [ann, bo]}, seat: {name: (seat), vacant: true}}"
    )
    ITEMS = (
        "  - {id: a, title: A, owners: [all, ann], deadline: 2025-05}\n"
        "  - {id: b, title: B, owners: [pair, seat], deadline: 2025-01}\n"
        "  - {id: c, title: C, deadline: 2025-09}\n"
        "  - {id: d, title: D, owners: [bo], deadline: 2025-01, done: 2025-01-02}\n"
    )

    def found(self, folder: Path, *arguments: str) -> dict[str | None, dict[str, int]]:
        answer = data("owners", "--today", "2025-02-01", *arguments, folder=folder)
        return {line["owner"]: line["by"] for line in answer["owners"]}

    def test_teams_stand_for_themselves(self, plan):
        assert self.found(plan(self.ITEMS, self.ABOVE)) == {
            "ann": {"2025-Q2": 1}, "bo": {}, "pair": {"overdue": 1}, "all": {"2025-Q2": 1},
            "seat": {"overdue": 1}, None: {"2025-Q3": 1},
        }  # fmt: skip

    def test_expanded_a_member_counts_once(self, plan):
        assert self.found(plan(self.ITEMS, self.ABOVE), "--expand-teams") == {
            "ann": {"2025-Q2": 1, "overdue": 1}, "bo": {"2025-Q2": 1, "overdue": 1},
            "seat": {"overdue": 1}, None: {"2025-Q3": 1},
        }  # fmt: skip

    def test_overdue_comes_first(self):
        found = data("owners", VISION, *DAY)
        assert found["columns"][0] == "overdue"
        people = [line["by"].get("overdue", 0) for line in found["owners"] if line["kind"] == "person"]
        assert people == sorted(people, reverse=True)

    def test_open_seats_have_rows_of_their_own(self):
        seats = [
            line["owner"] for line in data("owners", VISION, *DAY)["owners"] if line["kind"] == "open-seat"
        ]
        assert len(seats) == 10


class TestOpen:
    def test_the_vision_plan(self):
        asked: dict[str, set[str]] = {}
        names: dict[str, list[str]] = {}
        for question in data("open", VISION, *DAY)["questions"]:
            asked.setdefault(question["about"], set()).add(question["id"])
            names[question["id"]] = question["names"]
        seats = {"2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.4", "4.2", "4.3", "4.4", "5.1", "5.3"}
        assert asked == {"alternatives": {"1.2"}, "no-date": {"4.3"}, "open-seat": seats}
        assert names["5.1"] == ["african-seat", "north-american-seat"]

    @pytest.mark.parametrize(
        ("fields", "about"),
        [
            ("deadline: 2025-03, owners: [x]", []),
            ("deadline: 2025-Q3, owners: [x]", []),
            ("deadline: 2025-S1, owners: [x]", ["vague-date"]),
            ("deadline: 2025-03/2025-07, owners: [x]", ["vague-date"]),
            ("deadline: ongoing, owners: [x]", []),
            ('deadline: "2025-03/..", owners: [x]', []),
            ("owners: [x]", ["no-date"]),
            ('deadline: "?"', ["no-date", "no-owner"]),
            ("deadline: mid-June, owners: [x]", ["unreadable-date"]),
            ('when: "[2025-03-01,2025-04-01]", owners: [x]', ["alternatives"]),
            ('when: "{2025-03-01,2025-10-01}", owners: [x]', []),
            ("deadline: 2025, owners: [x], status: on-hold", []),
            ("deadline: 2025, done: 2025-01-01", []),
            ("status: cancelled", []),
        ],
    )
    def test_what_is_asked(self, plan, fields: str, about: list[str]):
        folder = plan(f"  - {{id: a, title: A, {fields}}}\n")
        found = data("open", "--today", "2025-01-01", folder=folder)["questions"]
        assert [question["about"] for question in found] == about

    def test_the_start_of_a_project_is_asked_for_once(self, plan):
        items = (
            "  - {id: a, title: A, owners: [x], deadline: 2025-03}\n"
            "  - {id: b, title: B, owners: [y], deadline: M18}\n"
            "  - {id: c, title: C, owners: [y], deadline: M3-M6}\n"
            "  - {id: d, title: D, owners: [y], when: [M1, M2]}\n"
        )
        found = data("open", "--today", "2025-01-01", folder=plan(items))["questions"]
        assert [(one["id"], one["about"]) for one in found] == [("b", "no-start")]
        assert found[0]["question"] == "When does the project begin? `M18` counts from its start."

    def test_what_waits_for_something_undecided(self, plan):
        items = (
            "  - {id: a, title: A, owners: [x]}\n"
            "  - {id: b, title: B, owners: [y], deadline: 2025-03, after: [a]}\n"
            "  - {id: c, title: C, owners: [y], deadline: 2025-04, after: [b]}\n"
        )
        folder = plan(items)
        found = data("open", "--today", "2025-01-01", "--owner", "y", folder=folder)["questions"]
        assert [(one["id"], one["about"], one["waits-for"]) for one in found] == [("b", "blocked", ["p:a"])]

    def test_whom_to_ask(self, plan):
        above = "owners: {ann: Ann, seat: {name: S, vacant: true}}\nlead: [ann]"
        items = (
            "  - {id: a, title: A, owners: [seat], deadline: 2025-03}\n"
            "  - {id: b, title: B, owners: [seat], accountable: [ann], deadline: 2025-03}\n"
        )
        found = data("open", "--today", "2025-01-01", folder=plan(items, above))["questions"]
        assert [one["ask"] for one in found] == [["ann"], ["ann"]]


def due(text: str, kind: str = "deadline") -> Due:
    period = parse(text)
    options = tuple(Alternative(one.canonical, one) for one in period.options)
    return Due(kind, text, period, alternatives=options)


@pytest.mark.parametrize(
    ("text", "kind", "start", "drawn"),
    [
        ("2025-03", "deadline", None, ["within 2025-03-01 2025-03-31"]),
        ("2025-03-05", "deadline", None, ["fixed 2025-03-05 2025-03-05"]),
        ("2025-03-05/2025-03-09", "event", None, ["fixed 2025-03-05 2025-03-09"]),
        ("2025-03-05/2025-03-09", "deadline", None, ["within 2025-03-05 2025-03-09"]),
        ("2025-03~", "deadline", None, ["within ~2025-03-01 2025-03-31~"]),
        ("2025-03/..", "ongoing", None, ["within 2025-03-01 None~"]),
        ("../2025-03", "deadline", None, ["within ~None 2025-03-31"]),
        ("ongoing", "ongoing", None, ["within ~None None~"]),
        ("?", "undated", None, []),
        ("?", "undated", "2025-02", ["work 2025-02-01 None~"]),
        ("2025-03", "deadline", "2025-02", ["work 2025-02-01 2025-02-28", "within 2025-03-01 2025-03-31"]),
        ("2025-03", "deadline", "2025-03-15", ["within 2025-03-01 2025-03-31"]),
        ("[2025-05-01,2025-03-01]", "event", None,
         ["option 2025-03-01 2025-03-01", "between 2025-03-02 2025-04-30", "option 2025-05-01 2025-05-01"]),
        ("{2025-03-01,2025-04-01}", "event", None,
         ["fixed 2025-03-01 2025-03-01", "fixed 2025-04-01 2025-04-01"]),
    ],
)  # fmt: skip
def test_what_is_drawn(text: str, kind: str, start: str | None, drawn: list[str]):
    found = stretches(due(text, kind), parse(start) if start else None)
    shown = [
        f"{one.meaning} {'~' * one.fuzzy_first}{one.days.first} {one.days.last}{'~' * one.fuzzy_last}"
        for one in found
    ]
    assert shown == drawn


def test_quarters():
    assert [quarter(date(2025, month, 28)) for month in (1, 3, 4, 12)] == [
        "2025-Q1",
        "2025-Q1",
        "2025-Q2",
        "2025-Q4",
    ]
    assert without_gaps(["2025-Q2", "2024-Q4", "2025-Q2"]) == ("2024-Q4", "2025-Q1", "2025-Q2")
    assert without_gaps([]) == ()
    assert without_gaps(["9999-Q4", "1000-Q1"]) == ("1000-Q1", "9999-Q4")


@pytest.mark.parametrize("command", ["goals", "owners", "open", "timeline"])
@pytest.mark.parametrize("width", ["60", "80", "100"])
def test_no_line_is_wider_than_the_terminal(command: str, width: str):
    from rich.cells import cell_len

    for folder, plans in ((ROOT, "plans"), (ROOT, "examples"), (ROOT / "tests" / "cli" / "views", ".")):
        code, output = console.run_here([command, plans, *DAY], folder, {"COLUMNS": width})
        assert code == 0
        for line in output.splitlines():
            if "problem" not in line:
                assert cell_len(line) <= int(width), line


PLAIN = """\
ssetrack: 1
title: Plain
activities:
  - {id: a, title: A title that is cut because it is long, deadline: ongoing}
  - {id: b, title: B, when: [{date: 2025-03-01}, {date: 2025-05-01}], after: [a]}
  - {id: c, title: C, deadline: 2025-05~, after: [b]}
  - {id: d, title: D, deadline: 2025-01, done: 2025-01-02, start: 2024-11}
"""


def plain_report() -> Report:
    """A report of all items of a plain plan."""
    plans = snapshot_of(PLAIN, date(2025, 2, 1))
    return report(plans, Question(), View(plans.portfolio, None, ENGLISH))


def test_plain_signs_where_a_stream_has_no_others():
    from ssetrack.query.timeline import timeline
    from ssetrack.terminal.console import screen
    from ssetrack.terminal.gantt import print_timeline
    from ssetrack.terminal.gantt_signs import ASCII, UNICODE, signs_for

    assert signs_for("utf-8") is UNICODE
    assert signs_for("ascii") is signs_for("latin-1") is signs_for(None) is signs_for("no such") is ASCII
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    draw = partial(print_timeline, timeline(plain_report()), links=True)
    drawn = screen(draw, stream, columns=60, environment={})
    assert drawn.isascii()
    assert "~~~" in drawn
    parts = (*ASCII.meanings.values(), ASCII.fuzzy, ASCII.milestone, ASCII.today, ASCII.onwards, ASCII.arrow)
    assert all(sign.isascii() and len(sign) == 1 for sign in parts)


@pytest.mark.parametrize(
    ("today", "deadline", "axis"),
    [
        ("2025-03-10", "2025-05", ("2025-03-01", "2025-05-31")),
        ("2025-03-10", "2025-01/2025-02", ("2025-01-01", "2025-03-31")),
        ("2024-11-20", "2025-03", ("2025-03-01", "2025-03-31")),
        ("2024-12-30", "2025-03", ("2024-12-01", "2025-03-31")),
        ("2025-03-10", "9999", ("9999-01-01", "9999-12-31")),
        ("2025-03-10", "ongoing", ("2025-03-01", "2025-03-31")),
    ],
)
def test_the_axis_reaches_to_today_where_that_is_near(plan, today: str, deadline: str, axis: tuple[str, str]):
    folder = plan(f"  - {{id: a, title: A, deadline: {deadline}}}\n")
    found = data("timeline", "--today", today, folder=folder)
    assert (found["first"], found["last"]) == axis
    assert console.run_here(["timeline", "--today", today], folder, {})[0] == 0
