"""Ids and slugs: which texts may be one, how one is made from a text, which no file can be called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from ssetrack.language.collation import UNDECOMPOSED

LONGEST_ID = 200
"""Characters in an id or slug: file systems take names of 255 octets, and a feed's has more in it."""

ID = re.compile(rf"[A-Za-z0-9._-]{{1,{LONGEST_ID}}}")
"""What an id or slug may hold (plan-format, "All fields"); match it whole."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)

_REST = re.compile(r"[^a-z0-9._-]+")


def slug(text: str) -> str:
    """A text as a slug: lower case, accents dropped, anything else one `-`; may be empty."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(UNDECOMPOSED))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _REST.sub("-", plain).strip("-")


def is_device(name: str) -> bool:
    """Whether Windows keeps the slug for a device, whatever comes after its first dot.

    The list is that of Microsoft's "Naming Files, Paths, and Namespaces".
    """
    return name.partition(".")[0] in _DEVICES


def id_from(path: str) -> str:
    """The id of a plan that gives none: made from its file's name."""
    return slug(PurePath(path).stem) or "plan"
