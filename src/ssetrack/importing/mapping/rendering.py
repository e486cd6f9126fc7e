"""The mapping file, written: what was read of the table, and what somebody answered, with a word on each.

Comes in: a proposal. Goes out: the text of the file, which reads back as the answers that it was made of.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.dates import Order
from ssetrack.edit.values import Value, yaml_text
from ssetrack.importing.comments import in_comment
from ssetrack.importing.fields import DATES
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.tables import TableLayout, column_name
from ssetrack.importing.mapping.answers import Answers, CellAnswer
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.source.quoting import quote


def mapping_text(proposal: Proposal) -> str:
    """The text of the mapping."""
    return "\n".join(_lines(proposal)) + "\n"


def _lines(proposal: Proposal) -> Iterator[str]:
    answers = proposal.answers
    yield "# How the table is read, and what was answered about it. Commit it with the .import.json:"
    yield "# with them the next version of the table can be imported as a difference."
    yield "import: 1"
    yield f"source: {quote(proposal.naming.source, flow=False)}"
    yield _setting("language", answers.language, "en", "the language of the table: order of day and month")
    yield _setting(
        "year", answers.year, "2027", "the year of dates without one; or 12 months: 2026-09/2027-08"
    )
    yield _setting("start", answers.start, "2027-03", "when month 1 of the project begins")
    yield "tables:"
    for layout in proposal.layout.tables:
        yield from table_lines(layout)
    if answers.names:
        yield "names:  # texts that mean an owner, and the short name"
        for text, short in answers.names.items():
            yield f"  {quote(text, flow=False)}: {quote(short, flow=False)}"
    else:
        yield "# names: {Core Grp: core-group}  # texts that mean an owner, and the short name"
    yield f"struck: {answers.struck}  # what is struck out: cancelled, or ignore"
    yield f"changes: {answers.changes}  # tracked changes: accepted, or rejected"
    if answers.when:
        yield f"when: {yaml_text(list(answers.when), flow=True)}  # they take place then"
    else:
        yield '# when: ["1.1", "4.*"]  # they take place then, whatever their column says'
    yield from _cells(answers)


def _setting(name: str, value: str, example: str, word: str) -> str:
    if value:
        return f"{name}: {quote(value, flow=False)}  # {word}"
    return f"# {name}: {example}  # {word}"


def table_lines(layout: TableLayout) -> Iterator[str]:
    """What is read of one table, as an element of `tables`, with samples beside its columns."""
    values = table_values(layout)
    yield f"  - where: {quote(_where(layout), flow=False)}"
    if layout.turned:
        return
    yield f"    header: {layout.header.last}"
    yield "    columns:"
    for (name, value), column in zip(_columns(layout).items(), layout.columns, strict=True):
        tail = f"  # {_samples(column)}" if column.samples else ""
        yield f"      {quote(name, flow=False)}: {yaml_text(value, flow=True)}{tail}"
    for name in ("marks", "ignore"):
        if name in values:
            yield f"    {name}: {yaml_text(values[name], flow=True)}"


def table_values(layout: TableLayout) -> dict[str, Value]:
    """The same as plain data."""
    values: dict[str, Value] = {"where": _where(layout)}
    if layout.turned:
        return values
    values |= {"header": str(layout.header.last), "columns": _columns(layout)}
    answer = layout.answer
    if answer is not None and answer.marks:
        values["marks"] = {kind: "on" if on else "off" for kind, on in answer.marks.items()}
    if layout.ignored.answers:
        values["ignore"] = row_values(layout)
    return values


def row_values(layout: TableLayout) -> list[Value]:
    """The rows of a table that are left out: what each says, and where it is."""
    return [
        {name: text for name, text in (("at", one.at), ("text", one.text)) if text} if one.text else one.at
        for one in layout.ignored.answers
    ]


def _columns(layout: TableLayout) -> dict[str, Value]:
    """What each column is, by its heading; by its number where another has that heading."""
    found: dict[str, Value] = {}
    for column in layout.columns:
        name = column_name(column)
        found[f"column {column.number}" if name in found else name] = column_values(column)
    return found


def _where(layout: TableLayout) -> str:
    if layout.answer is not None:
        return layout.answer.where
    return layout.addresses.whole


def column_values(column: Column) -> Value:
    """What the mapping says of a column."""
    values: dict[str, Value] = {"field": column.field}
    order: Order | None = column.order
    if order is not None and column.field in DATES:
        values["order"] = order
    if column.milestones:
        values["list"] = "milestones"
    if column.months:
        values["numbers"] = "months"
    return values


def _samples(column: Column) -> str:
    return in_comment("; ".join(text if len(text) <= 24 else text[:23] + "…" for text in column.samples))


def _cells(answers: Answers) -> Iterator[str]:
    if not answers.cells:
        yield "# cells:"
        yield '#   - {at: "table 1, row 9, Deadline", text: spring, item: 1.2, deadline: 2027-04}'
        return
    yield "cells:"
    for cell in answers.cells:
        yield f"  - {yaml_text(_cell(cell), flow=True)}"


def _cell(cell: CellAnswer) -> Value:
    values: dict[str, Value] = {"at": cell.at, "text": cell.text}
    if cell.item:
        values["item"] = cell.item
    for field, value in cell.fields.items():
        values[field] = value if isinstance(value, str) else list(value)
    return values
