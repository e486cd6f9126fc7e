"""What only some have installed: the packages of an extra, as in `pip install 'ssetrack[sync]'`.

Comes in: the name of a command, which is that of its extra. Goes out: nothing; or what to install.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message


@contextmanager
def extra(command: str) -> Iterator[None]:
    """Import in this block what needs the extra of a command.

    Raises `SsetrackError` where a package is missing; a module of ours that is missing is our mistake.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("", "ssetrack"):
            raise
        raise SsetrackError(
            message(
                "`{command}` needs the package `{name}`, which is not installed",
                command=f"ssetrack {command}",
                name=package,
            ),
            message("install it: `{command}`", command=f"pip install 'ssetrack[{command}]'"),
        ) from error
