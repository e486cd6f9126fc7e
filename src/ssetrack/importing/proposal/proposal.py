"""What import proposes: everything that the plan, the reports and the rows as read are made of.

Comes in: nothing. Goes out: `Proposal`, which `proposing` makes. The preview and the plan use the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ssetrack.importing.layout.tables import Layout
from ssetrack.importing.mapping.answers import Answers
from ssetrack.importing.places import Spot
from ssetrack.importing.proposal.items import Item, PlanOwner
from ssetrack.importing.readings.drafts import Path
from ssetrack.importing.readings.reading import (
    Doubt,
    Ignored,
    Question,
    Told,
)


class Counts(NamedTuple):
    """What was read: rows of the tables that are plans, items, sections, and every cell that is not empty.

    `cells` is the sum of `read`, `doubts` and `ignored`.
    """

    rows: int
    items: int
    sections: int
    cells: int
    read: int
    doubts: int
    ignored: int


class Naming(NamedTuple):
    """How the plan is called, and where it comes from."""

    source: str
    id: str
    title: str = ""


@dataclass(frozen=True)
class Proposal:
    """A plan as it would be written, and what must be said of it."""

    naming: Naming
    layout: Layout
    answers: Answers
    language: str
    """Of the plan; empty where nothing says it."""
    items: tuple[Item, ...]
    sections: tuple[Path, ...]
    remarks: tuple[tuple[Path, str], ...]
    owners: tuple[PlanOwner, ...]
    loose: tuple[Doubt, ...]
    """Doubts that belong to no item."""
    told: tuple[Told, ...]
    ignored: tuple[Ignored, ...]
    cells: frozenset[Spot]
    """Every cell of the document that is not empty."""
    used: frozenset[Spot]
    """Those that a rule took."""
    rows: int

    @property
    def title(self) -> str:
        """The plan's title."""
        return self.naming.title or self.layout.title or self.naming.id

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """One for each doubtful cell, in the order of the document."""
        found: dict[Spot, Doubt] = {}
        for doubt in (
            *(one._replace(item=item.id) for item in self.items for one in item.doubts),
            *self.loose,
        ):
            found.setdefault(doubt.spot, doubt)
        return _asked_once([found[spot] for spot in sorted(found)])

    @cached_property
    def counts(self) -> Counts:
        """Where every cell ended."""
        doubtful = {doubt.spot for doubt in self.doubts} & self.cells
        left = {spot for one in self.ignored for spot in one.spots}
        read = (self.used - doubtful - left) & self.cells
        return Counts(
            self.rows, len(self.items), len(self.sections), len(self.cells), len(read), len(doubtful),
            len(self.cells - doubtful - read),
        )  # fmt: skip


def _asked_once(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """Doubts that one answer for the whole document settles share the question of the first of them."""
    first: dict[str, Question] = {}
    shared = []
    for doubt in doubts:
        question = doubt.question
        if question is not None and question.whole:
            doubt = doubt._replace(question=first.setdefault(question.whole, question))
        shared.append(doubt)
    return tuple(shared)
