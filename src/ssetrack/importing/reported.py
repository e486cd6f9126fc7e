"""What is said of one difference between a table and its plan, whichever way the table came.

Comes in: nothing. Goes out: the type in which a table that is read again and a workbook say it.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.merge.changes import Kind
from ssetrack.merge.versions import Value


class Reported(NamedTuple):
    """A difference, done or told."""

    kind: Kind
    id: str
    """The plan's."""
    title: str
    field: str = ""
    """Of the plan; empty where the whole item is meant."""
    old: Value | None = None
    """What the table said before."""
    table: Value | None = None
    """What it says now."""
    plan: Value | None = None
    """What the plan says."""
    section: tuple[str, ...] = ()
    """Where it is in the table, where that says it."""
    at: str = ""
    """The cell or the row, where one is meant."""
