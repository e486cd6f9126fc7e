"""Lists of dated lines, for documents that have no table: `- 12 March 2027: Council (Ana)`.

Comes in: a document. Goes out: its lines as a table with three columns, or None where no line begins with a
date. A heading that is wholly a date dates the lines below it. Rows are lines of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ssetrack.dates.refusals import quotation
from ssetrack.importing.fields import Field
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.contents import are_day_times, is_date, order_of
from ssetrack.importing.layout.header import Header
from ssetrack.importing.layout.rows import Row, RowKind
from ssetrack.importing.layout.tables import TableLayout, check_rows
from ssetrack.importing.mapping.answers import Answers
from ssetrack.importing.places import LINES, LineAddresses
from ssetrack.importing.readings.people import Person, people_in
from ssetrack.language.message import Message, count_of, message
from ssetrack.tables.grid import Beside, Cell, Document, Heading, Paragraph, Remark, Table

_DATE, _TITLE, _OWNERS = 1, 2, 3

_DATED = re.compile(r"(?P<date>[^:–—]{3,60}?)(?:: | ?[–—] )(?P<title>\S.*)")
_MOST_BESIDE = 500
"""Entries beside tables that are looked at: they are only counted, and reading a date takes time."""

_NAMED = re.compile(r"(?P<title>.*\S)\s*\((?P<names>[^()]+)\)\.?")


class _Line(NamedTuple):
    """A line as it is read; its date may be that of the heading above."""

    number: int
    date: str
    title: str
    owners: str
    entry: Paragraph


def list_of(document: Document, answers: Answers) -> TableLayout | None:
    """The dated lines of a document, laid out as a table."""
    entries = list(_entries(document))
    rows = sorted({entry.line for entry, _ in entries})
    lines: list[_Line] = []
    loose: list[Paragraph] = []
    for entry, under in entries:
        line = _line(entry, under)
        if line is None:
            loose.append(entry)
            continue
        if not lines:
            check_rows(rows, LINES)  # before thousands are read
        lines.append(line)
    if not lines:
        return None
    cells = [cell for line in lines for cell in _cells(line)]
    cells += [Cell(entry.line, _TITLE, (entry.text,)) for entry in loose]
    table = Table(0, {(cell.row, cell.column): cell for cell in cells}, max(rows), _OWNERS)
    outside = {entry.line for entry in loose}
    kinds = tuple(
        Row(row, RowKind.LOOSE if row in outside else RowKind.ITEM, table.at(row, _TITLE)) for row in rows
    )
    columns = _columns([line.date for line in lines], answers)
    return TableLayout(table, LineAddresses(table, {}), Header((), {}, {}), columns, kinds)


def _entries(document: Document) -> Iterator[tuple[Paragraph, str]]:
    """What may be a line, each with the date of the heading above, if that is one."""
    under = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            under = block.text if is_date(block.text) else ""
        elif isinstance(block, Paragraph) and (block.level or under):
            yield block, under


def left_beside_tables(document: Document) -> Message | None:
    """What is told of entries of lists that begin with a date, where only the tables are read; else None."""
    entries = (one for one in document.blocks if isinstance(one, Paragraph) and one.level)
    dated = [one.text for one in islice(entries, _MOST_BESIDE) if _line(one, "") is not None]
    if not dated:
        return None
    return count_of(
        "{number} entry of a list begins with a date, but only tables are read: `{text}`",
        "{number} entries of lists begin with a date, but only tables are read: the first is `{text}`",
        len(dated),
        text=quotation(dated[0]),
    )


def _line(entry: Paragraph, under: str) -> _Line | None:
    text = " ".join(entry.text.split())
    found = _DATED.fullmatch(text)
    if found is not None and is_date(found["date"]):
        date, title = found["date"], found["title"]
    elif under:
        date, title = under, text
    else:
        return None
    named = _NAMED.fullmatch(title)
    people = people_in((named["names"],)) if named else None
    if named is None or people is None or not all(isinstance(one, Person) for one in people.owners):
        return _Line(entry.line, date, title, "", entry)
    return _Line(entry.line, date, named["title"], named["names"], entry)


def _cells(line: _Line) -> list[Cell]:
    box = () if line.entry.checked is None else (Remark(Beside.MARK, "on" if line.entry.checked else "off"),)
    cells = [
        Cell(line.number, _DATE, (line.date,)),
        Cell(
            line.number, _TITLE, (line.title,), remarks=(*line.entry.remarks, *box), struck=line.entry.struck
        ),
    ]
    return [*cells, Cell(line.number, _OWNERS, (line.owners,))] if line.owners else cells


def _columns(dates: list[str], answers: Answers) -> tuple[Column, ...]:
    """The three columns; whether the dates are deadlines is guessed, as in a table, or answered."""
    answer = next((one for one in answers.tables if one.where == LINES), None)
    said = {column.heading: column for column in answer.columns} if answer else {}
    guess = Field.WHEN if are_day_times(dates) else Field.DEADLINE
    told = (
        message("read as the day on which it takes place, not as a deadline")
        if guess is Field.WHEN
        else message("read as a deadline, not as the day on which it takes place")
    )
    date = said.get("Date")
    return (
        Column(
            _DATE, "Date", (date and date.field) or guess, tuple(dict.fromkeys(dates))[:3],
            None if date else told, None, (date and date.order) or order_of(dates),
        ),
        Column(_TITLE, "Title", Field.TITLE),
        Column(_OWNERS, "Owners", Field.OWNERS),
    )  # fmt: skip
