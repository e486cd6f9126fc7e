"""What a cell means to its plan: short names for names, words of the format for words of the reader.

Comes in: the text of a cell. Goes out: a value of the plan, or `Unreadable` with what to write instead. Dates
are read by the grammar of plans, and stay in the words in which they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ssetrack.dates import DateProblem, DateReading, Purpose, Relative, parse_hours
from ssetrack.importing.readings.statuses import state_in
from ssetrack.importing.spreadsheet.columns import STATUSES, Part, PlanView, entries_of, entry_names
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few, nearest
from ssetrack.language.speaker import Speaker
from ssetrack.language.words import LANGUAGES
from ssetrack.plan.kinds import percentage
from ssetrack.schedule import Schedule
from ssetrack.schedule.reader import FileReader
from ssetrack.status import Status
from ssetrack.wording.punctuation import message_behind_label

DATES = frozenset((Part.DUE, Part.START, Part.DONE))
NAMES = frozenset((Part.OWNERS, Part.WITH, Part.GOALS))

_FIRST = re.compile(r"\s*[;\n]\s*")
_SECOND = re.compile(r"\s*,\s*")
_SHARE = re.compile(r"0?[.,][0-9]+|1[.,]0+")


class Unreadable(NamedTuple):
    """A text that says nothing for sure, and what to do about it."""

    help: Message


Value = str | tuple[str, ...]


class Values:
    """What cells mean in one plan."""

    def __init__(self, shown_as: PlanView, today: date) -> None:
        file = shown_as.file
        self._file = file
        self._shown_as = shown_as
        self._owners = _known_owners(shown_as)
        self._goals = _known_goals(shown_as)
        self._statuses = _known_statuses()
        self._reader = FileReader(file, shown_as.view.portfolio, Schedule(today))

    def value(self, part: Part, text: str, *, is_deadline: bool = True) -> Value | Unreadable:
        """What the text of a cell means; for texts that people read, the text itself."""
        if not text:
            return ""
        if part in DATES:
            return self.date(text, is_deadline=is_deadline and part is Part.DUE)
        if part in (Part.OWNERS, Part.WITH):
            return self._names(text, self._owners, self._unknown_owner)
        if part is Part.GOALS:
            return self._names(text, self._goals, self._unknown_goal)
        if part is Part.TIME:
            read = parse_hours(text)
            if isinstance(read, DateProblem):
                return Unreadable(message_behind_label(read.message, read.help))
            return text
        if part is Part.STATUS:
            return self._status(text)
        if part is Part.PROGRESS:
            return _progress(text)
        return text

    def date(self, text: str, *, is_deadline: bool) -> str | Unreadable:
        """A date as typed, if a plan can have it."""
        read = self._reading(text, is_deadline=is_deadline)
        if not isinstance(read, DateProblem):
            return text
        return Unreadable(message_behind_label(read.message, read.help))

    def is_chosen(self, text: str, status: Status) -> bool:
        """Whether a cell names the one date that is left of several, as the sheet named it then."""
        entries = entries_of(status)
        return len(entries) == 1 and fold(text) in entry_names(entries[0], self._shown_as)

    def same_date(self, one: str, other: str) -> bool:
        """Whether two texts mean the same date."""
        readings = [self._reading(text, is_deadline=True) for text in (one, other)]
        means = [None if isinstance(read, DateProblem | Relative) else read.canonical for read in readings]
        return means[0] is not None and means[0] == means[1]

    def _reading(self, text: str, *, is_deadline: bool) -> DateReading:
        return self._reader.parse(text, Purpose.DEADLINE if is_deadline else Purpose.DATE)

    def _names(
        self, text: str, known: dict[str, set[str]], unknown: Callable[[str], str | Unreadable]
    ) -> tuple[str, ...] | Unreadable:
        """The short names that a cell names, each once. What is between commas may be a name or several."""
        found: list[str] = []
        for whole in filter(None, _FIRST.split(text)):
            pieces = [whole] if fold(whole) in known else [*filter(None, _SECOND.split(whole))]
            for piece in pieces:
                meant = known.get(fold(piece), set())
                if len(meant) > 1:
                    names = few(sorted(meant))
                    return Unreadable(message("`{name}` can mean {names}", name=piece, names=names))
                one = next(iter(meant)) if meant else unknown(piece)
                if isinstance(one, Unreadable):
                    return one
                found.append(one)
        return tuple(dict.fromkeys(found))

    def _unknown_owner(self, name: str) -> str | Unreadable:
        """Whoever a plan without `owners` names is named by that."""
        if self._file.plan.owners is None:
            return name
        meant = nearest(name, self._owners)
        what = message("`{name}` is not declared in `owners`", name=name)
        return Unreadable(_with_guess(what, self._owners, meant))

    def _unknown_goal(self, name: str) -> str | Unreadable:
        meant = nearest(name, self._goals)
        return Unreadable(
            _with_guess(message("`{name}` is not declared in `goals`", name=name), self._goals, meant)
        )

    def _status(self, text: str) -> str | Unreadable:
        known = self._statuses.get(fold(text))
        if known is not None:
            return known
        state = state_in(text)
        if state is not None and state.status:
            return state.status
        choices = ", ".join(STATUSES)
        return Unreadable(message("`{text}` is not a status; choose: {choices}", text=text, choices=choices))


def _with_guess(what: Message, known: dict[str, set[str]], meant: str | None) -> Message:
    if meant is None:
        return message("{what}; add it to the plan first", what=what)
    name = next(iter(sorted(known[meant])))
    return message("{what}; did you mean `{name}`?", what=what, name=name)


def _progress(text: str) -> str | Unreadable:
    """A percentage; a share of 1 is one that lost its format."""
    share = _SHARE.fullmatch(text.strip())
    if share:
        text = f"{round(float(text.replace(',', '.')) * 100)}%"
    read = percentage(text)
    if read is None:
        return Unreadable(message("`{text}` is not a percentage; write for example 40%", text=text))
    return f"{read}%"


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word, means in pairs:
        if fold(word):
            found.setdefault(fold(word), set()).add(means)
    return found


def _known_owners(shown_as: PlanView) -> dict[str, set[str]]:
    """Every way in which an owner is written: what the sheet shows before anything else, then the rest."""
    file = shown_as.file
    if file.plan.owners is None:
        named = (name for item in file.items for name in (*item.owners, *item.contributors))
        return _index((name, name) for name in named)
    shown = _index((label, slug) for slug, label in shown_as.owners.items())
    short = _index((slug, slug) for slug in file.plan.owners)
    others = _index(
        (word, slug)
        for slug, owner in file.plan.owners.items()
        for word in (*_words(owner.name), *owner.aliases)
    )
    return {**others, **short, **shown}


def _known_goals(shown_as: PlanView) -> dict[str, set[str]]:
    goals = shown_as.file.plan.goals
    titles = _index((word, goal) for goal, one in goals.items() for word in _words(one.title))
    return {**titles, **_index((goal, goal) for goal in goals)}


def _words(prose: object) -> tuple[str, ...]:
    return tuple(prose.values()) if isinstance(prose, Mapping) else (str(prose),)


def _known_statuses() -> dict[str, str]:
    """The words of the column in every language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        speaker = Speaker(language)
        for status, word in STATUSES.items():
            found.setdefault(fold(speaker.say(word)), status)
    return found
