"""The feed of a call: its entries as in every feed, with an agenda in the description of the next one.

Comes in: the call and its agenda as text. Goes out: a feed for a `Publisher`, so that UIDs and stamps are
those of every feed. Of a series, the time of the agenda stands in the place of a time of the series
(RECURRENCE-ID), as one does of which the plan says something.
"""

from __future__ import annotations

from copy import copy

from ssetrack.calendar.feeds import Feed
from ssetrack.plan.model import Occurrence as Written
from ssetrack.plan.prose import text_in
from ssetrack.query.agenda import Call
from ssetrack.query.columns import View
from ssetrack.schedule import Schedule
from ssetrack.status import Status

NAME = "call"
"""Before the id in the name of the file, as `owner-ana` has what its feed is for."""


def call_feed(status: Status, call: Call, agenda: str, view: View) -> Feed:
    """The feed of a call whose item has this status in the plans."""
    title = text_in(status.item.activity.title, view.language, status.file.language)
    name = f"{NAME}-{status.item.id.replace('/', '_')}"
    return Feed(name, title, (_with_agenda(status, call, agenda, view),))


def with_check_in(schedule: Schedule, feed: Feed, status: Status) -> Schedule:
    """The schedule with the check-ins of the call's item for the item that has the agenda."""
    check_in = schedule.check_in.get(status.item)
    if check_in is None:
        return schedule
    (with_agenda,) = feed.statuses
    again = copy(schedule)
    again.check_in = schedule.check_in | {with_agenda.item: check_in}
    return again


def _with_agenda(status: Status, call: Call, agenda: str, view: View) -> Status:
    """The status with the agenda behind the notes of the next time: of the item, or of one of its times."""
    times, one = status.due.occurrences, call.occurrence
    if times is None or one is None:
        item, work = status.item, status.item.work
        notes = _behind(text_in(work.notes, view.language, status.file.language), agenda)
        if item.milestone is None:
            return status._replace(item=item._replace(activity=item.activity.copy(notes=notes)))
        return status._replace(item=item._replace(milestone=item.milestone.copy(notes=notes)))
    written = one.written or Written()
    own = written.notes or status.item.work.notes
    notes = _behind(text_in(own, view.language, status.file.language), agenda)
    again = one._replace(written=written.copy(notes=notes))
    exceptions = {**times.exceptions, one.key: again}
    due = status.due._replace(occurrences=times._replace(exceptions=exceptions))
    return status._replace(due=due)


def _behind(notes: str, agenda: str) -> str:
    return f"{notes}\n\n{agenda}" if notes else agenda
