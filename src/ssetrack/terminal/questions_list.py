"""The list of `open`: questions below those to whom they go.

Comes in: questions. Goes out: lines on a canvas.
"""

from __future__ import annotations

from rich.cells import cell_len

from ssetrack.query.questions import Questions
from ssetrack.terminal.canvas import Canvas, fit
from ssetrack.terminal.console import WIDEST
from ssetrack.terminal.status_table import print_heading
from ssetrack.wording.cells import title_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.questions import led_items, question_text, roles_text
from ssetrack.wording.views import question_counts, whom

MOST_FOR_ID = 14
"""Cells for ids; a longer one has its line to itself."""


def print_questions(questions: Questions, canvas: Canvas) -> None:
    """Print the questions, an item's title once."""
    view, speaker = questions.report.view, questions.report.view.speaker
    print_heading(questions.report, canvas)
    width = min(canvas.width, WIDEST)
    canvas.paragraph(question_counts(questions, speaker), width)
    ids = [view.id(question.status) for group in questions.asked for question in group.questions]
    ids += [view.id(one) for group in questions.asked for roles in group.roles for one in roles.statuses]
    room = min(MOST_FOR_ID, max(map(cell_len, ids), default=0))
    for group in questions.asked:
        canvas.line()
        canvas.paragraph(whom(group, speaker), width, style="bold")
        before = None
        for question in group.questions:
            if question.status is not before:
                before = question.status
                _item(canvas, view.id(before), title_words(before, view), room, width)
            canvas.paragraph(question_text(question, view), width, lead=f"{' ' * room}    ", style="yellow")
        for number, roles in enumerate(group.roles):
            if number or group.questions:
                canvas.line()
            canvas.paragraph(roles_text(roles, view), width, style="yellow")
            for own, title in led_items(roles, view):
                _item(canvas, own, title, room, width)


def _item(canvas: Canvas, own_id: str, title: str, room: int, width: int) -> None:
    """An id and its title; an id that is wider than its room has its line to itself."""
    own = one_line(own_id)
    if cell_len(own) > room:
        canvas.line((own, "cyan"))
        own = ""
    canvas.paragraph(title, width, lead=f"{fit(own, room)}  ", lead_style="cyan")
