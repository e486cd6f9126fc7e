"""Dates that count from another item, in words: `6 weeks before 1.10`.

Comes in: a text. Goes out: a `Relative`, for the schedule to settle, or None for what is something else.
"""

from __future__ import annotations

import re
from typing import Literal

from ssetrack.dates.period import Relative
from ssetrack.dates.vocabulary import UNITS, every, one_of

_ID = r"[A-Za-z0-9._-]+"
_RELATIVE = re.compile(
    r"(?P<amount>[0-9]{1,4}) (?P<unit>[a-z]+) "
    rf"(?P<direction>{one_of(lambda words: (*words.before, *words.after))}) "
    rf"(?P<reference>(?:{_ID}:)?{_ID}(?:/{_ID})?)",
    re.IGNORECASE,
)
_BEFORE = every(lambda words: words.before)


def read_relative(text: str, low: str) -> Relative | None:
    """`6 weeks before 1.10`: how many units before or after which item. `low` is the text folded."""
    found = _RELATIVE.fullmatch(low)
    if not found:
        return None
    unit = UNITS.get(found["unit"])
    if unit is None:
        return None
    reference = text[len(text) - len(found["reference"]) :]
    if reference.casefold() != found["reference"]:
        return None
    direction: Literal["before", "after"] = "before" if found["direction"] in _BEFORE else "after"
    end = len(text)
    return Relative(int(found["amount"]), unit, direction, reference, end - len(reference), end)
