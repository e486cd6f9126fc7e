"""Words that make a date vague: `mid-June 2026`, `end of March 2026`, `around 12 May 2026`.

Comes in: a folded text, what it is read for, and the grammar to read the rest with. Goes out: for the end of
a month in a deadline, that month; for everything else a `DateProblem` with a date for each thing that may be
meant. None for a text that does not begin with such a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ssetrack.dates.edtf import read_edtf
from ssetrack.dates.informal.own_year import without_year_start
from ssetrack.dates.period import Certainty, DateProblem, DateReading, Period, Precision, Purpose
from ssetrack.dates.refusals import quotation
from ssetrack.dates.vocabulary import one_of
from ssetrack.language.message import Message, message

Again = Callable[[str], DateReading]

_SMALL = one_of(
    lambda words: (*words.articles, *words.range_joiners, *words.clock_openers, *words.place_openers, "no")
)
"""Words before or behind the vague one that say nothing: `at the end of`, `à la mi-juin`."""

_VAGUE = re.compile(
    rf"(?:(?:{_SMALL}) )*"
    rf"(?:(?P<middle>{one_of(lambda words: words.middle)})|(?P<end>{one_of(lambda words: words.end)})"
    rf"|(?P<late>{one_of(lambda words: words.late)})|(?P<begin>{one_of(lambda words: words.beginning)})"
    rf"|(?P<about>{one_of(lambda words: words.about)}))\.?"
    rf"(?:-| )(?:(?:{_SMALL}) )*(?:{one_of(lambda words: (a for a in words.articles if a[-1:] == chr(39)))})?"
    # `end of the year 2026/27`: the word says no more than the number.
    rf"(?:(?:{one_of(lambda words: words.units['year'])}) (?=[0-9]))?(?P<date>.+)"
)
_ENDS = re.compile(rf" (?:-|/|{one_of(lambda words: words.range_joiners)}) ")
_OPENER = re.compile(rf"(?:{one_of(lambda words: words.range_openers)}) ")
_YEAR = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")


def is_an_end(low: str) -> bool:
    """Whether a text begins with `end of`."""
    found = _VAGUE.fullmatch(low)
    return found is not None and found["end"] is not None


def read_vague(text: str, low: str, purpose: Purpose, again: Again) -> Period | DateProblem | None:
    """The text as a date with a vague word before it."""
    found = _VAGUE.fullmatch(low)
    rest = again(found["date"]) if found else None
    if found and isinstance(rest, Period) and rest.earliest is not None and rest.latest is not None:
        if found["end"] and purpose is not Purpose.DATE and _is_one_month(rest):
            return rest
        return _vague(text, *_instead(_kind(found), rest))
    own = without_year_start(text, found["date"]) if found and isinstance(rest, DateProblem) else None
    return (own and own.of_a_part()) or _range(text, low, again)


def behind_vague_word(low: str) -> str | None:
    """The date behind a vague word; None where the text has no such word."""
    found = _VAGUE.fullmatch(low)
    return found["date"] if found else None


def _kind(found: re.Match[str]) -> str:
    return next(name for name in ("middle", "end", "late", "begin", "about") if found[name])


def _is_one_month(period: Period) -> bool:
    return period.precision is Precision.MONTH and "/" not in period.canonical and not period.is_qualified


def _vague(text: str, advice: Message, instead: tuple[str, ...]) -> DateProblem:
    return DateProblem(
        "vague-date",
        message("`{text}` is too vague: readers will think of different days", text=quotation(text)),
        advice,
        instead=instead,
    )


def _instead(kind: str, period: Period) -> tuple[Message, tuple[str, ...]]:
    """The days that may be meant, and the period itself: as advice, and as texts to write."""
    whole, marked = period.canonical, _approximation(period)
    if period.precision is Precision.DAY:
        return message("write {instead}", instead=marked), (marked,)
    day, sure = _likely(kind, period)
    if day is None:
        about = message("write {whole}~ (about then) or {whole} (some time in it)", whole=whole)
        return about, (f"{whole}~", whole)
    if sure:
        end = message("write {whole}~ (about then), {whole} (some time in it) or {day}", whole=whole, day=day)
        return end, (f"{whole}~", whole, day)
    part = message("write {part}, {whole}~ (about then) or {whole} (some time in it)", part=day, whole=whole)
    return part, (day, f"{whole}~", whole)


def _likely(kind: str, period: Period) -> tuple[str | None, bool]:
    """The day or shorter period that a vague word means in a longer one; whether it is a plain day."""
    first, last = period.earliest, period.latest
    assert first is not None
    assert last is not None
    if kind == "end":
        return last.isoformat(), True
    if kind == "middle":
        return f"{_middle(period, first, last)}~", False
    if kind == "about":
        return None, False
    if period.precision is Precision.YEAR and first.year == last.year:
        return f"{first.year:04}-{'Q1' if kind == 'begin' else 'Q4'}", False
    return (first if kind == "begin" else last).isoformat() + "~", False


def _middle(period: Period, first: date, last: date) -> date:
    """The 15th of a month, the first of July of a year, and otherwise the day between."""
    if _is_one_month(period):
        return first.replace(day=15)
    is_year = period.precision is Precision.YEAR and first.year == last.year
    return first.replace(month=7) if is_year else first + (last - first) // 2


def _approximation(period: Period) -> str:
    """The period as approximate; as it is where it has a mark."""
    if period.certainty is not Certainty.EXACT or period.hours or "/" in period.canonical:
        return period.canonical
    return f"{period.canonical}~"


def _range(text: str, low: str, again: Again) -> DateProblem | None:
    """`end of March 2026 to mid-May 2026`: two ends, of which one is vague at least."""
    bare = _OPENER.sub("", low, count=1) if _OPENER.match(low) else low
    for joint in _ENDS.finditer(bare):
        first, last = bare[: joint.start()], bare[joint.end() :]
        if not (_VAGUE.fullmatch(first) or _VAGUE.fullmatch(last)):
            continue
        year = _YEAR.search(last)
        if year and not _YEAR.search(first):
            first = f"{first} {year[0]}"
        ends = _end(first, again), _end(last, again)
        both = read_edtf("/".join(end for end in ends if end)) if all(ends) else None
        if isinstance(both, Period):
            return _vague(text, message("write {both}", both=both.canonical), (both.canonical,))
    return None


def _end(low: str, again: Again) -> str | None:
    """One end of a range in the standard form: what its vague word means most likely, marked so."""
    found = _VAGUE.fullmatch(low)
    read = again(found["date"] if found else low)
    if not isinstance(read, Period) or read.earliest is None or read.latest is None or read.hours:
        return None
    if found is None:
        return read.canonical if "/" not in read.canonical else None
    if read.precision is Precision.DAY:
        return _approximation(read)
    likely, _ = _likely(_kind(found), read)
    return _approximation(read) if likely is None else likely
