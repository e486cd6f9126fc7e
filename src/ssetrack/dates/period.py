"""What a date of a plan is: a period with a first and a last possible day, and how sure it is.

Comes in: nothing. Goes out: `Period` and its parts, and the other things that a date text may turn out
to be (`Relative`, `DateProblem`). Days are `datetime.date`, both ends inclusive, `None` where there is
none. Nothing here knows today.
"""

from calendar import monthrange
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from ssetrack.dates.day_range import DayRange
from ssetrack.language.message import Message


class PeriodKind(StrEnum):
    """`period` has a last day, `open` has no end (ongoing), `unknown` says that nobody knows yet."""

    PERIOD = "period"
    OPEN = "open"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """What a text is read for: some words say something in one place and nothing in another.

    `by June` adds nothing to a `deadline`, and leaves out the first day of anything else. A `question` is
    what somebody asks about (`ssetrack date`): read as a deadline is, and whatever our own tables print.
    """

    DATE = "date"
    DEADLINE = "deadline"
    QUESTION = "question"


class Certainty(StrEnum):
    """How sure a date is; of several that hold, the first in this order is shown."""

    UNKNOWN = "unknown"
    OPEN = "open"
    ALTERNATIVES = "alternatives"
    UNCERTAIN = "uncertain"
    APPROXIMATE = "approximate"
    EXACT = "exact"


class Precision(StrEnum):
    """The unit that an end of a date is written in, by the names of EDTF (ISO 8601-2).

    What is longer than a month and shorter than a year are its sub-year groupings. Hours stand beside the
    day.
    """

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    QUADRIMESTER = "quadrimester"
    SEMESTRAL = "semestral"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months of the calendar it is long; 0 for a day."""
        return _MONTHS[self]


_MONTHS = {
    Precision.DAY: 0,
    Precision.MONTH: 1,
    Precision.QUARTER: 3,
    Precision.QUADRIMESTER: 4,
    Precision.SEMESTRAL: 6,
    Precision.YEAR: 12,
}


class Qualifier(StrEnum):
    """The mark behind an end of a date ("qualification" in EDTF); `BOTH` is uncertain and approximate."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


class Edge(NamedTuple):
    """How the start or the end of a period is written; a single date is both."""

    precision: Precision
    qualifier: Qualifier = Qualifier.NONE


class Hours(NamedTuple):
    """Clock times as written, on the local day: a start, perhaps an end. `str()` gives `20:00-21:30`.

    `zone` is the offset of an EDTF date-time (`Z`, `+02:00`) or None; names of zones stand in the plan.
    An end that is not after the start falls on the next day.
    """

    start: time
    end: time | None = None
    zone: str | None = None

    def __str__(self) -> str:
        text = f"{self.start:%H:%M}"
        return text if self.end is None else f"{text}-{self.end:%H:%M}"


class OwnName(NamedTuple):
    """What people call a year of their own, `2026/27`, or a part of it.

    Parts 1 to 4 are quarters, 11 and 12 halves; 0 is the year.
    """

    year: str
    part: int = 0


class Period(NamedTuple):
    """A date as read. `canonical` is its EDTF form (see docs/dates.md), and reads back to an equal value.

    `canonical` is for printing and for comparing: what it says is in the other fields, and nobody outside
    this room takes it apart. `start` and `end` are how the two ends are written, None for an end that is
    open or unknown, and both None for a set of several. `options` are the members of a one-of set in the
    order written, `parts` those of an all-of set; the bounds span them. `certainty` is the first that
    holds of the order in `Certainty`. `own_name` is given where it was written as a year of one's own.
    """

    kind: PeriodKind
    earliest: date | None
    latest: date | None
    canonical: str
    certainty: Certainty = Certainty.EXACT
    hours: Hours | None = None
    options: tuple["Period", ...] = ()
    parts: tuple["Period", ...] = ()
    start: Edge | None = None
    end: Edge | None = None
    own_name: OwnName | None = None

    @property
    def days(self) -> DayRange:
        """From the first to the last possible day."""
        return DayRange(self.earliest, self.latest)

    @property
    def precision(self) -> Precision | None:
        """The unit in which both ends are written: days for `2004-04-08/2004-04-09`, months for `2004-04`.

        None where they differ, where one is open, and for a set, unless it is one day.
        """
        if self.earliest is not None and self.earliest == self.latest:
            return Precision.DAY
        if self.start is None or self.end is None or self.canonical.startswith(("[", "{")):
            return None
        return self.start.precision if self.start.precision is self.end.precision else None

    @property
    def is_qualified(self) -> bool:
        """Whether one end of it, or of one of its members, is written with `~`, `?` or `%`."""
        return any(edge is not None and edge.qualifier for edge in (self.start, self.end)) or any(
            member.is_qualified for member in (*self.options, *self.parts)
        )


def on_days(first: date, last: date) -> Period:
    """The period of these days, written as days."""
    return on_day(first) if first == last else _exact(first, last, f"{first}/{last}", Precision.DAY)


@lru_cache(maxsize=4096)
def on_day(day: date) -> Period:
    """The period of one day, written as such: the same value for all who have that day."""
    return _exact(day, day, day.isoformat(), Precision.DAY)


def in_month(year: int, month: int) -> Period:
    """A whole month, written as one."""
    last = monthrange(year, month)[1]
    return _exact(date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}", Precision.MONTH)


def in_year(year: int) -> Period:
    """A whole year, written as one."""
    return _exact(date(year, 1, 1), date(year, 12, 31), f"{year:04}", Precision.YEAR)


def _exact(first: date, last: date, canonical: str, precision: Precision) -> Period:
    edge = Edge(precision)
    return Period(PeriodKind.PERIOD, first, last, canonical, start=edge, end=edge)


ONGOING = Period(PeriodKind.OPEN, None, None, "ongoing", Certainty.OPEN)
UNKNOWN = Period(PeriodKind.UNKNOWN, None, None, "?", Certainty.UNKNOWN)

Unit = Literal["day", "week", "month", "year"]

Order = Literal["dmy", "mdy"]
"""Which of the numbers of a date comes first, the day or the month."""


class Relative(NamedTuple):
    """`6 weeks before 1.10`: `amount` units back from the first, or on from the last day of `reference`.

    `reference` is an id as written (`1.10`, `5.4/draft`, `other-plan:main`); `start` and `end` are its
    offsets in the text.
    """

    amount: int
    unit: Unit
    direction: Literal["before", "after"]
    reference: str
    start: int
    end: int


Instead: TypeAlias = str | tuple[str, ...]
"""A text for the place of another; several are a list, its members as they stand in YAML."""


class DateProblem(NamedTuple):
    """Why a text is no date: the rule it breaks, a sentence, what to write instead.

    `suggestion` is a canonical text that could stand in its place (the last real day of the month for an
    impossible one), or None where that would be a guess. `about` are the words in it that may name an item,
    for those who know the items. `offer` is what the help says as a value of `offers`,
    which counts on this file, or None where it is only advice. `instead` are the texts that the help has for
    the place of the whole text, of which the author has to choose: one is as good as another.
    """

    rule: str
    message: Message
    help: Message
    suggestion: str | None = None
    about: str | None = None
    offer: object = None
    instead: tuple[Instead, ...] = ()

    def of_a_part(self) -> "DateProblem":
        """The same of a text that has more in it, which what stands in the place of all would lose."""
        return self._replace(suggestion=None, instead=())


DateReading = Period | Relative | DateProblem
