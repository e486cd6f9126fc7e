"""Days and periods as people type them in commands: a date as in plans, or one that counts from today.

Comes in: the text of an option or an argument, what it is called, and the day that is today. Goes out: a
day, a period, or how to find the day in a zone. Every command reads its days here.
"""

from __future__ import annotations

from datetime import date

from ssetrack.dates import (
    DateProblem,
    DateReading,
    Period,
    YearStart,
    on_days,
    parse,
    parse_year_start,
    today_in,
)
from ssetrack.dates.relative.to_today import relative_day
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.status.snapshot import DayInZone
from ssetrack.workspace.session import now


def day_asked(asked: str | None) -> date | DayInZone | None:
    """The day that `--today` asks for: `tomorrow` depends on the zone in which it is today.

    Raises `SsetrackError` for what is not one day.
    """
    if asked is None:
        return None
    instant = now()
    if relative_day(asked, today_in(instant, "UTC")) is None:
        return _absolute_day(asked, "--today")
    return lambda zone: one_day(asked, "--today", today_in(instant, zone))


def day_of(asked: str | None, zone: str) -> date:
    """The day that `--today` asks for, else today in the zone."""
    today = today_in(now(), zone)
    return today if asked is None else one_day(asked, "--today", today)


def one_day(asked: str, option: str, today: date) -> date:
    """A text as one day, for an option of that name. Raises `SsetrackError` for what is not one day."""
    return relative_day(asked, today) or _absolute_day(asked, option)


def _absolute_day(asked: str, option: str) -> date:
    read = parse(asked)
    if isinstance(read, Period) and read.earliest is not None and read.earliest == read.latest:
        return read.earliest
    sentence = message("`{option}` needs one day, not `{text}`", option=option, text=asked)
    usual = message("write it for example as 2027-03-31, `tomorrow`, `+30d` or `-2w`")
    raise SsetrackError(sentence, _help(read, usual))


def _help(read: DateReading, usual: Message) -> Message:
    """What to write instead: for what can nearly be read, what the grammar says; it does not know today."""
    is_near = isinstance(read, DateProblem) and read.rule not in ("unreadable-date", "vague-date")
    return read.help if isinstance(read, DateProblem) and is_near else usual


def written_day(asked: str, today: date) -> str:
    """The text of a date as a plan is to hold it: what counts from today as the day that it is."""
    day = relative_day(asked, today)
    return asked if day is None else day.isoformat()


def bounds(asked: str, option: str, today: date | None = None) -> Period:
    """A text as a period, for an option of that name: `2004-03` means all of March.

    What counts from today is read where a today is given. Raises `SsetrackError` for what has no ends.
    """
    day = None if today is None else relative_day(asked, today)
    if day is not None:
        return on_days(day, day)
    read = parse(asked)
    if isinstance(read, Period) and (read.earliest or read.latest):
        return read
    sentence = message("`{option}` needs a day or a period, not `{text}`", option=option, text=asked)
    if today is None:
        usual = message("write it for example as 2027, 2027-03, 2027-03-31 or 2027-03/2027-05")
    else:
        usual = message("write it for example as 2027, 2027-03-31, 2027-03/2027-05, `today` or `-2w`")
    raise SsetrackError(sentence, _help(read, usual))


def year_start(asked: str, option: str) -> YearStart:
    """A text as the beginning of every year, for an option of that name: `04`, `04-06`."""
    read = parse_year_start(asked)
    if isinstance(read, YearStart):
        return read
    sentence = message("{option} takes the beginning of a year, not `{text}`", option=option, text=asked)
    raise SsetrackError(sentence, read.help)
