"""Where every item stands on a day (`states`)."""

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
    "State",
    "Status",
    "blocking",
    "is_unassigned",
    "state_of",
    "statuses",
]
