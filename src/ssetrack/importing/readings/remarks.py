"""What stands beside the text of a cell and is told: changes, strikes, comments, what is hidden.

Comes in: a table and a cell. Goes out: what to tell of it. What a remark does to a value is for its reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.dates.refusals import quotation
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.readings.reading import Told
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Beside, Cell, Remark


def told_of(layout: TableLayout, cell: Cell) -> Iterator[Told]:
    """What stands beside a cell."""
    for remark in cell.remarks:
        what = _message(remark)
        if what is not None:
            yield Told(layout.at(cell), what)


def _message(remark: Remark) -> Message | None:
    text = quotation(remark.text)
    match remark.kind:
        case Beside.WAS:
            if not remark.text:
                return message("inserted by a tracked change")
            return message("a tracked change; before, it was `{text}`", text=text)
        case Beside.STRUCK:
            return message("crossed out, so it is left out: `{text}`", text=text)
        case Beside.HIDDEN:
            return message("hidden text, left out: `{text}`", text=text)
        case Beside.COMMENT:
            return message("a comment: `{text}`", text=text)
        case Beside.NOTE:
            return message("a footnote: `{text}`", text=text)
        case Beside.FIELD:
            return message("the program computes a part of this text: `{text}`", text=text)
        case Beside.WRITTEN if remark.text:
            return message("in the source it is written `{text}`", text=text)
        case Beside.TEXT_BOX:
            return message("there is a text box here: `{text}`", text=text)
        case _:
            return None
