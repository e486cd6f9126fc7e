"""Which of the words behind `done` and `move` are items, and which are the date: `move a b 5 December 2026`.

Comes in: the words as typed. Goes out: the ids, and the date or None. The longest tail that is a date, or
the name of an alternative, is the date. A last word that may be both is refused rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message


class ItemsAndDate(NamedTuple):
    """The ids that were named, and the text of the date, if there is one."""

    ids: tuple[str, ...]
    date: str | None


def items_and_date(
    words: Sequence[str],
    *,
    on: str | None,
    is_item: Callable[[str], bool],
    is_date: Callable[[str, Sequence[str]], bool],
    is_nearly: Callable[[str], bool],
    least: int,
    needs_date: bool,
) -> ItemsAndDate:
    """The words, parted: at least so many are ids; all of them where the date was given `on` its own.

    `is_date` is asked of several words together, with those before them. Where no tail is a date, or it is
    the end of what `is_nearly` one (`31 June 2027`), it begins behind the last id at the front, so that
    whoever looks at it can say what is wrong with it. Raises `SsetrackError` for a last word that is an item
    and a date.
    """
    last = len(words)
    if on is not None:
        return ItemsAndDate(tuple(words), on)
    if last > least and is_item(words[-1]) and is_date(words[-1], words[:-1]):
        raise SsetrackError(
            message("`{word}` is an item, and can also be a date", word=words[-1]),
            message("write the date as `--on DATE`"),
        )
    if 0 < last <= least and is_date(" ".join(words), ()) and not is_item(words[0]):
        raise SsetrackError(
            message("no item is named"),
            message("write its id, or use `--items`, `--section`, `--owner`, `--goal` or `--tag`"),
        )
    front = max(least, next((at for at, word in enumerate(words) if not is_item(word)), last))
    for at in range(least, last):
        if is_date(" ".join(words[at:]), words[:at]):
            is_part_of_one = at > front and is_nearly(" ".join(words[front:]))
            return _parts_at(words, front if is_part_of_one else at)
    at = min(front, last)
    if needs_date and at == last:
        raise SsetrackError(
            message("the new date is missing"), message("write it last, for example 2027-03-31 or `+1w`")
        )
    return _parts_at(words, at)


def _parts_at(words: Sequence[str], at: int) -> ItemsAndDate:
    return ItemsAndDate(tuple(words[:at]), " ".join(words[at:]) or None)
