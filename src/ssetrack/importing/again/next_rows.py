"""The rows for the next time: what the plan now says as the table does, and else what was agreed before.

Comes in: the difference and what was done of it. Goes out: `Rows`, equal to the old ones where nothing
advanced.
"""

from __future__ import annotations

from collections.abc import Mapping

from ssetrack.importing.again.difference import Difference
from ssetrack.importing.again.plan_ids import own_id
from ssetrack.importing.again.update import Update
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.rows_as_read import Rows, columns_of, loose_doubts
from ssetrack.merge.changes import next_base
from ssetrack.merge.matching import Match
from ssetrack.merge.versions import Item


def next_rows(
    proposal: Proposal, difference: Difference, update: Update, rows: Rows | None, plan: str
) -> Rows:
    """The rows to compare with the next time."""
    matched = difference.merge.matching
    written = tuple(_as_written(one, difference) for one in matched.matches)
    merged = difference.merge._replace(matching=matched._replace(matches=written))
    found = {item.key: item for item in next_base(merged, update.done, difference.rules)}
    words = {item.id: dict(item.texts) for item in proposal.items}
    items: dict[str, Item] = {}
    texts: dict[str, Mapping[str, str]] = {}
    old = {} if rows is None else {item.key: item for item in rows.items}
    for before, match in zip(matched.matches, written, strict=True):
        key = own_id(match, {})
        item = found.pop(key, None)
        if item is None:
            continue
        if match.base is not None and item._replace(key=match.base.key) == match.base:
            # It did not advance: it stays as it is, also where the plan calls it something else by now.
            key, item = match.base.key, old[match.base.key]
        turn = difference.turned.get(match.name)
        if turn is not None and item is not old.get(key):
            item = turn.back(item)
        items[key] = item
        if before.theirs is not None and (
            rows is None or _says(item, turn.back(before.theirs) if turn else before.theirs)
        ):
            texts[key] = words[before.theirs.key]
        elif rows is not None and match.base is not None:
            texts[key] = rows.texts[match.base.key]
    for key, item in found.items():  # those that nobody could tell apart
        items[key], texts[key] = old.get(key, item), rows.texts.get(key, {}) if rows is not None else {}
    now = loose_doubts(proposal)
    loose = tuple(one for one in rows.loose if one in now) if rows is not None else ()
    columns = columns_of(proposal, () if rows is None else rows.columns)
    if rows is not None and (items, texts, columns, loose) == (
        old, dict(rows.texts), rows.columns, rows.loose,
    ):  # fmt: skip
        return rows
    return Rows(proposal.naming.source, plan, tuple(items.values()), texts, columns, loose)


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
