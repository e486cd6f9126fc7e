"""Which answer belongs to which cell.

Comes in: the tables and the answers for single cells. Goes out: the answers by cell, and those that no cell
has any more. An answer holds as long as a cell of that column, and of that item if it names one, has that
text: its address is only a hint. Rows move: where several cells have one text, addresses that do not hold
any more must not give an answer to another item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ssetrack.importing.fields import Field
from ssetrack.importing.layout.numbering import leading_number, numbering
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.mapping.answers import CellAnswer, same_text
from ssetrack.importing.places import Spot
from ssetrack.tables.grid import Cell

Place = tuple[TableLayout, Cell]


class CellAnswers(NamedTuple):
    """Answers by the cell that they are for."""

    by_spot: dict[Spot, CellAnswer]
    unused: tuple[CellAnswer, ...]


def answers_by_cell(layouts: Sequence[TableLayout], answers: Sequence[CellAnswer]) -> CellAnswers:
    """The answers, each at the one cell that it is for."""
    by_spot: dict[Spot, CellAnswer] = {}
    unused: list[CellAnswer] = []
    cells = list(_cells(layouts))
    fitting = [[one for one in cells if _fits(one, answer)] for answer in answers]
    for answer, places in zip(answers, fitting, strict=True):
        alike = [other for other, its in zip(answers, fitting, strict=True) if its == places]
        if len(places) == len(alike) == 1:
            chosen = places
        elif all(_at_address(places, one) for one in alike):
            chosen = _at_address(places, answer)
        else:
            chosen = []
        if chosen:
            layout, cell = chosen[0]
            by_spot[layout.spot(cell)] = answer
        else:
            unused.append(answer)
    return CellAnswers(by_spot, tuple(unused))


def _cells(layouts: Sequence[TableLayout]) -> Iterator[Place]:
    for layout in layouts:
        for _, cell in sorted(layout.table.cells.items()):
            if not cell.empty:
                yield layout, cell


def _fits(place: Place, answer: CellAnswer) -> bool:
    """Whether a cell has the text of an answer, in its column and at its item."""
    layout, cell = place
    return (
        same_text(cell.text, answer.text)
        and same_text(_column(layout.at(cell)), _column(answer.at))
        and (not answer.item or _is_of(layout, cell.row, answer.item))
    )


def _column(at: str) -> str:
    return at.rpartition(", ")[2] if ", " in at else at.rstrip("0123456789")


def _at_address(places: Sequence[Place], answer: CellAnswer) -> list[Place]:
    return [(layout, cell) for layout, cell in places if same_text(layout.at(cell), answer.at)]


def _is_of(layout: TableLayout, row: int, item: str) -> bool:
    """Whether a row is the item of this number, or of this title."""
    names: list[str] = []
    for field in (Field.ID, Field.TITLE):
        column = layout.column(field)
        cell = layout.table.at(row, column.number) if column is not None else None
        if cell is not None and cell.lines:
            first = leading_number(cell.lines[0])
            names += [first.number, first.rest, numbering(cell.text), cell.text, cell.lines[0]]
    return any(same_text(one, item) for one in names if one)
