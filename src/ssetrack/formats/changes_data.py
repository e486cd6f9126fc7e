"""Changes and slippage for other programs: JSON and CSV (docs/json.md, version 1).

Comes in: what `query` answered. Goes out: text. Nothing is translated.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ssetrack.formats.as_written import as_plans_write
from ssetrack.formats.csv_table import rows_csv
from ssetrack.formats.item_data import due_data
from ssetrack.formats.json_document import json_document
from ssetrack.plan.prose import text_in
from ssetrack.query.changes import Changes, ItemChange, What
from ssetrack.query.columns import View
from ssetrack.query.differences import FieldChange
from ssetrack.query.part_changes import PartChange
from ssetrack.query.slippage import Deadline, ItemSlip, Share, SlipReport
from ssetrack.status import Status


def changes_json(changes: Changes) -> str:
    """The changes one by one; `before` and `after` are dues as in `status`."""
    return json_document(
        {"today": changes.today.isoformat(), "timezone": changes.timezone, **changes_data(changes)}
    )


def changes_data(changes: Changes) -> dict[str, Any]:
    """What was compared, with how much of the past is known, and the changes."""
    since = changes.since
    data: dict[str, Any] = {"old": changes.old, "new": changes.new}
    if since is not None:
        data["since"] = since.asked.isoformat() if isinstance(since.asked, date) else since.asked
        data["begins"] = None if since.begins is None else since.begins.isoformat()
        data["shallow"] = since.is_shallow
        data["not-compared"] = [*since.unreadable, *since.unkept]
    return {
        **data,
        "summary": changes.counts,
        "changes": [_change(change, changes.view) for change in changes.changes],
        "parts": [_part(change, changes.view) for change in changes.parts],
    }


def _change(change: ItemChange, view: View) -> dict[str, Any]:
    status = change.status
    data: dict[str, Any] = {
        "change": change.what,
        "plan": status.file.id,
        "id": status.item.id,
        "title": view.title(status),
        "before": _due(change.old, view),
        "after": _due(change.new, view),
    }
    if change.what is What.MOVED:
        data["days"] = {"earliest": change.earliest, "latest": change.latest}
    if change.what is What.REASSIGNED:
        data["added"], data["removed"] = change.added, change.removed
    if change.what in (What.DONE, What.STATUS) and change.old is not None and change.new is not None:
        data["status"] = {"before": change.old.item.status, "after": change.new.item.status}
    if change.details:
        data["fields"] = change.fields
        data["details"] = [_detail(detail) for detail in change.details]
    return data


def _part(change: PartChange, view: View) -> dict[str, Any]:
    data: dict[str, Any] = {
        "change": change.fate,
        "part": change.part,
        "plan": change.file.id,
        "id": change.id,
        "title": text_in(change.title, view.language, change.file.language),
    }
    if change.details:
        data["details"] = [_detail(detail) for detail in change.details]
    return data


def _detail(detail: FieldChange) -> dict[str, Any]:
    """A field with both its values, as plans write them; of a private one only its name."""
    if detail.private:
        return {"field": detail.field}
    return {"field": detail.field, "before": _value(detail.before), "after": _value(detail.after)}


def _value(value: Any) -> Any:
    return None if value == () else as_plans_write(value)


def _due(status: Status | None, view: View) -> dict[str, Any] | None:
    return None if status is None else due_data(status.due, view.language, status.file.language)


def slip_json(report: SlipReport) -> str:
    """Every item with what its deadline went through, then owners and goals, the most slipped first."""
    return json_document(
        {
            "today": report.today.isoformat(),
            "timezone": report.timezone,
            "versions": report.versions,
            "since": None if report.since is None else report.since.isoformat(),
            "shallow": report.shallow,
            "items": [_slip(one, report.view) for one in report.items],
            "owners": [_share(share) for share in report.owners],
            "goals": [_share(share) for share in report.goals],
        }
    )


def _slip(one: ItemSlip, view: View) -> dict[str, Any]:
    status = one.status
    return {
        "plan": status.file.id,
        "id": status.item.id,
        "title": view.title(status),
        "owners": status.item.owners,
        "goals": status.item.goals,
        "state": status.state,
        "days": one.days,
        "since": one.since.isoformat(),
        "first": _deadline(one.first),
        "last": _deadline(one.last),
        "lost": one.lost,
        "moves": [
            {"commit": move.commit or None, "day": move.day.isoformat(), "author": move.author or None,
             "days": move.days, "after": _deadline(move.after)}
            for move in one.moves
        ],
    }  # fmt: skip


def _deadline(deadline: Deadline) -> dict[str, Any]:
    first = deadline.earliest
    return {
        "text": deadline.text,
        "earliest": None if first is None else first.isoformat(),
        "latest": deadline.latest.isoformat(),
    }


def _share(share: Share) -> dict[str, Any]:
    return {"key": share.key, "days": share.days, "slipped": share.slipped, "items": share.items}


def slip_csv(report: SlipReport) -> str:
    """A row for each item."""
    header = ("plan", "id", "title", "owners", "goals", "state", "first", "last", "days", "moves")
    return rows_csv(
        header,
        (
            (one.status.file.id, one.status.item.id, report.view.title(one.status), one.status.item.owners,
             one.status.item.goals, one.status.state.value, one.first.latest.isoformat(),
             one.last.latest.isoformat(), one.days, len(one.moves))
            for one in report.items
        ),
    )  # fmt: skip
