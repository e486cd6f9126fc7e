"""Plans with every field of theirs for other programs: `export json`, and `show` of a part of a plan.

Comes in: a report, or a part of a plan. Goes out: JSON. The items are those of `status`, in the same shape;
`fields` has what the plan writes, under the names that it writes, so that no field can be forgotten here.
"""

from __future__ import annotations

from typing import Any

from ssetrack.formats.as_written import as_plans_write
from ssetrack.formats.items_json import status_json
from ssetrack.formats.json_document import VERSION
from ssetrack.plan.model import Activity, Plan, Section
from ssetrack.plan.prose import text_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.part_detail import PartDetail
from ssetrack.query.report import Report
from ssetrack.status import Status
from ssetrack.wording.printable import json_text

MOST_REPEATED = 10_000_000
"""So many characters are fields of activities that another milestone has already; after that, no more are."""


def export_json(report: Report) -> str:
    """The report as JSON: plans with their goals, owners and sections, items with all their fields."""
    return status_json(report, _of_plan, _ItemFields().of)


def _of_plan(file: PlanFile) -> dict[str, Any]:
    return {"fields": own_fields(file.plan)}


class _ItemFields:
    """The fields of items as written; those of an activity are worked out once for its milestones."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Activity, dict[str, Any], int]] = {}
        self._room = MOST_REPEATED

    def of(self, status: Status) -> dict[str, Any]:
        """The item's own fields; of a milestone also those of its activity."""
        item = status.item
        if item.milestone is None:
            return {"fields": own_fields(item.activity)}
        own, shared = {"fields": own_fields(item.milestone)}, self._of_activity(item.activity)
        return own if shared is None else {**own, "activity_fields": shared}

    def _of_activity(self, activity: Activity) -> dict[str, Any] | None:
        """The fields of an activity; None for a further milestone where that would be too much."""
        known = self._known.get(id(activity))
        if known is None:
            fields = own_fields(activity)
            self._known[id(activity)] = activity, fields, len(json_text(fields))
            return fields
        _, fields, size = known
        self._room -= size
        return fields if self._room >= 0 else None


def part_json(detail: PartDetail) -> str:
    """A plan, a goal, an owner or a section, with its fields as written."""
    data = {
        "version": VERSION,
        "today": detail.snapshot.today.isoformat(),
        "timezone": detail.snapshot.timezone,
        "plan": detail.file.id,
        "path": detail.file.path,
        "part": detail.part,
        "id": detail.id,
        "title": text_in(detail.title, detail.view.language, detail.file.language),
        "fields": own_fields(detail.thing),
    }
    return json_text(data, indent=2) + "\n"


def own_fields(thing: Any) -> dict[str, Any]:
    """Something of a plan as written, without activities and milestones: they are items of their own."""
    fields: dict[str, Any] = as_plans_write(thing, ("activities", "milestones", "sections"))
    extensions = fields.pop("x-", {})
    if isinstance(thing, Plan | Section) and thing.sections:
        fields["sections"] = [own_fields(section) for section in thing.sections]
    return {**extensions, **fields}
