"""Single times of a series in its object, where the plan has taken them out of the series.

Comes in: an object as received, and ours. Goes out: the components that contradict ours, and what somebody
put into them. A time that is in EXDATE is none of the series any more (RFC 5545 §3.8.5.1), so a component
with its RECURRENCE-ID (§3.8.4.4) overrides nothing: some clients would show it, beside the task of its own
that the time has.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.sync.collection import Collection as Server
from ssetrack.sync.content import TaskObject, Todo
from ssetrack.sync.fields import EXDATE, KNOWN, REPEAT, days_of
from ssetrack.sync.outgoing import Outgoing, Tasks
from ssetrack.sync.reception import Reception, text_of


def contradicting(received: TaskObject, ours: Outgoing) -> list[Todo]:
    """The times in an object that ours has taken out of the series."""
    lines = ours.fields.get(REPEAT).splitlines()
    out = {line.removeprefix(EXDATE) for line in lines if line.startswith(EXDATE)}
    return [todo for todo in received.times if out and out & _days(received, todo, ours)]


def own_lines_of_time(server: Server, time: Outgoing, tasks: Tasks, found: Reception) -> Sequence[str]:
    """What somebody put into a time of a series that no field of ours says: the time's own task has it."""
    if time.target is None or time.target.day is None:
        return ()
    said = KNOWN | {line.name for line in time.object.lines}
    for uid, received in found.ours.items():
        target = tasks.targets.get(uid)
        if target is None or target.day is not None or target.status.item is not time.target.status.item:
            continue
        read = text_of(server, received)
        if read is None:
            continue
        for todo in read.times:
            if time.target.day.isoformat() in _days(read, todo, time):
                lines = (read.lines[at] for at in todo.own)
                return [line.raw for line in lines if line.name and line.name not in said]
    return ()


def _days(received: TaskObject, todo: Todo, ours: Outgoing) -> set[str]:
    key = received.property(todo, "RECURRENCE-ID")
    # Of a moment on either of two days the first counts, as where it is read.
    return set() if key is None else {one.isoformat() for one in days_of(key, ours.zone)[:1]}
