"""What is answered about a document: the values of a mapping file.

Comes in: nothing. Goes out: `Answers` and its parts. An answer that nobody gave is empty: then what is read
decides, or there is a doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ssetrack.dates import DayRange, Order, Period, parse
from ssetrack.language.collation import fold

CellValue = str | tuple[str, ...]
"""What a field of an item is, in the answer for one cell: a text or a list of them."""


class ColumnAnswer(NamedTuple):
    """What a column is."""

    heading: str
    """As the table has it, or `column 3`."""
    field: str = ""
    """A field, `x-…` or `ignore`; empty where nothing is said of it."""
    order: Order | None = None
    milestones: bool = False
    """A list of days in a cell is a milestone each."""
    months: bool = False
    """A whole number is a month of the project."""


class RowAnswer(NamedTuple):
    """A row that is left out, as long as a row says this."""

    text: str = ""
    """Its number, its title, or the text of a cell of it; empty where only its place is written."""
    at: str = ""
    """`row 30`: where it was when it was written. Rows move, so beside a text it is only a hint."""


class TableAnswer(NamedTuple):
    """What a table is."""

    where: str
    """`table 1`, the name of its sheet, or the heading above it."""
    header: int | None = None
    """The last row of its header; 0 for none."""
    columns: tuple[ColumnAnswer, ...] = ()
    marks: Mapping[str, bool] = {}
    """What a mark or `fill RRGGBB` says: on or off."""
    ignore: tuple[RowAnswer, ...] = ()


class CellAnswer(NamedTuple):
    """What one cell means, as long as it has this text."""

    at: str
    text: str
    fields: Mapping[str, CellValue]
    item: str = ""
    """The number or the title of its item, for a text that several cells of the column have."""


class Answers(NamedTuple):
    """All that is answered about one document."""

    source: str = ""
    language: str = ""
    year: str = ""
    start: str = ""
    tables: tuple[TableAnswer, ...] = ()
    names: Mapping[str, str] = {}
    """Owners by the text that means them: the short name in the plan, or a vacant role in brackets."""
    struck: str = "cancelled"
    changes: str = "accepted"
    when: tuple[str, ...] = ()
    """Ids or titles of items that take place then, whatever the column says; `*` in an id is anything."""
    cells: tuple[CellAnswer, ...] = ()

    @property
    def years(self) -> DayRange | None:
        """At most twelve months in which every date without a year falls."""
        return year_window(self.year)


def year_window(text: str) -> DayRange | None:
    """`2027`, `2026-09/2027-08` as days; None for what is no year, or longer than twelve months."""
    read = parse(text) if text else None
    if not isinstance(read, Period) or read.earliest is None or read.latest is None or read.options:
        return None
    first, last = read.earliest, read.latest
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return DayRange(first, last) if months <= 12 and first.day == 1 else None


def project_start(text: str) -> date | None:
    """The first day of a project that begins on this day, or in this month."""
    read = parse(text) if text else None
    return read.earliest if isinstance(read, Period) else None


def same_text(one: str, other: str) -> bool:
    """Whether two texts of cells are the same but for white space, case and accents."""
    return fold(one) == fold(other)
