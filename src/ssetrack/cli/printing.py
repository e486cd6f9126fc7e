"""How results, remarks and errors leave the program.

stdout carries the result; stderr carries remarks and problems. How a file is written, `writing` knows.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ssetrack.cli.options import Colour
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import one_line
from ssetrack.workspace.remarks import print_aside

if TYPE_CHECKING:
    from ssetrack.terminal.console import Console


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


def write_screen(draw: Callable[[Console], None], output: str | None, colour: Colour) -> None:
    """Draw for the terminal at hand, or, without colour unless it is asked for, into a file."""
    from ssetrack.terminal.console import console, screen

    to_file = output is not None and output != "-"
    stream = io.StringIO() if to_file else sys.stdout
    write_result(screen(draw, console(stream, colour.value)), output)


def print_error(error: SsetrackError, speaker: Speaker) -> None:
    """Say on stderr why the job could not be done, and what to do."""
    print_aside(f"ssetrack: {one_line(speaker.say(error.message))}")
    if error.help is not None:
        print_aside(f"  {one_line(speaker.say(error.help))}")
