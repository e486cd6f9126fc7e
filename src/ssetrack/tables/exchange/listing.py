"""The table that items of another program become.

Comes in: entries, each a value for some of the columns. Goes out: a `Table` with a header row and the columns
that are in use. A section is a cell over all columns; how deep an entry is stands in the table's outline.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from ssetrack.language.message import Message
from ssetrack.tables.grid import Beside, Block, Cell, Document, Heading, Remark, Table, Typed
from ssetrack.tables.limits import ITEMS, MOST_ITEMS, check_depth, check_number
from ssetrack.tables.runs import lines_of, visible_text
from ssetrack.tables.tally import Tally

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_entries(number: int) -> None:
    """Raise `SsetrackError` for more items than any plan has, while they are read."""
    check_number(number, MOST_ITEMS, ITEMS)


class Column(StrEnum):
    """A column, named by its heading; in this order."""

    ID = "ID"
    TITLE = "Title"
    START = "Start"
    END = "End"
    WHEN = "Takes place"
    DEADLINE = "Deadline"
    DURATION = "Duration"
    REPEATS = "Repeats"
    OWNERS = "Owners"
    WITH = "With"
    AFTER = "After"
    STATUS = "Status"
    DONE = "Done"
    PROGRESS = "Progress"
    PLACE = "Place"
    TAGS = "Tags"
    NOTES = "Notes"


class Value(NamedTuple):
    """What an entry has in a column."""

    lines: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    typed: Typed = Typed.TEXT
    struck: bool = False
    fill: str = ""


class Entry(NamedTuple):
    """An item, or a section, of which only the title and what stands beside it is shown."""

    values: Mapping[Column, Value]
    depth: int = 0
    """Sections that it is in."""
    section: bool = False
    hidden: bool = False
    """The program does not show it, as it is archived or commented out."""


def words(*texts: str, remarks: tuple[Remark, ...] = ()) -> Value:
    """A text, or several below each other."""
    return Value(tuple(line for text in texts for line in lines_of(text)), remarks)


def day(text: str, written: str = "") -> Value:
    """A date in ISO 8601, and how the source writes it, where that says something else."""
    beside = (Remark(Beside.WRITTEN, written),) if written and written != text else ()
    return Value((text,), beside, Typed.DATE)


def moment(text: str) -> Value:
    """An instant: its day depends on the zone, and nobody said which."""
    return Value((text,), (Remark(Beside.INSTANT, text),), Typed.DATE)


def day_before(text: str) -> str | None:
    """The day before a day, where an end is the first moment that does not count; None for what is no day."""
    return days_later(text, -1)


def end_after(start: Value, end: Value) -> Value:
    """The last day, of a start and of an end that did not count: the start's where both were the same day.

    Any other end is as it was.
    """
    first = start.lines[0] if start.lines else ""
    is_midnight = first[len("2027-02-05") : len("2027-02-05T14:00")] in ("", "T00:00")
    is_start = is_midnight and bool(end.lines) and days_later(end.lines[0], 1) == first[: len("2027-02-05")]
    return start if is_start else end


def days_later(text: str, number: int) -> str | None:
    """A day so many days later; None for what is no day, and beyond all years."""
    if not _DAY.fullmatch(text):  # `fromisoformat` reads weeks as well
        return None
    try:
        return (date.fromisoformat(text) + timedelta(days=number)).isoformat()
    except (ValueError, OverflowError):
        return None


def listing(entries: Sequence[Entry], number: int = 1) -> Table:
    """The table of the entries. Raises `SsetrackError` for too many, or too deep."""
    used = {
        column for one in entries if not one.section for column, value in one.values.items() if value.lines
    }
    columns = [column for column in Column if column in used or column is Column.TITLE]
    cells = {(1, at): Cell(1, at, (column.value,), bold=True) for at, column in enumerate(columns, 1)}
    check_entries(len(entries))
    tally = Tally()
    for row, entry in enumerate(entries, 2):
        check_depth(entry.depth)
        if entry.section:
            cells[row, 1] = _section(entry, row, len(columns))
            continue
        for at, column in enumerate(columns, 1):
            value = entry.values.get(column)
            if value and (value.lines or value.remarks):
                tally.add(1, value.lines)
                cells[row, at] = Cell(
                    row, at, value.lines,
                    typed=value.typed, remarks=value.remarks, struck=value.struck, fill=value.fill,
                )  # fmt: skip
    return Table(
        number, cells, len(entries) + 1, len(columns),
        header_rows=1,
        listed=True,
        hidden_rows=frozenset(row for row, entry in enumerate(entries, 2) if entry.hidden),
        outline={row: entry.depth for row, entry in enumerate(entries, 2)} if _deep(entries) else {},
    )  # fmt: skip


def document_of_entries(
    title: str, entries: Sequence[Entry], *, language: str = "", told: tuple[Message, ...] = ()
) -> Document:
    """A document of one table, below its title if it has one."""
    shown = visible_text(title)
    heading: tuple[Block, ...] = (Heading(1, shown, line=1),) if shown else ()
    return Document((*heading, listing(entries)), language, told=told)


def _section(entry: Entry, row: int, width: int) -> Cell:
    """The cell of a section: its id is its number, and whatever else it has stands beside it."""
    title = entry.values.get(Column.TITLE, words(""))
    beside = [*title.remarks]
    for column in Column:
        value = entry.values.get(column)
        if value and value.lines and column not in (Column.ID, Column.TITLE):
            beside.append(Remark(Beside.COMMENT, f"{column.value}: {' '.join(value.lines)}"))
            beside += value.remarks
    number = " ".join(entry.values.get(Column.ID, words("")).lines)
    return Cell(row, 1, title.lines, width=width, remarks=tuple(beside), bold=True, struck=title.struck,
                fill=title.fill, number=number)  # fmt: skip


def _deep(entries: Sequence[Entry]) -> bool:
    """Whether sections are inside each other, or an item is beside a section."""
    flat = int(any(entry.section for entry in entries))
    return any(entry.depth != (0 if entry.section else flat) for entry in entries)
