"""Ids and slugs: which texts may be one, how one is made from a text, how they are ordered."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

LONGEST_ID = 200
"""Characters in an id or slug: file systems take names of 255 octets, and a feed's has more in it."""

ID = re.compile(rf"[A-Za-z0-9._-]{{1,{LONGEST_ID}}}")
"""What an id or slug may hold (plan-format, "All fields"); match it whole."""

_REST = re.compile(r"[^a-z0-9._-]+")
_NOT_DECOMPOSED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


_NUMBER = re.compile(r"([0-9]+)")


Order = tuple[tuple[int, int, str], ...]
"""A key to sort by: for each part whether it is a number, the number, the text."""


def natural(text: str) -> Order:
    """A key under which `1.10` comes after `1.9`: runs of digits are numbers, and case does not matter."""
    parts = _NUMBER.split(text.casefold())
    return tuple((0, int(part[:18]), part) if part.isdecimal() else (1, 0, part) for part in parts)


def slug(text: str) -> str:
    """A text as a slug: lower case, accents dropped, anything else one `-`; may be empty."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_NOT_DECOMPOSED))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _REST.sub("-", plain).strip("-")


def id_from(path: str) -> str:
    """The id of a plan that gives none: made from its file's name."""
    return slug(PurePath(path).stem) or "plan"
