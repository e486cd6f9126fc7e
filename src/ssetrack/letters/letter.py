"""A letter as text: what it says, in the order in which it says it, on its way to any medium.

Comes in: nothing. Goes out: the values that `wording` fills and that `plain_text` and `html_text` write.
Every text in them is one line, safe to show, and without the address of anybody.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
from typing import NamedTuple

from ssetrack.wording.languages import Foreign

BETWEEN = " · "
"""Between things that are said on one line."""


class Entry(NamedTuple):
    """One thing: its id and title, and below it what is said of it, which may be empty.

    `language` is that of the title, where it is not the letter's.
    """

    title: str
    words: str = ""
    language: str | None = None


class Section(NamedTuple):
    """A list with its heading; `more` says how many entries are left out, empty where none is.

    A `brief` one has a line for each entry.
    """

    heading: str
    entries: tuple[Entry, ...]
    more: str = ""
    brief: bool = False


class Answering(NamedTuple):
    """How to answer: a heading, what to do, and lines to edit and send back."""

    heading: str
    advice: tuple[str, ...]
    lines: tuple[str, ...]


class Letter(NamedTuple):
    """A letter to somebody, in a language (its tag).

    `foreign` are titles in the opening that are in another language.
    """

    language: str
    name: str
    subject: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    answering: Answering | None
    foreign: tuple[Foreign, ...] = ()
