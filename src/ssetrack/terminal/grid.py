"""Columns side by side: how wide each is, and what that makes of the rows.

Comes in: columns, and the cells of each row. Goes out: lines on a canvas. A cell wraps within its column;
widths are shared out as rich's tables do it, which took most of the time of a long table.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.wrapping import Line, Part, cells, flow, flow_hanging
from ssetrack.wording.printable import printable


class Cell(NamedTuple):
    """The parts of a cell, and the style of the blanks behind them."""

    parts: tuple[Part, ...]
    style: str = ""

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "".join(text for text, _ in self.parts)

    def plus(self, *parts: Part) -> "Cell":
        """The cell with more behind it."""
        return Cell((*self.parts, *parts), self.style)


def cell(content: str, style: str = "") -> Cell:
    """A cell of one style, safe to show."""
    return Cell(((printable(content), style),), style)


class GridColumn(NamedTuple):
    """What a column is called and how wide it may be, in cells; without a width, as wide as its longest line.

    Columns with a `share` part what the others leave, if the grid fills its room. `indent` is for the second
    line of a cell and those after it.
    """

    heading: str = ""
    width: int | None = None
    least: int = 0
    most: int | None = None
    share: int = 0
    shrinks: bool = True
    style: str = ""
    indent: int = 0


class Rule(NamedTuple):
    """A line across all columns: a heading, and behind it the line that closes what is above, if `drawn`.

    `indent` is for its second line and those after it.
    """

    parts: tuple[Part, ...]
    drawn: bool = True
    indent: int = 0


Row = Sequence[Cell] | Rule

HEADING = "bold"
LINE = "─"

WIDEST = 2
"""Cells of the widest letter: where there is less room it could not be shown."""


class Grid:
    """Rows of cells, drawn at once: how wide a column is depends on all that is in it."""

    def __init__(self, columns: Sequence[GridColumn], *, gap: int = 1, fills: bool = True) -> None:
        self.columns = tuple(columns)
        self.fills = fills
        self.rows: list[Row] = []
        self._gaps = [gap] * (len(self.columns) - 1) + [0]

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the rows in so many cells, without headings."""
        self._draw_rows(canvas, self._frames(self.widths(width), ""), width)

    def draw_table(self, canvas: Canvas, width: int) -> None:
        """Draw the headings, a line below them unless a rule is there, and the rows."""
        is_plain = not canvas.encoding.startswith("utf")
        between, along, cross = ("|", "-", "+") if is_plain else (" ", LINE, LINE)
        widths = self.widths(width - len(self.columns) + 1)
        frames = self._frames(widths, between)
        headings = [cell(column.heading, HEADING) for column in self.columns]
        canvas.lines.extend(_lines(headings, [frame._replace(style=HEADING) for frame in frames], below=True))
        if not (self.rows and isinstance(self.rows[0], Rule) and self.rows[0].drawn):
            canvas.line((cross.join(along * wide for wide in widths), ""))
        self._draw_rows(canvas, frames, sum(widths) + len(widths) - 1)

    def _draw_rows(self, canvas: Canvas, frames: "list[_Frame]", width: int) -> None:
        along = LINE if canvas.encoding.startswith("utf") else "-"
        for row in self.rows:
            if isinstance(row, Rule):
                canvas.lines.extend(_across(row, width, along))
            else:
                canvas.lines.extend(_lines(row, frames))

    def _frames(self, widths: Sequence[int], between: str) -> "list[_Frame]":
        signs = [between] * (len(widths) - 1) + [""]
        each = zip(self.columns, widths, self._gaps, signs, strict=True)
        return [
            _Frame(wide - gap, gap, column.style, sign, column.indent) for column, wide, gap, sign in each
        ]

    def widths(self, room: int) -> list[int]:
        """Cells for each column, with the gap behind it, that make up no more than the room."""
        shares = [column.share if self.fills else 0 for column in self.columns]
        widths = self._within([room] * len(shares), [not share for share in shares])
        widths = [wide or 1 for wide in widths]
        if any(shares):
            left = room - sum(wide for wide, share in zip(widths, shares, strict=True) if not share)
            least = [WIDEST + gap for gap in self._gaps]
            parts = _shares(left, shares, least)
            each = zip(parts, shares, widths, strict=True)
            widths = [part if share else wide for part, share, wide in each]
        if sum(widths) > room:
            shrinks = [column.width is None and column.shrinks for column in self.columns]
            widths = self._within(_narrow_widths(widths, shrinks, room), [True] * len(widths))
        if sum(widths) > room:  # what each column wants at least is more than there is
            widths = _narrow_widths(widths, [True] * len(widths), room)
        if self.fills and sum(widths) < room:
            more = _shares(room - sum(widths), widths, [0] * len(widths))
            widths = [wide + extra for wide, extra in zip(widths, more, strict=True)]
        return widths

    def _within(self, most: Sequence[int], asked: Sequence[bool]) -> list[int]:
        """What each column that is asked about would take, if it may take so many cells at most."""
        return [
            _width_within(column, self._natural(number), self._gaps[number], most[number])
            if asked[number]
            else 0
            for number, column in enumerate(self.columns)
        ]

    def _natural(self, number: int) -> int:
        """Cells of the longest line in a column."""
        column = self.columns[number]
        if column.width is not None:
            return column.width
        texts = {row[number].plain for row in self.rows if not isinstance(row, Rule)} | {column.heading}
        return max(cells(line) for text in texts for line in text.splitlines() or ("",))


