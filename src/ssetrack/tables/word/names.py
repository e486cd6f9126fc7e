"""The names of WordprocessingML that several files ask for (ECMA-376 part 1, chapter 17).

Comes in: an element. Goes out: what its attributes and switches say.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.whole_numbers import whole_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"


Settings = Mapping[str, etree._Element]  # noqa: SLF001  (its only name)
"""What an element says of itself, by tag."""


def settings_of(properties: etree._Element | None) -> Settings:
    """What is in an element such as `w:tcPr`: read once where many of them are asked for."""
    return {} if properties is None else {setting.tag: setting for setting in properties}


def value(element: etree._Element | None, path: str = "") -> str | None:
    """The `w:val` of an element, or of the first one at a path below it (`numPr/ilvl`)."""
    for name in path.split("/") if path else ():
        element = first_child(element, W + name)
    return None if element is None else element.get(VAL)


def number(element: etree._Element | None, path: str = "") -> int | None:
    """The same as a whole number; None where it is none."""
    return whole(value(element, path))


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits."""
    return None if text is None else whole_number(text.strip())


def switch(element: etree._Element | None, name: str) -> bool | None:
    """Whether a switch below an element is on (`<w:strike/>`), off (`w:val="0"`) or absent."""
    found = first_child(element, W + name)
    return None if found is None else found.get(VAL, "1") not in ("0", "false", "off", "none")
