"""Plans as a workbook: what its sheets hold, in which language, and that it does not follow the day."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from conftest import ROOT
from importing.returning import came_back, written
from importing.workbooks import PLACES, row_of
from snapshots import snapshot_of
from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.importing.spreadsheet.names import HIDDEN
from ssetrack.importing.spreadsheet.sheet import workbook
from ssetrack.tables.opening import document

VISION = (ROOT / "plans/vision-2004-2005.yaml").read_text(encoding="utf-8")


def dump(octets: bytes) -> Iterator[str]:
    """A workbook as text: for each sheet what is set, then its rows; the depth of a row as `>`."""
    for page in load_workbook(io.BytesIO(octets)).worksheets:
        yield f"# {page.title}{' (hidden)' * (page.sheet_state != 'visible')}"
        yield from _set(page)
        for row in page.iter_rows():
            depth = page.row_dimensions[row[0].row].outlineLevel or 0
            cells = ("" if cell.value is None else str(cell.value).replace("\n", " ⏎ ") for cell in row)
            yield (">" * depth + " " + " | ".join(cells)).rstrip(" |")


def _set(page: Worksheet) -> Iterator[str]:
    if page.freeze_panes:
        yield f"frozen at {page.freeze_panes}, filters over {page.auto_filter.ref}"
    for one in page.data_validations.dataValidation:
        yield f"list {one.sqref} from {one.formula1}{', others refused' * bool(one.showErrorMessage)}"
    for area in page.conditional_formatting:
        yield from (f"colour {area.sqref} if {rule.formula[0]}" for rule in area.rules)


@pytest.mark.parametrize(("name", "lang"), [("vision", None), ("vision.fr", "fr")])
def test_the_workbook_of_a_plan(golden: Callable[..., None], name: str, lang: str | None):
    golden("\n".join(dump(written(VISION, lang))) + "\n", f"importing/golden/{name}.xlsx.txt")


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2004, 10, 1), date(2031, 12, 31)])
def test_the_day_does_not_matter(day: date):
    weekly = """
ssetrack: 1
title: T
activities:
  - id: call
    title: Call
    when: {date: 2027-01-04, repeat: every week, until: 2027-03-31, time: "20:00"}
  - {id: after, title: After, deadline: 2 weeks after call}
  - {id: old, title: Old, deadline: 1850-01}
"""
    plans = {"a.yaml": VISION, "b.yaml": weekly}
    assert workbook(snapshot_of(plans, today=day), None) == workbook(
        snapshot_of(plans, today=date(2027, 2, 2)), None
    )


def sheet(text: str, lang: str | None = None) -> Worksheet:
    return load_workbook(io.BytesIO(written(text, lang))).worksheets[0]


def cell(page: Worksheet, own_id: str, part: Part) -> object:
    return page.cell(row_of(page, own_id), PLACES[part]).value


PEOPLE = """
ssetrack: 1
title: {en: Plan, fr: Projet}
language: en
owners:
  ana: {name: {en: Ana, fr: Anne}}
  bo: Bo
  bo-2: bo
  odd: "A; B"
activities:
  - id: "1"
    title: {en: Meeting, fr: Réunion}
    owners: [ana, bo, bo-2, odd, nobody]
    deadline: 2027-03
  - {id: "2", title: =SUM(A1), when: "ongoing", status: on-hold, progress: 40}
"""


def test_names_are_shown_where_they_say_who_is_meant():
    assert cell(sheet(PEOPLE), "1", Part.OWNERS) == "Ana; bo; bo-2; odd; nobody"


def test_the_language_that_is_asked_for():
    page = sheet(PEOPLE, "fr")
    assert cell(page, "1", Part.TITLE) == "Réunion"
    assert str(cell(page, "1", Part.OWNERS)).startswith("Anne; ")
    assert page.cell(1, PLACES[Part.DUE]).value == "Quand"
    assert cell(page, "2", Part.STATUS) == "en pause"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_headings_are_in_the_language_of_the_plan(language: str):
    headings = [one.value for one in sheet(PEOPLE.replace("language: en", f"language: {language}"))[1]]
    assert headings == [one.value for one in sheet(PEOPLE, language)[1]]
    assert len(set(headings)) == len(Part)


def test_formulas_are_texts():
    page = sheet(PEOPLE)
    found = page.cell(row_of(page, "2"), PLACES[Part.TITLE])
    assert (found.value, found.data_type) == ("=SUM(A1)", "s")


def test_progress_is_a_share():
    assert cell(sheet(PEOPLE), "2", Part.PROGRESS) == 0.4


@pytest.mark.parametrize(
    "title", ["x" * 70_000, ". @" * 30_000, "a " * 50_000, "a  b" * 20_000, "🌍 " * 20_000]
)
def test_a_title_that_no_cell_holds_comes_back_as_it_was(title: str):
    plan = f"ssetrack: 1\ntitle: T\nactivities: [{{id: a, title: '{title.strip()}'}}]\n"
    outcome = came_back(written(plan), plan)
    assert (outcome.changes, outcome.doubts, outcome.unbased) == ((), (), False)


LONG = "a-plan-with-an-id-that-is-longer-than-a-sheet"


def test_sheets_have_names_of_their_own():
    plans = {
        f"{number}.yaml": f"ssetrack: 1\ntitle: T\nid: {own}\nactivities: []\n"
        for number, own in enumerate([LONG, LONG.upper() + "-2", "history", "History", "x", "X"])
    }
    names = [table.sheet for table in document(written(plans), "a.xlsx").tables if table.sheet != HIDDEN]
    # A sheet without items has a header.
    assert names == [LONG[:31], LONG.upper()[:29] + "~2", "history~2", "History~3", "x", "X~2"]


def test_what_is_in_no_section_comes_first():
    text = """
ssetrack: 1
title: T
sections:
  - title: S
    activities: [{id: b, title: B}]
    sections: [{title: Inner, activities: [{id: c, title: C}]}]
  - title: Empty
activities: [{id: a, title: A}]
"""
    page = sheet(text)
    assert [(row[0].value, row[1].value) for row in page.iter_rows(min_row=2)] == [
        ("a", "A"), (None, "S"), ("b", "B"), (None, "Inner"), ("c", "C"), (None, "Empty"),
    ]  # fmt: skip
