"""The names of places on the page, to which links lead.

Comes in: statuses and keys of owners. Goes out: ids of HTML elements: `item-5.4/draft`, `owner-marcos`. Each
is given once, whatever a faulty plan says, and holds no blank; otherwise it is what the plan says, so that
somebody can write a link by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ssetrack.query.columns import View
from ssetrack.status import Status
from ssetrack.wording.addresses import without_addresses


class Places(Protocol):
    """Where items and owners are: on the page itself, or on the pages of a site."""

    def item(self, status: Status) -> str | None:
        """The place of an item; None where it has none."""

    def owner(self, key: str) -> str | None:
        """The place of a person, a team or a seat; None where they have none."""


class Anchors:
    """The places of items and owners."""

    def __init__(self, view: View, statuses: Iterable[Status], owners: Iterable[str]) -> None:
        taken: dict[str, int] = {}
        self._items = {id(one.item): _free(f"item-{view.id(one)}", taken) for one in statuses}
        self._owners = {key: _free(f"owner-{key or 'nobody'}", taken) for key in owners}

    def item(self, status: Status) -> str | None:
        """The place of an item; None where it is not on the page."""
        return self._items.get(id(status.item))

    def owner(self, key: str) -> str | None:
        """The place of a person, a team or a seat; None where they have no part on the page."""
        return self._owners.get(key)


def _free(name: str, taken: dict[str, int]) -> str:
    """The name without blanks, with a number behind it where another place has it already.

    `taken` holds the names that are given, each with the number from which to look for the next.
    """
    name = without_addresses(name, "address")  # a link tells no more than its text
    wanted = name if name.isascii() and name.isprintable() and " " not in name else "-".join(name.split())
    found, number = wanted, taken.get(wanted, 1)
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken[wanted] = number
    taken.setdefault(found, 1)
    return found
