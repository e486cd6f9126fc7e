"""The signs of a timeline, one cell each, and their places in ASCII where a stream has no others.

Comes in: nothing. Goes out: `Signs` and the colours of states.
"""

from __future__ import annotations

from dataclasses import dataclass

from ssetrack.query.timeline import Meaning
from ssetrack.status import State


@dataclass(frozen=True, slots=True)
class Signs:
    """What is drawn for each thing."""

    meanings: dict[Meaning, str]
    fuzzy: str
    milestone: str
    today: str
    onwards: str
    down: str
    across: str
    arrow: str
    back_arrow: str
    back_down: str
    more: str
    marks: dict[State, str]
    """What stands before the id of an item in that state."""


UNICODE = Signs(
    {Meaning.WORK: "─", Meaning.FIXED: "█", Meaning.WITHIN: "▒", Meaning.OPTION: "▪", Meaning.BETWEEN: "┈"},
    "░", "◆", "│", "›", "╰", "─", "▸", "◂", "╯", "…",
    {State.OVERDUE: "!", State.DONE: "✓", State.CANCELLED: "×"},
)  # fmt: skip
ASCII = Signs(
    {Meaning.WORK: "-", Meaning.FIXED: "#", Meaning.WITHIN: "=", Meaning.OPTION: "o", Meaning.BETWEEN: "."},
    "~", "*", "|", ">", "`", "-", ">", "<", "'", ".",
    {State.OVERDUE: "!", State.DONE: "v", State.CANCELLED: "x"},
)  # fmt: skip


def signs_for(encoding: str | None) -> Signs:
    """The signs that an encoding can write."""
    try:
        "".join((*UNICODE.meanings.values(), "░◆│›╰─▸◂╯…✓×")).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
