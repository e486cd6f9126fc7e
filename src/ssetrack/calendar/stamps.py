"""DTSTAMP, SEQUENCE and LAST-MODIFIED: when an entry was last revised, without a clock.

Comes in: components without stamps, and the files published before. Goes out: components with stamps. An
entry that says what it said before keeps its stamps; a changed one counts one up and is dated later; a new
one begins at 0. Rewriting an unchanged plan therefore gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from ssetrack.calendar.content_lines import Component, ContentLine, line

FORM = "%Y%m%dT%H%M%SZ"
_STAMPS = ("DTSTAMP:", "SEQUENCE:", "LAST-MODIFIED:")
_ENTRIES = ("BEGIN:VEVENT", "BEGIN:VTODO")


@dataclass(frozen=True, slots=True)
class Published:
    """An entry as it was published: its stamps, and all else that it said."""

    body: str
    stamp: str
    sequence: int
    modified: str | None


@dataclass(frozen=True)
class Before:
    """What was published before: entries by UID, of each file and of all files together.

    An entry that is new to a file (somebody took over an item) counts on from what the others said.
    """

    files: Mapping[str, Mapping[str, Published]] = field(default_factory=dict)
    anywhere: Mapping[str, Published] = field(default_factory=dict)

    def entry(self, file: str, uid: str) -> Published | None:
        """The entry of that UID, best in that file; of several elsewhere the last revised."""
        return self.files.get(file, {}).get(uid) or self.anywhere.get(uid)


def before(contents: Mapping[str, bytes]) -> Before:
    """What the files with these names said."""
    files = {name: dict(_entries(content)) for name, content in contents.items()}
    anywhere: dict[str, Published] = {}
    for entries in files.values():
        for uid, entry in entries.items():
            known = anywhere.get(uid)
            if known is None or known.sequence < entry.sequence:
                anywhere[uid] = entry
    return Before(files, anywhere)


def is_calendar(content: bytes) -> bool:
    """Whether a file is a calendar: nothing else is ever replaced by one."""
    return content.lstrip(b"\xef\xbb\xbf\r\n\t ")[:15].upper() == b"BEGIN:VCALENDAR"


def _entries(content: bytes) -> Iterator[tuple[str, Published]]:
    text = content.decode(errors="replace")
    if "\r\n" not in text:
        text = text.replace("\n", "\r\n")  # a tool that changes the ends of lines had it
    body: list[str] = []
    stamps = dict.fromkeys(_STAMPS, "")
    end = uid = ""
    for one in text.replace("\r\n ", "").split("\r\n"):
        if not end:
            if one in _ENTRIES:
                end, uid, body = one.replace("BEGIN", "END"), "", [one]
                stamps = dict.fromkeys(_STAMPS, "")
            continue
        if one.startswith(_STAMPS):
            name, _, value = one.partition(":")
            stamps[f"{name}:"] = value
            continue
        body.append(one)
        if one.startswith("UID:") and not uid:
            uid = one[4:]
        if one == end:
            end = ""
            stamp, sequence, modified = stamps.values()
            count = int(sequence) if sequence.isdecimal() else 0
            if _instant(stamp):
                yield uid, Published("\r\n".join(body), stamp, count, modified or None)


def stamp_entry(entry: Component, earlier: Published | None, first: datetime, given: datetime | None) -> None:
    """Put stamps behind the UID of an entry, which is its first line.

    `first` dates what is new. A change is dated `given`, where that is later than the last one, else one
    second after it.
    """
    stamp, sequence, modified = utc_value(first), 0, None
    if earlier is not None:
        stamp, sequence, modified = earlier.stamp, earlier.sequence, earlier.modified
        if str(entry) != earlier.body:
            old = _instant(earlier.stamp) or first
            later = given if given is not None and given > old else old + timedelta(seconds=1)
            stamp = modified = utc_value(later)
            sequence += 1
    entry.insert(1, _line("DTSTAMP", stamp))
    entry.insert(2, _line("SEQUENCE", str(sequence)))
    if modified is not None:
        entry.insert(3, _line("LAST-MODIFIED", modified))


@lru_cache(maxsize=1000)
def _line(name: str, value: str) -> ContentLine:
    """A line that many entries have in common."""
    return line(name, value)


@lru_cache(maxsize=100)
def utc_value(moment: datetime) -> str:
    """An instant in UTC as iCalendar writes it."""
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"


def midnight(day: date) -> datetime:
    """The first instant of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _instant(stamp: str) -> datetime | None:
    if len(stamp) != 16 or not (stamp[:8] + stamp[9:15]).isdecimal() or stamp[8] != "T" or stamp[15] != "Z":
        return None
    try:
        return datetime.strptime(stamp, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
