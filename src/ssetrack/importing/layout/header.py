"""Where a table's header is: the first row, or one farther down, of one line or of two.

Comes in: a table. Goes out: its header rows and what stands above each column, or None where no row is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ssetrack.importing.fields import DATES, Field
from ssetrack.importing.layout.contents import are_mostly_dates, texts_below
from ssetrack.importing.layout.headings import LONGEST, meaning
from ssetrack.importing.layout.slots import Slot, slots
from ssetrack.tables.grid import Cell, Table

DEEPEST = 15
"""Rows with two texts or more among which the header is looked for: prose above a table does not count."""

_STRONG = DATES | {Field.OWNERS, Field.STATUS, Field.DONE, Field.PROGRESS}


class Header(NamedTuple):
    """The header of a table."""

    rows: tuple[int, ...]
    """Its rows, from the top down; none where the table has no header."""
    texts: dict[int, tuple[str, ...]]
    """What stands above each column, from the top down."""
    slots: dict[int, Slot]
    """The columns that are times."""

    @property
    def last(self) -> int:
        """The last row of the header, 0 where there is none."""
        return self.rows[-1] if self.rows else 0

    def own(self, column: int) -> str:
        """The lowest heading of a column."""
        texts = self.texts.get(column, ())
        return texts[-1] if texts else ""

    def heading(self, column: int) -> str:
        """All headings of a column as one."""
        return " ".join(self.texts.get(column, ()))

    def field(self, column: int) -> Field | None:
        """What a heading names: its own row decides, and all its rows together where that says nothing."""
        return meaning(self.own(column)).field or meaning(self.heading(column)).field


NO_HEADER = Header((), {}, {})


def _filled_rows(table: Table) -> Iterator[int]:
    """The rows with two texts or more."""
    rows = sorted({row for row, _ in table.cells})
    return (row for row in rows if len(_cells(table, row)) > 1 or row <= table.header_rows)


def header_at(table: Table, last: int) -> Header:
    """The header that ends with this row, because somebody says so; 0 for none."""
    if last < 1:
        return NO_HEADER
    above = last - 1 if last > 1 and _is_two_tier(table, last - 1) else last
    return _header(table, tuple(range(above, last + 1)))


def header_of(table: Table) -> Header | None:
    """The header that a table has; None where no row can be one."""
    for row in islice(_filled_rows(table), DEEPEST):
        candidates = [_header(table, (row,))]
        if row < table.rows and _is_two_tier(table, row):
            candidates.append(_header(table, (row, row + 1)))
        fitting = [
            one for one in candidates if _fits(one, marked=row <= table.header_rows) or _is_dated(table, one)
        ]
        if fitting:
            return max(fitting, key=lambda one: (_number_known(one), len(one.rows)))
    if table.header_rows:
        marked = _header(table, tuple(range(1, table.header_rows + 1)))
        return marked if _number_known(marked) else None
    return None


def first_named_row(table: Table) -> Header | None:
    """The first row with text, if it has a known heading: the header of a table that is asked for."""
    row = next((row for row in range(1, table.rows + 1) if _cells(table, row)), 0)
    found = _header(table, (row,)) if row else None
    return found if found is not None and _number_known(found) else None


def is_repeated(table: Table, header: Header, row: int) -> bool:
    """Whether a row says the same as a row of the header."""
    return (
        any(
            all(_text(table.at(row, column)) == _text(table.at(one, column)) for column in header.texts)
            for one in header.rows
        )
        and sum(bool(_text(table.at(row, column))) for column in header.texts) > 1
    )


def _header(table: Table, rows: tuple[int, ...]) -> Header:
    texts: dict[int, tuple[str, ...]] = {}
    for column in range(1, table.columns + 1):
        cells = dict.fromkeys(cell for row in rows if (cell := table.at(row, column)) is not None)
        texts[column] = tuple(text for cell in cells if (text := _text(cell)))
    return Header(rows, texts, slots(texts))


def _fits(header: Header, *, marked: bool) -> bool:
    """Whether these rows are a header: a title and one more column, or two that only a plan has."""
    own = {column: header.own(column) for column in header.texts if header.own(column)}
    if len(own) < 2 or any(len(text) > LONGEST for text in own.values()):
        return False
    fields = [field for column in own if (field := _field(header, column)) is not None]
    distinct = set(fields)
    times = len(header.slots) >= 3
    if Field.TITLE in distinct and (len(distinct) > 1 or times or marked):
        return True
    strong = distinct & _STRONG
    others = len(own) - len(fields) - len(header.slots)
    return (len(strong) > 1 and others > 0) or (times and others > 0)


def _is_dated(table: Table, header: Header) -> bool:
    """Whether a title stands above one column, and dates are below another: milestones by name."""
    own = [column for column in header.texts if header.own(column)]
    if Field.TITLE not in {_field(header, column) for column in own}:
        return False
    return all(len(header.own(column)) <= LONGEST for column in own) and any(
        _field(header, column) is None and are_mostly_dates(texts_below(table, header.last, column))
        for column in own
    )


def _field(header: Header, column: int) -> Field | None:
    if column in header.slots:
        return None
    return header.field(column)


def _number_known(header: Header) -> int:
    return len(header.slots) + sum(_field(header, column) is not None for column in header.texts)


def _is_two_tier(table: Table, row: int) -> bool:
    """Whether the row below is a header too: some cell here goes over several columns, or over both rows."""
    here, below = _cells(table, row), _cells(table, row + 1)
    wide = [cell for cell in here if 1 < cell.width < table.columns]
    tall = [cell for cell in here if cell.height == 2]
    if not below or not (wide or tall or table.header_rows > row):
        return False
    lower = [cell for cell in below if cell.row == row + 1]
    if not lower or any(len(cell.text) > LONGEST for cell in lower):
        return False
    under = [
        cell for cell in lower if any(one.column <= cell.column < one.column + one.width for one in wide)
    ]
    known = [cell for cell in lower if meaning(_text(cell)).field is not None]
    return (bool(under) and (len(under) >= 3 or set(lower) == {*under, *known})) or len(known) == len(lower)


def _cells(table: Table, row: int) -> list[Cell]:
    return [cell for cell in table.in_row(row) if not cell.empty]


def _text(cell: Cell | None) -> str:
    return "" if cell is None else " ".join(cell.text.split())
