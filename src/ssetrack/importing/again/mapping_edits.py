"""The mapping that somebody wrote, with what an import adds to it, and nothing else changed.

Comes in: the mapping as it is, the proposal, what options said. Goes out: the mapping with the answers of
options, the item of each answer that was used, and the tables and columns that it does not name yet. Comments
and the order of what stands there stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from ssetrack import outline
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.adding import addition
from ssetrack.edit.change import file_bytes, source_after
from ssetrack.edit.fields import field_setting
from ssetrack.edit.splice import line_break
from ssetrack.edit.values import Value
from ssetrack.importing.fields import DATES
from ssetrack.importing.layout.tables import TableLayout, column_name
from ssetrack.importing.mapping.answers import same_text
from ssetrack.importing.mapping.rendering import column_values, row_values, table_lines, table_values
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.source import DEFAULT_LIMITS, Source, read
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping as Node
from ssetrack.source.tree import Scalar


def mapping_with(mapping: Source, proposal: Proposal, options: Mapping[str, str], order: str = "") -> Source:
    """The mapping with options (`year`, `start`, `language`), an order for its dates, and what is new.

    Raises `SsetrackError` where an option cannot be added safely; what nobody asked for is then left out.
    """
    for route, name, value in (
        *(((), name, value) for name, value in options.items()),
        *(_orders(mapping, order) if order else ()),
    ):
        mapping = _in_its_place(mapping, route, name, value) or _with(mapping, route, name, value)
    for route, name, value in (
        *_source(mapping, proposal),
        *_columns(mapping, proposal),
        *_items(mapping, proposal),
        *_rows(mapping, proposal),
        *_gatherings(mapping, proposal),
    ):
        with suppress(SsetrackError):
            mapping = _with(mapping, route, name, value)
    with suppress(SsetrackError):
        mapping = _with_tables(mapping, [one for one in proposal.layout.tables if one.answer is None])
    return mapping


def _with(mapping: Source, route: Route, name: str, value: Value) -> Source:
    change = field_setting(mapping, route, name, value, in_lines=name == "columns")
    return mapping if change is None else source_after(mapping, [change])


def _in_its_place(mapping: Source, route: Route, name: str, value: Value) -> Source | None:
    """The mapping with a setting where the line is that says how it would be written: `# year: 2027  # …`."""
    root = mapping.root
    if route or not isinstance(value, str) or not isinstance(root, Node) or name in root:
        return None
    line = re.search(rf"^# {name}: \S+(?P<word>  # .*)?$", mapping.text, re.MULTILINE)
    if line is None:
        return None
    setting = f"{name}: {quote(value, flow=False)}{line['word'] or ''}"
    after = _source_with(mapping, mapping.text[: line.start()] + setting + mapping.text[line.end() :])
    return after if after is not None and after.root == {**root, name: value} else None


def _source_with(mapping: Source, text: str) -> Source | None:
    """A mapping with another text; None where it is broken."""
    after = read(file_bytes(mapping, text), mapping.path, DEFAULT_LIMITS)
    return None if after.broken else after


def _source(mapping: Source, proposal: Proposal) -> Iterator[tuple[Route, str, Value]]:
    """What the table is called, where the mapping does not say it."""
    if outline.text(mapping.root, "source") is None:
        yield (), "source", proposal.naming.source


def _orders(mapping: Source, order: str) -> Iterator[tuple[Route, str, Value]]:
    """The order of day and month, for each column of dates."""
    for number, table in enumerate(outline.elements(mapping.root, "tables")):
        columns = table.get("columns") if isinstance(table, Node) else None
        for heading, one in columns.items() if isinstance(columns, Node) else ():
            if isinstance(one, Node) and outline.text(one, "field") in DATES:
                yield ("tables", number, "columns", heading), "order", order
            elif isinstance(one, Scalar) and str(one) in DATES:
                yield ("tables", number, "columns"), heading, {"field": str(one), "order": order}


def _columns(mapping: Source, proposal: Proposal) -> Iterator[tuple[Route, str, Value]]:
    """The columns of which the mapping does not say yet what they are, and what is read in them."""
    for number, table in enumerate(outline.elements(mapping.root, "tables")):
        layout = _layout(proposal, number)
        if layout is None or layout.turned or not isinstance(table, Node):
            continue
        columns = table.get("columns")
        if not isinstance(columns, Node):
            yield ("tables", number), "columns", _new(layout)
            continue
        for column in layout.columns:
            name = column_name(column)
            known = (name, f"column {column.number}")
            there = next((one for one in columns if any(same_text(one, own) for own in known)), None)
            said = None if there is None else columns[there]
            if there is None:
                yield ("tables", number, "columns"), name, column_values(column)
            elif isinstance(said, Node) and "field" not in said:
                yield ("tables", number, "columns", there), "field", column.field


def _layout(proposal: Proposal, number: int) -> TableLayout | None:
    """The table that an entry of the mapping is about."""
    if number >= len(proposal.answers.tables):
        return None
    answer = proposal.answers.tables[number]
    return next((one for one in proposal.layout.tables if one.answer is answer), None)


def _new(layout: TableLayout) -> Value:
    columns = table_values(layout).get("columns")
    return {} if columns is None else columns


def _items(mapping: Source, proposal: Proposal) -> Iterator[tuple[Route, str, Value]]:
    """The item of each answer that was used: from now on it goes with its row."""
    cells = outline.elements(mapping.root, "cells")
    for number, (cell, answer) in enumerate(zip(cells, proposal.answers.cells, strict=False)):
        if answer.item and isinstance(cell, Node) and "item" not in cell:
            yield ("cells", number), "item", answer.item


def _rows(mapping: Source, proposal: Proposal) -> Iterator[tuple[Route, str, Value]]:
    """What the rows say that are left out by their places: from now on it goes with them."""
    for number, table in enumerate(outline.elements(mapping.root, "tables")):
        layout = _layout(proposal, number)
        if layout is None or layout.answer is None or not isinstance(table, Node):
            continue
        if [one.text for one in layout.ignored.answers] != [one.text for one in layout.answer.ignore]:
            yield ("tables", number), "ignore", row_values(layout)


def _gatherings(mapping: Source, proposal: Proposal) -> Iterator[tuple[Route, str, Value]]:
    """The titles, in `when`, of items whose ids were counted: another row may get that number next time."""
    node = mapping.root.get("when") if isinstance(mapping.root, Node) else None
    names = [*proposal.answers.when]
    if names and node not in (names, names[0]):
        yield (), "when", names[0] if isinstance(node, Scalar) else names


def _with_tables(mapping: Source, layouts: list[TableLayout]) -> Source:
    """The mapping with tables that it does not know; with samples, at its end, if nothing is in the way."""
    if not layouts:
        return mapping
    if isinstance(mapping.root, Node) and "tables" not in mapping.root and not mapping.root.flow:
        lines = ["tables:", *(line for layout in layouts for line in table_lines(layout))]
        ending = line_break(mapping.text, len(mapping.text))
        text = mapping.text if mapping.text.endswith("\n") else f"{mapping.text}{ending}"
        after = _source_with(mapping, text + "".join(f"{line}{ending}" for line in lines))
        if after is not None and isinstance(after.root, Node):
            others = {name: value for name, value in after.root.items() if name != "tables"}
            if others == dict(mapping.root):
                return after
    for layout in layouts:
        mapping = source_after(mapping, [addition(mapping, (), "tables", table_values(layout))])
    return mapping
