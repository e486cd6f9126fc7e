"""Which row of a sheet is which item: by its id, else by its title.

Comes in: the rows of a sheet and the titles of items by id. Goes out: the id of each row that is known. Ids
are ours here, and are trusted more than titles, which people edit; but an id that Excel made a number of, or
that was copied with its row, is told from the others by its title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.importing.spreadsheet.reading import SheetRow
from ssetrack.merge.titles import title_key

Thing = TypeVar("Thing")


class Pairs(NamedTuple):
    """Which row is which item."""

    ids: dict[int, str]
    """By the number of the row."""
    unsure: frozenset[int]
    """Rows that may be one of several items, or one of which several are the same item."""


def ids_of_rows(rows: Sequence[SheetRow], titles: Mapping[str, str]) -> Pairs:
    """The items that rows are, of those with these titles."""
    found: dict[int, str] = {}
    by_title = _groups(titles, lambda own: title_key(titles[own]))
    for own, same in _groups(rows, lambda row: row.texts[Part.ID]).items():
        if own in titles:
            chosen = _bearer(own, same, titles, by_title)
            if chosen is not None:
                found[chosen.number] = own
    taken = set(found.values())
    named = pairs_by_title(
        [row for row in rows if row.number not in found],
        {own: title for own, title in titles.items() if own not in taken},
    )
    found |= named.ids
    waiting = [row for row in rows if row.number not in found and row.number not in named.unsure]
    taken = set(found.values())
    left = [own for own in titles if own not in taken]
    known = _groups(left, _number)
    for number, same in _groups(filter(_is_number, waiting), lambda row: _number(row.texts[Part.ID])).items():
        if len(same) == len(known.get(number, ())) == 1:
            found[same[0].number] = known[number][0]
    return Pairs(found, named.unsure)


def pairs_by_title(rows: Iterable[SheetRow], titles: Mapping[str, str]) -> Pairs:
    """The items that rows are by their titles alone; as many rows as items are paired in their order."""
    known = _groups(titles, lambda own: title_key(titles[own]))
    found: dict[int, str] = {}
    unsure: set[int] = set()
    for title, same in _groups(rows, lambda row: title_key(row.texts[Part.TITLE])).items():
        ids = known.get(title, [])
        if len(ids) == len(same):
            found |= {row.number: own for row, own in zip(same, ids, strict=True)}
        elif ids:
            unsure |= {row.number for row in same}
    return Pairs(found, frozenset(unsure))


def is_same_number(row: SheetRow, own: str) -> bool:
    """Whether the id of a row is that of an item, but for the zeros that Excel took away."""
    text = row.texts[Part.ID]
    return text == own or (_is_number(row) and _number(text) == _number(own) != "")


def _bearer(
    own: str, rows: Sequence[SheetRow], titles: Mapping[str, str], by_title: Mapping[str, Sequence[str]]
) -> SheetRow | None:
    """The row that an id belongs to, of those that have it: by the title, else the first."""
    for row in rows:
        if title_key(row.texts[Part.TITLE]) == title_key(titles[own]):
            return row
    # `1.1` with the title of 1.10 is 1.10, which Excel made a number.
    others = (
        row
        for row in rows
        if not (
            _is_number(row) and any(one != own for one in by_title.get(title_key(row.texts[Part.TITLE]), ()))
        )
    )
    return next(others, None)


def _is_number(row: SheetRow) -> bool:
    return Part.ID in row.numbers


def _number(text: str) -> str:
    """A number without the zeros at its end, as Excel keeps it; empty for what is none."""
    before, point, after = text.partition(".")
    if not (before + after).isascii() or not before.isdecimal() or (point and not after.isdecimal()):
        return ""
    return f"{before.lstrip('0') or '0'}.{after.rstrip('0')}"


def _groups(things: Iterable[Thing], key: Callable[[Thing], str]) -> dict[str, list[Thing]]:
    """Things by a key that is not empty."""
    found: dict[str, list[Thing]] = {}
    for thing in things:
        own = key(thing)
        if own:
            found.setdefault(own, []).append(thing)
    return found
