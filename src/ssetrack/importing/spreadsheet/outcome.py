"""What came of a sheet that was imported again, as values.

Comes in: nothing. Goes out: the types that `returning` fills and the reports read.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.importing.readings.reading import About, Told
from ssetrack.importing.reported import Reported
from ssetrack.language.message import Message
from ssetrack.merge.changes import Kind
from ssetrack.source import Source


class Doubt(NamedTuple):
    """A cell, or a row, that is not done."""

    at: str
    about: About
    text: str
    help: Message
    id: str = ""


class Outcome(NamedTuple):
    """What a sheet did to its plan."""

    plan: str
    before: Source
    after: Source
    changes: tuple[Reported, ...]
    doubts: tuple[Doubt, ...]
    told: tuple[Told, ...]
    warnings: tuple[Message, ...]
    """Conflicts in the planning, which are done."""
    unbased: bool
    """There was no hidden sheet: the plan itself was compared with."""

    @property
    def conflicts(self) -> tuple[Reported, ...]:
        """What both the sheet and the plan changed."""
        return tuple(one for one in self.changes if one.kind is Kind.CONFLICT)
