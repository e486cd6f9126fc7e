"""How many items are in each state, as tiles.

Comes in: counts. Goes out: a word, a number and a share for each state that has an item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ssetrack.language.speaker import Speaker
from ssetrack.status import State
from ssetrack.wording.words import state_count


class Tile(NamedTuple):
    """How many items are in a state; `share` is in per cent of all."""

    state: str
    word: str
    number: int
    share: str


def tiles(counts: Mapping[str, int], speaker: Speaker) -> tuple[Tile, ...]:
    """A tile for each state that has an item."""
    total = max(1, sum(counts[state.value] for state in State))
    return tuple(
        Tile(
            state.value,
            _without_number(state_count(speaker, state, number), number),
            number,
            f"{number * 100 / total:.2f}",
        )
        for state in State
        if (number := counts[state.value])
    )


def _without_number(words: str, number: int) -> str:
    """The word of a count in its plural form: the number is written by itself, and larger."""
    return words.replace(str(number), "", 1).strip()
