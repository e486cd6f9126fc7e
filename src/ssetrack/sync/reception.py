"""What a collection has: which of its objects are tasks of ours, which are somebody's own, which are neither.

Comes in: a collection and what is known of it. Goes out: a `Reception`. What has not changed by its entity
tag is not read again; an object that is too large, or broken, is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from ssetrack.sync.collection import Collection as Server
from ssetrack.sync.collection import Listing, Resource
from ssetrack.sync.content import NoTask, TaskObject, Unreadable, task_object
from ssetrack.sync.fields import item_of
from ssetrack.sync.state import Adopted, Foreign, State

AT_ONCE = 50
"""Objects asked for in one request: any server takes their hrefs, and we have room for the answer."""

NAMED = 5
"""Titles of tasks made on a phone that are told; beyond, only their number."""


@dataclass
class Received:
    """A task of ours as the server has it; `object` is None until somebody needs its text."""

    href: str
    etag: str | None
    uid: str
    """The UID that the object itself has: a member's where an item took over their task."""
    object: TaskObject | None = None
    is_newer: bool = False
    """Whether somebody changed it after it was listed: nobody has looked at that yet."""


@dataclass
class Reception:
    """What is there: `etags` by href, tasks of ours by UID, other objects by href.

    `doubled` are hrefs of objects that have a UID which another has, too; `unreadable` what is no calendar.
    What is in one of them is left alone (`is_left`).
    `foreign` are tasks that are none of ours, as far as they were read.
    """

    etags: dict[str, str | None]
    token: str | None
    ours: dict[str, Received] = field(default_factory=dict)
    others: dict[str, Foreign] = field(default_factory=dict)
    doubled: dict[str, list[str]] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    """UIDs of tasks that were where something unreadable is."""
    foreign: dict[str, TaskObject] = field(default_factory=dict)
    adopted: dict[str, Adopted] = field(default_factory=dict)
    """Tasks of members that are an item's task, and are there."""

    def is_left(self, uid: str) -> bool:
        """Whether a task is neither read nor written, because nobody knows what the server has of it."""
        return uid in self.doubled or uid in self.hidden


def present(listing: Listing, state: State) -> dict[str, str | None]:
    """All members by href, with their tags: those of the listing, and those known if it has only changes."""
    if listing.whole:
        return {one.href: one.etag for one in listing.members}
    known: dict[str, str | None] = {one.href: one.etag for one in state.items.values() if one.href}
    known |= {href: one.etag for href, one in state.others.items()}
    for one in state.adopted.values():
        known.setdefault(one.href, None)
    known |= {one.href: one.etag for one in listing.members}
    return {href: etag for href, etag in known.items() if href not in listing.gone}


def reception(
    server: Server,
    etags: dict[str, str | None],
    token: str | None,
    state: State,
    is_ours: Callable[[str], bool],
    *,
    every_foreign: bool,
) -> Reception:
    """What is there, each changed object read once."""
    found = Reception(etags, token)
    known = {one.href: uid for uid, one in state.items.items()}
    new = {one.href for uid, one in state.adopted.items() if uid not in state.items}
    changed = []
    for href, etag in etags.items():
        uid, other = known.get(href), state.others.get(href)
        was = other.etag if other is not None else state.items[uid].etag if uid is not None else None
        if etag is None or was != etag or (uid is None and other is None) or href in new:
            changed.append(href)
        elif uid is not None:
            adopted = state.adopted.get(uid)
            found.ours[uid] = Received(href, etag, uid if adopted is None else adopted.uid)
            if adopted is not None:
                found.adopted[uid] = adopted
        elif other is not None:
            found.others[href] = other
    sorting = _Sorting(found, state, is_ours)
    for one in resources(server, changed):
        sorting.sort(one, known.get(one.href))
    sorting.adopt()
    open_ = [href for href, one in found.others.items() if one.is_task and not one.is_handled]
    if every_foreign or len(open_) <= NAMED:
        for one in resources(server, [href for href in open_ if href not in found.foreign]):
            read = task_object(one.text)
            if isinstance(read, TaskObject):
                found.foreign[one.href] = read
    return found


