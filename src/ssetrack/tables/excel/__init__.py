"""Excel workbooks (.xlsx, .xlsm): a table for each sheet, hidden ones as well.

Comes in: octets. Goes out: a `Document`, or a refusal (`SsetrackError`). The sheets are read from their XML,
cell by cell: a formula and the value that was left beside it are needed at once, and what is struck inside a
text. Macros never run, formulas are not calculated, links to other workbooks are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.excel.cells import Shared
from ssetrack.tables.excel.names import RELATED, S, is_on
from ssetrack.tables.excel.sheet import Sheet, table
from ssetrack.tables.excel.strings import Strings, Text, text_of
from ssetrack.tables.excel.styles import looks
from ssetrack.tables.grid import Document, computed_colours
from ssetrack.tables.limits import ROWS, check_number
from ssetrack.tables.package import Package
from ssetrack.tables.tally import Tally

_FILLED = re.compile(rb"<(?:[A-Za-z]\w*:)?(?:v|is)[\s>]")
"""How the value of a cell begins."""

_ROW = re.compile(rb"<(?:[A-Za-z]\w*:)?row[\s/>]")
_MOST_ROWS = 100_000
"""With or without cells in them."""


def document(octets: bytes) -> Document:
    """What a workbook holds. Raises `SsetrackError` for what is none, or cannot be read safely."""
    package = Package(octets)
    if package.main.endswith(".bin"):
        raise SsetrackError(
            message("this is a binary workbook (.xlsb)"),
            message("open it in your office program and save it as .xlsx"),
        )
    root = package.tree(package.main) if package.main else None
    if root is None or root.find(S + "sheets") is None:
        raise SsetrackError(
            message("this is not an Excel workbook"),
            message("open it in your office program and save it as .xlsx"),
        )
    sheets = tuple(_sheets(package, root))
    tally = Tally(sheet.name for sheet in sheets)
    _check_cells(package, sheets, tally)
    shared = Shared(
        Strings(_strings(package)),
        looks(package.related_tree("styles"), package.related_tree("theme")),
        since_1904=is_on(root.find(S + "workbookPr"), "date1904", absent=False),
    )
    read = [table(package, sheet, number, shared, tally) for number, sheet in enumerate(sheets, 1)]
    return Document(
        tuple(one for one, _ in read),
        told=tuple(computed_colours(one.sheet) for one, computed in read if computed),
    )


def _sheets(package: Package, root: etree._Element) -> Iterator[Sheet]:
    """The sheets that hold cells, in the order of the workbook."""
    targets, read = package.relationships(package.main), set[str]()
    for element in root.iter(S + "sheet"):
        target = targets.get(element.get(RELATED, ""))
        if target is None or target.kind != "worksheet" or target.target in read:
            continue  # a sheet of charts, or one that was read
        if target.target in package:
            read.add(target.target)
            hidden = element.get("state", "visible") != "visible"
            yield Sheet(target.target, element.get("name", ""), hidden)


def _check_cells(package: Package, sheets: Sequence[Sheet], tally: Tally) -> None:
    """Refuse a workbook with too many cells, or rows without any, before one of them is read."""
    cells = rows = 0
    for sheet in sheets:
        markup = package.markup(sheet.part)
        cells += sum(1 for _ in _FILLED.finditer(markup))
        rows += sum(1 for _ in _ROW.finditer(markup))
        tally.expect(cells)
        check_number(rows, _MOST_ROWS, ROWS)


def _strings(package: Package) -> Sequence[Text]:
    part = package.related_part(package.main, "sharedStrings")
    return [] if part is None else [text_of(element) for element in package.rows(part, (S + "si",))]
