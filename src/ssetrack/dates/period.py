"""What a date of a plan is: a period with a first and a last possible day, and how sure it is.

Comes in: nothing. Goes out: `Period` and its parts, and the other things that a date text may turn out
to be (`Relative`, `DateProblem`). Days are `datetime.date`, both ends inclusive, `None` where there is
none. Nothing here knows today.
"""

from datetime import date, time
from enum import StrEnum
from typing import Literal, NamedTuple

from ssetrack.language.message import Message


class Kind(StrEnum):
    """`period` has a last day, `open` has no end (ongoing), `unknown` says that nobody knows yet."""

    PERIOD = "period"
    OPEN = "open"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure a date is; of several that hold, the first in this order is shown."""

    UNKNOWN = "unknown"
    OPEN = "open"
    ALTERNATIVES = "alternatives"
    UNCERTAIN = "uncertain"
    APPROXIMATE = "approximate"
    EXACT = "exact"


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


class Period(NamedTuple):
    """A date as read. `canonical` is its EDTF form (see docs/dates.md), and reads back to an equal value.

    `options` are the members of a one-of set in the order written, `parts` those of an all-of set; the
    bounds span them. `certainty` is the first that holds of the order in `Certainty`.
    """

    kind: Kind
    earliest: date | None
    latest: date | None
    canonical: str
    certainty: Certainty = Certainty.EXACT
    hours: Hours | None = None
    options: tuple["Period", ...] = ()
    parts: tuple["Period", ...] = ()


ONGOING = Period(Kind.OPEN, None, None, "ongoing", Certainty.OPEN)
UNKNOWN = Period(Kind.UNKNOWN, None, None, "?", Certainty.UNKNOWN)

Unit = Literal["day", "week", "month", "year"]


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


class DateProblem(NamedTuple):
    """Why a text is no date: the rule it breaks, a sentence, what to write instead.

    `suggestion` is a canonical text that could stand in its place (the last real day of the month for an
    impossible one), or None where that would be a guess.
    """

    rule: str
    message: Message
    help: Message
    suggestion: str | None = None


DateReading = Period | Relative | DateProblem
