"""How a file is written: the old content or the new, never a piece of either, and never onto what was read.

Comes in: a path and bytes. The new content is written beside the file and takes its place in one step, with
the rights that the file had, while the folder is locked; through a symbolic link, the file that it leads to
is replaced. Whatever goes wrong, the old file stands, and the error says why.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.source import Source
from ssetrack.source.decode import decode
from ssetrack.workspace.configuration import FILES
from ssetrack.workspace.locking import ChangedMeanwhile, all_locked, lock
from ssetrack.workspace.opening import TooLarge, descriptor, octets, remember, start_of, was_seen
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.recognition import HEAD, FileKind, is_yaml_name, kind_of
from ssetrack.workspace.rights import keep_rights

Check = Callable[[Path], None]

_LONGEST = 100
"""Octets of a file's name that the name of its successor repeats."""

_BESIDE = re.compile(r"\.(.+)\.[a-z0-9_]{8}\.tmp", re.DOTALL)
_ABANDONED = 24 * 60 * 60
"""Seconds after which a successor that never took its place is nobody's any more."""


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


def replace_source(source: Source, content: bytes) -> None:
    """Put content into the file that a source was read from.

    Raises `ChangedMeanwhile` if that file is not any more what was read: somebody else has saved it.
    """
    replace_sources([(source, content)])


def replace_sources(contents: Sequence[tuple[Source, bytes]]) -> None:
    """Put content into the files that sources were read from: into all of them, or into none.

    Every successor is on the disk, and every file was compared with what was read of it, before the first one
    takes its place; the folders are locked meanwhile. Should a later one then not take its place, the earlier
    get back what they held; after a power cut at that moment some are old and some new, each of them whole.
    Raises `ChangedMeanwhile` if a file is not any more what was read: somebody else has saved it.
    """
    places = [(source, _place_of(source), content) for source, content in contents]
    with all_locked({target.parent for _, target, _ in places}), contextlib.ExitStack() as leftovers:
        made: list[tuple[Source, Path, Path]] = []
        for source, target, content in places:
            try:
                remove_abandoned(target.parent, (target.name,))
                beside = _successor(target, content)
            except OSError as error:
                raise _cannot(Path(source.path), reason(error)) from error
            leftovers.callback(_remove, beside)
            made.append((source, target, beside))
        held = [_bytes_as_read(source, target) for source, target, _ in made]
        for number, (source, target, beside) in enumerate(made):
            try:
                beside.replace(target)
            except OSError as error:
                for (_, earlier, _), old in zip(made[:number], held, strict=False):
                    _put_back(earlier, old)
                raise _cannot(Path(source.path), reason(error)) from error
        for folder in {target.parent for _, target, _ in made}:
            _settle(folder)


def _place_of(source: Source) -> Path:
    """The file that is to be replaced. Raises `SsetrackError` for what is no file, or read-only."""
    path = Path(source.path)
    try:
        if descriptor(source.path) is not None or (path.exists() and not path.is_file()):
            raise _cannot(path, message("it is not a regular file"))
        target = path.resolve() if path.is_symlink() else path
        _refuse_read_only(target)
    except OSError as error:
        raise _cannot(path, reason(error)) from error
    return target


def _bytes_as_read(source: Source, target: Path) -> bytes:
    """What a file holds. Raises `ChangedMeanwhile` where it is not what was read."""
    with contextlib.suppress(TooLarge):
        try:
            held = octets(str(target), len(source.text) * 4 + 4)
        except OSError as error:
            raise _cannot(Path(source.path), reason(error)) from error
        now = decode(held)
        if (now.text, now.bom) == (source.text, source.bom):
            return held
    raise ChangedMeanwhile(source.path, target.parent)


