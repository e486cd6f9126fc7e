"""Where every item stands on a day (`states`), and the plans as they stand on it (`snapshot`)."""

from ssetrack.status.snapshot import Snapshot, snapshot
from ssetrack.status.states import (
    CLOSED,
    SOON,
    URGENCY,
    Flag,
    State,
    Status,
    blocking,
    is_unassigned,
    state_of,
    statuses,
)

__all__ = [
    "CLOSED",
    "SOON",
    "URGENCY",
    "Flag",
    "Snapshot",
    "State",
    "Status",
    "blocking",
    "is_unassigned",
    "snapshot",
    "state_of",
    "statuses",
]
