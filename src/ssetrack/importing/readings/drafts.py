"""What a row says, before ids, owners and sections of the whole plan are settled.

Comes in: nothing. Goes out: `Draft`, one activity as its cells have it, and what reading a table gives.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.importing.places import Spot
from ssetrack.importing.readings.dates import DateValue
from ssetrack.importing.readings.people import Holder
from ssetrack.importing.readings.reading import Doubt, Ignored, Told
from ssetrack.importing.readings.statuses import State


class SectionKey(NamedTuple):
    """A section, by what begins it: the same key is the same section."""

    title: str
    number: str = ""
    place: tuple[int, ...] = ()
    """The line of a heading, or the table and the row; empty for one that only its title names."""


Path = tuple[SectionKey, ...]
"""The sections that something is in, from the outermost."""


class ItemDate(NamedTuple):
    """A date of an item, and where it comes from."""

    field: str
    """`deadline`, `when`, `start`, `end`, `milestone`; `milestone-start` begins the one of that heading."""
    value: DateValue
    at: str
    spot: Spot
    heading: str = ""
    slots: bool = False
    """It is made of marks in columns of months or weeks."""


class Waiting(NamedTuple):
    """An item that must come first, by the id that the table gives it."""

    reference: str
    at: str
    spot: Spot


class Kept(NamedTuple):
    """A text that is taken as it is."""

    field: str
    lines: tuple[str, ...]


class Draft(NamedTuple):
    """One activity as its row has it."""

    at: str
    spot: Spot
    """Its title."""
    title: str
    path: Path
    number: str = ""
    """The id that the table gives it; empty for none."""
    number_at: str = ""
    number_spot: Spot | None = None
    notes: tuple[str, ...] = ()
    owners: tuple[Holder, ...] = ()
    contributors: tuple[Holder, ...] = ()
    dates: tuple[ItemDate, ...] = ()
    after: tuple[Waiting, ...] = ()
    state: State = State()
    done: ItemDate | None = None
    time: str = ""
    kept: tuple[Kept, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    """The author's words by the field of their column: what a later version of the row is compared with."""
    doubts: tuple[Doubt, ...] = ()
    """What is doubtful in its cells; the same doubt may belong to several drafts."""


class Reading(NamedTuple):
    """What one table, or a whole document, gives."""

    drafts: tuple[Draft, ...] = ()
    told: tuple[Told, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    read: frozenset[Spot] = frozenset()
    """The cells that were used."""
    doubts: tuple[Doubt, ...] = ()
    """Those that belong to no item."""
    sections: tuple[Path, ...] = ()
    """The path of each section in the order in which they begin."""
    continued: tuple[str, ...] = ()
    """The lines of a row that belong to the activity above it, as a page was broken there."""
    remarks: tuple[tuple[Path, str], ...] = ()
    """Remarks on a whole section, or for the empty path on the plan."""


def whole_reading(readings: tuple[Reading, ...]) -> Reading:
    """Several readings as one, in their order."""
    return Reading(
        tuple(one for reading in readings for one in reading.drafts),
        tuple(one for reading in readings for one in reading.told),
        tuple(one for reading in readings for one in reading.ignored),
        frozenset(spot for reading in readings for spot in reading.read),
        tuple(one for reading in readings for one in reading.doubts),
        tuple(one for reading in readings for one in reading.sections),
        remarks=tuple(one for reading in readings for one in reading.remarks),
    )
