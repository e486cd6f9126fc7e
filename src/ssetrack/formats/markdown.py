"""Statuses as a Markdown table, for minutes, wikis and pull requests.

Comes in: a report. Goes out: text. Content is escaped, so that a title cannot make a cell, a link or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.query.report import Report
from ssetrack.schedule import Due
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
)
from ssetrack.wording.printable import markdown_text
from ssetrack.wording.words import as_of, closed_items_line, due_text, next_text, repeat_text, summary


def plain(content: str) -> str:
    """One line of content as plain Markdown text."""
    return markdown_text(content)


def status_markdown(report: Report) -> str:
    """The report as a heading, a summary and a table for each group."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    speaker, chosen = report.view.speaker, ChosenCells(report)
    yield f"# {plain(' · '.join(title_lines(report)))}"
    yield ""
    yield f"{summary(speaker, report.counts)} ({as_of(speaker, report.today, report.timezone)})"
    for group in report.groups:
        yield ""
        if group.heading != "":
            yield f"## {plain(group_heading(report, group))}"
            yield ""
        if report.columns:
            headings = [speaker.say(column.heading) for column in report.columns]
        else:
            headings = [
                speaker.say(heading)
                for heading in (
                    message("Id"),
                    message("Title"),
                    message("Owners"),
                    message("Goals"),
                    message("Due"),
                    message("Last day"),
                    message("State"),
                )
            ]
        yield f"| {' | '.join(headings)} |"
        yield f"|{'---|' * len(headings)}"
        for status in group.rows:
            yield f"| {' | '.join(plain(cell) for cell in _cells(report, status, chosen))} |"
        if group.left_out:
            yield ""
            yield left_out(report, group)
    if report.hidden:
        yield ""
        yield closed_items_line(speaker, report.hidden)


def _cells(report: Report, status: Status, chosen: ChosenCells) -> list[str]:
    view = report.view
    if report.columns:
        return chosen.of(status)
    return [
        view.id(status),
        view.title(status),
        owners_text(report, status),
        name_list(status.item.goals, view.speaker, " "),
        _due(view.speaker, status.due),
        last_day(status),
        state_words(view.speaker, status),
    ]


def _due(speaker: Speaker, due: Due) -> str:
    """The date as written; how often and when next where it comes back."""
    if due.recurrence is None:
        return due_text(speaker, due)
    parts = repeat_text(speaker, due.recurrence), next_text(speaker, due)
    return ", ".join(part for part in parts if part)
