"""Content of plans made safe to show: one function for each medium, used by all that writes to it.

Comes in: any text of a user. Goes out: what may stand in that medium as content, and does nothing there.

| medium | its function | beside it |
|---|---|---|
| terminal, and a log that shows it | `printable`, `one_line` | `log_line` for a finished line |
| JSON, with SARIF and GitLab | `json_text` | |
| HTML page | `page_text`; the templates escape | |
| Markdown | `markdown_text` | |
| CSV | `csv_cell` | |
| iCalendar | `calendar_text`; `calendar.content_lines` escapes | |
| JUnit XML | `xml_text`; its writer escapes | |

What no medium shows: C0 and C1 controls, DEL, and the overrides of direction that make a line read as
something else (Unicode UAX #9). Programs get them as escapes, people as `�`.
"""

from __future__ import annotations

import json
import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
"""Made once: `json.dumps` would make one for each item."""

_BLANKS = re.compile(r"\s+")
_BREAK = re.compile("[\n\r\t\x0b\x0c\x85\u2028\u2029]")
_BEGINS_WITH_COMMAND = r"(?<=\n)([^\S\n]*):(?=:)"
_COMMAND = re.compile(r"##(?=\w*\[)")
_JSON_ESCAPED = "[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_NO_XML = "[\ud800-\udfff\ufffe\uffff]"
_FORMULA = "\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n]"
_MARKDOWN = r"([\\`*_{}\[\]<>|#~])"
_ACTS = r"(?i)(?<=[@#!])(?=\w)|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bmailto:)|(?<=\bxmpp:)"
_NOT_IN_CALENDAR = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The text for a terminal: line ends and tabs kept, every other control character as `�`.

    `##[group]` and `##vso[…]` are commands to the logs of GitHub and Azure wherever they stand in a line.
    """
    if text.isascii() and text.isprintable():
        return _COMMAND.sub("# #", text) if "##" in text else text
    return _COMMAND.sub("# #", _CONTROL.sub("\ufffd", text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """The printable text on one line: line ends and the blanks round them become one space."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return printable(one_paragraph(text.strip()))


def one_paragraph(text: str) -> str:
    """The text with a space for each line end, also those of Unicode (U+0085, U+2028, U+2029), and tab."""
    if not _BREAK.search(text):  # as nearly every text: then its blanks stay as they are
        return text
    return _BLANKS.sub(lambda blanks: " " if _BREAK.search(blanks[0]) else blanks[0], text)


def log_line(line: str) -> str:
    """A finished line of output: one that begins with `::` would be a command to GitHub's log."""
    return line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line


def json_text(value: object, *, indent: int | None = None) -> str:
    """A value as JSON: letters of all languages stay readable, what acts or cannot be seen is escaped."""
    encoder = _ENCODER if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent)
    text = encoder.encode(value)
    if text.isascii() and "##" not in text and "\x7f" not in text:
        return text
    # Outside of texts JSON is ASCII without these signs.
    return _COMMAND.sub(r"#\\u0023", re.sub(_JSON_ESCAPED, lambda sign: f"\\u{ord(sign[0]):04x}", text))


def page_text(value: object) -> object:
    """What a template puts into a page, before it is escaped: texts printable, all else as it is.

    Markup made by a template (it has `__html__`) is finished; a text of a plan may be any kind of `str`.
    """
    if type(value) is str and value.isascii() and value.isprintable():  # nearly every text of a large page
        return value if "##" not in value and "::" not in value else _log_lines(printable(value))
    is_content = isinstance(value, str) and not hasattr(value, "__html__")
    return _log_lines(printable(str(value))) if is_content else value


def markdown_text(text: str) -> str:
    """One line of content as plain Markdown: no markup, and no address, @name or #1 that becomes a link.

    Services find those in the finished page, where a backslash is gone: a zero-width space parts them.
    """
    line = re.sub(_ACTS, "\0", one_line(text))
    return re.sub(_MARKDOWN, r"\\\1", line).replace("\0", "&#8203;")


def csv_cell(text: str) -> str:
    """One line of content that no spreadsheet takes for a formula, in wide letters either."""
    line = one_line(text)
    return f"'{line}" if re.match(_FORMULA, line) else line


def xml_text(text: str) -> str:
    """The printable text without what XML 1.0 cannot hold."""
    return _log_lines(re.sub(_NO_XML, "\ufffd", printable(text)))


def _log_lines(text: str) -> str:
    """A text that begins within a line, made for a log: from its second line on, as `log_line` does."""
    return re.sub(_BEGINS_WITH_COMMAND, r"\1: ", text) if "::" in text else text


def calendar_text(text: str) -> str:
    """The text without what TEXT may not hold (RFC 5545 §3.3.11), overrides and halves of characters.

    Line ends are left: what they become depends on the property.
    """
    return _COMMAND.sub("# #", _NOT_IN_CALENDAR.sub("", text))
