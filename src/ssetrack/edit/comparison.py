"""Whether a plan that lint has mended still says the same, but for what was mended.

Comes in: the trees before and after, and where the text was edited. Goes out: yes or no. A value that no
edit touches must be there again, equal and in its place; what aliases repeat must be equal everywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence as Several

from ssetrack.edit.splice import Splice
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence


class Touched:
    """Which stretches of a text some splices touch; a neighbour on either side counts."""

    def __init__(self, splices: Several[Splice]) -> None:
        ordered = sorted(splices, key=lambda one: one.start)
        self._starts = [one.start for one in ordered]
        self._ends = [one.end for one in ordered]

    def __call__(self, start: int, end: int) -> bool:
        """Whether any splice has a part in, or stands beside, the characters from start to end."""
        first = bisect_left(self._ends, start)
        return first < len(self._starts) and self._starts[first] <= end


def is_same_but_for(old: Node, new: Node, touched: Touched) -> bool:
    """Whether two trees differ in nothing but what splices touch."""
    if old == new and type(old) is type(new):
        return True
    if old is None:
        return True  # asked only where its holder was touched
    if old.anchored or not touched(old.start, old.end):
        return False
    if isinstance(old, Scalar):
        return isinstance(new, Scalar) or new is None or (isinstance(new, Sequence) and new == [old])
    if isinstance(old, Sequence):
        return isinstance(new, Sequence) and _elements(old, new, touched)
    return isinstance(new, Mapping) and _entries(old, new, touched)


def _elements(old: Sequence, new: Sequence, touched: Touched) -> bool:
    if len(old) == len(new):
        return all(is_same_but_for(one, other, touched) for one, other in zip(old, new, strict=True))
    if len(new) > len(old):
        return False
    # Some are gone: those may be touched, and the others stand in their order.
    rest = iter(new)
    wanted = next(rest, None)
    for one in old:
        if wanted is not None and one == wanted:
            wanted = next(rest, None)
        elif one is None or not touched(one.start, one.end):
            return False
    return wanted is None


def _entries(old: Mapping, new: Mapping, touched: Touched) -> bool:
    if len(old) != len(new) or old.merged != new.merged:
        return False
    for (key, one), (new_key, other) in zip(old.entries(), new.entries(), strict=True):
        if key != new_key and (key in old.merged or not touched(key.start, key.end)):
            return False
        if one == other and type(one) is type(other):
            continue
        if key in old.merged:
            return False
        if one is None:
            place = (old.nothings or {}).get(key, (key.start, key.end))
            if not touched(key.start, place[1]):
                return False
        elif not is_same_but_for(one, other, touched):
            return False
    return True
