"""Tracked changes of an OpenDocument file (ODF 1.3 part 3, 5.5 and 9.9).

Comes in: the element that lists them. Goes out: the text that each deletion took away, and what cells of a
sheet held before. Changes are accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.opendocument.names import OFFICE, TABLE, TEXT, XML, whole


def deletions(body: etree._Element) -> dict[str, etree._Element]:
    """The deletions of a text, by the ids that points in the text refer to."""
    tracked = first_child(body, TEXT + "tracked-changes")
    every = {}
    for region in [] if tracked is None else tracked.findall(TEXT + "changed-region"):
        deletion = first_child(region, TEXT + "deletion")
        if deletion is not None:
            every[region.get(XML + "id", region.get(TEXT + "id", ""))] = deletion
    return every


class SheetChanges(NamedTuple):
    """What was changed in the sheets of a workbook, by the number of the sheet from 0."""

    before: Mapping[int, Mapping[tuple[int, int], str]]
    """What cells held, by row and column from 1."""
    inserted: Mapping[int, frozenset[int]]


def sheet_changes(body: etree._Element) -> SheetChanges:
    """The changes of a workbook that nobody has rejected."""
    tracked = first_child(body, TABLE + "tracked-changes")
    before: dict[int, dict[tuple[int, int], str]] = {}
    inserted: dict[int, frozenset[int]] = {}
    for change in [] if tracked is None else tracked:
        if change.get(TABLE + "acceptance-state") == "rejected":
            continue
        address = first_child(change, TABLE + "cell-address")
        previous = change.find(f"{TABLE}previous/{TABLE}change-track-table-cell")
        if change.tag == TABLE + "cell-content-change" and address is not None and previous is not None:
            place = whole(address, TABLE + "row", 0) + 1, whole(address, TABLE + "column", 0) + 1
            text = "\n".join("".join(map(str, line.itertext())) for line in previous.iter(TEXT + "p"))
            value = previous.get(OFFICE + "date-value") or previous.get(OFFICE + "value") or ""
            before.setdefault(whole(address, TABLE + "table", 0), {}).setdefault(place, text or value)
        elif change.tag == TABLE + "insertion" and change.get(TABLE + "type") == "row":
            first = whole(change, TABLE + "position", 0) + 1
            rows = frozenset(range(first, first + min(whole(change, TABLE + "count"), 1000)))
            sheet = whole(change, TABLE + "table", 0)
            inserted[sheet] = inserted.get(sheet, frozenset()) | rows
    return SheetChanges(before, inserted)
