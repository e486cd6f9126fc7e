"""The table of `status`: made to be read in a terminal of any width.

Comes in: a report. Goes out: lines on a canvas: which plan, a summary, the day and its zone, then items by
urgency, each state below a line that names it. Wide terminals get a column for each thing, 80 columns one
line a row where that is enough, narrow ones a stack of short paragraphs. Titles wrap; ids are never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ssetrack.dates import on_days
from ssetrack.language.message import message
from ssetrack.query.columns import View
from ssetrack.query.report import Group, Report
from ssetrack.status import Flag, Status
from ssetrack.terminal.canvas import Canvas, fit, right
from ssetrack.terminal.console import NARROW, WIDE, WIDEST
from ssetrack.terminal.grid import Cell, Grid, GridColumn, Rule, cell
from ssetrack.terminal.wrapping import cells
from ssetrack.wording.cells import (
    ChosenCells,
    first_owner,
    flag_words,
    group_heading,
    last_day,
    left_out,
    name_list,
    owners_text,
    title_lines,
    title_words,
)
from ssetrack.wording.dates import date_words, period_words, short_date
from ssetrack.wording.filters import filter_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import semicolon
from ssetrack.wording.words import (
    FLAGS,
    STYLES,
    as_of,
    closed_items_line,
    days,
    state_days,
    state_heading,
    summary,
)

INTERVAL = len("2004-04-08/2004-04-09")
"""Columns for a date in its standard form: an interval of two days is not to be broken."""

DAYS_OF_A_MONTH = on_days(date(2004, 4, 26), date(2004, 4, 27))
"""Where there is little room, dates in words have the columns that these take in the reader's language."""

MOST_FOR_NAME = 12
"""Columns for a name where there is least room."""

MORE_FOR_NAME = 2
"""Columns more for a name where every title has one line all the same."""

MOST_FOR_STATE = 16
"""Columns for a state in words, its days and flags where there is little room."""

MOST_FOR_ID = 12
"""Columns for ids, where titles line up behind them."""

RULES = {state: style if style != "dim" else "bold" for state, style in STYLES.items()}
"""How the line above the items of a state is coloured."""

ROW_FLAGS = {**FLAGS, Flag.UNASSIGNED: message("unassigned", context="role")}
"""Flags next to the owner's name: what is unassigned there is led by a role that is vacant."""

SAID_BY_THE_DATE = frozenset({Flag.UNDECIDED, Flag.APPROXIMATE})
"""Flags that a date in words tells: it has several days, or a word before it."""


def print_status(report: Report, canvas: Canvas) -> None:
    """Draw the report as a table that fits the canvas."""
    print_heading(report, canvas)
    if any(group.rows for group in report.groups):
        _draw(report, canvas)
    if report.hidden:
        canvas.flow((closed_items_line(report.view.speaker, report.hidden), "dim"))


def print_heading(report: Report, canvas: Canvas) -> None:
    """Draw the titles of the plans, the day and its zone (behind them where there is room), the summary."""
    speaker = report.view.speaker
    titles = " · ".join(title_lines(report))
    day = as_of(speaker, report.today, report.timezone, iso=report.view.iso)
    if cells(titles) + 2 + cells(day) <= canvas.width:
        canvas.flow((titles, "bold"), (f", {day}", "dim"))
    else:
        canvas.flow((titles, "bold"))
        canvas.flow((day, "dim"))
    only = filter_words(report)
    if only:
        canvas.flow((only, "bold yellow"))
    canvas.flow((summary(speaker, report.counts), ""))


def _draw(report: Report, canvas: Canvas) -> None:
    width = min(canvas.width, WIDEST)
    if report.columns:
        grid = _grid_of_columns(report, canvas.width)
        grid.draw_table(canvas, width if grid.fills else canvas.width)
    elif canvas.width >= WIDE:
        _wide(report, canvas.width).draw_table(canvas, width)
    elif canvas.width >= NARROW:
        _medium(report, canvas.width).draw_table(canvas, width)
    else:
        between = " · " if canvas.encoding.startswith("utf") else " - "
        _paragraphs(report, between).draw(canvas, width)


def _entries(report: Report) -> Iterator[Status | Rule]:
    """The items, and the lines between them: below each heading those of its group, or of its state."""
    for group in report.groups:
        if group.heading != "":
            yield Rule(((group_heading(report, group), "bold"),))
        yield from _by_state(report, group) if _has_states(report) else group.rows
        if group.left_out:
            yield Rule(((left_out(report, group), "dim"),), drawn=False)


