"""How results, remarks and errors leave the program.

stdout carries the result; stderr carries remarks and problems. How a file is written, `writing` knows.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssetrack.cli.lazy import Writer, import_target
from ssetrack.cli.options import Colour, OutputOptions
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import one_line
from ssetrack.workspace.remarks import print_aside, width_in_environment

if TYPE_CHECKING:
    from ssetrack.terminal.canvas import Canvas


def write_answer(answer: Any, writer: Writer, to: OutputOptions, **drawing: Any) -> None:
    """Write an answer in its format, whatever its command; `drawing` is for what draws on a canvas."""
    write = import_target(writer.target)
    if writer.draws:
        write_screen(lambda canvas: write(answer, canvas, **drawing), to.output, to.color)
    else:
        write_result(write(answer), to.output)


UNWRITABLE = "backslashreplace"
"""How half a character is written, which stands for an octet of a path that is not UTF-8: as `\\udcff`, which
JSON reads as what it was."""


def write_result(text: str, output: str | None) -> None:
    """Write a result to stdout, or to a file."""
    if output is None or output == "-":
        sys.stdout.write(text)
    else:
        from ssetrack.workspace.writing import write_file  # what it brings along takes its time

        write_file(Path(output), text.encode(errors=UNWRITABLE))


def write_octets(content: bytes, output: str | None) -> None:
    """Write a result that is no text to stdout, or to a file."""
    if output is None or output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        from ssetrack.workspace.writing import write_file

        write_file(Path(output), content)


def write_diff(before: str, after: str, path: str) -> None:
    """Print what changes in a file; on a terminal without control characters."""
    from ssetrack.terminal.text_diff import text_diff
    from ssetrack.wording.printable import printable

    diff = text_diff(before, after, path)
    sys.stdout.write(printable(diff) if sys.stdout.isatty() else diff)


def write_screen(draw: Callable[[Canvas], None], output: str | None, colour: Colour) -> None:
    """Draw for the terminal at hand, or, without colour unless it is asked for, into a file."""
    from ssetrack.terminal.console import screen

    to_file = output is not None and output != "-"
    stream = io.StringIO() if to_file else sys.stdout
    text = screen(draw, stream, colour.value, columns=columns(), environment=os.environ)
    write_result(text, output)


def columns_for_text(output: str | None) -> int | None:
    """How wide the screen is on which a text will be, None for a file or another program."""
    is_screen = output in (None, "-") and sys.stdout.isatty()
    return columns() if is_screen else None


def columns() -> int:
    """How wide a screen may be: COLUMNS, else as wide as the terminal that a standard stream is, else 80.

    This is rich's answer for what is no terminal itself; `shutil.get_terminal_size` looks at stdout only,
    which in `ssetrack status | less` is none.
    """
    own = width_in_environment()
    if own is not None:
        return own or 80
    for stream in (0, 1, 2):
        with suppress(OSError):
            return os.get_terminal_size(stream).columns or 80
    return 80


def print_error(error: SsetrackError, speaker: Speaker) -> None:
    """Say on stderr why the job could not be done, and what to do."""
    print_aside(f"ssetrack: {one_line(speaker.say(error.message))}")
    if error.help is not None:
        print_aside(f"  {one_line(speaker.say(error.help))}")
