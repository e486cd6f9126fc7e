"""Words before a date that bound it: `by June 2004`, `before 12 May 2026`, `from June 2004`.

Comes in: a folded text, what it is read for, and the grammar to read the rest with. Goes out: the date itself
where the word says nothing more than a deadline does, else what to write, or None for a text without such a
word. Only `ssetrack date`, which answers a question, reads the open ends that our own tables print.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from ssetrack.dates.edtf import read_edtf, with_qualifier
from ssetrack.dates.folding import fold
from ssetrack.dates.informal.vague import is_an_end
from ssetrack.dates.period import DateProblem, DateReading, Period, PeriodKind, Purpose
from ssetrack.dates.refusals import UNREADABLE, quotation
from ssetrack.dates.vocabulary import one_of
from ssetrack.language.message import message
from ssetrack.language.words import LANGUAGES, Position, phrases_of

Again = Callable[[str], DateReading]
"""How a part of a text is read once more: the grammar as a whole, for the same purpose."""

_ARTICLE = rf"(?:(?:{one_of(lambda words: words.articles)}) ?)?"
_UNTIL = re.compile(rf"(?:{one_of(lambda words: words.until)})(?: ?: ?| )(.+)")
_BEFORE = re.compile(rf"(?:{one_of(lambda words: words.before)}) {_ARTICLE}(.+)")
_AFTER = re.compile(rf"(?:{one_of(lambda words: words.after)}) {_ARTICLE}(.+)")
_SINCE = re.compile(rf"(?:{one_of(lambda words: words.since)}) ?(?:: ?)?(.+)")
_GOES_ON = re.compile(
    rf"(.+?) ?(?:-|/| (?:{one_of(lambda words: words.range_joiners)})) ?"
    rf"(?:{one_of(lambda words: words.goes_on)})"
)


def read_bounded(text: str, low: str, purpose: Purpose, again: Again) -> Period | DateProblem | None:
    """The text as a date with one bound in words; None where it has none."""
    if purpose is Purpose.QUESTION:
        printed = _as_printed(low, again)
        if printed is not None:
            return printed
    until = _UNTIL.fullmatch(low)
    if until:
        return _until(text, again(until[1]), purpose)
    before = _BEFORE.fullmatch(low)
    if before:
        return _before(text, before[1], again(before[1]), purpose)
    after = _AFTER.fullmatch(low)
    since = after or _SINCE.fullmatch(low) or _GOES_ON.fullmatch(low)
    return _since(text, again(since[1]), exclusive=after is not None) if since else None


def _until(text: str, rest: DateReading, purpose: Purpose) -> Period | DateProblem | None:
    """`by June 2004`: in a deadline that is June 2004; elsewhere it says nothing of the first day."""
    if isinstance(rest, DateProblem):
        if rest.message.template == UNREADABLE:
            return None
        return rest if purpose is not Purpose.DATE else rest.of_a_part()
    if not isinstance(rest, Period) or rest.kind is not PeriodKind.PERIOD or rest.options or rest.parts:
        return None
    return _half_bounded(text, rest.canonical, opens=False) if purpose is Purpose.DATE else rest


def _before(text: str, words: str, rest: DateReading, purpose: Purpose) -> Period | DateProblem | None:
    """`before 12 May 2026`: that day too, or not? `before the end of May` leaves no doubt."""
    if isinstance(rest, Period) and rest.earliest is not None and rest.latest is not None:
        if purpose is not Purpose.DATE and is_an_end(words):
            return rest
        day = _day_after(rest.earliest, -1)
        return None if day is None else _before_a_date(text, day, rest)
    if isinstance(rest, DateProblem):
        unknown = rest.message.template == UNREADABLE
        return _before_something(text, words) if unknown else rest.of_a_part()
    return None


def _since(text: str, rest: DateReading, *, exclusive: bool) -> DateProblem | None:
    """`from June 2004`, `after June 2004`, `2021 - present`: a date without an end."""
    if not isinstance(rest, Period) or rest.earliest is None or rest.latest is None:
        return None
    if not exclusive:
        return _half_bounded(text, f"{rest.canonical}/..", opens=True)
    day = _day_after(rest.latest, 1)
    return None if day is None else _half_bounded(text, f"{day}/..", opens=True)


def _half_bounded(text: str, instead: str, *, opens: bool) -> DateProblem:
    """`from June 2004`, `by June 2004`: a date with a word that leaves one end open."""
    what = message("`{text}` gives only one end of a period", text=quotation(text))
    if opens:
        help_ = message("write {instead} if it has no end, or write the last day too", instead=instead)
    else:
        help_ = message(
            "write {instead} as the `deadline`: the last day of that period counts", instead=instead
        )
    return DateProblem("unreadable-date", what, help_, instead=(instead,))


def _before_a_date(text: str, day: date, period: Period) -> DateProblem:
    """`before 12 May 2026`: some leave that day out, others do not."""
    return DateProblem(
        "unreadable-date",
        message("`{text}`: some readers include that date, others do not", text=quotation(text)),
        message(
            "write {day}, or {date} if that date is included",
            day=day.isoformat(),
            date=period.canonical,
        ),
        instead=(day.isoformat(), period.canonical),
    )


def _before_something(text: str, what: str) -> DateProblem:
    """`before the assembly`: no date, but perhaps an item that a date can count from."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` does not say on which day", text=quotation(text)),
        message("write for example `1 day before 1.2`, with the id of an activity or a milestone"),
        about=what,
    )


def _day_after(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


@lru_cache(maxsize=1)
def _display_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What `display` says, or once said, around a date in every language, and the standard form of it."""
    forms: dict[str, str] = {}
    for language in LANGUAGES:
        phrases = phrases_of(language)
        forms |= {phrases.alone["approximate"]: "~", phrases.alone["uncertain"]: "?"}
        forms |= dict.fromkeys(phrases.prepositions[Position.FROM], "{}/..")
        forms[phrases.no_beginning] = "../{}"
        forms |= phrases.formerly
    return tuple(
        (re.compile(re.escape(fold(said)).replace(r"\{\}", "(.+)")), form) for said, form in forms.items()
    )


def _as_printed(low: str, again: Again) -> Period | None:
    """`about June 2004`, `from June 2004`, as our tables print it, or printed it once."""
    for pattern, form in _display_forms():
        found = pattern.fullmatch(low)
        rest = again(found[1]) if found else None
        if not isinstance(rest, Period) or rest.latest is None:
            continue
        read = with_qualifier(rest, form) if len(form) == 1 else read_edtf(form.format(rest.canonical))
        if isinstance(read, Period):
            return read
    return None
