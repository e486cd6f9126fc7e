"""How much the cells of a document come to, counted while they are read.

Comes in: cells and their lines, one after the other. Goes out: nothing, or the refusal (`SsetrackError`) of
more than a work plan has. A workbook that ssetrack exported may be as large as the plans that it was made of.
"""

from collections.abc import Iterable, Sequence

from ssetrack.tables.limits import (
    CELLS,
    LINES,
    LONGEST_CELL,
    MOST_CELLS,
    MOST_LINES,
    MOST_OCTETS,
    MOST_TEXT,
    check_cell,
    check_number,
    check_size,
)

BASE_SHEET = "ssetrack base"
"""The hidden sheet of a workbook that ssetrack exported: a name that no sheet of a plan has, for ids
are without spaces."""

MOST_EXPORTED = 200_000
"""Cells, and lines in them, of such a workbook: 10,000 activities have 150,000."""


class Tally:
    """The cells of a document, and the lines and letters in them. `sheets` are the names of its sheets."""

    def __init__(self, sheets: Iterable[str] = ()) -> None:
        ours = BASE_SHEET in sheets
        self.most_cells = MOST_EXPORTED if ours else MOST_CELLS
        self._most_lines = MOST_EXPORTED if ours else MOST_LINES
        self._most_letters = MOST_OCTETS if ours else MOST_TEXT
        self._cells = self._lines = self._letters = 0

    def add(self, cells: int, lines: Sequence[str] = ()) -> None:
        """Count some more cells, and the lines that are in them: a few may be repeated a thousand times."""
        self._cells += cells
        if self._cells > self.most_cells:
            self.expect(0)  # what refuses too many, before or after they are counted, is one place
        if lines:
            self._lines += len(lines)
            letters = len(lines[0]) if len(lines) == 1 else sum(map(len, lines))
            self._letters += letters
            if letters > LONGEST_CELL:
                check_cell(letters)
            if self._lines > self._most_lines or self._letters > self._most_letters:
                check_number(self._lines, self._most_lines, LINES)
                check_size(self._letters, self._most_letters)

    def expect(self, cells: int) -> None:
        """Some more are going to be counted: see before they are made whether that is too many."""
        check_number(self._cells + cells, self.most_cells, CELLS)
