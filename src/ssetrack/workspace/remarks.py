"""What is said beside the result, and to whom.

Comes in: messages. Goes out: a line each on stderr, in the language of whoever sits at the keyboard.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Sequence

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message
from ssetrack.language.speaker import Speaker, supported_language, wanted_language
from ssetrack.wording.printable import log_line, one_line

USUAL_WIDTH = 80

_TOGETHER = re.compile(r"(?:`[^`]*`|[^ ])+ *")
"""A word, or what is quoted, with the spaces behind it."""

IMPORT = "import"
"""The command whose `--lang` is the language of what it reads."""


def reader(arguments: Sequence[str] = ()) -> Speaker:
    """Who speaks to the person at the keyboard, where no plan was opened.

    In the language of `--lang`, else of the configuration, else of the environment, as in a `Session`. The
    `--lang` of `import` is that of the table, and says nothing of who reads.
    """
    words = iter(() if list(arguments[:1]) == [IMPORT] else arguments)
    asked = None
    for word in words:
        name, _, value = word.partition("=")
        if name == "--lang":
            asked = value or next(words, None)
    return Speaker(supported_language(wanted_language(asked or _language_of_configuration(), os.environ)))


def _language_of_configuration() -> str | None:
    """The language that the configuration asks for, if it can be read."""
    from ssetrack.workspace.configuration import configuration  # `--help` does without

    try:
        return configuration().lang
    except (SsetrackError, OSError):  # no current folder, say
        return None


def remark(what: Message, speaker: Speaker | None = None) -> None:
    """Say something on stderr that is not the result."""
    print_aside(one_line((speaker or reader()).say(what)))


def print_aside(line: str) -> None:
    """Write a line to stderr; where it cannot be written, the result still counts.

    On a terminal it breaks between words; elsewhere it stays whole, so that it can be searched.
    """
    width = _width_of_terminal()
    lines = [line] if width is None else lines_of(line, width)
    with contextlib.suppress(OSError):
        sys.stderr.write("".join(f"{log_line(one)}\n" for one in lines))
        sys.stderr.flush()


def _width_of_terminal() -> int | None:
    """How many columns the terminal has that shows stderr; None where none does."""
    if not sys.stderr.isatty():
        return None
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or USUAL_WIDTH
    except OSError:
        return USUAL_WIDTH


def lines_of(line: str, width: int) -> list[str]:
    """A line as lines of at most so many letters, the later ones indented by two more.

    What is quoted stays together, for it is what people copy: it is longer than a line before it breaks.
    """
    if len(line) <= width:
        return [line]
    margin = " " * (len(line) - len(line.lstrip(" ")))
    lines, current = [], margin
    for word in _TOGETHER.findall(line):
        if current.strip() and len(current) + len(word.rstrip(" ")) > width:
            lines.append(current.rstrip(" "))
            current = f"{margin}  "
        current += word
    return [*lines, current.rstrip(" ")]
