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

DueKind = Literal["deadline", "event", "ongoing", "undated"]


OR = " or "
"""Between the dates of alternatives, where their texts are put together."""


class Alternative(NamedTuple):
    """One of several dates that an item may have, until one is chosen."""

    id: str
    period: Period
    where: ProseText | None = None
    hours: Hours | None = None
    timezone: str | None = None


class Due(NamedTuple):
    """When an item is due or takes place. `text` is what was written, None where nothing was.

    `invalid` says that something was written there which is no date. `timezone` is a name or an offset, and
    only given with `hours`. `period` is that of the time which counts today where a `recurrence` is given;
    what must not depend on the day asks that instead (`first`, `last_day`).
    """

    kind: DueKind
    text: str | None
    period: Period
    hours: Hours | None = None
    timezone: str | None = None
    where: ProseText | None = None
    alternatives: tuple[Alternative, ...] = ()
    recurrence: "Recurrence | None" = None
    invalid: bool = False

    @property
    def first(self) -> Period:
        """The period as written: that of the first time where the item comes back."""
        return self.period if self.recurrence is None else self.recurrence.first

    @property
    def last_day(self) -> date | None:
        """A day after which it is over, all its times included; None where it has no end."""
        return self.period.latest if self.recurrence is None else self.recurrence.last_day

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
