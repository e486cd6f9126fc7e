"""The mapping beside a plan, with what an import added to it: the answers of options, and new columns.

Comes in: the mapping as it is, the proposal, what options said. Goes out: the mapping in which nothing else
has changed, comments and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.edit.change import source_after
from ssetrack.edit.fields import field_setting
from ssetrack.edit.values import Value
from ssetrack.importing.fields import DATES
from ssetrack.importing.layout.tables import column_name
from ssetrack.importing.mapping.answers import same_text
from ssetrack.importing.mapping.rendering import column_values
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.source import Source
from ssetrack.source.tree import Mapping as Node


def mapping_with(mapping: Source, proposal: Proposal, options: Mapping[str, str], order: str = "") -> Source:
    """The mapping with options (`year`, `start`, `language`), an order for its dates, and new columns."""
    for route, name, value in (
        *(((), name, value) for name, value in options.items()),
        *(_orders(mapping, order) if order else ()),
        *_columns(mapping, proposal),
    ):
        change = field_setting(mapping, route, name, value)
        mapping = mapping if change is None else source_after(mapping, [change])
    return mapping


def _orders(mapping: Source, order: str) -> Iterator[tuple[Route, str, Value]]:
    """The order of day and month, for each column of dates."""
    for number, table in enumerate(outline.elements(mapping.root, "tables")):
        columns = table.get("columns") if isinstance(table, Node) else None
        for heading, one in columns.items() if isinstance(columns, Node) else ():
            if isinstance(one, Node) and outline.text(one, "field") in DATES:
                yield ("tables", number, "columns", heading), "order", order


def _columns(mapping: Source, proposal: Proposal) -> Iterator[tuple[Route, str, Value]]:
    """The columns that a table has now and had not before, and what is read in them."""
    for number, table in enumerate(outline.elements(mapping.root, "tables")):
        columns = table.get("columns") if isinstance(table, Node) else None
        if not isinstance(columns, Node) or number >= len(proposal.answers.tables):
            continue
        answer = proposal.answers.tables[number]
        for layout in proposal.layout.tables:
            if layout.answer is not answer or layout.turned:
                continue
            for column in layout.columns:
                name = column_name(column)
                known = (name, f"column {column.number}")
                if not any(same_text(heading, one) for heading in columns for one in known):
                    yield ("tables", number, "columns"), name, column_values(column)
