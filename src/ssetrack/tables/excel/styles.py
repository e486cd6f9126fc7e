"""How the cells of a workbook are set: number format, strike, bold, background.

Comes in: `xl/styles.xml` and the theme. Goes out: a `Look` for each number that cells name (`s="3"`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from lxml import etree

from ssetrack.tables.excel.colours import INDEXED, colour, theme_colours
from ssetrack.tables.excel.names import S, is_on, whole
from ssetrack.tables.number_formats import BUILT_IN, GENERAL

_WHITE = "FFFFFF"
_HATCHED = "808080"
"""The fill of a pattern that names no colour."""


class Look(NamedTuple):
    """How a cell is set."""

    code: str = GENERAL
    """Its number format."""
    struck: bool = False
    bold: bool = False
    fill: str = ""


T = TypeVar("T")

PLAIN = Look()


def looks(root: etree._Element | None, theme: etree._Element | None) -> Sequence[Look]:
    """The looks of a workbook, by their numbers."""
    if root is None:
        return (PLAIN,)
    colours = theme_colours(theme)
    own = [
        f"{element.get('rgb', '')[-6:]:0>6}"
        for element in root.findall(f"{S}colors/{S}indexedColors/{S}rgbColor")
    ]
    palette = (*own, *INDEXED[len(own) :])
    codes = dict(BUILT_IN)
    codes |= {
        whole(element.get("numFmtId"), -1): element.get("formatCode", GENERAL)
        for element in root.findall(f"{S}numFmts/{S}numFmt")
    }
    fonts = [
        (is_on(font.find(S + "strike")), is_on(font.find(S + "b")))
        for font in root.findall(f"{S}fonts/{S}font")
    ]
    fills = [_fill(fill, colours, palette) for fill in root.findall(f"{S}fills/{S}fill")]
    return [
        Look(
            codes.get(whole(style.get("numFmtId")), GENERAL),
            *_at(fonts, style.get("fontId"), (False, False)),
            _at(fills, style.get("fillId"), ""),
        )
        for style in root.findall(f"{S}cellXfs/{S}xf")
    ] or (PLAIN,)


def _fill(fill: etree._Element, theme: Sequence[str], palette: Sequence[str]) -> str:
    """A background: the colour of a full pattern, the first of a gradient, the darker of a hatching."""
    pattern = fill.find(S + "patternFill")
    if pattern is None:
        said = colour(fill.find(f"{S}gradientFill/{S}stop/{S}color"), theme, palette)
    else:
        kind = pattern.get("patternType", "none")
        if kind == "none":
            return ""
        said = colour(pattern.find(S + "fgColor"), theme, palette)
        if kind != "solid":
            said = said or colour(pattern.find(S + "bgColor"), theme, palette) or _HATCHED
    return "" if said == _WHITE else said


def _at(values: Sequence[T], number: str | None, otherwise: T) -> T:
    at = whole(number, -1)
    return values[at] if 0 <= at < len(values) else otherwise
