"""Numbered and other lists of a web page: the number that a browser shows before an entry.

Comes in: how a list says that it counts. Goes out: the number of its next entry, `2.` or `b.`, or none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ssetrack.tables.grid import letters
from ssetrack.tables.numerals import numeral
from ssetrack.tables.whole_numbers import natural_number

_KINDS = {
    "1": "1", "a": "a", "A": "A", "i": "i", "I": "I", "decimal": "1", "lower-alpha": "a", "lower-latin": "a",
    "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_MOST = 10**6
"""A Roman numeral of more has thousands of letters."""


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
    """A number as browsers show it: 28 is `28`, `ab`, `AB`, `xxviii`, `XXVIII`."""
    if kind in ("a", "A") and number > 0:
        return letters(number) if kind == "A" else letters(number).lower()
    return numeral(number, kind) if number > 0 else str(number)


def _whole(text: str | None, otherwise: int) -> int:
    found = natural_number((text or "").strip())
    return found if found is not None and found < _MOST else otherwise
