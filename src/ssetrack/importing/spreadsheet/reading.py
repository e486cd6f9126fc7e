"""The sheets of plans in a workbook that comes back: which columns they have, and what each row says.

Comes in: a document. Goes out: `PlanSheet`s. A sheet is known by its headings, in any of our languages and in
any order; columns may be missing and others may have been added. Nothing here knows what is in a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ssetrack.importing.spreadsheet.columns import HEADINGS, KINDS, SECTION_KIND, Part, Texts
from ssetrack.importing.spreadsheet.names import HIDDEN
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.language.words import LANGUAGES
from ssetrack.tables.grid import Beside, Cell, Document, Table, Typed, letters

MOST_ABOVE = 5
"""Rows that somebody may have put above the header."""

NEEDED = frozenset((Part.ID, Part.TITLE))
TELLING = frozenset((Part.SECTION, Part.DUE, Part.KIND, Part.STATUS, Part.FIRST, Part.LAST))
"""Columns of which a sheet of ours has most, and no other table has."""

LEAST_TELLING = 5


class SheetRow(NamedTuple):
    """A row of a sheet."""

    number: int
    texts: Texts
    """What its cells say, as an eye sees them; every column that the sheet has."""
    is_heading: bool
    odd: Mapping[Part, Message]
    """Cells that say nothing for sure, and why."""
    numbers: frozenset[Part]
    """Cells that hold a number, not a text."""
    comments: tuple[tuple[Part, str], ...]

    @property
    def is_event(self) -> bool:
        """Whether the column of kinds says that something takes place on a day."""
        return fold(self.texts.get(Part.KIND, "")) in _event_words()


class PlanSheet(NamedTuple):
    """A sheet that looks like one of ours."""

    name: str
    language: str
    """The language of its headings."""
    columns: Mapping[Part, int]
    rows: tuple[SheetRow, ...]
    others: tuple[str, ...] = ()
    """Headings of columns that are not ours."""

    def at(self, row: int, part: Part | None = None) -> str:
        """Where a cell, or a row, is: `vision!G7`."""
        column = "" if part is None else letters(self.columns.get(part, 0))
        return f"{self.name}!{column}{row}"


def plan_sheets(document: Document) -> tuple[PlanSheet, ...]:
    """The sheets that look like ours, in their order."""
    return tuple(_sheets(document))


def other_sheets(document: Document) -> tuple[str, ...]:
    """The names of the sheets that do not, but for the hidden one."""
    ours = {sheet.name for sheet in plan_sheets(document)}
    names = map(_name, document.tables)
    return tuple(name for name in names if name not in ours and name != HIDDEN)


def _sheets(document: Document) -> Iterator[PlanSheet]:
    for table in document.tables:
        if table.sheet == HIDDEN:
            continue
        for row in range(1, min(MOST_ABOVE, table.rows) + 1):
            found = _columns(table, row)
            if found is not None:
                columns, language = found
                rows = tuple(_rows(table, row + 1, columns))
                ours = set(columns.values())
                others = tuple(
                    cell.text for cell in table.in_row(row) if cell.text and cell.column not in ours
                )
                yield PlanSheet(_name(table), language, columns, rows, others)
                break


def _name(table: Table) -> str:
    return table.sheet or f"table {table.number}"


def _columns(table: Table, row: int) -> tuple[dict[Part, int], str] | None:
    """The columns by their headings, and the language in which most of them are known."""
    best: tuple[dict[Part, int], str] | None = None
    for language in LANGUAGES:
        known = _headings(language)
        columns: dict[Part, int] = {}
        for cell in table.in_row(row):
            part = known.get(fold(cell.text))
            if part is not None:
                columns.setdefault(part, cell.column)
        is_ours = columns.keys() >= NEEDED and len(columns.keys() & TELLING) >= LEAST_TELLING
        if is_ours and (best is None or len(columns) > len(best[0])):
            best = columns, language
    return best


@lru_cache(maxsize=len(LANGUAGES))
def _headings(language: str) -> dict[str, Part]:
    speaker = Speaker(language)
    return {fold(speaker.say(heading)): part for part, heading in HEADINGS.items()}


@lru_cache(maxsize=1)
def section_words() -> frozenset[str]:
    """What the column of kinds says of a heading, in every language."""
    return frozenset(fold(Speaker(language).say(SECTION_KIND)) for language in LANGUAGES)


@lru_cache(maxsize=1)
def _event_words() -> frozenset[str]:
    """What the column of kinds says of what takes place on a day, in every language."""
    return frozenset(fold(Speaker(language).say(KINDS["event"])) for language in LANGUAGES)


def _rows(table: Table, first: int, columns: Mapping[Part, int]) -> Iterator[SheetRow]:
    for number in range(first, table.rows + 1):
        cells = {part: table.at(number, column) for part, column in columns.items()}
        if any(cell is not None and (not cell.empty or _oddity(cell)) for cell in cells.values()):
            yield _row(number, cells)


def _row(number: int, cells: Mapping[Part, Cell | None]) -> SheetRow:
    texts = {part: "" if cell is None else cell.text for part, cell in cells.items()}
    odd = {part: why for part, cell in cells.items() if cell is not None and (why := _oddity(cell))}
    return SheetRow(
        number,
        texts,
        not texts[Part.ID] and fold(texts.get(Part.KIND, "")) in section_words(),
        odd,
        frozenset(part for part, cell in cells.items() if cell is not None and cell.typed is Typed.NUMBER),
        tuple(
            (part, remark.text)
            for part, cell in cells.items()
            if cell is not None
            for remark in cell.remarks
            if remark.kind is Beside.COMMENT
        ),
    )


def _oddity(cell: Cell) -> Message | None:
    """Why what a cell shows is not what it says."""
    for remark in cell.remarks:
        if remark.kind is Beside.NEVER_COMPUTED:
            return message("the formula {formula} has no value", formula=remark.text)
        if remark.kind is Beside.ERROR:
            return message("a formula failed: {error}", error=remark.text)
    return None