def resources(server: Server, hrefs: Iterable[str]) -> Iterator[Resource]:
    """The texts of objects, so many at once that no answer is too large."""
    waiting = iter(hrefs)
    while several := list(islice(waiting, AT_ONCE)):
        yield from server.resources(several)


class _Sorting:
    """Puts each object where it belongs."""

    def __init__(self, found: Reception, state: State, is_ours: Callable[[str], bool]) -> None:
        self._found = found
        self._state = state
        self._is_ours = is_ours
        self._adopted: Mapping[str, str] = {one.uid: uid for uid, one in state.adopted.items()}
        """Our UIDs by those of members' tasks."""
        self._claims: list[tuple[str, Resource, TaskObject]] = []
        """Tasks that say that they are an item's, of which the state knows nothing."""

    def sort(self, one: Resource, known: str | None) -> None:
        """Put an object where it belongs; `known` is the UID of the task of ours that was there."""
        found = self._found
        read = task_object(one.text)
        match read:
            case Unreadable():
                found.unreadable.append(one.href)
                found.hidden |= {known} if known is not None else set()
            case NoTask() if known is not None:
                found.unreadable.append(one.href)
                found.hidden.add(known)
            case NoTask():
                found.others[one.href] = Foreign(self._etag(one), is_task=False)
            case _:
                self._sort_task(one, read)

    def _sort_task(self, one: Resource, read: TaskObject) -> None:
        own = self._adopted.get(read.uid, read.uid)
        if self._is_ours(own):
            self._take(own, one, read)
            return
        claimed = item_of(read)
        if claimed and self._is_ours(claimed) and claimed not in self._state.adopted:
            self._claims.append((claimed, one, read))
        else:
            self._leave(one, read)

    def adopt(self) -> None:
        """Know tasks again that say which item they are, unless that has another one: somebody copied it."""
        claimed = {uid for uid, _, _ in self._claims if uid not in self._found.ours}
        for uid, one, read in self._claims:
            if uid in claimed:
                self._take(uid, one, read)
            else:
                self._leave(one, read)

    def _take(self, uid: str, one: Resource, read: TaskObject) -> None:
        found, other = self._found, self._found.ours.get(uid)
        if other is not None and other.href != one.href:
            found.doubled.setdefault(uid, [other.href]).append(one.href)
            return
        found.ours[uid] = Received(one.href, self._etag(one), read.uid, read)
        if read.uid != uid:
            before = self._state.adopted.get(uid, Adopted(read.uid, one.href))
            found.adopted[uid] = before._replace(href=one.href)

    def _leave(self, one: Resource, read: TaskObject) -> None:
        before = self._state.others.get(one.href)
        is_handled = before is not None and before.is_handled and read.uid not in self._adopted
        self._found.others[one.href] = Foreign(self._etag(one), True, is_handled)
        self._found.foreign[one.href] = read

    def _etag(self, one: Resource) -> str | None:
        return one.etag if one.etag is not None else self._found.etags[one.href]


def text_of(server: Server, received: Received) -> TaskObject | None:
    """The task as the server has it, read now if it was not; None where it is gone, broken, or another."""
    if received.object is None:
        for one in resources(server, [received.href]):
            read = task_object(one.text)
            if isinstance(read, TaskObject) and read.uid == received.uid:
                received.object = read
                received.is_newer = one.etag != received.etag
    return received.object


def missing(state: State, found: Reception) -> list[str]:
    """UIDs of tasks of ours that were there and are not any more, those of members included."""
    hrefs = {uid: one.href for uid, one in state.adopted.items()}
    hrefs |= {uid: one.href for uid, one in state.items.items()}
    return [
        uid for uid, href in hrefs.items()
        if href and uid not in found.ours and not found.is_left(uid) and href not in found.etags
    ]  # fmt: skip
