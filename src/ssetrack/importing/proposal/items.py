"""What an item of the plan is, as it is proposed.

Comes in: nothing. Goes out: the values that the plan, the reports and the rows as read are made of.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.dates import Period
from ssetrack.importing.places import Spot
from ssetrack.importing.readings.drafts import Kept, Path, Waiting
from ssetrack.importing.readings.reading import Doubt


class PlanDate(NamedTuple):
    """A date, in the author's words and as the plan has it."""

    field: str
    text: str
    written: str
    """`?` where it is a doubt."""
    period: Period | None
    at: str
    spot: Spot
    where: str = ""
    reference: str = ""
    """The id, in the table, of the item that it counts from."""


class Milestone(NamedTuple):
    """A date with a name of its own."""

    id: str
    title: str
    date: PlanDate
    start: PlanDate | None = None


class When(NamedTuple):
    """When an item is due, or takes place."""

    dates: tuple[PlanDate, ...] = ()
    """Of one field; two or more are alternatives."""
    start: PlanDate | None = None
    milestones: tuple[Milestone, ...] = ()

    @property
    def all(self) -> tuple[PlanDate, ...]:
        """All dates, in the order of the plan."""
        own = (self.start,) if self.start is not None else ()
        of_milestones = tuple(
            date for one in self.milestones for date in (one.start, one.date) if date is not None
        )
        return (*own, *self.dates, *of_milestones)


class Item(NamedTuple):
    """An activity of the plan."""

    id: str
    at: str
    spot: Spot
    title: str
    path: Path
    owners: tuple[str, ...] = ()
    """Short names."""
    contributors: tuple[str, ...] = ()
    owner_names: tuple[str, ...] = ()
    """As read."""
    contributor_names: tuple[str, ...] = ()
    when: When = When()
    after: tuple[str, ...] = ()
    waits: tuple[Waiting, ...] = ()
    """What `after` comes from."""
    status: str = ""
    progress: int | None = None
    done: PlanDate | None = None
    notes: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    number: str = ""
    """The id that the table gives it."""
    texts: tuple[tuple[str, str], ...] = ()
    """The author's words by field."""


class PlanOwner(NamedTuple):
    """Somebody in the plan's `owners`, or a seat."""

    slug: str
    name: str
    vacant: bool = False
    role: str = ""
    notes: str = ""
