"""What is said beside the result, and to whom.

Comes in: messages. Goes out: a line each on stderr, in the language of whoever sits at the keyboard.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Sequence

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message
from ssetrack.language.speaker import Speaker, supported_language, wanted_language
from ssetrack.wording.printable import log_line, one_line

USUAL_WIDTH = 80

_TOGETHER = r"(?:`[^`]*`|[^ ])+ *"
"""A word, or what is quoted, with the spaces behind it."""

IMPORT = "import"
"""The command whose `--lang` is the language of what it reads."""


def reader(language: str | None = None) -> Speaker:
    """Who speaks to the person at the keyboard, where no plan was opened.

    In the language that was asked for, else that of the configuration, else of the environment, as in a
    `Session`.
    """
    wanted = wanted_language(language or _language_of_configuration(), os.environ)
    return Speaker(supported_language(wanted))


def reader_of_arguments(arguments: Sequence[str]) -> Speaker:
    """The same where the arguments have not been read, or could not be: in the language of their `--lang`.

    The `--lang` of `import` is that of the table, and says nothing of who reads.
    """
    words = iter(() if list(arguments[:1]) == [IMPORT] else arguments)
    asked = None
    for word in words:
        name, _, value = word.partition("=")
        if name == "--lang":
            asked = value or next(words, None)
    return reader(asked)


def _language_of_configuration() -> str | None:
    """The language that the configuration asks for, if it can be read."""
    from ssetrack.workspace.configuration import configuration  # `--help` does without

    try:
        return configuration().lang
    except (SsetrackError, OSError):  # no current folder, say
        return None


def remark(what: Message, speaker: Speaker | None = None) -> None:
    """Say something on stderr that is not the result."""
    remark_all([what], speaker or reader())


def remark_all(several: Iterable[Message], speaker: Speaker) -> None:
    """Say several things on stderr, each on a line of its own, at once: an edit may have thousands to say."""
    lines = [one_line(speaker.say(what)) for what in several]
    if lines:
        print_aside(*lines)


def print_aside(*several: str) -> None:
    """Write lines to stderr; where they cannot be written, the result still counts.

    On a terminal they break between words; elsewhere they stay whole, so that they can be searched.
    """
    width = _width_of_terminal()
    lines = several if width is None else [part for one in several for part in lines_of(one, width)]
    with contextlib.suppress(OSError):
        sys.stderr.write("".join(f"{log_line(one)}\n" for one in lines))
        sys.stderr.flush()


def width_in_environment() -> int | None:
    """What COLUMNS says, perhaps 0; None where it is no number of at most nine digits."""
    asked = re.fullmatch("[0-9]{1,9}", os.environ.get("COLUMNS", ""))
    return int(asked[0]) if asked else None


def _width_of_terminal() -> int | None:
    """How many columns the terminal has that shows stderr; None where none does."""
    if not sys.stderr.isatty():
        return None
    own = width_in_environment()
    if own:
        return own
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
    for word in re.findall(_TOGETHER, line):
        if current.strip() and len(current) + len(word.rstrip(" ")) > width:
            lines.append(current.rstrip(" "))
            current = f"{margin}  "
        current += word
    return [*lines, current.rstrip(" ")]
