"""The words of our languages: complete, folded, and none with two meanings whatever the language."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations, pairwise
from typing import Any

import pytest

from conftest import ROOT
from ssetrack.dates.folding import fold
from ssetrack.dates.names import MONTH_NAMES, MONTHS, WEEKDAYS
from ssetrack.importing.words import all_table_words
from ssetrack.language import words as room
from ssetrack.language.words import (
    LANGUAGES,
    FrequencyPhrases,
    Phrases,
    Words,
    all_words,
    phrases_of,
    words_of,
)
from ssetrack.load.choices import CHOICES
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.slug import slug

FOLDER = ROOT / "src" / "ssetrack" / "language" / "words"


def union(kind: Callable[[Words], Iterable[str]]) -> set[str]:
    """The words of a kind in all languages."""
    return {word for words in all_words() for word in kind(words)}


def test_each_language_has_its_file_its_months_and_its_catalogue():
    for folder in (FOLDER, ROOT / "src" / "ssetrack" / "importing" / "words"):
        assert {path.stem for path in folder.glob("*.py")} == {"__init__", *LANGUAGES}
    assert MONTH_NAMES.keys() == set(LANGUAGES)
    folders = (ROOT / "src" / "ssetrack" / "locale").iterdir()
    assert {path.name for path in folders if path.is_dir()} == set(LANGUAGES[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_words(language: str):
    """A language without a word for a kind would silently read less than the others."""
    may_lack = {"weekdays", "weekday_ending", "day_first"}
    words = words_of(language)
    assert [name for name, value in words._asdict().items() if not value and name not in may_lack] == []
    assert all(phrases_of(language))
    for often in ("adverbs", "two_meanings"):
        assert getattr(words, often).keys() == getattr(words_of("en"), often).keys()
    assert all(words.units[unit] for unit in ("day", "week", "month", "year"))
    assert set(words.choices) == {*CHOICES["status"], *CHOICES["priority"]}
    fields = {name for of in FIELDS.values() for name in of}
    assert set(words.fields) == fields - {"ssetrack"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_folded(language: str):
    """Texts are folded before they are looked up: any other word would never be met."""
    as_written = {"place_openers", "to_fill_in", "locales", "weekday_ending"}
    fields = words_of(language)._asdict().items()
    found = [word for name, value in fields if name not in as_written for word in texts(value)]
    assert [word for word in found if fold(word) != word] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_fields_are_slugs(language: str):
    """They are looked up as slugs, and no field is called by its own name."""
    for field, words in words_of(language).fields.items():
        assert [word for word in words.split() if slug(word).replace("_", "-") != word] == [], field
        assert field not in words.split()
        assert len(set(words.split())) == len(words.split()), field


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_said_twice_in_one_place(language: str):
    """Where a search and replace makes two words one, a word that was read is lost."""
    rows = [row for value in words_of(language) for row in tuples(value)]
    assert len(rows) > 50
    assert [row for row in rows if len(set(row)) != len(row)] == []


def tuples(value: object) -> Iterable[tuple[str, ...]]:
    """All words that mean the same, wherever they are in a value."""
    if isinstance(value, str):
        yield tuple(value.split())
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from tuples(inner)
    elif isinstance(value, tuple):
        words = tuple(one for one in value if isinstance(one, str))
        if words:
            yield words
        for inner in value:
            if isinstance(inner, tuple):
                yield from tuples(inner)


def texts(value: object) -> Iterable[str]:
    """All texts in a value of a field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, words in value.items():
            yield from texts(words if not isinstance(words, int) else key)
    elif isinstance(value, tuple):
        for word in value:
            yield from texts(word)


