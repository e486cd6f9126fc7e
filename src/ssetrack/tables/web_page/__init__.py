"""Web pages and what is pasted from one, from Word, Excel or Google Sheets: HTML of any quality.

Comes in: octets, or text. Goes out: a document. libxml2 takes the tags apart and tells them one by one; which
element ends where is settled here, as browsers do: a cell ends where the next one begins, whatever is still
open in it. Nothing is fetched, no document type is read, scripts and conditional comments are left alone.
"""

import re
from collections.abc import Mapping

from lxml import etree

from ssetrack.language.message import message
from ssetrack.tables.grid import Beside, Document, Remark
from ssetrack.tables.limits import (
    MARKUP,
    MOST_TEXT,
    check_cells,
    check_depth,
    check_number,
    check_size,
)
from ssetrack.tables.runs import Run, visible_text
from ssetrack.tables.tally import Tally
from ssetrack.tables.web_page.cell import OpenCell
from ssetrack.tables.web_page.charset import page_text
from ssetrack.tables.web_page.elements import (
    BLOCKS,
    CELLS,
    EMPTY,
    ENDING_PARAGRAPHS,
    FENCES,
    HEADINGS,
    LISTS,
    ROW_GROUPS,
    UNREAD,
    Element,
    fence_of,
)
from ssetrack.tables.web_page.lists import OpenList
from ssetrack.tables.web_page.styles import Declared, Style, properties_of, rules, style_inside
from ssetrack.tables.web_page.table import OpenTable
from ssetrack.tables.web_page.text import Flow, Place

_CLIPBOARD = re.compile(r"\s*Version:\d[\d.]{0,8}\r?\n(?:[A-Za-z]{1,30}:[^\r\n<]{0,2000}\r?\n){0,20}")
"""The places in octets that Windows puts before what is pasted."""

_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_PIECE = 1 << 16

_MOST_ELEMENTS = 120_000
_MOST_PIECES = 200_000
"""Of text, which tags and entities part."""


def document(octets: bytes) -> Document:
    """The page in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    source = page_text(octets)
    read = document_of(source.text)
    return read._replace(told=(*source.told, *read.told))


def document_of(text: str) -> Document:
    """The page in a text. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_cells(sum(1 for _ in _CELL.finditer(text)))
    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8")  # type: ignore[arg-type]  # octets as well
    header = _CLIPBOARD.match(text)
    for at in range(header.end() if header else 0, len(text), _PIECE):
        parser.feed(text[at : at + _PIECE].replace("\x00", "").encode("utf-8", errors="replace"))
    parser.feed(b" ")  # of nothing at all it says that there is no root
    page.note_end()
    parser.close()  # it ends what is open
    return page.document


