"""Calendars of a site that are of a plan or a language which it no longer has.

Comes in: the folder of the feeds, and the kinds that this run made. Goes out: their names on stderr, or they
are removed. They keep their entries until then: a run for one plan of several would empty people's calendars.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.language.speaker import Speaker
from ssetrack.publish.feed_files import is_of_kind
from ssetrack.publish.manifest import FILE, FeedKind, Manifest
from ssetrack.publish.published import octets_of
from ssetrack.workspace.locking import lock
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.replacing import Replacement, replace_files


def name_former(
    folder: Path, kinds: Collection[FeedKind], made: Collection[str], *, prune: bool, speaker: Speaker
) -> None:
    """Name the feeds that are made like one of these kinds and that none of them takes over, or remove them.

    `made` are the names that this run wrote. Only what the manifest names and is still as we made it is
    removed.
    """
    path = folder / FILE
    if not path.is_file():
        return
    with lock(folder):
        manifest = Manifest.parse(octets_of(path).decode(errors="replace")) or Manifest()
        ways = {one.way for one in kinds}
        former = [
            name
            for name, kind in sorted(manifest.feeds.items())
            if name not in made
            and kind.way in ways
            and not any(one.takes_over(kind) for one in kinds)
            and is_of_kind(folder / name, kind)
        ]
        if not former:
            return
        if not prune:
            remark(message("no longer made: {names}; `--prune` removes them", names=few(former)), speaker)
            return
        kept = {name: kind for name, kind in manifest.feeds.items() if name not in former}
        filters = {
            how: one for how, one in manifest.filters.items() if how in {kind.how for kind in kept.values()}
        }
        replace_files([Replacement(folder / name, None, is_edit=False) for name in former])
        replace_files([Replacement(path, Manifest(kept, filters).text().encode(), is_edit=False)])
        remark(message("removed: {names}", names=few(former)), speaker)
