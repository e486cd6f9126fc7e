"""How texts are compared and ordered: the one place for filters, names, ids, paths and sorting.

Comes in: texts as people write them. Goes out: keys. For matching, case, accents, the Unicode form (a letter
with its accent may be one character or two), kinds of blanks, dashes and apostrophes make no difference. For
sorting, texts come in the alphabet of a language, numbers in them by their size. Nothing here changes what
is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_NUMBER = re.compile(r"([0-9]+)")

UNDECOMPOSED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
"""Letters that Unicode does not take apart, in lower case, as dictionaries order them."""

_LETTERS = {"es": {"ñ": "n\U0010ffff"}}
"""Letters of their own in a language's alphabet, by what they come after; other accents come second."""

Order = tuple[tuple[int, int, str], ...]
"""A key to sort by: for each part whether it is a number, the number, the text."""

SortKey = tuple[Order, str, str]
"""A key to sort texts by: letters without accents, then with them, then with their case."""


def nfc(text: str) -> str:
    """The text in Unicode's composed form (UAX #15, NFC), in which names of one spelling are equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """The text with ordinary blanks and hyphens, trimmed; letters as they are."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    return _BLANKS.sub(" ", _DASHES.sub("-", nfc(text))).strip()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The plain text in lower case without accents; `º` and `ª` become `o` and `a`."""
    low = plain(text).casefold()
    return low if low.isascii() else _without_accents(low)


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFD", _APOSTROPHES.sub("'", text)).translate(_PLAIN_LETTERS)


class _PlainLetters(dict[int, str]):
    """What each character of a decomposed text becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """`º` as `o`, `ᵉ` as `e`; digits of other scripts stay what they are: nobody takes them for ours."""
        sign = chr(code)
        plain_sign = unicodedata.normalize("NFKD", sign).lower() if sign.isalpha() else sign
        self[code] = "".join(one for one in plain_sign if not unicodedata.combining(one))
        return self[code]


_PLAIN_LETTERS = _PlainLetters()


def matching(wanted: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that a text means: those of that spelling, else those that are equal when folded."""
    known = list(names)
    exact = tuple(name for name in known if name == wanted or nfc(name) == nfc(wanted))
    if exact:
        return exact
    folded = fold(wanted)
    return tuple(name for name in known if fold(name) == folded)


def natural(text: str) -> Order:
    """A key under which `1.10` comes after `1.9`: runs of digits are numbers, and case does not matter."""
    parts = _NUMBER.split(text.casefold())
    return tuple((0, int(part[:18]), part) if part.isdecimal() else (1, 0, part) for part in parts)


def sort_key(text: str, language: str) -> SortKey:
    """A key that orders texts by the alphabet of a language: `é` beside `e`; `ñ` behind `n` in Spanish."""
    low = plain(text).casefold()
    if low.isascii():
        return natural(low), low, text
    own = _LETTERS.get(language.partition("-")[0].casefold(), {})
    letters = low.translate(UNDECOMPOSED)
    plain_letters = "".join(own.get(letter) or _without_accents(letter) for letter in letters)
    return natural(plain_letters), low, text
