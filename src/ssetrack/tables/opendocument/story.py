"""The paragraphs and lists of one cell, box or line of an OpenDocument file: what an eye sees of them.

Comes in: elements (`text:p`, `text:h`, `text:list` and what wraps them). Goes out: runs of letters, what is
beside them, and tables that lie inside. Tracked changes are accepted and kept as such in the runs.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.gathering import Gathering
from ssetrack.tables.grid import Beside, Remark
from ssetrack.tables.limits import check_depth
from ssetrack.tables.opendocument.lists import Lists
from ssetrack.tables.opendocument.names import DRAW, LOEXT, OFFICE, TABLE, TEXT, XLINK
from ssetrack.tables.opendocument.styles import Styles
from ssetrack.tables.runs import Run, visible_text
from ssetrack.tables.symbols import is_ticked, with_symbols

_IGNORED = {
    *(TEXT + name for name in ("number", "placeholder", "ruby-text", "tracked-changes", "note-citation")),
    *(TEXT + name for name in ("sequence-decls", "variable-decls", "user-field-decls", "table-of-content")),
    OFFICE + "annotation-end",
    OFFICE + "forms",
    OFFICE + "event-listeners",
}
_SPACES = {TEXT + "s": " ", TEXT + "tab": " ", TEXT + "line-break": "\n"}

_FIELDS = {
    TEXT + name
    for name in (
        "date", "time", "page-number", "page-count", "bookmark-ref", "reference-ref", "sequence-ref",
        "note-ref", "variable-get", "variable-set", "user-field-get", "user-field-input", "expression",
        "file-name", "chapter", "sequence", "author-name", "creation-date", "modification-date", "print-date",
        "database-display", "conditional-text", "template-name", "title", "subject", "user-defined",
    )
}  # fmt: skip


class How(NamedTuple):
    """What holds for the letters inside an element."""

    struck: bool = False
    hidden: bool = False
    bold: bool = False


class Context:
    """What the text of a whole document has in common."""

    def __init__(self, styles: Styles, deletions: dict[str, etree._Element]) -> None:
        self.styles = styles
        self.deletions = deletions
        self.lists = Lists(styles)
        self.insertions: set[str] = set()
        """Those that have begun and are not over."""

    def how(self, family: str, name: str, otherwise: How) -> How:
        """How a style sets letters; what it does not say, its surroundings do."""
        if not name:
            return otherwise
        styles = self.styles
        said = styles.is_struck(family, name), styles.is_hidden(family, name), styles.bold(family, name)
        return How(*(old if new is None else new for new, old in zip(said, otherwise, strict=True)))


class Story(Gathering):
    """What consecutive paragraphs hold."""

    def __init__(self, context: Context, depth: int, how: How = How()) -> None:  # noqa: B008  (it is a value)
        super().__init__()
        self._context = context
        self._depth = depth
        self._how = how
        self._deleted = 0
        self.tables: list[etree._Element] = []

    def add(self, element: etree._Element, number: str = "") -> None:
        """Read a block with all that is in it; the number is that of a list's item."""
        self._block(element, self._depth, number)

    @property
    def says(self) -> bool:
        """Whether there are letters in it, deleted ones as well."""
        return any(visible_text(run.text) for run in self.runs)

    @property
    def inserted(self) -> bool:
        """Whether all of it was inserted by tracked changes."""
        return self._all("inserted")

    @property
    def deleted(self) -> bool:
        """Whether all of it was deleted by tracked changes."""
        return self._all("deleted")

    def _all(self, what: str) -> bool:
        letters = [run for run in self.runs if visible_text(run.text)]
        return bool(letters) and all(getattr(run, what) for run in letters)

    # Blocks

    def _block(self, element: etree._Element, depth: int, number: str = "") -> None:
        check_depth(depth)
        tag = element.tag
        if tag in _IGNORED:
            return
        if tag in (TEXT + "p", TEXT + "h"):
            self._paragraph(element, depth, number)
        elif tag == TABLE + "table":
            self.tables.append(element)
        elif tag == TEXT + "list":
            self._list(element, depth)
        elif tag == OFFICE + "annotation":
            self._comment(element, depth)
        elif tag.startswith(DRAW):
            self._box(element, depth)
        else:
            for child in element:
                self._block(child, depth + 1)

    def _list(self, element: etree._Element, depth: int) -> None:
        lists = self._context.lists
        lists.begin(element)
        for item in element:
            numbers = iter([lists.item(item)] if item.tag == TEXT + "list-item" and has_text(item) else [])
            for child in item:
                is_text = child.tag in (TEXT + "p", TEXT + "h")
                self._block(child, depth + 2, next(numbers, "") if is_text else "")
        lists.end()

    def _paragraph(self, element: etree._Element, depth: int, number: str) -> None:
        first = self.begin(inserted=bool(self._context.insertions), deleted=bool(self._deleted))
        how = self._context.how("paragraph", element.get(TEXT + "style-name", ""), self._how)
        self._inside(element, how, depth)
        if number:
            self.number_paragraph(number, first)

    # Inside a paragraph

    def _inside(self, element: etree._Element, how: How, depth: int) -> None:
        check_depth(depth)
        self._letters(element.text, how)
        for child in element:
            self._any(child, how, depth + 1)
            self._letters(child.tail, how)

    def _letters(self, text: str | None, how: How) -> None:
        if text:
            inserted, deleted = bool(self._context.insertions), bool(self._deleted)
            read, first = with_symbols(text), len(self.runs)
            self.runs.append(Run(read.replace("\n", " "), *how, inserted, deleted))
            ticked = is_ticked(read) if read != text else None
            if ticked is not None:
                self.tick(first, ticked=ticked)

    def _any(self, element: etree._Element, how: How, depth: int) -> None:
        tag = element.tag
        if tag in _IGNORED:
            return
        if tag == TEXT + "span":
            self._inside(element, self._context.how("text", element.get(TEXT + "style-name", ""), how), depth)
        elif tag in _SPACES:
            self.runs.append(Run(_SPACES[tag], *how, bool(self._context.insertions), bool(self._deleted)))
        elif tag == TEXT + "a":
            target = element.get(XLINK + "href", "")
            self._beside(Beside.LINK, "" if target.startswith("#") else target)
            self._inside(element, how, depth)
        elif tag == TEXT + "note":
            body = first_child(element, TEXT + "note-body")
            self._beside(Beside.NOTE, "" if body is None else self._aside(body, depth))
        elif tag == OFFICE + "annotation":
            self._comment(element, depth)
        elif tag.startswith(DRAW):
            self._box(element, depth)
        elif tag in (TEXT + "change-start", TEXT + "change-end", TEXT + "change"):
            self._change(element, depth)
        elif tag == LOEXT + "content-control":
            self._control(element, how, depth)
        elif tag == TEXT + "hidden-text":
            self._beside(Beside.HIDDEN, element.get(TEXT + "string-value", ""))
        else:
            if tag in _FIELDS and element.get(TEXT + "fixed") != "true":
                self._beside(Beside.FIELD, tag.rpartition("}")[2])
            self._inside(element, how, depth)

    def _beside(self, kind: Beside, text: str) -> None:
        if text and not self._deleted:
            self.remarks.append(Remark(kind, text))

    def _comment(self, element: etree._Element, depth: int) -> None:
        self._beside(Beside.COMMENT, self._aside(element, depth))

    def _aside(self, element: etree._Element, depth: int) -> str:
        """The text of what lies beside the text, without the names and days that it begins with."""
        aside = Story(self._context, depth + 1)
        for child in element:
            if child.tag in (TEXT + "p", TEXT + "h", TEXT + "list"):
                aside.add(child)
        return "\n".join(aside.sight().lines)

    def _box(self, element: etree._Element, depth: int) -> None:
        """A frame or shape: its text floats above the page."""
        box = Story(self._context, depth + 1)
        for child in element:
            box.add(child)
        self.tables += box.tables
        self._beside(Beside.TEXT_BOX, "\n".join(box.sight().lines))
        self.remarks += box.remarks

    def _change(self, element: etree._Element, depth: int) -> None:
        name = element.get(TEXT + "change-id", "")
        if element.tag == TEXT + "change-end":
            self._context.insertions.discard(name)
        elif element.tag == TEXT + "change-start":
            self._context.insertions.add(name)
        elif name in self._context.deletions and not self._deleted:
            deletion = self._context.deletions.pop(name)  # once, or a short file could be as long as it likes
            self._deleted += 1
            paragraphs = list(deletion.iter(TEXT + "p", TEXT + "h"))
            for at, paragraph in enumerate(paragraphs):
                if at:
                    self.runs.append(Run("\n", deleted=True))
                self._inside(paragraph, self._how, depth + 1)
            self._deleted -= 1

    def _control(self, element: etree._Element, how: How, depth: int) -> None:
        """A content control: a placeholder is nothing, a box is a mark."""
        if element.get(LOEXT + "showing-place-holder") == "true":
            return
        first = len(self.runs)
        self._inside(element, how, depth)
        if element.get(LOEXT + "checkbox") == "true":
            self.tick(first, ticked=element.get(LOEXT + "checked") == "true")


def has_text(item: etree._Element) -> bool:
    """Whether an item of a list has text of its own, and not only another list: only then it is counted."""
    return first_child(item, TEXT + "p") is not None or first_child(item, TEXT + "h") is not None
