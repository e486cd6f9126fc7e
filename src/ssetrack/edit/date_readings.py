"""Which activities are read otherwise where a field of their plan changes: its language, start, period, zone.

Comes in: a plan file before and after, and the fields of the plan that were set. Goes out: the routes of the
activities of which a date may say something else, or may fit the plan's period otherwise, and which of the
two. Texts alone are asked, no model is built; what is not certain may say something else.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from enum import IntEnum

from ssetrack import outline
from ssetrack.dates import DayRange, Period
from ssetrack.diagnostic import Route
from ssetrack.edit.item_dates import date_reader
from ssetrack.plan.field_groups import WORK_DATES
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Sequence

READ_BY = frozenset(("period", "start", "language", "timezone", "year-starts"))
"""The fields of a plan by which the dates of its activities are read, or judged."""

_PLAIN = re.compile(r"[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?")
"""A date that says the same in every plan; most are written so."""


class Concern(IntEnum):
    """How the dates of an activity depend on a field of its plan; what is greater counts."""

    NONE = 0
    JUDGED = 1
    """They say what they said, and may be outside of the period."""
    READ = 2
    """They may say something else."""


def concerns(before: Source, after: Source, fields: AbstractSet[str]) -> Iterator[tuple[Route, Concern]]:
    """The routes of the activities whose dates depend on what these fields of the plan say, and how.

    Of `after` the fields of the plan are asked, nothing that it holds.
    """
    comparison = _Comparison(before, after, fields)
    for route, activity in outline.activities(before.root):
        concern = comparison.of(activity)
        for _, milestone in outline.milestones(activity):
            concern = max(concern, comparison.of(milestone))
        if concern:
            yield route, concern


class _Comparison:
    """The dates of a plan before and after; most are written many times, and compared once."""

    def __init__(self, before: Source, after: Source, fields: AbstractSet[str]) -> None:
        self._old, self._new = _Reader(before), _Reader(after)
        self._fields = fields
        self._has_own_year = outline.text(before.root, "year-starts") is not None
        self._known: dict[str, Concern] = {}

    def of(self, work: Mapping) -> Concern:
        """How the dates of an activity or a milestone depend on the fields."""
        if "occurrences" in work:
            return Concern.READ
        concern = Concern.NONE
        for name in WORK_DATES:
            value = work.get(name)
            for entry in value if isinstance(value, Sequence) else (value,):
                if isinstance(entry, Mapping):
                    concern = max(concern, self._of_entry(entry))
                elif isinstance(entry, str) and (own := self._of_text(entry)) > concern:
                    concern = own
        return concern

    def _of_entry(self, entry: Mapping) -> Concern:
        if "timezone" in self._fields and "time" in entry:
            return Concern.READ
        texts = (entry.get(name) for name in ("date", "until"))
        return max((self._of_text(text) for text in texts if isinstance(text, str)), default=Concern.NONE)

    def _of_text(self, text: str) -> Concern:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._comparison_of(text)
        return known

    def _comparison_of(self, text: str) -> Concern:
        """Whether a date says something else, or is judged and may be outside of a period."""
        old, new = self._old, self._new
        days = None if self._has_own_year else plain_days(text)
        if days is None:
            read = old.read(text)
            if not _PLAIN.fullmatch(text) and (
                not isinstance(read, Period) or read.hours is not None or read != new.read(text)
            ):
                return Concern.READ
            days = read.days if isinstance(read, Period) else None
        fits = days is not None and days.within(old.days) and days.within(new.days)
        return Concern.NONE if fits or "period" not in self._fields else Concern.JUDGED


class _Reader:
    """How a plan reads a date, as `schedule` does it, and the days of its period."""

    def __init__(self, source: Source) -> None:
        reader = date_reader(source, "when")
        period, start = (
            None if text is None else reader(text)
            for text in (outline.text(source.root, "period"), outline.text(source.root, "start"))
        )
        self.days = period.days if isinstance(period, Period) else DayRange(None, None)
        first = period if start is None else start
        self.read = reader._replace(start=first.earliest if isinstance(first, Period) else None)


def plain_days(text: str) -> DayRange | None:
    """The days of a date that is written as a year, a month or a day in numbers; None for any other text.

    As the grammar reads it, many times faster: a plan has thousands of them.
    """
    if not _PLAIN.fullmatch(text):
        return None
    year, month, day = int(text[:4]), text[5:7], text[8:]
    try:
        first = date(year, int(month or 1), int(day or 1))
        in_last_month = int(month or 12)
        last = first if day else date(year, in_last_month, monthrange(year, in_last_month)[1])
    except ValueError:
        return None
    return DayRange(first, last)
