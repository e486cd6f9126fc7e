"""`ssetrack import plan.xlsx --into plans/`: a workbook that `export xlsx` made, edited and brought back.

Comes in: the options. Goes out: plans with a few other characters in them, and one report. Each plan is
written for itself: what stops one of them stops no other.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from ssetrack.cli.commands.change.import_format import ImportFormat
from ssetrack.cli.commands.change.import_request import document_of, octets_of
from ssetrack.cli.options import ReadingOptions
from ssetrack.cli.printing import write_diff, write_result
from ssetrack.cli.reading import end, read_plans
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import file_bytes
from ssetrack.importing.spreadsheet.outcome import Outcome
from ssetrack.importing.spreadsheet.plans import outcomes
from ssetrack.importing.spreadsheet.workbook_report import report_json, report_text
from ssetrack.language.message import message
from ssetrack.tables.grid import Document
from ssetrack.tables.opening import form_of
from ssetrack.tables.signatures import Form
from ssetrack.workspace.locking import ChangedMeanwhile
from ssetrack.workspace.opening import STDIN, descriptor, is_folder
from ssetrack.workspace.remarks import reader, remark
from ssetrack.workspace.writing import replace_source

if TYPE_CHECKING:
    from ssetrack.cli.commands.change.import_request import Wishes

FORMS = frozenset((Form.EXCEL, Form.OPEN_DOCUMENT, Form.SEPARATED))
"""What spreadsheets save a workbook of ours as."""


def spreadsheet_in(wishes: Wishes) -> Document | None:
    """What the file holds, if it is of a kind that may be a workbook of ours; None for any other."""
    if wishes.source == STDIN or wishes.attachment is not None:
        return None
    content = octets_of(wishes)
    return document_of(wishes, content) if form_of(content, wishes.source) in FORMS else None


def import_workbook(
    read: Document, wishes: Wishes, today: str | None, format_: ImportFormat, *, dry_run: bool
) -> bool:
    """Carry what was edited in a workbook into its plans; whether somebody has to decide something."""
    _refuse_answers(wishes)
    path = str(wishes.into)
    if path == STDIN or descriptor(path) is not None:
        raise SsetrackError(message("standard input cannot be changed"), message("name a plan file"))
    session = read_plans(ReadingOptions([path], today), None)
    found = outcomes(read, session.snapshot)
    # Whoever names one plan of several wants its sheet only.
    doubts = found.doubts if is_folder(path) or not found.plans else ()
    failures = [] if dry_run else list(filter(None, map(_write, found.plans)))
    name = PurePath(wishes.source).name
    match format_:
        case ImportFormat.JSON:
            write_result(report_json(name, found.plans, doubts), None)
        case ImportFormat.TEXT:
            text = report_text(name, found.plans, doubts, reader(), is_written=not dry_run)
            write_result(text, None)
    for outcome in found.plans:
        for problem in outcome.warnings:
            remark(message("warning: {problem}", problem=problem), reader())
        if dry_run and format_ is ImportFormat.TEXT and outcome.after.text != outcome.before.text:
            write_diff(outcome.before.text, outcome.after.text, outcome.before.path)
    if failures:
        raise failures[0]
    end(session)
    return bool(doubts) or any(one.doubts or one.conflicts for one in found.plans)


def _write(outcome: Outcome) -> SsetrackError | None:
    """Write a plan, if anything changed in it; why it cannot be written."""
    if outcome.after.text == outcome.before.text:
        return None
    try:
        replace_source(outcome.before, file_bytes(outcome.after, outcome.after.text))
    except ChangedMeanwhile:
        raise  # all is done again; what was written before is found to agree
    except SsetrackError as error:
        return error
    return None


def _refuse_answers(wishes: Wishes) -> None:
    """Raise `SsetrackError` for options that say how a table of somebody else is read."""
    for option, value in (
        ("--mapping", wishes.mapping),
        ("--lang", wishes.lang),
        ("--year", wishes.year),
        ("--start", wishes.start),
        ("--date-order", wishes.date_order),
        ("--table", wishes.tables),
        ("--sheet", wishes.sheets),
    ):
        if value:
            raise SsetrackError(
                message(
                    "`{option}` says how other tables are read, but this one was made by ssetrack",
                    option=option,
                ),
                message("leave it out"),
            )
