"""Where a cell is, and how that is said: `table 2, row 7, Deadline`; in a workbook `Plan!C7`.

Comes in: rows and columns as the source counts them. Goes out: addresses, which the reports, the comments of
the plan and the mapping share.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Table, letters


class Spot(NamedTuple):
    """A cell by its first address; column 0 is a whole row, row 0 a whole table."""

    table: int
    row: int = 0
    column: int = 0


class Addresses:
    """How the places of one table are said, once its columns have headings."""

    def __init__(self, table: Table, headings: dict[int, str]) -> None:
        self._table = table
        self._headings = headings
        times = Counter(heading for heading in headings.values() if heading)
        self._unique = {heading for heading, count in times.items() if count == 1}

    @property
    def whole(self) -> str:
        """The table itself: `table 2`, or the name of its sheet."""
        return self._table.sheet or f"table {self._table.number}"

    def of(self, row: int, column: int = 0) -> str:
        """A row, or a cell of it."""
        if self._table.sheet:
            return f"{self._table.sheet}!{letters(column)}{row}" if column else f"{self._table.sheet}!{row}"
        whole = f"{self.whole}, row {row}"
        return f"{whole}, {self.column(column)}" if column else whole

    def column(self, column: int) -> str:
        """A column: its heading if no other has it, else its number."""
        heading = self._headings.get(column, "")
        return heading if heading in self._unique else f"column {column}"

    def whole_column(self, column: int) -> str:
        """A column of this table: `table 1, Deadline`, `Plan!C`."""
        if self._table.sheet:
            return f"{self._table.sheet}!{letters(column)}"
        return f"{self.whole}, {self.column(column)}"


_ADDRESS = re.compile(
    r"table (?P<table>[0-9]+)(?:, row (?P<row>[0-9]+))?(?:, (?P<column>.+))?"
    r"|line (?P<line>[0-9]+)|column (?P<number>[0-9]+)|(?P<lines>lines)",
    re.DOTALL,
)


_ROW = re.compile(r"(?:(?:table [0-9]+, )?row |[^!]+!)?([0-9]{1,9})", re.IGNORECASE | re.DOTALL)


def row_at(address: str) -> int | None:
    """The row of an address that is one of a whole row: `row 30`, `table 1, row 30`, `Plan!30`, `30`."""
    found = _ROW.fullmatch(address)
    return None if found is None else int(found[1])


def place_words(address: str) -> Message | str:
    """An address for people, in whose language it is then said; a cell such as `Plan!C7` has no words.

    Files have addresses as they are, so that a mapping is read back whatever language somebody reads.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return address
    if found["table"] is None:
        return _single_words(found)
    number, row, column = found["table"], found["row"], place_words(found["column"] or "")
    if row and column:
        return message("table {number}, row {row}, {column}", number=number, row=row, column=column)
    if row:
        return message("table {number}, row {row}", number=number, row=row)
    if column:
        return message("table {number}, {column}", number=number, column=column)
    return message("table {number}", number=number)


def _single_words(found: re.Match[str]) -> Message:
    if found["line"]:
        return message("line {line}", line=found["line"])
    if found["number"]:
        return message("column {number}", number=found["number"])
    return message("lines")


LINES = "lines"
"""What the lines of a document are called together."""


class LineAddresses(Addresses):
    """How the lines of a document without tables are said."""

    @property
    def whole(self) -> str:
        """All of them."""
        return LINES

    def of(self, row: int, column: int = 0) -> str:  # noqa: ARG002  (a line is not parted)
        """A line."""
        return f"line {row}"

    def whole_column(self, column: int) -> str:  # noqa: ARG002
        """A part of every line."""
        return LINES
