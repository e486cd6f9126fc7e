"""`ssetrack import TABLE --into PLAN`: what the table changed since it was read last, carried into the plan.

Comes in: the options. Goes out: the plan with a few other characters in it, the rows for the next time, a
report. The plan is written first: if anything stops us then, the next import finds the plan and the table
agreed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ssetrack.cli.commands.change.import_format import ImportFormat
from ssetrack.cli.commands.change.import_request import MAPPING, ROWS, Wishes, beside_plan, checked_plan_for
from ssetrack.cli.commands.change.import_writing import refuse_other_mapping, write_mapping
from ssetrack.cli.printing import write_diff, write_result
from ssetrack.cli.reading import unreadable
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import file_bytes
from ssetrack.importing.again.outcome import Outcome
from ssetrack.importing.again.renewal import renewal
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.report.changes_text import changes_text
from ssetrack.importing.report.report_data import changes_json
from ssetrack.importing.rows_as_read import Rows, check_rows_of, rows_in, rows_text_of
from ssetrack.language.message import message
from ssetrack.source import DEFAULT_LIMITS, Source
from ssetrack.tables.grid import Document
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.configuration import configuration
from ssetrack.workspace.files import plan_paths, read_file
from ssetrack.workspace.locking import ChangedMeanwhile, lock
from ssetrack.workspace.opening import STDIN, descriptor, is_folder, octets
from ssetrack.workspace.remarks import reader, remark
from ssetrack.workspace.writing import edit_file, replace_source

UTF_8 = "utf-8"


def import_into(
    wishes: Wishes, day: date, read: Document | None, format_: ImportFormat, *, dry_run: bool, accept: bool
) -> bool:
    """Carry what a table changed into a plan; whether somebody has to decide something.

    `read` is what the file of the table holds, if that is known.

    Raises `SsetrackError` where nothing can be done.
    """
    source = _plan(wishes)
    wishes = wishes._replace(into=source.path)
    rows_path = beside_plan(Path(source.path), ROWS)
    content = octets(str(rows_path), DEFAULT_LIMITS.file_size) if rows_path.exists() else None
    rows = None if content is None else rows_in(content.decode(UTF_8, "replace"), str(rows_path))
    if rows is not None:
        check_rows_of(source, rows, str(rows_path))
    proposal = checked_plan_for(wishes, day, read).proposal
    made = renewal(proposal, rows, source, day, configuration().limits)
    is_written = not dry_run and (rows is not None or accept)
    if is_written:
        with lock(Path(source.path).resolve().parent):
            _write(source, made.source, wishes, proposal)
            _write_rows(rows_path, content, rows, made.rows)
    _report(made.outcome, source, format_, is_written=is_written)
    for conflict in made.conflicts:
        problem = message_behind_label(conflict.item, conflict.message)
        remark(message("warning: {problem}", problem=problem), reader())
    if dry_run and format_ is ImportFormat.TEXT:
        write_diff(source.text, made.source.text, source.path)
    return made.outcome.is_open


def _plan(wishes: Wishes) -> Source:
    """The one plan that is meant."""
    path = str(wishes.into)
    config = configuration()
    if path == STDIN or descriptor(path) is not None:
        raise SsetrackError(message("standard input cannot be changed"), message("name a plan file"))
    if is_folder(path):
        paths = plan_paths([path], config)
        if len(paths) > 1:
            raise SsetrackError(
                message(
                    "`{path}` has {number} plans, but a table belongs to one plan",
                    path=path,
                    number=len(paths),
                ),
                message("name one of them: `--into {path}`", path=paths[0]),
            )
        path = paths[0]
    if not Path(path).exists():
        raise SsetrackError(
            message("there is no file or folder `{path}`", path=path),
            message("to make a new plan: `-o {path}`", path=path),
        )
    source = read_file(path, config.limits)
    if source.broken:
        raise SsetrackError(unreadable(source), message("nothing was changed; run `ssetrack lint`"))
    return source


def _write(source: Source, after: Source, wishes: Wishes, proposal: Proposal) -> None:
    """The plan, if anything changed in it, and the answers that options gave."""
    beside = beside_plan(Path(source.path), MAPPING)
    refuse_other_mapping(beside, wishes)
    if after.text != source.text:
        replace_source(source, file_bytes(after, after.text))
    write_mapping(beside, proposal, wishes)


def _write_rows(path: Path, content: bytes | None, before: Rows | None, after: Rows) -> None:
    """The rows for the next time, if any advanced; never onto what another import wrote meanwhile."""
    if after == before:
        return
    now = octets(str(path), DEFAULT_LIMITS.file_size) if path.exists() else None
    if now != content:
        raise ChangedMeanwhile(str(path), path.resolve().parent)
    edit_file(path, rows_text_of(after).encode(UTF_8))


def _report(outcome: Outcome, source: Source, format_: ImportFormat, *, is_written: bool) -> None:
    match format_:
        case ImportFormat.JSON:
            write_result(changes_json(outcome), None)
        case ImportFormat.TEXT:
            write_result(changes_text(outcome, source.path, reader(), is_written=is_written), None)
