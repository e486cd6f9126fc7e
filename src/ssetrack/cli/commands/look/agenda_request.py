"""What `agenda` was asked for: the day, the plans, and which activity is the call.

Comes in: words as typed. Goes out: values, or a `SsetrackError` that says what to write instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.cli.days import day_of, one_day
from ssetrack.dates import DateProblem, Period, parse
from ssetrack.dates.relative.to_today import relative_day
from ssetrack.query.activity_detail import activity_detail
from ssetrack.query.agenda import Call, call_of, call_on, refuse_time
from ssetrack.query.columns import View
from ssetrack.status import CLOSED
from ssetrack.workspace.session import Session

NEARLY = ("impossible-date", "ambiguous-date")
"""The rules of what is meant as a date, and names no file."""


def day_and_plans(words: Sequence[str], today: str | None) -> tuple[str | None, list[str]]:
    """The day from which the plans are looked at, as `--today` takes it, and the places of plans.

    The first word is the day if it can be one: a file of that name is written `./2027-03-31`. It counts from
    `--today` where both are given. Raises `SsetrackError` for a day that cannot be.
    """
    if not words or not _is_day(words[0]):
        return today, list(words)
    base = day_of(today, "UTC")
    day = one_day(words[0], "DAY", base)
    # What counts from the clock depends on the zone of the plans, which is known only when they are read.
    asked = words[0] if today is None else day.isoformat()
    return asked, list(words[1:])


def _is_day(word: str) -> bool:
    read = parse(word)
    if isinstance(read, Period):
        return read.earliest is not None
    if isinstance(read, DateProblem) and read.rule in NEARLY:
        return True
    return relative_day(word, day_of(None, "UTC")) is not None


def call_wanted(asked: str | None, session: Session, view: View) -> Call:
    """The call that is asked for, else that of the configuration, else one on the day of the plans.

    Raises `SsetrackError` for an id that nobody has, and for what has no next time.
    """
    own_id, today = asked or session.configuration.agenda.call, session.snapshot.today
    if not own_id:
        return call_on(today)
    refuse_time(own_id)
    detail = activity_detail(own_id, session.snapshot, view)
    running = (one for one in detail.items if one.state not in CLOSED)
    status = detail.asked or next(running, detail.items[0])
    return call_of(status, own_id, today)
