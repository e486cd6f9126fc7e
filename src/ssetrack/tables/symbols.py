"""Signs of the fonts Wingdings and Symbol: ticks, boxes, bullets and arrows.

Comes in: a font and a code, or a text that has such codes. Goes out: the sign in Unicode, and whether it is
a tick.
"""

from __future__ import annotations

import re

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x76: "❖", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "☐", 0x30: "☐"}
_SYMBOL = {0xB7: "•", 0xAE: "→", 0xAC: "←", 0xD7: "·", 0x2D: "−", 0xB3: "≥", 0xA3: "≤", 0xD6: "√", 0xA5: "∞"}

_PRIVATE = range(0xF000, 0xF100)
"""Where Word keeps the codes of such fonts."""

_ANY_PRIVATE = re.compile("[\uf000-\uf0ff]")

_TICKS = {"✓": True, "✔": True, "☑": True, "☒": True, "☐": False}


def symbol(font: str, code: str) -> str:
    """The sign of a `w:sym`; one that is not known is the white square of a missing letter."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if font.lower().startswith("wingdings 2"):
        signs = _WINGDINGS_2
    else:
        signs = _SYMBOL if font.lower().startswith("symbol") else _WINGDINGS
    low = number & 0xFF if number in _PRIVATE or number < 0x100 else -1
    if low in signs:
        return signs[low]
    is_letter = low < 0 and 0 < number <= 0x10FFFF and chr(number).isprintable()
    return chr(number) if is_letter else "□"


def with_symbols(text: str, *, every: bool = False) -> str:
    """A text with its signs in Unicode: those of private codes, or `every` letter of a font of signs."""
    if not every and _ANY_PRIVATE.search(text) is None:
        return text
    return "".join(
        _WINGDINGS.get(ord(sign) & 0xFF, sign) if every or ord(sign) in _PRIVATE else sign for sign in text
    )


def is_ticked(text: str) -> bool | None:
    """Whether a sign is a tick (True), an empty box (False), or neither."""
    return _TICKS.get(text)
