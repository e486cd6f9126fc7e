"""What concerns whom: what a letter to somebody is about.

Comes in: the items that were asked for, of a snapshot, and the questions about them. Goes out: for anybody,
known by their keys, the `Contents` of a letter: what they own, what their teams own, what they help with.
What is done or cancelled is in none of them. Each item is looked at once, however many letters there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from ssetrack.plan.items import Item
from ssetrack.query.brief import day_that_counts, is_coming
from ssetrack.query.filters import USUAL_ROLES, in_roles
from ssetrack.query.questions import OpenQuestion, Questions, VacantRoles
from ssetrack.query.report import by_urgency
from ssetrack.status import CLOSED, Flag, Snapshot, State, Status, blocking
from ssetrack.status.single import hosted_statuses

MOST_SHARED = 200_000
"""So often items of teams are told to their members; the items of the other teams are told to nobody."""

MOST_WAITING = 200_000
"""So many pairs of what waits and what it waits for are looked at."""


Asked = TypeVar("Asked")


class Part(StrEnum):
    """Whose an item is, for the reader of a letter; the first that is true."""

    OWNER = "owner"
    TEAM = "team"
    HELPER = "helper"


class OwnItem(NamedTuple):
    """An item of the reader. `team` is the key of the team that owns it, where the reader does not."""

    status: Status
    part: Part
    team: str = ""


class Waiting(NamedTuple):
    """An item of others that cannot go on before an item of the reader is finished."""

    status: Status
    prerequisite: Item


class Contents(NamedTuple):
    """What a letter is about, the most urgent first; the lists are whole."""

    overdue: tuple[OwnItem, ...] = ()
    soon: tuple[OwnItem, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    roles: tuple[VacantRoles, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    later: tuple[OwnItem, ...] = ()

    @property
    def items(self) -> tuple[OwnItem, ...]:
        """Every open item of the reader."""
        return (*self.overdue, *self.soon, *self.later)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: in which roles somebody has an item, and whether those of their teams count."""

    roles: tuple[str, ...] = USUAL_ROLES
    teams: bool = True


