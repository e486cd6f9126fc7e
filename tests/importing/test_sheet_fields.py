"""Every field of the format has a column in the sheet, or is said to stay in the plan; and does."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from conftest import ROOT
from every_field import Made, Path, at, full_plan, places, text_of, value
from importing.returning import came_back, changed_lines
from importing.workbooks import PLACES, edited
from snapshots import snapshot_of
from ssetrack.importing.spreadsheet.columns import TOLD, Part, plan_view
from ssetrack.importing.spreadsheet.fields import KEPT, SHOWN
from ssetrack.importing.spreadsheet.rows import plan_rows
from ssetrack.importing.spreadsheet.sheet import workbook
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import Activity, Entry, Milestone, Plan, Section
from ssetrack.source.tree import Mapping, Sequence

DAY = date(2026, 1, 15)
ALL = [(model, key) for model, fields in FIELDS.items() for key in fields]


@pytest.mark.parametrize(("model", "key"), ALL, ids=[f"{model.__name__}-{key}" for model, key in ALL])
def test_a_field_has_a_column_or_stays_in_the_plan(model: type, key: str):
    assert (key in SHOWN.get(model, {})) is not (key in KEPT.get(model, ()))


def test_no_field_is_named_that_there_is_not():
    named = {(model, key) for table in (SHOWN, KEPT) for model, keys in table.items() for key in keys}
    assert named == set(ALL)


def test_the_fields_that_stay_in_the_plan_are_in_the_docs():
    text = (ROOT / "docs" / "spreadsheets.md").read_text(encoding="utf-8")
    paragraph = text.partition("**What has no column**")[2].partition("\n\n")[0]
    assert {key for model in (Activity, Milestone, Entry, Section) for key in KEPT[model]} <= set(
        paragraph.replace("`", " ").replace(",", " ").split()
    )


def shown(plan: Made) -> list[dict[Part, str]]:
    """The cells of the sheet of a plan."""
    plans = snapshot_of(text_of(plan), today=DAY)
    (file,) = plans.portfolio.files
    return [dict(row.texts) for row in plan_rows(plans.statuses, plan_view(file, plans.portfolio, None))]


def changed_cells(before: list[dict[Part, str]], after: list[dict[Part, str]]) -> set[Part]:
    assert len(before) == len(after)
    return {
        part
        for old, new in zip(before, after, strict=True)
        for part in Part
        if old.get(part) != new.get(part)
    }


def without(plan: Made, models: tuple[type, ...], key: str) -> Made:
    """The plan without a field of all things of some classes."""
    for path, holder, name in list(places(plan, Plan)):
        if name == key and holder in models:
            del at(plan, path)[key]
    return plan


def fields_with_others(plan: Made) -> dict[tuple[type, str], list[Path]]:
    """The fields that have a second value, and the places in a plan where each stands."""
    found: dict[tuple[type, str], list[Path]] = {}
    for path, model, key in places(plan, Plan):
        if value(model, key, 1) is not None and (model, key) not in ((Plan, "language"), (Plan, "ssetrack")):
            found.setdefault((model, key), []).append(path)
    return found


def with_others(plan: Made, paths: list[Path], model: type, key: str) -> Made:
    """The plan with the second value of a field in some places."""
    changed = deepcopy(plan)
    for path in paths:
        at(changed, path)[key] = value(model, key, 1)
    return changed


@pytest.mark.slow
def test_each_field_changes_its_own_cells():
    """A field that stays in the plan changes none that is read; one that has a column changes that."""
    found: dict[tuple[type, str], set[Part]] = {}
    # The place of a date, or of the next time of a series, counts before that of its item.
    placeless = without(without(full_plan(), (Entry,), "where"), (Activity, Milestone), "occurrences")
    for plan in (full_plan(), placeless):
        before = shown(plan)
        for (model, key), paths in fields_with_others(plan).items():
            parts = found.setdefault((model, key), set())
            if key in KEPT.get(model, ()):
                parts |= changed_cells(before, shown(with_others(plan, paths, model, key)))
                continue
            for path in paths:
                if SHOWN[model][key] not in parts:  # what further places change is not asked
                    parts |= changed_cells(before, shown(with_others(plan, [path], model, key)))
    for (model, key), parts in found.items():
        if key in KEPT.get(model, ()):
            assert parts <= TOLD, (model, key)
        else:
            assert SHOWN[model][key] in parts, (model, key)


NEW = {
    Part.OWNERS: "Owner name 1",
    Part.WITH: "Owner name 1",
    Part.GOALS: "Goal title 1",
    Part.DUE: "2026-05-06",
    Part.TIME: "11:00-12:30",
    Part.START: "2026-01-06",
    Part.STATUS: "on hold",
    Part.DONE: "2026-01-10",
    Part.PROGRESS: "77%",
    Part.WHERE: "Another place",
    Part.NOTES: "Other notes",
}
"""What is written into each column, but for the title, in which a word is added."""


def full_text() -> str:
    return text_of(full_plan())


def test_a_workbook_of_every_field_that_nobody_touched_changes_nothing():
    plan = full_text()
    outcome = came_back(workbook(snapshot_of(plan, today=DAY), None), plan)
    assert (outcome.changes, outcome.doubts, outcome.after.text) == ((), (), plan)


@pytest.mark.parametrize("part", [Part.TITLE, *NEW])
def test_a_changed_column_changes_its_field_and_no_other(part: Part):
    plan = (
        full_text()
        if part is not Part.DUE
        else text_of(without(full_plan(), (Activity, Milestone), "occurrences"))
    )

    def edit(book) -> None:
        page = book.worksheets[0]
        for row in range(2, page.max_row + 1):
            if page.cell(row, 1).value:
                cell = page.cell(row, PLACES[part])
                cell.value = f"{cell.value} again" if part is Part.TITLE else NEW[part]

    outcome = came_back(edited(workbook(snapshot_of(plan, today=DAY), None), edit), plan)
    assert outcome.changes
    assert changed_lines(outcome)
    keys = {key for table in SHOWN.values() for key, column in table.items() if column is part}
    keys |= {"status", "done"} if part in (Part.STATUS, Part.DONE) else set()
    keys |= {"date"} if part is Part.TIME else set()
    assert differing(outcome.before.root, outcome.after.root) <= keys


def differing(before: object, after: object, key: str = "") -> set[str]:
    """The innermost keys under which two trees differ."""
    if before == after:
        return set()
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        names = {*map(str, before), *map(str, after)}
        return {one for name in names for one in differing(before.get(name), after.get(name), name)}
    if isinstance(before, Sequence) and isinstance(after, Sequence) and len(before) == len(after):
        return {one for old, new in zip(before, after, strict=True) for one in differing(old, new, key)}
    return {key}
