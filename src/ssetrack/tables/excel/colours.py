"""Colours of a workbook: as six digits, by a number in an old palette, or by a theme made lighter or darker.

Comes in: elements such as `<fgColor theme="4" tint="0.6"/>`. Goes out: `RRGGBB`, or empty for none.
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Sequence

from lxml import etree

from ssetrack.tables.excel.names import whole

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_BASIC = """
000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF
"""
_FURTHER = """
800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080
0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99
99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966
003300 333300 993300 993366 333399 333333
"""
INDEXED = tuple((_BASIC + _BASIC + _FURTHER).split())
"""The palette of Excel 97 (ECMA-376 18.8.27)."""

_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""What the numbers of theme colours mean: light and dark are swapped against the order of the file."""

_OFFICE = "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080"
OFFICE_THEME = tuple(_OFFICE.split())
"""The colours of a workbook without a theme."""

_DIGITS = re.compile("(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


def theme_colours(root: etree._Element | None) -> Sequence[str]:
    """The twelve colours of a theme, in the order in which they are numbered."""
    scheme = None if root is None else root.find(f".//{_A}clrScheme")
    if scheme is None:
        return OFFICE_THEME
    colours = []
    for name, otherwise in zip(_THEME, OFFICE_THEME, strict=True):
        inside = scheme.find(f"{_A}{name}/*")
        said = "" if inside is None else inside.get("lastClr") or inside.get("val") or ""
        colours.append(said.upper() if _DIGITS.fullmatch(said) else otherwise)
    return colours


def colour(element: etree._Element | None, theme: Sequence[str], palette: Sequence[str] = INDEXED) -> str:
    """The colour that an element names; empty for none, and for what the system decides."""
    if element is None or element.get("auto") in ("1", "true"):
        return ""
    named = _DIGITS.fullmatch(element.get("rgb", ""))
    if named:
        base = named[1].upper()
    elif element.get("theme") is not None:
        number = whole(element.get("theme"), -1)
        base = theme[number] if 0 <= number < len(theme) else ""
    else:
        number = whole(element.get("indexed"), -1)
        base = palette[number] if 0 <= number < len(palette) else ""
    return _with_tint(base, element.get("tint", "0")) if base else ""


def _with_tint(base: str, tint: str) -> str:
    """A colour made lighter (above 0) or darker (below), in HLS (ECMA-376 18.8.19)."""
    try:
        by = max(-1.0, min(1.0, float(tint)))
    except ValueError:
        return base
    if not by or math.isnan(by):
        return base
    red, green, blue = (int(base[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + by) if by < 0 else light * (1 - by) + by
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
