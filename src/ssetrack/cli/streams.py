"""The three streams as a shell gives them: to a terminal, a pipe, a full disk, or closed.

Comes in: what `sys` has. Goes out: streams that take every text, the same octets whatever the locale, and
fail only where a result cannot be written.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys

from ssetrack.cli.printing import UNWRITABLE

_NAMES = ("stdin", "stdout", "stderr")


def prepare_streams() -> None:
    """Make all three streams usable: what is closed fails when it is used, not before; remarks never do."""
    for number, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            _open_closed(number, name)
    for name in ("COLUMNS", "LINES"):
        if not re.fullmatch("[0-9]{1,4}", os.environ.get(name, "0")):
            del os.environ[name]  # no terminal has so many, and rich would take it for a number
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            # The same bytes whatever the locale: a pipe or a file always gets UTF-8 and plain line ends.
            stream.reconfigure(encoding="utf-8", errors=UNWRITABLE, newline="\n")


def _open_closed(number: int, name: str) -> None:
    """Put something in the place of a closed stream, so that no file that is opened later gets its number.

    Nothing can be read from this standard input, and no result be written: both are an error. What is said
    on the side is lost without a word.
    """
    try:
        os.fstat(number)
    except OSError:
        way = os.O_RDONLY if name == "stdout" else os.O_WRONLY
        os.open(os.devnull, way)  # the lowest number that is free, which is this one
    setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False))


def give_up_stdout() -> None:
    """Write no more to standard output: Python would try once again on the way out, and complain."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
