"""The list of `open`: questions below those to whom they go.

Comes in: questions. Goes out: lines on a console, or a Markdown page for the minutes of a call.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from ssetrack.formats.markdown import escaped
from ssetrack.formats.views_markdown import page_head
from ssetrack.query.questions import Questions
from ssetrack.terminal.canvas import Canvas, fitted
from ssetrack.terminal.console import WIDEST
from ssetrack.terminal.status_table import print_heading
from ssetrack.wording.printable import one_line
from ssetrack.wording.questions import question_text
from ssetrack.wording.views import asked, whom

MOST_FOR_ID = 14
"""Cells for ids; a longer one has its line to itself."""


def print_questions(questions: Questions, canvas: Canvas) -> None:
    """Print the questions, an item's title once."""
    view, speaker = questions.report.view, questions.report.view.speaker
    print_heading(questions.report, canvas)
    width = min(canvas.width, WIDEST)
    canvas.paragraph(asked(questions, speaker), width)
    ids = [view.id(question.status) for group in questions.groups for question in group.questions]
    room = min(MOST_FOR_ID, max(map(cell_len, ids), default=0))
    for group in questions.groups:
        canvas.line()
        canvas.paragraph(whom(group, speaker), width, style="bold")
        before = None
        for question in group.questions:
            if question.status is not before:
                before = question.status
                own = one_line(view.id(before))
                if cell_len(own) > room:
                    canvas.line((own, "cyan"))
                    own = ""
                canvas.paragraph(view.title(before), width, lead=f"{fitted(own, room)}  ", lead_style="cyan")
            canvas.paragraph(question_text(question, view), width, lead=f"{' ' * room}    ", style="yellow")


def questions_markdown(questions: Questions) -> str:
    """The questions as a page with a list for each group."""
    return "\n".join(_markdown(questions)) + "\n"


def _markdown(questions: Questions) -> Iterator[str]:
    report = questions.report
    view, speaker = report.view, report.view.speaker
    yield from page_head(report)
    yield ""
    yield asked(questions, speaker)
    for group in questions.groups:
        yield ""
        yield f"## {escaped(whom(group, speaker))}"
        yield ""
        for question in group.questions:
            own, title = escaped(view.id(question.status)), escaped(view.title(question.status))
            yield f"- **{own}** {title}: {escaped(question_text(question, view))}"
