"""Statuses for other programs: JSON and CSV. Same input, same day, same bytes.

Comes in: a report. Goes out: text. The shapes are contracts (docs/json.md, "version 1"). JSON has one
item a line, which diffs well and is several times faster than an indented dump (docs/dev/performance.md).
Nothing is translated but the headings of a CSV that is made for a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ssetrack.formats.item_data import NO_MORE, ItemLines, item_data
from ssetrack.language.speaker import Speaker, base
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.prose import text_in
from ssetrack.query.columns import COLUMNS, Cell, Column
from ssetrack.query.report import Report
from ssetrack.status import Status
from ssetrack.wording.printable import csv_cell, json_text

if TYPE_CHECKING:
    from ssetrack.query.activity_detail import ActivityDetail

VERSION = 1

CSV_COLUMNS = tuple(name for name in COLUMNS if name not in ("activity", "after", "log"))
"""What a spreadsheet gets where no columns are asked for."""


def compact_json(value: object) -> str:
    """A value as compact JSON; letters of all languages stay readable."""
    return json_text(value)


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
    start = ",\n ".join(f"{compact_json(key)}: {compact_json(value)}" for key, value in head.items())
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


class CsvForm(NamedTuple):
    """How CSV is written; without anything: for programs, as RFC 4180 has it, but with plain line ends."""

    separator: str = ","
    bom: bool = False
    """Whether a byte order mark comes first: without it Excel takes UTF-8 for the letters of its country."""
    headings: Speaker | None = None
    """Who says the headings; None: the names that `--columns` takes."""


FOR_PROGRAMS = CsvForm()

_WITH_DECIMAL_POINT = frozenset({"en", "he", "hi", "ja", "ko", "th", "zh"})
"""Languages of which spreadsheets separate cells by a comma; where that is the decimal sign, they use `;`."""


def separator_of(language: str | None) -> str:
    """What separates cells in the spreadsheets of a language: `,` in English, `;` in fr, es and pt."""
    return "," if base(language or "en") in _WITH_DECIMAL_POINT else ";"


def status_csv(report: Report, form: CsvForm = FOR_PROGRAMS) -> str:
    """The report as CSV, safe to open in a spreadsheet."""
    columns = report.columns or tuple(COLUMNS[name] for name in CSV_COLUMNS)
    say = None if form.headings is None else form.headings.say
    header = (column.name if say is None else say(column.heading) for column in columns)
    return rows_csv(header, _rows(report, columns), form)


def _rows(report: Report, columns: tuple[Column, ...]) -> Iterator[list[Cell]]:
    for status in report.statuses:
        # A plan's id has a column of its own: ids are never joined for a program.
        yield [
            status.item.id if column.name == "id" else column.cell(status, report.view) for column in columns
        ]


def rows_csv(header: Iterable[str], rows: Iterable[Iterable[Cell]], form: CsvForm = FOR_PROGRAMS) -> str:
    """Cells as CSV; a text that a spreadsheet would run as a formula is given a leading apostrophe."""
    stream = io.StringIO()
    if form.bom:
        stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=form.separator, lineterminator="\n")
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


def as_plans_write(value: Any, without: Collection[str] = ()) -> Any:
    """Something of a plan under the names that plans write, without what is left out; `x-` holds the rest.

    `without` names fields of its own, not of what is in it, that are not wanted.
    """
    if type(value) in FIELDS:
        names = {"x-": "extensions"} | {key: field.name or key for key, field in FIELDS[type(value)].items()}
        held = vars(value)
        return {
            key: as_plans_write(held[name])
            for key, name in names.items()
            if key not in without and name in held and held[name] != getattr(type(value), name, None)
        }
    if isinstance(value, tuple):
        return [as_plans_write(one) for one in value]
    if isinstance(value, Mapping):
        return {key: as_plans_write(one) for key, one in value.items()}
    return value


def _brief(status: Status) -> dict[str, str]:
    return {"plan": status.file.id, "id": status.item.id, "state": status.state.value}
