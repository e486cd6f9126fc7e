"""Statuses as a Markdown table, for minutes, wikis and pull requests.

Comes in: a report. Goes out: text. Content is escaped, so that a title cannot make a cell, a link or HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssetrack.language.message import message
from ssetrack.query.report import Report
from ssetrack.status import Status
from ssetrack.wording.cells import (
    ChosenCells,
    group_heading,
    last_day,
    left_out,
    name_list,
    owners_text,
    state_words,
    title_lines,
    title_words,
)
from ssetrack.wording.dates import date_words
from ssetrack.wording.filters import filter_words
from ssetrack.wording.printable import markdown_text
from ssetrack.wording.words import as_of, closed_items_line, summary


def page_head(report: Report) -> Iterator[str]:
    """The titles of the plans, the summary and the day."""
    yield f"# {markdown_text(' · '.join(title_lines(report)))}"
    yield ""
    only = filter_words(report)
    if only:
        yield f"**{markdown_text(only)}**"
        yield ""
    view, speaker = report.view, report.view.speaker
    day = as_of(speaker, report.today, report.timezone, iso=view.iso)
    yield f"{summary(speaker, report.counts)} ({day})"


def status_markdown(report: Report) -> str:
    """The report as a heading, a summary and a table for each group."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    speaker, chosen = report.view.speaker, ChosenCells(report)
    yield from page_head(report)
    for group in report.groups:
        yield ""
        if group.heading != "":
            yield f"## {markdown_text(group_heading(report, group))}"
            yield ""
        if report.columns:
            headings = [speaker.say(column.heading) for column in report.columns]
        else:
            names = (message("Id"), message("Title"), message("Owners"), message("Goals"), message("Due"))
            last = (message("Last day"),) if report.view.iso else ()
            headings = [speaker.say(heading) for heading in (*names, *last, message("State"))]
        yield from table(headings, (_cells(report, status, chosen) for status in group.rows))
        if group.left_out:
            yield ""
            yield left_out(report, group)
    if report.hidden:
        yield ""
        yield closed_items_line(speaker, report.hidden)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Lines of a Markdown table, with all content escaped."""
    head = [markdown_text(heading) for heading in headings]
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(markdown_text(cell) for cell in row)} |"


def _cells(report: Report, status: Status, chosen: ChosenCells) -> list[str]:
    view = report.view
    if report.columns:
        return chosen.of(status)
    return [
        view.id(status),
        title_words(status, view),
        owners_text(report, status),
        name_list(status.item.goals, view.speaker, " "),
        date_words(status, view),
        *((last_day(status),) if view.iso else ()),
        state_words(view.speaker, status),
    ]
