"""A workbook as people edit it: cells, rows and sheets changed with openpyxl, as Excel would save it."""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.importing.spreadsheet.names import HIDDEN

PLACES = {part: place for place, part in enumerate(Part, 1)}


def edited(octets: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody did something to it."""
    book = load_workbook(io.BytesIO(octets))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(page: Worksheet, own_id: str) -> int:
    """The row of an item."""
    return next(row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == own_id)


def set_cell(octets: bytes, own_id: str, part: Part, value: object, sheet: int = 0) -> bytes:
    """The workbook with one cell that says something else."""

    def edit(book: Workbook) -> None:
        page = book.worksheets[sheet]
        page.cell(row_of(page, own_id), PLACES[part]).value = value  # type: ignore[assignment]

    return edited(octets, edit)


def without_base(octets: bytes) -> bytes:
    """The workbook as programs leave it that drop hidden sheets."""
    return edited(octets, lambda book: book.remove(book[HIDDEN]))
