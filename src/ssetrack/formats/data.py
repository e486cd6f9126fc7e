"""Statuses for other programs: JSON and CSV. Same input, same day, same bytes; nothing is translated.

Comes in: a report. Goes out: text. The shapes are contracts (docs/commands.md, "version 1"). JSON has one
item a line, which diffs well and is several times faster than an indented dump (docs/performance.md).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ssetrack.diagnostic import At
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.prose import text_in
from ssetrack.query.columns import COLUMNS, Cell, Column, View
from ssetrack.query.report import Report
from ssetrack.schedule import Due
from ssetrack.status import Status
from ssetrack.wording.printable import csv_cell, json_text

if TYPE_CHECKING:
    from ssetrack.query.activity_detail import ActivityDetail

VERSION = 1

CSV_COLUMNS = tuple(name for name in COLUMNS if name not in ("activity", "after", "log"))
"""What a spreadsheet gets where no columns are asked for."""


def dumped(value: object) -> str:
    """A value as compact JSON; letters of all languages stay readable."""
    return json_text(value)


Extra = Callable[[Any], dict[str, Any]]
"""What an export adds to the data of a plan file, or of an item."""


def status_json(report: Report, of_plan: Extra = lambda _: {}, of_item: Extra = lambda _: {}) -> str:
    """The report as JSON, with all items that match, closed ones too; perhaps with more of each."""
    head = {
        "version": VERSION,
        "today": report.today.isoformat(),
        "timezone": report.timezone,
        "plans": list(_plans(report, of_plan)),
        "summary": report.counts,
    }
    start = ",\n ".join(f"{dumped(key)}: {dumped(value)}" for key, value in head.items())
    items = ",\n  ".join(
        dumped(item_data(status, report.view) | of_item(status)) for status in report.statuses
    )
    body = f"[\n  {items}]" if items else "[]"
    return f'{{{start},\n "items": {body}}}\n'


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


def item_data(status: Status, view: View) -> dict[str, Any]:
    """One item as the data of its JSON object."""
    item, own = status.item, status.file.language
    source = status.file.source
    line, _ = source.position(source.locate(At(item.route, "item"))[0])
    data: dict[str, Any] = {
        "plan": status.file.id,
        "id": item.id,
        "activity": item.activity.id,
        "title": item.title(view.language, own).text,
        "section": view.sections(status),
        "owners": item.owners,
        "with": item.contributors,
        "goals": item.goals,
        "kind": status.due.kind,
        "due": due_data(status.due, view.language, own),
        "days_left": status.days_left,
        "state": status.state,
        "flags": status.flags,
        "status": item.status,
        "progress": item.work.progress,
        "done": status.done.canonical if status.done else None,
        "where": view.where(status),
        "line": line,
    }
    extensions = item.work.extensions or item.activity.extensions
    return {**data, **extensions} if extensions else data


def due_data(due: Due, language: str | None, own: str) -> dict[str, Any]:
    """A due as the data of its JSON object; bounds are null where there are none."""
    period = due.period
    return {
        "text": due.text,
        "canonical": due.canonical,
        "earliest": period.earliest.isoformat() if period.earliest else None,
        "latest": period.latest.isoformat() if period.latest else None,
        "certainty": period.certainty,
        "time": None if due.hours is None else str(due.hours),
        "timezone": due.timezone,
        "alternatives": [
            {
                "id": option.id,
                "earliest": option.period.earliest.isoformat() if option.period.earliest else None,
                "latest": option.period.latest.isoformat() if option.period.latest else None,
                "where": None if option.where is None else text_in(option.where, language, own),
            }
            for option in due.alternatives
        ],
    }


def status_csv(report: Report) -> str:
    """The report as CSV (RFC 4180, but with plain line ends), safe to open in a spreadsheet."""
    columns = report.columns or tuple(COLUMNS[name] for name in CSV_COLUMNS)
    return rows_csv((column.name for column in columns), _rows(report, columns))


def _rows(report: Report, columns: tuple[Column, ...]) -> Iterator[list[Cell]]:
    for status in report.statuses:
        # A plan's id has a column of its own: ids are never joined for a program.
        yield [
            status.item.id if column.name == "id" else column.cell(status, report.view) for column in columns
        ]


def rows_csv(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Cells as CSV; a text that a spreadsheet would run as a formula is given a leading apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return stream.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    return csv_cell("; ".join(cell) if isinstance(cell, tuple) else cell)


def activity_json(detail: ActivityDetail) -> str:
    """Everything about one activity: its items as in `status`, and its other fields as written."""
    view = detail.view
    activity = written(detail.activity)
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


def written(value: Any, without: Collection[str] = ()) -> Any:
    """Something of a plan under the names that plans write, without what is left out; `x-` holds the rest.

    `without` names fields of its own, not of what is in it, that are not wanted.
    """
    if type(value) in FIELDS:
        names = {"x-": "extensions"} | {key: field.name or key for key, field in FIELDS[type(value)].items()}
        held = vars(value)
        return {
            key: written(held[name])
            for key, name in names.items()
            if key not in without and name in held and held[name] != getattr(type(value), name, None)
        }
    if isinstance(value, tuple):
        return [written(one) for one in value]
    if isinstance(value, Mapping):
        return {key: written(one) for key, one in value.items()}
    return value


def _brief(status: Status) -> dict[str, str]:
    return {"plan": status.file.id, "id": status.item.id, "state": status.state.value}
