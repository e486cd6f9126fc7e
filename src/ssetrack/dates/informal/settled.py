"""What settles a date that its text leaves open, and which year one without a year falls in.

Comes in: what the plan, or the table that is imported, says of all its dates. Goes out: it as one value.
"""

from datetime import date
from typing import NamedTuple

from ssetrack.dates.day_range import DayRange
from ssetrack.dates.period import Order, Purpose


class Settled(NamedTuple):
    """What is known beside the text."""

    language: str | None
    """The plan's language, as it is written there."""
    start: date | None
    """The first day of M1 and W1."""
    purpose: Purpose
    order: Order | None
    """Which number of a numeric date is the day; None where only the language may say it."""
    years: DayRange | None
    """At most twelve months in which all dates without a year fall; None where nobody says it."""

    @property
    def base(self) -> str | None:
        """The language without country and script."""
        return None if self.language is None else self.language.partition("-")[0].casefold()
