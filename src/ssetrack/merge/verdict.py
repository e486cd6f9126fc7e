"""What is to be done with one field, given its three versions.

Comes in: the value last agreed on, theirs now, ours now; None is nothing. Goes out: a verdict. The same
values give the same verdict whichever field they belong to.
"""

from __future__ import annotations

from enum import Enum

from ssetrack.merge.versions import Same, Value, equal


class Verdict(Enum):
    """What is to be done with a field."""

    KEEP = "keep"
    """They did not change it: ours stays, whatever it is."""
    AGREE = "agree"
    """They changed it, and ours says the same already."""
    TAKE = "take"
    """They changed it, and ours is what it was: ours becomes theirs."""
    CONFLICT = "conflict"
    """Both changed it, to different things."""


def verdict(
    base: Value | None, theirs: Value | None, ours: Value | None, *, field: str = "", same: Same = equal
) -> Verdict:
    """What is to be done with a field."""
    if same(field, base, theirs):
        return Verdict.KEEP
    if same(field, theirs, ours):
        return Verdict.AGREE
    if same(field, base, ours):
        return Verdict.TAKE
    return Verdict.CONFLICT
