"""Bars drawn with marks or colours in columns of months, weeks or quarters.

Comes in: a table and a row of it. Goes out: the runs of marked columns as dates. What a colour or a second
kind of mark means is not guessed: with one kind only, it means that something is done then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssetrack.importing.fields import MARK
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.rows import RowKind
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.words import every
from ssetrack.language.collation import fold
from ssetrack.tables.grid import Cell

LONGEST_MARK = 3
"""Letters in a mark; a longer text is a text."""

SIGNS = frozenset("x×✓✔●■▪•◆█▓*+→")


class Run(NamedTuple):
    """Marked columns side by side, of one kind."""

    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]


class Bars(NamedTuple):
    """What a row draws."""

    runs: tuple[Run, ...] = ()
    unsure: tuple[Cell, ...] = ()
    """Marked in a way of which nobody said what it means."""
    off: tuple[Cell, ...] = ()
    """Marked in a way that means nothing."""


def kind_of(cell: Cell) -> str:
    """How a cell is marked: its text, or `fill RRGGBB`; empty for no mark."""
    if not cell.empty:
        return " ".join(cell.text.split())
    return f"fill {cell.fill}" if cell.fill else ""


def kinds_of(layout: TableLayout) -> Mapping[str, bool | None]:
    """What each kind of mark in a table means: on, off, or unknown."""
    slots = {column.number for column in layout.columns if column.field == MARK}
    rows = {row.number for row in layout.rows if row.kind is RowKind.ITEM}
    counted = Counter(
        kind
        for (row, column), cell in layout.table.cells.items()
        if row in rows and column in slots and (kind := kind_of(cell))
    )
    answers = {fold(kind): on for kind, on in layout.answer.marks.items()} if layout.answer else {}
    texts = [kind for kind in counted if not kind.startswith("fill ")]
    plain = [kind for kind in texts if _is_sign(kind)]
    fills = [kind for kind in counted if kind.startswith("fill ")]
    sure = plain if texts else _plain_fills(layout, fills, slots, rows)
    meanings: dict[str, bool | None] = {}
    for kind in counted:
        answered = answers.get(fold(kind))
        meanings[kind] = answered if answered is not None else (True if kind in sure else None)
    return meanings


def _plain_fills(layout: TableLayout, fills: Sequence[str], slots: set[int], rows: set[int]) -> list[str]:
    """The colours that only say when: no row has another one beside it, and no column is full of it."""
    by_row: dict[int, set[str]] = {}
    by_column: dict[int, Counter[str]] = {}
    for (row, column), cell in layout.table.cells.items():
        if row in rows and column in slots and cell.fill:
            by_row.setdefault(row, set()).add(f"fill {cell.fill}")
            by_column.setdefault(column, Counter())[f"fill {cell.fill}"] += 1
    mixed = {kind for kinds in by_row.values() if len(kinds) > 1 for kind in kinds}
    full = {kind for kinds in by_column.values() for kind, number in kinds.items() if number == len(rows) > 1}
    return [kind for kind in fills if kind not in mixed | full]


def bars_in(layout: TableLayout, row: int, kinds: Mapping[str, bool | None]) -> Bars:
    """What a row draws in the columns that are times."""
    runs: list[list[tuple[Column, Cell]]] = []
    unsure: list[Cell] = []
    off: list[Cell] = []
    before = -1
    for place, column in enumerate(one for one in layout.columns if one.field == MARK):
        cell = layout.table.at(row, column.number)
        kind = kind_of(cell) if cell is not None else ""
        if cell is None or not kind:
            continue
        meaning = kinds.get(kind)
        if meaning is None:
            unsure += [cell] if cell not in unsure else []
        elif meaning:
            if not runs or before != place - 1:
                runs.append([])
            runs[-1].append((column, cell))
            before = place
        elif not cell.empty:
            off += [cell] if cell not in off else []
    return Bars(tuple(_run(run) for run in runs), tuple(unsure), tuple(off))


def _run(pairs: Sequence[tuple[Column, Cell]]) -> Run:
    return Run(tuple(column for column, _ in pairs), tuple(dict.fromkeys(cell for _, cell in pairs)))


def _is_sign(kind: str) -> bool:
    low = fold(kind)
    return len(kind) <= LONGEST_MARK and (low in every("on") or set(low) <= SIGNS)
