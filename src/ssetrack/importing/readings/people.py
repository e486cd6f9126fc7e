"""Whom a cell names: people and teams, those who contribute, and seats that nobody holds yet.

Comes in: the lines of a cell. Goes out: `People`. Only what is plainly a name is one: a sentence or a
question becomes one open seat with the author's words, and a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ssetrack.importing.words import every, one_of
from ssetrack.language.collation import fold

MOST_WORDS = 4
"""Words in a name."""

_SMALL = frozenset(
    [
        "de",
        "da",
        "do",
        "das",
        "dos",
        "di",
        "du",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "la",
        "las",
        "los",
        "le",
        "les",
        "y",
        "e",
        "and",
        "et",
        "of",
        "the",
        "for",
        "pour",
        "para",
        "ben",
        "bin",
        "al",
        "el",
        "st",
    ]
)
"""Words in a name that have no capital."""

_FIRST = re.compile(r"\s*[;/\n]\s*|\s+\+\s+")
_SECOND = re.compile(r"\s*,\s*")
_IN_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
_LINKED = re.compile(r"\[([^\[\]]+)\]")
_QUESTION = re.compile(r"[?!.] |\?$")
_HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9_-]*")
_ROLE = re.compile(r"(?P<role>[^\W\d_]{1,20}) ?: ?(?P<name>.+)")
_AFTER_BRACKET = re.compile(r"\](?=\w)")
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:['’-][^\W\d_.]+)*\.?(?:[^\W\d_]\.)*")


class Person(NamedTuple):
    """A person or a team by name."""

    name: str
    role: str = ""
    """A letter before the name: `R: Ana`."""


class Seat(NamedTuple):
    """A place that somebody is to fill: the author's words."""

    text: str


Holder = Person | Seat


class People(NamedTuple):
    """Who does something, and who contributes."""

    owners: tuple[Holder, ...] = ()
    contributors: tuple[Holder, ...] = ()
    doubtful: bool = False
    """Some of it is a sentence or a question: its seat is kept, and it is a doubt."""
    main: bool = False
    """A star marked one of them."""


def people_in(lines: Sequence[str]) -> People:
    """Whom the lines of a cell name."""
    text = _AFTER_BRACKET.sub("] ", "\n".join(lines).strip())
    before, after = _halves(text)
    owners = _holders(before)
    contributors = _holders(after) if after else ()
    if owners is None or contributors is None:
        return People((Seat(" ".join(text.split())),), doubtful=True)
    holders = (*owners, *contributors)
    odd = sum(1 for one in holders if isinstance(one, Seat) and not is_seat(one.text))
    if odd and (2 * odd >= len(holders) or _QUESTION.search(text)):
        return People((Seat(" ".join(text.split())),), doubtful=True)
    return People(
        tuple(dict.fromkeys(owners)),
        tuple(dict.fromkeys(contributors)),
        bool(odd),
        "*" in text,
    )


def is_seat(text: str) -> bool:
    """Whether a text says that somebody is wanted: `TBD`, `Help wanted`, `?`, or what is all in brackets."""
    low = fold(text).strip(" .!*_")
    if low.strip("? ") == "" or low.rstrip(" ?") in every("seats"):
        return True
    found = _IN_BRACKETS.fullmatch(text.strip())
    return found is not None and "?" not in found[1]


def is_name(text: str) -> bool:
    """Whether a text is plainly a name: one to four words with a capital, none of them of another kind."""
    if _HANDLE.fullmatch(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    lows = [fold(word).strip(".") for word in words]
    if any(low in every("not_names") for low in lows):
        return False
    big = [word[0].isupper() for word in words]
    return big[0] and all(is_big or low in _SMALL for is_big, low in zip(big, lows, strict=True))


def _halves(text: str) -> tuple[str, str]:
    """What stands before and behind `with`; the second may be empty."""
    found = _together().search(text)
    return (text[: found.start()].strip(" ,;\n"), text[found.end() :].strip()) if found else (text, "")


@lru_cache(maxsize=1)
def _together() -> re.Pattern[str]:
    return re.compile(rf"(?<=\S)\s+(?i:{one_of('together')})\s+(?=[^\W\d_a-z]|[@(\[])")


@lru_cache(maxsize=1)
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{one_of('conjunctions')})\s+|\s*&\s*", re.IGNORECASE)


def _holders(text: str) -> tuple[Holder, ...] | None:
    """The pieces of a text, each a name or a seat; None where it is a sentence as a whole."""
    if is_seat(text):
        return (Seat(" ".join(text.split())),)
    found: list[Holder] = []
    for part in (piece for piece in _FIRST.split(text) if piece):
        if is_seat(part):
            found.append(Seat(part.strip()))
            continue
        for piece in (one for one in _SECOND.split(part) if one):
            found += _names_of(piece)
    if not found:
        return None
    return tuple(found)


def _names_of(text: str) -> list[Holder]:
    """One name, or several that `and` joins, if all of them are names; else the text as it stands."""
    role = _ROLE.fullmatch(text.strip())
    if role and _is_role(role["role"]):
        named = _names_of(role["name"])
        if all(isinstance(one, Person) for one in named):
            return [one._replace(role=role["role"]) if isinstance(one, Person) else one for one in named]
        return [_one(text.strip(" *"))]
    pieces = [piece.strip(" *") for piece in _and().split(text) if piece.strip(" *")]
    if len(pieces) > 1 and all(_is_one(piece) for piece in pieces):
        return [_one(piece) for piece in pieces]
    return [_one(text.strip(" *"))]


def _is_one(text: str) -> bool:
    return is_seat(text) or isinstance(_one(text), Person)


def _one(text: str) -> Holder:
    """A name, perhaps in Markdown's brackets or with a letter for its role; else a seat with the text."""
    bare = text.strip().rstrip(".").strip() if text.count(".") == 1 and len(text) > 6 else text.strip()
    linked = _LINKED.fullmatch(bare)
    if linked and _is_linked_name(linked[1]):
        return Person(linked[1].strip())
    if is_seat(bare):
        return Seat(bare)
    if is_name(bare):
        return Person(bare)
    return Seat(bare)


def _is_role(text: str) -> bool:
    """Whether the word before a colon may be what somebody does: a letter, or a word with a capital."""
    return text[0].isupper() and fold(text) not in every("not_names", "notes")


def _is_linked_name(text: str) -> bool:
    """Whether what stands in Markdown's brackets is a name: a handle may have no capital."""
    return is_name(text) or re.fullmatch(r"[\w][\w-]*(?: [\w][\w-]*){0,3}", text) is not None
