"""What a field of a plan may hold, and what the things share that have fields.

Comes in: texts as written. Goes out: the vocabulary of the table in `fields`, the base of the classes in
`model`, and numbers and truth values. The field decides the type, never YAML (plan-format, principle 1):
every scalar arrives as text.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
import re
from typing import Any, Literal, NamedTuple, NoReturn, Self, TypeAlias, dataclass_transform

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


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """Something with fields: it holds what is written, and its class holds what counts where nothing is.

    Never changed once it is made. Equal where the same is written.
    """

    extensions: dict[str, Any] | None = None
    """The fields whose names begin with `x-`, as written."""

    def __init__(self, **written: Any) -> None:
        object.__setattr__(self, "__dict__", written)

    @classmethod
    def of(cls, written: dict[str, Any]) -> Self:
        """One that holds what is written, by attribute: this very dictionary, which nobody else may keep."""
        record = cls.__new__(cls)
        object.__setattr__(record, "__dict__", written)
        return record

    def copy(self, **changes: Any) -> Self:
        """The same with some fields written otherwise."""
        return type(self)(**(vars(self) | changes))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]  # by its content it would have to hash half a plan


_UNSEEN = (
    "[\\s\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]*"
)
"""Blanks, and the characters that Unicode calls default ignorable: nothing of them is seen."""


def is_blank(value: object) -> bool:
    """Whether nobody sees anything there: no value, a text of blanks, or such a text in each language."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    if isinstance(value, str):
        return not value.isprintable() and bool(re.fullmatch(_UNSEEN, value)) if value.strip() else True
    return value is None


_PERCENTAGE = r"([0-9]{1,3})(?:[.,][0-9]+)? ?%?"
_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


def percentage(text: str) -> int | None:
    """`40%` or `40` as the whole number 40, the decimals of `33.3%` dropped; None outside 0 to 100."""
    match = re.fullmatch(_PERCENTAGE, text.strip())
    return int(match[1]) if match and int(match[1]) <= 100 else None


def switch(text: str) -> bool | None:
    """Whether a text says true (also yes, on, 1) or false (no, off, 0); None where it says neither."""
    word = text.strip().casefold()
    return True if word in _TRUE else False if word in _FALSE else None
