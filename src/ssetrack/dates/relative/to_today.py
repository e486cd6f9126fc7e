"""Days that count from today, as people type them in a command: `tomorrow`, `+30d`, `-2 weeks`, `mañana`.

Comes in: a text, and the day that is today. Goes out: a day, or a `Shift` without its day; None for what is
something else. Never read in a plan: there, tomorrow would be another day every day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from ssetrack.dates.folding import fold
from ssetrack.dates.period import Unit
from ssetrack.dates.vocabulary import UNITS, every

_SHIFT = re.compile(r"(?P<sign>[+-]) ?(?P<number>[0-9]{1,5}) ?(?P<unit>[a-z]+)")
_LETTERS: dict[str, Unit] = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WORDS = {
    **dict.fromkeys(every(lambda words: words.yesterday), -1),
    **dict.fromkeys(every(lambda words: words.today), 0),
    **dict.fromkeys(every(lambda words: words.tomorrow), 1),
}


class Shift(NamedTuple):
    """So many units later; earlier where the number is negative. `str()` gives `+2w`."""

    number: int
    unit: Unit

    def day_from(self, day: date) -> date | None:
        """The day that is so much later; None beyond the years 1 to 9999.

        A month later is the same day of the next month, or its last one where it is shorter: from 31 January
        to 28 February.
        """
        if self.unit in ("day", "week"):
            try:
                return day + timedelta(days=self.number * (7 if self.unit == "week" else 1))
            except OverflowError:
                return None
        months = self.number * (12 if self.unit == "year" else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    def __str__(self) -> str:
        return f"{self.number:+}{self.unit[0]}"


def shift_in(text: str) -> Shift | None:
    """`+30d`, `-2w`, `+1m`, `+1y` as what it adds; the unit may be a word of any of our languages."""
    read = _SHIFT.fullmatch(fold(text))
    unit = None if read is None else _LETTERS.get(read["unit"]) or UNITS.get(read["unit"])
    return None if read is None or unit is None else Shift(int(read["sign"] + read["number"]), unit)


def relative_day(text: str, today: date) -> date | None:
    """`today`, `yesterday`, `tomorrow` in our languages, or what `shift_in` reads, counted from today.

    None for any other text, and for a day beyond the years 1 to 9999.
    """
    days = _WORDS.get(fold(text))
    shift = shift_in(text) if days is None else Shift(days, "day")
    return None if shift is None else shift.day_from(today)
