"""The rows as they were read, for the next time: what a later version of the table is compared with.

Comes in: a proposal. Goes out: JSON, version 1: for each item its id in the plan and in the table, its
section, and the author's words by field. No positions: rows move.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ssetrack.importing.plan_file.values import item_values
from ssetrack.importing.proposal.items import Item
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.wording.printable import json_text

VERSION = 1


def rows_text(proposal: Proposal) -> str:
    """The rows, one item a line."""
    head = {"import": VERSION, "source": proposal.naming.source, "plan": proposal.naming.id}
    rows = [json_text(_row(item)) for item in proposal.items]
    start = json_text(head)[:-1]
    return f'{start}, "items": [\n  ' + ",\n  ".join(rows) + "\n]}\n" if rows else f'{start}, "items": []}}\n'


def is_rows_text(text: str) -> bool:
    """Whether a text is such a file, of whatever version."""
    try:
        read = json.loads(text)
    except ValueError:
        return False
    return isinstance(read, dict) and "import" in read and "items" in read


def _row(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "number": item.number,
        "at": item.at,
        "section": [key.title for key in item.path],
        "texts": dict(_texts(item)),
        "values": item_values(item),
    }


def _texts(item: Item) -> Iterator[tuple[str, object]]:
    """The author's words, by field."""
    yield "title", item.title
    if item.owner_names:
        yield "owners", list(item.owner_names)
    if item.contributor_names:
        yield "with", list(item.contributor_names)
    dates: dict[str, list[str]] = {}
    for date in (*item.when.all, *((item.done,) if item.done else ())):
        dates.setdefault(date.field, []).append(date.text)
    yield from dates.items()
    if item.waits:
        yield "after", [wait.reference for wait in item.waits]
    for doubt in item.doubts:
        if doubt.about in ("status", "owner"):
            yield f"doubt {doubt.about}", doubt.text
