"""The styles of a Word document, as far as the grid asks for them.

Comes in: `word/styles.xml`. Goes out: `Styles`, which says whether text is struck, hidden or bold, at which
level a paragraph is a heading, and what it is numbered with.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.word.names import Settings, W, number, switch, value

_DEEPEST = 32
"""How many styles may be based on one another; Word itself allows eleven."""

_SETTING = frozenset(W + name for name in ("rStyle", "strike", "dstrike", "b", "vanish"))
"""What a run may say about itself that the grid asks for."""


class Shape(NamedTuple):
    """How letters are set."""

    struck: bool = False
    hidden: bool = False
    bold: bool = False


class Numbered(NamedTuple):
    """What a paragraph is numbered with: the list, the level if that is said, and the style that says so."""

    num: int
    level: int | None
    style: str = ""


class Styles:
    """The styles of a document; without a part, there are none."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = [] if root is None else root.findall(W + "style")
        self._styles = {style.get(W + "styleId", ""): style for style in styles}
        self._paragraph = next(
            (
                style.get(W + "styleId", "")
                for style in styles
                if style.get(W + "default") in ("1", "true") and style.get(W + "type") == "paragraph"
            ),
            "",
        )
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._switched = cache(self._of_style)
        self._bare = cache(partial(self._shape, None))
        self._level_of = cache(self._heading_of_style)
        self._number_of = cache(self._number_of_style)

    @property
    def language(self) -> str:
        """The language of text that says none: `fr`."""
        normal = self._styles.get(self._paragraph)
        for properties in (first_child(normal, W + "rPr"), self._defaults):
            said = value(properties, "lang")
            if said:
                return said.partition("-")[0].lower()
        return ""

    def style_of(self, properties: etree._Element | None) -> str:
        """The style of a paragraph, by its `w:pPr`."""
        return value(properties, "pStyle") or self._paragraph

    def shape(self, properties: etree._Element | None, settings: Settings, paragraph: str) -> Shape:
        """How a run is set, by its `w:rPr`, what is in it, and the style of its paragraph."""
        if _SETTING.isdisjoint(settings):
            return self._bare(paragraph)
        return self._shape(properties, paragraph)

    def _shape(self, properties: etree._Element | None, paragraph: str) -> Shape:
        character = value(properties, "rStyle") or ""
        strike, bold, hidden = (
            self._is_on(properties, name, paragraph, character) for name in ("strike", "b", "vanish")
        )
        twice = switch(properties, "dstrike")
        if twice is None:
            twice = bool(self._switched(character, "dstrike") or self._switched(paragraph, "dstrike"))
        return Shape(strike or twice, hidden, bold)

    def heading(self, properties: etree._Element | None, style: str) -> int | None:
        """The level of a heading, from 1; None for what is no heading."""
        level = number(properties, "outlineLvl")
        if level is None:
            level = self._level_of(style)
        return level + 1 if level is not None and 0 <= level <= 8 else None

    def numbering_of(self, properties: etree._Element | None, style: str) -> Numbered | None:
        """What numbers a paragraph: its own `w:numPr`, else that of its style or one that it is based on."""
        own = first_child(properties, W + "numPr")
        if own is None:
            return self._number_of(style)
        num, level = number(own, "numId"), number(own, "ilvl")
        if num is None:
            found = self._number_of(style)
            return found if found is None or level is None else found._replace(level=level, style="")
        return Numbered(num, level or 0) if num else None

    def num_of(self, style: str) -> int | None:
        """The list that a numbering style stands for."""
        return number(self._styles.get(style), "pPr/numPr/numId")

    def _is_on(self, own: etree._Element | None, name: str, paragraph: str, character: str) -> bool:
        said = switch(own, name)
        if said is not None:
            return said
        if switch(self._defaults, name):
            return True
        return bool(self._switched(paragraph, name)) != bool(self._switched(character, name))

    def _heading_of_style(self, style: str) -> int | None:
        """The level (from 0) that a style gives to a heading; the built-in ones are known by their names."""
        for each in self._line(style):
            level = number(each, "pPr/outlineLvl")
            name = (value(each, "name") or "").lower()
            if level is not None:
                return level
            if name == "title":
                return 0
            if name.startswith("heading ") and name[8:] in set("123456789"):
                return int(name[8:]) - 1
        return None

    def _number_of_style(self, style: str) -> Numbered | None:
        for each in self._line(style):
            num = number(each, "pPr/numPr/numId")
            if num is not None:
                level = number(each, "pPr/numPr/ilvl")
                return Numbered(num, level, each.get(W + "styleId", "")) if num else None
        return None

    def _of_style(self, style: str, name: str) -> bool | None:
        """What a style says of a switch, or the nearest that it is based on."""
        said = (switch(first_child(each, W + "rPr"), name) for each in self._line(style))
        return next((one for one in said if one is not None), None)

    def _line(self, style: str) -> Iterator[etree._Element]:
        """A style, the one that it is based on, and so on."""
        for _ in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn") or ""
