"""A proposal as plain data: what the plan must say when it is read again.

Comes in: a `Proposal`. Goes out: mappings, lists and texts under the names of plan fields, in the order in
which they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssetrack.importing.fields import Field
from ssetrack.importing.proposal.items import Item, Milestone, PlanDate, PlanOwner
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.drafts import Path
from ssetrack.plan.slug import ID

Value = str | list["Value"] | dict[str, "Value"]


def plan_values(proposal: Proposal) -> dict[str, Value]:
    """The whole plan."""
    plan: dict[str, Value] = {"ssetrack": "1", "id": proposal.naming.id, "title": proposal.title}
    if proposal.language:
        plan["language"] = proposal.language
    if proposal.answers.start:
        plan["start"] = proposal.answers.start
    plan["source"] = proposal.naming.source
    notes = _remarks(proposal, ())
    if notes:
        plan["notes"] = notes
    if proposal.owners:
        plan["owners"] = {owner.slug: _owner(owner) for owner in proposal.owners}
    sections = _sections(proposal, (), _ids_of_sections(proposal.sections))
    if sections:
        plan["sections"] = sections
    alone = [item_values(item) for item in proposal.items if not item.path]
    if alone:
        plan["activities"] = list(alone)
    return plan


def item_values(item: Item) -> dict[str, Value]:
    """One activity."""
    values: dict[str, Value] = {"id": item.id, "title": item.title}
    if item.owners:
        values["owners"] = list(item.owners)
    if item.contributors:
        values["with"] = list(item.contributors)
    if item.when.start is not None:
        values["start"] = item.when.start.written
    if item.when.dates:
        values[item.when.dates[0].field] = _dates(item.when.dates)
    if item.when.milestones:
        values["milestones"] = [_milestone(one) for one in item.when.milestones]
    if item.after:
        values["after"] = list(item.after)
    if item.done is not None:
        values["done"] = item.done.written
    elif item.status and item.status != "planned":
        values["status"] = item.status
    if item.progress is not None:
        values["progress"] = f"{item.progress}%"
    notes = list(item.notes)
    for kept in item.kept:
        if kept.field in (Field.DELIVERABLES, Field.INDICATORS):
            values[kept.field] = list(kept.lines)
        else:
            values[kept.field] = "\n".join(kept.lines)
    if notes:
        values["notes"] = "\n".join(notes)
    return values


def _owner(owner: PlanOwner) -> Value:
    if not (owner.vacant or owner.role or owner.notes):
        return owner.name
    values: dict[str, Value] = {"name": owner.name}
    if owner.vacant:
        values["vacant"] = "true"
    if owner.role:
        values["role"] = owner.role
    if owner.notes:
        values["notes"] = owner.notes
    return values


def _dates(dates: Sequence[PlanDate]) -> Value:
    if len(dates) == 1 and not dates[0].where:
        return dates[0].written
    entries: list[Value] = []
    for one in dates:
        entry: dict[str, Value] = {"date": one.written}
        if one.where:
            entry["where"] = one.where
        entries.append(entry if one.where else one.written)
    return entries


def _milestone(one: Milestone) -> dict[str, Value]:
    values: dict[str, Value] = {"id": one.id, "title": one.title}
    if one.start is not None:
        values["start"] = one.start.written
    values[one.date.field] = one.date.written
    return values


def _sections(proposal: Proposal, above: Path, ids: Mapping[Path, str]) -> list[Value]:
    """The sections right below a path, each with its activities and its own sections."""
    found: list[Value] = []
    for path in proposal.sections:
        if path[:-1] != above:
            continue
        key = path[-1]
        section: dict[str, Value] = {}
        if path in ids:
            section["id"] = ids[path]
        section["title"] = key.title
        notes = _remarks(proposal, path)
        if notes:
            section["notes"] = notes
        items: list[Value] = [item_values(item) for item in proposal.items if item.path == path]
        if items:
            section["activities"] = items
        below = _sections(proposal, path, ids)
        if below:
            section["sections"] = below
        found.append(section)
    return found


def _ids_of_sections(paths: Sequence[Path]) -> dict[Path, str]:
    """The number of each section as its id, where no other section has it."""
    numbers = [path[-1].number for path in paths]
    return {
        path: path[-1].number
        for path in paths
        if ID.fullmatch(path[-1].number) and numbers.count(path[-1].number) == 1
    }


def _remarks(proposal: Proposal, path: Path) -> str:
    return "\n".join(text for where, text in proposal.remarks if where == path)
