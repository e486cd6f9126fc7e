"""How a file is written: the old content or the new, never a piece of either.

Comes in: a path and bytes. The new content is written beside the file and takes its place in one step, with
the permissions that the file had; through a symbolic link, the file that it leads to is replaced. Whatever
goes wrong, the old file stands, and the error says why.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.source import Source
from ssetrack.source.decode import decode
from ssetrack.workspace.reasons import reason

Check = Callable[[Path], None]


def write_file(path: Path, content: bytes) -> None:
    """Put content into a file, which may be new. Raises `SsetrackError`."""
    _write(path, content, None)


def replace_source(source: Source, content: bytes) -> None:
    """Put content into the file that a source was read from.

    Raises `SsetrackError` if that file is not any more what was read: somebody else has saved it meanwhile.
    """

    def unchanged(target: Path) -> None:
        now = decode(target.read_bytes())
        if (now.text, now.bom) != (source.text, source.bom):
            raise SsetrackError(
                message("`{path}` was changed by somebody else meanwhile", path=source.path),
                message("nothing was written; run the command again"),
            )

    _write(Path(source.path), content, unchanged)


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
        raise _cannot(path, error) from error
    _write(path, content, is_new)


def _write(path: Path, content: bytes, check: Check | None) -> None:
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:  # a terminal, a pipe, /dev/null: nothing to be replaced
                stream.write(content)
            return
        effective = os.access in os.supports_effective_ids
        if target.exists() and not os.access(target, os.W_OK, effective_ids=effective):
            raise PermissionError(13, "the file is read-only")
        _replace(target, content, check)
    except OSError as error:
        raise _cannot(path, error) from error


def _cannot(path: Path, error: OSError) -> SsetrackError:
    return SsetrackError(message("cannot write `{path}`: {reason}", path=str(path), reason=reason(error)))


def _replace(target: Path, content: bytes, check: Check | None) -> None:
    """Write a file beside the target and let it take its place."""
    # The name is hidden and no plan's, so that what a killed process leaves behind is never read.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            _as_before(beside, target)
            os.fsync(stream.fileno())
        if check is not None:
            check(target)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _settle(target.parent)


def _as_before(beside: Path, target: Path) -> None:
    """Give the new file the permissions and the owner of the old one, or those of any new file."""
    try:
        old = target.stat()
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        return
    with contextlib.suppress(OSError):  # only an administrator may give a file away
        if hasattr(os, "chown"):
            os.chown(beside, old.st_uid, old.st_gid)
    beside.chmod(stat.S_IMODE(old.st_mode))


def _settle(folder: Path) -> None:
    """Have the renaming itself on the disk; file systems that cannot are left to themselves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
