"""Texts made plain for comparing words: lower case, no accents, one kind of blank and of dash."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4`]")


def plain(text: str) -> str:
    """The text with ordinary blanks and hyphens, trimmed; letters as they are."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    return _BLANKS.sub(" ", _DASHES.sub("-", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """The plain text in lower case without accents; `º` and `ª` become `o` and `a`."""
    low = plain(text).casefold()
    if low.isascii():
        return low
    low = _APOSTROPHES.sub("'", low)
    decomposed = "".join(map(_plain_letter, unicodedata.normalize("NFD", low)))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _plain_letter(letter: str) -> str:
    """`º` as `o`, `ᵉ` as `e`; digits of other scripts stay what they are, so that no reader takes them."""
    return unicodedata.normalize("NFKD", letter).lower() if letter.isalpha() else letter
