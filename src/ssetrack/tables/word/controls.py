"""Content controls of a Word document: placeholders, check boxes, dates (ECMA-376 17.5.2).

Comes in: a control's properties (`w:sdtPr`). Goes out: what it holds.
"""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.word.names import W, switch, value

_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_ON = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBERS = re.compile(r"[0-9]{1,9}")


def is_placeholder(properties: etree._Element | None) -> bool:
    """Whether it only says what should be written there."""
    return bool(switch(properties, "showingPlcHdr"))


def tick(properties: etree._Element | None) -> bool | None:
    """Whether a check box is ticked; None for another control."""
    box = first_child(properties, _CHECKBOX)
    if box is None:
        return None
    checked = first_child(box, _CHECKED)
    return checked is not None and checked.get(_ON, "1") in ("1", "true")


def control_date(properties: etree._Element | None, text: str) -> str:
    """The date of a date control in ISO 8601, as precise as it is shown; empty for another control.

    Also empty where the text has other numbers than the date: somebody wrote over it, and the text counts.
    """
    date = first_child(properties, W + "date")
    day = None if date is None else _DAY.match(date.get(W + "fullDate", ""))
    if day is None:
        return ""
    from ssetrack.tables.moments import iso  # formats of numbers: few documents have such a control
    from ssetrack.tables.number_formats import sections

    try:
        at = datetime.fromisoformat(day[0])
    except ValueError:
        return ""
    section = sections(value(date, "dateFormat") or "yyyy-MM-dd")[0]
    numbers = {int(found) for found in _NUMBERS.findall(text)}
    if not numbers or not numbers <= {at.day, at.month, at.year, at.year % 100}:
        return ""
    return iso(at, section) if section.is_date else ""
