"""Dates that count from something: months and weeks of a project, periods before or after an item.

Comes in: a text, and the day on which the project begins; or a `Relative` and the period that it counts
from. Goes out: a `Period`, a `DateProblem`, or None for what is something else.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ssetrack.dates.period import (
    UNKNOWN,
    Certainty,
    DateProblem,
    Edge,
    Period,
    PeriodKind,
    Precision,
    Qualifier,
    Relative,
    Unit,
    in_month,
    on_days,
)
from ssetrack.dates.refusals import no_base, project_zero, reversed_range, unreadable

_PROJECT = r"([MW])([0-9]{1,3})(?: ?[/-] ?([MW])([0-9]{1,3}))?"


def is_project_time(text: str) -> bool:
    """Whether a text counts months or weeks of a project."""
    return text[:1] in ("M", "W") and re.fullmatch(_PROJECT, text) is not None


def read_project_time(text: str, start: date | None) -> Period | DateProblem | None:
    """`M12`, `M3/M6`, `M3-M6`, `W5`, counted from `start`."""
    found = re.fullmatch(_PROJECT, text)
    if not found:
        return None
    if int(found[2]) == 0 or (found[4] and int(found[4]) == 0):
        return project_zero(text)
    if start is None:
        return no_base(text)
    first = _span(found[1], int(found[2]), start)
    last = _span(found[3], int(found[4]), start) if found[3] else first
    if first is None or last is None:
        return unreadable(text)
    if first[0] > last[1]:
        return reversed_range(_days(*first), _days(*last))
    return _days(first[0], last[1])


def _span(letter: str, number: int, start: date) -> tuple[date, date] | None:
    """The first and last day of a project's month or week; None beyond the calendar."""
    try:
        if letter == "W":
            first = start + timedelta(weeks=number - 1)
            return first, first + timedelta(days=6)
        return months_on(start, number - 1), months_on(start, number) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _days(first: date, last: date) -> Period:
    """A period of whole days in its shortest form: a month, a day, or an interval of days."""
    if first.day == 1 and last == date(first.year, first.month, monthrange(first.year, first.month)[1]):
        return in_month(first.year, first.month)
    return on_days(first, last)


def months_on(day: date, months: int) -> date:
    """The day so many months later (earlier below 0); the last of the month where it has no such day.

    Always counted from the given day: 31 January and two months is 31 March. Raises ValueError beyond the
    years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def settle(relative: Relative, base: Period) -> Period:
    """The day that a relative date means, once its base is known; unknown where the base has no such day.

    *before* counts back from the base's first day, *after* on from its last. The base's doubt is the
    result's: alternatives make it uncertain.
    """
    day = base.earliest if relative.direction == "before" else base.latest
    if base.kind is not PeriodKind.PERIOD or day is None:
        return UNKNOWN
    sign = -1 if relative.direction == "before" else 1
    try:
        made = _day_at(day, sign * relative.amount, relative.unit)
    except (ValueError, OverflowError):
        return UNKNOWN
    if made.year < 1000:  # not a year that any date here can have
        return UNKNOWN
    certainty = base.certainty
    if certainty is Certainty.ALTERNATIVES:
        certainty = Certainty.UNCERTAIN
    edge = Edge(Precision.DAY, _MARKS.get(certainty, Qualifier.NONE))
    return Period(PeriodKind.PERIOD, made, made, f"{made}{edge.qualifier}", certainty, start=edge, end=edge)


_MARKS = {Certainty.UNCERTAIN: Qualifier.UNCERTAIN, Certainty.APPROXIMATE: Qualifier.APPROXIMATE}
"""How a date says that it is no surer than the one that it counts from."""


def _day_at(day: date, amount: int, unit: Unit) -> date:
    if unit == "month":
        return months_on(day, amount)
    if unit == "year":
        return months_on(day, 12 * amount)
    return day + timedelta(days=amount * (7 if unit == "week" else 1))
