"""What a field of a plan may hold: the kinds of values, and the two that are more than texts and lists.

Comes in: texts as written. Goes out: the vocabulary of the table in `fields`, and numbers and truth values.
The field decides the type, never YAML (plan-format, principle 1): every scalar arrives as text.
"""

import re
from typing import Any, Literal, NamedTuple, TypeAlias

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/decisions.md).

Kind: TypeAlias = Literal[
    "text", "texts", "prose", "proses", "word", "percentage", "switch", "dates", "list", "mapping"
]
"""A text, a prose (in one language or several), a list of either; one of some words; a number, a truth value;
dates (one `Entry`, or several); a list of things that have fields, or a mapping of slugs to such things."""


class Field(NamedTuple):
    """A field: what it holds, and whether it may be left out.

    `name` is the attribute where that is not what plans write; `of` is the class of what stands in a list, a
    mapping or dates; `words` are those of which one may stand here.
    """

    kind: Kind
    required: bool = False
    name: str | None = None
    of: Any = None
    words: tuple[str, ...] = ()


_PERCENTAGE = re.compile(r"([0-9]{1,3})(?:[.,][0-9]+)? ?%?")
_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


def percentage(text: str) -> int | None:
    """`40%` or `40` as the whole number 40, the decimals of `33.3%` dropped; None outside 0 to 100."""
    match = _PERCENTAGE.fullmatch(text.strip())
    return int(match[1]) if match and int(match[1]) <= 100 else None


def switch(text: str) -> bool | None:
    """Whether a text says true (also yes, on, 1) or false (no, off, 0); None where it says neither."""
    word = text.strip().casefold()
    return True if word in _TRUE else False if word in _FALSE else None
