"""What must be said of a comparison beside its changes: doubts that are new, and how rows were paired.

Comes in: what the comparison found, and the proposal of the table now. Goes out: doubts and what is told, in
the order of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import About, Doubt, Told
from ssetrack.importing.rows_as_read import Rows, loose_doubts
from ssetrack.language.message import Message, message
from ssetrack.merge.changes import Merge
from ssetrack.merge.matching import Candidates, Matching
from ssetrack.merge.pairing import By
from ssetrack.merge.versions import Item


def new_doubts(merged: Merge, proposal: Proposal, rows: Rows | None) -> tuple[Doubt, ...]:
    """The doubts about cells that changed, and about rows that cannot be told apart."""
    return (
        *_doubts_that_are_new(merged, proposal),
        *_loose(proposal, rows),
        *_unsure(merged.matching, proposal),
    )


def remarks_on(matched: Matching, ids: Mapping[str, str], proposal: Proposal) -> tuple[Told, ...]:
    """How rows were paired, and which ids new ones get; `ids` are those of `new_ids`."""
    at = {item.id: item.at for item in proposal.items}
    return (*_pairs(matched, at), *_new_numbers(matched, ids, at))


def _doubts_that_are_new(merged: Merge, proposal: Proposal) -> Iterator[Doubt]:
    """The doubts of the proposal in cells that changed; one for each cell."""
    changed: dict[str, set[str]] = {}
    for one in merged.doubtful:
        changed.setdefault(one.match.key_of_theirs, set()).update(one.text.split("\n"))
    # A row that is new brings its doubts with it.
    for match in merged.matching.matches:
        if match.theirs is not None and match.base is None and match.ours is None:
            for item in (match.theirs, *match.theirs.parts):
                changed.setdefault(match.theirs.key, set()).update(_lines(item))
    seen = set()
    for activity in proposal.items:
        words = changed.get(activity.id, set())
        for doubt in activity.doubts:
            if doubt.spot not in seen and not words.isdisjoint(doubt.text.split("\n")):
                seen.add(doubt.spot)
                yield doubt._replace(item=activity.id)


def _lines(item: Item) -> Iterator[str]:
    for words in item.doubts.values():
        yield from words.split("\n")


def _loose(proposal: Proposal, rows: Rows | None) -> Iterator[Doubt]:
    """Doubts that belong to no item, unless they were there the last time."""
    known = list(rows.loose) if rows is not None else []
    for doubt, words in zip(proposal.loose, loose_doubts(proposal), strict=True):
        if words in known:
            known.remove(words)
        else:
            yield doubt


def _unsure(matched: Matching, proposal: Proposal) -> Iterator[Doubt]:
    """Rows that may be one of several: nothing is done with them."""
    spots = {item.id: (item.spot, item.at, item.title) for item in proposal.items}
    for one in matched.all_unsure:
        names = ", ".join(f"`{item.key}`" for item in (one.base or one.ours))
        for row in one.theirs:
            if row.key in spots:
                spot, at, title = spots[row.key]
                yield Doubt(spot, at, About.ROW, title, "", _which(one, names))


def _which(one: Candidates, names: str) -> Message:
    if len(one.theirs) > 1:
        return message("several rows may be {names}: give them ids or different titles", names=names)
    return message("this row may be {names}: give it an id, or a title of its own", names=names)


def _pairs(matched: Matching, at: Mapping[str, str]) -> Iterator[Told]:
    """How rows were found where it was not by id and title; where the table has no ids, titles are all."""
    for match in matched.matches:
        theirs, other = match.theirs, match.base or match.ours
        if theirs is None or other is None or match.by is By.BOTH:
            continue
        if match.by is By.TITLE and not theirs.id and (not other.id or match.base is None):
            continue
        own = (match.ours or other).key
        if match.by is By.TITLE:
            what = message("the same as `{id}`: it has the same title", id=own)
        elif match.by is By.NEAR:
            what = message("the same as `{id}`: the title was `{title}`", id=own, title=other.title)
        else:
            what = message(
                "the same as `{id}`: it has the same id; the title was `{title}`", id=own, title=other.title
            )
        yield Told(at[theirs.key], what)


def _new_numbers(matched: Matching, ids: Mapping[str, str], at: Mapping[str, str]) -> Iterator[Told]:
    for match in matched.matches:
        row = match.theirs
        if row is not None and row.id and ids.get(row.key, row.key) != row.key:
            own = ids[row.key]
            what = message(
                "the plan uses `{id}` for another activity: this row is `{own}` in the plan",
                id=row.key,
                own=own,
            )
            yield Told(at[row.key], what)
