"""The hidden sheet: what the rows said when they were written, and the words that cells may choose from.

Comes in: plans as rows. Goes out: rows of texts, the first cell of each saying what it is; and back. What
comes back from a program that dropped or changed that sheet is None: then the plan itself is the base.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ssetrack.importing.spreadsheet.columns import Part, Texts
from ssetrack.importing.spreadsheet.names import HIDDEN
from ssetrack.tables.grid import Document, Table

VERSION = "1"

FORMAT, PLAN, ITEM, SECTION = "ssetrack", "plan", "item", "section"
MOST = 30_000
"""Characters in a cell, of which Excel holds 32,767: what is longer goes on in the next one."""

_UID = "uid"
"""Beside the columns: what the plan knows an item by for good."""


class BasePlan(NamedTuple):
    """A plan as it was written."""

    id: str
    sheet: str
    language: str
    """The language that was asked for its texts; empty for its own."""
    items: Mapping[str, Texts]
    """By id; of an id that is used twice, the first."""
    twice: Collection[str] = frozenset()
    """Ids that several items have: which row is which, nobody knows."""
    sections: Sequence[Texts] = ()
    uids: Mapping[str, str] = {}
    """The first id of what had another one by then, by id."""


class ListRange(NamedTuple):
    """Where in the hidden sheet the values of a list are: rows, from 1."""

    first: int
    last: int


class BaseRows:
    """The rows of the hidden sheet while they are written."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = [(FORMAT, VERSION)]

    def plan(self, id_: str, sheet: str, language: str) -> None:
        """Begin a plan."""
        self.rows.append((PLAN, id_, sheet, language))

    def list(self, kind: str, plan: str, values: Sequence[str]) -> ListRange | None:
        """Write the values of a list; None for none."""
        first = len(self.rows) + 1
        self.rows += [(kind, plan, value) for value in values]
        return ListRange(first, len(self.rows)) if values else None

    def texts(self, kind: str, plan: str, texts: Texts, uid: str = "") -> None:
        """Write what a row says; `uid` is the first id of an item that has another one now."""
        filled = {part.value: text for part, text in texts.items() if text} | ({_UID: uid} if uid else {})
        text = json.dumps(filled, separators=(",", ":")).replace("  ", " \\u0020")
        self.rows.append((kind, plan, *_pieces(text)))


def base_of(document: Document) -> dict[str, BasePlan] | None:
    """The plans of a workbook as they were written, by id; None where it has no such sheet of ours."""
    table = next((table for table in document.tables if table.sheet == HIDDEN), None)
    if table is None or _text(table, 1, 1) != FORMAT or _text(table, 1, 2) != VERSION:
        return None
    plans: dict[str, BasePlan] = {}
    items: dict[str, dict[str, Texts]] = {}
    sections: dict[str, list[Texts]] = {}
    twice: dict[str, set[str]] = {}
    uids: dict[str, dict[str, str]] = {}
    for row in range(2, table.rows + 1):
        kind, plan = _text(table, row, 1), _text(table, row, 2)
        if kind == PLAN:
            own = items.setdefault(plan, {})
            several = twice.setdefault(plan, set())
            headings = sections.setdefault(plan, [])
            first = uids.setdefault(plan, {})
            sheet, language = _text(table, row, 3), _text(table, row, 4)
            plans[plan] = BasePlan(plan, sheet, language, own, several, headings, first)
        elif kind in (ITEM, SECTION) and plan in plans:
            said = _row_texts("".join(cell.text for cell in table.in_row(row) if cell.column > 2))
            if said is None:
                return None  # somebody edited it: it says nothing for sure
            texts = {part: said.get(part.value, "") for part in Part}
            if kind == ITEM:
                if _UID in said:
                    uids[plan].setdefault(texts[Part.ID], said[_UID])
                if items[plan].setdefault(texts[Part.ID], texts) is not texts:
                    twice[plan].add(texts[Part.ID])
            else:
                sections[plan].append(texts)
    return plans


def _pieces(text: str) -> list[str]:
    """JSON in pieces that cells can hold. Readers of cells drop spaces at the ends, so a piece has none."""
    if len(text) <= MOST:
        return [text]
    text = text.replace(" ", "\\u0020")
    return [text[at : at + MOST] for at in range(0, len(text), MOST)]


def _row_texts(text: str) -> dict[str, str] | None:
    """What a row said, by the names of columns; None for what is no such text."""
    try:
        read = json.loads(text)
        if not isinstance(read, dict) or not all(isinstance(one, str) for one in read.values()):
            return None
        "".join(read.values()).encode()  # half a letter is none
    except (ValueError, RecursionError):
        return None
    return read


def _text(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    return "" if cell is None else cell.text
