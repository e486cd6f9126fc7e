"""When an item is due, as a value: its period, its alternatives, how it comes back.

Comes in: nothing. Goes out: the types that `schedule` fills and that statuses, rules and feeds read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ssetrack import dates
from ssetrack.dates import Hours, Period, Relative, Repeat
from ssetrack.diagnostic import Problem, Route
from ssetrack.plan.items import Item
from ssetrack.plan.prose import ProseText

DueKind = Literal["deadline", "event", "ongoing", "undated"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several dates that an item may have, until one is chosen."""

    id: str
    period: Period
    where: ProseText | None = None
    hours: Hours | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How an item comes back: the first time, the pattern, the last possible day."""

    first: date
    repeat: Repeat
    until: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """When an item is due or takes place. `text` is what was written, None where nothing was.

    `invalid` says that something was written there which is no date. `timezone` is a name or an offset, and
    only given with `hours`.
    """

    kind: DueKind
    text: str | None
    period: Period
    hours: Hours | None = None
    timezone: str | None = None
    where: ProseText | None = None
    alternatives: tuple[Alternative, ...] = ()
    recurrence: Recurrence | None = None
    invalid: bool = False

    @property
    def canonical(self) -> str | None:
        """The canonical form of what was written; None where nothing was, or nothing readable."""
        return None if self.text is None or self.invalid else self.period.canonical


UNDATED = Due("undated", None, dates.UNKNOWN)


@dataclass(frozen=True, slots=True)
class RelativeUse:
    """A date that counts from another item: who waits, for what, and where that is written."""

    item: Item
    plan: str
    relative: Relative
    route: Route


@dataclass(frozen=True, eq=False)
class Schedule:
    """The dates of a portfolio, by item; what could not be read is among the problems of its file."""

    today: date
    due: dict[Item, Due] = field(default_factory=dict)
    start: dict[Item, Period] = field(default_factory=dict)
    done: dict[Item, Period] = field(default_factory=dict)
    check_in: dict[Item, Recurrence] = field(default_factory=dict)
    period: dict[str, Period] = field(default_factory=dict)
    """The plans' own periods, by path."""
    relatives: list[RelativeUse] = field(default_factory=list)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    """By path."""
