"""What every command that changes a plan begins with: the files, and the items in them that are meant.

Comes in: the options. Goes out: a `Workbench`, which knows the sources, the day and the items; the changes
are made by `carrying_out` and `whole_plan`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ssetrack import outline
from ssetrack.cli.days import day_of
from ssetrack.cli.edit_options import EditOptions
from ssetrack.cli.reading import unreadable
from ssetrack.dates import DateProblem, DateReading, Period
from ssetrack.dates.relative.to_today import relative_day
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.fixes import FixedFile
from ssetrack.edit.item_dates import date_reader
from ssetrack.edit.item_lookup import ItemNode, item_named
from ssetrack.edit.occurrences import OccurrenceNode
from ssetrack.language.collation import fold
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.field_groups import DATES
from ssetrack.schedule.occurrences import OccurrenceSet
from ssetrack.source import Source
from ssetrack.source.tree import Mapping
from ssetrack.status import Snapshot
from ssetrack.status.snapshot import common_zone
from ssetrack.workspace.configuration import Configuration, configuration
from ssetrack.workspace.files import plan_paths, read_file
from ssetrack.workspace.opening import STDIN, descriptor
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import reader_of

NEARLY = ("impossible-date", "ambiguous-date", "vague-date")
"""The rules of what is meant as a date: `31 June 2027` is no id with a month behind it."""


@dataclass(frozen=True)
class Workbench:
    """The plan files at hand, read but not loaded, and the day."""

    configuration: Configuration
    sources: tuple[Source, ...]
    today: date
    dry_run: bool
    speaker: Speaker

    @cached_property
    def plans(self) -> Snapshot:
        """All plans as they are before the edit, loaded when somebody asks."""
        from ssetrack.load import load
        from ssetrack.status import snapshot

        return snapshot((load(one) for one in self.sources), self.today)

    def target(self, asked: str) -> ItemNode:
        """The activity or milestone of that id. Raises `SsetrackError` where there is none, or several."""
        try:
            return item_named(self.sources, asked)
        except SsetrackError:
            self.name_unreadable()
            raise

    def name_unreadable(self) -> None:
        """Say which of the plans cannot be read: what is in them is not known."""
        for source in self.sources:
            if source.broken:
                remark(unreadable(source), self.speaker)

    def again(self, item: ItemNode) -> ItemNode:
        """An item as it is in the sources here, which may have been changed since it was looked up."""
        source = next(one for one in self.sources if one.path == item.source.path)
        node = source.node(item.route)
        if source is item.source or not isinstance(node, Mapping):
            return item
        return dataclasses.replace(item, source=source, node=node)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all items, folded, alone and behind their plan's."""
        found = set()
        for source in self.sources:
            plan = outline.plan_id(source)
            for own_id, _ in outline.items(source.root):
                found |= {fold(own_id), fold(f"{plan}:{own_id}")}
        return frozenset(found)

    def is_item(self, word: str) -> bool:
        """Whether a word is the id of an item, or of one of its times."""
        from ssetrack.query.occurrence_lookup import id_and_day

        return fold(id_and_day(word)[0]) in self.ids

    def is_date(self, text: str) -> bool:
        """Whether a text is a date in one of the plans, or counts from today."""
        if relative_day(text, self.today) is not None:
            return True
        return any(not isinstance(one, DateProblem) for one in self._reads(text))

    def is_nearly_a_date(self, text: str) -> bool:
        """Whether a text is meant as a date, and cannot be one."""
        return any(isinstance(one, DateProblem) and one.rule in NEARLY for one in self._reads(text))

    def _reads(self, text: str) -> Iterator[DateReading]:
        return (date_reader(source, DATES[0])(text) for source in self.sources)

    def times(self, target: ItemNode, source: Source | None = None) -> OccurrenceSet | None:
        """When an item takes place, where it comes back; by `source` in the place of its file, if given."""
        plans = self.plans
        if source is not None:
            plans = self.instead_of(target.source, source).plans
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

    def instead_of(self, source: Source, now: Source) -> Workbench:
        """The same with one file as it is now."""
        return dataclasses.replace(self, sources=tuple(now if one is source else one for one in self.sources))

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
    roots = (source.root for source in sources if isinstance(source.root, Mapping))
    return common_zone(outline.text(root, "timezone") for root in roots)


def write_fixed(files: Sequence[FixedFile]) -> None:
    """Write what the fixes made of files, into all or into none; standard input always comes out on stdout.

    What is piped through a formatter is lost where it does not come out, whether anything was fixed or not.
    Only what is no UTF-8 does not come out: it would be other octets.
    """
    from ssetrack.cli.printing import write_octets
    from ssetrack.workspace.writing import replace_sources

    replace_sources(
        [(file.before, file.content) for file in files if file.fixes and file.before.path != STDIN]
    )
    for file in files:
        is_as_it_came = all(one.rule != "not-utf8" for one in file.before.problems)
        if file.before.path == STDIN and is_as_it_came:
            write_octets(file.content, None)
