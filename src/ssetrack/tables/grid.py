"""The one form that every document is brought into before anybody asks what it means.

Comes in: what a format's reader found. Goes out: `Document`, a sequence of blocks in the order of the
source: headings, paragraphs and tables. A table is sparse: only cells that hold text, a remark or a fill, or
are merged, are there.

Texts are as an eye sees them: entities decoded, hyphens that only break lines dropped, no-break spaces kept
as spaces, markup gone. A line of a cell is a line of the source (`<p>`, `<br>`, `<li>`, a Word paragraph).
What is beside the text (what it was before a tracked change, what is struck, a comment) is a `Remark`.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ssetrack.language.message import Message, message


class Beside(StrEnum):
    """What stands beside the text of a cell or of a line, or is odd about it."""

    WAS = "was"
    """The text before a tracked change, which is accepted here. Empty: it was inserted."""
    STRUCK = "struck"
    """What is struck out; it is left out of the cell's lines, unless all of the cell is."""
    HIDDEN = "hidden"
    """Hidden text; it is left out of the lines. Of hidden rows, columns and sheets the `Table` knows."""
    COMMENT = "comment"
    NOTE = "note"
    """A foot- or endnote."""
    FIELD = "field"
    """Text that the program computes anew (DATE, REF): it may be another one tomorrow."""
    FORMULA = "formula"
    """A formula with the value that was computed last; `text` is the formula."""
    NEVER_COMPUTED = "never-computed"
    """A formula without a value: the cell has no text; `text` is the formula."""
    UNFORMATTED = "unformatted"
    """A number in a column of dates, or one that may be a day's serial number: nothing says which it is.
    `text` is the day that it would be."""
    ERROR = "error"
    """An error value (`#REF!`), as text."""
    TEXT_BOX = "text-box"
    """A box that floats above the page, anchored here."""
    LINK = "link"
    """Where a link goes."""
    MARK = "mark"
    """A check box or symbol: `text` is `on` or `off`."""
    WRITTEN = "written"
    """What the source writes where the cell says it otherwise: an end that is the day after the last one."""
    ZONE = "zone"
    """The zone of a local time that is not known: which hours these are elsewhere, nobody can say."""
    INSTANT = "instant"
    """The cell is a moment (`2027-03-31T22:00Z`): which day that is depends on the zone."""


class Remark(NamedTuple):
    """One thing beside the text."""

    kind: Beside
    text: str = ""


class Typed(StrEnum):
    """What a spreadsheet says a cell holds. A text stays a text, however much it looks like a date."""

    TEXT = "text"
    DATE = "date"
    """`Cell.lines` holds it in ISO 8601, as precise as the number's format shows: `2027-03-12`, `2027-03`,
    `2027`, `2027-03-12T14:00`, `14:00`."""
    NUMBER = "number"
    """As the number's format shows it: `1.10`, `40 %`."""
    TRUTH = "truth"


class Cell(NamedTuple):
    """One cell at its first address; a merged one covers `height` rows and `width` columns from there."""

    row: int
    """From 1, as the source counts: hidden, empty and header rows are counted."""
    column: int
    """From 1."""
    lines: tuple[str, ...] = ()
    """Its lines of text without white space at the ends; lines without text are left out."""
    height: int = 1
    width: int = 1
    typed: Typed = Typed.TEXT
    remarks: tuple[Remark, ...] = ()
    fill: str = ""
    """The background as six hexadecimal digits, upper case; empty for none, and for white."""
    bold: bool = False
    """All of its text is bold (or a header cell, `<th>`)."""
    struck: bool = False
    """All of its text is struck; the lines hold it nevertheless."""
    number: str = ""
    """What the program numbers its first line with (`1.1`, made by a style): not in the lines. The number of
    a further line is before its text."""

    @property
    def text(self) -> str:
        """Its lines, joined by a line end."""
        return self.lines[0] if len(self.lines) == 1 else "\n".join(self.lines)

    @property
    def empty(self) -> bool:
        """Whether nothing is to be read: no text (a fill may be there)."""
        return not self.lines

    @property
    def holds(self) -> bool:
        """Whether it holds or covers something: whatever it has but a fill."""
        return bool(self.lines or self.remarks or self.number or self.width > 1 or self.height > 1)

    @property
    def says(self) -> bool:
        """Whether it has anything to say, be it only a fill."""
        return self.holds or bool(self.fill)


