"""What is written between texts on one line, as the reader's language writes it.

Comes in: texts that are finished, and who speaks. Goes out: one text. French sets colons and semicolons apart
from the word before them, so nobody writes `f"{label}: {words}"` for people.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker

EMPTY = "–"
"""What is in a cell, or at a side of a change, where there is nothing: in every table and on every page."""


def message_behind_label(label: object, words: object) -> Message:
    """A label, a colon, and what is said of it, where nobody speaks yet; both may be messages."""
    return message("{items}: {parts}", items=label, parts=words)


def behind_label(label: str, words: str, speaker: Speaker) -> str:
    """A label, a colon, and what is said of it: "Goals: A, B"."""
    return speaker.say(message_behind_label(label, words))


@lru_cache(maxsize=16)
def colon(speaker: Speaker) -> str:
    """What is written between a title and what is said of it."""
    return behind_label("", "", speaker)


def in_a_row(parts: Iterable[str], speaker: Speaker) -> str:
    """Several things that may hold commas: "priority: high; owners: Ana, Ben"; empty texts are left out."""
    told = [part for part in parts if part]
    return semicolon(speaker).join(told) if len(told) > 1 else "".join(told)


@lru_cache(maxsize=16)
def semicolon(speaker: Speaker) -> str:
    """What is written between two of several things that may hold commas."""
    return speaker.say(message("{items}; {others}", items="", others=""))


def quotation(words: str, speaker: Speaker) -> str:
    """A title in the middle of a sentence: `"Forum"`, `« Forum »`."""
    return speaker.say(message('"{words}"', words=words))
