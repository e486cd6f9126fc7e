"""What only some have installed: the packages of an extra, as in `pip install ".[sync]"`.

Comes in: the name of a command, which is that of its extra. Goes out: nothing; or what to type, which depends
on how ssetrack was installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message

INSTALLERS = {
    "pipx_metadata.json": "pipx install --force",
    "uv-receipt.toml": "uv tool install --force",
}
"""What those who make an environment for each program leave in it, and how they install one again."""


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
            message(
                "type `{command}` in the folder from which you installed ssetrack",
                command=f'{_installer()} ".[{command}]"',
            ),
        ) from error


def _installer() -> str:
    """How somebody types it who has installed ssetrack as this one was installed."""
    kept = (how for name, how in INSTALLERS.items() if Path(sys.prefix, name).exists())
    return next(kept, "pip install")