class _Frame(NamedTuple):
    """Where a cell stands: its room, the gap behind it and their style, the sign before the next column.

    `indent` is for its lines but the first.
    """

    room: int
    gap: int
    style: str
    sign: str
    indent: int

    def flow(self, parts: Sequence[Part]) -> list[Line]:
        """The lines of a cell."""
        return flow_hanging(parts, self.room, self.indent) if self.indent else flow(parts, self.room)

    def line(self, content: Line, style: str) -> Line:
        """A line of a cell, filled up with blanks of that style, and what stands behind it."""
        text, last = content[-1]
        blanks = self.room - (cells(text) if len(content) == 1 else sum(cells(one) for one, _ in content))
        if last == style == self.style == "":
            return [*content[:-1], (f"{text}{' ' * (blanks + self.gap)}{self.sign}", "")]
        line = (
            [*content[:-1], (text + " " * blanks, style)]
            if last == style
            else [*content, (" " * blanks, style)]
        )
        return [*line, (" " * self.gap, self.style), (self.sign, "")]

    def blank(self) -> Line:
        """The line where a cell has none."""
        return [(" " * (self.room + self.gap), self.style), (self.sign, "")]


def _across(rule: Rule, width: int, along: str) -> Iterator[Line]:
    """A rule on as many lines as its heading takes; what is drawn ends the last of them."""
    *lines, last = flow_hanging(rule.parts, width, rule.indent)
    yield from lines
    left = width - cells("".join([text for text, _ in last]).rstrip())
    if rule.drawn and left > 1:
        text, style = last[-1]
        last = [*last[:-1], (text.rstrip(), style), (f" {along * (left - 1)}", "dim")]
    yield last


def _lines(row: Sequence[Cell], frames: Sequence[_Frame], *, below: bool = False) -> Iterator[Line]:
    """A row on as many lines as its longest cell takes; shorter cells stand above, or below."""
    cells_of_row = [
        [frame.line(line, one.style) for line in frame.flow(one.parts)] if frame.room > 0 else []
        for one, frame in zip(row, frames, strict=True)
    ]
    height = max(1, *map(len, cells_of_row))
    for frame, lines in zip(frames, cells_of_row, strict=True):
        if len(lines) < height:
            blanks = [frame.blank()] * (height - len(lines))
            lines[0 if below else len(lines) :] = [*blanks, *lines] if below else blanks
    for beside in zip(*cells_of_row, strict=True):
        yield [part for line in beside for part in line]


def _width_within(column: GridColumn, natural: int, gap: int, most: int) -> int:
    """Cells for a column and the gap behind it where there are so many at most."""
    if most < 1:
        return 0
    wide = min(natural + gap, most)
    if column.least:
        wide = max(wide, column.least + gap)
    return wide if column.most is None else min(wide, column.most + gap)


def _shares(total: int, shares: Sequence[int], least: Sequence[int]) -> list[int]:
    """A total shared out in whole cells, to each share at least so many."""
    parts: list[int] = []
    left = sum(shares)
    for share, minimum in zip(shares, least, strict=True):
        part = max(minimum, ceil(share * total / left)) if share else 0
        parts.append(part)
        total -= part
        left -= share
    return parts


def _narrow_widths(widths: Sequence[int], shrinks: Sequence[bool], room: int) -> list[int]:
    """Widths that fit the room: the widest columns give way first; where that is too little, all do."""
    narrow = list(widths)
    while (excess := sum(narrow) - room) > 0 and any(shrinks):
        widest = max(wide for wide, shrink in zip(narrow, shrinks, strict=True) if shrink)
        chosen = [shrink and wide == widest for wide, shrink in zip(narrow, shrinks, strict=True)]
        others = (wide for wide, shrink in zip(narrow, shrinks, strict=True) if shrink and wide != widest)
        least = min(excess, widest - max(others, default=0))
        if not least:
            break
        narrow = _widths_less(narrow, excess, [least if one else 0 for one in chosen])
    return _widths_less(narrow, excess, narrow) if excess > 0 else narrow


def _widths_less(widths: Sequence[int], excess: int, most: Sequence[int]) -> list[int]:
    """Widths less an excess that is shared evenly, from each at most so many cells."""
    narrow: list[int] = []
    left = sum(limit > 0 for limit in most)
    for wide, limit in zip(widths, most, strict=True):
        less = min(limit, round(excess / left)) if limit > 0 else 0
        narrow.append(wide - less)
        excess -= less
        left -= limit > 0
    return narrow
