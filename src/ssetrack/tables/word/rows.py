"""The tables of a Word document: rows, merged cells, and rows that tracked changes insert or delete.

Comes in: a `w:tbl`. Goes out: its `Table`, and after it those that are nested in its cells (ECMA-376 17.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.grid import Beside, Cell, Remark, Table, Typed
from ssetrack.tables.laying import Laying
from ssetrack.tables.limits import MOST_TABLES, TABLES, check_depth, check_number
from ssetrack.tables.tally import Tally
from ssetrack.tables.word.controls import is_placeholder
from ssetrack.tables.word.names import VAL, Settings, W, number, settings_of, switch, value
from ssetrack.tables.word.parts import Parts
from ssetrack.tables.word.story import Story

_WIDEST = 1024
"""Columns of a table; Word itself allows 63."""

_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_MERGED_ACROSS, _SPAN, _MERGED_DOWN = W + "hMerge", W + "gridSpan", W + "vMerge"
_DELETED, _INSERTED, _SHADING = W + "cellDel", W + "cellIns", W + "shd"
"""What a cell may say of itself that the grid asks for (ECMA-376 17.4.70)."""

_ROW_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo")}


class TableReader:
    """Reads tables, and numbers them through the document."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._tally = Tally()
        self._tables = 0

    def tables(
        self, element: etree._Element, depth: int, nested_in: tuple[int, int, int] | None = None
    ) -> Iterator[Table]:
        """A table, and those nested in it."""
        check_depth(depth)
        self._tables += 1
        check_number(self._tables, MOST_TABLES, TABLES)
        reading = _Reading(self._parts, self._tally, self._tables, depth)
        reading.read(element)
        yield replace(reading.table(), nested_in=nested_in)
        for row, column, story in reading.nested:
            for inner in story.tables:
                yield from self.tables(inner, story_depth(depth), (reading.number, row, column))


def story_depth(depth: int) -> int:
    """How deep the text of a table's cells is: table, row, cell, paragraph."""
    return depth + 3


