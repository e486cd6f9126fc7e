"""What a published file holds, and whether a new one would say something else.

Comes in: a path. Goes out: octets, or the error about a file that cannot be read.
"""

from __future__ import annotations

from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.workspace.opening import octets, start_of
from ssetrack.workspace.reasons import reason

LARGEST = 64 * 1024 * 1024
"""Octets of a file that is read again."""

PIECE = 1024 * 1024
"""Octets that are compared at once."""


def octets_of(path: Path) -> bytes:
    """All that a file holds. Raises `SsetrackError` where it cannot be read."""
    try:
        return octets(str(path), LARGEST)
    except OSError as error:
        raise _unreadable(path, error) from error


def octets_if_any(path: Path) -> bytes | None:
    """All that a file holds; None where there is none. Raises `SsetrackError` where it cannot be read."""
    try:
        return octets(str(path), LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from error


def beginning(path: Path, most: int) -> bytes:
    """The first octets of a file. Raises `SsetrackError` where it cannot be read."""
    try:
        return start_of(str(path), most)
    except OSError as error:
        raise _unreadable(path, error) from error


def holds(path: Path, content: bytes) -> bool:
    """Whether that is what a file says; a piece after the other, for there are two large ones in memory."""
    pieces = range(0, len(content), PIECE)
    try:
        if not path.is_file() or path.stat().st_size != len(content):
            return False
        with path.open("rb") as there:
            return all(there.read(PIECE) == content[at : at + PIECE] for at in pieces)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SsetrackError:
    return SsetrackError(message("cannot read `{path}`: {reason}", path=str(path), reason=reason(error)))
