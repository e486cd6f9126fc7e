"""A cell of a web page while it is read.

Comes in: its place in the table, its attributes, and its text as it is read. Goes out: a `Cell`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ssetrack.tables.grid import Beside, Cell, Remark, Typed
from ssetrack.tables.web_page.numbers import number_of
from ssetrack.tables.web_page.styles import Declared
from ssetrack.tables.web_page.table import OpenTable
from ssetrack.tables.web_page.text import Place

_MOST_FORMULA = 2000


class OpenCell(NamedTuple):
    """A cell that is being read."""

    table: OpenTable
    place: Place
    row: int
    column: int
    width: int
    height: int
    own: Declared
    attributes: Mapping[str, str]
    header: bool

    def cell(self) -> Cell:
        """What was read: a number with the format of a date is one, and so is said as it is written."""
        (lines, remarks, struck, bold), number = self.place.take()
        typed = Typed.TEXT
        held = number_of(self.attributes, self.own.properties.get("mso-number-format", "")) if lines else None
        if held is not None:
            typed = held.typed
            if typed is Typed.DATE:
                remarks = (*remarks, Remark(Beside.WRITTEN, lines[0])) if held.written else remarks
                lines = (held.text,)
            elif held.day:
                remarks = (*remarks, Remark(Beside.UNFORMATTED, held.day))
        formula = self.attributes.get("x:fmla") or self.attributes.get("data-sheets-formula") or ""
        if formula:
            kind = Beside.FORMULA if lines else Beside.NEVER_COMPUTED
            remarks = (*remarks, Remark(kind, formula[:_MOST_FORMULA]))
        bold = bold or (self.header and bool(lines))
        return Cell(
            self.row, self.column, lines, self.height, self.width, typed, remarks, self.own.fill, bold,
            struck, number,
        )  # fmt: skip
