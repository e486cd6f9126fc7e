"""How a file is opened: the one function that does it, whoever named the file.

Comes in: a path and how many octets are welcome. Goes out: the bytes of a regular file, or of one of this
process's own descriptors where the command line names it (`/dev/stdin`, `<(command)`). A pipe, a socket, a
device or a folder under any other name is refused before it is opened: it could keep us waiting for ever,
or never end. What was read is remembered until the run ends, so that no result is written onto it.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

STDIN = "-"
"""What standard input is called where a file can be named."""

_DESCRIPTOR = re.compile(r"/dev/std(in|out|err)|(?:/dev/fd|/proc/self/fd)/([0-9]{1,9})")
_STANDARD = {"in": 0, "out": 1, "err": 2}

_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_PIECE = 1 << 20

_seen: set[tuple[int, int]] = set()
"""Device and inode of each file that this run has read as input, or written."""


_piped: list[bytes] = []
"""What standard input held, once it was read: a command that is done again needs it again."""


class TooLarge(OSError):  # noqa: N818
    """A file holds more than is read of it; `size` says how much, as far as it is known."""

    def __init__(self, path: str, size: int) -> None:
        super().__init__(errno.EFBIG, "File too large", path)
        self.size = size


def descriptor(path: str) -> int | None:
    """The number of the descriptor that a path stands for, as `/dev/stdin` and `/dev/fd/63` do; else None."""
    found = _DESCRIPTOR.fullmatch(path)
    if found is None:
        return None
    name = found[1] or found[2]
    return _STANDARD[name] if name in _STANDARD else int(name)


def is_folder(path: str) -> bool:
    """Whether there is a folder at a path; a path that cannot be one is none."""
    return os.path.isdir(path)  # noqa: PTH112  (`Path.is_dir` raises for a path that is too long)


def input_octets(path: str, most: int) -> bytes:
    """The bytes of a file that is input: no result of this run may be written onto it.

    Raises `TooLarge` beyond `most` octets, another `OSError` for what is not there or not a regular file.
    """
    return _octets(path, most, is_input=True)


def octets(path: str, most: int) -> bytes:
    """The bytes of a file that this run may write again, such as a feed; else as `input_octets`."""
    return _octets(path, most, is_input=False)


def standard_input(most: int) -> bytes:
    """At most one octet more than `most` of standard input; the same again if it is asked for twice."""
    if not _piped:
        stream = sys.stdin.buffer
        with suppress(OSError):  # where it has no descriptor of its own
            _remember(os.fstat(stream.fileno()))
        _piped.append(stream.read(most + 1))
    return _piped[0]


def start_of(path: str, most: int) -> bytes:
    """The first octets of a regular file. Raises `OSError` as `octets` does, but not for its size."""
    with _open_regular(path) as stream:
        return stream.read(most)


def remember(path: str) -> None:
    """No other result of this run may be written onto this file."""
    _remember(Path(path).stat())


def was_seen(status: os.stat_result) -> bool:
    """Whether a file is one that this run has read as input or has written, whatever its name."""
    return (status.st_dev, status.st_ino) in _seen


def forget() -> None:
    """Begin a new run: nothing has been read yet."""
    _seen.clear()
    _piped.clear()


def _remember(status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        _seen.add((status.st_dev, status.st_ino))


def _octets(path: str, most: int, *, is_input: bool) -> bytes:
    with _open_regular(path) as stream:
        status = os.fstat(stream.fileno())
        if is_input:
            _remember(status)
        if stat.S_ISREG(status.st_mode) and status.st_size > most:
            raise TooLarge(path, status.st_size)
        content = stream.read(most + 1)
    if len(content) > most:
        raise TooLarge(path, len(content))
    return content


def _open_regular(path: str) -> BinaryIO:
    """The file, open for reading. Raises `OSError` for what is not a regular file."""
    own = descriptor(path)
    if own is not None:
        return os.fdopen(os.dup(own), "rb")
    # Asked before it is opened, since opening alone does something to some devices, and once more
    # afterwards, since another file may have come in its place.
    _refuse_special(Path(path).stat(), path)
    handle = os.open(path, _WITHOUT_WAITING)
    try:
        _refuse_special(os.fstat(handle), path)
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def _refuse_special(status: os.stat_result, path: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "Is a directory", path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", path)
