"""What an editor offers to write at a cursor, and the characters that it replaces.

Comes in: texts with what they mean, and a cursor. Goes out: those of them that begin like what is typed,
written as YAML needs it there. Of very many the first are given, and that there are more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ssetrack.diagnostic import Range
from ssetrack.editor.answers.cursor import Cursor, Token
from ssetrack.language.collation import fold
from ssetrack.source.quoting import quote

MOST = 200
"""So many are offered at once."""


class ProposalKind(StrEnum):
    """What is offered, for the sign that an editor puts before it."""

    FIELD = "field"
    OWNER = "owner"
    GOAL = "goal"
    ITEM = "item"
    TAG = "tag"
    CHOICE = "choice"
    LANGUAGE = "language"
    ZONE = "zone"
    DATE = "date"
    RULE = "rule"


class Candidate(NamedTuple):
    """A text that may be written, what it means in a few words, and what else is to be said (Markdown)."""

    text: str
    meaning: str = ""
    help: str = ""
    ending: str = ""
    """What is written behind it as it is: the colon of a field."""


class Proposal(NamedTuple):
    """A text in the place of some characters. `filter` is what an editor compares with what is typed on."""

    label: str
    text: str
    place: Range
    kind: ProposalKind
    meaning: str = ""
    help: str = ""
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is offered, in the order of its use; `complete` says that there is no more."""

    several: tuple[Proposal, ...] = ()
    complete: bool = True


NOTHING = Proposals()


def proposals(
    candidates: Iterable[Candidate], cursor: Cursor, kind: ProposalKind, *, but: Iterable[str] = ()
) -> Proposals:
    """The candidates that fit what is typed, each once, without those that are there already."""
    token = cursor.token
    known = frozenset(but)
    found: dict[str, Proposal] = {}
    for one in candidates:
        if one.text in known or one.text in found or not fits(one, token.typed):
            continue
        text = in_quotes(one.text, token, flow=cursor.flow)
        if text is None:
            continue
        if len(found) == MOST:
            return Proposals(tuple(found.values()), complete=False)
        found[one.text] = proposal(one, token.lead + text + one.ending, Range(token.start, token.end), kind)
    return Proposals(tuple(found.values()))


def together(first: Proposals, others: Proposals) -> Proposals:
    """What two lists offer, the one before the other."""
    return Proposals((*first.several, *others.several), first.complete and others.complete)


def proposal(one: Candidate, text: str, place: Range, kind: ProposalKind) -> Proposal:
    """A candidate for a place, written as `text`."""
    told = f"{one.text} {one.meaning}".rstrip()
    return Proposal(one.text, text, place, kind, one.meaning, one.help, told)


def fits(one: Candidate, typed: str) -> bool:
    """Whether a candidate, or a word of its meaning, begins like what is typed."""
    begun = fold(typed)
    if not begun or fold(one.text).startswith(begun):
        return True
    meaning = fold(one.meaning)
    return meaning.startswith(begun) or f" {begun}" in meaning


def in_quotes(text: str, token: Token, *, flow: bool) -> str | None:
    """A text as it is written at a token, within its quotes; None where these cannot hold it."""
    written = quote(text, flow=flow, style=token.style)
    if not token.style:
        return written
    return written[1:-1] if written[:1] == token.style else None
