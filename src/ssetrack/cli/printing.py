"""How results, remarks and errors leave the program.

stdout carries the result; stderr carries remarks and problems. How a file is written, `writing` knows.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ssetrack.cli.options import Colour
from ssetrack.diagnostic import Message, SsetrackError, message
from ssetrack.language import Speaker, spoken, wanted_language
from ssetrack.output.printable import one_line

if TYPE_CHECKING:
    from ssetrack.output.terminal import Console


def write_result(text: str, output: str | None) -> None:
    """Write a result to stdout, or to a file."""
    if output is None or output == "-":
        sys.stdout.write(text)
    else:
        from ssetrack.cli.writing import write_file  # what it brings along takes its time

        write_file(Path(output), text.encode())


def write_screen(draw: Callable[[Console], None], output: str | None, colour: Colour) -> None:
    """Draw for the terminal at hand, or, without colour unless it is asked for, into a file."""
    from ssetrack.output.terminal import console, screen

    to_file = output is not None and output != "-"
    stream = io.StringIO() if to_file else sys.stdout
    write_result(screen(draw, console(stream, colour.value)), output)


def reader(arguments: Sequence[str] = ()) -> Speaker:
    """Who speaks to the person at the keyboard, where no plan was opened: `--lang`, else the environment."""
    words = iter(arguments)
    asked = None
    for word in words:
        name, _, value = word.partition("=")
        if name == "--lang":
            asked = value or next(words, None)
    return Speaker(spoken(wanted_language(asked, os.environ)))


REASONS = {
    what.template: what
    for what in (
        message("Is a directory"),
        message("No space left on device"),
        message("No such file or directory"),
        message("Not a directory"),
        message("Permission denied"),
        message("Read-only file system"),
        message("the file is read-only"),
    )
}
"""What the system says most often, so that it can be said in the reader's language."""


def reason(error: OSError) -> Message | str:
    """Why a file cannot be read or written, in the words of the system."""
    said = error.strerror or str(error)
    return REASONS.get(said, said)


def remark(what: Message, speaker: Speaker | None = None) -> None:
    """Say something on stderr that is not the result."""
    speaker = speaker or reader()
    sys.stderr.write(f"{one_line(speaker.say(what))}\n")


def print_error(error: SsetrackError, speaker: Speaker) -> None:
    """Say on stderr why the job could not be done, and what to do."""
    sys.stderr.write(f"ssetrack: {one_line(speaker.say(error.message))}\n")
    if error.help is not None:
        sys.stderr.write(f"  {one_line(speaker.say(error.help))}\n")
