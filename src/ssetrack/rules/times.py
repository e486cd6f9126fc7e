"""When something takes place within the plan, all its times included.

Comes in: all files together, and an item. Goes out: occurrences. A plan without a period has no end within
which to look; there, and where a plan has very many times, the first of them have to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from ssetrack.dates import ANY_DAY
from ssetrack.plan.items import Item
from ssetrack.portfolio import PlanFile
from ssetrack.rules.context import SharedContext
from ssetrack.schedule.occurrences import Occurrence

MOST_TIMES = 50_000
"""In all plans together."""

FEWEST = 10
"""Of each, however many there are."""

USUAL = 400
"""Of what no period bounds: daily for a year, weekly for eight."""


def times(shared: SharedContext, file: PlanFile, item: Item) -> Iterator[Occurrence]:
    """All times of an item; only its own where it does not come back."""
    due = shared.schedule.due[item]
    again = due.occurrences
    if again is None:
        key = due.period.earliest or due.period.latest or date.min
        yield Occurrence(key, due.period, due.hours, due.timezone, due.where)
        return
    period = shared.schedule.period.get(file.path)
    most = max(FEWEST, MOST_TIMES // max(1, shared.once(_series)))
    within = ANY_DAY if period is None else period.days
    bounded = within.last is not None or again.last_day is not None
    yield from islice(again.within(within), most if bounded else min(most, USUAL))


def _series(shared: SharedContext) -> int:
    """How many items come back."""
    return sum(due.occurrences is not None for due in shared.schedule.due.values())
