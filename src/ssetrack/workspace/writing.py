"""What may be written where: a result never onto what was read, an edit only onto what it has read.

Comes in: a path and bytes. Goes out: the file, by way of `replacing`; or an error that says why not.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.source import Source
from ssetrack.source.decode import decode
from ssetrack.workspace.configuration import FILES
from ssetrack.workspace.locking import ChangedMeanwhile
from ssetrack.workspace.opening import TooLarge, descriptor, octets, remember, start_of, was_seen
from ssetrack.workspace.reasons import REASONS, reason
from ssetrack.workspace.recognition import HEAD, FileKind, kind_of
from ssetrack.workspace.replacing import Check, Replacement, cannot_write, replace_files
from ssetrack.workspace.scope.plan_name import is_yaml_name

MOST_AT_ONCE, MOST_OCTETS = 256, 4_000_000
"""Files, and octets of them, that are written together."""


def write_file(path: Path, content: bytes) -> None:
    """Put a result into a file, which may be new, or into what is no file: a pipe, `/dev/stdout`.

    Raises `SsetrackError` where that would be an input: a plan, a configuration, anything read in this run.
    """
    own = descriptor(str(path))
    if own is not None:
        _write_through(own, path, content)
        return
    refuse_input(path)
    _write(path, content, None)
    with contextlib.suppress(OSError):
        remember(str(path))


class Batch:
    """Results that are written together, each whole: for all of them the folder is looked through once.

    Raises `SsetrackError` as `write_file` does; then nothing of what was waiting is written.
    """

    def __init__(self) -> None:
        self._waiting: list[Replacement] = []

    def add(self, path: Path, content: bytes) -> None:
        """Have a file written with the next ones, or now where many are waiting."""
        refuse_input(path)
        self._waiting.append(Replacement(path, content, is_edit=False))
        octets = sum(len(one.content or b"") for one in self._waiting)
        if len(self._waiting) >= MOST_AT_ONCE or octets > MOST_OCTETS:
            self.write()

    def write(self) -> None:
        """Write what is waiting."""
        replace_files(self._waiting)
        for one in self._waiting:
            with contextlib.suppress(OSError):
                remember(str(one.path))
        self._waiting.clear()


def replace_source(source: Source, content: bytes) -> None:
    """Put content into the file that a source was read from; `undo` takes it back.

    Raises `ChangedMeanwhile` if that file is not any more what was read: somebody else has saved it.
    """
    replace_sources([(source, content)])


def replace_sources(edits: Sequence[tuple[Source, bytes]], beside: Sequence[tuple[Path, bytes]] = ()) -> None:
    """Put contents into the files that sources were read from: into all, or into none.

    `beside` are other files that go along. Only a process that is killed in between leaves some of them
    replaced; `undo` takes those back. Raises `ChangedMeanwhile` as for one.
    """
    for source, _ in edits:
        path = Path(source.path)
        if descriptor(source.path) is not None or (path.exists() and not path.is_file()):
            raise cannot_write(path, message("it is not a regular file"))
    files = [Replacement(Path(source.path), content, _is_as_read(source)) for source, content in edits]
    replace_files([*files, *(Replacement(path, content) for path, content in beside)])


def _is_as_read(source: Source) -> Check:
    def check(target: Path) -> None:
        with contextlib.suppress(TooLarge):
            now = decode(octets(str(target), len(source.text) * 4 + 4))
            if (now.text, now.bom) == (source.text, source.bom):
                return
        raise ChangedMeanwhile(source.path, target.parent)

    return check


def edit_file(path: Path, content: bytes) -> None:
    """Put content into a file that an edit of a plan takes along, or make it; `undo` takes it back."""
    _write(path, content, None, is_edit=True)


def create_file(path: Path, content: bytes, *, is_edit: bool = False) -> None:
    """Make a new file. Raises `SsetrackError` if there is one already.

    What `is_edit`, because an edit of a plan makes it, `undo` takes away again.
    """

    def is_new(target: Path) -> None:
        if os.path.lexists(target):
            raise SsetrackError(
                message("`{path}` already exists", path=str(path)),
                message("nothing was written; give another path"),
            )

    is_new(path)
    _write(path, content, is_new, is_edit=is_edit)


def refuse_input(path: Path) -> None:
    """Raise `SsetrackError` for a file that no result may replace, whatever its name."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return
        what = _input(path, status)
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot_write(path, reason(error)) from error
    if what is not None:
        raise SsetrackError(what, message("nothing was written; give another name"))


def _input(path: Path, status: os.stat_result) -> Message | None:
    """What a file is that no result may replace; None for any other."""
    if was_seen(status):
        return message("`{path}` is used by this command and would be overwritten", path=str(path))
    if Path(os.path.realpath(path)).name in FILES:
        return message("`{path}` is a configuration, and would be overwritten", path=str(path))
    kind = kind_of(start_of(str(path), HEAD))
    if kind is FileKind.PLAN or (kind is FileKind.UNMARKED and is_yaml_name(path.name)):
        return message("`{path}` is a plan, and would be overwritten", path=str(path))
    return None


def _write_through(own: int, path: Path, content: bytes) -> None:
    """Write into a descriptor of this process, behind what was written there before."""
    import sys

    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        with os.fdopen(os.dup(own), "wb") as through:
            through.write(content)
    except OSError as error:
        raise cannot_write(path, reason(error)) from error


def _write(path: Path, content: bytes, check: Check | None, *, is_edit: bool = False) -> None:
    """Write a file, and make the folder for it: it was named, and there is nothing in its place."""
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:  # a terminal, a pipe, /dev/null: nothing to be replaced
                stream.write(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # something above is a file, or a link to nothing
        raise cannot_write(path, REASONS["Not a directory"]) from error
    except OSError as error:
        raise cannot_write(path, reason(error)) from error
    replace_files([Replacement(path, content, check, is_edit)])
