"""The children of an XML element, asked for one at a time: each cell of a document asks ten times.

Comes in: an element, or none. Goes out: its first child of a tag.
"""

from __future__ import annotations

from lxml import etree


def first_child(element: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child of that tag; None without one, and of no element.

    `find` gives the same, but takes any tag for a path: that lasts three times as long.
    """
    return None if element is None else next(element.iterchildren(tag), None)
