"""Documents written as grids in a test: what stands on paper, and nothing of any format.

A line is a row, `|` parts its cells, `⏎` the lines of one. `<` continues the cell to the left, `^` the cell
above. `*text*` is bold, `~text~` struck, `[RRGGBB]` before a text is its fill. A line that begins with `#` is
a heading; an empty line ends a table.
"""

from __future__ import annotations

import re

from ssetrack.tables.grid import Cell, Document, Heading, Table

_CELL = re.compile(r"(?:\[(?P<fill>[0-9A-F]{6})\])? ?(?P<text>.*)", re.DOTALL)


def document(text: str, *, sheet: str = "") -> Document:
    """The document that a text draws; with `sheet` its tables are sheets of that name."""
    blocks: list[Heading | Table] = []
    rows: list[str] = []
    for number, line in enumerate([*text.strip("\n").split("\n"), ""], 1):
        stripped = line.strip()
        if stripped.startswith("|"):
            rows.append(stripped)
            continue
        if rows:
            blocks.append(table(rows, 1 + sum(isinstance(one, Table) for one in blocks), sheet))
            rows = []
        if stripped.startswith("#"):
            level = len(stripped) - len(stripped.lstrip("#"))
            blocks.append(Heading(level, stripped.lstrip("# "), line=number))
    return Document(tuple(blocks))


def table(rows: list[str], number: int, sheet: str = "") -> Table:
    """One table."""
    grid = [[one.strip() for one in row.strip("|").split("|")] for row in rows]
    columns = max(map(len, grid))
    cells: dict[tuple[int, int], Cell] = {}
    for row, texts in enumerate(grid, 1):
        for column, text in enumerate(texts, 1):
            if text in ("", "<", "^"):
                continue
            width = 1
            while column + width <= len(texts) and texts[column + width - 1] == "<":
                width += 1
            height = 1
            while row + height <= len(grid) and _at(grid, row + height, column) == "^":
                height += 1
            cells[row, column] = _cell(row, column, text, height, width)
    return Table(number, cells, len(rows), columns, sheet)


def _at(grid: list[list[str]], row: int, column: int) -> str:
    texts = grid[row - 1]
    return texts[column - 1] if column <= len(texts) else ""


def _cell(row: int, column: int, text: str, height: int, width: int) -> Cell:
    found = _CELL.fullmatch(text)
    assert found is not None
    words = found["text"]
    bold = len(words) > 2 and words.startswith("*") and words.endswith("*")
    struck = len(words) > 2 and words.startswith("~") and words.endswith("~")
    if bold or struck:
        words = words[1:-1]
    lines = tuple(line.strip() for line in words.split("⏎") if line.strip())
    return Cell(row, column, lines, height, width, fill=found["fill"] or "", bold=bold, struck=struck)