def _has_states(report: Report) -> bool:
    """Whether items come by urgency and in no other groups, so that those of one state are together."""
    return report.grouped_by is None and not report.sorted_by and not report.columns


def _by_state(report: Report, group: Group) -> Iterator[Status | Rule]:
    for state, rows in groupby(group.rows, key=lambda status: status.state):
        of_state = tuple(rows)
        yield Rule(((state_heading(report.view.speaker, state, len(of_state)), RULES[state]),))
        yield from of_state


def _grid_of(grid: Grid, report: Report, row: Callable[[Status], Sequence[Cell]], room_for_id: int) -> Grid:
    """The grid with the row of each item; an id that is wider than its column has a line of its own."""
    for entry in _entries(report):
        if isinstance(entry, Rule):
            grid.rows.append(entry)
            continue
        own = cell(report.view.id(entry))
        if cells(own.plain) > room_for_id:
            grid.rows.append(Rule(own.parts, drawn=False))
            own = cell("")
        grid.rows.append((own, *row(entry)))
    return grid


def _room_for_id(report: Report, width: int) -> int:
    """Columns for ids: as many as the longest takes that is not longer than a quarter of the screen."""
    lengths = {cells(report.view.id(status)) for group in report.groups for status in group.rows}
    heading = cells(report.view.speaker.say(message("Id")))
    return max((length for length in (heading, *lengths) if length <= width // 4), default=heading)


def _wide(report: Report, width: int) -> Grid:
    view, say, iso = report.view, report.view.speaker.say, report.view.iso
    room = _room_for_id(report, width)
    grid = Grid(
        (
            GridColumn(say(message("Id")), room),
            GridColumn(say(message("Title")), share=5),
            GridColumn(say(message("Owners")), share=3),
            GridColumn(say(message("Goals")), most=9),
            GridColumn(say(message("Due")), INTERVAL) if iso else GridColumn(say(message("Due")), share=4),
            *((GridColumn(say(message("Last day")), least=10, shrinks=False),) if iso else ()),
            GridColumn(say(message("State")), share=4),
        )
    )

    def row(status: Status) -> Sequence[Cell]:
        return (
            cell(_title(report, status)),
            cell(owners_text(report, status)),
            cell(name_list(status.item.goals, view.speaker, " ")),
            cell(date_words(status, view)),
            *((cell(last_day(status)),) if iso else ()),
            _state(report, status),
        )

    return _grid_of(grid, report, row, room)


def _medium(report: Report, width: int) -> Grid:
    """One line an item where that is enough: of the owners the first, of the days only their number.

    Ids line up as far as most of them are short; a longer one moves its title to the right.
    """
    view, say, has_states = report.view, report.view.speaker.say, _has_states(report)
    statuses = [status for group in report.groups for status in group.rows]
    numbers = {status.days_left: _days_number(status) for status in statuses}
    room_for_date = INTERVAL if view.iso else _most_for_date(view)
    longest = max(map(len, numbers.values()), default=0)
    id_heading, days_heading = say(message("Id")), say(message("Days"))
    room = max(cells(id_heading), _usual_length([view.id(status) for status in statuses]))
    room_for_days = max(longest, cells(days_heading))
    rows: list[tuple[Status, Cell, Cell, Cell] | Rule] = []
    for entry in _entries(report):
        if isinstance(entry, Rule):
            rows.append(entry)
            continue
        own = cell(view.id(entry), "bold")
        title = own.plus((" " * max(2, room + 2 - cells(own.plain)), ""), *cell(_title(report, entry)).parts)
        if has_states:
            flags = _flags(report, entry)
            if flags:
                title = title.plus((f" ({flags})", "dim"))
            last = cell(right(numbers[entry.days_left], room_for_days))
        else:
            last = _state(report, entry)
        rows.append((entry, title._replace(style=""), cell(short_date(entry, view)), last))
    room_for_name = max(MOST_FOR_NAME, width * 3 // 20)
    items = [row for row in rows if not isinstance(row, Rule)]
    titles = max((cells(title.plain) for _, title, _, _ in items), default=0)
    dates = max((cells(due.plain) for _, _, due, _ in items), default=0)
    if has_states and titles + room_for_name + MORE_FOR_NAME + dates + room_for_days + 3 <= width:
        room_for_name += MORE_FOR_NAME
    grid = Grid(
        (
            GridColumn(f"{fit(id_heading, room)}  {say(message('Title'))}", share=1, indent=room + 2),
            GridColumn(say(message("Owners")), most=room_for_name, shrinks=False),
            GridColumn(say(message("Due")), most=room_for_date, shrinks=False),
            GridColumn(days_heading, room_for_days)
            if has_states
            else GridColumn(say(message("State")), most=MOST_FOR_STATE, shrinks=False),
        ),
        gap=0,
    )
    for row in rows:
        if isinstance(row, Rule):
            grid.rows.append(row)
            continue
        status, title, due, last = row
        owner = first_owner(report, status, lambda name, most: fit(name, most).rstrip(), room_for_name)
        grid.rows.append((title, cell(owner), due, last))
    return grid


def _most_for_date(view: View) -> int:
    return cells(period_words(DAYS_OF_A_MONTH, view, short=True))


def _usual_length(ids: Sequence[str]) -> int:
    """The length that three of four ids do not exceed, if that is short enough to line titles up."""
    lengths = sorted(map(cells, ids))
    return min(MOST_FOR_ID, lengths[(len(lengths) * 3 - 1) // 4]) if lengths else 0


def _days_number(status: Status) -> str:
    """How many days are left, or since how many it is overdue, which the line above says."""
    return "" if status.days_left is None else str(abs(status.days_left))


def _paragraphs(report: Report, between: str) -> Grid:
    """A paragraph an item: id and title first, below them the date, the state and the owners."""
    view = report.view
    grid = Grid((GridColumn(width=1), GridColumn()), fills=False)
    for entry in _entries(report):
        if isinstance(entry, Rule):
            grid.rows.append(entry)
            continue
        title = cell(view.id(entry), "bold").plus((f"  {_title(report, entry)}", ""))
        grid.rows.append(Rule(title.parts, drawn=False, indent=2))
        grid.rows.append((cell(""), _below(report, entry, between)))
    return grid


def _below(report: Report, status: Status, between: str) -> Cell:
    """What is below a title: the date, the days and flags or the whole state, the owners."""
    view = report.view
    parts = [cell(date_words(status, view))]
    if _has_states(report):
        parts += [cell(days(view.speaker, status.days_left)), cell(_flags(report, status), "dim")]
    else:
        parts.append(_state(report, status))
    parts.append(cell(owners_text(report, status) or view.speaker.say(message("(nobody)")), "dim"))
    said = [part.parts for part in parts if part.plain]
    joined = [one for part in said for one in ((between, "dim"), *part)]
    return Cell(tuple(joined[1:]))


def _flags(report: Report, status: Status) -> str:
    """The flags in words, but for those that the row tells otherwise."""
    told = SAID_BY_THE_DATE if status.item.owners else {*SAID_BY_THE_DATE, Flag.UNASSIGNED}
    shown = [flag for flag in status.flags if flag not in told]
    return flag_words(report.view.speaker, shown, ROW_FLAGS)


def _grid_of_columns(report: Report, width: int) -> Grid:
    """The columns that were asked for; as wide as they need, unless one of them can fill the width."""
    names, room = {"title", "section"}, _room_for_id(report, width)
    chosen = ChosenCells(report, short=width < WIDE)
    shares = {"title": 3, "section": 3, "due": 2}
    grid = Grid(
        [
            GridColumn(report.view.speaker.say(column.heading), room)
            if column.name == "id"
            else GridColumn(report.view.speaker.say(column.heading), share=shares.get(column.name, 0))
            for column in report.columns
        ],
        fills=any(column.name in names for column in report.columns),
    )
    at = next((at for at, column in enumerate(report.columns) if column.name == "id"), None)
    for entry in _entries(report):
        if isinstance(entry, Rule):
            grid.rows.append(entry)
            continue
        row = [cell(text) for text in chosen.of(entry)]
        if at is not None and cells(row[at].plain) > room:
            grid.rows.append(Rule(row[at].parts, drawn=False))
            row[at] = cell("")
        grid.rows.append(row)
    return grid


def _title(report: Report, status: Status) -> str:
    return one_line(title_words(status, report.view))


def _state(report: Report, status: Status) -> Cell:
    """The state in its word and colour, the days, then the flags."""
    speaker, style = report.view.speaker, STYLES[status.state]
    state = cell(state_days(speaker, status.state, status.days_left), style)
    if status.flags:
        flags = f"{semicolon(speaker)}{flag_words(speaker, status.flags)}"
        state = state.plus((flags, f"{style} dim"))
    return state
