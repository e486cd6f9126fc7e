"""How a text is written as a YAML value, so that every reader reads that text.

Comes in: a text and where it is to stand. Goes out: the characters to put into the file. Plain if no reader
of YAML 1.1 or 1.2 could take it for anything else, quoted otherwise.
"""

from __future__ import annotations

import re

from ssetrack.source.rereading import is_misread
from ssetrack.source.tree import Style

_ODD = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_PLAIN = re.compile(rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`=<{_ODD}][^{_ODD}]*")
_PLAIN_WITH_SIGN = re.compile(rf"-[^\s\-,\[\]{{}}:#?.{_ODD}][^{_ODD}]*")
_ENDS_PLAIN = re.compile(r":(?=\s|$)|\s#|\s$")
_FLOW_SIGN = re.compile(r"[,\[\]{}:?]")
_ESCAPED = re.compile(rf"[{_ODD}\"\\]")
_UNPRINTABLE = re.compile(f"[{_ODD}]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def quote(text: str, *, flow: bool, style: Style = "") -> str:
    """The text as a YAML value on one line; `flow` where it is to stand within `[]` or `{}`.

    `style` is how the value was written so far: its quotes are kept if they can hold the text. A block text
    becomes a quoted one.
    """
    if not style and is_plain(text, flow=flow):
        return text
    printable = not _UNPRINTABLE.search(text)
    if printable and (style == "'" or (style != '"' and ('"' in text or "\\" in text) and "'" not in text)):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether every YAML reader reads this text where it is written without quotes."""
    if not (_PLAIN.fullmatch(text) or _PLAIN_WITH_SIGN.fullmatch(text)):
        return False
    if _ENDS_PLAIN.search(text) or text.startswith("..."):
        return False
    if flow and _FLOW_SIGN.search(text):
        return False
    return not is_misread(text)


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    if sign in _SHORT:
        return _SHORT[sign]
    return f"\\u{ord(sign):04x}"  # as JSON has it, too
