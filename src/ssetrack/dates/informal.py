"""What people write where no standard form is: words, numbers, dates that count from others.

Comes in: a text that is not EDTF, made plain. Goes out: what it means, or why it is no date and what to write
instead. `grammar` asks here only where it must: most dates of a plan are written in their canonical form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ssetrack.dates.edtf import read_edtf
from ssetrack.dates.folding import fold
from ssetrack.dates.hints import hint
from ssetrack.dates.numeric import read_numeric
from ssetrack.dates.period import Certainty, DateProblem, DateReading, Period
from ssetrack.dates.project_time import read_project_time
from ssetrack.dates.refusals import alternatives, half_bounded, misplaced_mark, several_deadlines
from ssetrack.dates.relative import read_relative
from ssetrack.dates.vocabulary import one_of
from ssetrack.dates.words import read_words

_OR = re.compile(rf"\s+(?:{one_of(lambda words: words.alternatives)})\s+", re.IGNORECASE)
_PLACE = re.compile(rf"(.+?)\s+(?:{one_of(lambda words: words.place_openers)})\s+(\D+)", re.IGNORECASE)
_LABELLED = re.compile(r"([^\W\d_]{2,20}) ?: ?([^:]+?)(?=[,;]? *[^\W\d_]{2,20} ?:|$)")
_OPENS = re.compile(rf"(?:{one_of(lambda words: (*words.since, *words.after))}) ?(.+)")
_CLOSES = re.compile(rf"(?:{one_of(lambda words: (*words.until, *words.before))}) (.+)")
_GOES_ON = re.compile(
    rf"(.+?) ?(?:-|/| (?:{one_of(lambda words: words.range_joiners)})) ?"
    rf"(?:{one_of(lambda words: words.goes_on)})"
)
_MARKED = re.compile(
    r"(?P<before>[~?%])? ?(?P<date>.+?) ?"
    rf"(?P<after>[~?%]|\((?:\?|{one_of(lambda words: words.unconfirmed)})\))?"
)
_DASHED = re.compile("[0-9]{4}[\u2012-\u2015\u2212][0-9]{2}(?![0-9\u2012-\u2015\u2212])")
"""`2004–05` with a dash for ranges: two years as likely as a month, which is written with a hyphen."""
_BESIDE = re.compile(one_of(lambda words: (*words.before, *words.after)))
"""Words that leave out the date they stand before."""


Again = Callable[[str, str | None], DateReading]
"""How a part of a text is read once more, in a language: the grammar as a whole."""


def read_informal(
    text: str, written: str, start: date | None, language: str | None, again: Again
) -> DateReading:
    """What a text says that is in no standard form; `written` is it made plain."""
    if not text.isascii() and _DASHED.search(text):
        return hint(written, fold(written))
    if written != text:
        # Only its blanks and dashes were odd.
        standard = read_edtf(written) or read_project_time(written, start)
        if standard is not None:
            return standard
    low = fold(written)
    base = None if language is None else language.partition("-")[0].casefold()
    found = read_words(written, low) or read_numeric(written, low, base)
    if found is not None:
        return found
    relative = read_relative(written, low)
    if relative is not None:
        # Offsets are counted in the text as given, whose reference is its last word.
        end = len(text.rstrip())
        return relative._replace(start=end - len(relative.reference), end=end)
    return (
        _several(written, base, again)
        or _with_one_bound(written, low, base, again)
        or _with_a_mark(written, low, base, again)
        or hint(written, low)
    )


def _several(text: str, language: str | None, again: Again) -> DateProblem | None:
    """Two dates in one text: the problem says how to write them apart."""
    halves = _OR.split(text)
    if len(halves) > 1:
        options = [_at_a_place(half, language, again) for half in halves]
        return alternatives(text, [option for option in options if option] if all(options) else [])
    labelled = _LABELLED.findall(text)
    if len(labelled) > 1:
        parts: list[tuple[str, Period]] = []
        for name, part in labelled:
            read = again(part.strip(" ,;"), language)
            if isinstance(read, Period):
                parts.append((name, read))
        return several_deadlines(text, parts if len(parts) == len(labelled) else [])
    return None


def _at_a_place(text: str, language: str | None, again: Again) -> tuple[Period, str] | None:
    """A date and the place behind it: `April 8-9, 2004 in Rio de Janeiro`."""
    read = again(text, language)
    if isinstance(read, Period):
        return read, ""
    placed = _PLACE.fullmatch(text)
    if placed is None:
        return None
    read = again(placed[1], language)
    return (read, placed[2]) if isinstance(read, Period) else None


def _with_one_bound(text: str, low: str, language: str | None, again: Again) -> DateProblem | None:
    """`from June 2004`, `by June 2004`, `before June 2004`: words for an open end."""
    opens, closes = _OPENS.fullmatch(low) or _GOES_ON.fullmatch(low), _CLOSES.fullmatch(low)
    found = opens or closes
    read = again(found[1], language) if found else None
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


def _with_a_mark(text: str, low: str, language: str | None, again: Again) -> DateProblem | None:
    """`June 2004?`, `~2004`, `8 May 2004 (tbc)`: a mark that belongs behind the standard form."""
    found = _MARKED.fullmatch(low)
    if found is None or not (found["before"] or found["after"]):
        return None
    read = again(found["date"], language)
    if not isinstance(read, Period) or read.certainty is not Certainty.EXACT or read.hours or read.parts:
        return None
    mark = found["before"] or (found["after"] if found["after"] in ("~", "?", "%") else "?")
    return misplaced_mark(text, read.canonical + mark)
