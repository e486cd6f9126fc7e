"""Markdown, and plain text, which is Markdown without signs: headings, paragraphs, lists and tables.

Comes in: octets, or text. Goes out: a document. markdown-it finds the blocks; rows of tables are split here,
since it drops cells that are too many. Lines of a paragraph stay lines: in what is pasted from a page or a
PDF, each may be an item. A Mermaid gantt in a fence becomes the table of its items, HTML what `web_page`
reads.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.exchange import mermaid
from ssetrack.tables.grid import Block, Document, Heading, Paragraph, Table
from ssetrack.tables.limits import (
    LINES,
    MARKUP,
    MOST_MARKDOWN,
    MOST_PARAGRAPHS,
    SIGNS,
    check_cell,
    check_cells,
    check_depth,
    check_number,
    check_size,
)
from ssetrack.tables.markdown.inline import Environment, inline, number_of_signs
from ssetrack.tables.markdown.rows import TABLE, table_rule
from ssetrack.tables.markdown.table import Part, is_table, paragraph_parts, parts, table

_DEEPEST = 60
"""Lists and quotations inside each other that markdown-it goes into."""

_MOST_PAGES = 2000
"""Blocks of HTML between the text."""

_MOST_SIGNS = 100_000
"""Stars, brackets and the like in all texts: each takes markdown-it some microseconds."""

_MOST_MARKERS = 30_000
"""Of quotations and entries of lists, several in one line where they are inside each other."""

_MARKER = re.compile(r"[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])")
_MARKERS = re.compile(rf"^(?:{_MARKER.pattern})+", re.MULTILINE)

_FRONT_MATTER = re.compile(r"---\n((?:[^\n]{0,500}\n){0,100}?)(?:---|\.\.\.)(?:\n|\Z)")
_LANGUAGE = re.compile(r"^lang(?:uage)?:[ \t]*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)", re.MULTILINE)
_BOX = re.compile(r"\[([ xX])\][ \t]+")


def document(octets: bytes) -> Document:
    """What is in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_size(len(octets), MOST_MARKDOWN)
    source = decoding_of(octets)
    return document_of(source.text)._replace(told=source.told)


def document_of(text: str, *, wrapped: bool = True) -> Document:
    """What is in a text. Raises `SsetrackError` for one that is too large or nested too deeply.

    `wrapped`: a line below an entry of a list goes on with it, indented or not, as CommonMark has it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lengths = [len(line) for line in text.split("\n")]
    check_number(len(lengths), MOST_PARAGRAPHS, LINES)
    check_cell(max(lengths))
    check_number(number_of_signs(text), _MOST_SIGNS, SIGNS)
    check_number(sum(len(_MARKER.findall(line[0])) for line in _MARKERS.finditer(text)), _MOST_MARKERS, SIGNS)
    language = ""
    front = _FRONT_MATTER.match(text)
    if front:
        said = _LANGUAGE.search(front[1])
        language = said[1] if said else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    blocks = tuple(_Reader(text, wrapped=wrapped).blocks())
    check_cells(sum(len(block.cells) for block in blocks if isinstance(block, Table)))
    return Document(blocks, language)


def _page(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML, for which libxml2 is loaded only where there is one."""
    from ssetrack.tables import web_page

    return web_page.document_of(text).blocks


class _Reader:
    """Goes through the blocks of a text."""

    def __init__(self, text: str, *, wrapped: bool) -> None:
        self._wrapped = wrapped
        self._lines = text.split("\n")
        self._parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
        self._parser.enable(["table", "strikethrough"]).disable("code")
        self._parser.block.ruler.at("table", table_rule, {"alt": ["paragraph", "reference"]})
        self._parser.core.ruler.enableOnly(["normalize", "block"])
        self._environment: Environment = {}
        self._tokens = self._parser.parse(text, self._environment)
        self._tables = self._pages = 0
        self._level = 0
        self._number = ""

    def blocks(self) -> Iterator[Block]:
        """The blocks, in their order."""
        heading = 0
        for token in self._tokens:
            check_depth(0 if token.level < _DEEPEST - 2 else 1000)
            if token.type == TABLE:
                yield from self._table(token)
            elif token.type == "heading_open":
                heading = int(token.tag[1:])
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                self._level += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._level -= 1
            elif token.type == "list_item_open":
                self._number = f"{token.info}{token.markup}" if token.info else ""
            elif token.type == "inline":
                yield from self._text(token, heading)
                heading, self._number = 0, ""
            elif token.type == "fence":
                yield from self._fence(token)
            elif token.type == "html_block":
                self._pages += 1
                check_number(self._pages, _MOST_PAGES, MARKUP)
                yield from self._with_numbers(_page(token.content))

    def _text(self, token: Token, heading: int) -> Iterator[Block]:
        line = token.map[0] + 1 if token.map else 0
        text = token.content
        if not heading and is_table(text):
            yield from self._rows(paragraph_parts(text), line)
            return
        checked = None
        ticked = _BOX.match(text) if self._level else None
        if ticked:
            checked = ticked[1] != " "
            text = text[ticked.end() :]
        lazy: list[str] = []
        if self._level and not heading and not self._wrapped:
            text, lazy = self._entry_and_rest(text, line)
        lines, remarks, struck, _ = inline(self._parser, text, self._environment, joined=self._level > 0)
        if heading:
            yield Heading(heading, " ".join(lines), "", line, remarks, struck)
            return
        for later, one in enumerate(lines):
            number = "" if later else self._number
            beside = () if later else remarks
            yield Paragraph(
                one, self._level, number, line + later, beside, struck, None if later else checked
            )
        first = line + token.content.count("\n") + 1 - len(lazy)
        for later, one in enumerate(lazy):
            seen = inline(self._parser, one, self._environment)
            yield Paragraph(
                " ".join(seen.lines), line=first + later, remarks=seen.remarks, struck=seen.struck
            )

    def _entry_and_rest(self, text: str, line: int) -> tuple[str, list[str]]:
        """An entry of a list with its indented lines; and the lines from the first that is not indented."""
        lines = text.split("\n")
        for number in range(1, len(lines)):
            if not self._lines[line - 1 + number].lstrip(">")[:1].isspace():
                return "\n".join(lines[:number]), lines[number:]
        return text, []

    def _fence(self, token: Token) -> Iterator[Block]:
        if mermaid.is_gantt(token.content):
            yield from self._with_numbers(mermaid.document_of(token.content).blocks)
            return
        first = (token.map[0] if token.map else 0) + 2
        for number, line in enumerate(token.content.split("\n")):
            if line.strip():
                yield Paragraph(line.strip(), line=first + number)

    def _table(self, token: Token) -> Iterator[Block]:
        first, end = token.map or (0, 0)
        yield from self._rows(parts(self._lines[first:end], headed=True), first + 1)

    def _rows(self, found: list[Part], line: int) -> Iterator[Block]:
        for part in found:
            if part.caption:
                seen = inline(self._parser, part.caption, self._environment, joined=True)
                yield Paragraph(" ".join(seen.lines), line=line + part.first - 1, remarks=seen.remarks)
            self._tables += 1
            yield table(part, self._tables, lambda text: inline(self._parser, text, self._environment))

    def _with_numbers(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        """The blocks of another reader, their tables counted on."""
        before = self._tables
        for block in blocks:
            if not isinstance(block, Table):
                yield block
                continue
            self._tables += 1
            holder = block.nested_in
            inside = None if holder is None else (holder[0] + before, *holder[1:])
            yield replace(block, number=block.number + before, nested_in=inside)
