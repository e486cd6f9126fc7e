"""The words of all languages together, as tables and patterns for the grammar.

Comes in: which kind of words. Goes out: them, whatever language they are of: a plan may mix the languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from ssetrack.dates.period import Unit
from ssetrack.language.words import Words, all_words


def every(kind: Callable[[Words], Iterable[str]]) -> tuple[str, ...]:
    """The words of a kind, each once; the longest first, so that a pattern prefers it to its beginning."""
    words = {word for language in all_words() for word in kind(language)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def one_of(kind: Callable[[Words], Iterable[str]]) -> str:
    """A pattern of the words of a kind, to be put between brackets."""
    return "|".join(map(re.escape, every(kind)))


def meanings(kind: Callable[[Words], Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """Words by what they mean, turned round: what each word means."""
    return {
        word: meaning
        for language in all_words()
        for meaning, words in kind(language).items()
        for word in words
    }


UNITS = cast("dict[str, Unit]", meanings(lambda words: words.units))
"""The unit of time that a word names."""
