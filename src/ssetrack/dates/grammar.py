"""The one entry to reading dates: a text in, what it means out.

Comes in: a text as written, the plan's language, and for project time the day on which it begins. Goes out:
a `Period`, a `Relative`, or a `DateProblem`; never an exception. Nothing is filled in from today, and no
text is read in two ways. docs/dates.md lists what is read and what is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from ssetrack.dates.edtf import gathered, read_edtf
from ssetrack.dates.folding import folded, plain
from ssetrack.dates.hints import hint
from ssetrack.dates.numeric import read_numeric
from ssetrack.dates.period import UNKNOWN, Certainty, DateProblem, DateReading, Period, Relative
from ssetrack.dates.project_time import is_project_time, read_project_time, read_relative
from ssetrack.dates.refusals import (
    alternatives,
    empty,
    half_bounded,
    misplaced_mark,
    relative_alone,
    several_deadlines,
    too_long,
)
from ssetrack.dates.words import OPEN_WORDS, UNKNOWN_WORDS, read_words

LONGEST = 200
"""Characters beyond which a text is no date."""

REMEMBERED = 4096
"""Different texts kept: plans repeat their dates."""

_OR = re.compile(r"\s+(?:or|ou|o)\s+", re.IGNORECASE)
_PLACE = re.compile(r"(.+?)\s+(?:in|at|à|a|en|em)\s+(\D+)", re.IGNORECASE)
_LABELLED = re.compile(r"([^\W\d_]{2,20}) ?: ?([^:]+?)(?=[,;]? *[^\W\d_]{2,20} ?:|$)")
_OPENS = re.compile(
    r"(?:from|since|starting|as of|as from|desde|depuis|des|a partir d(?:e|u|')|after|apres|apos|despues de"
    r"|depois de) ?(.+)"
)
_CLOSES = re.compile(
    r"(?:by|until|till|up to|no later than|not later than|hasta|ate|jusqu'(?:a|au|en)|au plus tard(?: le)?"
    r"|a mas tardar(?: el)?|before|avant|antes de) (.+)"
)
_GOES_ON = re.compile(
    r"(.+?) ?(?:-|/| to| a| au| ate| hasta) ?(?:ongoing|present|now|open|en cours|en curso|em curso|presente)"
)
_MARKED = re.compile(
    r"(?P<before>[~?%])? ?(?P<date>.+?) ?"
    r"(?P<after>[~?%]|\((?:tbc|\?|a confirmer|por confirmar|a confirmar)\))?"
)
_DASHED = re.compile("[0-9]{4}[\u2012-\u2015\u2212][0-9]{2}(?![0-9\u2012-\u2015\u2212])")
"""`2004–05` with a dash for ranges: two years as likely as a month, which is written with a hyphen."""
_BESIDE = re.compile(r"after|apres|apos|despues|depois|before|avant|antes")
"""Words that leave out the date they stand before."""


def parse(text: str, *, language: str | None = None, start: date | None = None) -> DateReading:
    """What a date says. `language` settles numeric dates; `start` is the first day of M1 and W1."""
    return too_long() if len(text) > LONGEST else _parse(text, language, start)


@lru_cache(maxsize=REMEMBERED)
def _parse(text: str, language: str | None, start: date | None) -> DateReading:
    written = plain(text)
    if not written:
        return empty()
    if not text.isascii() and _DASHED.search(text):
        return hint(written, folded(written))
    read = read_edtf(written) or read_project_time(written, start)
    if read is not None:
        return read
    low = folded(written)
    base = None if language is None else language.partition("-")[0].casefold()
    found = read_words(written, low) or read_numeric(written, low, base)
    if found is not None:
        return found
    relative = read_relative(written, low)
    if relative is not None:
        # Offsets are counted in the text as given, whose reference is its last word.
        end = len(text.rstrip())
        return replace(relative, start=end - len(relative.reference), end=end)
    return (
        _several(written, base)
        or _half_bounded(written, low, base)
        or _marked(written, low, base)
        or hint(written, low)
    )


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


def _half_bounded(text: str, low: str, language: str | None) -> DateProblem | None:
    """`from June 2004`, `by June 2004`, `before June 2004`: words for an open end."""
    opens, closes = _OPENS.fullmatch(low) or _GOES_ON.fullmatch(low), _CLOSES.fullmatch(low)
    found = opens or closes
    read = _parse(found[1], language, None) if found else None
    if not isinstance(read, Period) or read.earliest is None or read.latest is None:
        return None
    instead = read.canonical
    if _BESIDE.match(low):
        try:
            day = read.latest + timedelta(days=1) if opens else read.earliest - timedelta(days=1)
        except OverflowError:
            return None
        instead = day.isoformat()
    return half_bounded(text, f"{instead}/.." if opens else instead, opens=opens is not None)


def _marked(text: str, low: str, language: str | None) -> DateProblem | None:
    """`June 2004?`, `~2004`, `8 May 2004 (tbc)`: a mark that belongs behind the standard form."""
    found = _MARKED.fullmatch(low)
    if found is None or not (found["before"] or found["after"]):
        return None
    read = _parse(found["date"], language, None)
    if not isinstance(read, Period) or read.certainty is not Certainty.EXACT or read.hours or read.parts:
        return None
    mark = found["before"] or (found["after"] if found["after"] in ("~", "?", "%") else "?")
    return misplaced_mark(text, read.canonical + mark)


def combine(options: Sequence[Period]) -> Period:
    """Alternatives as one period: their bounds spanned, the one-of set as its canonical form.

    One alternative is itself; those of an alternative that is a one-of set stand beside the others.
    """
    flat = tuple(member for option in options for member in option.options or (option,))
    if len(flat) < 2:
        return flat[0] if flat else UNKNOWN
    return gathered(flat, "[")


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
    if text == period.canonical:
        return True
    written = plain(text)
    low = folded(written)
    return (
        low in OPEN_WORDS
        or low in UNKNOWN_WORDS
        or is_project_time(written)
        or read_relative(written, low) is not None
    )
