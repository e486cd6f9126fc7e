"""What is said beside the result, and to whom.

Comes in: messages. Goes out: a line each on stderr, in the language of whoever sits at the keyboard.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from ssetrack.language.message import Message
from ssetrack.language.speaker import Speaker, spoken, wanted_language
from ssetrack.wording.printable import one_line


def reader(arguments: Sequence[str] = ()) -> Speaker:
    """Who speaks to the person at the keyboard, where no plan was opened: `--lang`, else the environment."""
    words = iter(arguments)
    asked = None
    for word in words:
        name, _, value = word.partition("=")
        if name == "--lang":
            asked = value or next(words, None)
    return Speaker(spoken(wanted_language(asked, os.environ)))


def remark(what: Message, speaker: Speaker | None = None) -> None:
    """Say something on stderr that is not the result."""
    print_aside(one_line((speaker or reader()).say(what)))


def print_aside(line: str) -> None:
    """Write a line to stderr; where it cannot be written, the result still counts."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
