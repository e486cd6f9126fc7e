"""The plans that a file is among, for a program that stays and is asked again and again: a language server.

Comes in: the path of a file, and the folders that somebody has open. Goes out: what `lint` would read there,
with full paths: by the nearest configuration above the file, else by the open folder that it is in. Nothing
is kept here; `mark` says cheaply whether a file is still what it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.workspace.configuration import Configuration, configuration
from ssetrack.workspace.files import Found, find, is_place_of_plan, places_of_plans

FileMark = tuple[int, int, int]
"""When a file was changed (nanoseconds), how large it is (octets), and which one it is."""

NOTHING = Found((), (), 0)


class PlanFolder(NamedTuple):
    """A folder with its configuration, where its plans are looked for, and those that are there.

    `path` is None for a file that no folder claims: it is alone. `refusals` say why the configuration, or a
    place that it names, could not be read: then that part is as if it said nothing.
    """

    path: Path | None
    configuration: Configuration
    places: tuple[str, ...]
    found: Found
    refusals: tuple[SsetrackError, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are plans, and those that may be."""
        return (*self.found.paths, *self.found.doubtful)

    def claims(self, file: str) -> bool:
        """Whether a file of that path is, or would be, among the plans by its name."""
        # Of each open text each time, and a text alone is in no folder that has places.
        return bool(self.places) and is_place_of_plan(file, self.places, self.configuration)


NO_FOLDER = PlanFolder(None, Configuration(), (), NOTHING, ())


def plan_folder(file: Path, roots: Iterable[Path], known: Iterable[PlanFolder] = ()) -> PlanFolder:
    """The folder whose plans a file is among, if it is a `known` one that very one.

    Nothing is raised for what is on the disk.
    """
    roots = tuple(roots)
    refusals: list[SsetrackError] = []
    config = Configuration()
    try:
        config = configuration(file.parent)
        here = _root_of(file, roots) if config.path is None else config.path.parent
        if config.path is not None:
            config = configuration(here)  # its paths, from its own folder
    except (SsetrackError, OSError) as error:
        refusals.append(_refusal(error))
        here = _root_of(file, roots)
    if here is None:
        return PlanFolder(None, config, (), NOTHING, tuple(refusals))
    same = next((one for one in known if (one.path, one.configuration) == (here, config)), None)
    if same is not None:
        return same
    places = places_of_plans((), config, str(here))
    found = NOTHING
    try:
        found = find(places, config)
    except (SsetrackError, OSError) as error:
        refusals.append(_refusal(error))
    return PlanFolder(here, config, places, found, tuple(refusals))


def _refusal(error: Exception) -> SsetrackError:
    if isinstance(error, SsetrackError):
        return error
    from ssetrack.language.message import message
    from ssetrack.workspace.reasons import reason

    why = reason(error) if isinstance(error, OSError) else str(error)
    path = str(getattr(error, "filename", None))
    return SsetrackError(message("cannot read `{path}`: {reason}", path=path, reason=why))


def _root_of(file: Path, roots: Iterable[Path]) -> Path | None:
    """The innermost open folder that a file is in.

    Somebody's whole home, or the whole disk, is no folder of plans: nobody means to have all of it read.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  (it never raises)
    holding = [root for root in roots if file.is_relative_to(root) and root not in (home, Path(file.anchor))]
    return max(holding, key=lambda root: len(root.parts), default=None)


def real_path(path: str) -> str:
    """What two paths of one file have in common: links followed, in one case where that does not count."""
    try:
        return os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):
        return os.path.normcase(path)


def mark(path: str) -> FileMark | None:
    """What changes when a file is written; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116  (asked of each file each time)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
