"""Which activities are read otherwise where a field of their plan changes: its language, start, period, zone.

Comes in: a plan file before and after, and the fields of the plan that were set. Goes out: the routes of the
activities of which a date may say something else, or may fit the plan's period otherwise. Texts alone are
asked, no model is built; what is not certain is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from ssetrack import outline
from ssetrack.dates import DayRange, Period
from ssetrack.diagnostic import Route
from ssetrack.edit.item_dates import DATES, date_reader
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Sequence

READ_BY = frozenset(("period", "start", "language", "timezone", "year-starts"))
"""The fields of a plan by which the dates of its activities are read, or judged."""

_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A date that says the same in every plan; most are written so."""


def read_otherwise(before: Source, after: Source, fields: AbstractSet[str]) -> Iterator[Route]:
    """The routes of the activities whose dates depend on what these fields of the plan say."""
    old, new = _Reader(before), _Reader(after)
    for route, activity in outline.activities(before.root):
        works = (activity, *(one for _, one in outline.milestones(activity)))
        if any(_depends(work, old, new, fields) for work in works):
            yield route


def _depends(work: Mapping, old: _Reader, new: _Reader, fields: AbstractSet[str]) -> bool:
    if "occurrences" in work:
        return True
    texts: list[Node] = [work.get(name) for name in ("start", "done")]
    for entry in (entry for name in DATES for entry in _entries(work.get(name))):
        if isinstance(entry, Mapping):
            if "timezone" in fields and "time" in entry:
                return True
            texts += [entry.get(name) for name in ("date", "until")]
        else:
            texts.append(entry)
    is_judged = "period" in fields
    return any(isinstance(text, str) and _text_depends(text, old, new, is_judged) for text in texts)


def _entries(value: Node) -> Sequence | tuple[Node]:
    return value if isinstance(value, Sequence) else (value,)


def _text_depends(text: str, old: _Reader, new: _Reader, is_judged: bool) -> bool:
    """Whether a date says something else, or whether it is judged and may be outside of a period."""
    if _PLAIN.fullmatch(text):
        return is_judged and not (old.holds(text) and new.holds(text))
    read = old.read(text)
    if not isinstance(read, Period) or read != new.read(text) or read.hours is not None:
        return True
    return is_judged and not (read.days.within(old.days) and read.days.within(new.days))


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
        self._years = [day.year if day is not None else None for day in (self.days.first, self.days.last)]

    def holds(self, text: str) -> bool:
        """Whether a plain date is within the period; in a year between its first and its last it is."""
        year, (first, last) = int(text[:4]), self._years
        if (first is None or first < year) and (last is None or year < last):
            return True
        read = self.read(text)
        return isinstance(read, Period) and read.days.within(self.days)
