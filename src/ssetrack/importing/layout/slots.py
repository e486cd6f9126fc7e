"""Columns that are months, weeks or quarters: their cells are marks, and not texts.

Comes in: the headings of a table, by column. Goes out: a `Slot` for each column that is one: the text with
which the grammar of dates reads it. Three in a row at least: a single month is no calendar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ssetrack.dates import vocabulary
from ssetrack.dates.names import MONTH_NAMES, MONTHS
from ssetrack.importing.words import one_of
from ssetrack.language.collation import fold
from ssetrack.language.words import LANGUAGES, all_words

FEWEST = 3

_LETTERS = tuple(
    dict.fromkeys("".join(fold(name)[0] for name in MONTH_NAMES[language]) for language in LANGUAGES)
)
"""The months by their first letters: in Spanish, the first is another one."""

_MONTH = re.compile(r"(?P<month>[a-z]{3,10})\.?(?:[ /'-]+(?P<year>[0-9]{4}|[0-9]{2}))?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_PROJECT = re.compile(r"(?P<unit>[mw]) ?(?P<number>[0-9]{1,3})")
_NUMBER = re.compile(r"[0-9]{1,3}")


class Slot(NamedTuple):
    """The time that a column stands for."""

    text: str
    """As the grammar of dates reads it: `September`, `2027-03`, `Q1`, `M3`."""
    part: str = ""
    """A part of it that has no date of its own: the second week."""


def slots(headings: Mapping[int, tuple[str, ...]]) -> dict[int, Slot]:
    """The columns that are times; `headings` are the header cells of each column from the top down."""
    found = {column: slot for column, texts in headings.items() if (slot := _slot(texts)) is not None}
    for column, texts in sorted(headings.items()):
        before = found.get(column - 1)
        if (
            column not in found
            and before is not None
            and before.part
            and texts
            and _is_next(before.part, texts[-1])
        ):
            found[column] = Slot(before.text, fold(texts[-1]))
    if len(found) < FEWEST:
        found = _slots_by_letter(headings) or _slots_by_number(headings)
    return found if len(found) >= FEWEST else {}


@lru_cache(maxsize=1)
def _quarter() -> re.Pattern[str]:
    letter = vocabulary.one_of(lambda words: (word for word in words.quarters if len(word) == 1))
    return re.compile(rf"(?:{letter}) ?([1-4])(?: (?P<year>[0-9]{{4}}))?")


@lru_cache(maxsize=1)
def _week() -> re.Pattern[str]:
    count = rf"[0-9]{{1,2}}(?:{vocabulary.one_of(lambda words: words.part_endings)})?"
    between = rf" ?(?:[-,/&]|{one_of('conjunctions')}) ?"
    return re.compile(rf"(?:(?:{one_of('weeks')})\.? ?)?{count}(?:{between}{count})*|[ivx]{{1,4}}")


def _is_next(part: str, heading: str) -> bool:
    """Whether a heading counts on from the part before it: `Week 3` behind `Week 2`."""
    low = fold(heading).strip(" .:")
    numbers = [re.findall("[0-9]+", text) for text in (part, low)]
    return bool(_week().fullmatch(low) and all(numbers)) and int(numbers[1][0]) > int(numbers[0][-1])


def _slot(texts: tuple[str, ...]) -> Slot | None:
    """The time of one column, by its own heading, or by that above where its own counts weeks in it."""
    lows = [fold(text).strip(" .:") for text in texts if text]
    if not lows:
        return None
    own = _slot_named(lows[-1])
    if own is not None:
        return own
    above = next((slot for low in reversed(lows[:-1]) if (slot := _slot_named(low)) is not None), None)
    if above is not None and _week().fullmatch(lows[-1]):
        return Slot(above.text, lows[-1])
    return None


def _slot_named(low: str) -> Slot | None:
    month = _MONTH.fullmatch(low)
    if month and month["month"] in MONTHS:
        name = MONTH_NAMES["en"][MONTHS[month["month"]] - 1]
        year = month["year"]
        return Slot(name if year is None or len(year) == 2 else f"{name} {year}")
    if _ISO.fullmatch(low):
        return Slot(low)
    quarter = _quarter().fullmatch(low)
    if quarter:
        return Slot(f"Q{quarter[1]}" + (f" {quarter['year']}" if quarter["year"] else ""))
    project = _PROJECT.fullmatch(low)
    return Slot(f"{project['unit'].upper()}{project['number']}") if project else None


def _slots_by_letter(headings: Mapping[int, tuple[str, ...]]) -> dict[int, Slot]:
    """`J F M A M J …`: single letters side by side that fit the months in one way only."""
    run: list[int] = []
    best: list[int] = []
    for column, texts in sorted(headings.items()):
        own = fold(texts[-1]) if texts else ""
        run = [*run, column] if len(own) == 1 and own.isalpha() else []
        best = max(best, run, key=len)
    letters = "".join(fold(headings[column][-1]) for column in best)
    if len(letters) < 4:
        return {}
    starts = {start for year in _LETTERS for start in range(12) if (year * 5).startswith(letters, start)}
    if len(starts) != 1:
        return {}
    start = starts.pop()
    names = MONTH_NAMES["en"]
    return {column: Slot(names[(start + number) % 12]) for number, column in enumerate(best)}


def _slots_by_number(headings: Mapping[int, tuple[str, ...]]) -> dict[int, Slot]:
    """`1 2 3 …` below a heading that says months, or weeks."""
    units = {word: unit for words in all_words() for unit in ("month", "week") for word in words.units[unit]}
    found: dict[int, Slot] = {}
    for column, texts in sorted(headings.items()):
        lows = [fold(text).strip(" .:") for text in texts if text]
        if len(lows) < 2 or not _NUMBER.fullmatch(lows[-1]):
            continue
        unit = next(
            (units[word] for low in lows[:-1] for word in re.split(r"[^a-z]+", low) if word in units), None
        )
        if unit is not None:
            found[column] = Slot(f"{'M' if unit == 'month' else 'W'}{int(lows[-1])}")
    numbers = [int(slot.text[1:]) for slot in found.values()]
    return found if numbers == list(range(1, len(numbers) + 1)) else {}
