"""When an item is due, as a value: its period, its alternatives, how it comes back.

Comes in: nothing. Goes out: the types that `schedule` fills and that statuses, rules and feeds read.
"""

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from ssetrack import dates
from ssetrack.dates import Hours, Period, Relative
from ssetrack.diagnostic import Problem, Route
from ssetrack.plan.items import Item
from ssetrack.plan.prose import ProseText

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Repeat

DueKind = Literal["deadline", "event", "ongoing", "undated"]


class Alternative(NamedTuple):
    """One of several dates that an item may have, until one is chosen."""

    id: str
    period: Period
    where: ProseText | None = None
    hours: Hours | None = None
    timezone: str | None = None


class Recurrence(NamedTuple):
    """How an item comes back: the first time, the pattern, the last possible day."""

    first: date
    repeat: "Repeat"
    until: date | None


class Due(NamedTuple):
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
