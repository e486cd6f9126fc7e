"""The names of SpreadsheetML that several files ask for (ECMA-376 part 1, chapter 18).

Comes in: elements and addresses. Goes out: what they say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.limits import MOST_COLUMNS, MOST_ROWS
from ssetrack.tables.whole_numbers import natural_number

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Area(NamedTuple):
    """A rectangle of cells: its first address, height and width."""

    row: int
    column: int
    height: int
    width: int


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number of at most nine digits, or what it is otherwise."""
    found = natural_number(text or "")
    return otherwise if found is None else found


def is_on(element: etree._Element | None, attribute: str = "val", *, absent: bool = True) -> bool:
    """Whether a switch is on: it is there, and does not say no."""
    if element is None:
        return False
    said = element.get(attribute)
    return absent if said is None else said in ("1", "true")


def place(address: str) -> tuple[int, int] | None:
    """Row and column of an address (`C7`), from 1; None for what is none."""
    found = _PLACE.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row, column) if 1 <= row <= MOST_ROWS and 1 <= column <= MOST_COLUMNS else None


def area(reference: str) -> Area | None:
    """The rectangle that a reference (`B3:B5`, `A1`) means."""
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    if start is None or end is None or end < start or end[1] < start[1]:
        return None
    return Area(*start, end[0] - start[0] + 1, end[1] - start[1] + 1)
