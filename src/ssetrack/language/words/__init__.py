"""The words of our languages, as data: one file for each language, one tuple of each kind in it.

Comes in: nothing. Goes out: `Words`, what is read in a language, and `Phrases`, what is said in it around a
date. What to do with a word is for `dates`, `load` and `rules`; sentences are translated in `locale/`. A plan
may mix the languages, so no word may have two meanings in them (tests/test_words.py).

To add a language: its tag and its name in `OWN_NAMES`, its file beside this one, the words of its tables in
importing/words/, its `.po`.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

OWN_NAMES = {"en": "English", "fr": "Français", "es": "Español", "pt": "Português"}
"""What each language is called by those who speak it."""

LANGUAGES = tuple(OWN_NAMES)
"""The languages that are read and spoken; the first is that of the message templates."""


class Words(NamedTuple):
    """What is read in one language. Texts are folded: lower case, no accents; blanks are allowed in them."""

    names: tuple[str, ...]
    """What people call this language in the place of its tag, in any language."""
    locales: tuple[str, ...]
    """The locales of CLDR from which names of months and weekdays are generated."""
    weekdays: Mapping[str, int]
    """Abbreviations of weekdays (0 is Monday) that CLDR does not list."""
    day_first: bool
    """Whether numbers such as `4/11/2020` begin with the day for all who write the language."""

    articles: tuple[str, ...]
    """Words inside a date that say nothing: `the 8th of October`; one that ends with `'` needs no blank."""
    day_endings: tuple[str, ...]
    """What may stand directly behind the number of a day: `8th`."""
    part_endings: tuple[str, ...]
    """What may stand directly behind the number of a quarter or a half of a year: `3rd`."""
    weekday_ending: str
    """What a weekday may end with, behind a hyphen."""
    ordinals: tuple[tuple[str, ...], ...]
    """First, second, third, fourth, fifth."""
    last: tuple[str, ...]
    """The last of several: `last Friday of the month`."""
    numbers: tuple[tuple[str, ...], ...]
    """Two, three, four, five, six."""
    quarters: tuple[str, ...]
    """What a quarter of a year is called, and its letter: `quarter`, `q`."""
    semesters: tuple[str, ...]
    """What a half of a year is called, and its letter."""
    conjunctions: tuple[str, ...]
    """Between two things that both count: `8 and 9 April`."""
    alternatives: tuple[str, ...]
    """Between two dates of which one will be chosen."""
    range_openers: tuple[str, ...]
    """Before the first of two ends: `from 8 to 9 April`."""
    range_joiners: tuple[str, ...]
    """Between the two ends."""
    clock_openers: tuple[str, ...]
    """Between a day and its clock times."""
    clock_joiners: tuple[str, ...]
    """Between two clock times."""
    place_openers: tuple[str, ...]
    """Between a date and the place behind it; as written in lower case, not folded."""

    units: Mapping[str, tuple[str, ...]]
    """`day`, `week`, `month`, `year`, in singular and plural."""
    before: tuple[str, ...]
    """Earlier than what follows: `6 weeks before 1.10`, `before June`."""
    after: tuple[str, ...]
    """Later than what follows."""
    since: tuple[str, ...]
    """From the date that follows on, without an end."""
    until: tuple[str, ...]
    """Up to the date that follows, which counts; in a deadline they say nothing."""
    goes_on: tuple[str, ...]
    """In place of the end of a range that has none: `2021 - present`."""
    every: tuple[str, ...]
    """Before how often something comes back: `every 2 weeks`."""
    alternately: tuple[str, ...]
    """Every second one; `{}` is the unit or the weekday: `every other {}`."""
    on: tuple[str, ...]
    """Before the days of something that comes back: `every 2 weeks on Monday`."""
    workdays: tuple[str, ...]
    """Monday to Friday, behind `every` or alone."""
    adverbs: Mapping[str, tuple[str, ...]]
    """How often without a number, by `UNIT` or `NUMBER UNIT`: `weekly`, `fortnightly` (`2 week`)."""
    two_meanings: Mapping[str, tuple[str, ...]]
    """How often in words that people understand in two ways, which is refused; by what is meant.

    `week`: every second one or twice in one (`biweekly`); `month` and `year` likewise. `fortnight`: every two
    weeks or twice a month; `15 day`: every 15 days or every two weeks. `workday`: with Saturday or without.
    """
    ongoing: tuple[str, ...]
    """In place of a date: it has no end."""
    unknown: tuple[str, ...]
    """In place of a date: nobody knows it yet."""
    unconfirmed: tuple[str, ...]
    """In brackets behind a date that is not sure."""

    today: tuple[str, ...]
    """The day itself; this and the next two are read in commands, never in plans."""
    yesterday: tuple[str, ...]
    """The day before."""
    tomorrow: tuple[str, ...]
    """The day after."""

    weeks: tuple[str, ...]
    """Before the number of a week, which is refused: `week 23`."""
    fiscal_years: tuple[str, ...]
    """Before the number of a year that begins on another day, which is refused."""
    seasons: Mapping[str, tuple[str, ...]]
    """`spring`, `summer`, `autumn`, `winter`, which are refused."""
    middle: tuple[str, ...]
    """Somewhere in the middle of what follows; this and the next five are too vague for a date."""
    end: tuple[str, ...]
    """At the end, which for a deadline is the last day; read for a month only."""
    late: tuple[str, ...]
    """Towards the end."""
    beginning: tuple[str, ...]
    """Towards the beginning."""
    about: tuple[str, ...]
    """Near what follows."""
    soon: tuple[str, ...]
    """No date at all: `as soon as possible`."""

    to_fill_in: tuple[str, ...]
    """A text that is only there to be replaced; as written in lower case, not folded."""
    choices: Mapping[str, str]
    """Words for the choices of a field, by choice; several are joined by blanks."""
    fields: Mapping[str, str]
    """What people call the fields of a plan, by field; blanks within such a name are hyphens.

    A word may mean one field here and another there (`nom` of a person, `nom` of an activity).
    """


class FrequencyPhrases(NamedTuple):
    """How something that comes back is said in one language; what is said is read, too."""

    steps: Mapping[str, tuple[str, str]]
    """By unit, each one and every `{}` ones: `every month`, `every {} months`."""
    weekdays: tuple[str, ...]
    """Their names, Monday first."""
    weekly: str
    """`{}` is one weekday or several: `every {}`."""
    workdays: str
    """Monday to Friday."""
    ordinals: tuple[str, ...]
    """First to fifth, and last."""
    step_on: str
    """Every so many weeks, on weekdays: `{} on {}`."""
    month_days: str
    """`{}` is one number of a day or several."""
    last_day: str
    """The last day of a month."""
    of_month: str
    """`{}` are the days: `{} of the month`."""
    of_months: str
    """The days, and every so many months: `{} of {}`."""
    day_ending: str = ""
    """Behind the number of a day."""
    day_endings: Mapping[int, str] = {}
    """Those of the days with another ending."""
    feminine_weekdays: tuple[int, ...] = ()
    """The weekdays (0 is Monday) with a grammar of their own: the next two are theirs."""
    feminine_ordinals: tuple[str, ...] = ()
    """As `ordinals`."""
    feminine_step_on: str = ""
    """As `step_on`."""


class Position(StrEnum):
    """Where in a text a date is said, which decides on what is before it and between its two ends."""

    CELL = "cell"
    """Alone: in a cell, in brackets, behind a label."""
    SENTENCE = "sentence"
    """In a sentence that needs no preposition for a day: `Which one: 8 April or from May to June?`"""
    CHOICE = "choice"
    """One of several to choose from, with the article that a day has: `le 1er juin ou le 1er juillet`."""
    ON = "on"
    """On that day, in that month."""
    FROM = "from"
    """It begins then, and no end is said."""


OfUnits = tuple[str, str, str, str]
"""What is said with `{}` a day, a month, a part of a year (a quarter, a half), a year."""


class Phrases(NamedTuple):
    """What is said around a date in one language; `{}` is the date."""

    ongoing: str
    """It has no end."""
    unknown: str
    """Nobody knows its date."""
    either: str
    """Between two of which one will be chosen."""
    both: str
    """Between two that both count."""
    no_beginning: str
    """It has an end alone; read back as no beginning, which what a deadline is due `by` is not."""
    alone: Mapping[str, str]
    """A date that is `approximate` or `uncertain`, where it is said alone."""
    behind: Mapping[str, str]
    """The same behind a preposition."""
    prepositions: Mapping[Position, OfUnits]
    """Before a date, by its position; nothing in a cell or a sentence."""
    ranges: tuple[str, str]
    """From `{}` to `{}`, in a sentence: days, and longer units; empty where there is the dash of cells."""
    dash: str
    """Between the two ends in a cell, where ranges in sentences have words."""
    quarter: str
    """Its number, its year."""
    halves: tuple[str, str]
    """The first and the second half of a year, which is `{}`."""
    short_quarter: str
    """The same where there is little room, and what charts write."""
    short_halves: tuple[str, str]
    """The same."""
    by_end: Mapping[int, str]
    """Due by the end of what is so many months long: a month (1), a quarter, a half, a year; 0 is a day."""
    short_by_end: Mapping[int, str]
    """The same where there is little room."""
    frequency: FrequencyPhrases
    """How something that comes back is said."""
    formerly: Mapping[str, str]
    """What pages, tables and workbooks of ssetrack 0.1 said, with its standard form; it is only read."""
    of: str = " "
    """Between day, month and year."""
    first: str = "1"
    """The first day of a month."""
    elision: tuple[str, str] = ("", "")
    """What loses its vowel before another one, and what remains of it."""


@lru_cache(maxsize=1)
def all_words() -> tuple[Words, ...]:
    """The words of every language, in the order of `LANGUAGES`."""
    return tuple(words_of(language) for language in LANGUAGES)


def words_of(language: str) -> Words:
    """What is read in one of `LANGUAGES`."""
    words: Words = import_module(f"{__name__}.{language}").WORDS
    return words


@lru_cache(maxsize=len(LANGUAGES))
def phrases_of(language: str) -> Phrases:
    """What is said in one of `LANGUAGES`."""
    phrases: Phrases = import_module(f"{__name__}.{language}").PHRASES
    return phrases
