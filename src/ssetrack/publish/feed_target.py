"""Where feeds go: standard output, a file or a folder; and what was there before.

Comes in: feeds with their octets. Goes out: files, each written whole, only where it says something new; a
file that is no calendar is never replaced. In a folder, a manifest says which feeds are ours and with which
filters they were made: only those are removed, and no other run cuts them. What is not written, and why, is
said on stderr.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from ssetrack.calendar.calendar import FeedContent
from ssetrack.calendar.feeds import Feed
from ssetrack.calendar.stamps import Before, Key, before, has_entry, is_calendar, title_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.nearest import few
from ssetrack.language.speaker import Speaker
from ssetrack.publish import manifest
from ssetrack.publish.feed_files import is_of_kind, is_ours, kind_in, refuse_other
from ssetrack.publish.links import refuse_links_out
from ssetrack.publish.manifest import FeedKind, Filters, Manifest
from ssetrack.publish.manifest_file import keep_manifest, manifest_in
from ssetrack.publish.published import holds, octets_of
from ssetrack.terminal.progress import with_progress
from ssetrack.workspace.locking import lock
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.replacing import remove_abandoned
from ssetrack.workspace.writing import Batch, write_file

LARGEST = 500_000
"""Octets: some clients lose entries of feeds beyond a megabyte (docs/calendars.md)."""


class Content(Protocol):
    """Makes a feed; None where it has no entry, unless it is to be written `empty`."""

    def __call__(self, feed: Feed, *, empty: bool = False) -> FeedContent | None:
        """One feed as a file."""


class FeedTarget:
    """A place for one feed or for many, and the feeds that were published before."""

    def __init__(
        self, output: str | None, many: bool, previous: str | None, *, part: str | None = None
    ) -> None:
        if many and output in (None, "-"):
            raise SsetrackError(
                message("`--by` writes several calendar feeds, so it needs a folder"),
                message("give one with `-o FOLDER`; it can be new"),
            )
        self.place = None if output in (None, "-") or output is None else Path(output)
        self.many = many or (self.place is not None and self.place.is_dir())
        if many and self.place is not None and self.place.exists() and not self.place.is_dir():
            raise SsetrackError(message("`{path}` is not a folder", path=str(self.place)))
        self.previous = Path(previous) if previous else None
        # Of a site these are the feeds in one language (empty: without a mark of any), among others of the
        # same entries; the site says at the end what was done.
        self.part = part
        self.written: set[str] = set()
        self.same = 0
        self.manifest = Manifest()
        self._former: Mapping[str, FeedKind] = {}

    @contextmanager
    def lock(self, kind: str, filters: Filters) -> Iterator[None]:
        """Have the folder to ourselves while feeds of that kind are made: what is there stays as it was read.

        Raises `SsetrackError` where the feeds of that kind were made with other filters: they would be cut.
        """
        if self.place is None or not self.many:
            yield
            return
        self.place.mkdir(parents=True, exist_ok=True)
        with lock(self.place):
            refuse_links_out(self.place, (manifest.FILE,))
            self.manifest = self._manifest()
            how = FeedKind.parse(kind).how
            before = self.manifest.filters.get(how)
            if before is not None and before != filters:
                raise SsetrackError(
                    message(
                        "the calendar feeds in `{path}` were made with other filters"
                        " (before: {before}; now: {now})",
                        path=str(self.place),
                        before=_words(before),
                        now=_words(filters),
                    ),
                    message("nothing was written; use the same filters or another folder"),
                )
            yield
            self._keep(FeedKind.parse(kind), filters)

    def _manifest(self) -> Manifest:
        """The manifest of the folder; an empty one where there is none, or none that can be read."""
        assert self.place is not None
        return manifest_in(self.place / manifest.FILE, Manifest.parse) or Manifest()

    def _keep(self, kind: FeedKind, filters: Filters) -> None:
        """Write the manifest: what it had, as far as it is still there, and what was written."""
        assert self.place is not None
        feeds = {**self.manifest.feeds, **dict.fromkeys(self.written, kind), **self._former}
        feeds = {name: one for name, one in feeds.items() if (self.place / name).is_file()}
        if not feeds:
            return
        remove_abandoned(self.place, (*feeds, *self.manifest.feeds, manifest.FILE))
        now = Manifest(feeds, {**self.manifest.filters, kind.how: filters})
        keep_manifest(self.place / manifest.FILE, now.text(), Manifest.parse)

    def check_prune(self, prune: bool, *, filtered: bool) -> None:
        """Refuse to remove feeds where not all of them are made."""
        if prune and not self.many:
            raise SsetrackError(
                message("`--prune` needs a folder of calendar feeds"), message("add `--by` and `-o FOLDER`")
            )
        if prune and filtered:
            raise SsetrackError(
                message("with a filter, `--prune` would remove calendar feeds that people still use"),
                message("leave out the filters or `--prune`"),
            )

    def before(self) -> Before:
        """What was published before: at `--previous`, else where the feeds go."""
        there = self.previous or self.place
        if there is None:
            return Before()
        if self.previous is not None and not there.exists():
            remark(message("`{path}` does not exist, so every entry counts as new", path=str(there)))
        if there.is_dir():
            paths = [path for path in sorted(there.glob("*.ics")) if self._is_of_part(path.name)]
        else:
            # Where a feed goes may be a pipe or /dev/stdout; what was published before is a file.
            is_read = there.exists() if self.previous is not None else there.is_file()
            paths = [there] if is_read else []
        contents = {path.name: octets_of(path) for path in paths}
        if self.previous is None:
            contents = {name: content for name, content in contents.items() if is_calendar(content)}
        found = before(contents)
        for name in found.damaged:
            remark(message("`{name}` is damaged or not a calendar, so its entries count as new", name=name))
        return found

    def _is_of_part(self, name: str) -> bool:
        """Whether a feed may be the one before: another language has other words for the same entry."""
        kind = self.manifest.feeds.get(name)
        return self.part is None or kind is None or kind.language == self.part

    def kinds_of_others(self, kind: FeedKind) -> dict[str, FeedKind]:
        """Our feeds in the folder that were made in the same way, of other plans: their kinds by file name.

        Each says so itself: whoever fetches what was published gets feeds, and often no manifest.
        """
        if not self.many or self.place is None:
            return {}
        kinds = {path.name: kind_in(path) for path in sorted(self.place.glob("*.ics"))}
        return {
            name: one
            for name, one in kinds.items()
            if one is not None and one.how == kind.how and one.plans != kind.plans
        }

    def path(self, feed: Feed) -> Path:
        """Where a feed goes in a folder or as a file."""
        assert self.place is not None
        return self.place / f"{feed.name}.ics" if self.many else self.place

    def write(
        self,
        feeds: Sequence[Feed],
        content: Content,
        speaker: Speaker,
        former: Mapping[str, FeedKind] = MappingProxyType({}),
    ) -> frozenset[Key]:
        """Write the feeds that have an entry and say something new.

        `former` has the kinds, by file name, of those that were named when there were other plans. What comes
        back are the entries, in whichever feeds, that differ from before in their words alone.
        """
        self._former = former
        reworded: set[Key] = set()
        if self.place is None:
            for feed in feeds:
                found = content(feed)
                if found is None:
                    remark(message("no item has a date, so nothing was written"), speaker)
                else:
                    sys.stdout.flush()
                    sys.stdout.buffer.write(found.octets)
                    self._weigh(speaker.say(message("the calendar feed")), found.octets, speaker)
                    reworded |= found.reworded
            return frozenset(reworded)
        if self.many:
            refuse_links_out(self.place, [self.path(feed).name for feed in feeds])
        for feed in feeds:
            refuse_other(self.path(feed))
        empty: list[str] = []
        emptied: list[str] = []
        batch = Batch()
        for feed in with_progress(feeds, speaker.say(message("Calendar feeds")), sys.stderr):
            found, path = content(feed), self.path(feed)
            if found is None and path.is_file() and is_ours(path):
                # Left as it was, it would keep its entries in people's calendars for ever.
                found = content(feed, empty=True)
                if has_entry(octets_of(path)):
                    emptied.append(path.name)
            if found is None:
                empty.append(path.name)
                continue
            reworded |= found.reworded
            self._weigh(str(path), found.octets, speaker)
            self.written.add(path.name)
            if path.is_file() and holds(path, found.octets):
                self.same += 1
                if not self.many:
                    remove_abandoned(path.parent, (path.name,))
            elif self.many:
                batch.add(path, found.octets)
            else:
                write_file(path, found.octets)
        batch.write()
        self._report(empty, emptied, speaker)
        return frozenset(reworded)

    def _report(self, empty: list[str], emptied: list[str], speaker: Speaker) -> None:
        _say_emptied(emptied, speaker)
        if self.part is not None:
            return
        if empty:
            remark(message("not written, because no item has a date: {names}", names=few(empty)), speaker)
        number = len(self.written) - self.same
        if self.many and self.written:
            what = message(
                "{path}: {written}, {unchanged}",
                path=str(self.place),
                written=count_of("{number} calendar written", "{number} calendars written", number),
                unchanged=count_of("{number} unchanged", "{number} unchanged", self.same),
            )
            remark(what, speaker)

    def _weigh(self, name: str, content: bytes, speaker: Speaker) -> None:
        if len(content) > LARGEST:
            what = message(
                "{name} has {size} KB, and some programs lose entries of large calendar feeds;"
                " use `--since` or `--by` to make it smaller",
                name=name,
                size=len(content) // 1000,
            )
            remark(what, speaker)

    def name_stale(self, kind: str, prune: bool, content: Content, speaker: Speaker) -> None:
        """Name the feeds of the same kind in the manifest that are no longer made; remove them if wanted.

        Those that stay lose their entries: what they are for is gone, and their subscribers are not.
        """
        if not self.many or self.place is None:
            return
        stale = [
            self.place / name
            for name, other in sorted(self.manifest.feeds.items())
            if name not in self.written
            and FeedKind.parse(kind).takes_over(other)
            and is_of_kind(self.place / name, other)
        ]
        if not stale:
            return
        names = few([path.name for path in stale])
        if not prune:
            remark(message("no longer made: {names}; `--prune` removes them", names=names), speaker)
            self._empty(stale, content, speaker)
            return
        for path in stale:
            path.unlink(missing_ok=True)
        remark(message("removed: {names}", names=names), speaker)

    def _empty(self, stale: list[Path], content: Content, speaker: Speaker) -> None:
        """Take the entries out of feeds that nothing fills any more."""
        emptied = []
        for path in stale:
            before = octets_of(path)
            found = content(Feed(path.stem, title_of(before) or path.stem, ()), empty=True)
            if found is None or not has_entry(before):
                continue
            write_file(path, found.octets)
            emptied.append(path.name)
            self.written.add(path.name)
        _say_emptied(emptied, speaker)


def _say_emptied(names: list[str], speaker: Speaker) -> None:
    if names:
        what = message("written without entries, because nothing is left for them: {names}", names=few(names))
        remark(what, speaker)


def _words(filters: Filters) -> Message | str:
    """Filters as they are typed."""
    if not filters:
        return message("no filter")
    words = (f"--{name} {value}".rstrip() for name, values in sorted(filters.items()) for value in values)
    return f"`{' '.join(words)}`"
