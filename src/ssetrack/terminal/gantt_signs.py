"""The signs of a timeline, one cell each, and their places in ASCII where a stream has no others.

Comes in: the encoding of a stream. Goes out: `Signs` that it can write.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

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

    def text(self) -> str:
        """All signs, one after the other."""
        parts = (getattr(self, one.name) for one in fields(self))
        return "".join(sign for part in parts for sign in (part if isinstance(part, str) else part.values()))


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
        UNICODE.text().encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
