"""The table of `status`: made to be read in a terminal of any width.

Comes in: a report. Goes out: lines on a console: which plan, a summary, the day and its zone, then items by
urgency. Wide terminals get a column for each thing, 80 columns two lines a row, narrow ones a stack of
short paragraphs. Titles wrap; ids are never cut.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ssetrack.language.message import message
from ssetrack.query.report import Group, Report
from ssetrack.status import Status
from ssetrack.terminal.console import NARROW, WIDE, WIDEST, lines, text
from ssetrack.wording.cells import cell_text, flag_words, group_heading, last_day, title_lines
from ssetrack.wording.printable import one_line
from ssetrack.wording.words import BEFORE_FLAGS, STATES, STYLES, as_of, days, due_text, hidden, summary

ARROW = "→"

INTERVAL = len("2004-04-08/2004-04-09")
"""Columns for a date: an interval of two days is not to be broken."""


def print_status(report: Report, to: Console) -> None:
    """Print the report as a table that fits the console."""
    lines(to, *heading(report))
    for group in report.groups:
        if group.heading != "":
            to.print()
            lines(to, text(group_heading(report, group), "bold"))
        if group.rows:
            to.print(_table(report, group, to.width))
    if report.hidden:
        to.print(Text(hidden(report.view.speaker, report.hidden), "dim"))


def heading(report: Report) -> Iterator[Text]:
    """The titles of the plans, the summary, the day and its zone."""
    view = report.view
    yield text(" · ".join(title_lines(report)), "bold")
    yield Text(summary(view.speaker, report.counts))
    yield Text(as_of(view.speaker, report.today, report.timezone), "dim")


def _table(report: Report, group: Group, width: int) -> Table:
    if report.columns:
        return _chosen(report, group, width)
    if width >= WIDE:
        return _wide(report, group, width)
    if width >= NARROW:
        return _medium(report, group, width)
    return _stacked(report, group)


def _new_table(width: int) -> Table:
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        width=min(width, WIDEST),
        expand=True,
    )


def _wide(report: Report, group: Group, width: int) -> Table:
    table, say = _new_table(width), report.view.speaker.say
    _id_column(table, report, width)
    table.add_column(say(message("Title")), ratio=5, overflow="fold")
    table.add_column(say(message("Owners")), ratio=3, overflow="fold")
    table.add_column(say(message("Goals")), max_width=9, overflow="fold")
    table.add_column(say(message("Due")), width=INTERVAL, overflow="fold")
    table.add_column(say(message("Last day")), no_wrap=True, min_width=10)
    table.add_column(say(message("State")), ratio=4)
    for status in group.rows:
        table.add_row(
            text(report.view.id(status)),
            _title(report, status),
            _owners(report, status),
            text(" ".join(status.item.goals)),
            _due(report, status),
            text(last_day(status)),
            _state(report, status),
        )
    return table


def _medium(report: Report, group: Group, width: int) -> Table:
    table, say = _new_table(width), report.view.speaker.say
    _id_column(table, report, width)
    table.add_column(say(message("Title and owners")), ratio=5, overflow="fold")
    table.add_column(say(message("Due")), width=INTERVAL, overflow="fold")
    table.add_column(say(message("State")), ratio=3)
    for status in group.rows:
        due = _due(report, status)
        last = last_day(status)
        if last and last != due.plain:
            due.append(f"\n{ARROW} {last}", "dim")
        title = _title(report, status)
        owners = _owners(report, status)
        if owners.plain:
            title.append("\n").append(owners.plain, "dim")
        table.add_row(text(report.view.id(status)), title, due, _state(report, status))
    return table


def _stacked(report: Report, group: Group) -> Table:
    """One paragraph an item: id, state and title first, then date and owners."""
    table = Table.grid(padding=(0, 1), pad_edge=False)
    longest = max(len(report.view.id(status)) for status in group.rows)
    table.add_column(overflow="fold", max_width=14, min_width=min(longest, 14))
    table.add_column(ratio=1)
    for status in group.rows:
        body = _title(report, status).append("\n").append_text(_state(report, status))
        due, last = _due(report, status), last_day(status)
        if due.plain:
            body.append("\n").append_text(due)
            if last and last != due.plain:
                body.append(f", {report.view.speaker.say(message('last day {day}', day=last))}", "dim")
        owners = _owners(report, status)
        if owners.plain:
            body.append("\n").append(owners.plain, "dim")
        table.add_row(text(report.view.id(status), "bold"), body)
    return table


def _chosen(report: Report, group: Group, width: int) -> Table:
    """The columns that were asked for; as wide as they need, unless one of them can fill the width."""
    table = _new_table(width)
    if not any(column.name in ("title", "section") for column in report.columns):
        table.expand, table.width = False, None
    for column in report.columns:
        heading = report.view.speaker.say(column.heading)
        if column.name == "id":
            _id_column(table, report, width)
        else:
            table.add_column(
                heading, ratio=3 if column.name in ("title", "section") else None, overflow="fold"
            )
    for status in group.rows:
        table.add_row(*(text(cell_text(column.cell(status, report.view))) for column in report.columns))
    return table


def _id_column(table: Table, report: Report, width: int) -> None:
    longest = max((len(report.view.id(one)) for group in report.groups for one in group.rows), default=2)
    table.add_column(
        report.view.speaker.say(message("Id")), width=max(2, min(longest, width // 3)), overflow="fold"
    )


def _title(report: Report, status: Status) -> Text:
    return text(one_line(report.view.title(status)))


def _owners(report: Report, status: Status) -> Text:
    return text(", ".join(one_line(name) for name in report.view.names(status, status.item.owners)))


def _due(report: Report, status: Status) -> Text:
    """The date as written; hours and place where they are part of it."""
    due = status.due
    if due.text is None:
        return Text("")
    shown_due = text(one_line(due_text(report.view.speaker, due)))
    if due.hours is not None and str(due.hours) not in due.text:
        shown_due.append(f" {due.hours}")
    if due.hours is not None:
        zone = due.timezone or report.view.speaker.say(message("no time zone given"))
        shown_due.append(f" ({one_line(zone)})", "dim")
    if due.recurrence is not None and due.period.earliest is not None:
        shown_due.append(
            f", {report.view.speaker.say(message('next {day}', day=due.period.earliest))}", "dim"
        )
    return shown_due


def _state(report: Report, status: Status) -> Text:
    """The state in its word and colour, the days, then the flags."""
    speaker = report.view.speaker
    state = Text(speaker.say(STATES[status.state]), STYLES[status.state])
    left = days(speaker, status.days_left)
    if left:
        state.append(f", {left}")
    if status.flags:
        state.append(f"{speaker.say(BEFORE_FLAGS)}{flag_words(speaker, status)}", "dim")
    return state
