"""What every command that changes a plan does: find the item, change it, look again, write it.

Comes in: the options and what is to change. Goes out: a file with a few other characters in it, or a diff.
What lint would call an error, and was none before, is refused; so is whatever cannot be done safely. A
conflict in the planning is done, and said.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ssetrack import outline
from ssetrack.cli.days import day_of
from ssetrack.cli.options import EditOptions
from ssetrack.dates import Period
from ssetrack.diagnostic import Finding, Kind, SsetrackError
from ssetrack.edit.affected_items import affected_items
from ssetrack.edit.change import Change, file_bytes, source_after
from ssetrack.edit.fixes import FixedFile
from ssetrack.edit.item_lookup import ItemNode, item_named
from ssetrack.edit.occurrences import OccurrenceNode
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.schedule.occurrences import OccurrenceSet
from ssetrack.source import Source
from ssetrack.source.tree import Mapping
from ssetrack.workspace.configuration import Configuration, configuration
from ssetrack.workspace.files import STDIN, plan_paths, read_file
from ssetrack.workspace.opening import descriptor
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import reader_of


@dataclass(frozen=True)
class Workbench:
    """The plan files at hand, read but not loaded, and the day."""

    configuration: Configuration
    sources: tuple[Source, ...]
    today: date
    dry_run: bool
    speaker: Speaker

    def target(self, asked: str) -> ItemNode:
        """The activity or milestone of that id. Raises `SsetrackError` where there is none, or several."""
        try:
            return item_named(self.sources, asked)
        except SsetrackError:
            for source in self.sources:
                if source.broken:
                    remark(unreadable(source), self.speaker)
            raise

    def times(self, target: ItemNode, source: Source | None = None) -> OccurrenceSet | None:
        """When an item takes place, where it comes back; by `source` in the place of its file, if given."""
        from ssetrack.load import load
        from ssetrack.status import snapshot

        sources = [source if source and one is target.source else one for one in self.sources]
        plans = snapshot((load(one) for one in sources), self.today)
        path = target.source.path
        return next(
            (
                plans.schedule.due[item].occurrences
                for file in plans.portfolio.files
                for item in file.items
                if file.path == path and item.id == target.id
            ),
            None,
        )

    def occurrence(self, asked: str) -> OccurrenceNode | None:
        """The single time that `ID@DATE` means; None for an id without a day."""
        from ssetrack.edit.occurrences import occurrence_node
        from ssetrack.query.occurrence_lookup import id_and_day, key_at

        own_id, day = id_and_day(asked)
        if day is None:
            return None
        target = self.target(own_id)
        times = self.times(target)
        key = key_at(own_id, times, day)
        assert times is not None, "what has a key comes back"
        return occurrence_node(target, times, key)

    def ending(self, target: ItemNode, day: str, series: bool) -> list[Change]:
        """The changes that end a series on a day, where the whole is meant."""
        from ssetrack.dates.edtf import read_date
        from ssetrack.edit.occurrences import is_series, series_end

        times = self.times(target) if series and is_series(target) else None
        read = read_date(day)
        last = read.latest if isinstance(read, Period) else None
        return [] if times is None or last is None else series_end(target, times, last)

    def shifts(self, target: ItemNode, changes: Sequence[Change]) -> list[Change]:
        """The changes of the keys of a series that is moved by other changes."""
        from ssetrack.edit.occurrences import key_shifts

        before = self.times(target)
        after = self.times(target, source_after(target.source, changes, self.configuration.limits))
        return [] if before is None or after is None else key_shifts(target, before, after)

    def refuse_series(self, target: ItemNode) -> None:
        """Raise `SsetrackError` for an item that comes back, with the next of its times."""
        from ssetrack.edit.occurrences import choose_a_time, is_series

        times = self.times(target) if is_series(target) else None
        if times is not None:
            raise choose_a_time(target, times, self.today)

    def make(self, source: Source, changes: Sequence[Change], what: Message) -> None:
        """Make the changes and write the file, or print the diff; say what was done and where."""
        after = source_after(source, changes, self.configuration.limits) if changes else source
        if after.text == source.text:
            remark(message("nothing to change: {what}", what=what), self.speaker)
            return
        refuse_errors(self, source, after, changes)
        if self.dry_run:
            print_diff(source, after)
            return
        from ssetrack.workspace.writing import replace_source

        replace_source(source, file_bytes(after, after.text))
        line = _first_line(source, after, changes)
        remark(message("{path}:{line}: {what}", path=source.path, line=line, what=what), self.speaker)


def _first_line(before: Source, after: Source, changes: Sequence[Change]) -> int:
    """The first line that is not what it was."""
    first = min(splice.start for change in changes for splice in change.splices)
    line = before.position(first)[0]
    while before.lines.line_text(line) == after.lines.line_text(line) and line < len(after.lines.starts):
        line += 1
    return line


def workbench(options: EditOptions) -> Workbench:
    """Read the files that may be changed."""
    config = configuration()
    paths = plan_paths(options.in_, config)
    if any(path == STDIN or descriptor(path) is not None for path in paths):
        raise SsetrackError(message("standard input cannot be changed"), message("name a file or a folder"))
    sources = tuple(read_file(path, config.limits) for path in paths)
    _, speaker = reader_of(config)
    return Workbench(config, sources, day_of(options.today, _zone(sources)), options.dry_run, speaker)


def _zone(sources: Sequence[Source]) -> str:
    """The zone that all plans share, else UTC."""
    roots = [source.root for source in sources if isinstance(source.root, Mapping)]
    zones = {outline.text(root, "timezone") for root in roots}
    return (zones.pop() if len(zones) == 1 else None) or "UTC"


def unreadable(source: Source) -> Message:
    """Why a file gives no plan."""
    problem = source.problems[0]
    line, column = source.position(source.locate(problem.place)[0])
    where = f"{source.path}:{line}:{column}"
    return message("{where}: cannot read this plan: {problem}", where=where, problem=problem.message)


def print_diff(before: Source, after: Source) -> None:
    """Print what changes in a file; on a terminal without control characters."""
    from ssetrack.terminal.text_diff import text_diff
    from ssetrack.wording.printable import printable

    diff = text_diff(before.text, after.text, before.path)
    sys.stdout.write(printable(diff) if sys.stdout.isatty() else diff)


def refuse_errors(bench: Workbench, before: Source, after: Source, changes: Sequence[Change]) -> None:
    """Raise `SsetrackError` for the first error that lint finds after an edit and did not find before.

    A planning conflict is no reason to refuse: whoever moves one date first must be able to move the other
    next. It is said instead. Nearly always there is none, and then it is enough to have looked round the item
    that is changed.
    """
    from ssetrack.lint.new_errors import new_errors, sentence

    routes = [meant.route for change in changes for meant in change.meant]
    if not _errors(bench, before, affected_items(after, routes)):
        return
    new = new_errors(_errors(bench, before, before), _errors(bench, before, after))
    for error in new:
        if error.kind is not Kind.CONFLICT:
            raise SsetrackError(sentence(error), error.help)
    for conflict in new:
        remark(message("warning: {problem}", problem=sentence(conflict)), bench.speaker)


def _errors(bench: Workbench, before: Source, now: Source) -> list[Finding]:
    """The errors that lint finds with a file as it is now."""
    from ssetrack.lint.new_errors import errors_of
    from ssetrack.load import load
    from ssetrack.status import snapshot

    sources = [now if source is before else source for source in bench.sources]
    return errors_of(snapshot((load(source) for source in sources), bench.today))


def write_fixed(file: FixedFile) -> None:
    """Write what the fixes made of a file; standard input comes out on stdout."""
    from ssetrack.workspace.writing import replace_source

    if file.before.path == STDIN:
        sys.stdout.write(file.content.decode())
    else:
        replace_source(file.before, file.content)
