"""What a table changed since it was read last, in the words of the plan.

Comes in: the proposal of the table now, the rows as last read, the plan. Goes out: a `Difference`: what is to
be done, what is told, and what is doubtful only now. Nothing is done here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ssetrack import outline
from ssetrack.importing.again.meaning import rules_for
from ssetrack.importing.again.names import Names, names_for
from ssetrack.importing.again.new_ids import new_ids
from ssetrack.importing.again.plan_ids import PlanIds, own_id
from ssetrack.importing.again.plan_side import PlanSide, plan_side
from ssetrack.importing.again.table_side import table_side
from ssetrack.importing.again.telling import new_doubts, remarks_on
from ssetrack.importing.again.turning import Turn, turn_of
from ssetrack.importing.mapping.answers import project_start
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import Doubt, Told
from ssetrack.importing.rows_as_read import Rows
from ssetrack.merge.changes import Change, Kind, Merge, Rules, merge
from ssetrack.merge.matching import Match, Matching, matching
from ssetrack.merge.versions import Value
from ssetrack.source import Source

_ENDED = ("done", "cancelled")


class Difference(NamedTuple):
    """What a table changed."""

    merge: Merge
    rules: Rules
    names: Names
    plan: PlanSide
    new_ids: Mapping[str, str]
    """The plan's id for each new row, by the id that import proposed."""
    ids: PlanIds
    turned: Mapping[tuple[str, ...], Turn]
    """The matches whose date the plan has under another field than the table, by name."""
    doubts: tuple[Doubt, ...]
    """In cells that changed, and about rows that cannot be told apart."""
    told: tuple[Told, ...]

    @property
    def is_unbased(self) -> bool:
        """There were no rows to compare with: the plan is compared with the table."""
        return self.merge.matching.unbased


def difference(proposal: Proposal, rows: Rows | None, source: Source) -> Difference:
    """What a table changed since its rows were read; None for rows that were never read."""
    plan = plan_side(source)
    names = names_for(proposal, source)
    start = project_start(outline.text(source.root, "start") or "")
    rules = rules_for(outline.text(source.root, "language") or "", start)
    theirs = tuple(names.translation(one) for one in table_side(proposal))
    base = None if rows is None else tuple(names.translation(one) for one in rows.items)
    matched = matching(base, theirs, plan.items, same=rules.same)
    ids = new_ids(matched, plan)
    matched = _with_the_plans_ids(matched, ids, rows)
    turned = {one.name: turn for one in matched.matches if (turn := turn_of(one)) is not None}
    matched = matched._replace(
        matches=tuple(
            one if one.name not in turned else turned[one.name].match(one) for one in matched.matches
        )
    )
    merged = merge(matched, rules)
    merged = merged._replace(changes=tuple(_still_open(merged.changes)))
    return Difference(
        merged,
        rules,
        names,
        plan,
        ids,
        PlanIds(matched, ids),
        turned,
        new_doubts(merged, proposal, rows),
        remarks_on(matched, ids, proposal),
    )


def _with_the_plans_ids(matched: Matching, ids: Mapping[str, str], rows: Rows | None) -> Matching:
    """The rows of the table with what they wait for under the plan's ids, and with what notes come from."""
    by_proposal = {
        match.theirs.key: own_id(match, ids) for match in matched.matches if match.theirs is not None
    }

    def translation(match: Match) -> Match:
        theirs = match.theirs
        if theirs is None:
            return match
        after = theirs.fields.get("after")
        if isinstance(after, list):
            waits: list[Value] = [by_proposal.get(str(one), str(one)) for one in after]
            theirs = theirs._replace(fields={**theirs.fields, "after": waits})
        if rows is not None and "notes" not in rows.columns and theirs.speaks is not None:
            # Notes that no column had come from the lines below the title.
            theirs = theirs._replace(speaks=frozenset((*theirs.speaks, "notes")))
        return match._replace(theirs=theirs)

    return matched._replace(matches=tuple(map(translation, matched.matches)))


def _still_open(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes without rows that are gone and whose activity has ended in the plan: that is answered."""
    for one in changes:
        ours = one.match.ours
        if one.kind is Kind.GONE and ours is not None and ours.fields.get("status") in _ENDED:
            continue
        yield one
