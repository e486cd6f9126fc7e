"""What each row below the header is: an item, the beginning of a section, a sum, a header once more.

Comes in: a table, its header and its columns. Goes out: a `Row` each. A row is a section only where it says
so by its form; otherwise it is an item, and that is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ssetrack.importing.fields import MARK, Field
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.header import Header, is_repeated
from ssetrack.importing.layout.numbering import leading_number, numbering
from ssetrack.importing.words import every, one_of
from ssetrack.language.collation import fold
from ssetrack.tables.grid import Cell, Table

_DASHES = re.compile(r"[-–—_=*~ ]{2,}")


class RowKind(StrEnum):
    """What a row is."""

    ITEM = "item"
    SECTION = "section"
    HEADER = "header"
    TOTAL = "total"
    NOTE = "note"
    """A remark on the rows above it."""
    LINE = "line"
    """Dashes between other rows."""
    DELETED = "deleted"
    """A tracked change takes it away."""
    LOOSE = "loose"
    """It has no title, and nothing says what it belongs to."""


class Row(NamedTuple):
    """A row that is not empty."""

    number: int
    kind: RowKind
    head: Cell | None = None
    """The cell that says what the row is: its title, or that of the section."""
    lone: bool = False
    """Of an item: its title is all that it has, though it is no section by its form."""
    wide: bool = False
    """Of a section: its cell goes over all columns, or is not in the title column."""


class _Look(NamedTuple):
    """What is asked of every row."""

    table: Table
    header: Header
    columns: Sequence[Column]
    title: int
    id: int
    marks: frozenset[int]
    """Columns that are times."""
    labels: frozenset[int]
    """Columns whose cells are sections."""
    beside: frozenset[int]
    """Columns that do not belong to the table."""
    filled: dict[int, list[Cell]]
    """The cells of a row that say something, by row, once somebody has asked for them."""


def rows_of(
    table: Table, header: Header, columns: Sequence[Column], ignored: frozenset[int], *, rejected: bool
) -> tuple[Row, ...]:
    """The rows below the header that hold a text and are not ignored by the mapping.

    `rejected`: tracked changes do not hold, so deleted rows do and inserted ones do not.
    """
    title = next((column.number for column in columns if column.field == Field.TITLE), 0)
    number = next((column.number for column in columns if column.field == Field.ID), 0)
    marks = frozenset(column.number for column in columns if column.field == MARK)
    beside = frozenset(column.number for column in columns if column.field == Field.IGNORE)
    labels = frozenset(column.number for column in columns if column.field == Field.SECTION)
    look = _Look(table, header, columns, title, number, marks, labels, beside, {})
    gone = table.inserted_rows if rejected else table.deleted_rows
    numbers = [
        row
        for row in range(header.last + 1, table.rows + 1)
        if row not in ignored and _filled_cells(look, row)
    ]
    alive = [row for row in numbers if row not in gone]
    usual = _usual(look, alive)
    return tuple(
        Row(row, RowKind.DELETED) if row in gone else _row(look, row, alive, usual) for row in numbers
    )


def _filled_cells(look: _Look, row: int) -> list[Cell]:
    """The cells of a row that say something: with a text, or with a colour where that is a mark.

    A cell that covers the row from above counts, but for a label: that holds for all its rows.
    """
    found = look.filled.get(row)
    if found is None:
        found = [
            cell
            for cell in look.table.in_row(row)
            if (cell.lines or (cell.fill and cell.column in look.marks))
            and (cell.row == row or cell.column not in look.labels)
            and cell.column not in look.beside
        ]
        if found:  # a sheet may have a million empty rows
            look.filled[row] = found
    return found


def _row(look: _Look, row: int, alive: Sequence[int], usual: frozenset[str]) -> Row:
    cells = _filled_cells(look, row)
    if is_repeated(look.table, look.header, row):
        return Row(row, RowKind.HEADER)
    if not cells:
        return Row(row, RowKind.LOOSE)
    if all(_DASHES.fullmatch(line) for cell in cells for line in cell.lines) and any(
        cell.lines for cell in cells
    ):
        return Row(row, RowKind.LINE)
    first = cells[0]
    text = fold(first.lines[0]).strip(" :*.") if first.lines else ""
    if _is_total(text):
        return Row(row, RowKind.TOTAL, first)
    own = [cell for cell in cells if cell.column != look.id or cell.width > 1]
    if len(own) == 1 and own[0].row == row and own[0].height == 1:
        return _single(look, row, own[0], alive, usual)
    head = look.table.at(row, look.title)
    if head is None or head.empty:
        if own and all(cell.column in look.labels for cell in own):
            return Row(row, RowKind.SECTION, own[0], wide=True)
        return Row(row, RowKind.LOOSE, first)
    if _is_outline(look, row, alive):
        return Row(row, RowKind.SECTION, head)
    return Row(row, RowKind.ITEM, head)


def _single(look: _Look, row: int, cell: Cell, alive: Sequence[int], usual: frozenset[str]) -> Row:
    """A row with one text: over all columns a section; alone in its column perhaps one."""
    if cell.empty:
        return Row(row, RowKind.LOOSE, cell)  # a colour and nothing else
    low = fold(cell.lines[0])
    if low.startswith("*") or _is_note(low):
        return Row(row, RowKind.NOTE, cell)
    used = [column.number for column in look.columns]
    if cell.width > 1 and cell.column <= look.title and cell.column + cell.width > max(used):
        return Row(row, RowKind.SECTION, cell, wide=True)
    where = next((column.number for column in look.columns if column.number != look.id), look.title)
    if cell.column not in {look.title, where, *look.labels}:
        return Row(row, RowKind.LOOSE, cell)
    after = bisect_right(alive, row)
    following = next((one for one in islice(alive, after, None) if not _is_single(look, one)), None)
    if following is not None and (
        cell.column in look.labels
        or _signs(cell) - usual
        or _begins(look, row, alive[after])
        or (cell.column != look.title and look.id == 0)
    ):
        return Row(row, RowKind.SECTION, cell, wide=cell.column != look.title)
    if cell.column != look.title:
        return Row(row, RowKind.LOOSE, cell)
    return Row(row, RowKind.ITEM, cell, lone=True)


def _is_single(look: _Look, row: int) -> bool:
    return len([cell for cell in _filled_cells(look, row) if cell.column != look.id or cell.width > 1]) < 2


def _usual(look: _Look, rows: Sequence[int]) -> frozenset[str]:
    """The signs that more than half of the titles with something beside them have: they mark no section."""
    heads = [look.table.at(row, look.title) for row in rows if not _is_single(look, row)]
    signs = [_signs(head) for head in heads if head is not None and not head.empty]
    return frozenset(
        sign for sign in ("bold", "fill", "capitals") if sum(sign in one for one in signs) * 2 > len(signs)
    )


def _signs(cell: Cell) -> frozenset[str]:
    """How a cell stands out: bold, filled, in capitals."""
    title = leading_number(cell.text).rest
    letters = [letter for letter in title if letter.isalpha()] if title.isupper() else ()
    capitals = len(letters) > 3 and all(letter.isupper() for letter in letters)
    signs = {"bold": cell.bold, "fill": bool(cell.fill), "capitals": capitals}
    return frozenset(name for name, has in signs.items() if has)


def _begins(look: _Look, row: int, following: int) -> bool:
    """Whether the number of a row is the beginning of the next row's: `1` and `1.1`."""
    here, there = _number(look, row), _number(look, following)
    return bool(here) and there.startswith(f"{here}.")


