"""What the lines of an answer say: `1.2: done 2027-01-21`, `2.1: 2027-03`, `3.4: note we wait for Ana`.

Comes in: lines above the quotation, and which ids the writer may speak about. Goes out: answers and the rest.
The grammar is `[plan:]id[@DATE]: WORD [DAY]`; WORD is a word for a status in one of our languages, a word for
a note with its text, or a date. Nothing here knows whether a date is one: that depends on the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ssetrack.importing.readings.statuses import state_in
from ssetrack.importing.words import every, one_of
from ssetrack.language.collation import fold
from ssetrack.tables.runs import visible_text

LONGEST_NAME = 200
"""Letters of an id with its plan and its day."""

MOST_ANSWERS = 50
"""Answers of one mail: a letter has 20 lines to answer. What is beyond is shown with the rest."""

MOST_SEPARATORS = 8
"""Signs behind which an answer may begin: ids have few of them."""

SEPARATORS = ":：-–—"
_BULLET = re.compile(r"(?:[-*•·▪◦‣●○–—✓✔]+ )+")
UNCHANGED = ("…", "...", "?")
"""What a letter has in the place of a date that is not known: sent back as it is, it says nothing."""

Known = Callable[[str], str | None]
"""The id of the item that a name means, among those that the writer may speak about; None for none."""


class Said(StrEnum):
    """What an answer says of an item."""

    DONE = "done"
    NOTE = "note"
    STATUS = "status"
    OTHER = "other"
    """A date, a place, or words: the plan has to be asked."""


class Answer(NamedTuple):
    """A line about an item.

    `name` is the item as the plan calls it, with its day. `text` is the day of what is done, the words of a
    note, a status, or all else; `behind` all that is behind the name, and `line` the line as an eye sees it.
    """

    name: str
    said: Said
    text: str
    behind: str
    line: str


class Reading(NamedTuple):
    """The answers of a mail, lines that look like one and name none of the writer's items, the rest."""

    answers: tuple[Answer, ...]
    strange: tuple[str, ...]
    rest: tuple[str, ...]
    """Paragraph by paragraph, as they were written, without empty lines."""


def reading(lines: Iterable[str], known: Known) -> Reading:
    """What the lines say."""
    answers: list[Answer] = []
    strange: list[str] = []
    rest: list[str] = []
    for raw in lines:
        line = visible_text(raw)
        if not line:
            continue
        bare = _BULLET.sub("", f"{line} ", count=1).strip() if _BULLET.match(line) else line
        answer = _answer(bare, known) if len(answers) < MOST_ANSWERS else None
        if answer is None and _looks_like_one(bare) and len(answers) < MOST_ANSWERS:
            strange.append(bare)
        elif answer is None:
            rest.append(line)
        elif answer.text not in UNCHANGED:
            answers.append(answer)
    return Reading(tuple(answers), tuple(strange), tuple(rest))


def _answer(line: str, known: Known) -> Answer | None:
    """What a line says of the item whose name it begins with; the longest name that is one counts."""
    head = line[:LONGEST_NAME]
    places = [at for at, sign in enumerate(head) if sign in SEPARATORS][:MOST_SEPARATORS]
    for at in reversed(places):
        name, behind = head[:at].rstrip(), line[at + 1 :].strip()
        if not name or not behind or " " in name:
            continue
        meant = known(name)
        if meant is not None:
            said, text = _what(behind)
            return Answer(meant, said, text, behind, line)
    return None


def _what(behind: str) -> tuple[Said, str]:
    """What is said behind the name of an item."""
    first, _, others = behind.partition(" ")
    word = fold(first).rstrip(":：,")
    if word in every("note_openers") and others.strip(" :：-"):
        return Said.NOTE, others.strip(" :：-")
    whole = state_in(behind)
    if whole is not None and whole.status:
        return (Said.DONE, "") if whole.status == "done" else (Said.STATUS, whole.status)
    state = state_in(first.rstrip(":：,"))
    if state is not None and state.status == "done" and others:
        return Said.DONE, _day(others)
    return Said.OTHER, behind


@lru_cache(maxsize=1)
def _before_day() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{one_of('day_openers')})\b|[:：–-]) ?", re.IGNORECASE)


def _day(text: str) -> str:
    """The day behind the word done, without the word between them and the full stop."""
    bare = text.strip()
    opening = _before_day().match(bare)
    return bare[opening.end() if opening else 0 :].rstrip(" .!;")


_STRANGE = re.compile(r"(?P<name>[^\s:：]{1,60}(?::[^\s:：]{1,60})?) ?[:：] ?(?P<behind>\S.*)")


def name_in(line: str) -> str:
    """The name that a line begins with which looks like an answer."""
    found = _STRANGE.fullmatch(line[:LONGEST_NAME])
    return "" if found is None else found["name"]


def _looks_like_one(line: str) -> bool:
    """Whether a line is built like an answer, so that it is worth saying that it is none."""
    found = _STRANGE.fullmatch(line[:LONGEST_NAME])
    if found is None or not any(sign.isdigit() for sign in found["name"] + found["behind"]):
        return found is not None and state_in(found["behind"]) is not None
    said, text = _what(found["behind"])
    return said is not Said.OTHER or text[:1].isdigit()
