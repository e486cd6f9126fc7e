"""How a web page sets its text, as far as it matters for a plan: struck, hidden, bold, filled, numbered.

Comes in: the attributes of an element, and the style sheet in the page (Excel says all with classes). Goes
out: a `Style`, which elements inside inherit. Sizes, fonts and places are nobody's affair here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_RULE = re.compile(r"\.([A-Za-z0-9_-]{1,64})\s{0,20}\{([^{}]{0,4000})\}")
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_RGB = re.compile(r"rgba?\(\s{0,9}(\d{1,3})\s{0,9},\s{0,9}(\d{1,3})\s{0,9},\s{0,9}(\d{1,3})")
_MOST_STYLE = 10_000

_COLOURS = {
    "aqua": "00FFFF", "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "fuchsia": "FF00FF",
    "gold": "FFD700", "gray": "808080", "green": "008000", "grey": "808080", "lightblue": "ADD8E6",
    "lightgreen": "90EE90", "lime": "00FF00", "magenta": "FF00FF", "maroon": "800000", "navy": "000080",
    "olive": "808000", "orange": "FFA500", "pink": "FFC0CB", "purple": "800080", "red": "FF0000",
    "silver": "C0C0C0", "teal": "008080", "yellow": "FFFF00",
}  # fmt: skip

STRUCK = frozenset({"s", "strike"})
BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})


_SETTING = STRUCK | BOLD | {"ins", "del", "pre"}


class Style(NamedTuple):
    """How text is set; what is inside an element inherits it."""

    struck: bool = False
    hidden: bool = False
    bold: bool = False
    inserted: bool = False
    deleted: bool = False
    exact: bool = False
    """White space is kept, and ends lines (`<pre>`)."""


class Declared(NamedTuple):
    """What an element says about itself."""

    properties: Mapping[str, str]
    fill: str = ""

    @property
    def hidden(self) -> bool:
        """Whether it is not shown."""
        get = self.properties.get
        return (
            get("display") == "none"
            or get("visibility") in ("hidden", "collapse")
            or get("mso-hide") == "all"
        )


_NOTHING = Declared({})


def rules(sheet: str) -> dict[str, dict[str, str]]:
    """What a style sheet says about classes, by their names."""
    found: dict[str, dict[str, str]] = {}
    for name, body in _RULE.findall(sheet):
        found.setdefault(name, {}).update(_properties(body))
    return found


def properties_of(attributes: Mapping[str, str], classes: Mapping[str, Mapping[str, str]]) -> Declared:
    """The properties of an element: those of its classes, then its own."""
    if not attributes:
        return _NOTHING
    properties: dict[str, str] = {}
    for name in attributes.get("class", "").split()[:20]:
        properties.update(classes.get(name, {}))
    own = attributes.get("style", "")
    if own:
        properties.update(_properties(own[:_MOST_STYLE]))
    if "hidden" in attributes:
        properties["display"] = "none"
    fill = colour(
        properties.get("background-color") or properties.get("background") or attributes.get("bgcolor", "")
    )
    return Declared(properties, fill)


def style_inside(style: Style, tag: str, own: Declared) -> Style:
    """The style of an element inside another one."""
    if own is _NOTHING and tag not in _SETTING:
        return style
    properties = own.properties
    decoration = f"{properties.get('text-decoration', '')} {properties.get('text-decoration-line', '')}"
    struck = "line-through" in decoration or (tag in STRUCK and "none" not in decoration)
    weight = properties.get("font-weight", "")
    bold = style.bold or tag in BOLD
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600)
    return Style(
        style.struck or struck,
        style.hidden or own.hidden,
        bold,
        style.inserted or tag == "ins",
        style.deleted or tag == "del",
        style.exact or tag == "pre" or properties.get("white-space", "").startswith("pre"),
    )


@lru_cache(maxsize=1000)
def colour(text: str) -> str:
    """A colour of CSS as six hexadecimal digits; empty for none, for white, and for what is none."""
    text = text.strip().lower()[:100]
    digits = ""
    if found := _HEX.search(text):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    elif found := _RGB.search(text):
        digits = "".join(f"{min(int(one), 255):02x}" for one in found.groups())
    else:
        digits = next((_COLOURS[word] for word in text.split() if word in _COLOURS), "")
    return "" if digits.upper() == "FFFFFF" else digits.upper()


@lru_cache(maxsize=1000)
def _properties(body: str) -> Mapping[str, str]:
    """Properties by name; case and white space around them do not matter. Many elements say the same."""
    pairs = (one.partition(":") for one in body.replace("\n", " ").split(";"))
    return {
        name.strip().lower(): value.strip() if "format" in name else value.strip().lower()
        for name, sign, value in pairs
        if sign
    }
