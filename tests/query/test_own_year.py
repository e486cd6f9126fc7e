"""Views that count by a network's own year, and rules that leave its words alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import console
from ssetrack.dates import CALENDAR, YearStart
from ssetrack.query.quarters import quarter, without_gaps
from ssetrack.terminal.gantt_axis import Axis

APRIL, SIXTH = YearStart(4), YearStart(4, 6)
ITEMS = (
    "  - {id: a, title: A, owners: [x], goals: [A], deadline: Q1 2026/27}\n"
    "  - {id: b, title: B, owners: [x], goals: [A], deadline: 2026/27-Q3}\n"
    "  - {id: c, title: C, owners: [x], goals: [A], deadline: FY2026/27}\n"
)
HEAD = "ssetrack: 1\nid: {id}\ntitle: P\ngoals: {{A: Goal}}\nowners: {{x: X}}\n{above}activities:\n"


def write(folder: Path, name: str, above: str, items: str = ITEMS) -> None:
    text = HEAD.format(id=name, above=above) + items
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def output(folder: Path, *arguments: str) -> str:
    code, text = console.run_here([*arguments, "--today", "2026-05-01"], folder, {})
    assert code == 0, text
    return text


@pytest.mark.parametrize(
    ("day", "years", "name"),
    [
        (date(2026, 4, 1), APRIL, "2026/27-Q1"),
        (date(2026, 3, 31), APRIL, "2025/26-Q4"),
        (date(2026, 4, 5), SIXTH, "2025/26-Q4"),
        (date(2026, 7, 6), SIXTH, "2026/27-Q2"),
        (date(1999, 12, 1), APRIL, "1999/00-Q3"),
        (date(2026, 4, 1), CALENDAR, "2026-Q2"),
    ],
)
def test_names_of_quarters(day: date, years: YearStart, name: str):
    assert quarter(day, years) == name


def test_quarters_without_gaps():
    found = without_gaps(["2026/27-Q3", "2027/28-Q1"], APRIL)
    assert found == ("2026/27-Q3", "2026/27-Q4", "2027/28-Q1")


def test_goals_and_owners(tmp_path: Path):
    write(tmp_path, "p", "year-starts: 04\n")
    goals = json.loads(output(tmp_path, "goals", "p.yaml", "--by", "quarter", "--format", "json"))
    assert [(part["id"], part["items"]) for part in goals["plans"][0]["parts"]] == [
        ("2026/27-Q1", 1), ("2026/27-Q2", 0), ("2026/27-Q3", 1), ("2026/27-Q4", 1),
    ]  # fmt: skip
    owners = json.loads(output(tmp_path, "owners", "p.yaml", "--format", "json"))
    assert owners["columns"] == ["overdue", "2026/27-Q1", "2026/27-Q2", "2026/27-Q3", "2026/27-Q4"]


def test_plans_with_different_years_are_counted_by_the_calendar(tmp_path: Path):
    write(tmp_path, "p", "year-starts: 04\n")
    write(tmp_path, "q", "", "  - {id: z, title: Z, owners: [x], goals: [A], deadline: 2026-06}\n")
    owners = json.loads(output(tmp_path, "owners", "p.yaml", "q.yaml", "--format", "json"))
    assert owners["columns"] == ["overdue", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]
    goals = json.loads(output(tmp_path, "goals", "p.yaml", "q.yaml", "--by", "quarter", "--format", "json"))
    names = {plan["id"]: plan["parts"][0]["id"] for plan in goals["plans"]}
    assert names == {"p": "2026/27-Q1", "q": "2026-Q2"}


def test_the_axis_of_a_timeline():
    lines = list(Axis(date(2026, 4, 1), date(2028, 3, 31), 40, APRIL).lines("Q{}".format))
    assert [line.split() for line in lines] == [["2026/27", "2027/28"], ["Q1", "Q2", "Q3", "Q4"] * 2]
    calendar = list(Axis(date(2026, 4, 1), date(2028, 3, 31), 40).lines("Q{}".format))
    assert calendar[0].split() == ["2026", "2027", "2028"]


def test_a_timeline_and_a_page(tmp_path: Path):
    write(tmp_path, "p", "year-starts: 04\n")
    assert "2026/27" in output(tmp_path, "timeline", "p.yaml")
    page = output(tmp_path, "export", "html", "p.yaml")
    assert ">2026/27<" in page
    assert "Q1 2026/27" in page


@pytest.mark.parametrize("above", ["year-starts: 04\n", "year-starts: 04-06\nperiod: 2026/27\n"])
def test_words_of_the_year_stay(tmp_path: Path, above: str):
    write(tmp_path, "p", above)
    assert "no problems" in output(tmp_path, "lint", "p.yaml")
    before = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    code, _ = console.run_here(["fmt", "p.yaml"], tmp_path, {})
    assert code == 0
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == before


def test_moves_and_comparisons_read_the_year(tmp_path: Path):
    for folder, when, start in (("old", "2026/27-Q1", "2026-27"), ("new", "2026-04/2026-06", "FY2026/27")):
        items = f"  - {{id: a, title: A, owners: [x], goals: [A], deadline: {when}, start: {start}}}\n"
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "p", "year-starts: 04\n", items)
    for folder in ("old", "new"):
        assert output(tmp_path, "diff", "old/p.yaml", f"{folder}/p.yaml").count("a  A") == 0
    items = "  - {id: a, title: A, owners: [x], goals: [A], when: [Q1 2026/27, Q2 2026/27]}\n"
    write(tmp_path, "r", "year-starts: 04\n", items)
    code, text = console.run_here(["move", "a", "2026-07/2026-09", "--in", "r.yaml"], tmp_path, {})
    assert code == 0, text
    assert "when: [Q2 2026/27]" in (tmp_path / "r.yaml").read_text(encoding="utf-8")
