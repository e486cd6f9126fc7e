"""Open questions as a Markdown page, for the minutes of a call.

Comes in: questions. Goes out: text with every content escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.formats.markdown import page_head
from ssetrack.query.questions import Questions
from ssetrack.wording.cells import title_words
from ssetrack.wording.printable import markdown_text
from ssetrack.wording.questions import led_items, question_text, roles_text
from ssetrack.wording.views import question_counts, whom


def questions_markdown(questions: Questions) -> str:
    """The questions as a page with a list for each group."""
    return "\n".join(_markdown_lines(questions)) + "\n"


def _markdown_lines(questions: Questions) -> Iterator[str]:
    report = questions.report
    view, speaker = report.view, report.view.speaker
    yield from page_head(report)
    yield ""
    yield question_counts(questions, speaker)
    for group in questions.asked:
        yield ""
        yield f"## {markdown_text(whom(group, speaker))}"
        yield ""
        for question in group.questions:
            own, title = (
                markdown_text(view.id(question.status)),
                markdown_text(title_words(question.status, view)),
            )
            yield f"- **{own}** {title}: {markdown_text(question_text(question, view))}"
        for roles in group.roles:
            yield f"- {markdown_text(roles_text(roles, view))}"
            for own, title in led_items(roles, view):
                yield (
                    f"  - **{markdown_text(own)}** {markdown_text(title)}"
                    if own
                    else f"  - {markdown_text(title)}"
                )
