"""Halves of characters, which no plan can hold: a document of another program may have them.

Comes in: a document. Goes out: the same with a replacement character for each.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ssetrack.tables.grid import Cell, Document, Heading, Paragraph, Remark, Table

_HALF = re.compile("[\ud800-\udfff]")


def without_halves(document: Document) -> Document:
    """The document with whole characters only."""
    return document._replace(blocks=tuple(map(_block, document.blocks)))


def _block(block: Heading | Paragraph | Table) -> Heading | Paragraph | Table:
    if not isinstance(block, Table):
        return block._replace(text=_whole(block.text)) if _HALF.search(block.text) else block
    if not any(map(_is_torn, block.cells.values())) and not _HALF.search(block.sheet):
        return block
    return replace(
        block, cells={place: _cell(cell) for place, cell in block.cells.items()}, sheet=_whole(block.sheet)
    )


def _is_torn(cell: Cell) -> bool:
    return any(map(_HALF.search, cell.lines)) or any(_HALF.search(remark.text) for remark in cell.remarks)


def _cell(cell: Cell) -> Cell:
    if not _is_torn(cell):
        return cell
    remarks = tuple(Remark(remark.kind, _whole(remark.text)) for remark in cell.remarks)
    return cell._replace(lines=tuple(map(_whole, cell.lines)), remarks=remarks)


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text)
