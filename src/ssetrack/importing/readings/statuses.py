"""How far something is: words in four languages, percentages, ticks.

Comes in: a cell of a column about status, progress or completion. Goes out: a `State`, or None for what says
nothing for sure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ssetrack.importing.words import every
from ssetrack.language.collation import fold
from ssetrack.language.words import all_words
from ssetrack.tables.grid import Beside, Cell

STATUSES = ("planned", "in-progress", "done", "cancelled", "on-hold")

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]0+)? ?%")
_TICKS = frozenset("✓✔☑✅🗹")
_BOXES = frozenset("☐□⬜▢")


class State(NamedTuple):
    """How far an item is; `progress` in percent."""

    status: str = ""
    progress: int | None = None


def state_of(cell: Cell) -> State | None:
    """What a cell says about the state of its item; for a tick that it is done, for an empty box nothing."""
    for remark in cell.remarks:
        if remark.kind is Beside.MARK and (cell.empty or len(cell.text) == 1):
            return State("done" if remark.text == "on" else "planned")
    return state_in(cell.text)


def state_in(text: str) -> State | None:
    """What a text says about a state."""
    bare = "".join(text.split())
    if bare and set(bare.replace("\ufe0f", "")) <= _TICKS:
        return State("done")
    if bare and set(bare.replace("\ufe0f", "")) <= _BOXES:
        return State("planned")
    percent = _PERCENT.fullmatch(text.strip())
    if percent and int(percent[1]) <= 100:
        return State(progress=int(percent[1]))
    low = fold(text).strip(" .!*_")
    status = _by_word().get("-".join(low.split()))
    if status is None:
        return None
    return State(status)


def is_yes(text: str) -> bool:
    """Whether a text in a column about completion says that it is so."""
    return fold(text).strip(" .!") in every("on")


def is_no(text: str) -> bool:
    """Whether it says that it is not so."""
    return fold(text).strip(" .!") in every("off")


@lru_cache(maxsize=1)
def _by_word() -> dict[str, str]:
    """Each word for a status; words for other choices, such as priorities, are not among them."""
    found = {status: status for status in STATUSES}
    for words in all_words():
        for status in STATUSES:
            for word in words.choices.get(status, "").split():
                found.setdefault(word, status)
    return found
