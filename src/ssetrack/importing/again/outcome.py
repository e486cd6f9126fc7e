"""All that came of importing a table once more: what both reports and the exit code are made of.

Comes in: the proposal of the table now, the difference, what was done. Goes out: an `Outcome` in which
everything goes by the plan's ids.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ssetrack.importing.again.difference import Difference
from ssetrack.importing.again.plan_ids import own_id
from ssetrack.importing.again.update import Update
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import About, Doubt, Told
from ssetrack.importing.reported import Reported
from ssetrack.merge.changes import Change, Kind


class Outcome(NamedTuple):
    """What came of it."""

    proposal: Proposal
    """With the plan's ids."""
    changes: tuple[Reported, ...]
    """In the order of the table; what is refused is none, but a doubt."""
    doubts: tuple[Doubt, ...]
    """In cells that changed, and about changes that cannot be made."""
    told: tuple[Told, ...]
    unbased: bool
    """There were no rows to compare with."""
    done: int
    """How many of the changes are made."""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide something."""
        return bool(self.doubts) or any(one.kind is Kind.CONFLICT for one in self.changes)


def outcome_of(proposal: Proposal, difference: Difference, update: Update) -> Outcome:
    """What came of it."""
    ids = {
        match.theirs.key: own_id(match, difference.new_ids)
        for match in difference.merge.matching.matches
        if match.theirs is not None
    }
    items = tuple(
        item._replace(id=ids.get(item.id, item.id), after=tuple(ids.get(one, one) for one in item.after))
        for item in proposal.items
    )
    refused = {(one.change.match.name, one.change.field) for one in update.refused}
    changes = tuple(
        _as_told(one, difference)
        for one in difference.merge.changes
        if (one.match.name, one.field) not in refused
    )
    doubts = tuple(one._replace(item=ids.get(one.item, one.item)) for one in difference.doubts)
    return Outcome(
        replace(proposal, items=items),
        changes,
        (*doubts, *_refusals(proposal, difference, update)),
        difference.told,
        difference.is_unbased,
        len(update.done),
    )


def _as_told(one: Change, difference: Difference) -> Reported:
    base, theirs, ours = one.match.base, one.match.theirs, one.match.ours
    title = next(item.title for item in (ours, base, theirs) if item is not None)
    section = theirs.section if theirs is not None else ()
    old, table, plan = one.old, one.theirs, one.ours
    if not one.field:
        old, table, plan = (None if item is None else item.title for item in (base, theirs, ours))
    return Reported(one.kind, difference.ids.of(one.match), title, one.field, old, table, plan, section)


def _refusals(proposal: Proposal, difference: Difference, update: Update) -> list[Doubt]:
    """The changes that cannot be made, as doubts about their row."""
    rows = {item.id: item for item in proposal.items}
    found = []
    for one in update.refused:
        row = rows[one.change.match.key_of_theirs]
        text = one.change.field or row.title
        found.append(
            Doubt(row.spot, row.at, About.CHANGE, text, "", one.why, difference.ids.of(one.change.match))
        )
    return found
