"""One row that is an item: usually one activity, sometimes several.

Comes in: a row, its place, what holds for the document. Goes out: a `Reading` with its drafts. What a merged
cell says holds for each row that it covers, and dates one below the other belong to activities one below the
other only if there are as many of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ssetrack.dates.refusals import quotation
from ssetrack.importing.fields import MARK, Field, is_kept
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.numbering import numbering
from ssetrack.importing.layout.rows import Row
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.mapping.answers import CellAnswer
from ssetrack.importing.places import Spot
from ssetrack.importing.readings.activities import Activity, activities_in, continued_in
from ssetrack.importing.readings.bars import bars_in, kind_of
from ssetrack.importing.readings.dates import Choices, Dated, DateValue, Several, Stacked, Undated, words_of
from ssetrack.importing.readings.drafts import Draft, ItemDate, Kept, Path, Reading
from ssetrack.importing.readings.midnight import last_days
from ssetrack.importing.readings.parts import Known, Part, part_of, part_of_answer
from ssetrack.importing.readings.reading import UNKNOWN, About, Doubt, Ignored, Told, is_visible
from ssetrack.importing.readings.runs import Marks, part_of_bars
from ssetrack.importing.readings.statuses import State
from ssetrack.language.message import Message, message
from ssetrack.plan.slug import ID, slug
from ssetrack.tables.grid import Beside, Cell, Typed

_ODD = (Beside.NEVER_COMPUTED, Beside.ERROR)
"""Remarks for which a cell is read although it has no text."""


class _Number(NamedTuple):
    """The number that stands beside a title."""

    text: str = ""
    cell: Cell | None = None


Cells = tuple[tuple[Column, Cell], ...]
"""The cells of a row, each with its column."""


def item_of(
    layout: TableLayout,
    row: Row,
    path: Path,
    known: Known,
    answers: Mapping[Spot, CellAnswer],
    marks: Marks,
    before: str = "",
) -> Reading:
    """The activities of a row; `before` is the number of the last one above it."""
    head = row.head
    assert head is not None
    at = layout.addresses.of(head.column if layout.turned else row.number)
    own = _own(layout, row.number)
    spots = frozenset(layout.spot(cell) for cell in own)
    if head.struck and known.struck == "ignore":
        why = message("crossed out")
        return Reading(
            told=(Told(at, message("left out: {why}", why=why)),), ignored=(Ignored(at, why, spots),)
        )
    number = _number(layout, row.number, head)
    above = 0 if number.text else continued_in(head.lines, before)
    activities = activities_in(head.lines[above:], number.text)
    cells = tuple(_columns(layout, row.number))
    parts = last_days(layout, cells, _parts(layout, cells, known, answers))
    if any(column.field == MARK for column in layout.columns):
        parts.append(part_of_bars(layout, row.number, bars_in(layout, row.number, marks.kinds), marks, known))
    told = [*(one for part in parts for one in part.told), *_remarks_on(layout, row, head, own, activities)]
    drafts = tuple(
        _draft(layout, row.number, cells, head, path, activity, number, parts, index, len(activities))
        for index, activity in enumerate(activities)
    )
    ignored = tuple(
        Ignored(layout.at(cell), why, frozenset((layout.spot(cell),)))
        for why, cell in _cells_left_out(layout, row.number, cells, answers)
    )
    told += [one for draft in drafts for one in _told_of_dates(draft)]
    if layout.table.listed:
        told += _told_of_rules(layout, cells, drafts)
    if len(activities) > 1:
        told += [
            Told(
                date.at, message("as many dates as activities: each activity gets one of them, in this order")
            )
            for part in parts
            for date in part.dates
            if isinstance(date.value, Stacked) and len(date.value.dates) == len(activities)
        ]
    if above:
        told.append(Told(layout.at(head), message("its first lines belong to {id}, above it", id=before)))
    return Reading(drafts, tuple(told), ignored, spots, continued=head.lines[:above])


def _own(layout: TableLayout, row: int) -> list[Cell]:
    """The cells that a row covers and that say something, each once."""
    return [cell for cell in layout.table.in_row(row) if says_something(cell)]


def says_something(cell: Cell) -> bool:
    """Whether a cell is to be read: it has a text, or should have one."""
    return bool(cell.lines) or any(remark.kind in _ODD for remark in cell.remarks)


def _columns(layout: TableLayout, row: int) -> Iterator[tuple[Column, Cell]]:
    """The cells of a row with their columns; a wide cell belongs to the first column that it covers."""
    seen: set[tuple[int, int]] = set()
    for column in layout.columns:
        cell = layout.table.at(row, column.number)
        if cell is None or (cell.row, cell.column) in seen or not says_something(cell):
            continue
        seen.add((cell.row, cell.column))
        if column.field not in (Field.TITLE, Field.ID, Field.SECTION, MARK):
            yield column, cell


def _parts(
    layout: TableLayout, cells: Cells, known: Known, answers: Mapping[Spot, CellAnswer]
) -> Iterator[Part]:
    """What each cell of a row says."""
    for column, cell in cells:
        answer = answers.get(layout.spot(cell))
        if answer is not None:
            yield part_of_answer(layout, column, cell, answer, known)
        elif column.field != Field.IGNORE:
            yield part_of(layout, column, cell, known)


def _cells_left_out(
    layout: TableLayout, row: int, cells: Cells, answers: Mapping[Spot, CellAnswer]
) -> Iterator[tuple[Message, Cell]]:
    """The cells of a row that are left out, and why."""
    for column, cell in cells:
        answer = answers.get(layout.spot(cell))
        if cell.row == row and (column.field == Field.IGNORE or (answer is not None and not answer.fields)):
            is_stray = column.field == Field.IGNORE and column.guess is not None
            yield (
                message("next to the table, not part of it")
                if is_stray
                else message("the mapping file leaves it out"),
                cell,
            )


def _number(layout: TableLayout, row: int, head: Cell) -> _Number:
    """The id that a row gives: in its column, else what the program numbers the title with."""
    column = layout.column(Field.ID)
    cell = layout.table.at(row, column.number) if column is not None else None
    if cell is not None and not cell.empty and cell is not head:
        text = " ".join(cell.text.split())
        return _Number(numbering(text) or (text if ID.fullmatch(text) else slug(text)), cell)
    return _Number(numbering(head.number) or numbering(head.text), None)


def _draft(
    layout: TableLayout,
    row: int,
    cells: Cells,
    head: Cell,
    path: Path,
    activity: Activity,
    number: _Number,
    parts: list[Part],
    index: int,
    of: int,
) -> Draft:
    """One activity of a row."""
    own = _dates_of(parts, index, of)
    doubts = [one for part in parts for one in part.doubts]
    doubts += [one for date in own if (one := _pairing_doubt(date)) is not None]
    doubts += [] if layout.table.listed else _without_end(parts, own)
    if head.typed is Typed.DATE:
        doubts.append(_dated_title(layout, head))
    states = [part.state for part in parts if part.state is not None]
    box = next((remark.text for remark in head.remarks if remark.kind is Beside.MARK), "")
    own_status = "cancelled" if head.struck else "done" if box == "on" else ""
    status = next((state.status for state in states if state.status), own_status)
    progress = next((state.progress for state in states if state.progress is not None), None)
    place = number.cell or head
    title = next((part.title for part in parts if part.title), activity.title)
    if not is_visible(title):
        unseen = message("there is nothing to see in this title: write it")
        doubts.append(Doubt(layout.spot(head), layout.at(head), About.TITLE, title, UNKNOWN, unseen))
        title = UNKNOWN
    return Draft(
        layout.addresses.of(head.column if layout.turned else row),
        layout.spot(head),
        title,
        path,
        next((part.number for part in parts if part.number), activity.number),
        layout.at(place),
        layout.spot(place),
        (*activity.notes, *(line for part in parts for line in part.notes)),
        tuple(dict.fromkeys(one for part in parts for one in part.owners)),
        tuple(dict.fromkeys(one for part in parts for one in part.contributors)),
        tuple(own),
        tuple(one for part in parts for one in part.after),
        State(status, progress),
        next((part.done for part in parts if part.done is not None), None),
        next((part.time for part in parts if part.time), ""),
        _by_field([one for part in parts for one in part.kept]),
        (("title", "\n".join((activity.title, *activity.notes))), *_texts(layout, row, cells)),
        tuple(doubts),
    )


def _texts(layout: TableLayout, row: int, cells: Cells) -> Iterator[tuple[str, str]]:
    """The words of a row by field; columns of one field, and marks, by their heading as well."""
    for column, cell in cells:
        yield (
            f"{column.field} {column.heading}" if column.field == Field.MILESTONE else column.field,
            words_of(cell),
        )
    marks = [
        column.heading
        for column in layout.columns
        if column.field == MARK and _is_marked(layout.table.at(row, column.number))
    ]
    if marks:
        yield MARK, "; ".join(marks)


def _is_marked(cell: Cell | None) -> bool:
    return cell is not None and bool(kind_of(cell))


def _dates_of(parts: list[Part], index: int, of: int) -> list[ItemDate]:
    """The dates of one of several activities: its own line of a stack, and what holds for all."""
    dates = [one for part in parts for one in part.dates]
    return [one._replace(value=_at(one.value, index, of)) for one in dates]


def _at(value: DateValue, index: int, of: int) -> DateValue:
    if not isinstance(value, Stacked):
        return value
    if of > 1 and len(value.dates) == of:
        return value.dates[index]
    if of == 1:
        several = message("several dates in one cell: make each a milestone, or choose one")
        return Undated(value.text, several, "pairs")
    uneven = message(
        "{dates} dates for {number} activities: it is not clear which date belongs to which activity",
        dates=len(value.dates),
        number=of,
    )
    return Undated(value.text, uneven, "pairs")


def _pairing_doubt(date: ItemDate) -> Doubt | None:
    """The doubt about a stack of dates; every other undated cell has said its own."""
    if isinstance(date.value, Undated) and date.value.lack == "pairs":
        return Doubt(date.spot, date.at, About.DATE, date.value.text, "?", date.value.help)
    return None


def _dated_title(layout: TableLayout, head: Cell) -> Doubt:
    """The doubt about a title that a spreadsheet holds as a day: it was a number, as likely as not."""
    shown = next((remark.text for remark in head.remarks if remark.kind is Beside.WRITTEN), head.text)
    help_ = message("the spreadsheet has a day here, shown as `{text}`: write the title", text=shown)
    return Doubt(layout.spot(head), layout.at(head), About.TITLE, head.text, head.text, help_)


def _without_end(parts: list[Part], dates: list[ItemDate]) -> Iterator[Doubt]:
    """The doubt about a duration where no date says when it ends."""
    if any(date.field != Field.START for date in dates):
        return
    for part in parts:
        if part.duration is not None:
            help_ = message("this says how long it takes, but not when it ends: write the end")
            yield Doubt(part.duration.spot, part.duration.at, About.DATE, part.duration.text, "", help_)


def _by_field(kept: list[Kept]) -> tuple[Kept, ...]:
    """The texts of one field together."""
    found: dict[str, tuple[str, ...]] = {}
    for one in kept:
        found[one.field] = (*found.get(one.field, ()), *one.lines)
    return tuple(Kept(field, lines) for field, lines in found.items())


def _remarks_on(
    layout: TableLayout, row: Row, head: Cell, own: Sequence[Cell], activities: tuple[Activity, ...]
) -> Iterator[Told]:
    """What of a row might surprise."""
    at = layout.addresses.of(row.number)
    if row.lone:
        yield Told(at, message("only a title, and nothing shows that it is a section: read as an activity"))
    if head.struck:
        yield Told(layout.at(head), message("crossed out: read as cancelled"))
    if len(activities) > 1:
        numbers = ", ".join(one.number for one in activities)
        yield Told(
            layout.at(head),
            message("{number} activities in one cell: {ids}", number=len(activities), ids=numbers),
        )
    for cell in own:
        if cell.height > 1 and cell.row == row.number:
            column = next((one for one in layout.columns if one.number == cell.column), None)
            if column is not None and column.field != Field.SECTION and not is_kept(column.field):
                last = cell.row + cell.height - 1
                yield Told(
                    layout.at(cell),
                    message(
                        "a merged cell: it counts for the rows {first} to {last}", first=cell.row, last=last
                    ),
                )
    if row.number in layout.table.inserted_rows:
        yield Told(at, message("the row was inserted by a tracked change"))


def _told_of_rules(layout: TableLayout, cells: Cells, drafts: Sequence[Draft]) -> Iterator[Told]:
    """What another program calculates from: days off that we do not know, times that it leaves out."""
    column = next((column for column, _ in cells if column.field == Field.DURATION), None)
    if column is not None and not any(date.field != Field.START for draft in drafts for date in draft.dates):
        yield Told(
            layout.addresses.whole_column(column.number),
            message("kept as `x-duration`; no end was calculated from it"),
        )
    repeats = next((column for column, _ in cells if column.field == "x-repeats"), None)
    if repeats is not None and layout.table.listed:
        yield Told(
            layout.addresses.whole_column(repeats.number),
            message("kept as `x-repeats`; for an activity that comes back, write `repeat` in the plan"),
        )


def _told_of_dates(draft: Draft) -> Iterator[Told]:
    """Dates that are written in another form than the author's for more than the form's sake."""
    for date in draft.dates:
        match date.value:
            case Choices(options):
                texts = " / ".join(
                    f"{one.written} ({one.where})" if one.where else one.written for one in options
                )
                yield Told(date.at, message("alternatives: {dates}", dates=texts))
            case Dated(text=text, written=written, taken=True):
                what = message("`{text}` is written as {date}", text=quotation(text), date=written)
                yield Told(date.at, what)
            case Several(dates):
                names = ", ".join(one.name for one in dates)
                yield Told(date.at, message("milestones: {names}", names=names))
            case _:
                continue
