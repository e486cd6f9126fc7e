"""An agenda for mails and minutes: plain text, or Markdown.

Comes in: an agenda in words. Goes out: text. In Markdown all content is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.query.agenda import Agenda
from ssetrack.wording.agenda import ToldAgenda, told_agenda
from ssetrack.wording.printable import log_line, markdown_text


def agenda_text(agenda: Agenda) -> str:
    """A paragraph for each list, one thing a line; no line is broken."""
    return "".join(f"{log_line(line)}\n" for line in text_lines(told_agenda(agenda)))


def text_lines(told: ToldAgenda) -> Iterator[str]:
    """The lines of an agenda as plain text."""
    yield told.title
    yield from told.opening
    for one in told.lists:
        yield ""
        yield one.heading
        for part in one.parts:
            if part.title:
                yield f"  {part.title}"
            for line in part.lines:
                yield f"  - {line.id} {told.sentence(line)}" if line.id else f"  - {told.sentence(line)}"
        if one.more:
            yield f"  {one.more}"


def agenda_markdown(agenda: Agenda) -> str:
    """A heading and a list for each list of the agenda."""
    return "".join(f"{line}\n" for line in _markdown_lines(told_agenda(agenda)))


def _markdown_lines(told: ToldAgenda) -> Iterator[str]:
    yield f"# {markdown_text(told.title)}"
    for line in told.opening:
        yield ""
        yield markdown_text(line)
    for one in told.lists:
        yield ""
        yield f"## {markdown_text(one.heading)}"
        for part in one.parts:
            yield ""
            if part.title:
                yield f"### {markdown_text(part.title)}"
                yield ""
            for each in part.lines:
                own = f"**{markdown_text(each.id)}** " if each.id else ""
                yield f"- {own}{markdown_text(told.sentence(each))}"
        if one.more:
            yield ""
            yield markdown_text(one.more)
