"""Which format a text has: by how it begins, then by the ending of the file's name.

Comes in: a text, and a name. Goes out: a `Form`, or none for an ending that nobody reads.
"""

import re

from ssetrack.tables.signatures import Form

ENDINGS = {
    ".csv": Form.SEPARATED, ".tsv": Form.SEPARATED, ".tab": Form.SEPARATED,
    ".html": Form.WEB_PAGE, ".htm": Form.WEB_PAGE, ".xhtml": Form.WEB_PAGE,
    ".md": Form.MARKDOWN, ".markdown": Form.MARKDOWN, ".mdown": Form.MARKDOWN,
    ".eml": Form.MAIL, ".mht": Form.MAIL, ".mhtml": Form.MAIL,
    ".mmd": Form.MERMAID, ".mermaid": Form.MERMAID,
    ".gan": Form.GANTT_PROJECT, ".ics": Form.CALENDAR, ".ical": Form.CALENDAR, ".json": Form.JSON,
    ".org": Form.ORG, ".tjp": Form.TASKJUGGLER, ".tji": Form.TASKJUGGLER,
}  # fmt: skip
"""Formats of text by the endings of names; the others are known by what they hold."""

ANY_TEXT = frozenset({"", ".txt", ".text", ".doc", ".xls"})
"""Endings that say nothing of a text: pasted, or saved by a program of the web under a name of Office."""

_HEAD = 20_000
_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,5}(?:<!DOCTYPE[^>\[]{0,200}>\s*)?"
    r"<([A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})[\s/>]", re.IGNORECASE,
)  # fmt: skip
_NAMES = (
    ("http://schemas.microsoft.com/project", Form.MS_PROJECT),
    ("urn:oasis:names:tc:opendocument", Form.OTHER_XML),
    ("urn:schemas-microsoft-com:office:spreadsheet", Form.OTHER_XML),
    ("http://schemas.microsoft.com/office/word", Form.OTHER_XML),
)
"""What the root of an XML file says about itself."""

_CLIPBOARD = re.compile(r"\s*Version:\d[\d.]{0,8}\r?\nStartHTML:")
_HTML = re.compile(
    r"<(?:html|head|body|table|tr|td|p|div|span|ul|ol|h[1-6]|meta|!doctype html)\b", re.IGNORECASE
)
_PROJECT = re.compile(r"^\s*project\s+(?:[\w.-]+\s+)?\"", re.MULTILINE)
_ORG = re.compile(r"^(?:#\+\w+:|\*+ (?:TODO|DONE|NEXT|WAITING) )", re.MULTILINE)
_DATES_OF_ORG = re.compile(r"^\s*(?:DEADLINE|SCHEDULED|CLOSED): [<\[]\d", re.MULTILINE)


def text_form(text: str, ending: str) -> Form | None:
    """The format of a text: what shows plainly, else what the ending says. `ending` is in small letters."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    shown = _plain_form(head)
    if shown is not None and not (shown is Form.WEB_PAGE and ENDINGS.get(ending) is Form.MARKDOWN):
        return shown
    if ending in ENDINGS:
        return ENDINGS[ending]
    if ending not in ANY_TEXT:
        return None
    return _likely_form(head)


def _plain_form(head: str) -> Form | None:
    """What cannot be anything else."""
    if head[:15].upper() == "BEGIN:VCALENDAR":
        return Form.CALENDAR
    if _CLIPBOARD.match(head):
        return Form.WEB_PAGE
    if head.startswith("<"):
        return _markup(head)
    return None


def _markup(head: str) -> Form | None:
    root = _ROOT.match(head)
    name = root[2].lower() if root else ""
    form = next((form for said, form in _NAMES if said in head), None)
    if name == "html" or _HTML.match(head):
        return Form.WEB_PAGE
    if form is not None:
        return form
    if name == "project" and ("<task" in head or "view-date=" in head):
        return Form.GANTT_PROJECT
    if head.startswith("<?xml"):
        return Form.OTHER_XML
    return Form.WEB_PAGE if _HTML.search(head) else None


def _likely_form(head: str) -> Form:
    """What a text without a telling name is."""
    from ssetrack.tables.exchange.mermaid import is_gantt
    from ssetrack.tables.separated_values import is_table

    if head.startswith(("{", "[{", "[\n", "[\r")) and re.match(r"[\[{]\s*[\[{\"]", head):
        return Form.JSON
    if is_gantt(head):
        return Form.MERMAID
    if _PROJECT.search(head) and "{" in head and re.search(r"^\s*task\s", head, re.MULTILINE):
        return Form.TASKJUGGLER
    if _ORG.search(head) and _DATES_OF_ORG.search(head):
        return Form.ORG
    if is_table(head) or head[:4].lower() == "sep=":
        return Form.SEPARATED
    return Form.TEXT
