"""Of any plan: a sheet that nobody edited changes nothing, and one cell changes what it shows and no more."""

from __future__ import annotations

import io

import pytest
from generated_plans import plan_texts
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import every_field
from conftest import examples
from importing.returning import DAY, PLAN, came_back, returned, written
from importing.workbooks import PLACES, edited, row_of, without_base
from snapshots import snapshot_of
from ssetrack.diagnostic import Kind as Problem
from ssetrack.diagnostic import Severity
from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.lint import check
from ssetrack.merge.changes import DONE

BOOK = written(PLAN)


@examples(60, [HealthCheck.too_slow])
@given(plan_texts())
def test_of_any_plan_nothing_changes(generated: tuple[str, list[str]]):
    plan, _ = generated
    for outcome in returned(written(plan), plan).plans:
        assert outcome.after is outcome.before
        assert (outcome.changes, outcome.doubts) == ((), ())


@pytest.mark.slow
@examples(30, [HealthCheck.too_slow])
@given(every_field.thinned())
def test_of_a_plan_with_every_field_nothing_changes(made: every_field.Made):
    plan = every_field.text_of(made)
    for outcome in returned(written(plan), plan).plans:
        assert (outcome.after.text, outcome.changes, outcome.doubts) == (plan, (), ())


EDITS = st.sampled_from(
    [
        (Part.WHERE, "Lima"),
        (Part.NOTES, "New\nlines"),
        (Part.START, "2004-05"),
        (Part.PROGRESS, "70%"),
        (Part.STATUS, "on hold"),
        (Part.OWNERS, "zoe"),
        (Part.DUE, "2011-11-11"),
    ]
)


@pytest.mark.slow
@examples(100, [HealthCheck.too_slow])
@given(plan_texts(), EDITS, st.data())
def test_of_any_plan_one_cell_changes_that_or_is_refused(
    generated: tuple[str, list[str]], edit: tuple[Part, str], data: st.DataObject
):
    plan, _ = generated
    book = written(plan)
    part, value = edit
    own_id, before = "", list[list[object]]()

    def edit_one(book: Workbook) -> None:
        nonlocal own_id, before
        page = book.worksheets[0]
        ids = (page.cell(row, 1).value for row in range(2, page.max_row + 1))
        known = [str(one) for one in ids if one]
        if known:
            own_id = data.draw(st.sampled_from(known))
            page.cell(row_of(page, own_id), PLACES[part]).value = value
        before = read_cells(page)

    def read_cells(page: Worksheet) -> list[list[object]]:
        unread = {PLACES[Part.KIND], PLACES[Part.FIRST], PLACES[Part.LAST], PLACES[part]}
        return [[cell.value for cell in row if cell.column not in unread] for row in page.iter_rows()]

    changed = edited(book, edit_one)
    if not own_id:
        return
    for outcome in returned(changed, plan).plans:
        if outcome.doubts or not outcome.changes:
            assert outcome.after.text == outcome.before.text
            continue
        (change,) = outcome.changes
        assert change.id == own_id
        again = returned(changed, outcome.after.text).plans[0]
        assert (again.after.text, again.changes, again.doubts) == (outcome.after.text, (), ())
        # Written anew, the sheet says what was typed, and all else as before.
        after = read_cells(load_workbook(io.BytesIO(written(outcome.after.text))).worksheets[0])
        assert after == before


TYPED = """
x|1|1.1|1.10|a/b|paper/new|2027-03|12 March 2027|soon|ongoing|?|ana|Bo; Ana Diop|Core Group|done|planned
en cours|40%|0.4|event|section|Meetings|Meetings / Papers|Kick-off|The paper: New|=1+1
- a|a: b # c|“q” 'r'|é\u200b|Rio
2 weeks after 1.1|{x}|[a, b]|null|~|#|A; B
"""
TEXTS = st.sampled_from(
    [*TYPED.strip().replace("\n", "|").split("|"), "line\nline", "", None, 46000, 0.5, 3, True]
)


@pytest.mark.slow
@examples(150, [HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_typed_the_plan_stays_a_plan(data: st.DataObject):
    """Nothing is lost, no error comes in, and the second time nothing changes."""

    def edit(book: Workbook) -> None:
        page = book.worksheets[0]
        for _ in range(data.draw(st.integers(1, 6))):
            row = data.draw(st.integers(2, page.max_row + 1))
            what = data.draw(st.sampled_from(["cell", "cell", "cell", "insert", "delete", "copy"]))
            if what == "insert":
                page.insert_rows(row)
            if what == "copy" and row <= page.max_row:
                copied = [cell.value for cell in page[row]]
                page.insert_rows(row)
                for place, value in enumerate(copied, 1):
                    page.cell(row, place).value = value
            if what == "delete":
                page.delete_rows(row)
            else:
                place = data.draw(st.integers(1, len(PLACES)))
                page.cell(row, place).value = data.draw(TEXTS)

    book = edited(BOOK, edit)
    if data.draw(st.booleans()):
        book = without_base(book)
    outcome = came_back(book, PLAN)
    before, after = (snapshot_of(text, today=DAY) for text in (PLAN, outcome.after.text))
    ids = [[item.id for file in plans.portfolio.files for item in file.items] for plans in (before, after)]
    assert set(ids[0]) <= set(ids[1])
    errors = [one for one in check(after) if one.severity is Severity.ERROR]
    assert [one for one in errors if one.kind is not Problem.CONFLICT] == []
    again = came_back(book, outcome.after.text)
    assert again.after.text == outcome.after.text
    assert not [one for one in again.changes if one.kind in DONE]


TWICE = {
    "a title of two lines": [(2, 2, "line\nline"), (2, 1, "x")],
    "an id made of a cell is that of the next row": [(2, 2, "x"), (2, 1, "{x}"), (3, 1, "x")],
    "an id made of a cell is that of the row before": [(2, 1, "x"), (3, 2, "y"), (3, 1, "[x]")],
    "two cells from which one id is made": [(2, 2, "p"), (2, 1, "{x}"), (3, 2, "q"), (3, 1, "x!")],
    "a new line in a title that was there": [(4, 2, "Kick-\noff")],
}
"""Cells by row and column, and what is typed into them."""


@pytest.mark.parametrize("cells", TWICE.values(), ids=TWICE)
@pytest.mark.parametrize("has_base", [True, False])
def test_the_second_time_nothing_is_new(cells: list[tuple[int, int, str]], has_base: bool):
    def edit(book: Workbook) -> None:
        for row, column, text in cells:
            book.worksheets[0].cell(row, column).value = text

    book = edited(BOOK, edit)
    if not has_base:
        book = without_base(book)
    outcome = came_back(book, PLAN)
    again = came_back(book, outcome.after.text)
    assert again.after.text == outcome.after.text
    assert not [one for one in again.changes if one.kind in DONE]
