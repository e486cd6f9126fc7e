"""The table of `status`: made to be read in a terminal of any width.

Comes in: a report. Goes out: lines on a canvas: which plan, a summary, the day and its zone, then items by
urgency. Wide terminals get a column for each thing, 80 columns two lines a row, narrow ones a stack of
short paragraphs. Titles wrap; ids are never cut.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.language.message import message
from ssetrack.query.report import Group, Report
from ssetrack.status import Status
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.console import NARROW, WIDE, WIDEST
from ssetrack.terminal.grid import Cell, Grid, GridColumn, cell
from ssetrack.terminal.wrapping import Part
from ssetrack.wording.cells import (
    ChosenCells,
    flag_words,
    group_heading,
    last_day,
    left_out,
    name_list,
    owners_text,
    title_lines,
)
from ssetrack.wording.own_hours import own_hours
from ssetrack.wording.printable import one_line
from ssetrack.wording.words import (
    BEFORE_FLAGS,
    STATES,
    STYLES,
    as_of,
    closed_items_line,
    days,
    due_text,
    next_text,
    repeat_text,
    summary,
)

ARROW = "→"

INTERVAL = len("2004-04-08/2004-04-09")
"""Columns for a date: an interval of two days is not to be broken."""

MOST_FOR_ID = 14
"""Cells for ids beside stacked paragraphs."""


def print_status(report: Report, canvas: Canvas) -> None:
    """Draw the report as a table that fits the canvas."""
    print_heading(report, canvas)
    common = _common(report)
    for group in report.groups:
        if group.heading != "":
            canvas.line()
            canvas.flow((group_heading(report, group), "bold"))
        if group.rows:
            _table(report, group, canvas, common)
        if group.left_out:
            canvas.flow((left_out(report, group), "dim"))
    if report.hidden:
        canvas.flow((closed_items_line(report.view.speaker, report.hidden), "dim"))


def print_heading(report: Report, canvas: Canvas) -> None:
    """Draw the titles of the plans, the summary, the day and its zone."""
    speaker = report.view.speaker
    canvas.flow((" · ".join(title_lines(report)), "bold"))
    canvas.flow((summary(speaker, report.counts), ""))
    canvas.flow((as_of(speaker, report.today, report.timezone), "dim"))


class _Common(NamedTuple):
    """What is the same for all groups of a report, of which there may be many."""

    longest_id: int
    cells: ChosenCells


def _common(report: Report) -> _Common:
    rows = {id(one): one for group in report.groups for one in group.rows}
    longest = max((len(report.view.id(one)) for one in rows.values()), default=2)
    return _Common(longest, ChosenCells(report))


def _table(report: Report, group: Group, canvas: Canvas, common: _Common) -> None:
    width = min(canvas.width, WIDEST)
    if report.columns:
        grid = _grid_of_columns(report, group, canvas.width, common)
        grid.draw_table(canvas, width if grid.fills else canvas.width)
    elif canvas.width >= WIDE:
        _wide(report, group, canvas.width, common).draw_table(canvas, width)
    elif canvas.width >= NARROW:
        _medium(report, group, canvas.width, common).draw_table(canvas, width)
    else:
        _grid_of_paragraphs(report, group).draw(canvas, width)


def _wide(report: Report, group: Group, width: int, common: _Common) -> Grid:
    say = report.view.speaker.say
    grid = Grid(
        (
            _id_column(report, width, common),
            GridColumn(say(message("Title")), share=5),
            GridColumn(say(message("Owners")), share=3),
            GridColumn(say(message("Goals")), most=9),
            GridColumn(say(message("Due")), INTERVAL),
            GridColumn(say(message("Last day")), least=10, shrinks=False),
            GridColumn(say(message("State")), share=4),
        )
    )
    for status in group.rows:
        grid.rows.append(
            (
                cell(report.view.id(status)),
                cell(_title(report, status)),
                cell(owners_text(report, status)),
                cell(name_list(status.item.goals, report.view.speaker, " ")),
                _due(report, status),
                cell(last_day(status)),
                _state(report, status),
            )
        )
    return grid


def _medium(report: Report, group: Group, width: int, common: _Common) -> Grid:
    say = report.view.speaker.say
    grid = Grid(
        (
            _id_column(report, width, common),
            GridColumn(say(message("Title and owners")), share=5),
            GridColumn(say(message("Due")), INTERVAL),
            GridColumn(say(message("State")), share=3),
        )
    )
    for status in group.rows:
        due = _due(report, status)
        last = last_day(status)
        if last and last != due.plain:
            due = due.plus((f"\n{ARROW} {last}", "dim"))
        title = cell(_title(report, status))
        owners = owners_text(report, status)
        if owners:
            title = title.plus(("\n", ""), (owners, "dim"))
        grid.rows.append((cell(report.view.id(status)), title, due, _state(report, status)))
    return grid


def _grid_of_paragraphs(report: Report, group: Group) -> Grid:
    """One paragraph an item: id, state and title first, then date and owners."""
    longest = max(len(report.view.id(status)) for status in group.rows)
    columns = (GridColumn(least=min(longest, MOST_FOR_ID), most=MOST_FOR_ID), GridColumn())
    grid = Grid(columns, fills=False)
    for status in group.rows:
        body = cell(_title(report, status)).plus(("\n", ""), *_state(report, status).parts)
        due, last = _due(report, status), last_day(status)
        if due.plain:
            body = body.plus(("\n", ""), *due.parts)
            if last and last != due.plain:
                words = report.view.speaker.say(message("last day {day}", day=last))
                body = body.plus((f", {words}", "dim"))
        owners = owners_text(report, status)
        if owners:
            body = body.plus(("\n", ""), (owners, "dim"))
        grid.rows.append((cell(report.view.id(status), "bold"), body))
    return grid


def _grid_of_columns(report: Report, group: Group, width: int, common: _Common) -> Grid:
    """The columns that were asked for; as wide as they need, unless one of them can fill the width."""
    names = {"title", "section"}
    grid = Grid(
        [
            _id_column(report, width, common)
            if column.name == "id"
            else GridColumn(report.view.speaker.say(column.heading), share=3 if column.name in names else 0)
            for column in report.columns
        ],
        fills=any(column.name in names for column in report.columns),
    )
    for status in group.rows:
        grid.rows.append([cell(text) for text in common.cells.of(status)])
    return grid


def _id_column(report: Report, width: int, common: _Common) -> GridColumn:
    return GridColumn(report.view.speaker.say(message("Id")), max(2, min(common.longest_id, width // 3)))


def _title(report: Report, status: Status) -> str:
    return one_line(report.view.title(status))


def _due(report: Report, status: Status) -> Cell:
    """The date as written, or how often and when next; hours and place where they are part of it."""
    due, speaker = status.due, report.view.speaker
    if due.text is None:
        return cell("")
    again = due.recurrence
    shown = one_line(due_text(speaker, due) if again is None else repeat_text(speaker, again))
    if due.hours is not None and str(due.hours) not in shown:
        shown = f"{shown} {due.hours}"
    more: list[Part] = []
    if due.hours is not None:
        zone = due.timezone or speaker.say(message("no time zone given"))
        more.append((f" ({one_line(zone)})", "dim"))
        own = own_hours(due, report.view)
        more += [(f", {own}", "dim")] if own else []
    following = "" if again is None else next_text(speaker, due)
    if following:
        more.append((f", {following}", "dim"))
    return cell(shown).plus(*more) if more else cell(shown)


def _state(report: Report, status: Status) -> Cell:
    """The state in its word and colour, the days, then the flags."""
    speaker, style = report.view.speaker, STYLES[status.state]
    words = speaker.say(STATES[status.state])
    left = days(speaker, status.days_left)
    state = cell(f"{words}, {left}" if left else words, style)
    if status.flags:
        flags = f"{speaker.say(BEFORE_FLAGS)}{flag_words(speaker, status)}"
        state = state.plus((flags, f"{style} dim"))
    return state
