"""Which id each item gets: the table's own, else one that is made.

Comes in: drafts in their order. Goes out: an id for each, and what is doubtful or told of it. A number that
the table uses anywhere is never made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ssetrack.importing.readings.drafts import Draft, SectionKey
from ssetrack.importing.readings.reading import About, Doubt, Told
from ssetrack.language.message import message
from ssetrack.plan.slug import ID, slug


class Ids(NamedTuple):
    """The ids of drafts, in their order."""

    ids: tuple[str, ...]
    doubts: dict[int, Doubt]
    """By the place of the draft."""
    told: tuple[Told, ...]
    twice: frozenset[str]
    """Numbers that several rows have: nothing can refer to one of them."""


def ids_of(drafts: Sequence[Draft]) -> Ids:
    """The id of each draft."""
    written = [_valid(draft.number) for draft in drafts]
    counted = Counter(number for number in written if number)
    counters = _Counters(set(counted))
    below = Counter(_numbered_section(draft) for draft in drafts)
    ids: list[str] = []
    doubts: dict[int, Doubt] = {}
    told: list[Told] = []
    used: set[str] = set()
    for place, (draft, number) in enumerate(zip(drafts, written, strict=True)):
        if number and number not in used:
            chosen = number
        else:
            section = _numbered_section(draft)
            chosen = counters.next(section, lone=section is not None and below[section] == 1)
            if number:
                doubts[place] = _twice(draft, number, chosen)
            elif section is not None and chosen == _valid(section.number):
                told.append(
                    Told(
                        draft.at,
                        message(
                            "the only activity below a numbered heading: "
                            "it gets the number of the heading, {id}",
                            id=chosen,
                        ),
                    )
                )
        if number and number != draft.number and not doubts.get(place):
            told.append(
                Told(draft.number_at, message("`{text}` is written as {id}", text=draft.number, id=number))
            )
        used.add(chosen)
        ids.append(chosen)
    return Ids(
        tuple(ids), doubts, tuple(told), frozenset(one for one, number in counted.items() if number > 1)
    )


def is_made(id_: str, number: str) -> bool:
    """Whether an id was counted: it is not the `number` that the table gives."""
    return id_ != _valid(number)


def _valid(number: str) -> str:
    return number if ID.fullmatch(number) else slug(number)


def _numbered_section(draft: Draft) -> SectionKey | None:
    """The innermost section with a number that a draft is in."""
    return next((key for key in reversed(draft.path) if key.number), None)


class _Counters:
    """Counts on below each number; what the table uses itself is skipped."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._last: dict[str, int] = {}

    def next(self, section: SectionKey | None, *, lone: bool) -> str:
        """The next id in a section; that of the section itself for what is alone below its number."""
        if section is not None and lone and _valid(section.number) not in self._taken:
            return self._take(_valid(section.number))
        before = f"{_valid(section.number)}." if section is not None else ""
        number = self._last.get(before, 0) + 1
        while f"{before}{number}" in self._taken:
            number += 1
        self._last[before] = number
        return self._take(f"{before}{number}")

    def _take(self, made: str) -> str:
        self._taken.add(made)
        return made


def _twice(draft: Draft, number: str, made: str) -> Doubt:
    help_ = message("the id {id} is used twice: this row gets {made}", id=number, made=made)
    assert draft.number_spot is not None
    return Doubt(draft.number_spot, draft.number_at, About.ID, number, made, help_, made)