def _put_back(target: Path, content: bytes) -> None:
    with contextlib.suppress(OSError):
        _successor(target, content).replace(target)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def create_file(path: Path, content: bytes) -> None:
    """Make a new file. Raises `SsetrackError` if there is one already."""

    def is_new(target: Path) -> None:
        if os.path.lexists(target):
            raise SsetrackError(
                message("`{path}` is there already", path=str(path)),
                message("nothing was written; give another path"),
            )

    is_new(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(path, reason(error)) from error
    _write(path, content, is_new)


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
        raise _cannot(path, reason(error)) from error
    if what is not None:
        raise SsetrackError(what, message("nothing was written; give another name"))


def _input(path: Path, status: os.stat_result) -> Message | None:
    """What a file is that no result may replace; None for any other."""
    if was_seen(status):
        return message("`{path}` was read or written in this run, and would be overwritten", path=str(path))
    if Path(os.path.realpath(path)).name in FILES:
        return message("`{path}` is a configuration, and would be overwritten", path=str(path))
    kind = kind_of(start_of(str(path), HEAD))
    if kind is FileKind.PLAN or (kind is FileKind.UNMARKED and is_yaml_name(path.name)):
        return message("`{path}` is a plan, and would be overwritten", path=str(path))
    return None


def remove_abandoned(folder: Path, names: Collection[str]) -> None:
    """Remove what writers of files with these names left in a folder when they were killed.

    Under the folder's lock nobody else is writing there; without one, only what is a day old goes.
    """
    with lock(folder) as is_locked:
        _remove_abandoned(folder, names, is_locked=is_locked)


def _remove_abandoned(folder: Path, names: Collection[str], *, is_locked: bool) -> None:
    known = {_beginning(name) for name in names}
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            found = _BESIDE.fullmatch(path.name)
            if found is None or found[1] not in known:
                continue
            with contextlib.suppress(OSError):
                status = path.lstat()
                is_old = time.time() - status.st_mtime > _ABANDONED
                if stat.S_ISREG(status.st_mode) and (is_locked or is_old):
                    path.unlink()


def _write_through(own: int, path: Path, content: bytes) -> None:
    """Write into a descriptor of this process, behind what was written there before."""
    import sys

    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        with os.fdopen(os.dup(own), "wb") as through:
            through.write(content)
    except OSError as error:
        raise _cannot(path, reason(error)) from error


def _write(path: Path, content: bytes, check: Check | None) -> None:
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:  # a terminal, a pipe, /dev/null: nothing to be replaced
                stream.write(content)
            return
        target = path.resolve() if path.is_symlink() else path
        _refuse_read_only(target)
        with lock(target.parent) as is_locked:
            _remove_abandoned(target.parent, (target.name,), is_locked=is_locked)
            _replace(target, content, check)
    except OSError as error:
        raise _cannot(path, reason(error)) from error


def _cannot(path: Path, why: Message | str) -> SsetrackError:
    return SsetrackError(message("cannot write `{path}`: {reason}", path=str(path), reason=why))


def _beginning(name: str) -> str:
    return os.fsdecode(os.fsencode(name)[:_LONGEST])


def _replace(target: Path, content: bytes, check: Check | None) -> None:
    """Write a file beside the target and let it take its place."""
    beside = _successor(target, content)
    try:
        if check is not None:
            check(target)
        beside.replace(target)
    except BaseException:
        _remove(beside)
        raise
    _settle(target.parent)


def _successor(target: Path, content: bytes) -> Path:
    """A file beside the target with this content and the target's rights, on the disk."""
    # The name is hidden and no plan's, so that what a killed process leaves behind is never read.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{_beginning(target.name)}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            keep_rights(beside, target)
            os.fsync(stream.fileno())
    except BaseException:
        _remove(beside)
        raise
    return beside


def _refuse_read_only(target: Path) -> None:
    effective = os.access in os.supports_effective_ids
    if target.exists() and not os.access(target, os.W_OK, effective_ids=effective):
        raise PermissionError(13, "the file is read-only")


def _settle(folder: Path) -> None:
    """Have the renaming itself on the disk; file systems that cannot are left to themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
