"""Web pages and what is pasted from one, from Word, Excel or Google Sheets: HTML of any quality.

Comes in: octets, or text. Goes out: a document. libxml2 takes the tags apart and tells them one by one; which
element ends where is settled here, as browsers do: a cell ends where the next one begins, whatever is still open
in it. Nothing is fetched, no document type is read, scripts and conditional comments are not looked into.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.decoding import decoded
from ssetrack.tables.grid import Beside, Block, Cell, Document, Heading, Paragraph, Remark, Table, Typed
from ssetrack.tables.limits import check_depth, check_size
from ssetrack.tables.runs import Run, Seen, seen, sight
from ssetrack.tables.web_lists import OpenList
from ssetrack.tables.web_numbers import date_of
from ssetrack.tables.web_styles import Declared, Style, declared, inherited, rules
from ssetrack.tables.web_table import OpenTable

_CLIPBOARD = re.compile(r"\s*Version:\d[\d.]{0,8}\r?\n(?:[A-Za-z]{1,30}:[^\r\n<]*\r?\n)*")
"""The places in octets that Windows puts before what is pasted."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_PIECE = 1 << 16

_UNREAD = frozenset({"script", "style", "template", "title", "iframe", "noembed", "noframes", "svg", "select", "textarea"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr html li main nav ol p pre section summary ul".split()
)
_ENDING_PARAGRAPHS = _BLOCKS | {"table"}
_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_FENCES = _CELLS | {"table", "caption"}
"""An end tag inside one of these ends nothing outside."""


@dataclass
class _Element:
    tag: str
    style: Style
    number: bool = False
    """Its text is the number that Word gives a paragraph."""
    note: bool = False
    """Its text is the sign of a foot- or endnote."""
    link: str = ""


@dataclass
class _Place:
    """Where text goes: a cell, or the document itself."""

    runs: list[Run] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    numbers: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of paragraphs, and before which run each stands."""
    lists: list[OpenList] = field(default_factory=list)
    level: int = 0
    checked: bool | None = None

    def take(self) -> tuple[Seen, str]:
        """What it holds and the number before it; it is empty afterwards, but its lists go on."""
        runs, number = self.runs, ""
        if len(self.numbers) == 1 and not any(seen(run.text) for run in runs[: self.numbers[0][0]]):
            number = self.numbers[0][1]
        else:
            for at, text in reversed(self.numbers):
                runs.insert(at, Run(f"{text} "))
        what = sight(runs)
        result = what._replace(remarks=(*what.remarks, *dict.fromkeys(self.remarks)))
        self.runs, self.remarks, self.numbers = [], [], []
        return result, number


class _OpenCell(NamedTuple):
    table: OpenTable
    place: _Place
    row: int
    column: int
    width: int
    height: int
    own: Declared
    attributes: Mapping[str, str]
    header: bool


def document(octets: bytes) -> Document:
    """The page in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_size(len(octets))
    said = _CHARSET.search(octets[:_HEAD])
    if said:
        try:
            return document_of(octets.decode(said[1].decode()))
        except (LookupError, UnicodeDecodeError):
            pass  # it is not what it says
    source = decoded(octets)
    return document_of(source.text)._replace(told=source.told)


def document_of(text: str) -> Document:
    """The page in a text. Raises `SsetrackError` for one that is too large or nested too deeply."""
    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True)
    header = _CLIPBOARD.match(text)
    for at in range(header.end() if header else 0, len(text), _PIECE):
        parser.feed(text[at : at + _PIECE].replace("\x00", "").encode("utf-8", errors="replace"))
    parser.feed(b" ")  # of nothing at all it says that there is no root
    return parser.close()  # type: ignore[no-any-return]  # what the target's `close` gives


