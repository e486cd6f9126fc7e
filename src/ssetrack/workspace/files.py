"""Which files are plans, and what stands in them.

Comes in: paths as given. Goes out: loaded plans, in a stable order. A file named on the command line is a
plan; in a folder, every `*.yaml` or `*.yml` in which `recognition` sees one, readable or not.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.source import DEFAULT_LIMITS, Limits, Source, read, too_large
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.opening import (
    STDIN,
    TooLarge,
    descriptor,
    input_octets,
    is_folder,
    standard_input,
)
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.spelling import as_on_disk

if TYPE_CHECKING:
    from ssetrack.load import Loaded


class Found(NamedTuple):
    """The plan files that paths lead to, what else in folders may be one, and how many YAML files are not."""

    paths: tuple[str, ...]
    doubtful: tuple[str, ...]
    skipped: int


def find(paths: Sequence[str], configuration: Configuration) -> Found:
    """The plan files at the paths, each once. Raises `SsetrackError` for a path that leads nowhere."""
    found: dict[str, None] = {}
    doubtful: dict[str, None] = {}
    skipped = 0
    for path in map(as_on_disk, paths):
        if path == STDIN or descriptor(path) == 0:
            found[STDIN] = None
        elif is_folder(path):
            from ssetrack.workspace.recognition import FileKind
            from ssetrack.workspace.scope.yaml_files import yaml_files

            for file, kind in yaml_files(path, configuration):
                if kind is FileKind.DOUBTFUL:
                    doubtful[file] = None
                elif kind is FileKind.OTHER:
                    skipped += 1
                else:
                    found[file] = None
        elif os.path.lexists(path):
            found[path] = None
        else:
            raise SsetrackError(message("there is no file or folder `{path}`", path=path))
    return Found(tuple(found), tuple(path for path in doubtful if path not in found), skipped)


def plan_paths(
    asked: Sequence[str] | None,
    config: Configuration,
    *,
    verbose: bool = False,
    may_be_empty: bool = False,
) -> tuple[str, ...]:
    """The plan files at the paths asked for, else at the configured ones, else in `plans/`, else here."""
    return plans_found(asked, config, verbose=verbose, may_be_empty=may_be_empty).paths


def plans_found(
    asked: Sequence[str] | None,
    config: Configuration,
    *,
    verbose: bool = False,
    may_be_empty: bool = False,
    may_be_doubtful: bool = False,
) -> Found:
    """The same, with what may be a plan where that is asked for."""
    paths = places_of_plans(asked, config)
    found = find(paths, config)
    if not may_be_doubtful:
        found = Found(found.paths, (), found.skipped + len(found.doubtful))
    if verbose:
        for path in (*found.paths, *found.doubtful):
            remark(message("reading {path}", path=path))
    if verbose and found.skipped:
        remark(message("{number} YAML files without a line `ssetrack:` were skipped", number=found.skipped))
    if not found.paths and not found.doubtful and not may_be_empty:
        raise SsetrackError(
            message("no plan found in {paths}", paths=", ".join(f"`{path}`" for path in paths)),
            message("a plan is a YAML file with a line that begins with `ssetrack:`; name one"),
        )
    return found


def places_of_plans(
    asked: Sequence[str] | None, config: Configuration, here: str = os.curdir
) -> tuple[str, ...]:
    """Where plans are looked for: what was asked for, else the configured paths, else `plans/`, else here.

    `here` is the folder of whoever asks, in which the configuration holds.
    """
    places = tuple(asked or ()) or config.plans
    if not places:
        places = ("plans",) if is_folder(os.path.join(here, "plans")) else (os.curdir,)  # noqa: PTH118
    return places if here == os.curdir else tuple(str(Path(here, place)) for place in places)


def is_place_of_plan(path: str, places: Sequence[str], config: Configuration) -> bool:
    """Whether `find` would look into a file of that path if it were there: by its names, not by its text."""
    from ssetrack.workspace.scope.plan_name import is_yaml_name

    file = Path(path)
    for place in map(Path, places):
        if file == place:
            return True
        if not file.is_relative_to(place) or not is_yaml_name(file.name):
            continue
        ways = [place.joinpath(*names) for names in _beginnings(file.relative_to(place).parts)]
        if not any(way.name.startswith(".") or config.excludes(way) for way in ways):
            return True
    return False


def _beginnings(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The first of some names, the first two, and so on, to all of them."""
    yield from (names[:number] for number in range(1, len(names) + 1))


def total_size(paths: Sequence[str]) -> int:
    """How many octets the files have together; what cannot be asked counts nothing."""
    total = 0
    for path in paths:
        with contextlib.suppress(OSError):
            total += Path(path).stat().st_size
    return total


def load_file(path: str, limits: Limits = DEFAULT_LIMITS, *, stdin_name: str = STDIN) -> Loaded:
    """Read and load one plan file, or standard input for `-`. Raises `SsetrackError` if it cannot be read."""
    from ssetrack.load import load  # the models take their time, and completion does without

    return load(read_file(path, limits, stdin_name=stdin_name))


def read_file(path: str, limits: Limits = DEFAULT_LIMITS, *, stdin_name: str = STDIN) -> Source:
    """Read one plan file, or standard input for `-`, which goes by the name that is given.

    Raises `SsetrackError` if it cannot be read.
    """
    try:
        if path == STDIN:
            return read(standard_input(limits.file_size), stdin_name, limits)
        return read(input_octets(path, limits.file_size), path, limits)
    except TooLarge as error:
        oversized = too_large(error.size, path, limits)
        if oversized is not None:
            return oversized
        raise
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise SsetrackError(message("cannot read `{path}`: {reason}", path=path, reason=why)) from error
