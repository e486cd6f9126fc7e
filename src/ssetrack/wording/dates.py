"""Dates in the reader's words: the one place that all media for people ask.

Comes in: where an item stands, or a date, and how the reader looks. Goes out: text on one line. What a plan
wrote in another language is said in the reader's; what counts from something else has its days first. With
`View.iso` dates are in their standard form instead. Programs get that form from `formats`, not from here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ssetrack import dates
from ssetrack.dates import (
    Hours,
    Period,
    PeriodKind,
    Position,
    Relative,
    Unit,
    display,
    in_days,
    on_days,
    standard_words,
)
from ssetrack.language.conjunctions import alternatives
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.prose import ProseText, text_in
from ssetrack.plan.reference import Reference
from ssetrack.query.columns import View
from ssetrack.schedule import Alternative, Due
from ssetrack.status import CLOSED, Status
from ssetrack.status.snapshot import UTC, shared_zone
from ssetrack.wording.own_hours import hours_there
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import colon, in_a_row, quotation
from ssetrack.wording.words import STANDING_WORDS, repeat_text

LONGEST_BASE = 40
"""Characters of a title that is named only because something counts from it."""


def date_words(status: Status, view: View) -> str:
    """The date in full: `8–9 April 2004 (Rio) or 26–27 April 2004 (Paris)`, `by end of June 2004`.

    Empty where the plan says nothing. A text that could not be read is given as it is written.
    """
    return _date(status, view, short=False)


def short_date(status: Status, view: View) -> str:
    """The date for a narrow column: months shortened, without places, without what it counts from.

    Of what comes back only the next time; of the zone of hours its city, unless it is that of the heading.
    """
    return _date(status, view, short=True)


def bare_date(status: Status, view: View) -> str:
    """The date in full without hours, and of what comes back that of its first time: for comparisons."""
    due = status.due.as_written._replace(hours=None, timezone=None, occurrences=None)
    return date_words(status._replace(due=due), view)


def period_words(
    period: Period,
    view: View,
    *,
    position: Position = Position.CELL,
    deadline: bool = False,
    short: bool = False,
) -> str:
    """A period in words; a `deadline` that is a month or longer by its end (see `dates.display`)."""
    if view.iso:
        return standard_words(period, view.speaker.language, position)
    language = view.speaker.language
    words = display(period, language, position=position, short=short, deadline=deadline)
    words = view.speaker.in_print(words)
    if period.own_name is None or period.earliest is None or period.latest is None:
        return words
    # In days: the calendar's name for the same months would be that of another quarter.
    first = period.latest if deadline else period.earliest
    return f"{words} ({view.speaker.in_print(in_days(first, period.latest, language, short=short))})"


def day_words(day: date, view: View, *, position: Position = Position.CELL, short: bool = False) -> str:
    """A day in words."""
    return period_words(on_days(day, day), view, position=position, short=short)


def text_words(text: str, view: View, own: str) -> str:
    """A text that a plan has as a date, in words (`own` is the plan's language); as written where it is none.

    Of what counts from an item only that is said: whoever knows its days asks `written_date`.
    """
    read = dates.parse(text, language=own.partition("-")[0].casefold())
    if isinstance(read, Relative):
        return _length_words(read, one_line(read.reference), view.speaker)
    if not isinstance(read, Period) or read.kind is PeriodKind.UNKNOWN:
        return one_line(text)
    zone = None if read.hours is None else read.hours.zone
    return _with_hours(period_words(read, view), read, read.hours, zone, view, short=True)


def said_date(text: str, speaker: Speaker) -> str:
    """A date that somebody typed, as an edit says that it was written: in words, else as it was typed."""
    read = dates.parse(text)
    if not isinstance(read, Period) or read.kind is PeriodKind.UNKNOWN:
        return one_line(text)
    return speaker.in_print(display(read, speaker.language))


def written_date(text: str, period: Period | None, status: Status, view: View) -> str:
    """A date beside that of an item (its start, when it was done) in words, with what it counts from."""
    if period is None:
        return text_words(text, view, status.file.language)
    words = period_words(period, view)
    if text == period.canonical:
        return words
    read = dates.parse(text, language=status.file.language_of_dates)
    if isinstance(read, Relative):
        return f"{words} ({_relative(read, status, view)})"
    return f"{words} ({one_line(text)})" if dates.in_project_time(text) else words


def options_text(
    status: Status, view: View, *, short: bool = False, position: Position = Position.CELL
) -> str:
    """The dates to choose from, with their places: "8–9 April 2004 (Rio) or 26–27 April 2004 (Paris)"."""
    if short and not view.iso:
        return _short_options(status, view)
    options = [
        option_words(option, status, view, short=short, position=position)
        for option in status.due.alternatives
    ]
    return alternatives(options, view.speaker.language)


def _short_options(status: Status, view: View) -> str:
    """The dates to choose from, each year said once: "8–9 Apr or 26–27 Apr 2004"."""
    several = status.due.alternatives
    options = [option_words(option, status, view, short=True) for option in several]
    years = [option.period.latest.year if option.period.latest else None for option in several]
    for at, year in enumerate(years[:-1]):
        if year == years[at + 1]:
            options[at] = options[at].removesuffix(f" {year}")
    return alternatives(options, view.speaker.language)


def _date(status: Status, view: View, *, short: bool) -> str:
    due = status.due
    if due.invalid or due.awaits_start:
        return one_line(due.text or "")
    if due.alternatives:
        return options_text(status, view, short=short)
    if due.recurrence is not None:
        words = _repeat_words(status, view, short=short)
    elif due.text in STANDING_WORDS and not view.iso:
        return view.speaker.say(STANDING_WORDS[due.text])
    elif due.period.kind is PeriodKind.UNKNOWN and due.text is None:
        return ""
    else:
        words = period_words(due.period, view, deadline=due.kind == "deadline", short=short)
    words = _with_hours(words, due.period, due.hours, due.timezone, view, short=short)
    counted = "" if short else _base_words(due, status, view)
    return f"{words} ({counted})" if counted else words


def _repeat_words(status: Status, view: View, *, short: bool) -> str:
    """How often it comes back, and when next; a time that is over is not the next one."""
    due = status.due
    assert due.recurrence is not None, "asked of what comes back"
    often = one_line(repeat_text(view.speaker, due.recurrence))
    if due.period.earliest is None:
        return often
    day = period_words(due.period, view, short=short)
    is_over = status.state in CLOSED or (status.days_left is not None and status.days_left < 0)
    following = day if is_over else view.speaker.say(message("next {day}", day=day))
    return following if short else f"{often}, {following}"


def option_words(
    option: Alternative,
    status: Status,
    view: View,
    *,
    short: bool = False,
    position: Position = Position.CELL,
) -> str:
    """One of several dates, with its hours, its place and what it counts from."""
    is_deadline = status.due.kind == "deadline"
    words = period_words(option.period, view, position=position, deadline=is_deadline, short=short)
    words = _with_hours(words, option.period, option.hours, option.timezone, view, short=short)
    beside = [_place(option.where, view, status.file.language), _relative(option.relative, status, view)]
    said = "" if short else in_a_row(beside, view.speaker)
    return f"{words} ({said})" if said else words


def _place(where: ProseText | None, view: View, own: str) -> str:
    return "" if where is None else one_line(text_in(where, view.language, own))


def _with_hours(
    words: str, period: Period, hours: Hours | None, zone: str | None, view: View, *, short: bool
) -> str:
    """The date with its hours, their zone (that none is given, where there is room), the reader's hours."""
    if hours is None:
        return words
    if zone is None:
        told = "" if short else f" ({view.speaker.say(message('no time zone given'))})"
    elif short:
        place = zone.rpartition("/")[2].replace("_", " ")
        told = "" if zone == shared_zone(view.portfolio) != UTC else f" ({one_line(place)})"
    else:
        told = f" ({one_line(zone)})"
    own = hours_there(hours, period.earliest, zone, view)
    return f"{words}, {hours}{told}, {own}" if own else f"{words}, {hours}{told}"


def _base_words(due: Due, status: Status, view: View) -> str:
    """What a date counts from: "12 months before Forum", "M3"; nothing where it stands on its own."""
    if due.relative is not None:
        return _relative(due.relative, status, view)
    text = due.text
    if text is None or text == due.canonical or not dates.in_project_time(text):
        return ""
    return one_line(text)


def _relative(relative: Relative | None, status: Status, view: View) -> str:
    if relative is None:
        return ""
    return _length_words(relative, _base_name(relative.reference, status, view), view.speaker)


def _length_words(relative: Relative, base: str, speaker: Speaker) -> str:
    length = LENGTHS[relative.unit](speaker, relative.amount)
    return speaker.say(DIRECTIONS[relative.direction](length, base))


def _base_name(reference: str, status: Status, view: View) -> str:
    """The title of what a date counts from, quoted, cut if long; the reference where nobody has that id."""
    items, own = view.portfolio.resolve(reference, status.file.id), status.file.language
    if not items and len(view.portfolio.files) == 1:  # an earlier version in a file of another name
        items = view.portfolio.resolve(reference, view.portfolio.files[0].id)
    if not items:
        return one_line(reference)
    is_milestone = Reference.from_text(reference).milestone is not None
    title = items[0].title(view.language, own, colon(view.speaker)).text if is_milestone else ""
    title = one_line(title or text_in(items[0].activity.title, view.language, own))
    return quotation(title if len(title) <= LONGEST_BASE else f"{title[: LONGEST_BASE - 1]}…", view.speaker)


LENGTHS: dict[Unit, Callable[[Speaker, int], str]] = {
    "day": lambda speaker, number: speaker.count("{number} day", "{number} days", number),
    "week": lambda speaker, number: speaker.count("{number} week", "{number} weeks", number),
    "month": lambda speaker, number: speaker.count("{number} month", "{number} months", number),
    "year": lambda speaker, number: speaker.count("{number} year", "{number} years", number),
}

DIRECTIONS: dict[str, Callable[[str, str], Message]] = {
    "before": lambda length, item: message("{length} before {item}", length=length, item=item),
    "after": lambda length, item: message("{length} after {item}", length=length, item=item),
}
