"""The report for programs: JSON, version 1.

Comes in: a proposal, or what came of importing a table once more. Goes out: its JSON. Texts are in English:
machine output is never translated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssetrack.importing.again.outcome import Outcome
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.proposal.items import Item, PlanDate
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import Doubt, Told
from ssetrack.wording.printable import json_text

VERSION = 1


def report_json(proposal: Proposal) -> str:
    """The whole report, one table, item, doubt or told thing a line."""
    return _report(proposal, proposal.doubts, proposal.told, {})


def changes_json(outcome: Outcome) -> str:
    """The same with what the table changed in a plan; its doubts are those in cells that changed."""
    changes: list[dict[str, object]] = [
        {
            "kind": str(one.kind),
            "id": one.id,
            "field": one.field or None,
            "old": one.old,
            "table": one.table,
            "plan": one.plan,
        }
        for one in outcome.changes
    ]
    told = (*outcome.proposal.told, *outcome.told)
    return _report(outcome.proposal, outcome.doubts, told, {"changes": changes})


def _report(
    proposal: Proposal,
    doubts: Sequence[Doubt],
    told: Sequence[Told],
    more: Mapping[str, list[dict[str, object]]],
) -> str:
    counts = json_text(proposal.counts._asdict())
    parts = [
        f'{{"version": {VERSION}, "source": {json_text(proposal.naming.source)}',
        _array("tables", [_table(one) for one in proposal.layout.tables]),
        _array("items", [_item(one) for one in proposal.items]),
        *(_array(name, values) for name, values in more.items()),
        _array("doubts", [_doubt(one) for one in doubts]),
        _array("told", [{"at": one.at, "what": str(one.what)} for one in told]),
        _array("ignored", [{"at": one.at, "why": str(one.why)} for one in proposal.ignored]),
    ]
    return ",\n ".join(parts) + f',\n "counts": {counts}}}\n'


def _array(name: str, values: list[dict[str, object]]) -> str:
    inner = ",\n  ".join(json_text(one) for one in values)
    return f'"{name}": [\n  {inner}]' if inner else f'"{name}": []'


def _table(layout: TableLayout) -> dict[str, object]:
    return {
        "table": layout.table.number,
        "where": layout.addresses.whole,
        "rows": layout.table.rows,
        "header": layout.header.last,
        "columns": [
            {
                "column": column.number,
                "heading": column.heading,
                "field": str(column.field),
                "samples": list(column.samples),
            }
            for column in layout.columns
        ],
    }


def _item(item: Item) -> dict[str, object]:
    values: dict[str, object] = {
        "id": item.id,
        "at": item.at,
        "title": item.title,
        "section": [key.title for key in item.path],
        "owners": list(item.owner_names),
        "with": list(item.contributor_names),
        "dates": [_date(one) for one in item.when.all],
        "status": "done" if item.done is not None else item.status or "planned",
    }
    if item.progress is not None:
        values["progress"] = item.progress
    if item.after:
        values["after"] = list(item.after)
    return values


def _date(one: PlanDate) -> dict[str, object]:
    period = one.period
    return {
        "field": one.field,
        "text": one.text,
        "canonical": one.written,
        "earliest": None if period is None or period.earliest is None else period.earliest.isoformat(),
        "latest": None if period is None or period.latest is None else period.latest.isoformat(),
        "at": one.at,
    }


def _doubt(doubt: Doubt) -> dict[str, object]:
    values: dict[str, object] = {
        "at": doubt.at,
        "about": str(doubt.about),
        "text": doubt.text,
        "written": doubt.written,
        "help": str(doubt.help),
    }
    if doubt.item:
        values["item"] = doubt.item
    if doubt.question is not None:
        values["question"] = doubt.question.key
    return values
