"""What a collection has: which of its objects are tasks of ours, which are somebody's own, which are neither.

Comes in: a collection and what is known of it. Goes out: a `Reception`. What has not changed by its entity
tag is not read again; an object that is too large, or broken, is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ssetrack.sync.collection import Collection as Server
from ssetrack.sync.collection import Listing, Resource
from ssetrack.sync.content import NoTask, TaskObject, Unreadable, task_object
from ssetrack.sync.state import Foreign, State

AT_ONCE = 50
"""Objects that are asked for in one request."""

NAMED = 5
"""Titles of tasks made on a phone that are told; beyond, only their number."""


@dataclass
class Received:
    """A task of ours as the server has it; `object` is None until somebody needs its text."""

    href: str
    etag: str | None
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

    def is_left(self, uid: str) -> bool:
        """Whether a task is neither read nor written, because nobody knows what the server has of it."""
        return uid in self.doubled or uid in self.hidden


def present(listing: Listing, state: State) -> dict[str, str | None]:
    """All members by href, with their tags: those of the listing, and those known if it has only changes."""
    if listing.whole:
        return {one.href: one.etag for one in listing.members}
    known: dict[str, str | None] = {one.href: one.etag for one in state.items.values() if one.href}
    known |= {href: one.etag for href, one in state.others.items()}
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
    changed = []
    for href, etag in etags.items():
        uid, other = known.get(href), state.others.get(href)
        was = other.etag if other is not None else state.items[uid].etag if uid is not None else None
        if etag is None or was != etag or (uid is None and other is None):
            changed.append(href)
        elif uid is not None:
            found.ours[uid] = Received(href, etag)
        elif other is not None:
            found.others[href] = other
    for one in resources(server, changed):
        _sort(one, found, known.get(one.href), state, is_ours)
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


def _sort(
    one: Resource, found: Reception, known: str | None, state: State, is_ours: Callable[[str], bool]
) -> None:
    """Put an object where it belongs; `known` is the UID of the task of ours that was there."""
    read = task_object(one.text)
    etag = one.etag if one.etag is not None else found.etags[one.href]
    match read:
        case Unreadable():
            found.unreadable.append(one.href)
            found.hidden |= {known} if known is not None else set()
        case NoTask() if known is not None:
            found.unreadable.append(one.href)
            found.hidden.add(known)
        case NoTask():
            found.others[one.href] = Foreign(etag, is_task=False)
        case _ if not is_ours(read.uid):
            before = state.others.get(one.href)
            found.others[one.href] = Foreign(etag, True, before is not None and before.is_handled)
            found.foreign[one.href] = read
        case _:
            other = found.ours.get(read.uid)
            if other is not None and other.href != one.href:
                found.doubled.setdefault(read.uid, [other.href]).append(one.href)
            else:
                found.ours[read.uid] = Received(one.href, etag, read)


def text_of(server: Server, received: Received, uid: str) -> TaskObject | None:
    """The task as the server has it, read now if it was not; None where it is gone, broken, or another."""
    if received.object is None:
        for one in resources(server, [received.href]):
            read = task_object(one.text)
            if isinstance(read, TaskObject) and read.uid == uid:
                received.object = read
                received.is_newer = one.etag != received.etag
    return received.object


def missing(state: State, found: Reception) -> list[str]:
    """UIDs of tasks of ours that were there and are not any more."""
    return [
        uid for uid, one in state.items.items()
        if one.href and uid not in found.ours and not found.is_left(uid) and one.href not in found.etags
    ]  # fmt: skip
