"""Where a thing is declared, and where it is named.

Comes in: an index, the path of a file, an offset in its text. Goes out: places in the texts as they are now;
none where the cursor is at no name. A name that is declared nowhere is found all the same, wherever it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.diagnostic import Range
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.names import Name


class Spot(NamedTuple):
    """A place in a file; `declares` says that the thing is declared there."""

    path: str
    place: Range
    declares: bool


def definition(index: Index, path: str, offset: int) -> tuple[Spot, ...]:
    """Where what is named at an offset is declared; several times where plans share a person."""
    return tuple(spot for spot in references(index, path, offset) if spot.declares)


def references(index: Index, path: str, offset: int, *, declared: bool = True) -> tuple[Spot, ...]:
    """Everywhere in all plans where it is named; without `declared` not where it is declared."""
    name = index.name_at(path, offset)
    if name is None:
        return ()
    spots = (spot for one in index.plans.documents for spot in _spots(index, one, name))
    return tuple(spot for spot in spots if declared or not spot.declares)


def highlights(index: Index, path: str, offset: int) -> tuple[Spot, ...]:
    """Everywhere in this file where it is named."""
    name = index.name_at(path, offset)
    return () if name is None else tuple(_spots(index, path, name))


def _spots(index: Index, path: str, name: Name) -> Iterator[Spot]:
    for one in index.names(path):
        if one.target == name.target:
            place = index.place_now(path, one.place)
            if place is not None:
                yield Spot(path, place, one.declares)
