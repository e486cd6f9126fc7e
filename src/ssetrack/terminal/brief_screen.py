"""The screen of `brief`: what matters today, at one look.

Comes in: a brief. Goes out: lines on a canvas. Where there is room an item has one line, and its title is cut
between words; on narrow screens everything wraps.
"""

from __future__ import annotations

from ssetrack.terminal.canvas import Canvas, fit
from ssetrack.terminal.console import NARROW, WIDE, WIDEST
from ssetrack.terminal.grid import Cell, Grid, GridColumn, cell
from ssetrack.terminal.status_table import print_heading
from ssetrack.terminal.wrapping import cells, wrap
from ssetrack.wording.brief import BEFORE_WHO, Block, Line, ToldBrief, blocks, rest
from ssetrack.wording.punctuation import colon

MOST_LINES = 5
"""Lines of a list."""

MOST_FOR_ID = 14
"""Cells for ids; a longer one is a line of its own."""

LEAST_FOR_TITLE = 20, 40
"""Cells of titles, on narrower and on wide screens: a date that would leave fewer has a line of its own."""

MOST_FOR_WHO = 16, 24
"""Cells of names, on narrower and on wide screens."""


def print_brief(told: ToldBrief, canvas: Canvas) -> None:
    """Draw the brief: its heading, its lists, what is left."""
    report = told.brief.report
    print_heading(report, canvas)
    found = list(blocks(told, MOST_LINES))
    lines = [line for block in found for line in block.lines]
    most = min(MOST_FOR_ID, canvas.width // 5)
    room = max((cells(line.id) for line in lines if cells(line.id) <= most), default=0)
    for block in found:
        canvas.line()
        canvas.flow((block.heading, "bold" if block.lines else ""))
        if block.is_table and canvas.width >= NARROW:
            _table(block, canvas, room)
        else:
            _paragraphs(block, canvas, room, colon(report.view.speaker))
        for sentence in (block.more, *block.remarks):
            if sentence:
                canvas.flow((sentence, "dim"))
    last = rest(told)
    if last:
        canvas.line()
        canvas.flow((last, ""))


def _table(block: Block, canvas: Canvas, room: int) -> None:
    """Lines with their dates and names below each other; a long date has a line of its own."""
    width = min(canvas.width, WIDEST)
    is_wide = width >= WIDE
    who = min(MOST_FOR_WHO[is_wide], max(cells(line.who) for line in block.lines))
    most = width - room - who - LEAST_FOR_TITLE[is_wide] - 6
    dates = max((cells(line.words) for line in block.lines if cells(line.words) <= most), default=0)
    title = width - room - who - dates - 6
    for line in block.lines:
        before = _lead(line, canvas, room)
        if cells(line.words) <= dates:
            middle = (f"{_cut(line.title, title)}  ", ""), (f"{fit(line.words, dates)}  ", line.style)
        else:
            middle = (f"{_cut(line.title, title + dates + 2)}  ", ""), ("", "")
        canvas.line(before, *middle, (_cut(line.who, who).rstrip(), "dim"))
        if cells(line.words) > dates:
            canvas.paragraph(line.words, width, lead=" " * (room + 2), style=line.style)


def _lead(line: Line, canvas: Canvas, room: int) -> tuple[str, str]:
    """The id before a line; one that is longer than the others is a line of its own, for none is broken."""
    own = line.id
    if cells(own) > room:
        canvas.line((own, "cyan"))
        own = ""
    return f"{fit(own, room)}  ", "cyan"


def _cut(content: str, width: int) -> str:
    """A text in so many cells, cut between words where it is longer."""
    if cells(content) <= width:
        return fit(content, width)
    first = wrap(content, max(8, width - 2))[0]
    return fit(f"{first} …", width)


def _paragraphs(block: Block, canvas: Canvas, room: int, between: str) -> None:
    """Lines that wrap: the title, what is said of it, who has it."""
    width = min(canvas.width, WIDEST)
    for line in block.lines:
        before = _lead(line, canvas, room)
        grid = Grid((GridColumn(width=cells(before[0])), GridColumn()), gap=0, fills=False)
        grid.rows.append((cell(*before), _body(line, between)))
        grid.draw(canvas, width)


def _body(line: Line, between: str) -> Cell:
    body = cell(line.title).plus((between, ""), (line.words, line.style))
    return body.plus((f"{BEFORE_WHO}{line.who}", "dim")) if line.who else body
