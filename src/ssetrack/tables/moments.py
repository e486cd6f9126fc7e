"""Days and hours as a number format shows them, in ISO 8601.

Comes in: a serial number or a moment, and a `Section` of a number format. Goes out: `2027-03-12`, `2027-03`,
`2027`, `2027-03-12T14:00` or `14:00`, as precise as the format; and what is written in the cell where that is
something else. The zone of a spreadsheet's hour is not known, and none is made up.
"""

from __future__ import annotations

from datetime import MAXYEAR, datetime, timedelta

from ssetrack.tables.number_formats import CLOCK_PARTS, DATE_PARTS, Part, Section, Token

_LAST_SERIAL = 2_958_465
"""31 December 9999."""

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_JOINING = {
    "de",
    "del",
    "do",
    "da",
    "du",
    "d",
    "le",
    "el",
    "la",
    "of",
    "the",
    "h",
    "a",
    "à",
    "às",
    "at",
    "t",
    "z",
    *"年月日時分秒",
}
"""Words between the parts of a date that say nothing more."""


def moment(serial: float, *, since_1904: bool = False) -> datetime | None:
    """The moment that a serial number stands for, to the millisecond; None for what is no day.

    From 1 March 1900 on, days count from 30 December 1899, because 29 February 1900 has a number of its own,
    60, and is no day (ECMA-376 18.17.4.1). The other system counts from 1 January 1904.
    """
    if not 0 <= serial < _LAST_SERIAL + 1 - 1462 * since_1904:
        return None
    days = int(serial)
    milliseconds = min(round((serial - days) * 86_400_000), 86_399_999)
    if since_1904:
        first = datetime(1904, 1, 1)  # noqa: DTZ001  (a spreadsheet knows no zone)
    elif days == 60:
        return None
    else:
        first = datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001
    return first + timedelta(days=days, milliseconds=milliseconds)


def iso(at: datetime, section: Section) -> str:
    """A moment as precise as a format shows it. An hour of midnight beside a day is none: programs add it."""
    parts = section.parts
    clock = at
    if parts & CLOCK_PARTS and at.year < MAXYEAR:
        at = clock = at + timedelta(milliseconds=500)
    if parts & {Part.DAY, Part.WEEKDAY}:
        day = f"{at.year:04}-{at:%m-%d}"
    elif Part.MONTH in parts:
        day = f"{at.year:04}-{at:%m}"
    else:
        day = f"{at.year:04}" if Part.YEAR in parts else ""
    if not parts & CLOCK_PARTS:
        return day
    seconds = Part.SECOND in parts and clock.second
    hour = f"{clock:%H:%M:%S}" if seconds else f"{clock:%H:%M}"
    if not day:
        return hour
    return day if hour == "00:00" or len(day) < 10 else f"{day}T{hour}"


def says_otherwise(section: Section) -> bool:
    """Whether a format shows something else than the date: words beside it, or a day without its year."""
    parts = section.parts
    if parts & DATE_PARTS and Part.YEAR not in parts:
        return True
    words = "".join(token.text if token.part is Part.TEXT else " " for token in section.tokens)
    return any(word.strip(".,'’").lower() not in _JOINING and word.isalpha() for word in words.split())


def text_of(at: datetime, section: Section) -> str:
    """A moment as the format writes it, with names in English."""
    half = Part.HALF in section.parts
    return "".join(_text_of_token(at, token, half=half) for token in section.tokens)


def _text_of_token(at: datetime, token: Token, *, half: bool) -> str:
    part, size = token.part, len(token.text)
    if part is Part.YEAR:
        return f"{at:%y}" if size < 3 else f"{at:%Y}"
    if part is Part.MONTH:
        name = _MONTHS[at.month - 1]
        return {1: str(at.month), 2: f"{at:%m}", 3: name[:3], 5: name[0]}.get(size, name)
    if part is Part.WEEKDAY:
        name = _WEEKDAYS[at.weekday()]
        return name[:3] if size == 3 else name
    if part is Part.HALF:
        return f"{at:%p}"
    numbers = {
        Part.DAY: at.day,
        Part.HOUR: (at.hour - 1) % 12 + 1 if half else at.hour,
        Part.MINUTE: at.minute,
        Part.SECOND: at.second,
    }
    if part in numbers:
        return str(numbers[part]).zfill(size)
    return token.text if part is not Part.CONTENT else ""
