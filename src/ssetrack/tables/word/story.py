"""The paragraphs of one cell, box, note or line of a Word document, put together to what an eye sees.

Comes in: elements of the document (`w:p` and whatever wraps it). Goes out: runs of letters, what stands
beside them, and tables that lie inside. Tracked changes are accepted and kept as such in the runs, content
controls are transparent, a placeholder is nothing, an alternative drawing is read once. Macros, pictures and
what links lead to are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.gathering import Gathering
from ssetrack.tables.grid import Beside, Remark
from ssetrack.tables.limits import check_depth
from ssetrack.tables.runs import Run, visible_text
from ssetrack.tables.symbols import is_ticked, symbol, with_symbols
from ssetrack.tables.word.controls import control_date, is_placeholder, tick
from ssetrack.tables.word.fields import Field, remark_of, simple_field
from ssetrack.tables.word.names import MC, W, settings_of
from ssetrack.tables.word.parts import Parts

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_IGNORED = {
    W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "delInstrText", "rt")
}
_RUN_SETTINGS, _FONTS = W + "rPr", W + "rFonts"
_SPACES = {W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


class How(NamedTuple):
    """What holds for the letters inside an element."""

    style: str = ""
    """Of the paragraph."""
    struck: bool = False
    hidden: bool = False
    bold: bool = False
    inserted: bool = False
    deleted: bool = False
    symbols: bool = False
    """The font has signs in place of letters."""


def _change_of(mark: etree._Element) -> How:
    """How the end of a paragraph was changed, by the `w:rPr` of its mark."""
    inserted, deleted = (
        any(first_child(mark, W + name) is not None for name in names)
        for names in (("ins", "moveTo"), ("del", "moveFrom"))
    )
    return How(inserted=inserted, deleted=deleted)


_Reader = Callable[["Story", etree._Element, How, int], None]  # noqa: SLF001  (its only name)
_PLAIN = How()


class Story(Gathering):
    """What consecutive paragraphs hold."""

    def __init__(self, parts: Parts, depth: int, *, counted: bool = True) -> None:
        super().__init__()
        self._counted = counted
        """Whether its paragraphs are counted: in a row that a tracked change deletes, they are not."""
        self._parts = parts
        self._depth = depth
        self._fields: list[Field] = []
        self._instructions = 0
        """How many of them have not come to their text yet."""
        self._mark = _PLAIN
        """How the mark at the end of the last paragraph was changed."""
        self._date = ("", "")
        self.tables: list[etree._Element] = []

    def add(self, element: etree._Element) -> None:
        """Read an element with all that is in it."""
        self._any(element, _PLAIN, self._depth)

    @property
    def date(self) -> str:
        """The day, month or year of a date control that is all there is, in ISO 8601; else empty."""
        text, date = self._date
        return date if date and self.sight().lines == (text,) else ""

    # One element

    def _any(self, element: etree._Element, how: How, depth: int) -> None:
        check_depth(depth)
        self._readers.get(element.tag, Story._inside)(self, element, how, depth)

    def _inside(self, element: etree._Element, how: How, depth: int) -> None:
        check_depth(depth)
        readers, usual = self._readers, Story._inside
        for child in element:
            readers.get(child.tag, usual)(self, child, how, depth + 1)

    def _skip(self, _: etree._Element, __: How, ___: int) -> None:
        """Nothing in it is text."""

    def _nest(self, element: etree._Element, _: How, __: int) -> None:
        self.tables.append(element)

    def _insertion(self, element: etree._Element, how: How, depth: int) -> None:
        self._inside(element, how._replace(inserted=True), depth)

    def _deletion(self, element: etree._Element, how: How, depth: int) -> None:
        self._inside(element, how._replace(deleted=True), depth)

    # Letters and signs

    def _text(self, element: etree._Element, how: How, _: int) -> None:
        text = element.text or ""
        read = with_symbols(text, every=how.symbols)
        self._sign(read, how, is_sign=read != text)

    def _deleted_text(self, element: etree._Element, how: How, _: int) -> None:
        self._letters(element.text or "", how._replace(deleted=True))

    def _space(self, element: etree._Element, how: How, _: int) -> None:
        self._letters(_SPACES[element.tag], how)

    def _symbol(self, element: etree._Element, how: How, _: int) -> None:
        self._sign(symbol(element.get(W + "font", ""), element.get(W + "char", "")), how)

    # Paragraphs and runs

    def _paragraph(self, element: etree._Element, how: How, depth: int) -> None:
        first = self.begin(inserted=self._mark.inserted, deleted=self._mark.deleted)
        properties = first_child(element, W + "pPr")
        style = self._parts.styles.style_of(properties)
        mark = first_child(properties, W + "rPr")
        self._mark = _PLAIN if mark is None else _change_of(mark)
        self._inside(element, how._replace(style=style) if style != how.style else how, depth)
        numbered = self._parts.styles.numbering_of(properties, style)
        gone = self._mark.deleted and all(run.deleted for run in self.runs[first:] if visible_text(run.text))
        entry = None if gone or not self._counted else self._parts.numbering.next(numbered)
        if entry is not None and entry[1]:
            self.number_paragraph(entry[1], first)

    def _run(self, element: etree._Element, how: How, depth: int) -> None:
        properties = first_child(element, _RUN_SETTINGS)
        settings = settings_of(properties)
        shape = self._parts.styles.shape(properties, settings, how.style)
        fonts = settings.get(_FONTS)
        symbols = fonts is not None and fonts.get(W + "ascii", "").startswith(
            ("Wingdings", "Symbol", "Webdings")
        )
        how = How(how.style, shape.struck, shape.hidden, shape.bold, how.inserted, how.deleted, symbols)
        self._inside(element, how, depth)

    def _letters(self, text: str, how: How) -> None:
        if not self._instructions:
            self.runs.append(Run(text, how.struck, how.hidden, how.bold, how.inserted, how.deleted))

    def _sign(self, text: str, how: How, *, is_sign: bool = True) -> None:
        """Letters, or a sign of its own; a box or a tick in a font of signs is a mark as well."""
        ticked, first = is_ticked(text) if is_sign else None, len(self.runs)
        self._letters(text, how)
        if ticked is not None and len(self.runs) > first:
            self.tick(first, ticked=ticked)

    def _beside(self, how: How, *remarks: Remark | None) -> None:
        if not how.deleted:
            self.remarks += [one for one in remarks if one is not None]

    # What wraps text

    def _control(self, element: etree._Element, how: How, depth: int) -> None:
        properties = first_child(element, W + "sdtPr")
        content = first_child(element, W + "sdtContent")
        if content is None or is_placeholder(properties):
            return
        ticked = tick(properties)
        first = len(self.runs)
        self._inside(content, how, depth)
        if ticked is not None:
            self.tick(first, ticked=ticked)
        text = visible_text("".join(run.text for run in self.runs[first:]))
        self._date = (text, control_date(properties, text)) if not self._date[0] else self._date

    def _alternative(self, element: etree._Element, how: How, depth: int) -> None:
        choice = first_child(element, MC + "Choice")
        chosen = first_child(element, MC + "Fallback") if choice is None else choice
        if chosen is not None:
            self._inside(chosen, how, depth)

    def _box(self, element: etree._Element, how: How, depth: int) -> None:
        box = Story(self._parts, depth + 1)
        box._inside(element, How(), depth)
        text = "\n".join(box.sight().lines)
        self.tables += box.tables
        self._beside(how, Remark(Beside.TEXT_BOX, text) if text else None, *box.remarks)

    def _link(self, element: etree._Element, how: How, depth: int) -> None:
        target = self._parts.links.get(element.get(_RELATED, ""))
        self._beside(how, Remark(Beside.LINK, target) if target else None)
        self._inside(element, how, depth)

    # What stands beside the text

    def _note(self, element: etree._Element, how: How, _: int) -> None:
        self._beside(how, *self._parts.note(_NOTES[element.tag], element.get(W + "id", "")))

    def _comment(self, element: etree._Element, how: How, _: int) -> None:
        self._beside(how, *self._parts.comment(element.get(W + "id", "")))

    def _simple_field(self, element: etree._Element, how: How, depth: int) -> None:
        self._beside(how, simple_field(element.get(W + "instr", "")))
        self._inside(element, how, depth)

    def _instruction(self, element: etree._Element, how: How, depth: int) -> None:
        if self._fields:
            self._fields[-1].add(element.text or "")
        else:
            self._inside(element, how, depth)

    def _field(self, element: etree._Element, how: How, _: int) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(Field(first_child(element, W + "ffData")))
            self._instructions += 1
            return
        if not self._fields:
            return
        field = self._fields[-1]
        if kind in ("separate", "end") and not field.shows:
            field.shows = True
            self._instructions -= 1
        if kind == "end":
            self._fields.pop()
            self._beside(how, remark_of(field.instruction))
            self._letters(field.choice, how)
            if field.ticked is not None:
                self._sign("☒" if field.ticked else "☐", how)

    _readers: ClassVar[Mapping[str, _Reader]] = {
        W + "p": _paragraph,
        W + "r": _run,
        W + "t": _text,
        _MATH_TEXT: _text,
        W + "tbl": _nest,
        W + "ins": _insertion,
        W + "moveTo": _insertion,
        W + "del": _deletion,
        W + "moveFrom": _deletion,
        W + "delText": _deleted_text,
        W + "sym": _symbol,
        W + "sdt": _control,
        MC + "AlternateContent": _alternative,
        W + "txbxContent": _box,
        W + "hyperlink": _link,
        W + "fldSimple": _simple_field,
        W + "instrText": _instruction,
        W + "fldChar": _field,
        W + "commentReference": _comment,
        **dict.fromkeys(_IGNORED, _skip),
        **dict.fromkeys(_SPACES, _space),
        **dict.fromkeys(_NOTES, _note),
    }
    """What reads an element; of any other, what is inside is read."""
