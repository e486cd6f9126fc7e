"""How the results of `ssetrack import` leave: a plan and the two files beside it, or the plan alone.

Comes in: a proposal. Goes out: files, each whole or not at all. No plan is ever overwritten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ssetrack.cli.commands.change.import_request import MAPPING, ROWS, Wishes, beside_plan
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.contradictions import CheckedPlan
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.mapping.rendering import mapping_text
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.report.report_text import report_text
from ssetrack.importing.rows_as_read import is_rows_text, rows_text
from ssetrack.language.message import message
from ssetrack.source import DEFAULT_LIMITS
from ssetrack.workspace.files import read_file
from ssetrack.workspace.opening import octets
from ssetrack.workspace.remarks import print_aside, reader
from ssetrack.workspace.writing import create_file, replace_source, write_file

UTF_8 = "utf-8"


def print_plan(plan: CheckedPlan) -> None:
    """The plan to standard output, and the report beside it."""
    for line in report_text(plan.proposal, reader()).splitlines():
        print_aside(line)
    sys.stdout.write(plan.text)


def write_plan(plan: CheckedPlan, path: Path, wishes: Wishes) -> None:
    """A new plan, with its mapping and its rows as read beside it."""
    beside, rows = beside_plan(path, MAPPING), beside_plan(path, ROWS)
    refuse_stranger(rows)
    write_mapping(beside, plan.proposal, wishes)
    write_file(rows, rows_text(plan.proposal).encode(UTF_8))
    create_file(path, plan.text.encode(UTF_8))


def write_mapping(beside: Path, proposal: Proposal, wishes: Wishes) -> None:
    """The mapping beside a plan: a new one, or what somebody wrote with what the import added to it."""
    refuse_other_mapping(beside, wishes)
    if wishes.mapping_path is None:
        create_file(beside, mapping_text(proposal).encode(UTF_8), is_edit=wishes.into is not None)
        return
    from ssetrack.edit.change import file_bytes
    from ssetrack.importing.again.mapping_edits import mapping_with

    mapping = read_file(wishes.mapping_path, DEFAULT_LIMITS)
    options = {"language": wishes.lang, "year": wishes.year, "start": wishes.start}
    said = {name: value for name, value in options.items() if value is not None}
    after = mapping_with(mapping, proposal, said, wishes.date_order or "")
    answers_in(after)
    content = file_bytes(after, after.text)
    if not beside.exists():
        create_file(beside, content, is_edit=True)
    elif after.text != mapping.text:
        replace_source(mapping, content)


def refuse_other_mapping(beside: Path, wishes: Wishes) -> None:
    """Raise `SsetrackError` where another mapping is beside the plan than the one that was read."""
    if beside.exists() and (wishes.mapping_path is None or not beside.samefile(wishes.mapping_path)):
        raise SsetrackError(
            message("`{path}` exists already, but another mapping file was read", path=str(beside)),
            message("nothing was written; move it, or leave out `--mapping`"),
        )


def refuse_stranger(path: Path) -> None:
    """Raise `SsetrackError` for a file of that name that is not the rows as read by import."""
    if not path.exists():
        return
    if not is_rows_text(octets(str(path), DEFAULT_LIMITS.file_size).decode(UTF_8, "replace")):
        raise SsetrackError(
            message("`{path}` exists already, but `ssetrack import` did not write it", path=str(path)),
            message("nothing was written; move it, or choose another name for the plan"),
        )
