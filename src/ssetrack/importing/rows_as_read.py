"""The rows as they were read, for the next time: what a later version of the table is compared with.

Comes in: a proposal, or what the plan took of one. Goes out: JSON, version 1: for each item its id in the
plan and in the table, its section, the author's words by field, and what the plan got of them; and what of it
was doubtful. No positions: rows move.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.again.table_side import doubts_by_field, spoken_fields
from ssetrack.importing.again.values import doubts_of, item_of, values_of
from ssetrack.importing.plan_file.values import item_values
from ssetrack.importing.proposal.items import Item as Activity
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.language.message import message
from ssetrack.merge.versions import SECTION, Item, Value
from ssetrack.source import Source, tree
from ssetrack.wording.printable import json_text

VERSION = 1


class Rows(NamedTuple):
    """The rows as read, ready to be compared."""

    source: str
    plan: str
    items: tuple[Item, ...]
    texts: Mapping[str, Mapping[str, str]]
    """The author's words by the plan's id and the field of the table."""
    columns: tuple[str, ...]
    """The fields that had a column, in this version of the table or in an earlier one."""
    loose: tuple[str, ...]
    """The words of cells that are doubtful and belong to no item."""


def rows_text(proposal: Proposal) -> str:
    """The rows of a new plan, one item a line."""
    rows = [_row(item, doubts_by_field(item, proposal.layout)) for item in proposal.items]
    naming = proposal.naming
    return _text(naming.source, naming.id, columns_of(proposal), loose_doubts(proposal), rows)


def rows_text_of(rows: Rows) -> str:
    """The same for rows of which the plan took what it could."""
    lines: list[dict[str, object]] = []
    for item in rows.items:
        doubts = doubts_of(item)
        lines.append(
            {
                "id": item.key,
                **({"uid": item.uid} if item.uid else {}),
                "number": item.id,
                "section": list(item.section),
                "texts": dict(rows.texts.get(item.key, {})),
                "values": values_of(item),
                **({"doubts": dict(sorted(doubts.items()))} if doubts else {}),
            }
        )
    return _text(rows.source, rows.plan, rows.columns, rows.loose, lines)


def rows_in(content: str, path: str) -> Rows:
    """The rows in a file. Raises `SsetrackError` where it is none, or of another version."""
    try:
        read = json.loads(content)
        if read["import"] != VERSION:
            raise SsetrackError(
                message("`{path}` was written by another version of ssetrack", path=path),
                message("nothing was changed; update ssetrack"),
            )
        items = []
        texts: dict[str, Mapping[str, str]] = {}
        for row in read["items"]:
            key, uid = _text_of(row["id"]), _text_of(row.get("uid", ""))
            item = item_of(
                _values_of(row["values"]),
                number=_text_of(row["number"]),
                section=_texts_of(row["section"]),
                doubts=_named_texts(row.get("doubts", {})),
            )
            items.append(item._replace(key=key, uid=uid))
            texts[key] = _named_texts(row["texts"])
        columns, loose = _texts_of(read["columns"]), _texts_of(read.get("doubts", []))
        return Rows(_text_of(read["source"]), _text_of(read["plan"]), tuple(items), texts, columns, loose)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SsetrackError(
            message("cannot read the rows of the last import in `{path}`", path=path),
            message("nothing was changed; restore the file from version control, or delete it"),
        ) from error


def check_rows_of(plan: Source, rows: Rows, path: str) -> None:
    """Raise `SsetrackError` for the rows of another plan: what it had would be told as gone, and added anew.

    A plan may have got another id since: then some title that was read is still in it.
    """
    own = plan.root.get("id") if isinstance(plan.root, tree.Mapping) else None
    titles = [one["title"] for one in rows.texts.values() if one.get("title")]
    if own in (None, rows.plan) or not titles or any(title in plan.text for title in titles):
        return
    raise SsetrackError(
        message("`{path}` has the rows of another plan, `{name}`", path=path, name=rows.plan),
        message("nothing was changed; restore the file from version control, or delete it"),
    )


def columns_of(proposal: Proposal, before: Iterable[str] = ()) -> tuple[str, ...]:
    """The fields that have a column, or had one before."""
    spoken = spoken_fields(proposal.layout).values()
    return tuple(sorted({*before, *(name for names in spoken for name in names)} - {SECTION}))


def loose_doubts(proposal: Proposal) -> tuple[str, ...]:
    """The words of cells that are doubtful and belong to no item, with what the doubt is about."""
    return tuple(f"{one.about}: {one.text}" for one in proposal.loose)


def is_rows_text(content: str) -> bool:
    """Whether a text is such a file, of whatever version."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and "import" in read and "items" in read


# What a file says is looked at before it is believed: it may have gone through many hands.


def _text_of(data: object) -> str:
    """A text. Raises TypeError for anything else, and ValueError for half a letter."""
    if not isinstance(data, str):
        raise TypeError(data)
    data.encode()
    return data


def _texts_of(data: object) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise TypeError(data)
    return tuple(map(_text_of, data))


def _named_texts(data: object) -> dict[str, str]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return {_text_of(name): _text_of(one) for name, one in data.items()}


def _values_of(data: object) -> dict[str, Value]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return {_text_of(name): _value_of(one) for name, one in data.items()}


def _value_of(data: object) -> Value:
    if isinstance(data, dict):
        return _values_of(data)
    return [_value_of(one) for one in data] if isinstance(data, list) else _text_of(data)


def _text(
    source: str, plan: str, columns: Iterable[str], loose: Iterable[str], rows: list[dict[str, object]]
) -> str:
    head: dict[str, object] = {
        "import": VERSION,
        "source": source,
        "plan": plan,
        "columns": list(columns),
    }
    if loose:
        head["doubts"] = list(loose)
    start = json_text(head)[:-1]
    lines = [json_text(row) for row in rows]
    return (
        f'{start}, "items": [\n  ' + ",\n  ".join(lines) + "\n]}\n" if lines else f'{start}, "items": []}}\n'
    )


def _row(item: Activity, doubts: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": item.id,
        "number": item.number,
        "section": [key.title for key in item.path],
        "texts": dict(item.texts),
        "values": item_values(item),
        **({"doubts": dict(sorted(doubts.items()))} if doubts else {}),
    }
