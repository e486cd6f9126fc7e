"""DTSTAMP, SEQUENCE and LAST-MODIFIED: when an entry was last revised, without a clock.

Comes in: the lines of entries without stamps, and the files published before. Goes out: lines with stamps. An
entry that says what it said before keeps its stamps; a changed one counts one up and is dated later; a new
one begins at 0. Rewriting an unchanged plan therefore gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from sys import intern
from typing import NamedTuple

from ssetrack.calendar.content_lines import ContentLine, day_value, line, time_value

FORM = "%Y%m%dT%H%M%SZ"
OVER = "X-SSETRACK-OVER"
"""Says on which day a series counted last, where the plan does not.

It stands in the entry, or, once nothing of the series is in the feed, in the calendar with the UID.
"""

MOST = 2**31 - 1
"""The highest SEQUENCE: an INTEGER (RFC 5545 §3.3.8)."""

LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""No revision can be dated after it."""

_ESCAPE = re.compile(r"\\(.)")
_COUNT = re.compile("[0-9]{1,10}")
_OVER = re.compile(rf"{OVER}:([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})")
_BEGINNING = re.compile(rb"[\xef\xbb\xbf\r\n\t ]*BEGIN:VCALENDAR", re.IGNORECASE)
_GONE = re.compile(rf'{OVER};X-UID="?([^";:]+)"?:([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})')
_STAMPS = ("DTSTAMP:", "SEQUENCE:", "LAST-MODIFIED:")
_WORDS = tuple(
    f"{name}{sign}" for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES", "COMMENT") for sign in ":;"
)
"""How the lines begin that are words alone: no client goes by them."""

_KINDS = ("VEVENT", "VTODO")
_ENTRY = re.compile(rf"\nBEGIN:(?:{'|'.join(_KINDS)})\r?\n".encode())


@dataclass(frozen=True, slots=True)
class Published:
    """An entry as it was published: its stamps, and by what all else that it said is known again.

    `facts` is the digest of all but the words: its days, its place, its state. `over` is the day on which the
    series counted last; None where it says none.
    """

    digest: bytes
    facts: bytes
    stamp: str
    sequence: int
    modified: str | None
    over: date | None = None


Key = tuple[str, str]
"""By what an entry is known: its UID and its RECURRENCE-ID, which most have not."""


@dataclass(frozen=True)
class Before:
    """What was published before: entries by UID, of each file and of all files together.

    An entry that is new to a file (somebody took over an item) counts on from what the others said. Files
    that are no whole calendar are `damaged`, and say nothing. `ends` are the last days of series, by file and
    UID, of which nothing was left in it.
    """

    files: Mapping[str, Mapping[Key, Published]] = field(default_factory=dict)
    anywhere: Mapping[Key, Published] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    ends: Mapping[str, Mapping[str, date]] = field(default_factory=dict)

    def end(self, file: str, uids: Iterable[str]) -> date | None:
        """The last day of a series with one of these UIDs, best by that file; None where none is known."""
        known = tuple(uids)
        entries = (self.entry(file, uid) for uid in known)
        said = next((one.over for one in entries if one is not None and one.over is not None), None)
        if said is not None:
            return said
        files = (self.ends.get(file, {}), *self.ends.values())
        return next((days[uid] for days in files for uid in known if uid in days), None)

    def entry(self, file: str, uid: str, original: str = "") -> Published | None:
        """The entry of that UID, best in that file; of several elsewhere the last revised."""
        key = uid, original
        return self.files.get(file, {}).get(key) or self.anywhere.get(key)


def before(contents: Mapping[str, bytes]) -> Before:
    """What the files with these names said."""
    files: dict[str, dict[Key, Published]] = {}
    ends: dict[str, dict[str, date]] = {}
    damaged = []
    for name, content in contents.items():
        found = dict(_entries(content)) if is_whole(content) else None
        if found is None or None in found.values():
            damaged.append(name)
            continue
        files[name] = {key: entry for key, entry in found.items() if entry is not None}
        ends[name] = dict(_ends(content))
    anywhere: dict[Key, Published] = {}
    for entries in files.values():
        for key, entry in entries.items():
            known = anywhere.get(key)
            if known is None or known.sequence < entry.sequence:
                anywhere[key] = entry
    return Before(files, anywhere, tuple(damaged), ends)


def is_calendar(content: bytes) -> bool:
    """Whether a file is a calendar: nothing else is ever replaced by one."""
    return _BEGINNING.match(content) is not None


def is_whole(content: bytes) -> bool:
    """Whether a file is a calendar from its first line to its last, in UTF-8."""
    if not is_calendar(content) or content.rstrip()[-13:].upper() != b"END:VCALENDAR":
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def title_of(content: bytes) -> str:
    """What readers see as the name of a calendar that we published; nothing where it gives none."""
    lines = _opening(content)
    written = next((one.partition(":")[2] for one in lines if one.startswith("X-WR-CALNAME:")), "")
    return _ESCAPE.sub(lambda one: " " if one[1] in "nN" else one[1], written)


def has_entry(content: bytes) -> bool:
    """Whether there is an event or a task in a calendar that we published."""
    return _ENTRY.search(content) is not None


