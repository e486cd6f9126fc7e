"""Numbered and other lists of a web page: the number that a browser shows before an entry.

Comes in: how a list says that it counts. Goes out: the number of its next entry, `2.` or `b.`, or none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_KINDS = {
    "1": "1", "a": "a", "A": "A", "i": "i", "I": "I", "decimal": "1", "lower-alpha": "a", "lower-latin": "a",
    "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_MOST = 3999
"""The highest number in Roman figures; lists that count further are shown in ours."""


@dataclass
class OpenList:
    """A list that is being read."""

    kind: str
    """What it counts with: `1 a A i I`; empty for bullets."""
    count: int = 0

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str], properties: Mapping[str, str]) -> "OpenList":
        """The list that such an element begins."""
        said = properties.get("list-style-type") or attributes.get("type") or "1"
        return cls(_KINDS.get(said, "1") if tag == "ol" else "", _whole(attributes.get("start"), 1) - 1)

    def next(self, value: str | None) -> str:
        """The number of the next entry, which may say one of its own."""
        self.count = _whole(value, self.count + 1)
        return f"{figures(self.count, self.kind)}." if self.kind else ""


def figures(number: int, kind: str) -> str:
    """A number in the figures of a list: 2 is `2`, `b`, `B`, `ii`, `II`."""
    text = str(number)
    if kind in ("a", "A") and number > 0:
        text = ""
        while number:
            number, digit = divmod(number - 1, 26)
            text = chr(ord("a") + digit) + text
    elif kind in ("i", "I") and 0 < number <= _MOST:
        text = ""
        for worth, letters in _ROMAN:
            text += letters * (number // worth)
            number %= worth
    return text.upper() if kind in ("A", "I") else text


def _whole(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else otherwise
