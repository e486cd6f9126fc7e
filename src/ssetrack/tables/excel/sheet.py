"""One sheet of a workbook: its cells as they come, never a grid as large as it declares.

Comes in: the part of a sheet and what the workbook shares. Goes out: a `Table`. Only cells that are there are
looked at: one in the last column of the last row costs no more than one in A1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.excel.cells import Shared, cell_of
from ssetrack.tables.excel.names import RELATED, Area, S, area, is_on, place, whole
from ssetrack.tables.excel.strings import plain, text_of
from ssetrack.tables.grid import Beside, Remark, Table
from ssetrack.tables.laying import Laying
from ssetrack.tables.limits import MOST_COLUMNS, MOST_ROWS
from ssetrack.tables.package import Package
from ssetrack.tables.runs import lines_of
from ssetrack.tables.tally import Tally

_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_ANNOUNCED = "[Threaded comment]"
"""How the old form of a comment begins that is kept in a thread as well."""


class Sheet(NamedTuple):
    """A sheet, as the workbook names it."""

    part: str
    name: str
    hidden: bool


def table(package: Package, sheet: Sheet, number: int, shared: Shared, tally: Tally) -> tuple[Table, bool]:
    """The table that a sheet is, and whether it has colours that are not read."""
    reading = _Reading(Laying(tally), shared)
    links, computed = [], False
    for element in package.rows(
        sheet.part, (S + "row", S + "col", S + "mergeCell", S + "hyperlink", S + "conditionalFormatting")
    ):
        if element.tag == S + "row":
            reading.row(element)
        elif element.tag == S + "col":
            reading.columns(element)
        elif element.tag == S + "mergeCell":
            reading.merged.append(area(element.get("ref", "")))
        elif element.tag == S + "conditionalFormatting":
            computed = True
        else:
            links.append((element.get("ref", ""), element.get(RELATED, "")))
    targets = package.relationships(sheet.part)
    for reference, name in links:
        found, target = area(reference), targets.get(name)
        if found is not None and target is not None and target.external:
            reading.laying.remark(found.row, found.column, Remark(Beside.LINK, target.target))
    for at, text in _comments(package, sheet.part):
        reading.laying.remark(*at, Remark(Beside.COMMENT, text))
    return reading.table(sheet, number), computed


class _Reading:
    """A sheet while it is read."""

    def __init__(self, laying: Laying, shared: Shared) -> None:
        self.laying = laying
        self.merged: list[Area | None] = []
        self._shared = shared
        self._row = 0
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._outline: dict[int, int] = {}

    def row(self, element: etree._Element) -> None:
        """Read a row; one without a number is the next."""
        self._row = row = whole(element.get("r"), self._row + 1)
        if not 1 <= row <= MOST_ROWS:
            return
        if is_on(element, "hidden", absent=False) or element.get("ht") == "0":
            self._hidden_rows.add(row)
        depth = whole(element.get("outlineLevel"))
        if depth:
            self._outline[row] = min(depth, 7)
        column = 0
        for child in element:
            if child.tag == S + "c":
                at = place(child.get("r", ""))
                column = at[1] if at else column + 1
                if column > MOST_COLUMNS:
                    break
                if len(child) or self._shared.look(child).fill:
                    self.laying.put(cell_of(child, row, column, self._shared))

    def columns(self, element: etree._Element) -> None:
        """Keep which columns are hidden."""
        if is_on(element, "hidden", absent=False) or element.get("width") == "0":
            self._hidden_columns.append((whole(element.get("min"), 1), whole(element.get("max"), 1)))

    def table(self, sheet: Sheet, number: int) -> Table:
        """The table, when all rows are read."""
        rows, columns = self.laying.rows, self.laying.columns
        for one in self.merged:
            if one is not None and one.row <= rows and one.column <= columns:
                height, width = min(one.height, rows - one.row + 1), min(one.width, columns - one.column + 1)
                self.laying.expect(height * width)
                self.laying.merge(one.row, one.column, height, width)
        hidden: set[int] = set()
        after = 1
        for first, last in sorted(self._hidden_columns):  # each column once, however often it is named
            hidden.update(range(max(first, after), min(last, columns) + 1))
            after = max(after, last + 1)
        return Table(
            number,
            self.laying.cells(rows, columns),
            rows,
            columns,
            sheet=sheet.name,
            hidden=sheet.hidden,
            hidden_rows=frozenset(row for row in self._hidden_rows if row <= rows),
            hidden_columns=frozenset(hidden),
            outline={row: depth for row, depth in self._outline.items() if row <= rows},
        )


def _comments(package: Package, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The comments of a sheet, and the places where they are."""
    targets = [
        one for one in package.relationships(part).values() if not one.external and one.target in package
    ]
    for one in targets:
        if one.kind == "comments":
            for element in package.tree(one.target).iter(S + "comment"):
                at, inside = place(element.get("ref", "")), element.find(S + "text")
                text = "" if inside is None else plain(text_of(inside))
                if at is not None and text.strip() and not text.startswith(_ANNOUNCED):
                    yield at, "\n".join(lines_of(text))
        elif one.kind == "threadedComment":
            for element in package.tree(one.target).iter(_THREADED + "threadedComment"):
                at, text = place(element.get("ref", "")), element.findtext(_THREADED + "text", "")
                if at is not None and text.strip():
                    yield at, "\n".join(lines_of(text))
