"""Under which short names the plan knows the people and seats of the table.

Comes in: the owners that import proposes, and the plan. Goes out: the plan's short name for each, and those
whom the plan does not declare yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ssetrack import outline
from ssetrack.importing.proposal.items import PlanOwner
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.language.collation import fold
from ssetrack.merge.versions import Item, Value
from ssetrack.source import Source
from ssetrack.source.tree import Node


class Names(NamedTuple):
    """Short names of the table as the plan has them."""

    known: Mapping[str, str]
    """By the short name that import would give."""
    new: Mapping[str, PlanOwner]
    """Those whom the plan does not declare, by their new short name; none where it declares nobody."""

    def translation(self, item: Item) -> Item:
        """An item whose owners have the plan's short names."""
        fields: dict[str, Value] = {
            name: [self.known.get(str(one), str(one)) for one in value]
            if name in ("owners", "with") and isinstance(value, list)
            else value
            for name, value in item.fields.items()
        }
        return item._replace(fields=fields)


def names_for(proposal: Proposal, source: Source) -> Names:
    """The plan's short name for each owner that import proposes."""
    declared = dict(outline.declarations(source.root, "owners"))
    by_name: dict[str, str] = {}
    for short, one in declared.items():
        for name in _spellings(one):
            by_name.setdefault(fold(name), short)
    explained = set(proposal.answers.names.values())
    known: dict[str, str] = {}
    new: dict[str, PlanOwner] = {}
    for owner in proposal.owners:
        named = by_name.get(fold(owner.name))
        if owner.slug in declared and (
            owner.slug in explained or named == owner.slug or not _is_other_seat(owner, declared[owner.slug])
        ):
            known[owner.slug] = owner.slug if named is None or owner.slug in explained else named
        elif named is not None:
            known[owner.slug] = named
        else:
            short, number = owner.slug, 2
            while short in declared or short in new:
                short, number = f"{owner.slug}-{number}", number + 1
            known[owner.slug] = short
            if declared:
                new[short] = owner._replace(slug=short)
    return Names(known, new)


def _spellings(one: Node) -> list[str]:
    if isinstance(one, str):
        return [one]
    return [text for text in (*outline.proses(one, "name"), *outline.texts(one, "aliases")) if text]


def _is_other_seat(owner: PlanOwner, declared: Node) -> bool:
    """Whether a seat of the plan is another one than that of the table."""
    return (
        owner.vacant
        and outline.text(declared, "vacant") is not None
        and fold(owner.name) not in map(fold, outline.proses(declared, "name"))
    )
