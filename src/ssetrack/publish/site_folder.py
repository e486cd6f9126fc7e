"""Where a site goes: a folder, and what was there before.

Comes in: names of files, and their contents one after the other. Goes out: the files, each written whole,
only where it says something new. A file of somebody else is neither replaced nor removed. The manifest names
a file before it is there, so that a run which is killed leaves nothing that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import count_of, message
from ssetrack.language.nearest import few
from ssetrack.language.speaker import Speaker
from ssetrack.publish.links import refuse_links_out
from ssetrack.publish.manifest_file import keep_manifest, manifest_in
from ssetrack.publish.published import holds
from ssetrack.publish.site_manifest import FILE, HEAD, is_marked, is_one_page, manifest_text, parse
from ssetrack.workspace.locking import lock
from ssetrack.workspace.opening import start_of
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.replacing import cannot_write
from ssetrack.workspace.writing import Batch


class SiteFile(NamedTuple):
    """A file of the site: its path from the top, with slashes, and its octets."""

    name: str
    content: bytes


class SiteFolder:
    """A folder that holds a site, or will."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._known: frozenset[str] = frozenset()
        self.written = self.same = 0

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Have the folder to ourselves; it is made if it is not there.

        Raises `SsetrackError` where it cannot be, or another run is writing there.
        """
        self._make(self.target)
        with lock(self.target):
            self._known = self._manifest()
            yield

    def check(self, names: Sequence[str]) -> None:
        """Raise `SsetrackError` where one of the names is somebody else's file, or leads out of the folder.

        So it does where a folder cannot be made because a file has its name. Nothing is written yet.
        """
        refuse_links_out(self.target, (*names, FILE))
        for folder in dict.fromkeys(parent for name in names for parent in (self.target / name).parents):
            if folder.exists() and not folder.is_dir():
                raise _no_folder(folder)
        for name in names:
            self._refuse_other(name)

    def write(self, names: Sequence[str], files: Iterable[SiteFile]) -> None:
        """Write the files of these names that say something new; what `check` refuses is not asked again."""
        self._keep(self._known.union(names))
        batch, folders = Batch(), set[Path]()
        for one in files:
            path = self.target / one.name
            if holds(path, one.content):
                self.same += 1
                continue
            if path.parent not in folders:
                self._make(path.parent)
                folders.add(path.parent)
            batch.add(path, one.content)
            self.written += 1
        batch.write()

    def remove_stale(self, names: Sequence[str], *, prune: bool, speaker: Speaker) -> None:
        """Name the files of an earlier run that are no longer made; remove them if wanted."""
        stale = sorted(self._known.difference(names))
        stale = [name for name in stale if self._is_ours(name)]
        if not stale:
            if prune:
                self._keep(names)
            return
        if not prune:
            remark(message("no longer made: {names}; `--prune` removes them", names=few(stale)), speaker)
            return
        for name in stale:
            try:
                (self.target / name).unlink(missing_ok=True)
            except OSError as error:
                raise cannot_write(self.target / name, reason(error)) from error
        self._keep(names)
        remark(message("removed: {names}", names=few(stale)), speaker)

    def tell(self, speaker: Speaker) -> None:
        """Say how many files were written, and how many said the same before."""
        what = message(
            "{path}: {written}, {unchanged}",
            path=str(self.target),
            written=count_of("{number} file written", "{number} files written", self.written),
            unchanged=count_of("{number} unchanged", "{number} unchanged", self.same),
        )
        remark(what, speaker)

    def _manifest(self) -> frozenset[str]:
        return manifest_in(self.target / FILE, parse) or frozenset()

    def _keep(self, names: Iterable[str]) -> None:
        """Write the manifest if it would say something else."""
        self._known = frozenset(names)
        keep_manifest(self.target / FILE, manifest_text(self._known), parse)

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise _no_folder(folder) from error
        except OSError as error:
            raise cannot_write(folder, reason(error)) from error

    def _refuse_other(self, name: str) -> None:
        path = self.target / name
        if path.exists() and not (self._is_ours(name) or is_one_page(self._head(name))):
            raise SsetrackError(
                message("`{path}` is there already, and ssetrack did not make it", path=str(path)),
                message("nothing was written; give another folder"),
            )

    def _is_ours(self, name: str) -> bool:
        """Whether a file is there, is in this folder, and has our mark."""
        return is_marked(self._head(name))

    def _head(self, name: str) -> bytes:
        """How a file in this folder begins; nothing where there is none."""
        path = self.target / name
        try:
            inside = path.resolve().is_relative_to(self.target.resolve())
            return start_of(str(path), HEAD) if inside and path.is_file() else b""
        except OSError:
            return b""


def _no_folder(path: Path) -> SsetrackError:
    return SsetrackError(message("`{path}` is not a folder", path=str(path)))
