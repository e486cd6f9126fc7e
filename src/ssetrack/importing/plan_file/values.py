"""A proposal as plain data: what the plan must say when it is read again.

Comes in: a `Proposal`. Goes out: mappings, lists and texts under the names of plan fields, in the order in
which they are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
    notes = [text for path, text in proposal.remarks if not path]
    if notes:
        plan["notes"] = "\n".join(notes)
    if proposal.owners:
        plan["owners"] = {owner.slug: declaration(owner) for owner in proposal.owners}
    sections = _Sections(proposal).below(())
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


def owner_fields(owner: PlanOwner) -> dict[str, str]:
    """What a plan says of an owner who is declared: the name, and what else is known."""
    fields = {"name": owner.name}
    if owner.vacant:
        fields["vacant"] = "true"
    if owner.role:
        fields["role"] = owner.role
    if owner.notes:
        fields["notes"] = owner.notes
    return fields


def declaration(owner: PlanOwner) -> Value:
    """What a plan says of an owner: the name alone, if that is all that is known."""
    fields = owner_fields(owner)
    return owner.name if len(fields) == 1 else {**fields}


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


class _Sections:
    """The sections of a plan, with what is in each at hand."""

    def __init__(self, proposal: Proposal) -> None:
        self._ids = _ids_of_sections(proposal.sections)
        self._inner: dict[Path, list[Path]] = {}
        for path in proposal.sections:
            self._inner.setdefault(path[:-1], []).append(path)
        self._items: dict[Path, list[Value]] = {}
        for item in proposal.items:
            self._items.setdefault(item.path, []).append(item_values(item))
        self._notes: dict[Path, list[str]] = {}
        for path, text in proposal.remarks:
            self._notes.setdefault(path, []).append(text)

    def below(self, above: Path) -> list[Value]:
        """The sections right below a path, each with its activities and its own sections."""
        return [self._section(path) for path in self._inner.get(above, ())]

    def _section(self, path: Path) -> Value:
        section: dict[str, Value] = {}
        if path in self._ids:
            section["id"] = self._ids[path]
        section["title"] = path[-1].title
        if path in self._notes:
            section["notes"] = "\n".join(self._notes[path])
        if path in self._items:
            section["activities"] = self._items[path]
        inner = self.below(path)
        if inner:
            section["sections"] = inner
        return section


def _ids_of_sections(paths: Sequence[Path]) -> dict[Path, str]:
    """The number of each section as its id, where no other section has it."""
    numbers = Counter(path[-1].number for path in paths)
    return {
        path: path[-1].number
        for path in paths
        if ID.fullmatch(path[-1].number) and numbers[path[-1].number] == 1
    }
