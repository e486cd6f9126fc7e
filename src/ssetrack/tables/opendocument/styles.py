"""The styles of an OpenDocument file: how text and cells are set, and what a number's format shows.

Comes in: the roots of `content.xml` and `styles.xml`. Goes out: answers by family and name of a style; what a
style does not say, the one that it is based on says (ODF 1.3 part 3, chapter 16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from lxml import etree

from ssetrack.tables.number_formats import Part, Section, Token
from ssetrack.tables.opendocument.names import FO, NUMBER, OFFICE, STYLE, TABLE, TEXT, whole

_DEEPEST = 32
_COLOUR = re.compile("#([0-9A-Fa-f]{6})")
_BOLD = {"bold", "600", "700", "800", "900"}

_PARTS = {
    "year": (Part.YEAR, "yy", "yyyy"), "month": (Part.MONTH, "m", "mm"), "day": (Part.DAY, "d", "dd"),
    "day-of-week": (Part.WEEKDAY, "ddd", "dddd"), "hours": (Part.HOUR, "h", "hh"),
    "minutes": (Part.MINUTE, "m", "mm"), "seconds": (Part.SECOND, "s", "ss"),
    "am-pm": (Part.HALF, "AM/PM", "AM/PM"),
}  # fmt: skip

_DATED = (NUMBER + "date-style", NUMBER + "time-style")

_UNSHOWABLE = ("quarter", "week-of-year", "era")
"""What a date may show that ISO 8601 does not write at this precision."""


class Styles:
    """All styles of a file, the automatic ones as well."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        self._data: dict[str, etree._Element] = {}
        self.lists: dict[str, Mapping[int, etree._Element]] = {}
        self.outline: Mapping[int, etree._Element] = {}
        for root in reversed(roots):  # what the content says itself comes last, and counts
            for group in (root.find(OFFICE + "styles"), root.find(OFFICE + "automatic-styles")):
                for style in [] if group is None else group:
                    self._keep(style)
        self.property = cache(self._property)
        self.section = cache(self._section)

    def _keep(self, style: etree._Element) -> None:
        name = style.get(STYLE + "name", "")
        if style.tag == STYLE + "style":
            self._styles[style.get(STYLE + "family", ""), name] = style
        elif style.tag == STYLE + "default-style":
            self._defaults[style.get(STYLE + "family", "")] = style
        elif style.tag == TEXT + "list-style":
            self.lists[name] = _levels(style)
        elif style.tag == TEXT + "outline-style":
            self.outline = _levels(style)
        elif style.tag.startswith(NUMBER):
            self._data[name] = style

    @property
    def language(self) -> str:
        """The language of text that says none: `fr`."""
        said = (
            self.property(family, "", "text", FO + "language", True) for family in ("paragraph", "table-cell")
        )
        return next((one.lower() for one in said if one and one != "none"), "")

    def is_struck(self, family: str, name: str) -> bool | None:
        """Whether text is struck; None where no style says so."""
        said = self.property(family, name, "text", STYLE + "text-line-through-style")
        kind = self.property(family, name, "text", STYLE + "text-line-through-type")
        return (said or kind) != "none" if said or kind else None

    def is_hidden(self, family: str, name: str) -> bool | None:
        """Whether text is hidden; None where no style says so."""
        said = self.property(family, name, "text", TEXT + "display")
        return said == "none" if said else None

    def bold(self, family: str, name: str) -> bool | None:
        """Whether text is bold; None where no style says so."""
        said = self.property(family, name, "text", FO + "font-weight")
        return said in _BOLD if said else None

    def fill(self, name: str) -> str:
        """The background of a cell: six digits, or empty for none and for white."""
        found = _COLOUR.fullmatch(
            self.property("table-cell", name, "table-cell", FO + "background-color", True)
        )
        return found[1].upper() if found and found[1].upper() != "FFFFFF" else ""

    def is_shown(self, name: str) -> bool:
        """Whether a sheet with this style is shown."""
        return self.property("table", name, "table", TABLE + "display") != "false"

    def heading(self, name: str) -> int | None:
        """The level of a heading that a paragraph's style gives."""
        for style in self._line("paragraph", name):
            level = style.get(STYLE + "default-outline-level")
            if level is not None:
                return int(level) if level in set("123456789") else None
            if style.get(STYLE + "name") == "Title":
                return 1
        return None

    def _section(self, name: str) -> Section | None:
        """What the format of a cell's style shows of a date or an hour; None for another format, or none."""
        element = self._data_style(name)
        for choice in () if element is None or element.tag in _DATED else element.findall(STYLE + "map"):
            mapped = self._data.get(choice.get(STYLE + "apply-style-name", ""))
            if mapped is not None and mapped.tag in _DATED:
                element = mapped
                break
        if element is None or element.tag not in _DATED:
            return None
        tokens = []
        for child in element:
            kind = str(child.tag).removeprefix(NUMBER)
            if kind in _UNSHOWABLE:
                return None
            if kind == "text":
                tokens.append(Token(Part.TEXT, child.text or ""))
            elif kind in _PARTS:
                part, short, long = _PARTS[kind]
                is_long = child.get(NUMBER + "style") == "long"
                if part is Part.MONTH and child.get(NUMBER + "textual") == "true":
                    short, long = "mmm", "mmmm"
                elapsed = part is Part.HOUR and element.get(NUMBER + "truncate-on-overflow") == "false"
                tokens.append(Token(Part.ELAPSED if elapsed else part, long if is_long else short))
        return Section(tuple(tokens))

    def has_format(self, name: str) -> bool:
        """Whether a cell's style says how numbers are shown."""
        element = self._data_style(name)
        if element is None:
            return False
        number = element.find(NUMBER + "number")
        bare = number is not None and not number.get(NUMBER + "decimal-places") and len(element) == 1
        return not (element.tag == NUMBER + "number-style" and bare)

    def _data_style(self, name: str) -> etree._Element | None:
        said = (style.get(STYLE + "data-style-name") for style in self._line("table-cell", name))
        return self._data.get(next((one for one in said if one), ""))

    def _property(self, family: str, name: str, group: str, attribute: str, default: bool = False) -> str:
        """What a style says of a property, or the nearest that it is based on; empty for nothing."""
        last = self._defaults.get(family) if default else None
        for style in (*self._line(family, name), *([] if last is None else [last])):
            for properties in style.iterchildren(f"{STYLE}{group}-properties"):
                said = properties.get(attribute)
                if said is not None:
                    return said
        return ""

    def _line(self, family: str, name: str) -> Iterator[etree._Element]:
        """A style, the one that it is based on, and so on."""
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name", "")


def _levels(style: etree._Element) -> Mapping[int, etree._Element]:
    """What a list says of its levels, from 1."""
    return {whole(level, TEXT + "level", 0): level for level in style}
