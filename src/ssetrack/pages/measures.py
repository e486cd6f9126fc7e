"""How wide ids are on the page: none is broken over lines where there is room for it anywhere.

Comes in: ids. Goes out: widths in em, a little more than any usual typeface needs, whether a heading has to
be turned, and where an id may be broken that is longer than any line. Nothing here knows the reader's
typeface, so a guess that is too wide is the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NARROW = frozenset("fijlrtI.,:;|!'()[]/- ")
WIDE = frozenset("mwMW@%")

MOST_FOR_ID = 7.5
"""Em for the column of ids in the table; a longer id has a line of its own above its title."""

MOST_FOR_GOAL = 6.5
"""Em for the column of goals; where an id is longer, goals are below titles."""

UPRIGHT = 4.4
"""Em of a goal's id above a column of numbers; a longer one is turned."""

MOST_WHOLE = 24
"""Letters of an id that fits on a line of the narrowest screen, however wide they are."""

_JOINT = re.compile(r"(?<=[-/_.:])(?=\w)")

PHONE, PHONE_LETTER = 328, 11
"""Pixels of the narrowest screen between its margins, and of an em in its headings."""


def text_width(text: str) -> float:
    """The width of a text in bold letters, in em."""
    if text.isdigit():
        return 0.62 * len(text)
    return sum(
        0.42 if sign in NARROW
        else 1.0 if sign in WIDE or sign >= "\u1100"
        else 0.76 if sign.isupper()
        else 0.62
        for sign in text
    )  # fmt: skip


def is_long(text: str) -> bool:
    """Whether an id may be longer than a line on a phone."""
    return len(text) > MOST_WHOLE


def pieces(text: str) -> list[str]:
    """A long id in pieces, behind each of which a line may end: at `-`, `/`, `_`, `.` and `:`."""
    return _JOINT.split(text)


def column_width(texts: Iterable[str], least: float, most: float) -> float:
    """The width of a column that holds all the texts which are not wider than `most`, in em."""
    return max((width for text in set(texts) if (width := text_width(text)) <= most), default=least)


def heading_class(headings: Iterable[str], columns: int) -> str:
    """The class of a table whose headings have to be turned: everywhere, on phones, or nowhere."""
    widest = max(map(text_width, headings), default=0)
    if widest > UPRIGHT:
        return " turned"
    return " turned-on-phones" if widest * PHONE_LETTER > PHONE / columns - 6 else ""
