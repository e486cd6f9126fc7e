"""Tables of text whose columns a sign separates: CSV, TSV, and what is copied from a spreadsheet.

Comes in: octets, or text. Goes out: a document of one table. The encoding is settled in `decoding`, the
sign by which rows come out alike; a quotation mark that is never closed is a letter of its line, and told.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ssetrack.language.message import Message, message
from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.grid import Cell, Document, Table, ragged_rows
from ssetrack.tables.limits import (
    COLUMNS,
    MARKUP,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_TEXT,
    ROWS,
    check_cell,
    check_number,
    check_size,
)
from ssetrack.tables.markup import has_markup, markup
from ssetrack.tables.runs import lines_of
from ssetrack.tables.tally import Tally

SEPARATORS = {"\t": message("tabs"), ";": message("semicolons"), "|": message("bars"), ",": message("commas")}
"""In the order of preference where rows come out alike with several."""

_DECLARED = "sep="
"""How a file for Excel begins that says what separates its columns."""

_SAMPLE_ROWS = 200
_SAMPLE = 1 << 18
_ALIKE = 0.5
"""Such a share of the rows must have the same number of cells."""

_CLOSE = 0.8

_MOST_UNCLOSED = 20
"""So many rows with a quotation mark that is never closed, and these marks are letters everywhere."""

_NOTHING = "\x1f"
"""Separates the fields of a text that has one column: a sign that no text has."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


class Row(NamedTuple):
    """The fields of one row, and whether it had a quotation mark that was never closed."""

    fields: list[str]
    unclosed: bool = False


def document(octets: bytes) -> Document:
    """The table in a file. Raises `SsetrackError` for one that is too large."""
    check_size(len(octets), MOST_TEXT)
    source = decoding_of(octets)
    read = document_of(source.text)
    return read._replace(told=(*source.told, *read.told))


def document_of(text: str, separator: str = "") -> Document:
    """The table in a text; without a separator, the one that fits. Raises `SsetrackError` by size."""
    told: list[Message] = []
    if "\x00" in text:
        text = text.replace("\x00", "")
        told.append(message("the file has NUL characters; they were left out"))
    if text[: len(_DECLARED)].lower() == _DECLARED and text[len(_DECLARED) + 1 :][:1] in ("\n", "\r", ""):
        separator = text[len(_DECLARED) : len(_DECLARED) + 1]
        text = text[len(_DECLARED) + 1 :].removeprefix("\r").removeprefix("\n")
    if not separator:
        separator, rival = fitting(text)
        if rival:
            told.append(
                message(
                    "columns were separated at {sign}; {other} would fit as well",
                    sign=SEPARATORS[separator],
                    other=SEPARATORS[rival],
                )
            )
    table, unclosed = _table(rows(text, separator))
    told += (
        message("row {row} has a quotation mark that is never closed; it was read as a letter", row=row)
        for row in unclosed
    )
    return Document((table,), told=tuple(told))


def fitting(text: str) -> tuple[str, str]:
    """The separator that makes rows alike, else the empty one; and another that would do nearly as well."""
    head = text[:_SAMPLE]
    scores = {sign: score for sign in SEPARATORS if sign in head and (score := _likeness(head, sign))}
    if not scores:
        return "", ""
    best = max(scores, key=lambda sign: scores[sign])
    others = [sign for sign in scores if sign != best and scores[sign] >= _CLOSE * scores[best]]
    return best, next(iter(others), "")


def _likeness(text: str, separator: str) -> float:
    """The share of rows that have the usual number of cells, more for more cells; 0 for no table."""
    sample = [row.fields for row in islice(rows(text, separator), _SAMPLE_ROWS) if any(row.fields)]
    # Some programs end each row with as many separators as the longest row has.
    return max(_share([*map(len, sample)]), _share([*map(_width, sample)]))


def _width(fields: Sequence[str]) -> int:
    """How many fields there are without the empty ones at the end."""
    number = len(fields)
    while number and not fields[number - 1].strip():
        number -= 1
    return number


def _share(widths: Sequence[int]) -> float:
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0
    usual, number = max(several.items(), key=lambda pair: (pair[1], pair[0]))
    share = number / len(widths)
    if share < _ALIKE:
        return 0
    return share * min(usual, 6) / (1 if widths[0] > 1 else 2)


def rows(text: str, separator: str) -> Iterator[Row]:
    """The rows of a text, quoted as in RFC 4180; without a separator a line is one field."""
    at = end = unclosed = 0
    quotes: str | None = '"'

    def lines() -> Iterator[str]:
        nonlocal end
        for line in _LINE.finditer(text, at):
            end = line.end()
            check_number(line[0].count(separator) if separator else 0, MOST_COLUMNS, COLUMNS)
            yield line[0]

    while at < len(text):
        try:
            for fields in csv.reader(lines(), delimiter=separator or _NOTHING, strict=True, quotechar=quotes):
                yield Row(fields)
                at = end
            return
        except csv.Error:
            line = _LINE.match(text, at)
            if line is None:
                return
            at = line.end()
            unclosed += 1
            quotes = quotes if unclosed <= _MOST_UNCLOSED else None
            yield Row(_fields_of(line[0], separator), unclosed='"' in line[0])


def _fields_of(line: str, separator: str) -> list[str]:
    plain = line.rstrip("\r\n")
    return plain.split(separator) if separator else [plain]


def _table(source: Iterable[Row]) -> tuple[Table, Sequence[int]]:
    """The table of rows, and those with a quotation mark that is never closed."""
    cells: dict[tuple[int, int], Cell] = {}
    lengths: dict[int, int] = {}
    unclosed = []
    number = tags = 0
    tally = Tally()
    for number, row in enumerate(source, 1):
        check_number(number, MOST_LINES, ROWS)
        check_number(len(row.fields), MOST_COLUMNS, COLUMNS)
        if row.unclosed:
            unclosed.append(number)
        for column, field in enumerate(row.fields, 1):
            check_cell(len(field))
            if has_markup(field):
                tags += field.count("<")
                check_number(tags, MOST_LINES, MARKUP)
                what = markup(field)
                cell = Cell(
                    number, column, what.lines, remarks=what.remarks, bold=what.bold, struck=what.struck
                )
            else:
                cell = Cell(number, column, lines_of(field) if field else ())
            if cell.says:
                tally.add(1, cell.lines)
                cells[number, column] = cell
        if any(row.fields):
            lengths[number] = len(row.fields)
    columns = max((column for _, column in cells), default=0)
    lengths = {row: min(length, columns) for row, length in lengths.items()}
    return Table(1, cells, number, columns, ragged=ragged_rows(lengths)), unclosed


def is_table(text: str) -> bool:
    """Whether a text comes from a spreadsheet: most of its lines have tabs, and alike; or it is plainly CSV.

    Prose has commas and semicolons as well, so all lines must have the same number of cells, at least three.
    """
    head = text[:_SAMPLE]
    if "\t" in head and _likeness(head, "\t") > _ALIKE:
        return True
    for sign in ";,":
        widths = {len(row.fields) for row in islice(rows(head, sign), _SAMPLE_ROWS) if any(row.fields)}
        prose = head.count(f"{sign} ") * 2 > head.count(sign)
        if len(widths) == 1 and min(widths) > 2 and not prose and "\n" in head.strip():
            return True
    return False
