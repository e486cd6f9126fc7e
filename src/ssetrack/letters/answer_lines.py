"""Lines at the end of a letter, to edit and send back: `1.2: 2004-11`, one for each item.

Comes in: contents, and how the reader looks. Goes out: how to answer, and the lines, which `ssetrack reply`
reads: `[plan:]id[@DATE]: WORD [DAY]`. Each line holds the date as it is, so that one that is sent back as it
was changes nothing; where there is no single date yet, `…`, which says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ssetrack.dates import PeriodKind, in_project_time
from ssetrack.language.message import message
from ssetrack.letters.contents import Contents
from ssetrack.letters.letter import Answering
from ssetrack.letters.said import single_day
from ssetrack.query.columns import View
from ssetrack.status import Status

MOST_LINES = 20
"""Lines; whoever has more to say can write more of them."""

UNDECIDED = "…"
"""What a line holds where there is no date to begin from."""


def answering(contents: Contents, view: View, today: date, safe: Callable[[str], str]) -> Answering | None:
    """How to answer; None where there is nothing to say something about."""
    lines = tuple(safe(line) for line in _lines(contents, view))[:MOST_LINES]
    if not lines:
        return None
    say = view.speaker.say
    return Answering(
        say(message("To answer")),
        (
            say(
                message(
                    "Copy the lines below to the top of your answer, above this letter."
                    " Change what is different, and leave out the other lines."
                )
            ),
            say(
                message(
                    "After the colon, write a new date ({month} or {day}), or “done” and the day"
                    " (done {day}), or “note” and what you want to say.",
                    month=f"{today:%Y-%m}",
                    day=today,
                )
            ),
        ),
        lines,
    )


def answer_line(status: Status, view: View) -> str:
    """The line about an item, with the date that it has now."""
    return f"{answer_name(status, view)}: {_date(status)}"


def answer_name(status: Status, view: View) -> str:
    """What an item is called in an answer: of what comes back, the time that is due."""
    day = single_day(status)
    times, one = status.due.occurrences, status.due.occurrence
    if times is not None:
        day = times.day_of(status.due.period) if one is None else one.key
    return view.id(status) if day is None else f"{view.id(status)}@{day}"


def _lines(contents: Contents, view: View) -> Iterator[str]:
    statuses = [one.status for one in (*contents.overdue, *contents.soon)]
    statuses += [one.status for one in contents.questions]
    yield from dict.fromkeys(answer_line(status, view) for status in statuses)


def _date(status: Status) -> str:
    """The date of an item in standard form, where it is one and can be read."""
    due = status.due
    if due.occurrences is not None or single_day(status) is not None:
        return due.period.canonical
    is_counted = due.relative is not None or (due.text is not None and in_project_time(due.text))
    if due.alternatives or is_counted or due.period.kind is PeriodKind.UNKNOWN:
        return UNDECIDED  # a day sent back would take the place of what it counts from
    return due.canonical or UNDECIDED
