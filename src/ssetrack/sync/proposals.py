"""What was changed on a phone and is for a person to decide: a proposal each, with a number that stays.

Comes in: what was changed. Goes out: `Proposal`s, which a command would carry out; `Wish`, what an edit of
the plan is to do, whether it is certain or somebody chose it. A proposal names the task by its UID, so that
it means the same item after it was renamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import count
from textwrap import wrap
from typing import NamedTuple


class Kind(StrEnum):
    """What is proposed."""

    DONE = "done"
    OPEN_AGAIN = "open-again"
    CANCELLED = "cancelled"
    DELETED = "deleted"
    PROGRESS = "progress"
    DATE = "date"
    SERIES_DATE = "series-date"
    SERIES_DONE = "series-done"
    """The whole series was completed."""
    COMMENT = "comment"
    DESCRIPTION = "description"
    TITLE = "title"
    REPEAT = "repeat"
    PARENT = "parent"
    ADD = "add"


NOTES = frozenset((Kind.COMMENT, Kind.DESCRIPTION, Kind.TITLE, Kind.REPEAT, Kind.PARENT))
"""What becomes a remark in the log."""

DATES = frozenset((Kind.DATE, Kind.SERIES_DATE))
"""What keeps its date on the server until somebody has decided."""

ADDITION = ("notes", "parent", "item")
"""What only a wish to add something has."""

LONGEST = 2_000
"""Letters of a text that is kept."""


class Wish(NamedTuple):
    """What is to be done to an item: its UID, a day of its series where that is meant, and a value.

    The value is a day, a number of percent, or a text, by the kind. What is to be added has the UID of the
    phone's task and its title as value, `notes`, the UID of its `parent` there, and the id of the `item` as
    soon as somebody has decided.
    """

    kind: Kind
    uid: str
    day: str = ""
    value: str = ""
    notes: str = ""
    parent: str = ""
    item: str = ""


class Proposal(NamedTuple):
    """A wish that waits. `href` is that of a task which is none of ours."""

    number: int
    wish: Wish
    href: str = ""


def in_parts(text: str) -> Iterator[str]:
    """A text on one line in parts that are kept, broken between words; of several, each says which it is.

    So no part is taken for another with the same words.
    """
    if len(text) <= LONGEST:
        yield text
        return
    for digits in count(2):
        parts = wrap(text, LONGEST - len("(/) ") - 2 * digits, break_on_hyphens=False)
        if len(str(len(parts))) <= digits:
            yield from (f"({number}/{len(parts)}) {part}" for number, part in enumerate(parts, 1))
            return


def with_wishes(
    known: tuple[Proposal, ...], wishes: tuple[tuple[Wish, str], ...], next_number: int
) -> tuple[tuple[Proposal, ...], int]:
    """The proposals with new ones behind them, each with the next number, and the number after these.

    What waits already keeps its number. A later date for the same item takes the place of the earlier; a task
    that was changed since it was proposed is proposed as it is now.
    """
    found = list(known)
    for wish, href in wishes:
        if any(one.wish == wish for one in found):
            continue
        place = next((at for at, one in enumerate(found) if href and one.href == href), None)
        if place is not None:
            found[place] = found[place]._replace(wish=wish._replace(item=found[place].wish.item))
            continue
        if wish.kind in DATES:
            found = [one for one in found if one.wish[:3] != wish[:3]]
        found.append(Proposal(next_number, wish, href))
        next_number += 1
    return tuple(found), next_number
