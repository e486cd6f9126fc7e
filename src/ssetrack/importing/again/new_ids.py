"""Which id a new row gets in the plan: the table's own, unless the plan has it; else the next that is free.

Comes in: what belongs together, and the plan. Goes out: an id for each new row, by the id that import
proposed for it.
"""

from __future__ import annotations

from ssetrack.importing.again.plan_side import PlanSide
from ssetrack.merge.matching import Matching

_MOST_DIGITS = 9
"""Of a number that is counted on."""


def new_ids(matched: Matching, plan: PlanSide) -> dict[str, str]:
    """The plan's id for each row that only the table has."""
    # Also the numbers of the table's other rows are taken: nobody should read one of them as another row.
    taken = {one.key for one in plan.items}
    numbers = {match.theirs.id for match in matched.matches if match.theirs is not None}
    found: dict[str, str] = {}
    for match in matched.matches:
        row = match.theirs
        if row is None or match.base is not None or match.ours is not None:
            continue
        own = row.key
        if own in taken or (not row.id and own in numbers):
            own = _next(own, taken | numbers)
        taken.add(own)
        found[row.key] = own
    return found


def _next(number: str, taken: set[str]) -> str:
    """The next id of the same kind: `2.5` gives `2.6`, `A` gives `A-2`."""
    before, dot, last = number.rpartition(".")
    if not last.isascii() or not last.isdecimal() or len(last) > _MOST_DIGITS:
        before, dot, last = number, "-", "1"
    count = int(last) + 1
    while f"{before}{dot}{count}" in taken:
        count += 1
    return f"{before}{dot}{count}"
