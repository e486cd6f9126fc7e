"""The days that words name: weekdays, ordinals of weekdays, days of a month.

Comes in: a folded text without `every` and `of the month`. Goes out: numbers. A word may be of several kinds
(Portuguese `segunda` is Monday, and second), so all rows of kinds are tried, and one that makes sense counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from ssetrack.dates.names import MONTHS, WEEKDAYS
from ssetrack.dates.vocabulary import every, meanings, one_of

MOST_ROWS = 256
"""Rows of kinds that are compared for one text."""

ORDINALS = meanings(
    lambda words: {
        "-1": words.last,
        **{str(number): ones for number, ones in enumerate(words.ordinals, 1)},
    }
)
"""The number that an ordinal means; -1 is the last."""

ENDINGS = one_of(lambda words: (*words.day_endings, *words.part_endings))
"""What may be directly behind a number that says which one."""

_DAY_UNITS = frozenset(every(lambda words: words.units["day"]))
_AND = frozenset((",", "&", *every(lambda words: words.conjunctions)))
_SILENT = frozenset(every(lambda words: (*words.articles, *words.on)))
"""Words between the days that say nothing: `the 1st and the 15th`."""
_TOKEN = re.compile(r"[,&]|[^\s,&]+")
_DAY_NUMBER = re.compile(rf"(?P<number>[0-9]{{1,2}})(?:{ENDINGS})?")

_WEEKDAYS = re.compile(r"W(?:SW)*")
_ORDINAL_WEEKDAYS = re.compile(r"O(?:SO)*W(?:SO(?:SO)*W)*")
_MONTH_DAYS = re.compile(r"(?:U?N|OU)(?:S(?:U?N|OU))*")


class _Word(NamedTuple):
    """What a word may be: an Ordinal, a Weekday, a Number of a day, the unit day (U), or a separator (S)."""

    kind: str
    value: int = 0


def weekdays_in(days: str) -> tuple[int, ...]:
    """`Monday, Wednesday and Friday`, 0 is Monday; nothing for what is no list of weekdays."""
    found = (word.value for word in _row(days, _WEEKDAYS) if word.kind == "W")
    return tuple(sorted(set(found)))


def ordinals_in(days: str) -> tuple[tuple[int, int], ...]:
    """Ordinals, each with the weekday behind it: `first and third Monday` are two."""
    found: list[tuple[int, int]] = []
    waiting: list[int] = []
    for word in _row(days, _ORDINAL_WEEKDAYS):
        if word.kind == "O":
            waiting.append(word.value)
        elif word.kind == "W":
            found += [(ordinal, word.value) for ordinal in waiting]
            waiting = []
    return tuple(dict.fromkeys(found))


def month_days_in(days: str) -> tuple[int, ...]:
    """`1st and 15th`, `last day` (-1); nothing where one is no day of a month."""
    numbers = [word.value for word in _row(days, _MONTH_DAYS) if word.kind in "NO"]
    return tuple(dict.fromkeys(numbers)) if all(-1 <= number <= 31 and number for number in numbers) else ()


def weekday(word: str) -> int | None:
    """A weekday, in the plural too: `Mondays`, `segundas-feiras`; `mars` is none."""
    if word in WEEKDAYS:
        return WEEKDAYS[word]
    return None if word in MONTHS else WEEKDAYS.get("-".join(map(_singular, word.split("-"))))


def _row(days: str, shape: re.Pattern[str]) -> tuple[_Word, ...]:
    """The first row of kinds in that shape; empty where there is none."""
    rows = (row for row in _rows(days) if shape.fullmatch("".join(word.kind for word in row)))
    return next(rows, ())


def _rows(days: str) -> Iterator[tuple[_Word, ...]]:
    """What the words may be, one reading after the other; none where one of them is unknown."""
    several: list[tuple[_Word, ...]] = []
    for word in _TOKEN.findall(days):
        kinds = tuple(_kinds_of(word))
        if kinds == (_Word("S"),):
            if not several or several[-1] == kinds:
                continue  # ", and"
        elif not kinds:
            if word in _SILENT:
                continue
            return
        several.append(kinds)
    number = 1
    for one in several:
        number *= len(one)
    if number <= MOST_ROWS:
        yield from product(*several)


def _kinds_of(word: str) -> Iterator[_Word]:
    if word in _AND:
        yield _Word("S")
        return
    ordinal, day = ORDINALS.get(word) or ORDINALS.get(_singular(word)), weekday(word)
    if day is not None:
        yield _Word("W", day)
    if ordinal is not None:
        yield _Word("O", int(ordinal))
    if word in _DAY_UNITS:
        yield _Word("U")
    found = _DAY_NUMBER.fullmatch(word)
    if found:
        yield _Word("N", int(found["number"]))
        if not word.isdigit() and 1 <= int(found["number"]) <= 5:
            yield _Word("O", int(found["number"]))


def _singular(word: str) -> str:
    return word.removesuffix("s")
