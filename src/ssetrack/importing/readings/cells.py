"""Which answer belongs to which cell.

Comes in: the tables and the answers for single cells. Goes out: the answers by cell, and those that no cell
has any more. An answer holds as long as a cell of that column has that text: its address is only a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.mapping.answers import CellAnswer, same_text
from ssetrack.importing.places import Spot
from ssetrack.tables.grid import Cell


class CellAnswers(NamedTuple):
    """Answers by the cell that they are for."""

    by_spot: dict[Spot, CellAnswer]
    unused: tuple[CellAnswer, ...]


def answers_by_cell(layouts: Sequence[TableLayout], answers: Sequence[CellAnswer]) -> CellAnswers:
    """The answers, each at its cell: at its address, else at the one cell of that column with that text."""
    by_spot: dict[Spot, CellAnswer] = {}
    unused: list[CellAnswer] = []
    for answer in answers:
        fitting = [(layout, cell) for layout, cell in _cells(layouts) if same_text(cell.text, answer.text)]
        exact = [pair for pair in fitting if same_text(pair[0].at(pair[1]), answer.at)]
        column = answer.at.rpartition(", ")[2] if ", " in answer.at else answer.at.rstrip("0123456789")
        near = [(layout, cell) for layout, cell in fitting if _is_in(layout, cell, column)]
        chosen = exact or (near if len(near) == 1 else [])
        if chosen:
            layout, cell = chosen[0]
            by_spot[layout.spot(cell)] = answer
        else:
            unused.append(answer)
    return CellAnswers(by_spot, tuple(unused))


def _cells(layouts: Sequence[TableLayout]) -> Iterator[tuple[TableLayout, Cell]]:
    for layout in layouts:
        for _, cell in sorted(layout.table.cells.items()):
            if not cell.empty:
                yield layout, cell


def _is_in(layout: TableLayout, cell: Cell, column: str) -> bool:
    at = layout.at(cell)
    return same_text(at.rpartition(", ")[2] if ", " in at else at.rstrip("0123456789"), column)
