"""What a run of `sync` came to.

Comes in: nothing. Goes out: `Outcome`, which a run fills and a command tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ssetrack.language.message import Message, message
from ssetrack.sync.outgoing import Tasks
from ssetrack.sync.proposals import Wish
from ssetrack.sync.state import State


@dataclass
class Outcome:
    """What a run came to. `stopped` says why nothing was done; `failures` are refusals of the server."""

    state: State
    stopped: Message | None = None
    edits: list[Wish] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    open_ends: list[Message] = field(default_factory=list)
    """What is not in step, and why: somebody has to look."""
    failures: list[Message] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """UIDs of what was sent, or would be."""
    foreign: int = 0
    foreign_titles: tuple[str, ...] = ()
    tasks: Tasks | None = None
    """What the plans said at the end."""


def no_tag(item: str) -> Message:
    """Said where a write could not be bound to what was read: somebody's change might be lost."""
    return message("the server gives no entity tag for {item}; it is not changed there", item=item)
