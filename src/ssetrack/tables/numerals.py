"""How a number is written in a list: `3`, `c`, `iii`.

Comes in: a number from 1 and the name that Word or OpenDocument has for the way. Goes out: text.
"""

from collections.abc import Callable, Mapping
from functools import partial

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_LARGEST = 3999
"""Beyond, neither letters nor Roman numerals are read by anybody."""


def letter(number: int) -> str:
    """`a` to `z`, then `aa`, `bb`, as Word and LibreOffice go on (ECMA-376 17.18.59, lowerLetter)."""
    if not 1 <= number <= _LARGEST:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """`i`, `ii`, `iii`, `iv`."""
    if not 1 <= number <= _LARGEST:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _upper(way: Callable[[int], str], number: int) -> str:
    return way(number).upper()


def _with_zeros(number: int) -> str:
    return f"{number:02}"


WAYS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": _with_zeros,
    "lowerLetter": letter,
    "upperLetter": partial(_upper, letter),
    "lowerRoman": roman,
    "upperRoman": partial(_upper, roman),
    "a": letter,
    "A": partial(_upper, letter),
    "i": roman,
    "I": partial(_upper, roman),
}
"""By the names of `w:numFmt` and of `style:num-format`; whatever is not here is counted in digits."""


def numeral(number: int, way: str) -> str:
    """A number in a way of counting; in digits where the way is not known."""
    return WAYS.get(way, str)(number)