class _Page:
    """What libxml2 tells the tags to."""

    def __init__(self) -> None:
        self._elements: list[Element] = []
        self._tables: list[OpenTable] = []
        self._cells: list[OpenCell] = []
        self._page = Flow()
        self._classes: dict[str, dict[str, str]] = {}
        self._sheet: list[str] | None = None
        self._unread = 0
        self._is_cut = False
        self._table_count = 0
        self._told = self._pieces = self._letters = 0
        self._tally = Tally()
        self._language = ""

    def note_end(self) -> None:
        """Nothing more comes. The end of a row may be left out, that of a table may not (HTML §4.9.1)."""
        self._is_cut = bool(self._tables)

    # What libxml2 calls.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._told += 1
        check_number(self._told, _MOST_ELEMENTS, MARKUP)
        if tag in UNREAD and tag not in EMPTY:
            self._unread += 1
            self._sheet = [] if tag == "style" else None
        if self._unread:
            return
        self._close_before(tag)
        own = properties_of(attributes, self._classes)
        outer = self._elements[-1].style if self._elements else Style()
        element = Element(tag, style_inside(outer, tag, own))
        self._open(element, attributes, own)
        if tag not in EMPTY:
            self._elements.append(element)
            check_depth(len(self._elements))

    def end(self, tag: str) -> None:
        """An element ends; one that is not open is nobody's affair."""
        if self._unread:
            if tag in UNREAD:
                self._unread -= 1
                if self._sheet is not None:
                    self._classes.update(rules("".join(self._sheet)))
                    self._sheet = None
            return
        fence = fence_of(tag)
        for at in range(len(self._elements) - 1, -1, -1):
            if self._elements[at].tag == tag:
                self._close_down_to(at)
                return
            if self._elements[at].tag in fence:
                return

    def data(self, text: str) -> None:
        """Text."""
        if self._unread:
            if self._sheet is not None:
                self._sheet.append(text)
            return
        self._pieces += 1
        self._letters += len(text)
        check_number(self._pieces, _MOST_PIECES, MARKUP)
        check_size(self._letters, MOST_TEXT)
        element = self._elements[-1] if self._elements else Element("", Style())
        place = self._place
        if element.note:
            if visible_text(text):
                place.remark(Remark(Beside.NOTE, visible_text(text)))
        elif element.number:
            if any(letter.isalnum() for letter in text):  # a bullet is no number
                place.count(visible_text(text))
        else:
            place.write(
                text if element.style.exact else text.replace("\r", " ").replace("\n", " "), element.style
            )

    def close(self) -> None:
        """The end of the page."""
        self._close_down_to(0)
        self._page.end_paragraph(self._tables)

    @property
    def document(self) -> Document:
        """What was told."""
        told = (message("the page ends within a table; rows may be missing"),) if self._is_cut else ()
        return Document(self._page.blocks, self._language, told=told)

    # Elements.

    def _close_before(self, tag: str) -> None:
        """End what cannot go on when this begins."""
        if tag in CELLS:
            self._close_up_to({"tr", "table"})
            if self._tables and self._elements and self._elements[-1].tag == "table":
                self._begin_row("tr", Style(), hidden=False)
        elif tag == "tr":
            self._close_up_to({*ROW_GROUPS, "table"})
        elif tag in ROW_GROUPS | {"col", "colgroup", "caption"}:
            self._close_up_to({"table"})
        elif tag == "table" and self._tables and not self._in_cell:
            self._close_up_to({"table"})
            self.end("table")
        elif tag == "li":
            self._close_if_open("li", LISTS | FENCES)
        elif tag in ENDING_PARAGRAPHS:
            self._close_if_open("p", FENCES)

    @property
    def _in_cell(self) -> bool:
        return bool(self._cells) and self._cells[-1].table is self._tables[-1]

    @property
    def _place(self) -> Place:
        return self._cells[-1].place if self._cells else self._page

    def _close_up_to(self, tags: set[str]) -> None:
        """End everything inside the innermost of these, if that is in a table."""
        for at in range(len(self._elements) - 1, -1, -1):
            tag = self._elements[at].tag
            if tag in tags:
                self._close_down_to(at + 1)
                return
            if tag == "table":
                return

    def _close_if_open(self, tag: str, fences: set[str] | frozenset[str]) -> None:
        for at in range(len(self._elements) - 1, -1, -1):
            if self._elements[at].tag == tag:
                self._close_down_to(at)
                return
            if self._elements[at].tag in fences:
                return

    def _close_down_to(self, depth: int) -> None:
        while len(self._elements) > depth:
            self._end_element(self._elements.pop())

    def _open(self, element: Element, attributes: Mapping[str, str], own: Declared) -> None:
        tag, place = element.tag, self._place
        if tag in BLOCKS:
            self._end_line()
        if tag in ("html", "body"):
            self._language = (
                self._language or (attributes.get("lang") or attributes.get("xml:lang") or "")[:35]
            )
        elif tag == "table":
            self._begin_table(element)
        elif tag in CELLS and self._tables:
            self._begin_cell(element, attributes, own)
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row(hidden=own.hidden)
            element.style = element.style._replace(hidden=False)  # rows are told, and read
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = True
        elif tag == "col" and self._tables:
            self._tables[-1].describe_columns(attributes.get("span"), hidden=own.hidden)
        elif tag in HEADINGS and not self._cells:
            self._page.heading = HEADINGS[tag]
        elif tag in LISTS:
            place.lists.append(OpenList.of(tag, attributes, own.properties))
        elif tag == "li" and place.lists:
            place.level = len(place.lists)
            place.count(place.lists[-1].next(attributes.get("value")))
        elif tag == "br":
            place.write("\n", element.style)
        elif tag == "img":
            place.write(attributes.get("alt", "")[:200], element.style)
        elif tag == "input":
            self._check(attributes)
        elif tag == "a":
            self._begin_link(element, attributes, own)
        self._word(element, own)

    def _word(self, element: Element, own: Declared) -> None:
        """What Word says in styles of its own: numbers, and how deep in a list a paragraph is."""
        said = own.properties.get("mso-list", "")
        outer = self._elements[-1] if self._elements else element
        element.number = outer.number or said == "ignore"
        element.note = element.note or outer.note
        level = re.search(r"level(\d)", said) if said else None
        if level and element.tag not in CELLS:
            self._place.level = int(level[1])

    def _end_element(self, element: Element) -> None:
        tag = element.tag
        if tag in CELLS:
            self._end_cell()
        elif tag == "table":
            self._end_table()
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = False
        elif tag == "caption":
            self._end_line()
        elif tag in LISTS:
            self._end_line()
            if self._place.lists:
                self._place.lists.pop()
                self._place.level = len(self._place.lists)
        elif tag in BLOCKS:
            self._end_line()
        if tag == "a" and element.link:
            self._place.remark(Remark(Beside.LINK, element.link))

    # Text.

    def _end_line(self) -> None:
        if self._cells:
            self._place.runs.append(Run("\n"))
        else:
            self._page.end_paragraph(self._tables)

    def _check(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type", "").lower() == "checkbox":
            checked = "checked" in attributes
            if self._cells:
                self._place.remark(Remark(Beside.MARK, "on" if checked else "off"))
            else:
                self._page.checked = checked

    def _begin_link(self, element: Element, attributes: Mapping[str, str], own: Declared) -> None:
        target = attributes.get("href", "").strip()
        in_sup = bool(self._elements) and self._elements[-1].tag == "sup"
        if any(name.startswith("mso-") and name.endswith("note-id") for name in own.properties) or (
            target.startswith("#") and (in_sup or "noteref" in attributes.get("role", ""))
        ):
            element.note = True
        elif target and not target.startswith("#"):
            element.link = target[:2000]

    # Tables.

    def _begin_table(self, element: Element) -> None:
        self._end_line()
        inside = self._cells[-1] if self._cells else None
        self._table_count += 1
        nested_in = (inside.table.number, inside.row, inside.column) if inside else None
        table = OpenTable(self._table_count, self._page.slot(), nested_in, hidden=element.style.hidden)
        element.style = element.style._replace(hidden=False)
        self._tables.append(table)

    def _begin_row(self, tag: str, style: Style, *, hidden: bool) -> None:
        self._tables[-1].begin_row(hidden=hidden)
        self._elements.append(Element(tag, style))

    def _begin_cell(self, element: Element, attributes: Mapping[str, str], own: Declared) -> None:
        table = self._tables[-1]
        width, height = table.begin_cell(
            attributes.get("colspan"),
            attributes.get("rowspan"),
            header=element.tag == "th",
            hidden=own.hidden,
        )
        element.style = element.style._replace(hidden=False)
        header = element.tag == "th"
        self._cells.append(
            OpenCell(table, Place(), table.row, table.column, width, height, own, dict(attributes), header)
        )

    def _end_cell(self) -> None:
        if self._cells:
            done = self._cells.pop()
            cell = done.cell()
            self._tally.add(1 if cell.lines else 0, cell.lines)
            done.table.put(cell)

    def _end_table(self) -> None:
        if self._tables:
            self._page.fill(self._tables.pop())
