"""What a drawn bar says: from the first marked column to the last; two bars are two milestones.

Comes in: the runs of a row. Goes out: a `Part` with its dates. Where the columns have no year, or the start
of the project is not known, nothing is written, and one question is asked for the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ssetrack.dates import Purpose, year_in
from ssetrack.dates.names import MONTH_NAMES
from ssetrack.importing.fields import Field
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.places import Spot
from ssetrack.importing.readings.bars import Bars, Run, kind_of
from ssetrack.importing.readings.dates import Dated, DateValue, Settings, Undated, date_in
from ssetrack.importing.readings.drafts import ItemDate
from ssetrack.importing.readings.parts import Known, Part
from ssetrack.importing.readings.questions import question_of, question_of_mark
from ssetrack.importing.readings.reading import About, Doubt, each_once
from ssetrack.language.message import message
from ssetrack.tables.grid import Cell


class Marks(NamedTuple):
    """What the marks of a table mean, and when its columns are."""

    kinds: Mapping[str, bool | None]
    times: Mapping[int, DateValue]


def part_of_bars(layout: TableLayout, row: int, bars: Bars, marks: Marks, known: Known) -> Part:
    """The dates that the marks of a row mean."""
    dates: list[ItemDate] = []
    doubts = [_unsure(layout, row, cell) for cell in bars.unsure]
    for number, run in enumerate(bars.runs, 1):
        first, last = (marks.times[column.number] for column in (run.columns[0], run.columns[-1]))
        text = _words(run)
        place = _place(layout, row, run.cells[0])
        if not isinstance(first, Dated) or not isinstance(last, Dated):
            lacking = next(value for value in (first, last) if not isinstance(value, Dated))
            assert isinstance(lacking, Undated)
            doubts += _lacking(layout, row, run, lacking, known)
            dates.append(ItemDate(Field.DEADLINE, lacking._replace(text=text), *place, slots=True))
            continue
        one = len(bars.runs) == 1
        if len(run.columns) > 1:
            begin = Field.START if one else "milestone-start"
            dates.append(
                ItemDate(begin, first._replace(text=text), *place, "" if one else str(number), slots=True)
            )
        field = Field.DEADLINE if one else Field.MILESTONE
        end = last._replace(text=text, name="" if one else text)
        dates.append(ItemDate(field, end, *place, "" if one else str(number), slots=True))
    return Part(tuple(dates), doubts=each_once(doubts))


def times_of(layout: TableLayout, known: Known) -> dict[int, DateValue]:
    """What each column means; months without a year go on from the first, into the next years."""
    settings = Settings(known.language, None, known.years, known.start, Purpose.DEADLINE)
    found: dict[int, DateValue] = {}
    year, before = 0, 0
    for column in layout.columns:
        if column.slot is None:
            continue
        text = column.slot.text
        month = _MONTHS.get(text, 0)
        if month and known.years is not None:
            year = (year or year_in(known.years, month) or 0) + (year > 0 and month < before)
            before = month
            text = f"{text} {year}" if year else text
        found[column.number] = date_in((text,), settings)
    return found


_MONTHS = {name: number for number, name in enumerate(MONTH_NAMES["en"], 1)}


def _words(run: Run) -> str:
    """The run in the words of its headings."""
    first, last = (column.heading for column in (run.columns[0], run.columns[-1]))
    return first if first == last else f"{first} – {last}"


def _place(layout: TableLayout, row: int, cell: Cell) -> tuple[str, Spot]:
    """The cell of a mark; of a colour without a text, the row."""
    if cell.empty:
        return layout.addresses.of(row), Spot(layout.table.number, row)
    return layout.at(cell), layout.spot(cell)


def _lacking(layout: TableLayout, row: int, run: Run, lacking: Undated, known: Known) -> Iterator[Doubt]:
    """The doubts about a bar whose columns have no date yet: one for each marked cell, or one for the row."""
    question = question_of(layout.addresses.whole, run.columns[0].heading, lacking, known.offered)
    for cell in run.cells:
        at, spot = _place(layout, row, cell)
        text = cell.text if not cell.empty else _words(run)
        yield Doubt(spot, at, About.DATE, text, "?", lacking.help, "", question)


def _unsure(layout: TableLayout, row: int, cell: Cell) -> Doubt:
    at, spot = _place(layout, row, cell)
    kind = kind_of(cell)
    help_ = message("it is not known what `{kind}` means", kind=kind)
    return Doubt(spot, at, About.DATE, kind, "", help_, "", question_of_mark(layout, kind))
