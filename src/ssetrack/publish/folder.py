"""Where feeds go: standard output, a file or a folder; and what was there before.

Comes in: feeds with their octets. Goes out: files, each written whole, only where it says something new; a
file that is no calendar is never replaced. What is not written, and why, is said on stderr.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ssetrack.calendar.calendar import PRODUCT
from ssetrack.calendar.feeds import Feed
from ssetrack.calendar.stamps import Before, before, is_calendar
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.language.speaker import Speaker
from ssetrack.terminal.progress import tracked
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.remarks import remark

LARGEST = 500_000
"""Octets: some clients lose entries of feeds beyond a megabyte (docs/calendars.md)."""

HEAD = 2_000
"""Octets in which a feed says what it is."""

Content = Callable[[Feed], bytes | None]


class FeedFolder:
    """A place for one feed or for many, and the feeds that were published before."""

    def __init__(self, output: str | None, many: bool, previous: str | None) -> None:
        if many and output in (None, "-"):
            raise SsetrackError(
                message("many feeds need a folder"), message("name one with `-o FOLDER`; it may be new")
            )
        self.target = None if output in (None, "-") or output is None else Path(output)
        self.many = many or (self.target is not None and self.target.is_dir())
        if many and self.target is not None and self.target.exists() and not self.target.is_dir():
            raise SsetrackError(message("`{path}` is no folder", path=str(self.target)))
        self.previous = Path(previous) if previous else None
        self.written: set[str] = set()

    def check_prune(self, prune: bool, *, filtered: bool) -> None:
        """Refuse to remove feeds where not all of them are made."""
        if prune and not self.many:
            raise SsetrackError(message("`--prune` is for folders"), message("add `--by` and `-o FOLDER`"))
        if prune and filtered:
            raise SsetrackError(
                message("`--prune` would remove feeds that only a filter leaves out"),
                message("leave out either the filters or `--prune`"),
            )

    def before(self) -> Before:
        """What was published before: at `--previous`, else where the feeds go."""
        place = self.previous or self.target
        if place is None:
            return Before()
        if self.previous is not None and not place.exists():
            remark(message("there is no `{path}`: every entry counts as new", path=str(place)))
        paths = sorted(place.glob("*.ics")) if place.is_dir() else [place] if place.is_file() else []
        contents = {path.name: _read(path) for path in paths}
        if self.previous is None:
            contents = {name: content for name, content in contents.items() if is_calendar(content)}
        found = before(contents)
        for name in found.damaged:
            remark(message("`{name}` is damaged, or not a calendar: its entries count as new", name=name))
        return found

    def path(self, feed: Feed) -> Path:
        """Where a feed goes in a folder or as a file."""
        assert self.target is not None
        return self.target / f"{feed.name}.ics" if self.many else self.target

    def write(self, feeds: Sequence[Feed], content: Content, speaker: Speaker) -> None:
        """Write the feeds that have an entry and say something new."""
        if self.target is None:
            for feed in feeds:
                found = content(feed)
                if found is None:
                    remark(message("no item has a date: nothing to write"), speaker)
                else:
                    sys.stdout.flush()
                    sys.stdout.buffer.write(found)
                    self._weigh(speaker.say(message("the feed")), found, speaker)
            return
        from ssetrack.workspace.writing import write_file  # what it brings along takes its time

        for feed in feeds:
            _refuse_other(self.path(feed))
        if self.many:
            self.target.mkdir(parents=True, exist_ok=True)
        same, empty = 0, []
        for feed in tracked(feeds, speaker.say(message("Feeds")), sys.stderr):
            found, path = content(feed), self.path(feed)
            if found is None:
                empty.append(path.name)
                continue
            self._weigh(str(path), found, speaker)
            self.written.add(path.name)
            if path.is_file() and _read(path) == found:
                same += 1
            else:
                write_file(path, found)
        self._report(same, empty, speaker)

    def _report(self, same: int, empty: list[str], speaker: Speaker) -> None:
        if empty:
            remark(message("no item has a date, so not written: {names}", names=few(empty)), speaker)
        number = len(self.written) - same
        if self.many and self.written:
            what = message(
                "{path}: {number} feeds written, {same} unchanged",
                path=str(self.target),
                number=number,
                same=same,
            )
            remark(what, speaker)

    def _weigh(self, name: str, content: bytes, speaker: Speaker) -> None:
        if len(content) > LARGEST:
            what = message(
                "{name} has {size} KB; some calendars lose entries of large feeds: `--since`, `--by` help",
                name=name,
                size=len(content) // 1000,
            )
            remark(what, speaker)

    def name_stale(self, kind: str, prune: bool, speaker: Speaker) -> None:
        """Name the feeds of the same kind in the folder that are no longer made; remove them if wanted."""
        if not self.many or self.target is None or not self.target.is_dir():
            return
        stale = [
            path
            for path in sorted(self.target.glob("*.ics"))
            if path.name not in self.written and _is_of_kind(path, kind)
        ]
        if not stale:
            return
        names = few([path.name for path in stale])
        if not prune:
            remark(message("no longer made: {names}; `--prune` removes them", names=names), speaker)
            return
        for path in stale:
            path.unlink(missing_ok=True)
        remark(message("removed: {names}", names=names), speaker)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SsetrackError(
            message("cannot read `{path}`: {reason}", path=str(path), reason=reason(error))
        ) from error


def _refuse_other(path: Path) -> None:
    """Refuse to replace a file that is not a calendar: `-o plan.yaml` is soon typed."""
    if path.is_file() and path.stat().st_size and not is_calendar(_read(path)):
        raise SsetrackError(
            message("`{path}` is there and is no calendar", path=str(path)),
            message("nothing was written; give another name"),
        )


def _is_of_kind(path: Path, kind: str) -> bool:
    """Whether a file is a feed of ours, made in the same way from these plans or some of them."""
    head = _read(path)[:HEAD].decode(errors="replace").replace("\r\n ", "").splitlines()
    if f"PRODID:{PRODUCT}" not in head:
        return False
    made = next((one.partition(":")[2] for one in head if one.startswith("X-SSETRACK-FEED:")), "")
    how, _, plans = made.partition(":")
    ours, _, now = kind.partition(":")
    return how == ours and set(plans.split("+")) <= set(now.split("+"))
