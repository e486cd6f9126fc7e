"""Word documents (.docx, .docm): headings, paragraphs and tables, with numbers that only styles know of.

Comes in: octets. Goes out: a `Document`, or a refusal (`SsetrackError`). Everything is read from the XML of
ECMA-376, in its transitional and its strict form: libraries for Word lose what stands in content controls and
in tracked changes. Headers and footers are not read, macros never run, links are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.elements import first_child
from ssetrack.tables.grid import Block, Document
from ssetrack.tables.limits import MOST_PARAGRAPHS, PARAGRAPHS, check_depth, check_number
from ssetrack.tables.package import Package
from ssetrack.tables.word.controls import is_placeholder
from ssetrack.tables.word.names import MC, W
from ssetrack.tables.word.parts import Parts
from ssetrack.tables.word.rows import TableReader
from ssetrack.tables.word.story import Story


def document(octets: bytes) -> Document:
    """What a Word document holds. Raises `SsetrackError` for what is none, or cannot be read safely."""
    package = Package(octets)
    root = package.main_tree(package.main) if package.main else None
    body = first_child(root, W + "body")
    if body is None:
        raise SsetrackError(
            message("this is not a Word document"),
            message("open it in your office program and save it as .docx"),
        )
    parts = Parts(package)
    return Document(tuple(_Body(parts).blocks(body, 3)), parts.styles.language)


class _Body:
    """The text of a document from top to bottom."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._tables = TableReader(parts)
        self._paragraphs = 0

    def blocks(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """What an element holds, in its order."""
        check_depth(depth)
        for child in element:
            if child.tag == W + "tbl":
                yield from self._tables.tables(child, depth)
            elif child.tag == W + "p":
                yield from self._paragraph(child, depth)
            elif child.tag == MC + "AlternateContent":
                chosen = first_child(child, MC + "Choice")
                if chosen is not None:
                    yield from self.blocks(chosen, depth + 1)
            elif child.tag == W + "sdt" and is_placeholder(first_child(child, W + "sdtPr")):
                continue
            elif child.tag not in (W + "sectPr", W + "sdtPr", W + "sdtEndPr"):
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Block]:
        self._paragraphs += 1
        check_number(self._paragraphs, MOST_PARAGRAPHS, PARAGRAPHS)
        story = Story(self._parts, depth)
        story.add(element)
        properties = first_child(element, W + "pPr")
        style = self._parts.styles.style_of(properties)
        level = self._parts.styles.heading(properties, style)
        numbered = self._parts.styles.numbering_of(properties, style)
        entry = 0 if numbered is None else (numbered.level or 0) + 1
        yield from story.blocks(self._paragraphs, level, entry)
        for table in story.tables:
            yield from self._tables.tables(table, depth)
