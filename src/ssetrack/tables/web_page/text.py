"""The text of a web page while it is read: that of a cell, and the blocks of the page itself.

Comes in: runs of text and what stands beside them. Goes out: what a cell holds; headings, paragraphs and
tables, in the order of the source.
"""

from dataclasses import dataclass, field, replace

from ssetrack.tables.grid import Block, Heading, Paragraph, Remark, Table
from ssetrack.tables.limits import MOST_PARAGRAPHS, PARAGRAPHS, check_number
from ssetrack.tables.runs import Run, Seen, sight, visible_text
from ssetrack.tables.web_page.lists import OpenList
from ssetrack.tables.web_page.styles import Style
from ssetrack.tables.web_page.table import OpenTable

_MOST_REMARKS = 100
"""Beside one text."""


@dataclass
class Place:
    """Where text goes: a cell, or the page itself."""

    runs: list[Run] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    level: int = 0
    """Of the entry of a list that is being read; 0 outside lists."""
    checked: bool | None = None
    _remarks: dict[Remark, None] = field(default_factory=dict)
    _numbers: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of entries, and before which run each stands."""

    def write(self, text: str, style: Style) -> None:
        """Text that is set so; a line end is one of its letters."""
        if text:
            self.runs.append(Run(text, style.struck, style.hidden, style.bold, style.inserted, style.deleted))

    def remark(self, remark: Remark) -> None:
        """What stands beside the text, each once."""
        if len(self._remarks) < _MOST_REMARKS:
            self._remarks[remark] = None

    def count(self, number: str) -> None:
        """The number of what follows."""
        if number:
            self._numbers.append((len(self.runs), number))

    def take(self) -> tuple[Seen, str]:
        """What it holds, and the number of its first line; it is empty afterwards, but its lists go on."""
        runs: list[Run] = []
        number = ""
        before = 0
        for at, text in self._numbers:
            runs += self.runs[before:at]
            before = at
            if number or any(visible_text(run.text) for run in runs):
                runs.append(Run(f"{text} "))
            else:
                number = text
        runs += self.runs[before:]
        what = sight(runs)
        result = what._replace(remarks=(*what.remarks, *self._remarks))
        self.runs, self._remarks, self._numbers = [], {}, []
        return result, number


class Flow(Place):
    """The page itself, outside cells."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = 0
        """The level of the heading that is being read."""
        self._blocks: list[Block | None] = []
        self._paragraphs = 0

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What was read; the tables that had rows are counted from 1."""
        numbers: dict[int, int] = {}
        read: list[Block] = []
        for block in self._blocks:
            if isinstance(block, Table):
                numbers[block.number] = len(numbers) + 1
                holder = block.nested_in
                inside = (numbers[holder[0]], *holder[1:]) if holder else None
                read.append(replace(block, number=numbers[block.number], nested_in=inside))
            elif block is not None:
                read.append(block)
        return tuple(read)

    def end_paragraph(self, tables: list[OpenTable]) -> None:
        """What was written becomes a heading, or a paragraph for each line.

        It goes behind what is there; before tables that are open, whose caption it is or in which it strayed.
        """
        (lines, remarks, struck, _), number = self.take()
        level, checked = self.level, self.checked
        heading, self.heading, self.level, self.checked = self.heading, 0, len(self.lists), None
        if not (lines or remarks):
            return
        self._paragraphs += 1
        check_number(self._paragraphs, MOST_PARAGRAPHS, PARAGRAPHS)
        if heading and lines:
            blocks: list[Block] = [
                Heading(heading, " ".join(lines), number, self._paragraphs, remarks, struck)
            ]
        else:
            blocks = [Paragraph(line, level, line=self._paragraphs, struck=struck) for line in lines or ("",)]
            blocks[0] = Paragraph(
                lines[0] if lines else "", level, number, self._paragraphs, remarks, struck, checked
            )
        slot = tables[0].slot if tables else len(self._blocks)
        self._blocks[slot:slot] = blocks
        for table in tables:
            table.slot += len(blocks)

    def slot(self) -> int:
        """A place for a table, which is not read yet."""
        self._blocks.append(None)
        return len(self._blocks) - 1

    def fill(self, table: OpenTable) -> None:
        """Put a table that was read into its place; one without rows is none."""
        self._blocks[table.slot] = table.table() if table.row else None
