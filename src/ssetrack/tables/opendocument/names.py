"""The namespaces of OpenDocument (OASIS ODF 1.3) that several files ask for.

Comes in: elements. Goes out: what their attributes say.
"""

from __future__ import annotations

from lxml import etree

from ssetrack.tables.whole_numbers import natural_number

_NS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE = _NS.format("office")
TEXT = _NS.format("text")
TABLE = _NS.format("table")
STYLE = _NS.format("style")
NUMBER = _NS.format("datastyle")
DRAW = _NS.format("drawing")
FO = _NS.format("xsl-fo-compatible")
MANIFEST = _NS.format("manifest")
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def whole(element: etree._Element, name: str, otherwise: int = 1) -> int:
    """An attribute that is a whole number of at most nine digits, or what it is otherwise."""
    found = natural_number(element.get(name, ""))
    return otherwise if found is None else found
