"""Whether a proposal still waits: somebody may have done by hand what it proposes.

Comes in: a wish, and what the plans say. Goes out: an answer.
"""

from __future__ import annotations

from ssetrack.sync.fields import CANCELLED, DONE, DUE, PROGRESS, day_in, same
from ssetrack.sync.outgoing import Tasks
from ssetrack.sync.proposals import DATES, Kind, Wish


def is_settled(wish: Wish, tasks: Tasks) -> bool:
    """Whether the plans say what a wish asks for; never of an item that they have no longer."""
    if wish.day:
        return _is_settled_time(wish, tasks)
    fields = tasks.fields(wish.uid)
    if fields is None:
        return False
    match wish.kind:
        case Kind.DONE | Kind.SERIES_DONE:
            return same(DONE, fields.get(DONE), wish.value)
        case Kind.OPEN_AGAIN:
            return not fields.get(DONE) and not fields.get(CANCELLED)
        case Kind.CANCELLED:
            return bool(fields.get(CANCELLED))
        case Kind.DELETED:
            return bool(fields.get(CANCELLED) or fields.get(DONE))
        case Kind.PROGRESS:
            return (fields.get(PROGRESS) or "0") == wish.value or bool(fields.get(DONE))
        case kind if kind in DATES:
            return same(DUE, fields.get(DUE), wish.value)
        case _:
            return False


def _is_settled_time(wish: Wish, tasks: Tasks) -> bool:
    target = tasks.targets.get(wish.uid)
    times = None if target is None else target.times
    if times is None:
        return False
    day = day_in(wish.day)
    if day is None:
        return False
    if not times.has_key(day):
        return False
    one = times.at(day)
    match wish.kind:
        case Kind.DONE:
            return one.is_done
        case Kind.OPEN_AGAIN:
            return not one.is_done
        case Kind.CANCELLED:
            return one.is_cancelled or one.is_done
        case Kind.DATE:
            return times.day_of(one.period).isoformat() == wish.value
        case _:
            return False
