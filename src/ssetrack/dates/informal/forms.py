"""The table of the forms that people write, beside the standard form and plain dates in words.

Comes in: a text made plain, and what it is read for. Goes out: what it means, or why it is no date and what
to write instead. `FORMS` is what is tried, in this order; docs/dates.md is for people. `informal` asks here
only where it must: most dates in words need none of these patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from ssetrack.dates.informal.bounds import read_bounded
from ssetrack.dates.informal.hints import hint
from ssetrack.dates.informal.numeric import read_numeric
from ssetrack.dates.informal.settled import Settled
from ssetrack.dates.informal.timed import read_timed
from ssetrack.dates.informal.vague import read_vague
from ssetrack.dates.informal.words import part_of_year
from ssetrack.dates.period import (
    Certainty,
    DateProblem,
    DateReading,
    Period,
    Precision,
    Purpose,
    Relative,
    on_days,
)
from ssetrack.dates.refusals import misplaced_mark
from ssetrack.dates.relative.to_item import read_relative
from ssetrack.dates.several_refusals import alternatives, several_deadlines
from ssetrack.dates.vocabulary import one_of

_OR = re.compile(rf"\s+(?:{one_of(lambda words: words.alternatives)})\s+", re.IGNORECASE)
_PLACE = re.compile(rf"(.+?)\s+(?:{one_of(lambda words: words.place_openers)})\s+(\D+)", re.IGNORECASE)
_LABELLED = re.compile(r"([^\W\d_]{2,20}) ?: ?([^:]+?)(?=[,;]? *[^\W\d_]{2,20} ?:|$)")
_MARKED = re.compile(
    r"(?P<before>[~?%])? ?(?P<date>.+?) ?"
    rf"(?P<after>[~?%]|\((?:\?|{one_of(lambda words: words.unconfirmed)})\))?"
)
_ARTICLES = one_of(lambda words: words.articles)
_WEEK_OF = re.compile(
    rf"(?:(?:{_ARTICLES}) )?(?:{one_of(lambda words: words.weeks)}) (?:(?:{_ARTICLES}) )+(?P<day>.+)"
)
_EXPLAINED = re.compile(r"(?P<part>[^:(]+?) ?(?:: ?(?P<behind>[^:()]+)|\((?P<inside>[^()]+)\))")


class Informal(NamedTuple):
    """A text that is in no standard form, and how to read it."""

    text: str
    """As a sentence may quote it: with plain blanks and hyphens."""
    low: str
    """Folded."""
    settled: Settled
    """What is known beside it, and what it is read for."""
    again: Callable[[str], DateReading]
    """How a part of it is read: by the grammar as a whole, for the same purpose."""


def read_form(text: str, informal: Informal) -> DateReading:
    """What a text says in one of the forms; `text` is it as given, in which offsets are counted."""
    for form in FORMS:
        read = form(informal)
        if isinstance(read, Relative):
            # Its reference is its last word.
            end = len(text.rstrip())
            return read._replace(start=end - len(read.reference), end=end)
        if read is not None:
            return read
    return hint(informal.text, informal.low)


def _part_with_months(one: Informal) -> Period | None:
    """`T1 (avril à juin 2024)`: a part of a year, and behind it the months that it is."""
    found = _EXPLAINED.fullmatch(one.low)
    part = part_of_year(found["part"]) if found else None
    if found is None or part is None:
        return None
    read = one.again(found["behind"] or found["inside"])
    if not isinstance(read, Period) or read.precision is not Precision.MONTH or read.is_qualified:
        return None
    first, last = read.earliest, read.latest
    if first is None or last is None:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return read if months == part.months else None


def _week_of(one: Informal) -> Period | DateProblem | None:
    """`week of 12 May 2026`: from the Monday on or before that day to the Sunday."""
    found = _WEEK_OF.fullmatch(one.low)
    read = one.again(found["day"]) if found else None
    if isinstance(read, DateProblem):
        return read.of_a_part() if read.rule == "impossible-date" else None
    if not isinstance(read, Period) or read.earliest is None or read.earliest != read.latest or read.hours:
        return None
    try:
        monday = read.earliest - timedelta(days=read.earliest.weekday())
        return on_days(monday, monday + timedelta(days=6))
    except OverflowError:
        return None


def _alternatives(one: Informal) -> DateProblem | None:
    """Two dates of which one will be chosen: the problem says how to write them apart."""
    halves = _OR.split(one.text)
    if len(halves) < 2:
        return None
    options = [_at_a_place(half, one.again) for half in halves]
    return alternatives(one.text, [option for option in options if option] if all(options) else [])


def _several_deadlines(one: Informal) -> DateProblem | None:
    """`Draft: … Final: …`."""
    labelled = _LABELLED.findall(one.text)
    if len(labelled) < 2:
        return None
    parts: list[tuple[str, Period]] = []
    for name, part in labelled:
        read = one.again(part.strip(" ,;"))
        if isinstance(read, Period):
            parts.append((name, read))
    return several_deadlines(one.text, parts if len(parts) == len(labelled) else [])


def _at_a_place(text: str, again: Callable[[str], DateReading]) -> tuple[Period, str] | None:
    """A date and the place behind it: `April 8-9, 2004 in Rio de Janeiro`."""
    read = again(text)
    if isinstance(read, Period):
        return read, ""
    placed = _PLACE.fullmatch(text)
    if placed is None:
        return None
    read = again(placed[1])
    return (read, placed[2]) if isinstance(read, Period) else None


def _misplaced_mark(one: Informal) -> DateProblem | None:
    """`June 2004?`, `~2004`, `8 May 2004 (tbc)`: a mark that belongs behind the standard form."""
    found = _MARKED.fullmatch(one.low)
    if found is None or not (found["before"] or found["after"]):
        return None
    read = one.again(found["date"])
    if not isinstance(read, Period) or read.certainty is not Certainty.EXACT or read.hours or read.parts:
        return None
    mark = found["before"] or (found["after"] if found["after"] in ("~", "?", "%") else "?")
    return misplaced_mark(one.text, read.canonical + mark)


def _how_often(one: Informal) -> DateProblem | None:
    """`monthly`: no date, but how often there is one."""
    from ssetrack.dates.repeat_words import not_a_date  # only for what is no date

    return not_a_date(one.text, one.low, "when" if one.settled.purpose is Purpose.DATE else "deadline")


FORMS: tuple[Callable[[Informal], DateReading | None], ...] = (
    lambda one: read_timed(one.text, one.low, one.again),  # 8 oct. 2021 20h00
    lambda one: read_numeric(one.text, one.low, one.settled),  # 4/11/2020
    lambda one: read_relative(one.text, one.low),  # 6 weeks before 1.10
    _part_with_months,  # T1 (avril à juin 2024)
    _week_of,  # week of 12 May 2026
    lambda one: read_bounded(one.text, one.low, one.settled.purpose, one.again),  # by June 2004
    _alternatives,  # 8 April in Rio or 26 April in Paris
    _several_deadlines,  # Draft: May 2004 Final: June 2004
    lambda one: read_vague(one.text, one.low, one.settled.purpose, one.again),  # end of March 2026
    _misplaced_mark,  # June 2004?
    _how_often,  # every month
)
"""What is tried, one after the other, each with an example; the first that reads something has the word."""
