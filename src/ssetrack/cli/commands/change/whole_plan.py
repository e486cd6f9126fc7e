"""What the commands do that change more than one item: parts of a plan, and several plans at once.

Comes in: the files at hand and changes for each. Goes out: all of the files, or none; or their diffs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ssetrack.cli.commands.change.edit_outcome import made_by, only_tried, write_or_print
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.whole_plan.part_lookup import PartNode, Target, target_named
from ssetrack.language.message import Message, message
from ssetrack.source import Source
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.remarks import remark


def target_of(bench: Workbench, asked: str) -> Target:
    """The item or the part that a name means. Raises `SsetrackError` for none, or several."""
    try:
        return target_named(bench.sources, asked)
    except SsetrackError:
        bench.name_unreadable()
        raise


def parts_of(bench: Workbench, asked: str) -> tuple[PartNode, ...]:
    """The part that a name means, perhaps in several plans; empty for what is to be looked up as an item."""
    if "@" in asked:
        return ()
    target = target_of(bench, asked)
    return target if isinstance(target, tuple) else ()


def make_all(
    bench: Workbench,
    edits: Sequence[tuple[Source, list[Change]]],
    what: Message,
    *,
    unchanged: Message | None = None,
    looked_at: bool = False,
    beside: Iterable[tuple[Path, bytes]] = (),
) -> None:
    """Make the changes in all files, or print their diffs; say what was done and where.

    `unchanged` is said where all is so already. `looked_at` says that the changes put nothing in the wrong,
    so that lint is not asked. `beside` are files that go along, with their new contents.
    """
    made = made_by(bench, edits, beside)
    if not made.changed:
        remark(unchanged or message("nothing was changed"), bench.speaker)
    elif bench.dry_run:
        write_or_print(bench, made, [only_tried(what)], looked_at=looked_at)
    else:
        paths = {before.path for before, _ in made.changed}
        said = [_in_place(source, changes, what) for source, changes in edits if source.path in paths]
        said += [message_behind_label(str(path), what) for path, _ in made.beside]
        write_or_print(bench, made, said, looked_at=looked_at)


def _in_place(source: Source, changes: Sequence[Change], what: Message) -> Message:
    """What was done, with the line where it begins."""
    first = min(splice.start for change in changes for splice in change.splices)
    return message("{path}:{line}: {what}", path=source.path, line=source.position(first)[0], what=what)
