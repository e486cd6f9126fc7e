"""When everything in a portfolio is due: texts of dates in, periods out.

Comes in: a portfolio and a day (recurring items are due at their next occurrence from that day on). Goes
out: a `Schedule` with a `Due` for every item, the starts, the days of completion and the plans' periods.
A text that is no date leaves its item undated, with a problem. Nothing here judges whether a date is good.
"""

from __future__ import annotations

from datetime import date

from ssetrack.plan.items import Item
from ssetrack.portfolio import Portfolio
from ssetrack.schedule.due import (
    UNDATED,
    Alternative,
    Due,
    DueKind,
    RelativeUse,
    Schedule,
)
from ssetrack.schedule.reader import FileReader, Waiting, entry_text
from ssetrack.schedule.text_reader import purpose_of

__all__ = ["UNDATED", "Alternative", "Due", "DueKind", "RelativeUse", "Schedule", "purpose_of", "schedule"]


def schedule(portfolio: Portfolio, today: date) -> Schedule:
    """The dates of everything in the portfolio, as seen from `today`."""
    found = Schedule(today)
    waiting: list[Waiting] = []
    for file in portfolio.files:
        waiting.extend(FileReader(file, portfolio, found).read())
    _settle(waiting, found)
    for file in portfolio.files:
        FileReader(file, portfolio, found).read_work()
    return found


def _settle(waiting: list[Waiting], found: Schedule) -> None:
    """Date the items that count from others, each after those it counts from; loops stay undated."""
    heirs: dict[Item, list[Waiting]] = {}
    ready: list[Waiting] = []
    pending = {one.item for one in waiting}
    for one in waiting:
        one.missing.update(base for base in one.bases if base in pending)
        for base in one.missing:
            heirs.setdefault(base, []).append(one)
        if not one.missing:
            ready.append(one)
    while ready:
        one = ready.pop()
        pending.discard(one.item)
        found.due[one.item] = one.finish()
        for heir in heirs.get(one.item, ()):
            heir.missing.discard(one.item)
            if not heir.missing:
                ready.append(heir)
    for one in waiting:
        if one.item in pending:
            text = entry_text(one.item.work.deadline or one.item.work.when)
            found.due[one.item] = UNDATED._replace(text=text, invalid=True)
