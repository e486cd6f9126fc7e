"""The table of `status`: how much of a plan a screen shows, and what is never broken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from snapshots import snapshot_of
from ssetrack.language.speaker import Speaker
from ssetrack.query.columns import View
from ssetrack.query.report import Question, Report, report
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.status_table import print_status

VISION = Path(__file__).parents[2] / "plans" / "vision-2004-2005.yaml"


def vision(language: str = "en", **asked: object) -> Report:
    """The report on the VISION plan."""
    plans = snapshot_of(VISION.read_text(encoding="utf-8"), date(2004, 10, 1))
    return report(plans, Question(**asked), View(plans.portfolio, language, Speaker(language)))


def lines(answer: Report, width: int) -> list[str]:
    """The table on a screen that is so wide."""
    canvas = Canvas(width)
    print_status(answer, canvas)
    return canvas.text().splitlines()


def items_on(screen: list[str], answer: Report) -> list[str]:
    """The ids whose rows begin on a screen."""
    ids = {status.item.id for status in answer.statuses}
    return [line.split()[0] for line in screen if line.strip() and line.split()[0] in ids]


@pytest.mark.parametrize(("language", "least"), [("en", 20), ("fr", 19), ("es", 20), ("pt", 20)])
def test_forty_lines_of_eighty_columns_show_twenty_items(language: str, least: int):
    """French has longer words: its summary takes two lines, its shortest column of dates a letter more."""
    answer = vision(language)
    assert len(items_on(lines(answer, 80)[:40], answer)) >= least


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
@pytest.mark.parametrize("width", [120, 80, 60, 40])
def test_every_item_has_a_row_that_begins_with_its_id(language: str, width: int):
    answer = vision(language)
    shown = lines(answer, width)
    assert sorted(items_on(shown, answer)) == sorted(status.item.id for status in answer.statuses)
    assert max(map(len, shown)) <= width


@pytest.mark.parametrize(("language", "heading"), [("en", "Overdue (9)"), ("fr", "En retard (9)")])
@pytest.mark.parametrize("width", [120, 80, 60, 40])
def test_each_state_has_a_line_that_counts_its_items(language: str, heading: str, width: int):
    (line,) = [line for line in lines(vision(language), width) if line.startswith(heading)]
    assert line.endswith("─")
    assert len(line) == width


@pytest.mark.parametrize("asked", [{"sort": ("title",)}, {"group_by": "section"}, {"columns": ("id", "due")}])
def test_no_states_where_items_are_in_another_order(asked: dict[str, object]):
    assert not any(line.startswith("Overdue (") for line in lines(vision(**asked), 80))