def end_of_series(uid: str, last: date) -> ContentLine:
    """What the calendar says of a series of which nothing is left in it."""
    return line(OVER, day_value(last), X_UID=uid)


def _ends(content: bytes) -> Iterator[tuple[str, date]]:
    """UIDs and last days of the series of which nothing was left: they stand before the first component."""
    for one in _opening(content):
        found = _GONE.fullmatch(one)
        day = None if found is None else _day(found.groups()[1:])
        if found is not None and day is not None:
            yield found[1], day


def _opening(content: bytes) -> list[str]:
    """The lines before the first component."""
    return _without_folds(content.partition(b"\nBEGIN:")[0].removesuffix(b"\r").decode(errors="replace"))


def _without_folds(text: str) -> list[str]:
    """The lines of what we published (RFC 5545 §3.1); a tool that changes their ends may have had it."""
    return text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "").split("\n")


def _day(numbers: Iterable[str]) -> date | None:
    """The day of a year, a month and a day of the month; None where there is none."""
    try:
        return date(*(int(number) for number in numbers))
    except ValueError:
        return None


def _entries(content: bytes) -> Iterator[tuple[Key, Published | None]]:
    """The entries by what they are known by; None for one whose stamps are none.

    One after the other: the lines of all would fill the memory.
    """
    for kind in _KINDS:
        begin, end = f"\nBEGIN:{kind}".encode(), f"\nEND:{kind}".encode()
        at = content.find(begin)
        while at >= 0 and (last := content.find(end, at)) >= 0:
            yield _entry_before(_without_folds(content[at + 1 : last + len(end)].decode()))
            at = content.find(begin, last)


def _entry_before(lines: list[str]) -> tuple[Key, Published | None]:
    """What an entry is known by, and what it said; None where a stamp is none (RFC 5545 §3.8.7)."""
    stamps = dict.fromkeys(_STAMPS, "")
    body: list[str] = []
    for one in lines:
        if one.startswith(_STAMPS):
            name, _, value = one.partition(":")
            stamps[f"{name}:"] = value
        else:
            body.append(one)
    stamp, sequence, modified = map(intern, stamps.values())
    uid = next((one[4:] for one in body if one.startswith("UID:")), "")
    original = next((one.rpartition(":")[2] for one in body if one.startswith("RECURRENCE-ID")), "")
    counted, revised = _COUNT.fullmatch(sequence or "0"), _instant(stamp)
    if counted is None or int(sequence or "0") > MOST or revised is None or revised >= LAST:
        return (uid, original), None
    if modified and _instant(modified) is None:
        return (uid, original), None
    ends = next((one for one in body if one.startswith(OVER)), "")
    over = _OVER.fullmatch(ends)
    last = None if over is None else _day(over.groups())
    return (uid, original), Published(
        _digest(body), _facts(body), stamp, int(sequence or "0"), modified or None, last
    )


def _digest(lines: list[str]) -> bytes:
    """By what an entry without its stamps is known again; it is a hundredth as long."""
    return blake2b("\n".join(lines).encode(), digest_size=16).digest()


def _facts(lines: list[str]) -> bytes:
    """The digest of what an entry says without its words."""
    return _digest([one for one in lines if not one.startswith(_WORDS)])


class Stamped(NamedTuple):
    """An entry with its stamps, and whether it differs from the earlier one in its words alone."""

    lines: list[str]
    is_reworded: bool


def with_stamps(
    entry: list[str], earlier: Published | None, first: datetime, given: datetime | None
) -> Stamped:
    """An entry (its lines without stamps) with stamps behind its UID, which is its second line.

    `first` dates what is new. A change is dated `given`, where that is later than the last one, else one
    second after it.
    """
    stamp, sequence, modified = utc_value(first), 0, None
    is_reworded = False
    if earlier is not None:
        stamp, sequence, modified = earlier.stamp, earlier.sequence, earlier.modified
        if _digest(entry) != earlier.digest:
            is_reworded = _facts(entry) == earlier.facts
            old = _instant(earlier.stamp) or first
            later = given if given is not None and given > old else old + timedelta(seconds=1)
            stamp = modified = utc_value(later)
            sequence = min(sequence + 1, MOST)
    stamps = [f"DTSTAMP:{stamp}", f"SEQUENCE:{sequence}"]
    if modified is not None:
        stamps.append(f"LAST-MODIFIED:{modified}")
    return Stamped([*entry[:2], *stamps, *entry[2:]], is_reworded)


@lru_cache(maxsize=100)
def utc_value(moment: datetime) -> str:
    """An instant in UTC as iCalendar writes it."""
    return f"{time_value(moment)}Z"


def midnight(day: date) -> datetime:
    """The first instant of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@lru_cache(maxsize=1000)
def _instant(stamp: str) -> datetime | None:
    if not stamp.isascii() or len(stamp) != 16:
        return None
    if not (stamp[:8] + stamp[9:15]).isdecimal() or stamp[8] != "T" or stamp[15] != "Z":
        return None
    try:
        return datetime.strptime(stamp, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
