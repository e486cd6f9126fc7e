"""Which tables of a document are plans, and what each looks like.

Comes in: a document, what is answered about it, and which tables are asked for. Goes out: a `Layout`: the
tables that are read, those that are not and why, and the years that somebody might mean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ssetrack.dates import Order
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.fields import Field
from ssetrack.importing.layout.columns import Column, columns_of, is_plan
from ssetrack.importing.layout.header import NO_HEADER, Header, first_named_row, header_at, header_of
from ssetrack.importing.layout.headings import YEAR, meaning
from ssetrack.importing.layout.ignored_rows import IgnoredRows, ignored_rows
from ssetrack.importing.layout.rows import Row, RowKind, rows_of
from ssetrack.importing.mapping.answers import Answers, TableAnswer, same_text
from ssetrack.importing.places import Addresses, Spot, place_words
from ssetrack.importing.spreadsheet.names import HIDDEN
from ssetrack.importing.words import every
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Beside, Cell, Document, Heading, Table
from ssetrack.tables.limits import MOST_ITEMS


class TableLayout(NamedTuple):
    """A table that is read as a plan."""

    table: Table
    """As it is read: a card is turned, so that its fields are columns."""
    addresses: Addresses
    header: Header
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...] = ()
    """The headings that it stands under, from the outermost."""
    turned: bool = False
    answer: TableAnswer | None = None
    ignored: IgnoredRows = IgnoredRows()
    """The rows that the mapping leaves out."""

    def spot(self, cell: Cell) -> Spot:
        """Where a cell is in the source."""
        if self.turned:
            return Spot(self.table.number, cell.column, cell.row)
        return Spot(self.table.number, cell.row, cell.column)

    def at(self, cell: Cell) -> str:
        """The address of a cell of the source."""
        if self.turned:
            heading = self.header.own(cell.column)
            return (
                f"{self.addresses.of(cell.column)}, {heading}" if heading else self.addresses.of(cell.column)
            )
        return self.addresses.of(cell.row, cell.column)

    def column(self, field: str) -> Column | None:
        """The first column that is read as a field."""
        return next((column for column in self.columns if column.field == field), None)


class LeftOut(NamedTuple):
    """A table that is not read."""

    table: Table
    where: str
    why: Message
    asked_for: bool = True
    """Whether it was among the tables to read, where some were chosen."""


class Layout(NamedTuple):
    """What a document looks like."""

    tables: tuple[TableLayout, ...]
    left_out: tuple[LeftOut, ...]
    title: str = ""
    """What the document calls itself."""
    years: tuple[str, ...] = ()
    """Years that stand in headings, titles and first rows: offered, never taken."""


class Choice(NamedTuple):
    """Which tables are asked for; none means all that are plans."""

    tables: tuple[str, ...] = ()
    """By number, or by the heading above."""
    sheets: tuple[str, ...] = ()
    date_order: Order | None = None


def layout_of(document: Document, answers: Answers, choice: Choice) -> Layout:
    """What the document looks like."""
    title, under = _headings(document)
    read: list[TableLayout] = []
    left: list[LeftOut] = []
    for table in document.tables:
        answer = _answer(table, under[table.number], answers.tables)
        one = _layout(table, under[table.number], answer, answers, choice)
        (read if isinstance(one, TableLayout) else left).append(one)  # type: ignore[arg-type]
    return Layout(tuple(read), tuple(left), title, tuple(dict.fromkeys(_years(document, read, title))))


def _layout(
    table: Table,
    headings: tuple[Heading, ...],
    answer: TableAnswer | None,
    answers: Answers,
    choice: Choice,
) -> TableLayout | LeftOut:
    whole = Addresses(table, {}).whole
    if table.sheet == HIDDEN:
        return LeftOut(table, whole, message("made by ssetrack, to compare with"))
    asked = bool(choice.tables or choice.sheets)
    wanted = is_asked_for(table, headings, choice) if asked else answer is not None
    if asked and not wanted:
        return LeftOut(table, whole, message("not asked for"), asked_for=False)
    if not any(not cell.empty for cell in table.cells.values()):
        return LeftOut(table, whole, message("empty"))
    turned = (answer is None or answer.header is None) and _is_card(table)
    if answers.changes == "rejected":
        table = _as_it_was(table)
    seen = _transposition(table) if turned else table
    if answer is not None and answer.header is not None:
        header: Header | None = header_at(seen, answer.header)
    else:
        header = header_of(seen)
    if header is None:
        if not wanted:
            return LeftOut(table, whole, message("not a plan: no row has the names of the columns"))
        header = first_named_row(seen) or NO_HEADER
    columns = columns_of(seen, header, answer.columns if answer else (), choice.date_order)
    if not is_plan(columns) and not (wanted and any(column.field == Field.TITLE for column in columns)):
        return LeftOut(
            table,
            whole,
            message("not a plan: a plan has a column for titles, and one for dates, owners or statuses"),
        )
    check_rows({row for row, _ in seen.cells}, whole)
    addresses = Addresses(table, {} if turned else {one.number: one.heading for one in columns})
    ignored = ignored_rows(seen, header.last, columns, answer.ignore if answer else ())
    rows = rows_of(seen, header, columns, ignored.rows, rejected=answers.changes == "rejected")
    if turned:
        head = _title(seen, columns)
        kind = RowKind.ITEM if head is not None else RowKind.LOOSE
        rows = tuple(row._replace(kind=kind, head=head) for row in rows)
    return TableLayout(seen, addresses, header, columns, rows, headings, turned, answer, ignored)


def check_rows(rows: Collection[int], where: str) -> None:
    """Raise `SsetrackError` for a table with more rows than any work plan has: each becomes an activity."""
    if len(rows) > MOST_ITEMS:
        raise SsetrackError(
            message(
                "{where} has more than {most} rows: too many for a work plan",
                where=place_words(where),
                most=MOST_ITEMS,
            ),
            message(
                "name the table that is the plan (`--table 1`), or save only its rows in a file of their own"
            ),
        )


def is_asked_for(table: Table, headings: Sequence[Heading], choice: Choice) -> bool:
    """Whether `--table` or `--sheet` names a table."""
    names = [heading.text for heading in headings]
    return any(
        asked == str(table.number) or any(same_text(asked, name) for name in (*names, table.sheet) if name)
        for asked in choice.tables
    ) or any(same_text(asked, table.sheet) for asked in choice.sheets if table.sheet)


def _answer(table: Table, headings: Sequence[Heading], answers: Sequence[TableAnswer]) -> TableAnswer | None:
    names = [f"table {table.number}", table.sheet, *(heading.text for heading in headings[-1:])]
    return next(
        (answer for answer in answers if any(same_text(answer.where, name) for name in names if name)), None
    )


def _headings(document: Document) -> tuple[str, dict[int, tuple[Heading, ...]]]:
    """The title of a document, and the headings that each of its tables stands under.

    A heading of the highest level that comes first, has no other of its level, and is above every table is
    the title; all others are sections.
    """
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    first = next((block for block in document.blocks if isinstance(block, Heading | Table)), None)
    title = ""
    if isinstance(first, Heading) and all(one.level > first.level for one in headings if one is not first):
        title = first.text
    path: list[Heading] = []
    under: dict[int, tuple[Heading, ...]] = {}
    for block in document.blocks:
        if isinstance(block, Heading):
            path = [one for one in path if one.level < block.level]
            if not (title and block is first):
                path.append(block)
        elif isinstance(block, Table):
            under[block.number] = tuple(path)
    return title, under


def _years(document: Document, read: Sequence[TableLayout], title: str) -> Iterator[str]:
    """The years that a document mentions where they may hold for all its dates."""
    texts = [title, *(block.text for block in document.blocks if isinstance(block, Heading))]
    for one in read:
        texts.append(one.table.sheet)
        texts += [text for heading in one.header.texts.values() for text in heading]
        texts += [cell.text for (row, _), cell in sorted(one.table.cells.items()) if row < one.header.last]
        texts += [row.head.text for row in one.rows if row.kind is RowKind.SECTION and row.head]
    for text in texts:
        yield from YEAR.findall(text)


def _is_card(table: Table) -> bool:
    """Whether the left of two columns names the fields of one item."""
    if table.columns != 2 or table.rows < 2:
        return False
    lefts = [table.at(row, 1) for row in range(1, table.rows + 1)]
    if any(cell is not None and cell.width > 1 for cell in lefts):
        return False
    beside = table.at(1, 2)
    if beside is not None and meaning(beside.text).field is not None:
        return False  # two headings side by side
    names = [cell.text for cell in lefts if cell is not None and not cell.empty]
    fields = [meaning(name).field for name in names]
    known = {field for field in fields if field is not None}
    titles = [
        row
        for row, cell in enumerate(lefts, 1)
        if cell is not None and meaning(cell.text).field is Field.TITLE
    ]
    if not any((value := table.at(row, 2)) is not None and not value.empty for row in titles):
        return False
    return Field.TITLE in known and len(known) > 1 and len(known) * 2 >= len(names)


def _as_it_was(table: Table) -> Table:
    """A table with the texts that its cells had before tracked changes."""
    cells = {}
    for place, cell in table.cells.items():
        was = next((remark.text for remark in cell.remarks if remark.kind is Beside.WAS), None)
        lines = cell.lines if was is None else tuple(line for line in was.split("\n") if line.strip())
        cells[place] = cell._replace(lines=lines)
    return replace(table, cells=cells)


def _transposition(table: Table) -> Table:
    """A table with rows and columns changed, so that a card is a table of one row."""
    cells = {
        (cell.column, cell.row): cell._replace(
            row=cell.column, column=cell.row, height=cell.width, width=cell.height
        )
        for cell in table.cells.values()
    }
    return Table(table.number, cells, table.columns, table.rows, table.sheet, table.hidden, header_rows=1)


def _title(table: Table, columns: Sequence[Column]) -> Cell | None:
    """The title of a card; None where it is empty, as it can be if the mapping says which field it is."""
    title = next((column.number for column in columns if column.field == Field.TITLE), 0)
    cell = table.at(2, title)
    return None if cell is None or cell.empty else cell


def is_named(sheet: str) -> bool:
    """Whether somebody named a sheet: `Sheet1` and `Feuil1` are what programs call one."""
    low = fold(sheet).rstrip("0123456789 ()")
    return bool(sheet) and low not in every("sheets")


def column_name(column: Column) -> str:
    """How a column is called in the mapping: by its heading, else by its number."""
    return column.heading or f"column {column.number}"
