"""Workbooks as we write them: the same octets every time, and texts that stay texts."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from ssetrack.tables.excel import document
from ssetrack.tables.workbook.cell_values import LONGEST, cell_text, fits
from ssetrack.tables.workbook.description import Choice, Column, Holds, Look, Row, Rule, Sheet
from ssetrack.tables.workbook.writing import octets

RED = Look(fill="FF0000", bold=True)


def made(*rows: Row, **more: object) -> bytes:
    columns = [Column("Id", 10), Column("Title", 40), Column("Day", 12, Holds.DAY)]
    return octets([Sheet("Plan", rows, columns, **more)])


ROWS = (
    Row(["", "Meetings", None], RED),
    Row(["1.10", "=1+1", date(2027, 3, 1)], looks={1: Look(colour="112233", italic=True)}, depth=1),
    Row(["1.2", "", 0.4], depth=1),
)


def test_the_same_rows_give_the_same_octets():
    assert made(*ROWS) == made(*ROWS)


def test_nothing_says_when_or_where_it_was_written():
    with zipfile.ZipFile(io.BytesIO(made(*ROWS))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {3}
        assert archive.testzip() is None
        properties = archive.read("docProps/core.xml")
        assert b"created" not in properties
        assert b"modified" not in properties


def test_openpyxl_reads_what_it_wrote():
    page = load_workbook(io.BytesIO(made(*ROWS)))["Plan"]
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_row=2)] == [
        [None, "Meetings", None]
    ]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == "A1:C4"
    assert page["C3"].value.date() == date(2027, 3, 1)
    assert page["C4"].number_format == "0%"
    assert page.row_dimensions[3].outlineLevel == 1
    assert page.sheet_properties.outlinePr.summaryBelow is False
    assert page.column_dimensions["A"].number_format == "@"
    assert page.column_dimensions["C"].number_format == "yyyy\\-mm\\-dd"


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "#REF!",
    "TRUE",
    "1.10",
    "007",
    "1e5",
    "2027-03-01",
    " x ",
    "=",
    "'",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_stays_a_text(text: str):
    content = made(Row([text, text, None]))
    cell = load_workbook(io.BytesIO(content))["Plan"]["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    read = document(content).tables[0].cells[2, 1]
    assert (read.text, read.remarks) == (text.strip(), ())


ODD = ["a_x000D_b", "_x0041_", "x_x0041", "é 🌍", "a\nb", "a\tb", "<&>\"'", "]]>", "\u00a0a"]


@pytest.mark.parametrize("text", ODD)
def test_signs_that_xml_or_excel_take_for_theirs(text: str):
    read = document(made(Row([text, "", None]))).tables[0].cells[2, 1]
    assert read.text.split() == text.split()


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_signs_that_no_workbook_has(sign: str):
    assert cell_text(f"a{sign}b") == "a\ufffdb"
    made(Row([cell_text(f"a{sign}b"), "", None]))


@pytest.mark.parametrize("sign", ["a", "é", "🌍"])
def test_a_text_is_cut_to_what_a_cell_holds(sign: str):
    text = cell_text(sign * (LONGEST + 1))
    assert text.endswith(f"{sign}…")
    assert not fits(sign * (LONGEST + 1))
    assert fits(text)
    assert len(text.encode("utf-16-le")) // 2 > LONGEST - 3
    assert document(made(Row([text, "", None]))).tables[0].cells[2, 1].text == text


def test_lists_propose_and_never_reject():
    content = made(Row(["1", "x", None]), choices=[Choice(1, "Lists", "A", 1, 3)])
    (list_,) = load_workbook(io.BytesIO(content))["Plan"].data_validations.dataValidation
    assert (list_.type, list_.formula1) == ("list", "'Lists'!$A$1:$A$3")
    assert not list_.showErrorMessage
    assert str(list_.sqref) == "B2:B202"


def test_colours_follow_a_formula():
    content = made(Row(["1", "x", None]), rules=[Rule('$A2="1"', RED)])
    page = load_workbook(io.BytesIO(content))["Plan"]
    (area,) = page.conditional_formatting
    (rule,) = area.rules
    assert (str(area.sqref), rule.formula) == ("A2:C2", ['$A2="1"'])
    assert rule.dxf.fill.bgColor.rgb == "FFFF0000"
    assert rule.dxf.font.b


def test_a_hidden_sheet():
    content = octets([Sheet("Plan", [Row(["a"])]), Sheet("Rest", [Row(["b"])], hidden=True)])
    assert [(table.sheet, table.hidden) for table in document(content).tables] == [
        ("Plan", False),
        ("Rest", True),
    ]
