"""Tables for spreadsheets and programs: CSV. Same input, same day, same bytes.

Comes in: a report, or rows of cells. Goes out: text. Nothing is translated but the headings of a table that
is made for a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ssetrack.language.speaker import Speaker, base
from ssetrack.query.columns import COLUMNS, Cell, Column
from ssetrack.query.report import Report
from ssetrack.wording.printable import csv_cell

CSV_COLUMNS = tuple(name for name in COLUMNS if name not in ("activity", "after", "log"))
"""What a spreadsheet gets where no columns are asked for."""


class CsvForm(NamedTuple):
    """How CSV is written; without anything: for programs, as RFC 4180 has it, but with plain line ends."""

    separator: str = ","
    bom: bool = False
    """Whether a byte order mark comes first: without it Excel takes UTF-8 for the letters of its country."""
    headings: Speaker | None = None
    """Who says the headings; None: the names that `--columns` takes."""


FOR_PROGRAMS = CsvForm()

_WITH_DECIMAL_POINT = frozenset({"en", "he", "hi", "ja", "ko", "th", "zh"})
"""Languages of which spreadsheets separate cells by a comma; where that is the decimal sign, they use `;`."""


def separator_of(language: str | None) -> str:
    """What separates cells in the spreadsheets of a language: `,` in English, `;` in fr, es and pt."""
    return "," if base(language or "en") in _WITH_DECIMAL_POINT else ";"


def status_csv(report: Report, form: CsvForm = FOR_PROGRAMS) -> str:
    """The report as CSV, safe to open in a spreadsheet."""
    columns = report.columns or tuple(COLUMNS[name] for name in CSV_COLUMNS)
    say = None if form.headings is None else form.headings.say
    header = (column.name if say is None else say(column.heading) for column in columns)
    return rows_csv(header, _rows(report, columns), form)


def _rows(report: Report, columns: tuple[Column, ...]) -> Iterator[list[Cell]]:
    for status in report.statuses:
        # A plan's id has a column of its own: ids are never joined for a program.
        yield [
            status.item.id if column.name == "id" else column.cell(status, report.view) for column in columns
        ]


def rows_csv(header: Iterable[str], rows: Iterable[Iterable[Cell]], form: CsvForm = FOR_PROGRAMS) -> str:
    """Cells as CSV; a text that a spreadsheet would run as a formula is given a leading apostrophe."""
    stream = io.StringIO()
    if form.bom:
        stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=form.separator, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return stream.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    return csv_cell("; ".join(cell) if isinstance(cell, tuple) else cell)
