"""The rows for the next time: what the plan now says as the table does, and else what was agreed before.

Comes in: the difference and what was done of it. Goes out: `Rows`, equal to the old ones where nothing
advanced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssetrack.importing.again.difference import Difference
from ssetrack.importing.again.update import Update
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.rows_as_read import Rows, columns_of, loose_doubts
from ssetrack.merge.changes import next_by_match
from ssetrack.merge.matching import Match
from ssetrack.merge.versions import Item


def next_rows(
    proposal: Proposal, difference: Difference, update: Update, rows: Rows | None, plan: str
) -> Rows:
    """The rows to compare with the next time."""
    matched = difference.merge.matching
    written = tuple(_as_written(one, difference) for one in matched.matches)
    merged = difference.merge._replace(matching=matched._replace(matches=written))
    before = {match.name: match.theirs for match in matched.matches}
    words = {item.id: dict(item.texts) for item in proposal.items}
    old = {} if rows is None else {item.key: item for item in rows.items}
    entries: list[_Entry] = []
    for match, item in next_by_match(merged, update.done, difference.rules):
        base = item if match is None else match.base
        is_old = base is not None and item._replace(key=base.key, uid=base.uid) == base
        if base is not None and is_old:
            item = old[base.key]._replace(key=item.key)
        if match is not None and match.ours is not None:
            item = item._replace(uid=match.ours.uid)
        turn = None if match is None else difference.turned.get(match.name)
        if turn is not None and not is_old:
            item = turn.back(item)
        row = None if match is None else before[match.name]
        texts: Mapping[str, str] = {} if base is None or rows is None else rows.texts[base.key]
        if row is not None and (rows is None or _says(item, turn.back(row) if turn else row)):
            texts = words[row.key]
        is_old = is_old and rows is not None and base is not None and texts == rows.texts[base.key]
        in_plan = match is not None and (match.ours is not None or match.base is None)
        entries.append(_Entry(item, texts, is_old, in_plan))
    now = loose_doubts(proposal)
    loose = tuple(one for one in rows.loose if one in now) if rows is not None else ()
    columns = columns_of(proposal, () if rows is None else rows.columns)
    is_same = len(entries) == len(old) and all(one.is_old for one in entries)
    if rows is not None and is_same and (columns, loose) == (rows.columns, rows.loose):
        return rows
    entries = _with_own_keys(entries)
    return Rows(
        proposal.naming.source,
        plan,
        tuple(one.item for one in entries),
        {one.item.key: one.texts for one in entries},
        columns,
        loose,
    )


class _Entry(NamedTuple):
    item: Item
    texts: Mapping[str, str]
    is_old: bool
    """Nothing in it advanced."""
    in_plan: bool


def _with_own_keys(entries: Sequence[_Entry]) -> list[_Entry]:
    """The rows under the plan's ids; one that the plan has not may stand under what is no id: `#1.1`."""
    taken = {one.item.key for one in entries if one.in_plan}
    found = []
    for one in entries:
        key = one.item.key
        if not one.in_plan:
            while key in taken:
                key = f"#{key}"
            taken.add(key)
        found.append(one._replace(item=one.item._replace(key=key)))
    return found


def _as_written(match: Match, difference: Difference) -> Match:
    """A new row under the id that it got. Its doubts stay new ones, and are told until they are settled."""
    if match.theirs is None or match.ours is not None or match.base is not None:
        return match
    parts = tuple(one._replace(doubts={}, speaks=None) for one in match.theirs.parts)
    key = difference.ids.of(match)
    return match._replace(theirs=match.theirs._replace(key=key, doubts={}, parts=parts))


def _says(agreed: Item, theirs: Item) -> bool:
    """Whether all that the table says of a row was agreed on."""
    return agreed.title == theirs.title and all(
        agreed.fields.get(name) == value for name, value in theirs.fields.items()
    )