class _Reading:
    """One table."""

    def __init__(self, parts: Parts, tally: Tally, number: int, depth: int) -> None:
        self._parts = parts
        self._laying = Laying(tally)
        self._tally = tally
        self._depth = depth
        self.number = number
        self.nested: list[tuple[int, int, Story]] = []
        self._rows = 0
        self._widths: dict[int, int] = {}
        self._merged: dict[int, tuple[int, int]] = {}
        """By column, the row in which a cell begins that is merged downwards, and its width."""
        self._marked = _Marked()

    def read(self, element: etree._Element) -> None:
        """Read all rows."""
        for row in _members(element, W + "tr", self._depth):
            self._row(row)

    def table(self) -> Table:
        """The table, when all rows are read."""
        columns = max(self._widths.values(), default=0)
        marked = self._marked
        return Table(
            self.number,
            self._laying.cells(self._rows, columns),
            self._rows,
            columns,
            hidden_rows=frozenset(marked.hidden),
            header_rows=next(at for at in range(len(marked.header) + 1) if at + 1 not in marked.header),
            inserted_rows=frozenset(marked.inserted),
            deleted_rows=frozenset(marked.deleted),
            ragged={row: width for row, width in self._widths.items() if width != columns},
        )

    def _row(self, element: etree._Element) -> None:
        self._rows += 1
        row, properties = self._rows, first_child(element, W + "trPr")
        self._tally.add(1)
        self._marked.note(row, properties)
        column = 1 + _span(number(properties, "gridBefore"), 0)
        merged = dict(self._merged)
        self._merged = {}
        begun = column
        for cell in _members(element, W + "tc", self._depth + 1):
            settings = settings_of(first_child(cell, W + "tcPr"))
            if column > begun and value(settings.get(_MERGED_ACROSS)) == "continue":
                column += 1  # an old way of merging: the cell before goes on
                self._laying.widen(row, begun, column - begun)
                continue
            begun = column
            column += self._cell(cell, settings, row, column, merged)
        self._widths[row] = column - 1 + _span(number(properties, "gridAfter"), 0)

    def _cell(
        self,
        element: etree._Element,
        settings: Settings,
        row: int,
        column: int,
        merged: dict[int, tuple[int, int]],
    ) -> int:
        """Read a cell and say how wide it is."""
        width = _span(number(settings.get(_SPAN)), 1)
        story = Story(self._parts, story_depth(self._depth), counted=row not in self._marked.deleted)
        for child in element:
            story.add(child)
        if story.tables:
            self.nested.append((row, column, story))
        down = settings.get(_MERGED_DOWN)
        if down is not None and down.get(VAL, "continue") != "restart" and column in merged:
            first, width = merged[column]
            self._merged[column] = first, width
            self._laying.grow(first, column, row - first + 1)
            text = story.sight().lines
            if text:
                self._laying.remark(first, column, Remark(Beside.HIDDEN, "\n".join(text)))
            return width
        if down is not None:
            self._merged[column] = row, width
        self._laying.put(self._cell_of(story, settings, row, column, width))
        return width

    def _cell_of(self, story: Story, settings: Settings, row: int, column: int, width: int) -> Cell:
        seen = story.sight(before=row in self._marked.deleted)
        remarks = (*seen.remarks, *story.remarks)
        if row in self._marked.inserted or row in self._marked.deleted:  # the row itself says it
            remarks = tuple(one for one in remarks if one.kind is not Beside.WAS)
        lines = seen.lines
        if _DELETED in settings and lines:
            lines, remarks = (), (Remark(Beside.WAS, "\n".join(lines)), *remarks)
        elif _INSERTED in settings and lines:
            remarks = (Remark(Beside.WAS), *(one for one in remarks if one.kind is not Beside.WAS))
        date = story.date
        return Cell(
            row,
            column,
            (date,) if date else lines,
            width=width,
            typed=Typed.DATE if date else Typed.TEXT,
            remarks=remarks,
            fill=_fill(settings.get(_SHADING)),
            bold=seen.bold,
            struck=seen.struck,
            number=story.number,
        )


class _Marked:
    """What is said of whole rows."""

    def __init__(self) -> None:
        self.header: set[int] = set()
        self.hidden: set[int] = set()
        self.inserted: set[int] = set()
        self.deleted: set[int] = set()

    def note(self, row: int, properties: etree._Element | None) -> None:
        """Keep what a row's properties say."""
        if switch(properties, "tblHeader"):
            self.header.add(row)
        if switch(properties, "hidden"):
            self.hidden.add(row)
        if first_child(properties, W + "ins") is not None:
            self.inserted.add(row)
        if first_child(properties, W + "del") is not None:
            self.deleted.add(row)


def _members(element: etree._Element, tag: str, depth: int) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls and the like."""
    check_depth(depth)
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt" and is_placeholder(first_child(child, W + "sdtPr")):
            yield from _without_content(_members(child, tag, depth + 1))
        elif child.tag in _ROW_WRAPPERS:
            yield from _members(child, tag, depth + 1)


def _without_content(cells: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The same cells without what a placeholder says: they keep their places."""
    for cell in cells:
        for child in list(cell):
            if child.tag not in (W + "tcPr", W + "trPr"):
                cell.remove(child)
        yield cell


def _span(columns: int | None, least: int) -> int:
    return min(max(columns or 0, least), _WIDEST)


def _fill(shading: etree._Element | None) -> str:
    """The background of a cell; the colour of a full pattern is its foreground (ECMA-376 17.18.78)."""
    if shading is None:
        return ""
    colour = shading.get(W + "color" if value(shading) == "solid" else W + "fill", "")
    return colour.upper() if _COLOUR.fullmatch(colour) and colour.upper() != "FFFFFF" else ""
