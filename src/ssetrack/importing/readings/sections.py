"""Which section each row is in.

Comes in: a table and its rows, from the top down. Goes out: the path of each row: headings above the table,
the sheet, labels beside the rows, and rows that are sections. A numbered section is within one without a
number only where it follows it at once.
"""

from __future__ import annotations

from collections.abc import Container

from ssetrack.importing.fields import Field
from ssetrack.importing.layout.numbering import leading_number, numbering
from ssetrack.importing.layout.rows import Row, RowKind
from ssetrack.importing.layout.tables import TableLayout, is_named
from ssetrack.importing.readings.drafts import Path, SectionKey
from ssetrack.importing.readings.reading import UNKNOWN, is_visible
from ssetrack.tables.grid import Cell, Heading

_OUTERMOST = 0
_USUAL = 10
"""The depth of a section without a number, and of one whose number has no point."""


class Sections:
    """The sections of one table, while its rows are gone through from the top down."""

    def __init__(self, layout: TableLayout) -> None:
        self._layout = layout
        self._above = (*map(_of_heading, layout.headings), *_of_sheet(layout))
        self._labels: dict[int, SectionKey] = {}
        self._open: list[tuple[int, SectionKey]] = []

    @property
    def path(self) -> Path:
        """Where a row would be that came now."""
        labels = [self._labels[column] for column in sorted(self._labels)]
        return (*self._above, *labels, *(key for _, key in self._open))

    def begin(self, row: Row, following: Row | None) -> Path:
        """Go into the section that a row begins; `following` is the next row."""
        assert row.head is not None
        key = self._of_row(row, row.head)
        depth = self._depth(row, key, following)
        self._open = [pair for pair in self._open if pair[0] < depth]
        self._open.append((depth, key))
        return self.path

    def label(self, row: int) -> list[Cell]:
        """Go into the sections that stand beside a row; the cells that say so."""
        cells: list[Cell] = []
        for column in (one for one in self._layout.columns if one.field == Field.SECTION):
            cell = self._layout.table.at(row, column.number)
            if cell is None or cell.empty:
                continue
            line = leading_number(" ".join(cell.text.split()))
            title = line.rest if is_visible(line.rest) else UNKNOWN
            key = SectionKey(title, line.number, (self._layout.table.number, -column.number))
            if self._labels.get(column.number) != key:
                self._labels = {number: one for number, one in self._labels.items() if number < column.number}
                self._labels[column.number] = key
                self._open = []
            if cell.row == row:
                cells.append(cell)
        return cells

    def _of_row(self, row: Row, head: Cell) -> SectionKey:
        line = leading_number(" ".join(head.lines[0].split()))
        number = line.number or numbering(head.number)
        id_ = self._layout.column(Field.ID)
        if id_ is not None and not number:
            cell = self._layout.table.at(row.number, id_.number)
            number = numbering(cell.text) if cell is not None and not cell.empty and cell is not head else ""
        return SectionKey(
            line.rest if is_visible(line.rest) else UNKNOWN, number, (self._layout.table.number, row.number)
        )

    def _depth(self, row: Row, key: SectionKey, following: Row | None) -> int:
        outline = self._layout.table.outline
        if row.number in outline:
            return _USUAL + outline[row.number]
        if key.number:
            return _USUAL + key.number.count(".")
        if following is not None and following.kind is RowKind.SECTION:
            below, head = following.head, row.head
            assert below is not None
            assert head is not None
            is_deeper = leading_number(below.lines[0]).number or below.number or below.column > head.column
            return _OUTERMOST if is_deeper else _USUAL
        return _USUAL


def heads(path: Path, seen: Container[Path]) -> list[Path]:
    """The beginnings of a path that no earlier row had."""
    every = [path[:length] for length in range(1, len(path) + 1)]
    return [one for one in every if one not in seen]


def _of_heading(heading: Heading) -> SectionKey:
    line = leading_number(heading.text)
    title = line.rest if is_visible(line.rest) else UNKNOWN
    return SectionKey(title, line.number or numbering(heading.number), (0, heading.line, heading.level))


def _of_sheet(layout: TableLayout) -> tuple[SectionKey, ...]:
    sheet = layout.table.sheet
    return (SectionKey(sheet),) if is_named(sheet) else ()