@dataclass(frozen=True)
class Table:
    """A table, or a sheet of a workbook."""

    number: int
    """From 1, through the document, nested tables counted after the one that holds them."""
    cells: Mapping[tuple[int, int], Cell]
    """By (row, column) of the first address."""
    rows: int
    """How many there are; the last may be empty."""
    columns: int
    sheet: str = ""
    """The name of the sheet; empty outside workbooks."""
    hidden: bool = False
    """The whole sheet is hidden."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    header_rows: int = 0
    """Rows at the top that the source itself marks as header (`<thead>`, `<th>`, repeated on each page)."""
    inserted_rows: frozenset[int] = frozenset()
    """Rows that a tracked change inserts (accepted)."""
    deleted_rows: frozenset[int] = frozenset()
    """Rows that a tracked change deletes: their cells are kept, for a mapping that rejects the changes."""
    nested_in: tuple[int, int, int] | None = None
    """Table, row and column of the cell that holds this table."""
    outline: Mapping[int, int] = field(default_factory=dict)
    """Depth of a row in the outline of a spreadsheet, where it has one (0 is the top)."""
    ragged: Mapping[int, int] = field(default_factory=dict)
    """Rows of a text format that have fewer or more cells than the table, and how many they have."""
    listed: bool = False
    """Made of the items of another program: nobody can write into its cells."""

    @cached_property
    def by_column(self) -> Mapping[int, list[Cell]]:
        """By column, the cells that begin in it, from top to bottom."""
        columns: dict[int, list[Cell]] = {}
        for _, cell in sorted(self.cells.items()):
            columns.setdefault(cell.column, []).append(cell)
        return columns

    @cached_property
    def _covers(self) -> dict[int, list[Cell]]:
        """By row, the cells that cover it, from left to right."""
        rows: dict[int, list[Cell]] = {}
        for _, cell in sorted(self.cells.items(), key=lambda entry: entry[0][1]):
            for row in range(cell.row, min(cell.row + cell.height, self.rows + 1)):
                rows.setdefault(row, []).append(cell)
        return rows

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place: the one that begins there, or a merged one."""
        cell = self.cells.get((row, column))
        if cell is not None:
            return cell
        cells = self._covers.get(row, [])
        before = bisect_right(cells, column, key=lambda cell: cell.column)
        return (
            cells[before - 1]
            if before and column < cells[before - 1].column + cells[before - 1].width
            else None
        )

    def in_row(self, row: int) -> Iterator[Cell]:
        """The cells that cover a row, each once, from left to right."""
        return iter(self._covers.get(row, ()))


class Heading(NamedTuple):
    """A heading of the document."""

    level: int
    """From 1."""
    text: str
    number: str = ""
    """What the program numbers it with: not in the text."""
    line: int = 0
    """Where it begins: the line of a text file, else the number of the paragraph; from 1."""
    remarks: tuple[Remark, ...] = ()
    struck: bool = False


class Paragraph(NamedTuple):
    """A paragraph outside tables, or an entry of a list."""

    text: str
    level: int = 0
    """0 for a paragraph, from 1 for an entry of a list."""
    number: str = ""
    """What an entry of a list is numbered with (`2.`, `a)`); empty for a bullet."""
    line: int = 0
    remarks: tuple[Remark, ...] = ()
    struck: bool = False
    checked: bool | None = None
    """Of an entry with a box (`- [x]`): whether it is ticked."""


Block = Heading | Paragraph | Table


class Attachment(NamedTuple):
    """A file that came with a mail: it is listed, and read only when it is asked for."""

    number: int
    """From 1."""
    name: str
    read: Callable[[], bytes]
    """Gives what it holds: unpacked only where somebody asks for it."""

    @property
    def octets(self) -> bytes:
        """What it holds."""
        return self.read()


class Document(NamedTuple):
    """What a file holds, in its order."""

    blocks: tuple[Block, ...]
    language: str = ""
    """What the file says its language is (`fr`): proposed, never taken."""
    attachments: tuple[Attachment, ...] = ()
    told: tuple[Message, ...] = ()
    """What its reader had to decide and people should know: an encoding that may be another one."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def computed_colours(sheet: str) -> Message:
    """What is told of a sheet whose colours its program works out from rules."""
    return message("`{sheet}` has colours by conditional formatting; they were not read", sheet=sheet)


def letters(column: int) -> str:
    """A column as spreadsheets name it: 1 is `A`, 27 is `AA`."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def ragged_rows(lengths: dict[int, int]) -> dict[int, int]:
    """The rows that have fewer or more cells than is usual, by their number; single lines are no measure."""
    several = Counter(length for length in lengths.values() if length > 1)
    if not several:
        return {}
    usual = max(several.items(), key=lambda pair: (pair[1], pair[0]))[0]
    return {row: length for row, length in lengths.items() if length != usual}
