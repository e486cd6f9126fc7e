"""People and tasks of another program by their ids, where a file may have one id twice.

Comes in: ids and names in the order of the file. Goes out: what each id means, and what people should know:
an id of two different things means neither.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ssetrack.language.message import Message, message


class Identities(NamedTuple):
    """What ids mean; `ambiguous` are those of several different things, which mean nothing here."""

    names: dict[str, str]
    ambiguous: dict[str, tuple[str, ...]]

    def told_of_people(self) -> tuple[Message, ...]:
        """What is said of ids that several people have."""
        return tuple(
            message(
                "several people have the id `{id}` in the file ({names}): none of them is taken for an owner",
                id=own_id,
                names=", ".join(names),
            )
            for own_id, names in self.ambiguous.items()
        )

    def told_of_tasks(self) -> tuple[Message, ...]:
        """What is said of ids that several tasks have."""
        return tuple(
            message(
                "several tasks have the id `{id}` in the file ({names}): they get no owners and links",
                id=own_id,
                names=", ".join(names),
            )
            for own_id, names in self.ambiguous.items()
        )


def people(pairs: Iterable[tuple[str, str]]) -> Identities:
    """People by id; the same name under the same id is the same person."""
    return _identities((own_id, name, name) for own_id, name in pairs)


def tasks(pairs: Iterable[tuple[str, str]]) -> Identities:
    """Tasks by id: two of one id are two, however they are called."""
    return _identities((own_id, name, at) for at, (own_id, name) in enumerate(pairs))


def _identities(things: Iterable[tuple[str, str, object]]) -> Identities:
    """What ids mean, by what makes one thing differ from another; an empty id means nothing."""
    found: dict[str, dict[object, str]] = {}
    for own_id, name, what in things:
        if own_id:
            found.setdefault(own_id, {}).setdefault(what, name)
    names = {own_id: next(iter(several.values())) for own_id, several in found.items() if len(several) == 1}
    ambiguous = {own_id: tuple(several.values()) for own_id, several in found.items() if len(several) > 1}
    return Identities(names, ambiguous)
