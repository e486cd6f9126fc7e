"""What a row is called in its table: its number and its title.

Comes in: a table, its columns and a row. Goes out: the names by which an answer in the mapping may mean that
row, those that change least first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ssetrack.importing.fields import Field
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.numbering import leading_number, numbering
from ssetrack.tables.grid import Cell, Table

_OUTLINE = re.compile(r".*[.-][0-9]+[a-z]?")
"""A number that may begin an activity in the middle of a cell: `2.2`, and not `1)`."""


def row_names(table: Table, columns: Sequence[Column], row: int) -> tuple[str, ...]:
    """The numbers and titles of a row; empty for one that has neither."""
    id_, title = (_cell(table, columns, row, field) for field in (Field.ID, Field.TITLE))
    names = [*_numbers(id_, title), *_titles(title)]
    return tuple(dict.fromkeys(name for name in names if name))


def row_texts(table: Table, columns: Sequence[Column], row: int) -> tuple[str, ...]:
    """Its names, what each of its cells says, and all that together."""
    cells = [" ".join(cell.text.split()) for cell in table.in_row(row) if not cell.empty]
    return tuple(dict.fromkeys((*row_names(table, columns, row), *cells, " | ".join(cells))))


def _cell(table: Table, columns: Sequence[Column], row: int, field: Field) -> Cell | None:
    number = next((column.number for column in columns if column.field == field), 0)
    cell = table.at(row, number) if number else None
    return None if cell is None or cell.empty else cell


def _numbers(id_: Cell | None, title: Cell | None) -> Iterator[str]:
    if id_ is not None:
        text = " ".join(id_.text.split())
        yield numbering(text) or leading_number(text).number or text
        yield text
    if title is not None:
        yield numbering(title.number) or numbering(title.text)
        first, *more = (leading_number(line).number for line in title.lines)
        yield first
        yield from (number for number in more if _OUTLINE.fullmatch(number))


def _titles(title: Cell | None) -> Iterator[str]:
    if title is not None:
        yield leading_number(title.lines[0]).rest
        yield title.lines[0]
        yield " ".join(title.text.split())
