"""Content of plans made safe to show: no control character reaches a terminal or a one-line format.

Comes in: any text of a user. Goes out: the text without C0 and C1 controls and without the bidirectional
overrides that can make a line read as something else (Unicode UAX #9); each becomes `�`.
"""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
_BREAK = re.compile("[\n\r\t\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """The text with line ends and tabs kept, every other control character as `�`."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The printable text on one line: line ends and the blanks round them become one space."""
    if text.isascii() and text.isprintable():
        return text
    return printable(joined_lines(text.strip()))


def joined_lines(text: str) -> str:
    """The text with a space for each line end, also those of Unicode (U+0085, U+2028, U+2029), and tab."""
    return _BLANKS.sub(lambda blanks: " " if _BREAK.search(blanks[0]) else blanks[0], text)
