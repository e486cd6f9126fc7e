"""Columns of cells: never wider than the screen, and nothing of a cell left out.

The golden files `status.*.txt` show a plan of long words, wide letters, accents apart, empty cells and long
ids; in those of colour, escapes are written as `␛`.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from snapshots import snapshot_of
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import View
from ssetrack.query.report import Question, report
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.console import Colour, screen
from ssetrack.terminal.grid import Cell, Grid, GridColumn, cell
from ssetrack.terminal.status_table import print_status
from ssetrack.terminal.wrapping import expand_tabs, flow

PLAN = """\
ssetrack: 1
id: odd
title: "Éléments du plan 計画"
goals: {A: One, a-goal-with-a-long-name: Two}
owners:
  ann: Ann
  long: {name: A working group with a name that takes several lines}
  wide: {name: 東京事務局}
activities:
  - {id: "1", title: Donaudampfschifffahrtsgesellschaftskapitän, owners: [ann, long], deadline: 2004-09-01}
  - {id: a-rather-long-id-of-an-activity, title: "https://example.org/a/path/that/has/no/place/to/break?q=1"}
  - {id: "3", title: 調査報告書を準備する, owners: [wide], goals: [A, a-goal-with-a-long-name], when: 2004-11}
  - {id: "4", title: "E\u0301te\u0301 👩‍👩‍👧 مؤتمر", deadline: ongoing}
  - {id: "5", title: Talk, when: {date: 2004-11-08, time: "10:00-11:30"}, status: on-hold}
  - {id: "6", title: Call, when: {date: 2004-10-05, repeat: every 2 weeks, until: 2005-03-01}}
  - {id: "7", title: Meeting, when: [{date: 2004-11-01, where: Paris}, {date: 2004-12-01, where: Rio}]}
"""


@pytest.mark.parametrize(
    ("name", "width", "colour", "columns"),
    [
        ("130", 130, "never", ()),
        ("112.colour", 112, "always", ()),
        ("80", 80, "never", ()),
        ("72.colour", 72, "always", ()),
        ("40", 40, "never", ()),
        ("40.colour", 40, "always", ()),
        ("columns.90", 90, "never", ("id", "owners", "goals", "due", "state", "flags")),
        ("columns.60", 60, "never", ("section", "title", "owners", "days_left")),
    ],
)
def test_status_in_a_grid(
    name: str,
    width: int,
    colour: Colour,
    columns: tuple[str, ...],
    golden: Callable[[str, str | Path], None],
):
    plans = snapshot_of(PLAN, date(2004, 10, 1))
    answer = report(plans, Question(columns=columns), View(plans.portfolio, None, ENGLISH))
    terminal = {"COLUMNS": str(width), "TERM": "xterm"}
    draw = partial(print_status, answer)
    shown = screen(draw, io.StringIO(), colour, columns=width, environment=terminal)
    golden(shown.replace("\x1b", "␛"), f"terminal/status.{name}.txt")


def test_lines_are_drawn_in_plain_signs_where_a_stream_has_no_others():
    grid = Grid((GridColumn("Id", 4), GridColumn("Title", share=1)))
    grid.rows.append((cell("1"), cell("One or two")))
    canvas = Canvas(14, encoding="ascii")
    grid.draw_table(canvas, 14)
    assert canvas.text() == "Id   |Title\n-----+--------\n1    |One or\n     |two\n"


WORD = "long-word-of-letters"
SIGNS = [
    "a",
    "b",
    " ",
    "  ",
    "é",
    "e\u0301",
    "東",
    "京",
    "한",
    "👩‍👩‍👧",
    "\n",
    "\u00a0",
    "-",
    "long-word-of-letters",
]
LETTERS = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join)
COLUMNS = st.lists(
    st.builds(
        GridColumn,
        heading=st.sampled_from(["", "Id", "Title and owners", "題名"]),
        width=st.sampled_from([None, None, 6]),
        least=st.sampled_from([0, 5]),
        most=st.sampled_from([None, 9]),
        shrinks=st.just(True),
        share=st.integers(0, 4),
        style=st.sampled_from(["", "bold"]),
    ),
    min_size=1,
    max_size=5,
)


@given(st.data(), COLUMNS, st.booleans(), st.booleans())
def test_no_line_is_wider_than_the_screen_and_nothing_is_left_out(
    data: st.DataObject, columns: list[GridColumn], fills: bool, headings: bool
):
    width = data.draw(st.integers(10 * len(columns), 150))
    grid = Grid(columns, fills=fills)
    rows = data.draw(st.lists(st.tuples(*[st.tuples(LETTERS, LETTERS)] * len(columns)), max_size=4))
    grid.rows += [[Cell(((one, "red"), (other, "dim")), "red") for one, other in row] for row in rows]
    canvas = Canvas(width)
    (grid.draw_table if headings else grid.draw)(canvas, width)
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in canvas.lines)
    shown = sorted("".join(canvas.text().split()).replace("─", ""))
    texts = [text for row in grid.rows for one in row for text, _ in one.parts]
    texts += [column.heading for column in columns] if headings else []
    assert shown == sorted("".join("".join(texts).split()))


@given(st.lists(st.tuples(LETTERS, st.sampled_from(["", "red", "dim"])), min_size=1), st.integers(2, 40))
def test_what_flows_keeps_its_letters_and_their_styles(parts: list[tuple[str, str]], width: int):
    lines = flow(parts, width)
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in lines)

    def letters(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(letter, style) for text, style in parts for letter in text if not letter.isspace()]

    assert letters([part for line in lines for part in line]) == letters(parts)


def test_tabs_lead_to_the_next_stop():
    assert expand_tabs("a\tb\n東\tc") == "a       b\n東      c"


def test_a_letter_of_two_cells_is_shown_where_nearly_no_room_is_left():
    grid = Grid([GridColumn(share=1), GridColumn(), GridColumn(heading="Title and owners")])
    grid.rows.append([Cell((("東", ""),)), Cell((("aaaaaaaaaaa", ""),)), Cell((("", ""),))])
    canvas = Canvas(30)
    grid.draw(canvas, 30)
    assert "東" in canvas.text()
