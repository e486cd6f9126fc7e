"""Who is in the plan: each name once, and one open seat for each text that asks for somebody.

Comes in: drafts, and the texts that the mapping explains, each by the short name of an owner or by a seat
such as `(editor)`. Goes out: the plan's `owners`, and the short name of each holder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssetrack.importing.proposal.items import PlanOwner
from ssetrack.importing.readings.drafts import Draft
from ssetrack.importing.readings.people import Holder, Person
from ssetrack.importing.readings.reading import UNKNOWN, is_visible
from ssetrack.language.collation import fold
from ssetrack.plan.slug import ID, slug

LONGEST_NAME = 60
"""Letters of a seat's name; the whole text is in its notes."""

SEAT_WORDS = 4
"""Words of a text in the short name of its seat."""


class Owners:
    """All owners of a plan, in the order in which the table names them."""

    def __init__(self, drafts: Sequence[Draft], explained: Mapping[str, str]) -> None:
        self._explained = {fold(text): answer for text, answer in explained.items()}
        self._by_text: dict[tuple[bool, str], str] = {}
        self._owners: dict[str, PlanOwner] = {}
        self._next: dict[str, int] = {}
        """The last number that a short name was given to be another one, by that name."""
        holders = [one for draft in drafts for one in (*draft.owners, *draft.contributors)]
        for holder in holders:
            self._add(holder)
        self._give_roles(holders)
        self._known = [(f" {fold(one.name)} ", one.slug) for one in self.all if not one.vacant]

    @property
    def all(self) -> tuple[PlanOwner, ...]:
        """The plan's owners."""
        return tuple(self._owners.values())

    def short_name(self, holder: Holder) -> str:
        """The short name of somebody, or of a seat."""
        return self._by_text[_key(holder)]

    def seat(self, text: str) -> str:
        """The short name of the seat that has these words; empty where there is none."""
        return self._by_text.get((False, fold(text)), "")

    def explains(self, text: str) -> bool:
        """Whether the mapping says who is meant by a text."""
        return fold(text) in self._explained

    def has_role(self, holder: Holder) -> bool:
        """Whether the letter before a name is told by the owner itself."""
        return isinstance(holder, Person) and bool(self._owners[self.short_name(holder)].role)

    def owners_in(self, text: str) -> tuple[str, ...]:
        """The short names of the owners whose names a text has in it."""
        low = f" {fold(text)} "
        return tuple(short for name, short in self._known if name in low)

    def _add(self, holder: Holder) -> None:
        key = _key(holder)
        if key in self._by_text:
            return
        answer = self._explained.get(key[1], "")
        if answer and not ID.fullmatch(answer):
            short = self._vacant(answer)
        elif isinstance(holder, Person):
            short = answer or slug(holder.name.lstrip("@")).strip("._-") or f"owner-{len(self._owners) + 1}"
            if short not in self._owners or self._owners[short] == PlanOwner(short, short):
                self._owners[short] = PlanOwner(short, holder.name)
        elif answer:
            short = answer
            self._owners.setdefault(short, PlanOwner(short, short))
        else:
            short = self._vacant(holder.text)
        self._by_text[key] = short

    def _vacant(self, text: str) -> str:
        """The short name of the seat that has these words."""
        key = False, fold(text)
        if key not in self._by_text:
            short = self._free(_seat(text))
            words = " ".join(text.split())
            self._owners[short] = _vacancy(short, words if is_visible(words) else UNKNOWN)
            self._by_text[key] = short
        return self._by_text[key]

    def _free(self, short: str) -> str:
        number, free = self._next.get(short, 1), short
        while free in self._owners:
            number += 1
            free = f"{short}-{number}"
        self._next[short] = number
        return free

    def _give_roles(self, holders: Sequence[Holder]) -> None:
        """A letter that is before a name wherever the name is: the role of its owner."""
        roles: dict[str, set[str]] = {}
        for holder in holders:
            if isinstance(holder, Person):
                roles.setdefault(self.short_name(holder), set()).add(holder.role)
        for short, letters in roles.items():
            if len(letters) == 1 and "" not in letters:
                self._owners[short] = self._owners[short]._replace(role=next(iter(letters)))


def _key(holder: Holder) -> tuple[bool, str]:
    if isinstance(holder, Person):
        return True, fold(holder.name)
    return False, fold(holder.text)


def _seat(text: str) -> str:
    words = [word for word in (slug(one).strip(".-_") for one in text.split()) if word]
    return f"{'-'.join(words[:SEAT_WORDS])}-seat" if words else "open-seat"


def _vacancy(short: str, text: str) -> PlanOwner:
    if len(text) <= LONGEST_NAME:
        return PlanOwner(short, text, vacant=True)
    return PlanOwner(short, text[: LONGEST_NAME - 1].rstrip() + "…", vacant=True, notes=text)
