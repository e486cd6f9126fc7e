"""When an item is due, as a value: its period, its alternatives, how it comes back.

Comes in: nothing. Goes out: the types that `schedule` fills and that statuses, rules and feeds read.
"""

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from ssetrack import dates
from ssetrack.dates import Hours, Period, PeriodKind, Relative
from ssetrack.diagnostic import Problem, Route
from ssetrack.plan.items import Item
from ssetrack.plan.prose import ProseText

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Recurrence
    from ssetrack.schedule.occurrences import Occurrence, OccurrenceSet

DueKind = Literal["deadline", "event", "ongoing", "undated"]


OR = " or "
"""Between the dates of alternatives, where their texts are put together."""


class Alternative(NamedTuple):
    """One of several dates that an item may have, until one is chosen.

    `relative` is what it counts from, where it does.
    """

    id: str
    period: Period
    where: ProseText | None = None
    hours: Hours | None = None
    timezone: str | None = None
    relative: Relative | None = None


class Due(NamedTuple):
    """When an item is due or takes place. `text` is what was written, None where nothing was.

    `invalid` says that something was written there which is no date. `timezone` is a name or an offset, and
    only given with `hours`. Of what comes back, `occurrences` are all its times, and `period`, hours, zone
    and place are those of the time that counts today; what must not depend on the day asks `as_written`,
    `first` or `last_day` instead. `occurrence` is that time, where the plan says something of any of them.
    `relative` is what the date counts from, None where it stands on its own.
    """

    kind: DueKind
    text: str | None
    period: Period
    hours: Hours | None = None
    timezone: str | None = None
    where: ProseText | None = None
    alternatives: tuple[Alternative, ...] = ()
    occurrences: "OccurrenceSet | None" = None
    invalid: bool = False
    occurrence: "Occurrence | None" = None
    relative: Relative | None = None

    @property
    def recurrence(self) -> "Recurrence | None":
        """The rule by which it comes back, as the plan says it; None where it does not."""
        return None if self.occurrences is None else self.occurrences.rule

    @property
    def as_written(self) -> "Due":
        """The due of the first time by the rule; itself where it does not come back."""
        times = self.occurrences
        if times is None:
            return self
        return self._replace(
            period=times.rule.first,
            hours=times.hours,
            timezone=times.timezone,
            where=times.where,
            occurrence=None,
        )

    @property
    def first(self) -> Period:
        """The period as written: that of the first time where the item comes back."""
        return self.period if self.occurrences is None else self.occurrences.rule.first

    @property
    def last_day(self) -> date | None:
        """A day after which it is over, all its times included; None where it has no end."""
        return self.period.latest if self.occurrences is None else self.occurrences.last_day

    @property
    def awaits_start(self) -> bool:
        """Whether it counts from the start of a project, and the plan gives none."""
        if self.period.kind is not PeriodKind.UNKNOWN or self.invalid or self.text is None:
            return False
        return all(map(dates.in_project_time, self.text.split(OR)))

    @property
    def canonical(self) -> str | None:
        """The canonical form of what was written; None where nothing was, or nothing readable."""
        return None if self.text is None or self.invalid else self.period.canonical


UNDATED = Due("undated", None, dates.UNKNOWN)


class RelativeUse(NamedTuple):
    """A date that counts from another item: who waits, for what, and where that is written."""

    item: Item
    plan: str
    relative: Relative
    route: Route


class Schedule:
    """The dates of a portfolio, by item; what could not be read is among the problems of its file.

    `period` has the plans' own periods, and `problems` what is wrong with dates, both by path.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.due: dict[Item, Due] = {}
        self.start: dict[Item, Period] = {}
        self.done: dict[Item, Period] = {}
        self.check_in: dict[Item, Recurrence] = {}
        self.period: dict[str, Period] = {}
        self.relatives: list[RelativeUse] = []
        self.problems: dict[str, list[Problem]] = {}
        self.reported: dict[tuple[str, Route], list[Problem]] = {}
        """The same problems by path and route, so that none is kept twice."""
        self.spans: dict[tuple[str, str], Period] = {}
        """When all items are due that a plan's id and an id in it name: many may count from them."""
