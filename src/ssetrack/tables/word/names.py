"""The names of WordprocessingML that several files ask for (ECMA-376 part 1, chapter 17).

Comes in: an element. Goes out: what its attributes and switches say.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"


def value(element: etree._Element | None, path: str = "") -> str | None:
    """The `w:val` of an element, or of the first one at a path below it (`numPr/ilvl`)."""
    if element is None:
        return None
    if path:
        element = element.find(_whole_path(path))
    return None if element is None else element.get(VAL)


@cache
def _whole_path(path: str) -> str:
    return "/".join(W + name for name in path.split("/"))


def number(element: etree._Element | None, path: str = "") -> int | None:
    """The same as a whole number; None where it is none."""
    return whole(value(element, path))


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits."""
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("-").isdecimal() and digits.isascii() and len(digits) < 10 else None


def switch(element: etree._Element | None, name: str) -> bool | None:
    """Whether a switch below an element is on (`<w:strike/>`), off (`w:val="0"`) or absent."""
    found = None if element is None else element.find(_whole_path(name))
    return None if found is None else found.get(VAL, "1") not in ("0", "false", "off", "none")
