"""What is known where a parser gave up, and what can be said of it without knowing more.

Comes in: a text and a refusal. Goes out: the case that `mistakes` and `brackets` explain.
"""

from __future__ import annotations

from ssetrack.diagnostic import Problem
from ssetrack.language.message import message
from ssetrack.source.events import Refused
from ssetrack.source.explain.complaints import question_mark, syntax
from ssetrack.source.lines import Around
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Node


class Mistake:
    """What is known of a refusal: the text, what the parser said and where, and the last value before."""

    def __init__(self, text: str, refusal: Refused, recent: Node) -> None:
        self.text = text
        self.complaint = refusal.complaint
        self.end = refusal.end
        self.start = refusal.end if refusal.start is None else refusal.start
        self.recent = recent
        self.here = Around(text, self.end)

    @property
    def sign(self) -> str:
        """The character at which the parser gave up; empty at the end of the file."""
        return self.text[self.end : self.end + 1]


def unfitting(mistake: Mistake) -> Problem:
    """What is said where nothing better is known."""
    if mistake.sign == "?":
        return question_mark(mistake.end)
    if mistake.sign == "%":
        return quote_it(mistake, mistake.end)
    start = min(mistake.end, max(len(mistake.text.rstrip()) - 1, 0))
    return syntax(
        start,
        min(start + 1, len(mistake.text)),
        message("YAML cannot be read from here on"),
        message(
            "check the quotes, brackets, colons and spaces at the beginning of the lines, here and above"
        ),
    )


def quote_it(mistake: Mistake, start: int) -> Problem:
    """A text that begins with a sign of YAML's and has no quotes."""
    line = Around(mistake.text, start)
    value = mistake.text[start : line.content_end]
    return syntax(
        start,
        start + 1,
        message("a text without quotes cannot begin with `{sign}`", sign=value[:1]),
        message("put quotes around it: `{text}`", text=quote(value, flow=False, style='"')),
    )
