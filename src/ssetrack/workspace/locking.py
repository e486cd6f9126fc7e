"""Who may write in a folder: one process of ours at a time.

Comes in: a folder. Goes out: its lock, for as long as a block lasts. The lock is on the folder itself: no
file is left behind, and the system frees it whatever becomes of the process. Where a file system has no locks
the block runs without one; whoever writes compares the bytes once more.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message

PATIENCE = 30.0
"""Seconds to wait for somebody else's lock: any edit of ours is over by then."""

_held: set[tuple[int, int]] = set()
"""Device and inode of the folders that this process has locked: it never waits for itself."""


class ChangedMeanwhile(SsetrackError):  # noqa: N818
    """A file is not any more what was read of it. Nothing was written, so all can be done again."""

    def __init__(self, path: str, folder: Path) -> None:
        super().__init__(
            message("somebody else changed `{path}` in the meantime", path=path),
            message("nothing was written; run the command again"),
        )
        self.folder = folder


def somebody_writes(folder: Path) -> SsetrackError:
    """The error where another process does not let go of a folder."""
    return SsetrackError(
        message("another program is writing in `{path}`", path=str(folder)),
        message("nothing was written; run the command again"),
    )


@contextmanager
def lock(folder: Path, busy: Callable[[Path], SsetrackError] = somebody_writes) -> Iterator[bool]:
    """Hold the lock of a folder; the value says whether there is one.

    Raises what `busy` makes where another process does not let go of it.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False  # a folder that may not be read, or none: what is done there says why
        return
    try:
        status = os.fstat(handle)
        name = (status.st_dev, status.st_ino)
        if name in _held:
            yield True
            return
        has_lock = _wait(handle)
        if has_lock is None:
            raise busy(folder)
        if has_lock:
            _held.add(name)
        try:
            yield has_lock
        finally:
            _held.discard(name)
    finally:
        os.close(handle)


def _wait(handle: int) -> bool | None:
    """Whether the lock is ours now; not where the file system has none. None while somebody else has it."""
    try:
        import fcntl
    except ImportError:
        return False
    end = time.monotonic() + PATIENCE
    pause = 0.001
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return None
            time.sleep(pause)
            pause = min(2 * pause, 0.05)
        except OSError:
            return False
        else:
            return True


@contextmanager
def all_locked(folders: set[Path]) -> Iterator[None]:
    """Hold the locks of several folders, taken in one order, so that no two processes wait for each other."""
    if not folders:
        yield
        return
    first = min(folders)
    with lock(first), all_locked(folders - {first}):
        yield
