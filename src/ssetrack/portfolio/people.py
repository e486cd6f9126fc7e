"""Who a slug of an owner means, in one plan and across several.

Comes in: plans with their ids. Goes out: a `Directory` that knows people, teams and open seats by a key: the
slug, or `plan:slug` where two plans use one slug for people who do not agree in name or e-mail. A plan
without an `owners:` block names its owners in free text, and the text is the key.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ssetrack.language.collation import fold, nfc
from ssetrack.plan.model import Owner, Plan
from ssetrack.plan.prose import own_text


class Person(NamedTuple):
    """A person, a team or an open seat; `members` are keys, empty but for a team."""

    key: str
    slug: str
    name: str
    vacant: bool
    members: tuple[str, ...]
    owner: Owner | None
    """What the first plan that declares them says; None where they are only named in free text."""


class Directory(NamedTuple):
    """People by key, and the key that each plan's slugs stand for."""

    people: dict[str, Person]
    keys: dict[tuple[str, str], str]
    direct: dict[str, tuple[str, ...]]
    """The teams that name somebody as a member, by key."""

    def key(self, plan: str, slug: str) -> str:
        """The key of a slug in a plan; the slug itself where nobody declares it."""
        own = nfc(slug)
        return self.keys.get((plan, own), own)

    def person(self, plan: str, slug: str) -> Person:
        """Who a slug in a plan means; somebody known by that name alone where nobody declares it."""
        key = self.key(plan, slug)
        return self.people.get(key) or Person(key, slug, slug, False, (), None)

    def is_open_seat(self, plan: str, slug: str) -> bool:
        """Whether the slug means a seat that nobody holds."""
        person = self.people.get(self.key(plan, slug))
        return person is not None and person.vacant

    def members(self, key: str) -> tuple[str, ...]:
        """The people in a team, teams in it written out, each once; the key itself for a person."""
        return tuple(one for one, is_team in self.below(key).items() if not is_team)

    def below(self, key: str) -> dict[str, bool]:
        """Everybody in a team, in teams in it, and itself: whether each is a team."""
        found: dict[str, bool] = {}
        waiting, seen = [key], {key}
        while waiting:
            one = waiting.pop()
            person = self.people.get(one)
            found[one] = person is not None and bool(person.members)
            if person is None:
                continue
            for member in reversed(person.members):
                if member not in seen:
                    seen.add(member)
                    waiting.append(member)
        return found

    def teams(self, key: str) -> Iterator[str]:
        """The teams that somebody is in, the nearest first; loops of teams end where they begin."""
        seen = {key}
        waiting = deque(self.direct.get(key, ()))
        while waiting:
            team = waiting.popleft()
            if team not in seen:
                seen.add(team)
                waiting.extend(self.direct.get(team, ()))
                yield team


def directory(plans: Iterable[tuple[str, Plan]]) -> Directory:
    """Everybody whom the plans declare, and what each plan's slugs stand for."""
    known = list(plans)
    declared = [
        (plan_id, nfc(slug), owner, own_text(owner.name, plan.language or "en"))
        for plan_id, plan in known
        for slug, owner in (plan.owners or {}).items()
    ]
    keys = _keys(declared)
    people: dict[str, Person] = {}
    for plan_id, slug, owner, name in declared:
        key = keys[plan_id, slug]
        if key not in people:
            members = tuple(dict.fromkeys(keys.get((plan_id, nfc(one)), nfc(one)) for one in owner.members))
            people[key] = Person(key, slug, name, owner.vacant, members, owner)
    return Directory(people, keys, _direct(people))


def _keys(declared: list[tuple[str, str, Owner, str]]) -> dict[tuple[str, str], str]:
    """One key for a slug whose bearers all agree with the first in name or e-mail; else one for each plan."""
    by_slug: dict[str, list[tuple[str, Owner, str]]] = {}
    for plan_id, slug, owner, name in declared:
        by_slug.setdefault(slug, []).append((plan_id, owner, name))
    keys: dict[tuple[str, str], str] = {}
    for slug, bearers in by_slug.items():
        _, first, first_name = bearers[0]
        agree = all(
            fold(name) == fold(first_name) or (owner.email and owner.email == first.email)
            for _, owner, name in bearers
        )
        for plan_id, _, _ in bearers:
            keys[plan_id, slug] = slug if agree else f"{plan_id}:{slug}"
    return keys


def _direct(people: dict[str, Person]) -> dict[str, tuple[str, ...]]:
    """For each member of a team, the teams that name it."""
    found: dict[str, list[str]] = {}
    for person in people.values():
        for member in person.members:
            found.setdefault(member, []).append(person.key)
    return {key: tuple(teams) for key, teams in found.items()}
