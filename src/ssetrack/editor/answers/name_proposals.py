"""Names of plans that may be written at a cursor: owners, goals, ids of items, tags.

Comes in: an index, the path of a file, the field that takes names. Goes out: candidates, those of the plan
itself before those of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssetrack import outline
from ssetrack.edit import known_names
from ssetrack.edit.whole_plan.mentions import owner_mentions
from ssetrack.edit.whole_plan.part_lookup import declares_owners
from ssetrack.editor.answers.cursor import Cursor
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.proposal import Candidate, ProposalKind
from ssetrack.plan.field_groups import PEOPLE, PEOPLE_ABOVE, PEOPLE_OF_OWNER
from ssetrack.plan.reference import Reference
from ssetrack.source import Source
from ssetrack.wording.printable import one_line

KINDS = {
    **dict.fromkeys((*PEOPLE, *PEOPLE_ABOVE, *PEOPLE_OF_OWNER), ProposalKind.OWNER),
    "goals": ProposalKind.GOAL,
    "after": ProposalKind.ITEM,
    "tags": ProposalKind.TAG,
}
"""The fields that take names, and names of what."""


def names_for(kind: ProposalKind, index: Index, path: str) -> Iterator[Candidate]:
    """The names of a kind that may be written in a file."""
    source = index.source(path)
    others = [one for one in index.sources if one is not source]
    match kind:
        case ProposalKind.OWNER:
            yield from _owners(source, others)
        case ProposalKind.GOAL:
            yield from _candidates(known_names.declared_names([source], "goals"))
        case ProposalKind.ITEM:
            yield from ids_for(source, others)
        case ProposalKind.TAG:
            yield from _candidates(known_names.tag_names([source, *others]))
        case _:
            return


def ids_for(source: Source, others: Iterable[Source]) -> Iterator[Candidate]:
    """The ids of a plan's items, and those of other plans behind the plan's own id."""
    yield from _candidates(known_names.item_ids([source]))
    for other in others:
        plan = outline.plan_id(other)
        for word, what in known_names.item_ids([other]):
            yield Candidate(str(Reference.from_text(word)._replace(plan=plan)), one_line(what))


def _owners(source: Source, others: list[Source]) -> Iterator[Candidate]:
    """The owners of a plan; of one that declares none those of the others, and whom it names itself."""
    yield from _candidates(known_names.declared_names([source], "owners"))
    if not declares_owners(source):
        yield from _candidates(known_names.declared_names(others, "owners"))
        yield from (Candidate(str(node)) for _, node in owner_mentions(source.root))


def _candidates(words: Iterable[known_names.Word]) -> Iterator[Candidate]:
    return (Candidate(str(word), one_line(what)) for word, what in words)


def own_ids(cursor: Cursor, index: Index, path: str) -> Iterable[str]:
    """The id of the item in which the cursor is, which neither waits for itself nor counts from itself."""
    before = index.moves(path).offset_before(cursor.token.start)
    if before is None:
        return ()
    activities = outline.activities(index.source(path).root)
    around = (node for _, node in activities if node.start <= before <= node.end)
    return [own for node in around if (own := outline.text(node, "id")) is not None]
