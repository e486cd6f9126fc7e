"""Numbers before titles: `2.1 First workshop`, `6. COFUNDING`, `1)`.

Comes in: a line. Goes out: its number and the rest. A number alone is part of the title (`15 notebooks`),
unless a sign or a point says that it counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_GLUED = re.compile(
    r"(?P<number>(?:[A-Z]{1,3}[-.]?)?[0-9]{1,4}(?:\.[0-9]{1,4})+[a-z]?)[.):]?(?:\s+|\s*[-–—]\s+|(?=[^\W\d_]))(?P<rest>\S.*)"
    r"|(?P<single>(?:[A-Z]{1,3}[-.]?)?[0-9]{1,4})(?:[.):]|\s+[-–—])\s+(?P<after>\S.*)",
    re.DOTALL,
)
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2}|[0-9]{4})\b")
_NUMBERING = re.compile(r"(?:[A-Za-z]{0,4}[-.]?)?[0-9]{1,4}(?:[.-][0-9]{1,4})*[a-z]?")


class Numbered(NamedTuple):
    """A line with its number apart; the number may be empty."""

    number: str
    rest: str


def leading_number(line: str) -> Numbered:
    """The number at the beginning of a line, and what follows it."""
    found = None if _DATE.match(line) else _GLUED.fullmatch(line.strip())
    if found is None:
        return Numbered("", line.strip())
    return Numbered(found["number"] or found["single"], (found["rest"] or found["after"]).strip())


def numbering(text: str) -> str:
    """A text that is only a number: `1.1.` is `1.1`; empty for any other."""
    bare = text.strip().rstrip(".):")
    return bare if _NUMBERING.fullmatch(bare) else ""
