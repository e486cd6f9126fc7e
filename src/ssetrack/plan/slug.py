"""Ids and slugs: which texts may be one, and how one is made from a text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from ssetrack.language.collation import UNDECOMPOSED

ID = re.compile(r"[A-Za-z0-9._-]+")
"""What an id or slug may hold (plan-format, "All fields"); match it whole."""

_REST = re.compile(r"[^a-z0-9._-]+")


def slug(text: str) -> str:
    """A text as a slug: lower case, accents dropped, anything else one `-`; may be empty."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(UNDECOMPOSED))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _REST.sub("-", plain).strip("-")


def id_from(path: str) -> str:
    """The id of a plan that gives none: made from its file's name."""
    return slug(PurePath(path).stem) or "plan"
