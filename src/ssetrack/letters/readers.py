"""Who gets a letter: one for each address, however many people share it or however often one is declared.

Comes in: what concerns whom, and whose letters are wanted. Goes out: a `Mailing` with readers, and those who
cannot be written to: vacant roles, people without an address, addresses that no server takes. A team is
written to by its members; at its own address only where some of them have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ssetrack.language.message import Message
from ssetrack.letters.contents import Concerns
from ssetrack.letters.mailbox import Mailbox, mailbox
from ssetrack.plan.model import LetterFrequency
from ssetrack.portfolio import PlanFile, Portfolio
from ssetrack.portfolio.people import Person

RARITY: tuple[LetterFrequency | None, ...] = (None, "weekly", "monthly", "never")
"""How often somebody wants letters, the rarest last. Of people who share an address, the rarest counts."""


class Addressee(NamedTuple):
    """Somebody who is written to, and the plan that declares them first."""

    person: Person
    file: PlanFile


class Reader(NamedTuple):
    """Those who get one letter together, the address, the tag of the language, how often they want it."""

    mailbox: Mailbox
    addressees: tuple[Addressee, ...]
    language: str
    letters: LetterFrequency | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all of them."""
        return tuple(one.person.key for one in self.addressees)


@dataclass(frozen=True, slots=True)
class Mailing:
    """Who gets a letter, and who cannot: keys, of wrong addresses with the reason.

    `declined` are those who want no letters.
    """

    readers: tuple[Reader, ...]
    vacant: tuple[str, ...]
    without_address: tuple[str, ...]
    wrong_address: tuple[tuple[str, Message], ...]
    declined: tuple[str, ...]


def mailing(portfolio: Portfolio, concerns: Concerns, is_wanted: Callable[[str], bool]) -> Mailing:
    """The mailing to everybody who is wanted and has something to do."""
    declared = dict(_addressees(portfolio))
    busy = [key for key in _busy(portfolio, concerns) if is_wanted(key)]
    people = portfolio.people
    boxes: dict[str, Mailbox] = {}
    wrong: list[tuple[str, Message]] = []
    for key in busy:
        email = _email(people.people.get(key))
        read = mailbox(email) if email else None
        if isinstance(read, Mailbox):
            boxes[key] = read
        elif read is not None:
            wrong.append((key, read))
    groups: dict[str, list[str]] = {}
    vacant, without, declined = [], [], []
    for key in busy:
        person = people.people.get(key)
        if person is not None and person.vacant:
            vacant.append(key)
        elif person is not None and person.members and _are_all_written_to(people.members(key), boxes):
            continue
        elif key in boxes and _letters(person) == "never":
            declined.append(key)
        elif key in boxes:
            groups.setdefault(boxes[key].identity, []).append(key)
        elif not _email(person) and (person is None or not person.members):
            without.append(key)
    readers = (_reader([declared[key] for key in keys], boxes[keys[0]]) for keys in groups.values())
    return Mailing(tuple(readers), tuple(vacant), tuple(without), tuple(wrong), tuple(declined))


def _reader(together: list[Addressee], box: Mailbox) -> Reader:
    first = together[0]
    language = next((own for one in together if (own := _language(one.person))), first.file.language)
    rarest = max((_letters(one.person) for one in together), key=RARITY.index)
    return Reader(box, tuple(together), language, rarest)


def _busy(portfolio: Portfolio, concerns: Concerns) -> dict[str, None]:
    """Everybody who has something to do, then the members of the teams that have."""
    found = dict.fromkeys(concerns.keys())
    for key in tuple(found) if concerns.scope.teams else ():
        found.update(dict.fromkeys(portfolio.people.members(key)))
    return found


def _addressees(portfolio: Portfolio) -> Iterator[tuple[str, Addressee]]:
    """Everybody by key; of two plans that declare somebody, the first comes last and counts."""
    for file in reversed(portfolio.files):
        for slug in file.plan.owners or {}:
            key = portfolio.people.key(file.id, slug)
            person = portfolio.people.people.get(key)
            if person is not None:
                yield key, Addressee(person, file)


def _are_all_written_to(members: Iterable[str], boxes: dict[str, Mailbox]) -> bool:
    return all(key in boxes for key in members)


def _email(person: Person | None) -> str:
    return "" if person is None or person.owner is None else (person.owner.email or "").strip()


def _language(person: Person) -> str | None:
    return None if person.owner is None else person.owner.language


def _letters(person: Person | None) -> LetterFrequency | None:
    return None if person is None or person.owner is None else person.owner.letters
