"""The tables of an OpenDocument file, in a text or as the sheets of a workbook.

Comes in: a `table:table`. Goes out: its `Table`, and after it those that are nested in its cells. Rows and
cells that are repeated are read once: a million empty ones cost nothing (ODF 1.3 part 3, chapter 9).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.grid import Beside, Cell, Remark, Table
from ssetrack.tables.laying import Laying
from ssetrack.tables.limits import MOST_COLUMNS, MOST_ROWS, MOST_TABLES, TABLES, check_depth, check_number
from ssetrack.tables.opendocument.changes import SheetChanges
from ssetrack.tables.opendocument.names import TABLE, whole
from ssetrack.tables.opendocument.story import Context, How, Story
from ssetrack.tables.opendocument.values import value
from ssetrack.tables.tally import Tally

_BACKGROUND = 1000
"""So many empty cells in a row, set alike, are the background of a sheet and no marks in a chart."""

_CELLS = {TABLE + "table-cell", TABLE + "covered-table-cell"}
_ROW_GROUPS = {TABLE + "table-rows", TABLE + "table-header-rows", TABLE + "table-row-group"}
_COLUMN_GROUPS = {TABLE + "table-columns", TABLE + "table-header-columns", TABLE + "table-column-group"}


class Columns(NamedTuple):
    """Neighbouring columns that are alike."""

    first: int
    last: int
    style: str
    hidden: bool


class _Found(NamedTuple):
    """A cell before it is known how its row was changed."""

    element: etree._Element
    style: str
    column: int
    repeated: int
    story: Story


class TableReader:
    """Reads tables, and numbers them through the document."""

    def __init__(self, context: Context, changes: SheetChanges, tally: Tally, *, sheets: bool) -> None:
        self._context = context
        self._changes = changes
        self._sheets = sheets
        self._tally = tally
        self._tables = 0
        self._sheet = -1

    def tables(
        self, element: etree._Element, depth: int, nested_in: tuple[int, int, int] | None = None
    ) -> Iterator[Table]:
        """A table, and those nested in it."""
        check_depth(depth)
        self._tables += 1
        check_number(self._tables, MOST_TABLES, TABLES)
        number = self._tables
        reading = _Reading(self._context, Laying(self._tally), depth)
        reading.read(element, depth)
        is_sheet = self._sheets and nested_in is None
        self._sheet += is_sheet
        rows, columns = reading.size(trimmed=is_sheet)
        inserted = reading.inserted | (
            self._changes.inserted.get(self._sheet, frozenset()) if is_sheet else set()
        )
        for place, before in self._changes.before.get(self._sheet, {}).items() if is_sheet else ():
            reading.laying.remark(*place, Remark(Beside.WAS, before))
        yield Table(
            number,
            reading.laying.cells(rows, columns),
            rows,
            columns,
            sheet=element.get(TABLE + "name", "") if is_sheet else "",
            hidden=is_sheet and not self._context.styles.is_shown(element.get(TABLE + "style-name", "")),
            hidden_rows=frozenset(_within(reading.hidden_rows, rows)),
            hidden_columns=frozenset(
                _within([(one.first, one.last) for one in reading.columns if one.hidden], columns)
            ),
            header_rows=min(reading.header_rows, rows),
            inserted_rows=frozenset(row for row in inserted if row <= rows),
            deleted_rows=frozenset(reading.deleted),
            nested_in=nested_in,
            outline={row: level for row, level in reading.outline.items() if row <= rows},
        )
        for row, column, story in reading.nested:
            for inner in story.tables:
                yield from self.tables(inner, depth + 3, (number, row, column))


class _Reading:
    """One table."""

    def __init__(self, context: Context, laying: Laying, depth: int) -> None:
        self._context = context
        self._depth = depth
        self.laying = laying
        self.columns: list[Columns] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.header_rows = 0
        self.outline: dict[int, int] = {}
        self.inserted: set[int] = set()
        self.deleted: set[int] = set()
        self.nested: list[tuple[int, int, Story]] = []
        self._row = 1
        self._width = 0

    def read(self, element: etree._Element, depth: int, level: int = 0, *, hidden: bool = False) -> None:
        """Read what an element holds of columns and rows."""
        check_depth(depth)
        for child in element:
            if child.tag == TABLE + "table-column":
                self._columns(child)
            elif child.tag == TABLE + "table-row":
                self._rows(child, level, hidden=hidden)
            elif child.tag in _COLUMN_GROUPS:
                self.read(child, depth + 1)
            elif child.tag in _ROW_GROUPS:
                before, is_group = self._row, child.tag == TABLE + "table-row-group"
                folded = hidden or (is_group and child.get(TABLE + "display") == "false")
                self.read(child, depth + 1, level + is_group, hidden=folded)
                if child.tag == TABLE + "table-header-rows" and before == self.header_rows + 1:
                    self.header_rows = self._row - 1

    def size(self, *, trimmed: bool) -> tuple[int, int]:
        """How many rows and columns there are: of a sheet, up to the last cell that says something."""
        if trimmed:
            return self.laying.rows, self.laying.columns
        return min(self._row - 1, MOST_ROWS), self._width

    def _columns(self, element: etree._Element) -> None:
        first = self.columns[-1].last + 1 if self.columns else 1
        last = first + whole(element, TABLE + "number-columns-repeated") - 1
        style = element.get(TABLE + "default-cell-style-name", "")
        hidden = element.get(TABLE + "visibility", "visible") != "visible"
        self.columns.append(Columns(first, last, style, hidden))

    def _rows(self, element: etree._Element, level: int, *, hidden: bool) -> None:
        """Read a row, and put it wherever it is repeated."""
        count, first = whole(element, TABLE + "number-rows-repeated"), self._row
        self._row += count
        if first > MOST_ROWS:
            return
        if hidden or element.get(TABLE + "visibility", "visible") != "visible":
            self.hidden_rows.append((first, first + count - 1))
        cells = list(self._cells(element, first))
        says = any(cell.lines or cell.remarks or cell.number for cell in cells)
        if not cells or (count > _BACKGROUND and not says):
            return
        self.laying.expect(count * len(cells))
        for row in range(first, first + count):
            if level:
                self.outline[row] = min(level, 7)
            for cell in cells:
                self.laying.put(cell._replace(row=row) if row != first else cell)

    def _cells(self, element: etree._Element, row: int) -> Iterator[Cell]:
        """The cells of a row that say something."""
        found = list(self._cells_of(element, row))
        letters = [one.story for one in found if one.story.says]
        if letters and all(story.inserted for story in letters):
            self.inserted.add(row)
        elif letters and all(story.deleted for story in letters):
            self.deleted.add(row)
        for one in found:
            cell = self._cell(one, row)
            if cell.holds or (cell.fill and one.repeated <= _BACKGROUND):
                yield from (cell._replace(column=at) for at in range(cell.column, cell.column + one.repeated))

    def _cells_of(self, element: etree._Element, row: int) -> Iterator[_Found]:
        """The cells of a row, with their text."""
        column, default = 1, element.get(TABLE + "default-cell-style-name", "")
        for child in element:
            if child.tag not in _CELLS:
                continue
            count = min(whole(child, TABLE + "number-columns-repeated"), MOST_COLUMNS + 1 - column)
            if count < 1:
                break
            style = child.get(TABLE + "style-name") or default or self._default(column)
            story = Story(self._context, self._depth + 3, self._context.how("table-cell", style, How()))
            for inside in child:
                story.add(inside)
            if story.tables:
                self.nested.append((row, column, story))
            if child.tag == TABLE + "covered-table-cell" and count <= _BACKGROUND:
                self.laying.cover(row, column, count)
            yield _Found(child, style, column, count, story)
            column += count
        self._width = max(self._width, column - 1)

    def _cell(self, found: _Found, row: int) -> Cell:
        element, style, column, _, story = found
        seen = story.sight(before=row in self.deleted)
        read = value(element, style, seen.lines, self._context.styles)
        remarks = (*seen.remarks, *read.remarks, *story.remarks)
        if row in self.inserted or row in self.deleted:  # the row itself says it
            remarks = tuple(one for one in remarks if one.kind is not Beside.WAS)
        covered = element.tag == TABLE + "covered-table-cell"
        return Cell(
            row,
            column,
            read.lines,
            height=max(whole(element, TABLE + "number-rows-spanned"), 1),
            width=max(whole(element, TABLE + "number-columns-spanned"), 1),
            typed=read.typed,
            remarks=remarks,
            fill="" if covered else self._context.styles.fill(style),
            bold=seen.bold,
            struck=seen.struck,
            number=story.number,
        )

    def _default(self, column: int) -> str:
        """The style that the columns give to a cell that has none."""
        before = bisect_right(self.columns, column, key=lambda one: one.first)
        return self.columns[before - 1].style if before and column <= self.columns[before - 1].last else ""


def _within(ranges: list[tuple[int, int]], most: int) -> Iterator[int]:
    """The numbers in some ranges, none beyond the table."""
    return (number for first, last in ranges for number in range(first, min(last, most) + 1))
