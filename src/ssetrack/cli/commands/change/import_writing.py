"""How the results of `ssetrack import` leave: a plan and the two files beside it, or the plan alone.

Comes in: a proposal. Goes out: files, each whole or not at all. No plan is ever overwritten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ssetrack.cli.commands.change.import_request import MAPPING, ROWS, beside_plan
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.contradictions import CheckedPlan
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.mapping.rendering import mapping_text
from ssetrack.importing.report.report_text import report_text
from ssetrack.importing.rows_as_read import is_rows_text, rows_text
from ssetrack.language.message import message
from ssetrack.source import DEFAULT_LIMITS, read
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


def write_plan(plan: CheckedPlan, path: Path, mapping: str | None) -> None:
    """A new plan, with its mapping and its rows as read beside it. `mapping` is the file that was read."""
    beside, rows = beside_plan(path, MAPPING), beside_plan(path, ROWS)
    answers = mapping_text(plan.proposal)
    answers_in(read(answers.encode(UTF_8), beside.name))
    refuse_stranger(rows)
    _write_mapping(beside, answers, mapping)
    write_file(rows, rows_text(plan.proposal).encode(UTF_8))
    create_file(path, plan.text.encode(UTF_8))


def _write_mapping(path: Path, text: str, read_path: str | None) -> None:
    """The mapping: a new file, or in the place of the one that was read, if it says anything else."""
    if not path.exists():
        create_file(path, text.encode(UTF_8))
        return
    source = read_file(str(path), DEFAULT_LIMITS)
    if read_path is None or not path.samefile(read_path):
        raise SsetrackError(
            message("`{path}` exists, and another mapping was read", path=str(path)),
            message("nothing was written; move it, or choose another name for the plan"),
        )
    if answers_in(source) != answers_in(read(text.encode(UTF_8), path.name)):
        replace_source(source, text.encode(UTF_8))


def refuse_stranger(path: Path) -> None:
    """Raise `SsetrackError` for a file of that name that is not the rows as read by import."""
    if not path.exists():
        return
    if not is_rows_text(octets(str(path), DEFAULT_LIMITS.file_size).decode(UTF_8, "replace")):
        raise SsetrackError(
            message("`{path}` exists, and is not a file of import", path=str(path)),
            message("nothing was written; move it, or choose another name for the plan"),
        )
