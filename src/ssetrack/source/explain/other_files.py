"""Files of other programs that somebody gives for a plan.

Comes in: the text and the path of a file that is no plan. Goes out: the problem that says what the file is,
or none where that is not certain. How a file begins counts; the ending of its name only where the text has no
sign of its own and says nowhere that it is a plan.
"""

from __future__ import annotations

import re

from ssetrack.diagnostic import Problem, Range
from ssetrack.language.message import Message, message

_HEAD = 20_000

_CALENDAR = message("this is a calendar, not a work plan: `ssetrack import` makes a plan of it")
_OFFICE = message("this is a Word, Excel or OpenDocument file: `ssetrack import` makes a plan of it")
_PAGE = message("this is a web page, not a work plan: `ssetrack import` makes a plan of its tables")
_MAIL = message("this is a mail, not a work plan: `ssetrack import` makes a plan of its tables")
_MARKDOWN = message("this is a Markdown text, not a work plan: `ssetrack import` makes a plan of its tables")
_TABLE = message("this is a table, not a work plan: `ssetrack import` makes a plan of it")
_PROJECT = message("this is the plan of another program: `ssetrack import` reads most of them")
_OTHER = message("this is a file of another program, not a work plan")

_HEADER = r"[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n){0,50}"
_SIGNS = (
    (r"BEGIN:VCALENDAR\b", _CALENDAR),
    (r"PK\x03\x04(?=.*?(?:word/|xl/|opendocument\.))", _OFFICE),
    (r"<(?:!doctype html|html|head|body|table)\b", _PAGE),
    (r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<project\b", _PROJECT),
    (r"%PDF-|\{\\rtf|BEGIN:VCARD|<\?xml\b", _OTHER),
    (
        (
            rf"(?:From [^\n]*\n)?(?=(?:{_HEADER}){{0,200}}?From:)"
            rf"(?:{_HEADER}){{0,200}}?(?:MIME-Version|Message-ID):"
        ),
        _MAIL,
    ),
)
"""How such a file begins; no plan does."""

_FLAGS = re.IGNORECASE | re.DOTALL
_ENDINGS = {
    ".csv": _TABLE, ".tsv": _TABLE, ".md": _MARKDOWN, ".markdown": _MARKDOWN,
    ".gan": _PROJECT, ".mmd": _PROJECT, ".mpp": _PROJECT, ".org": _PROJECT, ".tjp": _PROJECT,
}  # fmt: skip
_PLAN = re.compile(r"^[ \t]*[\"']?ssetrack\b", re.MULTILINE)
"""Whoever writes this means a plan, however wrong the rest is."""


def other_file(text: str, path: str) -> Problem | None:
    """What a file is that is no plan, if that is certain. `path` is asked for its ending only."""
    what = _kind(text[:_HEAD].lstrip("\ufeff \t\r\n").replace("\r\n", "\n"), path.lower())
    if what is None or _PLAN.search(text):
        return None
    return Problem(
        "wrong-type",
        Range(0, 0),
        what,
        message("give the path of a work plan: a text file in YAML, saved as UTF-8"),
    )


def _kind(head: str, path: str) -> Message | None:
    shown = next((what for sign, what in _SIGNS if re.match(sign, head, _FLAGS)), None)
    return shown or next((what for ending, what in _ENDINGS.items() if path.endswith(ending)), None)
