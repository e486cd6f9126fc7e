"""What the heading of a column means, by the words of all languages.

Comes in: a heading. Goes out: the field that it names, or none. A heading is compared whole, but for what is
in brackets behind it, a year, and signs at its end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ssetrack.importing.fields import Field
from ssetrack.importing.words import every, fields_by_heading
from ssetrack.language.collation import fold

LONGEST = 60
"""Letters beyond which a text is no heading."""

YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_BEHIND = re.compile(r" ?\([^()]*\)$")
_SIGNS = " :*.;-/?!"


class Meaning(NamedTuple):
    """What a heading says."""

    field: Field | None = None
    label: bool = False
    """It may name a column that groups rows."""


def bare(heading: str) -> str:
    """A heading folded, without signs at its end and without a year."""
    low = fold(heading)
    if YEAR.search(low) and len(low) > 4:
        low = " ".join(YEAR.sub(" ", low).split())
    return low.strip("*_ ").rstrip(" :*;-/?!").strip()


def meaning(heading: str) -> Meaning:
    """What a heading names."""
    if not heading or len(heading) > LONGEST:
        return Meaning()
    known, labels = fields_by_heading(), every("labels")
    low = bare(heading)
    for text in (low, low.rstrip("."), _BEHIND.sub("", low).rstrip(_SIGNS)):
        if text in known or text in labels:
            return Meaning(known.get(text), text in labels)
    return Meaning()


def is_of_days(heading: str) -> bool:
    """Whether a heading leaves open if something is due on a day or takes place then."""
    return _BEHIND.sub("", bare(heading)) in every("days")


def is_of_gatherings(heading: str) -> bool:
    """Whether what stands below a heading takes place on a day."""
    return _BEHIND.sub("", bare(heading)) in every("gatherings")


def is_of_descriptions(heading: str) -> bool:
    """Whether a heading names what only explains a title."""
    return _BEHIND.sub("", bare(heading)) in every("descriptions")


def is_of_keys(heading: str) -> bool:
    """Whether a heading names what only a program knows a thing by: `Card ID`, `Task URL`."""
    return bare(heading).rpartition(" ")[2] in ("id", "key", "url", "uuid")
