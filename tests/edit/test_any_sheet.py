"""Of any plan: a sheet that nobody edited changes nothing, and one cell changes what it shows and no more."""

from __future__ import annotations

import io

from generated_plans import plan_texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import every_field
from importing.returning import returned, written
from importing.workbooks import PLACES, set_cell
from ssetrack.importing.spreadsheet.columns import Part


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(plan_texts())
def test_of_any_plan_nothing_changes(generated: tuple[str, list[str]]):
    plan, _ = generated
    for outcome in returned(written(plan), plan).plans:
        assert outcome.after is outcome.before
        assert (outcome.changes, outcome.doubts) == ((), ())


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
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


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(plan_texts(), EDITS, st.data())
def test_of_any_plan_one_cell_changes_that_or_is_refused(
    generated: tuple[str, list[str]], edit: tuple[Part, str], data: st.DataObject
):
    plan, _ = generated
    book = written(plan)
    part, value = edit
    page = load_workbook(io.BytesIO(book)).worksheets[0]
    known = [str(page.cell(row, 1).value) for row in range(2, page.max_row + 1) if page.cell(row, 1).value]
    if not known:
        return
    own_id = data.draw(st.sampled_from(known))
    changed = set_cell(book, own_id, part, value)
    for outcome in returned(changed, plan).plans:
        if outcome.doubts or not outcome.changes:
            assert outcome.after.text == outcome.before.text
            continue
        (change,) = outcome.changes
        assert change.id == own_id
        again = returned(changed, outcome.after.text).plans[0]
        assert (again.after.text, again.changes, again.doubts) == (outcome.after.text, (), ())
        # Written anew, the sheet says what was typed, and all else as before.
        pages = [
            load_workbook(io.BytesIO(octets)).worksheets[0]
            for octets in (changed, written(outcome.after.text))
        ]
        unread = {PLACES[Part.KIND], PLACES[Part.FIRST], PLACES[Part.LAST], PLACES[part]}
        before, after = (
            [[cell.value for cell in row if cell.column not in unread] for row in page.iter_rows()]
            for page in pages
        )
        assert after == before
