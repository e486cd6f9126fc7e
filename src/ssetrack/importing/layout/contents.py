"""What the cells of a column look like, before anybody reads them.

Comes in: the texts of a column. Goes out: yes or no: numbers, dates, days with hours; and which number of a
date is the day, where one cell leaves no choice. A date is read only to know what it is; no value leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ssetrack.dates import DayRange, Order, Period, PeriodKind, Precision, Purpose, parse
from ssetrack.dates.names import MONTHS, WEEKDAYS
from ssetrack.language.collation import fold
from ssetrack.tables.grid import Table

SOME_YEAR = DayRange(date(2028, 1, 1), date(2028, 12, 31))
"""Any year, with a 29 February: a date without one is a date here."""

_NUMBER = re.compile(r"[A-Za-z]{0,4}[-.]?[0-9]+(?:[.-][0-9]+)*[a-z]?\.?")
_NUMERIC = re.compile(r"(?<![0-9/.-])([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2(?:[0-9]{2}|[0-9]{4}))?(?![0-9/])")
_CLOCK = re.compile(r"\b[0-9]{1,2} ?(?:[:h][0-9]{2}|h\b|[ap]m\b)")


def texts_below(table: Table, header: int, column: int) -> tuple[str, ...]:
    """The texts of the cells that begin in a column below the header."""
    return tuple(
        cell.text
        for cell in table.by_column.get(column, ())
        if cell.row > header and cell.lines and cell.row not in table.deleted_rows
    )


def are_all_numbers(texts: Sequence[str]) -> bool:
    """Whether all texts are numbers or codes, as ids are."""
    return bool(texts) and all(_NUMBER.fullmatch(text.strip()) for text in texts)


def are_mostly_dates(texts: Sequence[str]) -> bool:
    """Whether more than half of the texts are dates, with or without a year, or words for one."""
    dated = sum(is_date(text) for text in texts)
    real = sum(is_date(text) and not _is_a_word(text) for text in texts)
    return bool(real) and dated * 2 > len(texts)


def are_day_times(texts: Sequence[str]) -> bool:
    """Whether at least half of the texts have a weekday, an hour or a range of days."""
    return bool(texts) and sum(map(_is_day_time, texts)) * 2 >= len(texts)


def is_date(text: str) -> bool:
    """Whether a text is a date, in whatever year and order."""
    return _period(text) is not None


def order_of(texts: Sequence[str]) -> Order | None:
    """Day or month first, where one text leaves no choice and no other text disagrees."""
    found: set[Order] = set()
    for text in texts:
        for first, _, second in _NUMERIC.findall(fold(text)):
            if int(first) > 12 >= int(second) > 0:
                found.add("dmy")
            elif int(second) > 12 >= int(first) > 0:
                found.add("mdy")
    return found.pop() if len(found) == 1 else None


def _period(text: str) -> Period | None:
    line = " ".join(text.split())
    for order in ("dmy", "mdy"):
        read = parse(line, order=order, years=SOME_YEAR, purpose=Purpose.DEADLINE)
        if isinstance(read, Period):
            return read
    return None


def _is_a_word(text: str) -> bool:
    read = _period(text)
    return read is not None and read.kind is not PeriodKind.PERIOD


def _is_day_time(text: str) -> bool:
    low = fold(text)
    words = re.findall(r"[a-z]+(?:-feira)?", low)
    if any(word in WEEKDAYS and word not in MONTHS and len(word) > 3 for word in words) or _CLOCK.search(low):
        return True
    read = _period(text)
    return (
        read is not None
        and read.start is not None
        and read.start.precision is Precision.DAY
        and read.earliest != read.latest
    )
