"""One thing has one word in each catalogue: the table of docs/dev/words.md, held.

Two questions are asked of every entry: whether a term of the table has the word that was agreed, and whether
the translation has a word that once was used for the same thing. A word in backticks is not ours.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from conftest import ROOT
from ssetrack.language.collation import fold

sys.path.insert(0, str(ROOT / "scripts"))

import catalogues

LANGUAGES = ("fr", "es", "pt")

CODE = re.compile(r"`[^`]*`|\{\w+\}|--[a-z-]+")

TERMS = (
    "milestone", "deliverable", "owner", "vacant role", "deadline", "overdue", "on hold", "undated",
    "prerequisite", "check-in", "severity", "baseline", "standard form", "goal", "section", "activity",
    "timeline", "unassigned", "upcoming", "undecided",
)  # fmt: skip
"""Terms of the table that mean one thing wherever English has them; others ("done", "state") are also
ordinary words, and only their old translations are looked for."""

OLD = {
    "fr": {
        "goal": r"\bbuts?\b", "supports a goal": r"\b(ne sert|sert|servis?) (aucun |a |rien|cet |dans)",
        "vacant role": r"\bsieges?\b", "on hold": r"\ben attente\b(?! d)", "removed": r"\bdisparus?\b",
        "accountable": r"\bredevable\b", "flag": r"\bsigna(l|ux)\b", "calendar feed": r"\bflux\b",
        "due soon": r"\b\{number\} echeances? proches?\b", "standard form": r"\bcanonique\b",
        "tag": r"\betiquettes?\b", "canonical": r"\bforme canonique\b",
    },
    "es": {
        "deadline": r"\bplazos?\b", "overdue": r"\bvencid[oa]s?\b", "due soon": r"\bvencen? pronto\b",
        "on hold": r"\ben espera\b", "done": r"\bhech[oa]s?\b(?! de)", "started": r"\bempezad[oa]s?\b",
        "removed": r"\bdesaparecid[oa]s?\b", "supports a goal": r"\bsirven? a\b",
        "goal": r"\bmetas?\b", "flag": r"\bmarca\b(?! de YAML)", "canonical": r"\bcanonic[oa]\b",
    },
    "pt": {
        "done": r"\bfeit[oa]s?\b", "ongoing": r"\bem curso\b", "upcoming": r"\ba seguir\b",
        "on hold": r"\bem espera\b", "undecided": r"\bpor decidir\b", "vacant role": r"\blugar(es)? vagos?\b",
        "finding": r"\bconstatac(ao|oes)\b", "supports a goal": r"\bservem? a\b",
        "goal": r"\bmetas?\b", "canonical": r"\bcanonic[oa]\b", "accountable": r"\bresponsavel final\b",
    },
}  # fmt: skip
"""Words, folded, that were used for the same things before there was one for each."""

TYPED = re.compile(r"\([^()]*\)|\bfor example [^;.]*|\S+[:=]\S+")
"""What is to be typed, or the names of columns and states: they are English in every language."""

ONLY_WHERE = {"done": r"\bdone\b", "flag": r"\bflags?\b", "goal": r"\bgoals?\b", "tag": r"\btags?\b"}
"""Where the old word has other meanings, it is looked for only where English has this."""

EXCEPTIONS = {
    "unassigned [role]": "next to the name of a vacant role, in a table of 80 columns",
    "blocked": "French has no short word for it that fits every gender; on hold is another one there",
    "Baseline": "the value of an indicator before the work",
    "After the colon, write a new date ({month} or {day}), or “done” and the day (done {day}), "
    "or “note” and what you want to say.": "words that members type: they write `hecho` and `feito`",
}
"""Entries (with their context) in which a term has another word, each with its reason."""


def glossary() -> dict[str, dict[str, tuple[str, ...]]]:
    """The first table of docs/dev/words.md: English terms, and for each language the words agreed on."""
    text = (ROOT / "docs" / "dev" / "words.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|(.+)\|$", text.partition("Two words of English")[0], re.MULTILINE)[2:]
    found = {}
    for row in rows:
        english, *others = (cell.strip() for cell in row.split("|"))
        assert len(others) == len(LANGUAGES), row
        found[english] = {
            language: tuple(word.strip() for word in cell.split(","))
            for language, cell in zip(LANGUAGES, others, strict=True)
        }
    return found


GLOSSARY = glossary()


def has_word(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has one of the words, in any number and gender."""
    return any(
        re.search(r"\b" + r"\W+".join(re.escape(stem(part)) + r"\w*" for part in fold(word).split()), text)
        for word in words
    )


def stem(word: str) -> str:
    """What number and gender leave of a word: `objetivo`, `objetivos`; `secao`, `secoes`."""
    if word.endswith("ao"):
        return word[:-2]
    return word if len(word) < 5 else word[: -2 if len(word) > 6 else -1]


def entries(language: str) -> Iterator[tuple[str, str, set[str]]]:
    """The English and the translation of each entry, without what is quoted, and the rooms that say it."""
    for entry in catalogues.read_catalogue(language):
        if entry.id:
            rooms = {file.split("/")[0].removesuffix(".py") for file, _ in entry.locations}
            if catalogues.said(entry) not in EXCEPTIONS:
                yield catalogues.one(entry), " ".join(catalogues.strings(entry)), rooms


@cache
def breaches(language: str) -> list[tuple[str, str, set[str]]]:
    """What is against the glossary, the text of it, and the rooms that say it."""
    breaches = []
    for english, said, rooms in entries(language):
        asked, told = fold(TYPED.sub(" ", CODE.sub(" ", english))), fold(CODE.sub(" ", said))
        for term in TERMS:
            plural = term.removesuffix("y") + "ies" if term.endswith("y") else f"{term}s"
            if re.search(rf"\b({term}|{plural})\b", asked) and not has_word(told, GLOSSARY[term][language]):
                wanted = " or ".join(GLOSSARY[term][language])
                breaches.append((f"{term} is not {wanted}", english, rooms))
        for concept, old in OLD[language].items():
            if re.search(old, told) and re.search(ONLY_WHERE.get(concept, ""), asked):
                breaches.append((f"an old word for {concept}", english, rooms))
    return breaches


def test_the_table_has_the_terms():
    assert set(TERMS) <= GLOSSARY.keys()
    assert all(word for words in GLOSSARY.values() for one in words.values() for word in one)


ROOMS = sorted({room for *_, rooms in entries("fr") for room in rooms})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_one_thing_has_one_word(room: str, language: str):
    found = [(why, english) for why, english, rooms in breaches(language) if room in rooms]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_begins_with_the_same_glossary(language: str):
    """Whoever translates looks there first."""
    head = catalogues.read_catalogue(language).header_comment
    lacking = [
        f"{english} {', '.join(words[language])}"
        for english, words in GLOSSARY.items()
        if f"{english} {', '.join(words[language])}" not in " ".join(head.replace("#", " ").split())
    ]
    assert lacking == []


def test_a_stem_knows_number_and_gender():
    assert has_word(fold("los requisitos previos"), ("requisito previo",))
    assert has_word(fold("aucun élément"), ("élément",))
    assert not has_word(fold("un plazo"), ("fecha límite",))
