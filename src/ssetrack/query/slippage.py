"""How far deadlines moved since they were first set: `ssetrack slip`.

Comes in: the deadlines that each version of a plan set, the oldest first, and where its items stand now.
Goes out: a `Slippage`: what each item went through, and how much the items of each owner and goal slipped.
Days count on the latest day, later is more. A version in which an item has no last day says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ssetrack.language.collation import fold
from ssetrack.query.columns import View
from ssetrack.status import State, Status


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a version says about an item: the days between which it is due, as written."""

    text: str
    earliest: date | None
    latest: date


@dataclass(frozen=True, slots=True)
class Reading:
    """The deadlines in one version of a plan, by the item's UID.

    `commit` is empty for what is not committed.
    """

    commit: str
    day: date
    author: str
    deadlines: Mapping[str, Deadline]


@dataclass(frozen=True, slots=True)
class Move:
    """A version that moved a deadline: by how many days on its latest day."""

    commit: str
    day: date
    author: str
    before: Deadline
    after: Deadline

    @property
    def days(self) -> int:
        """Days later; negative for earlier."""
        return (self.after.latest - self.before.latest).days


@dataclass(frozen=True, slots=True)
class ItemSlip:
    """An item with its first deadline, the day on which that was set, and all moves since."""

    status: Status
    first: Deadline
    since: date
    moves: tuple[Move, ...]

    @property
    def last(self) -> Deadline:
        """The deadline that holds."""
        return self.moves[-1].after if self.moves else self.first

    @property
    def lost(self) -> bool:
        """Whether it had a deadline and has none any more, though it is still to be done."""
        return self.status.state is State.UNDATED

    @property
    def days(self) -> int:
        """By how much it slipped in all."""
        return (self.last.latest - self.first.latest).days


@dataclass(frozen=True, slots=True)
class Share:
    """What the items of one owner or goal slipped: days in all, items that slipped, items in all."""

    key: str
    days: int
    slipped: int
    items: int


def slips(readings: Sequence[Reading], statuses: Iterable[Status]) -> tuple[ItemSlip, ...]:
    """What each item of a plan went through; those that never had a last day are left out."""
    found = []
    for status in statuses:
        one = _slip(readings, status)
        if one is not None:
            found.append(one)
    return tuple(found)


def _slip(readings: Sequence[Reading], status: Status) -> ItemSlip | None:
    first: Deadline | None = None
    since: date | None = None
    before: Deadline | None = None
    moves: list[Move] = []
    for reading in readings:
        deadline = reading.deadlines.get(status.item.uid)
        if deadline is None:
            continue
        if before is None or first is None:
            first, since = deadline, reading.day
        elif (deadline.earliest, deadline.latest) != (before.earliest, before.latest):
            moves.append(Move(reading.commit, reading.day, reading.author, before, deadline))
        before = deadline
    return None if first is None or since is None else ItemSlip(status, first, since, tuple(moves))


def largest_slips(found: Iterable[ItemSlip]) -> tuple[ItemSlip, ...]:
    """The items that moved or lost their date, the furthest first."""
    moved = (one for one in found if one.moves or one.lost)
    return tuple(sorted(moved, key=lambda one: (-one.days, -len(one.moves))))


def shares(found: Iterable[tuple[ItemSlip, Iterable[str]]]) -> tuple[Share, ...]:
    """Slips added up under each key (an owner's, a goal's), the most days first; cancelled items are out."""
    items: dict[str, list[int]] = {}
    for one, keys in found:
        if one.status.state is State.CANCELLED:
            continue
        for key in dict.fromkeys(keys):
            items.setdefault(key, []).append(one.days)
    added = [
        Share(key, sum(days), sum(number > 0 for number in days), len(days)) for key, days in items.items()
    ]
    return tuple(sorted(added, key=lambda share: (-share.days, -share.slipped, fold(share.key), share.key)))


@dataclass(frozen=True, slots=True)
class SlipReport:
    """The answer to `slip`. `since` is the day of the first version, None where there is none.

    `shallow` says that the clone holds only a part of the history. `names` are those of owners by key.
    """

    view: View
    today: date
    timezone: str
    versions: int
    since: date | None
    shallow: bool
    items: tuple[ItemSlip, ...]
    owners: tuple[Share, ...]
    goals: tuple[Share, ...]
    names: dict[str, str]
