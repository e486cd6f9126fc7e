"""The one entry to reading dates: a text in, what it means out.

Comes in: a text as written, the plan's language, and for project time the day on which it begins. Goes out:
a `Period`, a `Relative`, or a `DateProblem`; never an exception. Nothing is filled in from today, and no
text is read in two ways. docs/dates.md lists what is read and what is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ssetrack.dates.edtf import gathered, read_edtf
from ssetrack.dates.folding import folded, plain
from ssetrack.dates.names import MONTHS
from ssetrack.dates.numeric import read_numeric
from ssetrack.dates.period import Certainty, DateProblem, DateReading, Kind, Period, Relative
from ssetrack.dates.project_time import read_project_time, read_relative
from ssetrack.dates.refusals import (
    alternatives,
    empty,
    refusal,
    relative_alone,
    several_deadlines,
    too_long,
)
from ssetrack.dates.words import OPEN_WORDS, UNKNOWN_WORDS, read_words

LONGEST = 200
"""Characters beyond which a text is no date."""

REMEMBERED = 4096
"""Different texts kept: plans repeat their dates."""

_OR = re.compile(r"\s+(?:or|ou|o|oder)\s+", re.IGNORECASE)
_PLACE = re.compile(r"(.+?)\s+(?:in|at|à|a|en|em)\s+(\D+)", re.IGNORECASE)
_LABELLED = re.compile(r"([^\W\d_]{2,20}) ?: ?([^:]+?)(?=[,;]? *[^\W\d_]{2,20} ?:|$)")
_PROJECT_OR_RELATIVE = re.compile(
    r"[MW][0-9]|[0-9]+ \w+ (?:before|after|avant|apr[eè]s|antes|despu[eé]s|depois)\b", re.IGNORECASE
)


@lru_cache(maxsize=REMEMBERED)
def parse(text: str, *, language: str | None = None, start: date | None = None) -> DateReading:
    """What a date says. `language` (a base tag) settles numeric dates; `start` is the first day of M1 and W1."""
    if len(text) > LONGEST:
        return too_long()
    written = plain(text)
    if not written:
        return empty()
    read = read_edtf(written) or read_project_time(written, start)
    if read is not None:
        return read
    low = folded(written)
    found = read_words(written, low) or read_numeric(written, low, language) or read_relative(written, low)
    if found is not None:
        return found
    return _several(written, language) or refusal(written, low, MONTHS)


def _several(text: str, language: str | None) -> DateProblem | None:
    """Two dates in one text: the problem says how to write them apart."""
    halves = _OR.split(text)
    if len(halves) > 1:
        options = [_placed(half, language) for half in halves]
        return alternatives(text, [option for option in options if option] if all(options) else [])
    labelled = _LABELLED.findall(text)
    if len(labelled) > 1:
        parts: list[tuple[str, Period]] = []
        for name, part in labelled:
            read = parse(part.strip(" ,;"), language=language)
            if isinstance(read, Period):
                parts.append((name, read))
        return several_deadlines(text, parts if len(parts) == len(labelled) else [])
    return None


def _placed(text: str, language: str | None) -> tuple[Period, str] | None:
    """A date and the place behind it: `April 8-9, 2004 in Rio de Janeiro`."""
    read = parse(text, language=language)
    if isinstance(read, Period):
        return read, ""
    placed = _PLACE.fullmatch(text)
    if placed is None:
        return None
    read = parse(placed[1], language=language)
    return (read, placed[2]) if isinstance(read, Period) else None


def combine(options: Sequence[Period]) -> Period:
    """Alternatives as one period: their bounds spanned, the one-of set as its canonical form."""
    combined = gathered(tuple(options), "[")
    if any(option.kind is Kind.UNKNOWN for option in options):
        return Period(
            Kind.UNKNOWN,
            combined.earliest,
            combined.latest,
            combined.canonical,
            Certainty.UNKNOWN,
            options=tuple(options),
        )
    return combined


def unsettled(read: DateReading, text: str) -> Period | DateProblem:
    """The reading where no other item can be meant: a relative date is a problem there."""
    return relative_alone(text) if isinstance(read, Relative) else read


def not_relative(text: str) -> DateProblem:
    """The problem of a relative date where no other item can be meant."""
    return relative_alone(text)


def is_canonical(text: str, period: Period) -> bool:
    """Whether a text is written as it should be kept.

    Words for ongoing and unknown, project time and relative dates are: what they resolve to may move.
    """
    if text == period.canonical or _PROJECT_OR_RELATIVE.match(text):
        return True
    low = folded(text)
    return low in OPEN_WORDS or low in UNKNOWN_WORDS
