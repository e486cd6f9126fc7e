"""Which rows the mapping leaves out: they are known by what they say, for rows move.

Comes in: a table, its header and columns, and the answers about rows. Goes out: `IgnoredRows`: the rows, the
same answers with what each row says, and those that are not used, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.row_names import row_texts
from ssetrack.importing.mapping.answers import RowAnswer
from ssetrack.importing.places import row_at
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Table


class IgnoredRows(NamedTuple):
    """The rows that the mapping leaves out."""

    rows: frozenset[int] = frozenset()
    answers: tuple[RowAnswer, ...] = ()
    """All of them, in their order; each that is used has a text, if any text tells its row from others."""
    unused: tuple[Message, ...] = ()
    """Why an answer leaves nothing out."""


def ignored_rows(
    table: Table, header: int, columns: Sequence[Column], answers: Sequence[RowAnswer]
) -> IgnoredRows:
    """The rows below the header (its last row) that answers mean."""
    if not answers:
        return IgnoredRows()
    filled = sorted({row for row, _ in table.cells if row > header})
    texts = {number: row_texts(table, columns, number) for number in filled}
    by_text: dict[str, list[int]] = defaultdict(list)
    for number, said in texts.items():
        for text in dict.fromkeys(map(fold, said)):
            by_text[text].append(number)
    rows: set[int] = set()
    named: list[RowAnswer] = []
    unused: list[Message] = []
    for answer in answers:
        row = _row(answer, by_text, texts)
        if isinstance(row, Message):
            unused.append(row)
            named.append(answer)
        else:
            rows.add(row)
            own = answer.text or next((one for one in texts[row] if by_text[fold(one)] == [row]), "")
            named.append(RowAnswer(own, f"row {row}") if own else answer)
    return IgnoredRows(frozenset(rows), tuple(named), tuple(unused))


def _row(
    answer: RowAnswer, by_text: Mapping[str, Sequence[int]], texts: Mapping[int, Sequence[str]]
) -> int | Message:
    """The row that an answer means, or why it means none."""
    place = _place(answer)
    if not answer.text:
        # A number alone is a place; of other addresses, a row may say the same: a theatre has a row 2.
        said = () if answer.at.isdecimal() else by_text.get(fold(answer.at), ())
        if len(said) == 1:
            return said[0]
        if any(texts.get(place, ())):
            return place
        return message(
            "the mapping file leaves out row {row}, but the table does not have this row", row=place
        )
    found = by_text.get(fold(answer.text), ())
    if len(found) == 1:
        return found[0]
    if place in found:
        return place
    if not found:
        return message(
            "the mapping file leaves out the row `{text}`, but no row says this any more", text=answer.text
        )
    return message(
        "{number} rows say `{text}`, so the mapping file leaves out none of them: "
        "write there what only one of them says",
        number=len(found),
        text=answer.text,
    )


def _place(answer: RowAnswer) -> int:
    """The number in `row 30`; 0 for none."""
    return row_at(answer.at) or 0
