"""A workbook as octets: the same for the same description, on every day and every machine.

Comes in: sheets as described. Goes out: the octets of an .xlsx file. Every text is a text cell (`@`, of type
string), so nothing that begins with `=`, `+`, `-` or `@` is ever calculated, and `1.10` is no number. What
openpyxl adds of its own, the time of writing in the properties and in the archive, is taken out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule as Formatting
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ssetrack.tables.grid import letters
from ssetrack.tables.workbook.cell_values import MOST_DEPTH
from ssetrack.tables.workbook.description import Holds, Look, Row, Sheet, Value

FORMATS = {Holds.TEXT: "@", Holds.DAY: "yyyy\\-mm\\-dd", Holds.SHARE: "0%"}
"""Number formats (ECMA-376 18.8.30); `@` keeps whatever is typed as text."""

HEADER = Look(fill="1F4E5F", colour="FFFFFF", bold=True)

_TOP = Alignment(vertical="top", wrap_text=True)

_THEN = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name, for every part of it."""

_UNIX = 3
_CORE = "docProps/core.xml"
_PROPERTIES = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>ssetrack</dc:creator></cp:coreProperties>'
)
"""Who made it, and not when."""

_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""How a workbook escapes a character (`_x000D_`, ECMA-376 22.4.2.4): written out, it would be read as one."""


def octets(sheets: Sequence[Sheet]) -> bytes:
    """The workbook with these sheets."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        # It is written row by row, and has the parts of a usual sheet.
        _write(cast(Worksheet, book.create_sheet(sheet.name)), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _write(page: Worksheet, sheet: Sheet) -> None:
    """Write a sheet. What stands above and beside the cells has to be there before them."""
    height, width = len(sheet.rows) + bool(sheet.columns), len(sheet.columns)
    if sheet.hidden:
        page.sheet_state = "hidden"
    page.sheet_properties.outlinePr = Outline(summaryBelow=False)
    page.sheet_format.outlineLevelRow = min(max((row.depth for row in sheet.rows), default=0), MOST_DEPTH)
    for number, column in enumerate(sheet.columns, 1):
        of_column = page.column_dimensions[letters(number)]
        of_column.width = column.width
        of_column.number_format = FORMATS[column.holds]
        of_column.alignment = _TOP
    for number, row in enumerate(sheet.rows, 1 + bool(sheet.columns)):
        if row.depth:
            page.row_dimensions[number].outlineLevel = min(row.depth, MOST_DEPTH)
    cells = _Cells(page)
    if sheet.columns:
        page.freeze_panes = "C2"
        page.auto_filter.ref = f"A1:{letters(width)}{height}"
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.print_title_rows = "1:1"
        page.append(cells.row(Row([column.heading for column in sheet.columns], HEADER)))
    for row in sheet.rows:
        page.append(cells.row(row))
    _propose(page, sheet)
    area = f"A2:{letters(max(width, 1))}{max(height, 2)}"
    for rule in sheet.rules:
        look = rule.look
        style = DifferentialStyle(font=_font(look, changed=True), fill=_background(look))
        page.conditional_formatting.add(area, Formatting("expression", formula=[rule.formula], dxf=style))


def _propose(page: Worksheet, sheet: Sheet) -> None:
    """Lists to choose from, which reject nothing; also below the last row, where new ones come."""
    for choice in sheet.choices:
        source = f"'{choice.sheet}'!${choice.letters}${choice.first}:${choice.letters}${choice.last}"
        list_ = DataValidation("list", source, allow_blank=True, showErrorMessage=False)
        column = letters(choice.column + 1)
        list_.add(f"{column}2:{column}{len(sheet.rows) + 1 + 200}")
        page.data_validations.append(list_)


class _Cells:
    """The cells of a sheet: one for each column and look, filled again for each row."""

    def __init__(self, page: Worksheet) -> None:
        self._page = page
        self._made: dict[tuple[int, str, Look], Cell] = {}
        self._like: dict[tuple[str, Look], Cell] = {}

    def row(self, row: Row) -> list[Cell | None]:
        """The cells of a row; empty ones that look like no other are left to their column."""
        return [
            self._cell(place, value, row.looks.get(place, row.look)) for place, value in enumerate(row.values)
        ]

    def _cell(self, place: int, value: Value, look: Look) -> Cell | None:
        if value in ("", None) and not look.fill:
            return None
        shown = FORMATS[_kind_of(value)]
        cell = self._made.get((place, shown, look))
        if cell is None:
            like = self._like.get((shown, look))
            # What looks the same shares its style: openpyxl would look for its font and fill again.
            cell = self._new(shown, look) if like is None else copy(like)
            self._made[place, shown, look] = self._like[shown, look] = cell
        if isinstance(value, str):
            cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
            cell.data_type = "s"  # a text that begins with `=`, or is `#N/A`, is a text
        else:
            cell.value = value
            cell.number_format = shown
        return cell

    def _new(self, shown: str, look: Look) -> Cell:
        cell = WriteOnlyCell(self._page)
        cell.font = _font(look)
        cell.alignment = _TOP
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
        cell.number_format = shown
        return cell


def _kind_of(value: Value) -> Holds:
    return Holds.DAY if isinstance(value, date) else Holds.SHARE if isinstance(value, float) else Holds.TEXT


def _font(look: Look, *, changed: bool = False) -> Font:
    """The font of a look; for a rule, only what it changes."""
    colour = f"FF{look.colour}" if look.colour else None
    if changed:
        return Font(
            bold=look.bold or None, italic=look.italic or None, strike=look.struck or None, color=colour
        )
    return Font("Calibri", 11, bold=look.bold, italic=look.italic, strike=look.struck, color=colour)


def _background(look: Look) -> PatternFill | None:
    """The fill of a rule, which takes its colour from the background, not the foreground."""
    return PatternFill(bgColor=f"FF{look.fill}") if look.fill else None


def _timeless(archive: bytes) -> bytes:
    """The same archive without the time and the system at which it was made."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as after,
    ):
        for name, content in _contents(before):
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            after.writestr(entry, content)
    return stream.getvalue()


def _contents(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts of an archive, the one that names the day of writing replaced."""
    for name in archive.namelist():
        yield name, _PROPERTIES if name == _CORE else archive.read(name)
