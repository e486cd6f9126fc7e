"""What changed for a reader since their last letter.

Comes in: the changes that git knows, by the people whom they concern; or, without git, what the last letter
said. Goes out: `News`, a day and what changed since, the items of the reader alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ssetrack.letters.contents import Contents
from ssetrack.letters.said import LastLetter, item_key, points
from ssetrack.portfolio.people import Directory
from ssetrack.query.changes import Changes, ItemChange
from ssetrack.query.filters import USUAL_ROLES, in_roles
from ssetrack.query.since import Since
from ssetrack.status import CLOSED, State, Status
from ssetrack.status.single import single


class Fate(StrEnum):
    """What became of an item, where only the last letter is known."""

    NEW = "new"
    MOVED = "moved"
    CLOSED = "closed"
    PASSED_ON = "passed-on"
    REMOVED = "removed"


class Difference(NamedTuple):
    """What became of an item since it was told. `before` is the date as it was told, in standard form."""

    item: str
    status: Status | None
    fate: Fate
    before: str = ""


class News(NamedTuple):
    """What changed: by git `changes`, else `differences` from the last letter."""

    since: Since
    changes: tuple[ItemChange, ...] = ()
    differences: tuple[Difference, ...] = ()


class ChangesByPerson:
    """The changes of a comparison, by the keys of those whom they concern, as they are or as they were."""

    def __init__(self, changes: Changes, people: Directory) -> None:
        assert changes.since is not None
        self._since = changes.since
        self._by_key: dict[str, list[ItemChange]] = {}
        for change in changes.changes:
            keys = {
                people.key(status.file.id, slug): None
                for status in (change.new, change.old)
                if status is not None
                for slug in in_roles(status, USUAL_ROLES)
            }
            for key in keys:
                self._by_key.setdefault(key, []).append(change)

    def news(self, keys: Sequence[str]) -> News:
        """The changes that concern anybody with these keys, each once."""
        found = {id(change): change for key in keys for change in self._by_key.get(key, ())}
        return News(self._since, changes=tuple(found.values()))


def news_since_letter(
    last: LastLetter, contents: Contents, items: Mapping[str, Status], today: date, *, is_whole: bool = True
) -> News:
    """What is different from what the last letter said; `items` are all that there are, by name.

    Where the contents are not all that concerns the reader, nothing is said of what is not in them.
    """
    found = _differences(last, contents, items, today)
    told = tuple(one for one in found if is_whole or one.fate in (Fate.NEW, Fate.MOVED))
    return News(Since(last.day, ""), differences=told)


def items_by_name(statuses: Sequence[Status]) -> dict[str, Status]:
    """Items by what letters call them; of two of one id, the first."""
    found: dict[str, Status] = {}
    for status in statuses:
        found.setdefault(item_key(status), status)
    return found


def _differences(
    last: LastLetter, contents: Contents, items: Mapping[str, Status], today: date
) -> Iterator[Difference]:
    now = points(contents)
    own = {f"item {item_key(one.status)}": one.status for one in contents.items}
    for about, status in own.items():
        before = last.points.get(about)
        if before is None:
            yield Difference(item_key(status), status, Fate.NEW)
        elif before.date != now[about].date:
            yield Difference(item_key(status), status, Fate.MOVED, before.date)
    for about in last.points:
        kind, _, name = about.partition(" ")
        if kind == "item" and about not in own:
            item, _, day = name.partition("@")
            series = items.get(item) if day else None
            other = items.get(name) if series is None else _time_of(series, day)
            if series is None or other is None or not _took_place(other, today):
                yield Difference(name, other, _fate(other))


def _time_of(series: Status, day: str) -> Status | None:
    """A time of a series that somebody hosted; None where the series has none on that day any more."""
    times = series.due.occurrences
    try:
        key = date.fromisoformat(day)
    except ValueError:  # what was said is kept in a file that may be anybody's
        return None
    if times is None or not times.has_key(key):
        return None
    one = times.at(key)
    found = single(series, one)
    return found._replace(state=State.CANCELLED) if one.is_cancelled else found


def _took_place(time: Status, today: date) -> bool:
    """Whether a time of a series is over: its host knows, and nothing is to be told."""
    latest = time.due.period.latest
    return time.state not in CLOSED and latest is not None and latest < today


def _fate(status: Status | None) -> Fate:
    """What became of an item that is not open any more, or of somebody else."""
    if status is None:
        return Fate.REMOVED
    return Fate.CLOSED if status.state in CLOSED else Fate.PASSED_ON
