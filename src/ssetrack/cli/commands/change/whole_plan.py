"""What the commands do that change more than one item: parts of a plan, and several plans at once.

Comes in: the files at hand and changes for each. Goes out: all of the files, or none; or their diffs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ssetrack.cli.commands.change.carrying_out import only_tried, tell
from ssetrack.cli.commands.change.edit_session import Workbench, print_diff, unreadable
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import Change, file_bytes, source_after
from ssetrack.edit.consequences import Consequences, consequences
from ssetrack.edit.whole_plan.part_lookup import PartNode, Target, target_named
from ssetrack.language.message import Message, message
from ssetrack.lint.new_errors import sentence
from ssetrack.source import Source
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.remarks import remark


def target_of(bench: Workbench, asked: str) -> Target:
    """The item or the part that a name means. Raises `SsetrackError` for none, or several."""
    try:
        return target_named(bench.sources, asked)
    except SsetrackError:
        name_unreadable(bench)
        raise


def parts_of(bench: Workbench, asked: str) -> tuple[PartNode, ...]:
    """The part that a name means, perhaps in several plans; empty for what is to be looked up as an item."""
    if "@" in asked:
        return ()
    target = target_of(bench, asked)
    return target if isinstance(target, tuple) else ()


def name_unreadable(bench: Workbench) -> None:
    """Say which of the plans cannot be read: what is in them is not known."""
    for source in bench.sources:
        if source.broken:
            remark(unreadable(source), bench.speaker)


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
    made = [
        (source, source_after(source, changes, bench.configuration.limits), changes)
        for source, changes in edits
        if changes
    ]
    made = [(source, after, changes) for source, after, changes in made if after.text != source.text]
    if not made:
        remark(unchanged or message("nothing was changed"), bench.speaker)
        return
    follows = None if looked_at else _consequences(bench, made)
    files = list(beside)
    if bench.dry_run:
        remark(only_tried(what), bench.speaker)
        for source, after, _ in made:
            print_diff(source, after)
        for path, content in files:
            _print_diff(path, content)
    else:
        from ssetrack.workspace.writing import replace_sources

        replace_sources([(source, file_bytes(after, after.text)) for source, after, _ in made], files)
        for source, _, changes in made:
            first = min(splice.start for change in changes for splice in change.splices)
            line = source.position(first)[0]
            remark(message("{path}:{line}: {what}", path=source.path, line=line, what=what), bench.speaker)
        for path, _ in files:
            remark(message_behind_label(str(path), what), bench.speaker)
    if follows is not None:
        tell(bench, follows)


def _consequences(bench: Workbench, made: Sequence[tuple[Source, Source, list[Change]]]) -> Consequences:
    """What follows from the changes. Raises `SsetrackError` for an error that was none before."""
    latest = {source.path: after for source, after, _ in made}
    routes = {
        source.path: [meant.route for change in changes for meant in change.meant]
        for source, _, changes in made
    }
    after = [latest.get(source.path, source) for source in bench.sources]
    follows = consequences(bench.sources, after, routes, bench.today)
    if follows.errors:
        error = follows.errors[0]
        raise SsetrackError(sentence(error), error.help)
    return follows


def _print_diff(path: Path, content: bytes) -> None:
    from ssetrack.terminal.text_diff import text_diff
    from ssetrack.wording.printable import printable

    diff = text_diff(path.read_text(encoding="utf-8"), content.decode(), str(path))
    sys.stdout.write(printable(diff) if sys.stdout.isatty() else diff)
