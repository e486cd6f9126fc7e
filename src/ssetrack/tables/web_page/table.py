"""A table of a web page while it is read: where its cells go, what covers what.

Comes in: rows and cells in the order of the source, with the spans that they say. Goes out: a `Table`, in
which no span reaches beyond the last row and column that have a cell of their own.
"""

from dataclasses import dataclass, field

from ssetrack.tables.grid import Cell, Table
from ssetrack.tables.limits import COLUMNS, MOST_COLUMNS, MOST_ROWS, ROWS, check_cells, check_number

_MOST_WIDTH = 1000
_MOST_HEIGHT = 65_534
"""Of one cell, as browsers have it (HTML, §4.9.11)."""


@dataclass
class OpenTable:
    """A table that is being read; rows and columns are counted from 1."""

    number: int
    slot: int
    """Where it goes among the blocks of the document."""
    nested_in: tuple[int, int, int] | None = None
    hidden: bool = False
    row: int = 0
    column: int = 0
    in_head: bool = False
    _cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    _spans: dict[int, int] = field(default_factory=dict)
    """The last row that a cell from above covers, by column."""
    _columns: int = 0
    _covered: int = 0
    _hidden_rows: set[int] = field(default_factory=set)
    _hidden_cells: dict[int, int] = field(default_factory=dict)
    _hidden_columns: set[int] = field(default_factory=set)
    _header: dict[int, bool] = field(default_factory=dict)
    """Whether all cells of a row are header cells."""
    _described: int = 0
    """Columns that `<col>` spoke of."""

    def begin_row(self, *, hidden: bool) -> None:
        """The next row."""
        self.row += 1
        self.column = 0
        check_number(self.row, MOST_ROWS, ROWS)
        if hidden:
            self._hidden_rows.add(self.row)

    def describe_columns(self, span: str | None, *, hidden: bool) -> None:
        """What `<col>` says about the next columns."""
        number = _span(span, _MOST_WIDTH)
        if hidden:
            self._hidden_columns.update(range(self._described + 1, self._described + number + 1))
        self._described += number

    def begin_cell(
        self, width: str | None, height: str | None, *, header: bool, hidden: bool
    ) -> tuple[int, int]:
        """The next cell goes to the first place that nothing covers; its width and height come back."""
        if not self.row:
            self.begin_row(hidden=False)
        self.column += 1
        while self._spans.get(self.column, 0) >= self.row:
            self.column += 1
            self._covered += 1
        check_number(self.column, MOST_COLUMNS, COLUMNS)
        wide, high = _span(width, _MOST_WIDTH), _span(height, _MOST_HEIGHT)
        if high > 1:
            for column in range(self.column, self.column + wide):
                self._spans[column] = self.row + high - 1
        self._covered += wide
        check_cells(self._covered)
        self._columns = max(self._columns, self.column)
        self._header[self.row] = self._header.get(self.row, True) and (header or self.in_head)
        if hidden:
            self._hidden_cells[self.column] = self._hidden_cells.get(self.column, 0) + 1
        return wide, high

    def put(self, cell: Cell) -> None:
        """Keep a cell that holds something, or is merged."""
        if cell.says:
            self._cells[cell.row, cell.column] = cell
        self.column = cell.column + cell.width - 1

    def table(self) -> Table:
        """The table, with spans clipped to what is there."""
        cells = {}
        area = 0
        for place, cell in self._cells.items():
            width = min(cell.width, self._columns - cell.column + 1)
            height = min(cell.height, self.row - cell.row + 1)
            area += width * height
            check_cells(area)
            if (width, height) != (cell.width, cell.height):
                cell = cell._replace(width=width, height=height)
            if cell.says:
                cells[place] = cell
        hidden = {column for column, number in self._hidden_cells.items() if number >= self.row}
        hidden |= {column for column in self._hidden_columns if column <= self._columns}
        header_rows = 0
        while self._header.get(header_rows + 1) and header_rows + 1 < self.row:
            header_rows += 1
        return Table(
            self.number, cells, self.row, self._columns,
            hidden=self.hidden,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(hidden),
            header_rows=header_rows,
            nested_in=self.nested_in,
        )  # fmt: skip


def _span(text: str | None, most: int) -> int:
    """How many rows or columns a cell covers: what is no number is 1, and 0 goes to the end."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdecimal()):
        return 1
    return min(int(digits[:9]), most) or (most if most == _MOST_HEIGHT else 1)
