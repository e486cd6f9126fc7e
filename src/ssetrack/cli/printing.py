"""How results, remarks and errors leave the program.

stdout carries the result; stderr carries remarks and problems. A file is written whole or not at all.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ssetrack.cli.options import Colour
from ssetrack.diagnostic import Message, SsetrackError, message
from ssetrack.language import ENGLISH, Speaker
from ssetrack.output.printable import one_line

if TYPE_CHECKING:
    from ssetrack.output.terminal import Console


def write_result(text: str, output: str | None) -> None:
    """Write a result to stdout, or to a file."""
    if output is None or output == "-":
        sys.stdout.write(text)
    else:
        write_file(Path(output), text.encode())


def write_screen(draw: Callable[[Console], None], output: str | None, colour: Colour) -> None:
    """Draw for the terminal at hand, or, without colour unless it is asked for, into a file."""
    from ssetrack.output.terminal import console, screen

    to_file = output is not None and output != "-"
    stream = io.StringIO() if to_file else sys.stdout
    write_result(screen(draw, console(stream, colour.value)), output)


def write_file(path: Path, content: bytes) -> None:
    """Put content into a file: the old content or the new, never a piece. Raises `SsetrackError`."""
    import tempfile  # brings random and hashlib, which nothing else needs

    target = path.resolve() if path.is_symlink() else path
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(_mode(target))
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise SsetrackError(
            message("cannot write `{path}`: {reason}", path=str(path), reason=reason)
        ) from error


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or what a new file would get."""
    try:
        return target.stat().st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def remark(what: Message, speaker: Speaker = ENGLISH) -> None:
    """Say something on stderr that is not the result."""
    sys.stderr.write(f"{one_line(speaker.say(what))}\n")


def print_error(error: SsetrackError, speaker: Speaker = ENGLISH) -> None:
    """Say on stderr why the job could not be done, and what to do."""
    sys.stderr.write(f"ssetrack: {one_line(speaker.say(error.message))}\n")
    if error.help is not None:
        sys.stderr.write(f"  {one_line(speaker.say(error.help))}\n")