class Concerns:
    """What concerns everybody, by their keys in the directory of people."""

    def __init__(
        self, snapshot: Snapshot, statuses: Sequence[Status], questions: Questions, scope: Scope
    ) -> None:
        self._snapshot, self.scope = snapshot, scope
        self.owned: dict[str, list[Status]] = {}
        self.helped: dict[str, list[Status]] = {}
        self._sort_out(statuses)
        self.apart = frozenset(self._teams_apart()) if scope.teams else frozenset()
        """The keys of teams with too many members and items: their items are in no letter of a member."""
        self._waiting = _waiting(snapshot)
        self._questions = _by_key((group.keys, group.questions) for group in questions.asked)
        self._roles = _by_key((group.keys, group.roles) for group in questions.asked)

    def _sort_out(self, statuses: Sequence[Status]) -> None:
        key = self._snapshot.portfolio.people.key
        today, soon = self._snapshot.today, self._snapshot.soon
        helping = tuple(role for role in self.scope.roles if role != "owner")
        is_owning = "owner" in self.scope.roles
        for status in statuses:
            if status.state in CLOSED:
                continue
            plan = status.file.id
            owners = dict.fromkeys(key(plan, slug) for slug in status.item.owners) if is_owning else {}
            for one in owners:
                self.owned.setdefault(one, []).append(status)
            for one in dict.fromkeys(key(plan, slug) for slug in in_roles(status, helping)):
                if one not in owners:
                    self.helped.setdefault(one, []).append(status)
            if is_owning and status.due.occurrences is not None:
                self._sort_out_times(status, hosted_statuses(status, today, soon), owners)

    def _sort_out_times(self, status: Status, times: Iterable[Status], owners: dict[str, None]) -> None:
        """Who hosts one time of what comes back, and does not own the whole, has that time to do."""
        for time in times:
            one = time.due.occurrence
            if time.state in CLOSED or one is None or one.written is None:
                continue
            for slug in one.written.owners:
                key = self._snapshot.portfolio.people.key(status.file.id, slug)
                if key not in owners:
                    self.owned.setdefault(key, []).append(time)

    def _teams_apart(self) -> Iterator[str]:
        """Teams that do not fit, the first that own something first."""
        people, room = self._snapshot.portfolio.people, MOST_SHARED
        for key, statuses in self.owned.items():
            shares = len(statuses) * (len(people.below(key)) - 1)
            if shares > room:
                yield key
            else:
                room -= shares

    def keys(self) -> tuple[str, ...]:
        """Everybody who owns something, helps with it, or is asked something, in the order of the plans."""
        return tuple(dict.fromkeys((*self.owned, *self.helped, *self._questions, *self._roles)))

    def teams(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The teams of somebody, the nearest first, as far as they count."""
        if not self.scope.teams:
            return ()
        people = self._snapshot.portfolio.people
        return tuple(dict.fromkeys(team for key in keys for team in people.teams(key)))

    def contents(self, keys: tuple[str, ...]) -> Contents:
        """What a letter to somebody with these keys is about."""
        teams = self.teams(keys)
        own = tuple(self._own(keys, teams))
        mine = {id(one.status.item) for one in own}
        asking = (*keys, *teams)
        overdue = [one for one in own if one.status.state is State.OVERDUE]
        soon = [one for one in own if self._is_coming(one.status)]
        told = {id(one) for one in (*overdue, *soon)}
        return Contents(
            tuple(sorted(overdue, key=lambda one: by_urgency(one.status))),
            tuple(sorted(soon, key=lambda one: day_that_counts(one.status))),
            tuple(_each_once(one for key in asking for one in self._questions.get(key, ()))),
            tuple(_each_once(one for key in asking for one in self._roles.get(key, ()))),
            tuple(
                Waiting(status, one.status.item)
                for one in own
                for status in self._waiting.get(one.status.item, ())
                if id(status.item) not in mine
            ),
            tuple(
                sorted((one for one in own if id(one) not in told), key=lambda one: by_urgency(one.status))
            ),
        )

    def _is_coming(self, status: Status) -> bool:
        return is_coming(status, self._snapshot.today, self._snapshot.soon)

    def _own(self, keys: tuple[str, ...], teams: tuple[str, ...]) -> Iterator[OwnItem]:
        """Every item of somebody once, as what it is first: owned, a team's, helped with."""
        seen: set[int] = set()
        hosted: set[tuple[int, date]] = set()

        def new(statuses: Iterable[Status]) -> Iterator[Status]:
            for status in statuses:
                time = status.due.occurrence
                key = None if time is None else (id(status.item), time.key)
                # Whoever hosts the next time of a series of their team is told of it once: as theirs.
                if id(status) in seen or key in hosted:
                    continue
                seen.add(id(status))
                if key is not None and status.due.occurrences is None:
                    hosted.add(key)
                yield status

        for key in keys:
            yield from (OwnItem(status, Part.OWNER) for status in new(self.owned.get(key, ())))
        for team in teams:
            found = () if team in self.apart else self.owned.get(team, ())
            yield from (OwnItem(status, Part.TEAM, team) for status in new(found))
        for key in keys:
            yield from (OwnItem(status, Part.HELPER) for status in new(self.helped.get(key, ())))


def _waiting(snapshot: Snapshot) -> dict[Item, list[Status]]:
    """By item, what cannot go on before it is finished."""
    found: dict[Item, list[Status]] = {}
    room = MOST_WAITING
    for status in snapshot.statuses:
        if Flag.BLOCKED not in status.flags:
            continue
        for item in blocking(snapshot.portfolio, status.item):
            room -= 1
            if room < 0:
                return found
            found.setdefault(item, []).append(status)
    return found


def _by_key(
    groups: Iterable[tuple[tuple[str, ...], tuple[Asked, ...]]],
) -> dict[str, list[Asked]]:
    found: dict[str, list[Asked]] = {}
    for keys, asked in groups:
        for key in keys:
            found.setdefault(key, []).extend(asked)
    return found


def _each_once(several: Iterable[Asked]) -> Iterator[Asked]:
    """The things without those that were there before: the same value, not an equal one."""
    seen: set[int] = set()
    for one in several:
        if id(one) not in seen:
            seen.add(id(one))
            yield one
