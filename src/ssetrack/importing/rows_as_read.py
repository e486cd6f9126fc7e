"""The rows as they were read, for the next time: what a later version of the table is compared with.

Comes in: a proposal. Goes out: JSON, version 1: for each item its id in the plan and in the table, its
section, the author's words by field, and what the plan got of them. No positions: rows move.
"""

from __future__ import annotations

import json

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
        "section": [key.title for key in item.path],
        "texts": dict(item.texts),
        "values": item_values(item),
    }
