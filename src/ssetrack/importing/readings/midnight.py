"""Whole days of a calendar whose hours have a column of their own, as Outlook exports them.

Comes in: the cells of a row, and what each says. Goes out: the same, with the last day of what ends at
midnight: an end is the first moment that does not count (RFC 5545 §3.6.1), so that is the day before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from ssetrack.dates.period import on_day
from ssetrack.importing.fields import Field, is_kept
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.places import Spot
from ssetrack.importing.readings.dates import Dated
from ssetrack.importing.readings.drafts import ItemDate
from ssetrack.importing.readings.parts import Part
from ssetrack.tables.grid import Cell

_MIDNIGHT = re.compile(r"12:00(?::00)?\s?a\.?\s?m\.?|0?0:00(?::00)?", re.IGNORECASE)


def last_days(layout: TableLayout, cells: Sequence[tuple[Column, Cell]], parts: Iterable[Part]) -> list[Part]:
    """What each cell says; the end of what ends at midnight is its last day, told where that is shown."""
    read = list(parts)
    midnights = _ends_at_midnight(layout, cells)
    if not midnights:
        return read
    begins = [one for part in read for one in part.dates if one.field == Field.START]
    return [
        part._replace(
            dates=tuple(_last_day(one, begins) if one.spot in midnights else one for one in part.dates)
        )
        for part in read
    ]


def _ends_at_midnight(layout: TableLayout, cells: Sequence[tuple[Column, Cell]]) -> frozenset[Spot]:
    """Where a day stands as an end, and midnight in the next column."""
    return frozenset(
        layout.spot(cell)
        for (column, cell), (beside, hour) in pairwise(cells)
        if column.field == Field.END
        and beside.number == column.number + 1
        and (beside.field == Field.TIME or is_kept(beside.field))
        and _MIDNIGHT.fullmatch(" ".join(hour.text.split()))
    )


def _last_day(end: ItemDate, begins: Sequence[ItemDate]) -> ItemDate:
    """The day before, where it began by then; what takes no time, or has no beginning, stays as it is."""
    begin = next((day for one in begins if (day := _day(one)) is not None), None)
    day = _day(end)
    if not isinstance(end.value, Dated) or begin is None or day is None or day <= begin:
        return end
    last = on_day(day - timedelta(days=1))
    return end._replace(value=end.value._replace(written=last.canonical, period=last, taken=True))


def _day(one: ItemDate) -> date | None:
    """The day of a date that is one."""
    period = one.value.period if isinstance(one.value, Dated) else None
    return period.latest if period is not None and period.earliest == period.latest else None
