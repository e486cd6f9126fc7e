"""Items for other programs: JSON. Same input, same day, same bytes.

Comes in: a report, or all that is known of one activity. Goes out: text, with one item a line. Nothing is
translated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ssetrack.formats.as_written import as_plans_write
from ssetrack.formats.item_data import NO_MORE, ItemLines, item_data
from ssetrack.formats.json_document import VERSION
from ssetrack.plan.prose import text_in
from ssetrack.query.report import Report
from ssetrack.status import Status
from ssetrack.wording.printable import json_text

if TYPE_CHECKING:
    from ssetrack.query.activity_detail import ActivityDetail

Extra = Callable[[Any], Mapping[str, object]]
"""What an export adds to the data of a plan file, or of an item."""


def status_json(
    report: Report, of_plan: Extra = lambda _: NO_MORE, of_item: Extra = lambda _: NO_MORE
) -> str:
    """The report as JSON, with all items that match, closed ones too; perhaps with more of each."""
    head = {
        "version": VERSION,
        "today": report.today.isoformat(),
        "timezone": report.timezone,
        "plans": list(_plans(report, of_plan)),
        "summary": report.counts,
    }
    start = ",\n ".join(f"{json_text(key)}: {json_text(value)}" for key, value in head.items())
    items = ItemLines(report.view)
    lines = [items.line(status, of_item(status)) for status in report.statuses]
    if not lines:
        return f'{{{start},\n "items": []}}\n'
    # Joined once: a large plan's items are many megabytes, and each further step would copy them.
    lines[0] = f'{{{start},\n "items": [\n  {lines[0]}'
    lines[-1] += "]}\n"
    return ",\n  ".join(lines)


def _plans(report: Report, of_plan: Extra) -> Iterator[dict[str, Any]]:
    view = report.view
    number: dict[str, int] = {}
    for status in report.statuses:
        number[status.file.path] = number.get(status.file.path, 0) + 1
    for file in view.portfolio.files:
        yield {
            "id": file.id,
            "title": text_in(file.plan.title, view.language, file.language),
            "path": file.path,
            "items": number.get(file.path, 0),
            **(file.plan.extensions or {}),
            **of_plan(file),
        }


def activity_json(detail: ActivityDetail) -> str:
    """Everything about one activity: its items as in `status`, and its other fields as written."""
    view = detail.view
    activity = as_plans_write(detail.activity)
    first, last = detail.lines
    data = {
        "version": VERSION,
        "today": detail.today.isoformat(),
        "timezone": detail.timezone,
        "plan": detail.file.id,
        "path": detail.file.path,
        "line": first,
        "end_line": last,
        "id": detail.activity.id,
        "items": [item_data(status, view) for status in detail.items],
        "after": [
            {"reference": one.reference, "items": [_brief(status) for status in one.items]}
            for one in detail.after
        ],
        "before": [_brief(status) for status in detail.before],
        "activity": {**activity.pop("x-", {}), **activity},
    }
    return json_text(data, indent=2) + "\n"


def _brief(status: Status) -> dict[str, str]:
    return {"plan": status.file.id, "id": status.item.id, "state": status.state.value}
