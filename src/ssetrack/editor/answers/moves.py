"""Where a place in one text is in another that was made of it by typing.

Comes in: a text as it is now, and as it was when it could last be read. Goes out: offsets of the one in the
other. What stands before and behind all that differs has moved with it; what differs has no place.
"""

from __future__ import annotations

from ssetrack.diagnostic import Range


class Moves:
    """What is the same at the beginning and at the end of two texts."""

    def __init__(self, now: str, old: str) -> None:
        self.first = _same_beginning(now, old)
        room = min(len(now), len(old)) - self.first
        same = min(room, _same_beginning(now[::-1], old[::-1])) if now != old else room
        self.end, self.old_end = len(now) - same, len(old) - same

    def offset_before(self, offset: int) -> int | None:
        """The offset in the old text of one in the new text; None within what was typed since."""
        if offset <= self.first:
            return offset
        return offset - self.end + self.old_end if offset >= self.end else None

    def place_now(self, place: Range) -> Range | None:
        """The place in the new text of one in the old text; None where that has changed."""
        if place.end <= self.first:
            return place
        if place.start < self.old_end:
            return None
        moved = self.end - self.old_end
        return Range(place.start + moved, place.end + moved)

    def stretch_now(self, place: Range) -> Range:
        """The place in the new text of a stretch of the old text, with all that was typed in it."""
        moved = self.end - self.old_end
        start, end = (at if at <= self.first else at + moved for at in place)
        return Range(
            self.first if self.first < place.start < self.old_end else start,
            self.end if self.first < place.end < self.old_end else end,
        )


def _same_beginning(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginnings: found by halves."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
