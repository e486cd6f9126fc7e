"""Items that several tables repeat: a milestone that is drawn in every chart of a document is one.

Comes in: drafts in their order. Goes out: them without those that an earlier table has in the same words, and
what is told of that. Within one table nothing is a repeat, and work that somebody does twice is twice there.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.importing.readings.drafts import Draft
from ssetrack.importing.readings.reading import Told
from ssetrack.language.collation import fold
from ssetrack.language.message import message


def without_repeats(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Told, ...]]:
    """The drafts, each once, and which rows were repeats."""
    first: dict[object, Draft] = {}
    kept: list[Draft] = []
    told: list[Told] = []
    for draft in drafts:
        key = _words(draft)
        earlier = first.setdefault(key, draft)
        if earlier is draft or earlier.spot.table == draft.spot.table or draft.doubts:
            kept.append(draft)
        else:
            told.append(Told(draft.at, message("the same as {at}: read as one activity", at=earlier.at)))
    return tuple(kept), tuple(told)


def _words(draft: Draft) -> object:
    """All that a row says, but for where it is; a row with a number or an owner is no repeat of another."""
    dates = tuple((date.field, date.heading, repr(_as_written(date.value))) for date in draft.dates)
    if draft.number or not dates or draft.owners or draft.contributors:
        return draft.spot
    return (fold(draft.title), dates, draft.state, draft.notes, draft.kept)


def _as_written(value: object) -> object:
    return getattr(value, "written", value)