def _number(look: _Look, row: int) -> str:
    """The number of a row: in its id column, before its title, or made by the program."""
    if look.id:
        cell = look.table.at(row, look.id)
        if cell is not None and not cell.empty:
            return numbering(cell.text)
    cells = _filled_cells(look, row)
    head = look.table.at(row, look.title) or (cells[0] if cells else None)
    if head is None or head.empty:
        head = cells[0] if cells else None
    if head is None or head.empty:
        return ""
    return numbering(head.number) or leading_number(head.lines[0]).number


def _is_outline(look: _Look, row: int, alive: Sequence[int]) -> bool:
    """Whether a row only heads those below it in the outline: it has no owner and no status."""
    after = bisect_right(alive, row)
    if after == len(alive):
        return False
    depths, following = look.table.outline, alive[after]
    is_above = row in depths and depths.get(following, 0) > depths[row]
    below = is_above or _begins(look, row, following)
    own = {Field.OWNERS, Field.STATUS, Field.AFTER, Field.WITH, Field.NOTES}
    beside = {column.number for column in look.columns if column.field in own}
    return below and not {cell.column for cell in _filled_cells(look, row)} & beside


def _is_total(low: str) -> bool:
    return low in every("totals") or bool(_total().match(low))


def _is_note(low: str) -> bool:
    return bool(_note().match(low))


@lru_cache(maxsize=1)
def _total() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('totals')})(?: ?:| [0-9(])")


@lru_cache(maxsize=1)
def _note() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('notes')}) ?:")
