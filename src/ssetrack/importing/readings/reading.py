"""What comes out of reading: doubts, the questions that settle them, and what is only told.

Comes in: nothing. Goes out: the values in which every reader of cells answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from ssetrack.importing.places import Spot
from ssetrack.language.message import Message


class About(StrEnum):
    """What a doubt is about."""

    DATE = "date"
    OWNER = "owner"
    ID = "id"
    TITLE = "title"
    STATUS = "status"
    COLUMN = "column"
    ROW = "row"
    CHANGE = "change"


UNKNOWN = "?"
"""What is written in the place of what nobody can read."""


def is_visible(text: str) -> bool:
    """Whether there is a sign in a text that an eye can see."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


class Question(NamedTuple):
    """What one answer settles, in however many cells."""

    key: str
    """`table 1, Deadline: year`."""
    ask: Message
    answer: Message
    """Where the answer is written."""
    whole: str = ""
    """What it settles for the whole document: its year, its start; empty where it settles less."""


class Doubt(NamedTuple):
    """A cell that cannot be read for sure."""

    spot: Spot
    at: str
    about: About
    text: str
    """The author's words."""
    written: str
    """What the plan has in its place; empty for nothing."""
    help: Message
    item: str = ""
    """The id of the first item that it belongs to."""
    question: Question | None = None


class Told(NamedTuple):
    """What was read, and might surprise."""

    at: str
    what: Message
    unused: bool = False
    """Whether it says that an answer of the mapping file is not used."""


class Ignored(NamedTuple):
    """Cells that are not read, by a rule that is named."""

    at: str
    why: Message
    spots: frozenset[Spot]


def each_once(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Doubts without those that say the same of the same cell."""
    return tuple({(one.spot, one.about, one.text, str(one.help)): one for one in doubts}.values())


def each_told_once(told: Iterable[Told]) -> tuple[Told, ...]:
    """What is told, each thing once."""
    return tuple({(one.at, str(one.what)): one for one in told}.values())
