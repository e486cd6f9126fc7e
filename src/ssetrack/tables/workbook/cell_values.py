"""What a cell of a workbook can hold.

Comes in: any text. Goes out: the same as far as a cell takes it. Knows no library that writes workbooks.
"""

from __future__ import annotations

import re
from datetime import date

LONGEST = 32_767
"""Letters in a cell (Excel specifications and limits), counted in units of UTF-16."""

MOST_DEPTH = 7
"""Levels of an outline."""

FIRST_DAY = date(1900, 3, 1)
"""Before it the calendars of spreadsheets disagree: Excel counts a 29 February 1900."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    """A text as a cell can hold it: without what XML has no sign for, and cut where it is too long."""
    text = _NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return f"{text.encode('utf-16-le')[: (LONGEST - 2) * 2].decode('utf-16-le', 'ignore')}…"


def fits(text: str) -> bool:
    """Whether a cell can hold the whole of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST
