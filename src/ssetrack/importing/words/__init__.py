"""The words of tables in our languages, as data: headings, names that are none, totals, marks.

Comes in: nothing. Goes out: `TableWords` for one language, and all of them joined: a table is read by the
words of every language, whatever its own. Texts are folded: lower case, no accents. What is done with a word
is for `layout` and `readings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Literal, NamedTuple

from ssetrack.importing.fields import Field
from ssetrack.language.words import LANGUAGES

Kind = Literal[
    "labels", "days", "gatherings", "descriptions", "totals", "not_names", "seats", "together",
    "conjunctions", "moved", "on", "off", "notes", "sheets", "weeks", "note_openers", "day_openers",
]  # fmt: skip
"""The kinds of words but for headings: the fields of `TableWords`."""


class TableWords(NamedTuple):
    """What is read in the tables of one language."""

    headings: Mapping[Field, tuple[str, ...]]
    """What the column of a field is called."""
    labels: tuple[str, ...]
    """Headings of a column that groups rows: a phase, an area."""
    days: tuple[str, ...]
    """Headings of a deadline or of the day of a gathering: the cells, or the title, decide which."""
    gatherings: tuple[str, ...]
    """Headings of a title column whose rows take place on a day."""
    descriptions: tuple[str, ...]
    """Headings of a second title column that only explains the first."""
    totals: tuple[str, ...]
    """How a row of sums begins."""
    not_names: tuple[str, ...]
    """Words that no name of a person or a team has."""
    seats: tuple[str, ...]
    """Texts in the place of a name that say that somebody is wanted."""
    together: tuple[str, ...]
    """Before those who contribute."""
    conjunctions: tuple[str, ...]
    """Between two names."""
    moved: tuple[str, ...]
    """A date beside such a word was put off, or is not the one that counts."""
    on: tuple[str, ...]
    """A mark in words: it is so."""
    off: tuple[str, ...]
    """It is not so."""
    notes: tuple[str, ...]
    """How a row begins that only remarks on the others."""
    sheets: tuple[str, ...]
    """What a program calls a sheet that nobody named; a number may follow."""
    weeks: tuple[str, ...]
    """Before the number of a week in a heading, with its letter: `week 3`, `w3`."""
    note_openers: tuple[str, ...]
    """Before the text of a note in an answer: `1.2: note we wait for Ana`."""
    day_openers: tuple[str, ...]
    """Between the word done and its day in an answer: `1.2: done on 5 March`."""


@lru_cache(maxsize=1)
def all_table_words() -> tuple[TableWords, ...]:
    """The words of every language, in the order of `LANGUAGES`."""
    return tuple(import_module(f"{__name__}.{language}").WORDS for language in LANGUAGES)


@lru_cache
def every(*kinds: Kind) -> frozenset[str]:
    """The words of some kinds in all languages."""
    return frozenset(word for words in all_table_words() for kind in kinds for word in getattr(words, kind))


@lru_cache
def one_of(*kinds: Kind) -> str:
    """A pattern of the words of some kinds, the longest first, to be put between brackets."""
    return "|".join(map(re.escape, sorted(every(*kinds), key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def fields_by_heading() -> Mapping[str, Field]:
    """The field that each known heading means; of two languages that differ the first counts."""
    found: dict[str, Field] = {}
    for words in all_table_words():
        for field, headings in words.headings.items():
            for heading in headings:
                found.setdefault(heading, field)
    return found


def language_of(headings: Iterable[str]) -> str | None:
    """The one language in which more of these folded headings are known than in any other; None for a tie."""
    texts = tuple(headings)
    counts = [
        sum(any(text in known for known in words.headings.values()) for text in texts)
        for words in all_table_words()
    ]
    best = max(counts, default=0)
    return LANGUAGES[counts.index(best)] if best and counts.count(best) == 1 else None