class _Page:
    """What libxml2 tells the tags to."""

    def __init__(self) -> None:
        self._elements: list[_Element] = []
        self._tables: list[OpenTable] = []
        self._cells: list[_OpenCell] = []
        self._page = _Place()
        self._blocks: list[Block | None] = []
        self._classes: dict[str, dict[str, str]] = {}
        self._sheet: list[str] | None = None
        self._unread = 0
        self._lines = 0
        self._table_count = 0
        self._heading = 0
        self._language = ""

    # What libxml2 calls.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in _UNREAD and tag not in _EMPTY:
            self._unread += 1
            self._sheet = [] if tag == "style" else None
        if self._unread:
            return
        self._close_before(tag)
        own = declared(attributes, self._classes)
        outer = self._elements[-1].style if self._elements else Style()
        element = _Element(tag, inherited(outer, tag, own))
        self._open(element, attributes, own)
        if tag not in _EMPTY:
            self._elements.append(element)
            check_depth(len(self._elements))

    def end(self, tag: str) -> None:
        """An element ends; one that is not open is nobody's affair."""
        if self._unread:
            if tag in _UNREAD:
                self._unread -= 1
                if self._sheet is not None:
                    self._classes.update(rules("".join(self._sheet)))
                    self._sheet = None
            return
        fence = {"table"} if tag in _CELLS | _ROW_GROUPS | {"tr"} else set() if tag == "table" else _FENCES
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
        element = self._elements[-1] if self._elements else _Element("", Style())
        place = self._place
        if element.note:
            if seen(text):
                place.remarks.append(Remark(Beside.NOTE, seen(text)))
        elif element.number:
            if any(letter.isalnum() for letter in text):  # a bullet is no number
                place.numbers.append((len(place.runs), seen(text)))
        else:
            self._write(text if element.style.exact else re.sub(r"[\r\n]", " ", text), element.style)

    def comment(self, text: str) -> None:
        """A comment: what only Word would read is in one."""

    def close(self) -> Document:
        """The end of the page."""
        self._close_down_to(0)
        self._end_paragraph()
        return Document(tuple(block for block in self._blocks if block is not None), self._language)

    # Elements.

    def _close_before(self, tag: str) -> None:
        """End what cannot go on when this begins."""
        if tag in _CELLS:
            self._close_up_to({"tr", "table"})
            if self._tables and self._elements and self._elements[-1].tag == "table":
                self._begin_row("tr", Style(), hidden=False)
        elif tag == "tr":
            self._close_up_to({*_ROW_GROUPS, "table"})
        elif tag in _ROW_GROUPS | {"col", "colgroup", "caption"}:
            self._close_up_to({"table"})
        elif tag == "table" and self._tables and not self._in_cell:
            self._close_up_to({"table"})
            self.end("table")
        elif tag == "li":
            self._close_if_open("li", {"ul", "ol", *_FENCES})
        elif tag in _ENDING_PARAGRAPHS:
            self._close_if_open("p", _FENCES)

    @property
    def _in_cell(self) -> bool:
        return bool(self._cells) and self._cells[-1].table is self._tables[-1]

    @property
    def _place(self) -> _Place:
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
            self._closed(self._elements.pop())

    def _open(self, element: _Element, attributes: Mapping[str, str], own: Declared) -> None:
        tag, place = element.tag, self._place
        if tag in _BLOCKS:
            self._end_line()
        if tag in ("html", "body"):
            self._language = self._language or (attributes.get("lang") or attributes.get("xml:lang") or "")[:35]
        elif tag == "table":
            self._begin_table(element)
        elif tag in _CELLS and self._tables:
            self._begin_cell(element, attributes, own)
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row(hidden=own.hidden)
            element.style = element.style._replace(hidden=False)  # rows are told, and read
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = True
        elif tag == "col" and self._tables:
            self._tables[-1].describe_columns(attributes.get("span"), hidden=own.hidden)
        elif tag in _HEADINGS and not self._cells:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            place.lists.append(OpenList.of(tag, attributes, own.properties))
        elif tag == "li" and place.lists:
            number = place.lists[-1].next(attributes.get("value"))
            place.level = len(place.lists)
            if number:
                place.numbers.append((len(place.runs), number))
        elif tag == "br":
            self._write("\n", element.style)
        elif tag == "img":
            self._write(attributes.get("alt", "")[:200], element.style)
        elif tag == "input":
            self._check(attributes)
        elif tag == "a":
            self._begin_link(element, attributes, own)
        self._word(element, own)

    def _word(self, element: _Element, own: Declared) -> None:
        """What Word says in styles of its own: numbers, and how deep in a list a paragraph is."""
        said = own.properties.get("mso-list", "")
        outer = self._elements[-1] if self._elements else element
        element.number = outer.number or said == "ignore"
        element.note = element.note or outer.note
        level = re.search(r"level(\d)", said)
        if level and element.tag not in _CELLS:
            self._place.level = int(level[1])

    def _closed(self, element: _Element) -> None:
        tag = element.tag
        if tag in _CELLS:
            self._end_cell(element)
        elif tag == "table":
            self._end_table()
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = False
        elif tag == "caption":
            self._end_paragraph()
        elif tag in ("ul", "ol"):
            self._end_line()
            if self._place.lists:
                self._place.lists.pop()
                self._place.level = len(self._place.lists)
        elif tag in _BLOCKS:
            self._end_line()
        if tag == "a" and element.link and len(self._place.remarks) < 100:
            self._place.remarks.append(Remark(Beside.LINK, element.link))

    # Text.

    def _write(self, text: str, style: Style) -> None:
        if text:
            run = Run(text, style.struck, style.hidden, style.bold, style.inserted, style.deleted)
            self._place.runs.append(run)

    def _end_line(self) -> None:
        if self._cells:
            self._place.runs.append(Run("\n"))
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        """What was written outside tables becomes a heading, or a paragraph for each line."""
        place = self._page
        (lines, remarks, struck, _), number = place.take()
        if lines or remarks:
            self._lines += 1
        if self._heading and lines:
            self._blocks.append(Heading(self._heading, " ".join(lines), number, self._lines, remarks, struck))
        elif lines or remarks:
            for line in lines or ("",):
                self._put(Paragraph(line, place.level, number, self._lines, remarks, struck, place.checked))
                number, remarks = "", ()
        self._heading, place.level, place.checked = 0, len(place.lists), None

    def _put(self, block: Paragraph) -> None:
        """A paragraph goes behind what is there; before the table whose caption it is, or in which it strayed."""
        if not self._tables:
            self._blocks.append(block)
            return
        outermost = self._tables[0].slot
        self._blocks.insert(outermost, block)
        for table in self._tables:
            table.slot += 1

    def _check(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type", "").lower() == "checkbox":
            checked = "checked" in attributes
            if self._cells:
                self._place.remarks.append(Remark(Beside.MARK, "on" if checked else "off"))
            else:
                self._page.checked = checked

    def _begin_link(self, element: _Element, attributes: Mapping[str, str], own: Declared) -> None:
        target = attributes.get("href", "").strip()
        in_sup = bool(self._elements) and self._elements[-1].tag == "sup"
        if any(name.startswith("mso-") and name.endswith("note-id") for name in own.properties) or (
            target.startswith("#") and (in_sup or "noteref" in attributes.get("role", ""))
        ):
            element.note = True
        elif target and not target.startswith("#"):
            element.link = target[:2000]

    # Tables.

    def _begin_table(self, element: _Element) -> None:
        if not self._cells:
            self._end_paragraph()
        inside = self._cells[-1] if self._cells else None
        self._table_count += 1
        nested_in = (inside.table.number, inside.row, inside.column) if inside else None
        table = OpenTable(self._table_count, len(self._blocks), nested_in, hidden=element.style.hidden)
        element.style = element.style._replace(hidden=False)
        self._tables.append(table)
        self._blocks.append(None)

    def _begin_row(self, tag: str, style: Style, *, hidden: bool) -> None:
        self._tables[-1].begin_row(hidden=hidden)
        self._elements.append(_Element(tag, style))

    def _begin_cell(self, element: _Element, attributes: Mapping[str, str], own: Declared) -> None:
        table = self._tables[-1]
        width, height = table.begin_cell(
            attributes.get("colspan"), attributes.get("rowspan"), header=element.tag == "th", hidden=own.hidden
        )
        element.style = element.style._replace(hidden=False)
        header = element.tag == "th"
        self._cells.append(
            _OpenCell(table, _Place(), table.row, table.column, width, height, own, dict(attributes), header)
        )

    def _end_cell(self, element: _Element) -> None:
        if not self._cells or element.tag not in _CELLS:
            return
        table, place, row, column, width, height, own, attributes, header = self._cells.pop()
        (lines, remarks, struck, bold), number = place.take()
        typed = Typed.TEXT
        day = date_of(attributes, own.properties.get("mso-number-format", "")) if lines else None
        if day is not None:
            remarks = (*remarks, Remark(Beside.WRITTEN, lines[0])) if lines[0] != day else remarks
            lines, typed = (day,), Typed.DATE
        formula = attributes.get("x:fmla") or attributes.get("data-sheets-formula") or ""
        if formula:
            remarks = (*remarks, Remark(Beside.FORMULA if lines else Beside.NEVER_COMPUTED, formula[:2000]))
        table.put(
            Cell(row, column, lines, height, width, typed, remarks, own.fill, bold or header, struck, number)
        )

    def _end_table(self) -> None:
        if self._tables:
            table = self._tables.pop()
            read: Table = table.table()
            self._blocks[table.slot] = read if read.rows else None