TABLES: dict[str, dict[str, Callable[[Words], Iterable[str]]]] = {
    "units of time": {
        unit: lambda words, unit=unit: words.units[unit] for unit in ("day", "week", "month", "year")
    },
    "how often": {
        **{often: lambda words, often=often: words.adverbs[often] for often in words_of("en").adverbs},
        **{
            f"{often}, doubtfully": lambda words, often=often: words.two_meanings[often]
            for often in words_of("en").two_meanings
        },
    },
    "ordinals": {
        **{str(n): lambda words, n=n: words.ordinals[n] for n in range(5)},
        "last": lambda words: words.last,
    },
    "numbers": {str(n): lambda words, n=n: words.numbers[n] for n in range(5)},
    "parts of a year": {"quarter": lambda words: words.quarters, "half": lambda words: words.semesters},
    "which way": {"before": lambda words: words.before, "after": lambda words: words.after},
    "which end": {
        "opens": lambda words: (*words.since, *words.after),
        "closes": lambda words: (*words.until, *words.before),
    },
    "instead of a date": {"ongoing": lambda words: words.ongoing, "unknown": lambda words: words.unknown},
    "vague": {
        "middle": lambda words: words.middle,
        "end": lambda words: words.end,
        "beginning": lambda words: words.beginning,
        "about": lambda words: words.about,
        "soon": lambda words: words.soon,
        "late": lambda words: words.late,
        **{
            season: lambda words, season=season: words.seasons[season]
            for season in ("spring", "summer", "autumn", "winter")
        },
    },
    "inside a date": {
        "articles": lambda words: words.articles,
        "joiners": lambda words: words.range_joiners,
        "conjunctions": lambda words: words.conjunctions,
        "months": lambda _: MONTHS,
        "parts": lambda words: (*words.quarters, *words.semesters),
    },
    "names of languages": {
        tag: lambda words, tag=tag: words.names if words is words_of(tag) else () for tag in LANGUAGES
    },
    "choices": {
        choice: lambda words, choice=choice: words.choices[choice].split()
        for choice in words_of("en").choices
    },
}
"""Where the grammar asks what a word is: the possible answers, and the words for each."""


@pytest.mark.parametrize("table", TABLES)
def test_no_word_has_two_meanings(table: str):
    meanings = {meaning: union(kind) for meaning, kind in TABLES[table].items()}
    both = {(one, other): sorted(meanings[one] & meanings[other]) for one, other in combinations(meanings, 2)}
    assert {pair: words for pair, words in both.items() if words} == {}


def test_the_one_word_with_two_meanings_is_known():
    """`mar` is March and Tuesday: the grammar looks at what follows (tests/dates/test_words.py)."""
    assert MONTHS.keys() & WEEKDAYS.keys() == {"mar"}
    others = union(lambda words: (*words.articles, *words.range_joiners, *words.conjunctions))
    assert WEEKDAYS.keys() & others == set()


@pytest.mark.parametrize("kind", [Words, FrequencyPhrases, Phrases])
def test_every_field_says_what_it_is(kind: Any):
    tree = ast.parse((FOLDER / "__init__.py").read_text(encoding="utf-8"))
    body = next(
        node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    followed = defaultdict(bool)
    for field, next_one in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            followed[field.target.id] = isinstance(next_one, ast.Expr)
    assert room.__doc__
    assert [name for name in kind._fields if not followed[name]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_words_of_tables_has_words(language: str):
    """Patterns are made of them: a kind without a word would match anything."""
    words = all_table_words()[LANGUAGES.index(language)]
    assert [name for name, value in words._asdict().items() if not value] == []
    flat = [word for name, value in words._asdict().items() if name != "headings" for word in value]
    assert [word for word in flat if word != word.casefold()] == []


def test_no_pattern_of_import_has_a_conjunction_of_its_own():
    """Words between two things come from the files of words: a fifth language would miss them else."""
    rooms = [ROOT / "src" / "ssetrack" / "importing" / name for name in ("layout", "readings", "replies")]
    own = re.compile(r"\|(?:et|and)\||\b(?:and|et)\|(?:et|and|y|e)\b")
    files = [path for room in rooms for path in room.glob("*.py") if path.name != "quotation.py"]
    assert [path.name for path in files if own.search(path.read_text(encoding="utf-8"))] == []
