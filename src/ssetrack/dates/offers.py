"""What a text that is no date offers all the same: as values, what the help of its problem says in words.

Comes in: nothing. Goes out: the parts of which `import` makes a list of alternatives, milestones, or a date
in the standard form. Nothing here decides whether an offer is taken: that is for whoever knows its place.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
from typing import NamedTuple, TypeAlias

from ssetrack.dates.period import Period


class DatedPlace(NamedTuple):
    """One of several dates, and the place that is written behind it; the place may be empty."""

    period: Period
    where: str


class Stage(NamedTuple):
    """A date with a name before it: `Draft: December 2004`."""

    name: str
    period: Period


class Alternatives(NamedTuple):
    """Dates of which one will be chosen, in the order written: two or more."""

    options: tuple[DatedPlace, ...]


class Stages(NamedTuple):
    """Dates with a name each, in the order written: two or more."""

    stages: tuple[Stage, ...]


class StandardForm(NamedTuple):
    """A date that can mean nothing else, in a form that is not read: `2027/03/04`."""

    period: Period


Offer: TypeAlias = Alternatives | Stages | StandardForm
