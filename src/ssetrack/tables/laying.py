"""A table in the making: cells are put at their places, and what merging covers is settled at the end.

Comes in: cells in any order, with spans that may be far too large. Goes out: a `Table` whose cells are inside
it, at most as many as are read. Text that a merged cell hides is told at the cell.
"""

from __future__ import annotations

from collections.abc import Iterable

from ssetrack.tables.grid import Beside, Cell, Remark
from ssetrack.tables.tally import Tally


class Laying:
    """The cells of one table."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._cells: dict[tuple[int, int], Cell] = {}
        self._covered: set[tuple[int, int]] = set()
        self._beside: dict[tuple[int, int], list[Remark]] = {}

    def put(self, cell: Cell) -> None:
        """Put a cell at its place; one that has nothing to say is left out."""
        if cell.says:
            self._tally.add(1, cell.lines)
            self._cells[cell.row, cell.column] = cell

    def merge(self, row: int, column: int, height: int, width: int) -> None:
        """Have one cell cover a rectangle."""
        cell = self._cells.get((row, column), Cell(row, column))
        self.put(cell._replace(height=height, width=width))

    def expect(self, cells: int) -> None:
        """So many cells are going to be put. Raises `SsetrackError` if that is too many."""
        self._tally.expect(cells)

    def cover(self, row: int, column: int, width: int) -> None:
        """The source says that cells from there on are covered: a merged cell may be too short for it."""
        self._tally.add(width)
        self._covered |= {(row, at) for at in range(column, column + width)}

    def grow(self, row: int, column: int, height: int) -> None:
        """Have a cell go on downwards over so many rows."""
        cell = self._cells.get((row, column), Cell(row, column))
        self.put(cell._replace(height=height))

    def widen(self, row: int, column: int, width: int) -> None:
        """Have a cell go on to the right over so many columns."""
        cell = self._cells.get((row, column), Cell(row, column))
        self.put(cell._replace(width=width))

    def remark(self, row: int, column: int, *remarks: Remark) -> None:
        """Say something beside a cell."""
        self._tally.add(1)
        self._beside.setdefault((row, column), []).extend(remarks)

    @property
    def rows(self) -> int:
        """Up to which row cells begin."""
        return max((row for row, _ in (*self._cells, *self._beside)), default=0)

    @property
    def columns(self) -> int:
        """Up to which column cells begin."""
        return max((column for _, column in (*self._cells, *self._beside)), default=0)

    def cells(self, rows: int, columns: int) -> dict[tuple[int, int], Cell]:
        """The cells, none beyond so many rows and columns and none below a merged one."""
        laid = {place: _inside(cell, rows, columns) for place, cell in sorted(self._cells.items())}
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for place, cell in laid.items():
            if (cell.height > 1 or cell.width > 1) and place not in covered:
                self._tally.add(cell.height * cell.width - 1)
                covered |= dict.fromkeys(_others(cell), place)
        for row, column in sorted(self._covered - covered.keys()):
            origin = covered.get((row - 1, column))
            if origin is not None and origin[1] == column and laid[origin].width == 1 and row <= rows:
                laid[origin] = laid[origin]._replace(height=row - origin[0] + 1)
                covered[row, column] = origin
        for place in [place for place in laid if place in covered]:
            hidden = laid.pop(place)
            origin = covered[place]
            if hidden.lines:
                self.remark(*origin, Remark(Beside.HIDDEN, hidden.text))
        for place, remarks in self._beside.items():
            cell = laid.get(place, Cell(*place))
            laid[place] = cell._replace(remarks=(*cell.remarks, *remarks))
        return {place: cell for place, cell in laid.items() if cell.says}


def _inside(cell: Cell, rows: int, columns: int) -> Cell:
    """A cell that ends where the table ends."""
    if cell.height == cell.width == 1:
        return cell
    height, width = rows - cell.row + 1, columns - cell.column + 1
    return cell._replace(height=min(cell.height, height), width=min(cell.width, width))


def _others(cell: Cell) -> Iterable[tuple[int, int]]:
    """The places that a cell covers, without its own."""
    return (
        (row, column)
        for row in range(cell.row, cell.row + cell.height)
        for column in range(cell.column, cell.column + cell.width)
        if (row, column) != (cell.row, cell.column)
    )
