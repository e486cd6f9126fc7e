"""Which files are plans, and what stands in them.

Comes in: paths as given. Goes out: loaded plans, in a stable order. A file named on the command line is a
plan; in a folder, every `*.yaml` or `*.yml` with a line that begins with `ssetrack:` is one. Hidden folders
are skipped and links to folders are not followed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.source import DEFAULT_LIMITS, Limits, Source, read, too_large
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.remarks import remark

if TYPE_CHECKING:
    from ssetrack.load import Loaded

STDIN = "-"
_SUFFIXES = (".yaml", ".yml")
_MARK = b"ssetrack:"


class Found(NamedTuple):
    """The plan files that paths lead to, and how many YAML files in folders are no plans."""

    paths: tuple[str, ...]
    skipped: int


def find(paths: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> Found:
    """The plan files at the paths, each once. Raises `SsetrackError` for a path that leads nowhere."""
    found: dict[str, None] = {}
    skipped = 0
    for path in paths:
        if path == STDIN:
            found[STDIN] = None
        elif Path(path).is_dir():
            for file in _yaml_files(path):
                if _is_marked(file, limits):
                    found[file] = None
                else:
                    skipped += 1
        elif os.path.lexists(path):
            found[path] = None
        else:
            raise SsetrackError(message("there is no file or folder `{path}`", path=path))
    return Found(tuple(found), skipped)


def plan_paths(
    asked: Sequence[str] | None, config: Configuration, *, verbose: bool = False, may_be_empty: bool = False
) -> tuple[str, ...]:
    """The plan files at the paths asked for, else at the configured ones, else in `plans/`, else here."""
    paths = tuple(asked or ()) or config.plans or (("plans",) if Path("plans").is_dir() else (".",))
    found = find(paths, config.limits)
    if verbose:
        for path in found.paths:
            remark(message("reading {path}", path=path))
    if verbose and found.skipped:
        remark(message("{number} YAML files without a line `ssetrack:` were skipped", number=found.skipped))
    if not found.paths and not may_be_empty:
        raise SsetrackError(
            message("no plan found in {paths}", paths=", ".join(f"`{path}`" for path in paths)),
            message("a plan is a YAML file with a line that begins with `ssetrack:`; name one"),
        )
    return found.paths


def _yaml_files(folder: str) -> Iterator[str]:
    """YAML files below a folder, in the order of their paths."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                yield str(Path(parent) / name)


def _is_marked(path: str, limits: Limits) -> bool:
    """Whether a line of the file begins with `ssetrack:`; a file that cannot be read is for `load_file`."""
    try:
        with Path(path).open("rb") as stream:
            start = stream.read(limits.file_size + 1)
    except OSError:
        return True
    return start.removeprefix(b"\xef\xbb\xbf").startswith(_MARK) or any(
        before + _MARK in start for before in (b"\n", b"\r")
    )


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
            data = sys.stdin.buffer.read(limits.file_size + 1)
        else:
            oversized = too_large(Path(path).stat().st_size, path, limits)
            if oversized is not None:
                return oversized
            data = Path(path).read_bytes()
    except OSError as error:
        raise SsetrackError(
            message("cannot read `{path}`: {reason}", path=path, reason=reason(error))
        ) from error
    return read(data, stdin_name if path == STDIN else path, limits)
