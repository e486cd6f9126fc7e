"""Tables of Markdown, row by row: cells that are too few or too many are kept, and told.

Comes in: the lines of a table. Goes out: a `Table`. A delimiter row (`|---|`) below another row begins a
table of its own: some glue the next table to the last row of the one before.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ssetrack.tables.grid import Cell, Table, ragged_rows
from ssetrack.tables.limits import COLUMNS, MOST_COLUMNS, check_number
from ssetrack.tables.markdown.rows import delimits
from ssetrack.tables.runs import Seen

_BEFORE = re.compile(r"[\s>]*")
_BAR = re.compile(r"(?<!\\)\|")


_WIKI_HEADER = re.compile(r"\s*\|\|(?:[^|\n]*\|\|)+\s*")
"""A row of headings as Jira and Confluence write one: `||Activity||Owner||`."""


class Part(NamedTuple):
    """The lines of one table, without delimiter rows."""

    first: int
    """Before which line of the source it begins, counted from 0."""
    lines: Sequence[str]
    headed: bool
    caption: str = ""
    """A line without bars right above its header."""


def is_table(text: str) -> bool:
    """Whether a paragraph is a table without a delimiter row: several lines, all between bars."""
    lines = text.split("\n")
    return len(lines) > 1 and all(line.strip()[:1] == "|" == line.strip()[-1:] for line in lines)


def paragraph_parts(text: str) -> list[Part]:
    """The tables in a paragraph that `is_table`; headings have bars in twos, or look like any other row."""
    first, *rest = text.split("\n")
    headed = _WIKI_HEADER.fullmatch(first) is not None
    return parts([first.replace("||", "|") if headed else first, *rest], headed=headed)


def parts(lines: Sequence[str], *, headed: bool) -> list[Part]:
    """The tables that such lines hold; usually one."""
    starts = [0]
    for number, line in enumerate(lines):
        if delimits(line) and number - 1 > starts[-1] and headed:
            starts.append(number - 1)
    found: list[Part] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        rows = [line for line in lines[start:end] if not delimits(line)]
        caption = ""
        if found and found[-1].lines and "|" not in found[-1].lines[-1]:
            above = found.pop()
            caption = above.lines[-1].strip()
            found.append(above._replace(lines=above.lines[:-1]))
        found.append(Part(start, rows, headed, caption))
    return found


def table(part: Part, number: int, seen: Callable[[str], Seen]) -> Table:
    """The table of such lines, whose cells are read by `seen`."""
    cells = {}
    lengths = {}
    for row, line in enumerate(part.lines, 1):
        texts = _cells(line)
        check_number(len(texts), MOST_COLUMNS, COLUMNS)
        lengths[row] = len(texts)
        header = part.headed and row == 1
        for column, text in enumerate(texts, 1):
            what = seen(text) if text else Seen()
            if what.lines or what.remarks:
                cells[row, column] = Cell(
                    row,
                    column,
                    what.lines,
                    remarks=what.remarks,
                    bold=what.bold or header,
                    struck=what.struck,
                )
    columns = max((column for _, column in cells), default=0)
    others = {row: length for row, length in lengths.items() if length != lengths[1]}
    return Table(
        number,
        cells,
        len(part.lines),
        columns,
        header_rows=int(part.headed),
        ragged=others if part.headed else ragged_rows(lengths),
    )


def _cells(line: str) -> list[str]:
    """The cells of a row, whose outer bars may be there or not."""
    row = line[_BEFORE.match(line).end() :].rstrip()  # type: ignore[union-attr]  # it matches nothing, too
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [text.replace("\\|", "|").strip() for text in _BAR.split(row)]
