"""Whose answer it is, and of which items that person may speak.

Comes in: plans, the addresses that a mail is from, and `--owner`. Goes out: a `Writer`. An address in a mail
proves nothing: whoever reads the answer is told whose it is taken for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.letters.mailbox import identity
from ssetrack.plan.prose import own_text
from ssetrack.plan.reference import Reference
from ssetrack.query.filters import USUAL_ROLES, in_roles, people_meant
from ssetrack.query.occurrence_lookup import AT, id_and_day
from ssetrack.status import Snapshot, Status

MOST_ADDRESSES = 3
"""Addresses of a mail that are named."""


@dataclass(frozen=True, eq=False)
class Writer:
    """Who wrote an answer: the keys of a person, with those of their teams; and by which address."""

    plans: Snapshot
    own: frozenset[str]
    keys: frozenset[str]
    address: str
    is_named: bool
    """Whether `--owner` says who it is."""

    @property
    def names(self) -> str:
        """The name, of several who share an address the names."""
        people = self.plans.portfolio.people.people
        found = (people[key] for key in sorted(self.own) if key in people)
        named = dict.fromkeys(
            person.name if person.owner is None else own_text(person.owner.name, "") for person in found
        )
        return ", ".join(named) or ", ".join(sorted(self.own))

    @property
    def said(self) -> Message:
        """Whose answer it is taken for, and why."""
        if self.is_named:
            return message("read as the answer of {name}, as `--owner` says", name=self.names)
        return message(
            "read as the answer of {name}: the mail is from {address}; anybody can write that address",
            name=self.names,
            address=self.address,
        )

    def item(self, name: str) -> str | None:
        """The item that a name means, as the command line takes it, if the writer may speak of it.

        Of somebody who only hosts single times of a series these are all. None where it means several.
        """
        own_id, day = id_and_day(name)
        meant = self._names.get(fold(own_id), frozenset())
        if len(meant) == 1:
            (only,) = meant
            return only if day is None else f"{only}{AT}{day}"
        hosted = self._hosted.get(fold(name), frozenset())
        return next(iter(hosted)) if len(hosted) == 1 else None

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        """By folded name (`1.2`, `plan:1.2`, an activity's id), what it means of the writer's own items."""
        found: dict[str, set[str]] = {}
        for status in self.plans.statuses:
            if self._has(status, in_roles(status, USUAL_ROLES)):
                for own, full in self._ids(status):
                    found.setdefault(fold(own), set()).add(full)
                    found.setdefault(fold(str(Reference(status.file.id, own))), set()).add(full)
        return {name: frozenset(several) for name, several in found.items()}

    @cached_property
    def _hosted(self) -> dict[str, frozenset[str]]:
        """The same of the single times that the writer hosts, with their days."""
        found: dict[str, set[str]] = {}
        for status in self.plans.statuses:
            times = status.due.occurrences
            for one, hosts in () if times is None else times.hosts():
                if self._has(status, hosts):
                    for own, full in self._ids(status):
                        for name in (own, str(Reference(status.file.id, own))):
                            found.setdefault(fold(f"{name}{AT}{one.key}"), set()).add(f"{full}{AT}{one.key}")
        return {name: frozenset(several) for name, several in found.items()}

    def _has(self, status: Status, slugs: list[str] | tuple[str, ...]) -> bool:
        people = self.plans.portfolio.people
        return any(people.key(status.file.id, slug) in self.keys for slug in slugs)

    def _ids(self, status: Status) -> Iterator[tuple[str, str]]:
        """The ids by which an item is known, and how the command line takes each."""
        several = len(self.plans.portfolio.files) > 1
        for own in dict.fromkeys((status.item.id, status.item.activity.id)):
            yield own, str(Reference(status.file.id, own)) if several else own

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the writer's own items, each once, in the order of the plans."""
        mine = (one for one in self.plans.statuses if self._has(one, in_roles(one, USUAL_ROLES)))
        return tuple(dict.fromkeys(status.item.id for status in mine))

    def is_of_somebody(self, name: str) -> bool:
        """Whether a name means an item at all, whoever it is of."""
        own = Reference.from_text(id_and_day(name)[0]).item
        return fold(own) in self._all

    @cached_property
    def _all(self) -> frozenset[str]:
        statuses = self.plans.statuses
        return frozenset(fold(own) for status in statuses for own, _ in self._ids(status))


def writer_of(plans: Snapshot, senders: Sequence[str], owner: str | None) -> Writer:
    """Who wrote an answer: whom `--owner` names, else whose address it is.

    Raises `SsetrackError` for a mail of several people, where nobody in the plans has the address, and for a
    name that nobody has.
    """
    people = plans.portfolio.people
    mailboxes = {identity(sender): sender for sender in senders}
    if owner is not None:
        own = frozenset(people_meant(owner, plans.portfolio))
    else:
        own = frozenset(
            key
            for key, one in people.people.items()
            if one.owner is not None and one.owner.email and identity(one.owner.email) in mailboxes
        )
        if len(mailboxes) != 1 or not own:
            raise _nobody(tuple(mailboxes.values()))
    teams = (team for key in own for team in people.teams(key))
    return Writer(plans, own, own | frozenset(teams), ", ".join(mailboxes.values()), owner is not None)


def _nobody(addresses: tuple[str, ...]) -> SsetrackError:
    help_ = message("say whose answer it is: `--owner NAME`")
    if not addresses:
        return SsetrackError(message("the text does not say who wrote it"), help_)
    if len(addresses) > 1:
        several = ", ".join(addresses[:MOST_ADDRESSES])
        return SsetrackError(
            message("the text does not say who wrote it: the mail is from {addresses}", addresses=several),
            help_,
        )
    (address,) = addresses
    return SsetrackError(message("nobody in these plans has the address {address}", address=address), help_)
