"""A workbook opened and saved by LibreOffice, and edited there: nothing is lost on the way.

`saved/` has what LibreOffice made of the sheet of `returning.PLAN`, for whoever has none. To make it again:

    soffice --headless --convert-to xlsx --outdir tests/importing/saved plan.xlsx
"""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import ALL_EXAMPLES, TESTS
from importing.returning import PLAN, changed_lines, returned, written
from importing.workbooks import set_cell
from ssetrack.importing.spreadsheet.columns import Part

SAVED = TESTS / "importing" / "saved"


FORMS = ("xlsx", "ods") if ALL_EXAMPLES else ("xlsx",)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with workbooks as LibreOffice saves them, in both forms; it starts once for each."""
    folder = tmp_path_factory.mktemp("office")
    books = {"plan": written(PLAN), "edited": set_cell(written(PLAN), "1.10", Part.WHERE, "Paris")}
    for name, octets in books.items():
        (folder / f"{name}.xlsx").write_bytes(octets)
    paths = [str(folder / f"{name}.xlsx") for name in books]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for form in FORMS:
        convert = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder / "out")]
        subprocess.run([*convert, *paths], check=True, capture_output=True, timeout=120)
    return folder / "out"


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_opens_and_saves_it(form: str, saved: Path):
    book = (saved / f"plan.{form}").read_bytes()
    (outcome,) = returned(book, PLAN, f"plan.{form}").plans
    assert (outcome.after.text, outcome.changes, outcome.doubts, outcome.told) == (PLAN, (), (), ())
    assert not outcome.unbased


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.parametrize("form", FORMS)
def test_what_was_edited_is_there_after_libreoffice(form: str, saved: Path):
    book = (saved / f"edited.{form}").read_bytes()
    (outcome,) = returned(book, PLAN, f"plan.{form}").plans
    assert changed_lines(outcome) == ["-        where: Online", "+        where: Paris"]


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.ods"])
def test_what_libreoffice_saved(name: str):
    (outcome,) = returned((SAVED / name).read_bytes(), PLAN, name).plans
    assert (outcome.after.text, outcome.changes, outcome.doubts, outcome.told) == (PLAN, (), (), ())
    assert not outcome.unbased


def test_what_was_edited_in_the_file_that_libreoffice_saved():
    book = set_cell((SAVED / "libreoffice.xlsx").read_bytes(), "1.1", Part.DUE, "12 March 2027")
    (outcome,) = returned(book, PLAN).plans
    assert outcome.after.text == PLAN.replace("2027-03-04", "12 March 2027")


def test_a_sheet_that_was_saved_as_csv():
    page = load_workbook(io.BytesIO(set_cell(written(PLAN), "1.10", Part.WHERE, "Paris"))).worksheets[0]
    text = io.StringIO()
    for row in page.iter_rows(values_only=True):
        shown = (value if isinstance(value, str) else "" if value is None else _shown(value) for value in row)
        csv.writer(text).writerow(shown)
    (outcome,) = returned(text.getvalue().encode(), PLAN, "plan.csv").plans
    assert outcome.unbased
    assert changed_lines(outcome) == ["-        where: Online", "+        where: Paris"]


def _shown(value: object) -> str:
    return f"{value:.0%}" if isinstance(value, float) else str(value)[:10]
