"""What letters have said: once each, and what is late again after some days.

Comes in: the text of `letters.json`, which may be anybody's, and what a letter would say. Goes out: whether
there is a reason to write, and the text of the file again. It holds no address and no title: keys of people,
ids of items and dates.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from ssetrack.letters.contents import Contents, OwnItem
from ssetrack.plan.model import LetterFrequency
from ssetrack.status import Status

VERSION = 1

REMIND_AFTER = 14
"""Days after which what is late is said again, unless told otherwise."""

PAUSES: Mapping[LetterFrequency, int] = {"weekly": 7, "monthly": 28}
"""Days between two letters at least."""

OR = "|"
"""Between the dates to choose from, in what is kept."""

RANKS = ("later", "soon", "overdue")
"""How urgent an item was when it was told, the most urgent last."""


class Point(NamedTuple):
    """What is said of one thing: how urgent it is (empty for a question), and its date in standard form."""

    rank: str = ""
    date: str = ""


Points = Mapping[str, Point]
"""What a letter says, by what it is about: `item vision:1.2`, `question vision:1.3 no-date`."""


class LastLetter(NamedTuple):
    """The last letter to somebody: its day, its Message-ID, what it said."""

    day: date
    message_id: str
    points: Points

    def about(self, plans: Collection[str]) -> LastLetter:
        """The same as far as it is about these plans, by their ids."""
        return self._replace(
            points={about: one for about, one in self.points.items() if _plan(about) in plans}
        )

    def about_others(self, plans: Collection[str]) -> Points:
        """What it says of other plans."""
        return {about: one for about, one in self.points.items() if _plan(about) not in plans}


@dataclass(frozen=True)
class LettersSent:
    """The last letter to each person, by key."""

    letters: Mapping[str, LastLetter]

    @classmethod
    def parse(cls, text: str) -> LettersSent | None:
        """What a file says; None where it is damaged."""
        data = _table(text)
        if data.get("version") != VERSION:
            return None
        letters = data.get("letters")
        if not isinstance(letters, dict):
            return None
        found = {key: _letter(one) for key, one in letters.items()}
        known = {key: one for key, one in found.items() if one is not None}
        return cls(known) if len(known) == len(found) else None

    def text(self) -> str:
        """The file as text: the same letters, the same text."""
        letters = {
            key: {
                "day": one.day.isoformat(),
                "message-id": one.message_id,
                "said": {about: list(point) for about, point in sorted(one.points.items())},
            }
            for key, one in sorted(self.letters.items())
        }
        return json.dumps({"version": VERSION, "letters": letters}, indent=1) + "\n"

    def last(self, keys: tuple[str, ...]) -> LastLetter | None:
        """The last letter to those who share an address: the latest, and all that any of them was told.

        Of one thing counts what the later letter said.
        """
        found = sorted((self.letters[key] for key in keys if key in self.letters), key=lambda one: one.day)
        if not found:
            return None
        points = {about: point for one in found for about, point in one.points.items()}
        return found[-1]._replace(points=points)

    def with_letter(self, keys: tuple[str, ...], letter: LastLetter) -> LettersSent:
        """The same after another letter."""
        return LettersSent({**self.letters, **dict.fromkeys(keys, letter)})


def points(contents: Contents) -> Points:
    """What a letter with these contents says."""
    return dict(_points(contents))


def is_due(
    now: Points, last: LastLetter | None, today: date, letters: LetterFrequency | None, remind_after: int
) -> bool:
    """Whether there is a reason to write: something new, or something late that was not said for long."""
    if not now:
        return False
    if last is None:
        return True
    passed = abs((today - last.day).days)  # a letter of a day to come was sent by a clock that was wrong
    if letters is not None and passed < PAUSES.get(letters, 0):
        return False
    if any(_is_new(point, last.points.get(about)) for about, point in now.items()):
        return True
    return passed >= remind_after and any(point.rank == "overdue" for point in now.values())


def item_key(status: Status) -> str:
    """What an item is called in letters: `vision:1.2`, a single time of a series `vision:1.2@2026-12-07`."""
    day = single_day(status)
    reference = str(status.item.reference)
    return reference if day is None else f"{reference}@{day}"


def single_day(status: Status) -> date | None:
    """The day by which a time of a series is known, where the item is told of as that time only."""
    one = status.due.occurrence
    return one.key if one is not None and status.due.occurrences is None else None


def date_said(status: Status) -> str:
    """The date as it is compared from letter to letter: of what comes back, its rule."""
    due = status.due
    if due.recurrence is not None:
        return due.recurrence.repeat.text
    options = OR.join(option.period.canonical for option in due.alternatives)
    date_text = options or due.canonical or due.text or ""
    return date_text if due.hours is None else f"{date_text} {due.hours}"


def _table(text: str) -> dict[str, Any]:
    """A text as a JSON object; an empty one where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _points(contents: Contents) -> Iterator[tuple[str, Point]]:
    for rank, items in zip(RANKS, (contents.later, contents.soon, contents.overdue), strict=True):
        yield from (_item_point(one, rank) for one in items)
    for question in contents.questions:
        about = " ".join((question.about.value, *question.names))
        yield f"question {item_key(question.status)} {about}", Point()
    for roles in contents.roles:
        yield f"roles {roles.statuses[0].file.id}:{_mark(roles.statuses)}", Point()
    for one in contents.waiting:
        yield f"waits {item_key(one.status)} {one.prerequisite.reference}", Point()


def _plan(about: str) -> str:
    """The id of the plan that a point is about."""
    return about.partition(" ")[2].partition(":")[0]


def _mark(statuses: Iterable[Status]) -> str:
    """Items in a few letters: vacant roles may lead hundreds of them."""
    return sha256(" ".join(map(item_key, statuses)).encode(errors="replace")).hexdigest()[:16]


def _item_point(one: OwnItem, rank: str) -> tuple[str, Point]:
    return f"item {item_key(one.status)}", Point(rank, date_said(one.status))


def _is_new(now: Point, before: Point | None) -> bool:
    """Whether something was not said before, has another date, or is more urgent than it was."""
    if before is None or now.date != before.date:
        return True
    return bool(now.rank) and RANKS.index(now.rank) > (RANKS.index(before.rank) if before.rank else 0)


def _letter(data: Any) -> LastLetter | None:
    if not isinstance(data, dict):
        return None
    day, name, said = data.get("day"), data.get("message-id"), data.get("said")
    if not (isinstance(day, str) and isinstance(name, str) and isinstance(said, dict)):
        return None
    try:
        found = {about: _point(point) for about, point in said.items()}
        return LastLetter(date.fromisoformat(day), name, found)
    except ValueError:
        return None


def _point(data: Any) -> Point:
    if not (isinstance(data, list) and len(data) == 2 and all(isinstance(one, str) for one in data)):
        raise ValueError(data)
    rank, when = data
    if rank and rank not in RANKS:
        raise ValueError(rank)
    return Point(rank, when)
