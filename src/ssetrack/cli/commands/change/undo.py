"""`ssetrack undo`: the last edit, taken back."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.edit_options import DryRunOption, InOption

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ssetrack.workspace.undo import EditUndone


def undo(
    in_: InOption = None,
    dry_run: DryRunOption = False,
    list_: Annotated[bool, typer.Option("--list", help="List the edits, the newest first.")] = False,
) -> None:
    """Take back the last edit that ssetrack made in these plans.

    Used again, it takes back the one before. Nothing is taken back if a file was changed since.
    """
    from ssetrack.cli.commands.change.edit_outcome import only_tried
    from ssetrack.cli.printing import write_result
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message
    from ssetrack.wording.printable import log_line
    from ssetrack.workspace.configuration import configuration
    from ssetrack.workspace.files import plan_paths
    from ssetrack.workspace.opening import STDIN
    from ssetrack.workspace.remarks import remark
    from ssetrack.workspace.undo import command_line, commands, forget, last_edit, take_back

    paths = [path for path in plan_paths(in_, configuration()) if path != STDIN]
    if list_:
        write_result("".join(f"{log_line(one)}\n" for one in commands(paths)), None)
        return
    edit = last_edit(paths, belongs_to(paths))
    if edit is None:
        raise SsetrackError(
            message("there is nothing to undo in these plans"),
            message("only edits by ssetrack on this computer can be undone, the last 100"),
        )
    if not edit.files:
        if not dry_run:
            forget(edit)
        raise SsetrackError(
            message(
                "`{command}` is already taken back: the files are as they were before it",
                command=command_line(edit.entry.command),
            ),
            message("nothing was changed; `ssetrack undo` again takes back the edit before that one"),
        )
    command = command_line(edit.entry.command)
    sentences = [
        message("{path} is removed: `{command}` had made it", path=one.path, command=command)
        if one.before is None
        else message("{path} is as it was before `{command}`", path=one.path, command=command)
        for one in edit.files
    ]
    if not dry_run:
        take_back(edit)
    for sentence in sentences:
        remark(only_tried(sentence) if dry_run else sentence)
    if dry_run:
        print_diffs(edit)


def belongs_to(plans: "Sequence[str]") -> "Callable[[str], bool]":
    """Whether an edit of these plans may have changed another file: one of import's, or a baseline."""
    import os
    from pathlib import Path

    from ssetrack.cli.commands.change.import_request import MAPPING, ROWS, beside_plan
    from ssetrack.cli.lint.renamed_baseline import is_baseline

    known = {os.path.realpath(beside_plan(Path(path), name)) for path in plans for name in (MAPPING, ROWS)}
    folders = {os.path.realpath(folder) for folder in (Path(), *(Path(path).parent for path in plans))}

    def belongs(path: str) -> bool:
        # Of any other file the journal may say what it likes.
        is_plain = path == os.path.realpath(path)
        return is_plain and (path in known or (str(Path(path).parent) in folders and is_baseline(path)))

    return belongs


def print_diffs(edit: "EditUndone") -> None:
    """Print what would change in each file."""
    from ssetrack.cli.printing import write_diff
    from ssetrack.source.decode import decode

    for one in edit.files:
        now, before = ("" if content is None else decode(content).text for content in (one.now, one.before))
        write_diff(now, before, one.path)
