"""What is said beside the result, and to whom.

Comes in: messages. Goes out: a line each on stderr, in the language of whoever sits at the keyboard.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message
from ssetrack.language.speaker import Speaker, supported_language, wanted_language
from ssetrack.wording.printable import log_line, one_line

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
    print_aside(one_line((speaker or reader()).say(what)))


def print_aside(line: str) -> None:
    """Write a line to stderr; where it cannot be written, the result still counts."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{log_line(line)}\n")
        sys.stderr.flush()
