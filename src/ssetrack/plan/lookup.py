"""What is said where an id that somebody typed means nothing here, or more than one thing.

Comes in: the id as typed, and what there is. Goes out: the error to raise, the same for whoever looks an item
up: in trees that are to be edited, or in plans that are to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few, nearest
from ssetrack.plan.reference import Reference

MOST_COMPARED = 20_000
"""So many ids are compared in search of the one that was meant."""


def no_such_plan(plan: str, known: Iterable[str]) -> SsetrackError:
    """No plan that was read has this id."""
    return SsetrackError(
        message("no plan here has the id `{id}`", id=plan), message("there are {names}", names=few(known))
    )


def no_such_item(asked: Reference, known: Iterable[str]) -> SsetrackError:
    """Nothing in the plans that are meant has this id; `known` are the ids of their items, each once."""
    ids = list(known)
    meant = nearest(asked.item, ids[:MOST_COMPARED])
    what = message("no activity or milestone has the id `{id}`", id=str(asked))
    if meant is not None:
        return SsetrackError(what, message("did you mean `{name}`?", name=meant))
    return SsetrackError(what, message("`ssetrack status --all` lists them") if ids else None)


def in_several_plans(asked: Reference, plans: Iterable[str]) -> SsetrackError:
    """Several plans have something of this id."""
    names = few(str(asked._replace(plan=plan)) for plan in plans)
    return SsetrackError(
        message("several plans have an item `{id}`", id=asked.item),
        message("write one of {names}", names=names),
    )
