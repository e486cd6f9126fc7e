"""One table, read row by row.

Comes in: the layout of a table, what holds for the document, answers for single cells. Goes out: a `Reading`:
its activities as drafts, what is doubtful, told or ignored, and which cells were used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ssetrack.importing.fields import Field
from ssetrack.importing.layout.numbering import leading_number
from ssetrack.importing.layout.rows import Row, RowKind
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.mapping.answers import CellAnswer
from ssetrack.importing.places import Spot
from ssetrack.importing.readings.bars import kinds_of
from ssetrack.importing.readings.dates import oddity, words_of
from ssetrack.importing.readings.drafts import Draft, Path, Reading, whole_reading
from ssetrack.importing.readings.item import item_of, says_something
from ssetrack.importing.readings.parts import Known
from ssetrack.importing.readings.reading import About, Doubt, Ignored, Told
from ssetrack.importing.readings.remarks import told_of
from ssetrack.importing.readings.runs import Marks, times_of
from ssetrack.importing.readings.sections import Sections, heads
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Cell


def reading_of(layout: TableLayout, known: Known, answers: Mapping[Spot, CellAnswer]) -> Reading:
    """What a table says."""
    marks = Marks(kinds_of(layout), times_of(layout, known))
    sections = Sections(layout)
    begun: dict[Path, None] = {}
    before = ""
    readings = [_header(layout), Reading(told=tuple(_told_of_table(layout)))]
    for number, row in enumerate(layout.rows):
        following = layout.rows[number + 1] if number + 1 < len(layout.rows) else None
        labels = sections.label(row.number) if row.kind in (RowKind.ITEM, RowKind.SECTION) else []
        if row.kind is RowKind.SECTION and row.head is not None and row.head not in labels:
            sections.begin(row, following)
        new = heads(sections.path, begun) if row.kind in (RowKind.ITEM, RowKind.SECTION) else []
        begun.update(dict.fromkeys(new))
        one = _reading(layout, row, sections.path, known, answers, marks, before)
        before = one.drafts[-1].number if one.drafts else before
        if one.continued and _continue(readings, one):
            one = one._replace(continued=())
        spots = frozenset(layout.spot(cell) for cell in labels)
        readings.append(one._replace(sections=tuple(new), read=one.read | spots))
    readings.append(_ignored_rows(layout))
    return whole_reading(tuple(readings))


def _continue(readings: list[Reading], reading: Reading) -> bool:
    """Give the first lines of a row to the activity above it; whether there is one."""
    place = next((index for index in range(len(readings) - 1, -1, -1) if readings[index].drafts), None)
    if place is None:
        return False
    *others, last = readings[place].drafts
    longer = last._replace(notes=(*last.notes, *reading.continued))
    readings[place] = readings[place]._replace(drafts=(*others, longer))
    return True


def _reading(
    layout: TableLayout,
    row: Row,
    path: Path,
    known: Known,
    answers: Mapping[Spot, CellAnswer],
    marks: Marks,
    before: str,
) -> Reading:
    """What one row says; `before` is the number of the last activity above it."""
    if row.kind is RowKind.ITEM:
        if row.number in layout.table.ragged and not layout.turned:
            return _ragged_row(layout, row, path)
        return item_of(layout, row, path, known, answers, marks, before)
    cells = _cells(layout, row.number)
    spots = frozenset(layout.spot(cell) for cell in cells)
    at = layout.addresses.of(row.number)
    match row.kind:
        case RowKind.SECTION:
            return _section(layout, row, path, spots, cells)
        case RowKind.HEADER:
            return Reading(read=spots)
        case RowKind.TOTAL:
            return _left_out(at, message("total"), spots)
        case RowKind.LINE:
            return Reading(ignored=(Ignored(at, message("a line between rows"), spots),))
        case RowKind.DELETED:
            return _left_out(at, message("deleted by a tracked change"), spots)
        case RowKind.NOTE:
            lines = "\n".join(line for cell in cells for line in cell.lines)
            told = (Told(at, message("a remark on the rows above: kept in the notes of their section")),)
            return Reading(told=told, read=spots, remarks=((path, lines),))
        case RowKind.LOOSE:
            return Reading(doubts=tuple(_loose(layout, cells)))


def _why_loose(layout: TableLayout) -> Message:
    if layout.table.number:
        return message("this row has no title: it is not clear which activity it belongs to")
    return message("this line does not begin with a date")


def _ragged_row(layout: TableLayout, row: Row, path: Path) -> Reading:
    """A row that is too short or too long: its cells may be in the wrong columns, so only its title is taken.

    All else is kept in the notes, in the author's words.
    """
    head = row.head
    assert head is not None
    headed = [column for column in layout.header.texts if layout.header.own(column)]
    help_ = message(
        "the row has {number} cells, but the header has {columns}: they may be in the wrong columns",
        number=layout.table.ragged[row.number],
        columns=len(headed),
    )
    cells = _cells(layout, row.number)
    doubts = tuple(Doubt(layout.spot(one), layout.at(one), About.ROW, one.text, "", help_) for one in cells)
    rest = " | ".join(" ".join(one.text.split()) for one in cells if one is not head)
    line = leading_number(" ".join(head.text.split()))
    draft = Draft(
        layout.addresses.of(row.number), layout.spot(head), line.rest, path, line.number, layout.at(head),
        layout.spot(head), (rest,) if rest else (), doubts=doubts[:1],
    )  # fmt: skip
    return Reading((draft,), read=frozenset(layout.spot(one) for one in cells), doubts=doubts[1:])


def _section(layout: TableLayout, row: Row, path: Path, spots: frozenset[Spot], cells: list[Cell]) -> Reading:
    """A section: the lines below its title are its notes; what sums up the rows below it is left out."""
    head = row.head
    assert head is not None
    labels = {column.number for column in layout.columns if column.field in (Field.ID, Field.SECTION)}
    beside = [cell for cell in cells if cell != head and cell.column not in labels]
    lines = "\n".join(head.lines[1:])
    reading = Reading(read=spots, remarks=((path, lines),) if lines else ())
    if not beside:
        return reading
    at, why = layout.addresses.of(row.number), message("a summary of the rows below it")
    texts = "; ".join(" ".join(cell.text.split()) for cell in beside)
    left = frozenset(layout.spot(cell) for cell in beside)
    told = Told(at, message("a section; its summary is left out: {text}", text=texts))
    return reading._replace(told=(told,), ignored=(Ignored(at, why, left),), read=spots - left)


def _left_out(at: str, why: Message, spots: frozenset[Spot]) -> Reading:
    return Reading(told=(Told(at, message("left out: {why}", why=why)),), ignored=(Ignored(at, why, spots),))


def _loose(layout: TableLayout, cells: list[Cell]) -> Iterator[Doubt]:
    """Cells of a row without a title."""
    for cell in cells:
        help_ = oddity(cell) or _why_loose(layout)
        yield Doubt(layout.spot(cell), layout.at(cell), About.ROW, words_of(cell), "", help_)


def _header(layout: TableLayout) -> Reading:
    """The header, and what stands above it."""
    read: set[Spot] = set()
    above: set[Spot] = set()
    for (row, _), cell in layout.table.cells.items():
        if not cell.empty and row <= layout.header.last:
            (read if row >= layout.header.rows[0] else above).add(layout.spot(cell))
    if not above:
        return Reading(read=frozenset(read))
    why = message("above the header")
    return Reading(read=frozenset(read), ignored=(Ignored(layout.addresses.whole, why, frozenset(above)),))


def _ignored_rows(layout: TableLayout) -> Reading:
    """Rows of no known kind: the mapping leaves them out, or all that they have is beside the table."""
    known = {row.number for row in layout.rows}
    asked = layout.ignored.rows
    rows: dict[int, set[Spot]] = {}
    for (row, _), cell in layout.table.cells.items():
        if says_something(cell) and row > layout.header.last and row not in known:
            rows.setdefault(row, set()).add(layout.spot(cell))
    return Reading(
        ignored=tuple(
            Ignored(
                layout.addresses.of(row),
                message("the mapping file leaves it out")
                if row in asked
                else message("next to the table, not part of it"),
                frozenset(spots),
            )
            for row, spots in rows.items()
        )
    )


def _told_of_table(layout: TableLayout) -> Iterator[Told]:
    """What was guessed of the columns, what is hidden, and what stands beside texts."""
    where, table = layout.addresses.whole, layout.table
    yield from (Told(where, why, unused=True) for why in layout.ignored.unused)
    if layout.turned:
        yield Told(where, message("its left column has names of fields: the table is read as one activity"))
    for column in layout.columns:
        at = layout.addresses.whole_column(column.number)
        if column.guess is not None:
            yield Told(at, column.guess)
        if column.number in table.hidden_columns:
            yield Told(at, message("the column is hidden, but it was read"))
    if table.hidden:
        yield Told(where, message("the sheet is hidden, but it was read"))
    if not table.hidden:
        for row in layout.rows:
            if row.number in table.hidden_rows:
                yield Told(layout.addresses.of(row.number), message("the row is hidden, but it was read"))
    parts = sorted({column.slot.text for column in layout.columns if column.slot and column.slot.part})
    if parts:
        yield Told(where, message("its columns are parts of months: the whole month is written"))
    for _, cell in sorted(table.cells.items()):
        if cell.row not in table.deleted_rows:
            yield from told_of(layout, cell)


def _cells(layout: TableLayout, row: int) -> list[Cell]:
    """The cells that begin in a row and say something."""
    return [cell for cell in layout.table.in_row(row) if says_something(cell) and cell.row == row]
