"""How content takes the place of a file: the old one or the new, never a piece of either.

Comes in: files and contents. Each new content is written beside its file and takes its place in one step,
with the rights that the file had, while the folder is locked; through a symbolic link, the file that it leads
to is replaced. Several files are replaced together: all, or none unless the process is killed in between.
Whatever goes wrong, the old file is there, and the error says why.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.workspace.locking import all_locked, lock
from ssetrack.workspace.opening import octets
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.rights import keep_rights

Check = Callable[[Path], None]

_LONGEST = 100
"""Octets of a file's name that the name of its successor repeats."""

_BESIDE = re.compile(r"\.(.+)\.[a-z0-9_]{8}\.tmp", re.DOTALL)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_MOST = 1 << 30
"""Octets of a file that is put back if another cannot be replaced."""

_ABANDONED = 24 * 60 * 60
"""Seconds after which a successor that never took its place is nobody's any more."""


class Replacement(NamedTuple):
    """A file that gets another content, or goes (None), if `check` does not raise.

    What `is_edit` is noted down, so that `undo` takes it back.
    """

    path: Path
    content: bytes | None
    check: Check | None = None
    is_edit: bool = True


def replace_files(files: Sequence[Replacement]) -> None:
    """Replace files, all or none of them; if a check raises, nothing was done."""
    ready: list[_Ready] = []
    at = files[0].path if files else Path()
    try:
        targets = [target_of(at := one.path) for one in files]
        folders = {target.parent for target in targets}
        with all_locked(folders):
            for folder in folders:
                remove_abandoned(folder, {target.name for target in targets if target.parent == folder})
            for target, one in zip(targets, files, strict=True):
                at = one.path
                beside = None if one.content is None else _successor(target, one.content)
                ready.append(_Ready(target, one, beside))
            for target, one, _ in ready:
                if one.check is not None:
                    at = one.path
                    one.check(target)
            _take_place(ready)
    except OSError as error:
        raise cannot_write(at, reason(error)) from error
    finally:
        for _, _, beside in ready:
            if beside is not None:
                with contextlib.suppress(OSError):
                    beside.unlink()


class _Ready(NamedTuple):
    """A file with its successor, which is not there where the file is to go."""

    target: Path
    file: Replacement
    beside: Path | None


def _take_place(ready: Sequence[_Ready]) -> None:
    """Let the successors take their places; where one cannot, the others go back."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for target, one, beside in ready:
            was = None
            if len(ready) > 1:
                was = octets(str(target), _MOST) if os.path.lexists(target) else None
            if one.is_edit and one.content is not None:
                from ssetrack.workspace.journal import note  # what it brings along takes its time

                note(target, one.content)
            if beside is None:
                target.unlink()
            else:
                beside.replace(target)
            done.append((target, was))
    except BaseException:
        for target, was in reversed(done):
            with contextlib.suppress(OSError):
                if was is None:
                    target.unlink()
                else:
                    _successor(target, was).replace(target)
        raise
    for folder in {target.parent for target, _ in done}:
        _settle(folder)


def check_replaceable(path: Path) -> None:
    """Raise `SsetrackError` where a file, which may not be there yet, could not be replaced as things are."""
    try:
        _successor(target_of(path), b"").unlink()
    except OSError as error:
        raise cannot_write(path, reason(error)) from error


def target_of(path: Path) -> Path:
    """The file that is replaced: behind a link, the one to which it leads. Raises if it is read-only."""
    target = path.resolve() if path.is_symlink() else path
    effective = os.access in os.supports_effective_ids
    if target.exists() and not os.access(target, os.W_OK, effective_ids=effective):
        raise PermissionError(errno.EACCES, "the file is read-only")
    return target


def remove_abandoned(folder: Path, names: Collection[str]) -> None:
    """Remove what writers of files with these names left in a folder when they were killed.

    Under the folder's lock nobody else is writing there; without one, only what is a day old goes.
    """
    with lock(folder) as is_locked:
        _remove_abandoned(folder, names, is_locked=is_locked)


def _remove_abandoned(folder: Path, names: Collection[str], *, is_locked: bool) -> None:
    known = {_beginning(name) for name in names}
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208  (a path for each of thousands takes its time)
            found = _BESIDE.fullmatch(name) if name.endswith(".tmp") else None
            if found is None or found[1] not in known:
                continue
            path = folder / name
            with contextlib.suppress(OSError):
                status = path.lstat()
                is_old = time.time() - status.st_mtime > _ABANDONED
                if stat.S_ISREG(status.st_mode) and (is_locked or is_old):
                    path.unlink()


def _beginning(name: str) -> str:
    return os.fsdecode(os.fsencode(name)[:_LONGEST])


def cannot_write(path: Path, why: Message | str) -> SsetrackError:
    """The error for a file that cannot be written, with the reason."""
    return SsetrackError(message("cannot write `{path}`: {reason}", path=str(path), reason=why))


def _successor(target: Path, content: bytes) -> Path:
    """A file beside the target with the new content and the target's rights."""
    handle, beside = _new_file_beside(target)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            keep_rights(beside, target)
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    return beside


def _new_file_beside(target: Path) -> tuple[int, Path]:
    """A new file that only its owner can read: a descriptor of it, and its path.

    Its name is hidden and no plan's, so that what a killed process leaves behind is never read.
    """
    while True:
        beside = target.with_name(f".{_beginning(target.name)}.{os.urandom(4).hex()}.tmp")
        with contextlib.suppress(FileExistsError):
            return os.open(beside, _NEW, 0o600), beside


def _settle(folder: Path) -> None:
    """Have the renaming itself on the disk; file systems that cannot are left to themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
