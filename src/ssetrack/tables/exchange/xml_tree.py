"""XML of other programs as a tree: nothing is fetched, no document type is read, no entity is expanded.

Comes in: octets. Goes out: the root. Raises `SsetrackError` for what is broken, too large or nested too
deeply.
"""

from collections.abc import Iterator
from typing import cast

from lxml import etree

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.limits import MARKUP, check_depth, check_number, check_size
from ssetrack.tables.safe_xml import SAFE, has_document_type

_PIECE = 1 << 16
_MOST_ELEMENTS = 200_000

Element = etree._Element  # noqa: SLF001  (its only name)


def root(octets: bytes) -> Element:
    """The root of a file of XML."""
    check_size(len(octets))
    parser = etree.XMLPullParser(events=("start", "end"), **SAFE)
    found: list[Element] = []
    elements = depth = 0
    try:
        for at in range(0, len(octets), _PIECE):
            parser.feed(octets[at : at + _PIECE])
            for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                if event == "end":
                    depth -= 1
                    continue
                if not found:
                    found.append(element)
                    _refuse_document_type(element)
                elements, depth = elements + 1, depth + 1
                check_depth(depth)
                check_number(elements, _MOST_ELEMENTS, MARKUP)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise SsetrackError(
            message("the file is not valid XML; see line {line}", line=error.lineno or 1),
            message("export it again from the program that made it"),
        ) from error
    return found[0]  # where there is none, the parser has said so


def _refuse_document_type(first: Element) -> None:
    if has_document_type(first):
        raise SsetrackError(
            message("the file has a document type (DOCTYPE), which is not read"),
            message("export it again from the program that made it"),
        )


def name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, *names: str) -> Iterator[Element]:
    """The elements right inside that have such a name."""
    return (child for child in element if name(child) in names)


def text(element: Element, wanted: str) -> str:
    """The text of the first element of that name right inside; empty where there is none."""
    for child in children(element, wanted):
        return (child.text or "").strip()
    return ""
