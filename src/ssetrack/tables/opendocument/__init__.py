"""OpenDocument spreadsheets and texts (.ods, .odt), as LibreOffice and others write them.

Comes in: octets. Goes out: a `Document`, or a refusal (`SsetrackError`). Macros never run, formulas are not
calculated, links are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.grid import Block, Document, computed_colours
from ssetrack.tables.limits import MOST_PARAGRAPHS, PARAGRAPHS, check_depth, check_number
from ssetrack.tables.opendocument.changes import deletions, sheet_changes
from ssetrack.tables.opendocument.names import CALCEXT, MANIFEST, OFFICE, TABLE, TEXT
from ssetrack.tables.opendocument.rows import TableReader
from ssetrack.tables.opendocument.story import Context, Story, has_text
from ssetrack.tables.opendocument.styles import Styles
from ssetrack.tables.package import Package, encrypted_file
from ssetrack.tables.tally import Tally

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_SKIPPED = {
    *(TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")),
    TEXT + "table-of-content",
    OFFICE + "forms",
}


def document(octets: bytes) -> Document:
    """What a spreadsheet or text holds. Raises `SsetrackError` for what is none, or is not safe to read."""
    package = Package(octets)
    if _MANIFEST in package and any(True for _ in package.tree(_MANIFEST).iter(MANIFEST + "encryption-data")):
        raise encrypted_file()
    root = package.main_tree(_CONTENT) if _CONTENT in package else None
    body = None if root is None else root.find(OFFICE + "body")
    sheets = None if body is None else body.find(OFFICE + "spreadsheet")
    text = None if body is None else body.find(OFFICE + "text")
    if root is None or (sheets is None and text is None):
        raise SsetrackError(
            message("this is neither a spreadsheet nor a text in OpenDocument format"),
            message("open it in your office program and save it as .ods or .odt"),
        )
    styles = Styles([root, *([package.tree("styles.xml")] if "styles.xml" in package else [])])
    inside = text if sheets is None else sheets
    assert inside is not None  # one of them is there
    context = Context(styles, deletions(inside))
    names = () if sheets is None else (one.get(TABLE + "name", "") for one in sheets.findall(TABLE + "table"))
    tables = TableReader(context, sheet_changes(inside), Tally(names), sheets=sheets is not None)
    if sheets is not None:
        blocks = (table for one in sheets.findall(TABLE + "table") for table in tables.tables(one, 4))
        told = tuple(
            computed_colours(one.get(TABLE + "name", ""))
            for one in sheets.findall(TABLE + "table")
            if one.find(CALCEXT + "conditional-formats") is not None
        )
        return Document(tuple(blocks), styles.language, told=told)
    return Document(tuple(_Body(context, tables).blocks(inside, 4)), styles.language)


class _Body:
    """The content of a text from top to bottom."""

    def __init__(self, context: Context, tables: TableReader) -> None:
        self._context = context
        self._tables = tables
        self._paragraphs = 0

    def blocks(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """What an element holds, in its order."""
        check_depth(depth)
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == TABLE + "table":
                yield from self._tables.tables(child, depth)
            elif child.tag == TEXT + "list":
                yield from self._list(child, depth)
            elif child.tag == TEXT + "section":
                yield from self.blocks(child, depth + 1)
            else:
                yield from self._paragraph(child, depth, "")

    def _list(self, element: etree._Element, depth: int) -> Iterator[Block]:
        check_depth(depth)
        lists = self._context.lists
        lists.begin(element)
        for item in element:
            counted = item.tag == TEXT + "list-item" and has_text(item)
            number = lists.item(item) if counted else ""
            for child in item:
                if child.tag == TEXT + "list":
                    yield from self._list(child, depth + 2)
                else:
                    yield from self._paragraph(child, depth + 2, number)
                    number = ""
        lists.end()

    def _paragraph(self, element: etree._Element, depth: int, number: str) -> Iterator[Block]:
        self._paragraphs += element.tag in (TEXT + "p", TEXT + "h")
        check_number(self._paragraphs, MOST_PARAGRAPHS, PARAGRAPHS)
        line = self._paragraphs
        level = self._level(element)
        if level is not None and not number and element.tag == TEXT + "h":
            number = self._context.lists.heading(element, level)
        story = Story(self._context, depth)
        story.add(element, number)
        yield from story.blocks(line, level, self._context.lists.depth)
        for table in story.tables:
            yield from self._tables.tables(table, depth)

    def _level(self, element: etree._Element) -> int | None:
        """The level of a heading; None for another paragraph."""
        said = element.get(TEXT + "outline-level", "")
        if element.tag == TEXT + "h":
            return min(int(said), 9) if said.isdecimal() and len(said) < 3 else 1
        return self._context.styles.heading(element.get(TEXT + "style-name", ""))
