"""Calendars (.ics): events and tasks, as RFC 5545 has them.

Comes in: octets. Goes out: a document: the calendar's name, and a table. The end of an event is the first
moment that does not count (§3.6.1), so a day as an end is the day after the last one. A moment in UTC stays
one: which day it is depends on the zone, unless the calendar says which is its own. A local time with a zone
is the day there, with its offset; a zone that nobody knows is told.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.exchange.calendar_events import takes_place
from ssetrack.tables.exchange.calendar_zones import Observance, local_moment, observance, offset_at
from ssetrack.tables.exchange.listing import (
    Column,
    Entry,
    Value,
    check_entries,
    day,
    day_before,
    days_later,
    document_of_entries,
    end_after,
    moment,
    words,
)
from ssetrack.tables.grid import Beside, Document, Remark, Typed
from ssetrack.tables.limits import LINES, MOST_LINES, MOST_TEXT, check_number, check_size

_ENTRIES = ("VEVENT", "VTODO")
_END = re.compile(r"\r\n|\r|\n")
"""Where a line ends (§3.1). Whatever else ends lines elsewhere, such as U+2028, is text here."""

_FOLD = re.compile(rf"(?:{_END.pattern})[ \t]")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?")
_DAYS = re.compile(r"P(\d{1,5})([DW])")
_MOST_RULES = 100
"""Parts of one zone that are looked at; none that changes twice a year needs them."""

_MIDNIGHT = "T000000"
_MAILTO = re.compile("mailto:", re.IGNORECASE)
_NO_PLACE = ("", "UTC", "Etc/UTC", "GMT", "Etc/GMT")
"""What a calendar says that was made by a program, and says nothing about anybody's day."""

_PART = re.compile(r"(?:^|,)((?:\\.?|[^,\\])*)", re.DOTALL)
"""A part of a list (§3.1.1): a comma behind a backslash is text, unless that is text itself."""

_STATES = {"CANCELLED": "cancelled", "COMPLETED": "done", "IN-PROCESS": "in progress"}
"""What says something about an item; `CONFIRMED`, `TENTATIVE` and `NEEDS-ACTION` do not."""


class Line(NamedTuple):
    """A content line (§3.1)."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a text (§3.3.11)."""
        return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], self.value)


def document(octets: bytes) -> Document:
    """The calendar in a file.

    Raises `SsetrackError` for one that is too large, of the version before RFC 5545, without entries, or cut.
    """
    check_size(len(octets), MOST_TEXT)
    source = decoding_of(octets)
    reading = _Reading()
    for line in _lines(source.text):
        reading.take(line)
    reading.check()
    entries = [_entry(name, lines, reading.clocks) for name, lines in reading.entries]
    return document_of_entries(reading.title, entries, told=source.told)


Lines = dict[str, list[Line]]
"""The content lines of a component, by their names."""


class _Clocks(NamedTuple):
    """What is known of the zones of a calendar."""

    own: str
    """The zone of the calendar, which Google and Apple write as X-WR-TIMEZONE; empty without one."""
    rules: Mapping[str, tuple[Observance | None, ...]]


class _Reading:
    """What was read of a calendar, line by line."""

    def __init__(self) -> None:
        self.title = ""
        self.entries: list[tuple[str, Lines]] = []
        self._own_zone = ""
        self._rules: dict[str, tuple[Observance | None, ...]] = {}
        self._open: list[tuple[str, Lines]] = []
        self._is_whole = False

    @property
    def clocks(self) -> _Clocks:
        """The zones, when all is read."""
        return _Clocks(self._own_zone, self._rules)

    def take(self, line: Line) -> None:
        """Read one line."""
        inner = line.value.strip().upper()
        if line.name == "BEGIN":
            self._open.append((inner, {}))
        elif line.name == "END":
            self._close(inner)
        elif self._open:
            name, lines = self._open[-1]
            lines.setdefault(line.name, []).append(line)
            if line.name in ("X-WR-CALNAME", "NAME") and len(self._open) == 1:
                self.title = self.title or line.text
            elif line.name == "X-WR-TIMEZONE" and len(self._open) == 1:
                self._own_zone = self._own_zone or line.value.strip()
            elif line.name == "VERSION" and name == "VCALENDAR" and line.value.strip() == "1.0":
                raise SsetrackError(
                    message("this is a calendar of the old form vCalendar 1.0"),
                    message("export it as iCalendar (.ics), or open it in Thunderbird and export it there"),
                )

    def _close(self, inner: str) -> None:
        if not self._open or self._open[-1][0] != inner:
            return  # half of an end, where a file was cut: what is open stays so
        name, lines = self._open.pop()
        self._is_whole |= name == "VCALENDAR"
        if name in _ENTRIES:
            self.entries.append((name, lines))
            check_entries(len(self.entries))
        elif name in ("STANDARD", "DAYLIGHT") and self._open and self._open[-1][0] == "VTIMEZONE":
            zone = self._open[-1][1].get("TZID")
            if zone:
                known = self._rules.get(zone[0].value, ())
                part = observance({key: one[0].value for key, one in lines.items()})
                self._rules[zone[0].value] = (*known, part) if len(known) < _MOST_RULES else (None,)

    def check(self) -> None:
        """Raise `SsetrackError` where the end is missing, or nothing can be a part of a plan."""
        if any(name in _ENTRIES for name, _ in self._open):
            raise SsetrackError(
                message("the calendar ends in the middle of an entry"),
                message("export or download it again"),
            )
        if self._open:  # cut between two entries (§3.4)
            raise SsetrackError(
                message("the last line of the calendar, `END:VCALENDAR`, is missing"),
                message("export or download it again"),
            )
        if self._is_whole and not self.entries:
            raise SsetrackError(
                message("this calendar has no events and no tasks"),
                message("export it again from the calendar that has them, with all their dates"),
            )


def _lines(text: str) -> Iterator[Line]:
    check_number(sum(1 for _ in _END.finditer(text)), MOST_LINES, LINES)
    for one in _END.split(_FOLD.sub("", text)):
        # A colon in a quoted parameter does not end the name.
        head, quoted, at = one, False, -1
        for place, sign in enumerate(one):
            if sign == '"':
                quoted = not quoted
            elif sign == ":" and not quoted:
                at = place
                break
        if at < 0:
            continue
        head = one[:at]
        name, *parameters = head.split(";")
        pairs = (parameter.partition("=") for parameter in parameters)
        yield Line(name.upper(), {key.upper(): value.strip('"') for key, _, value in pairs}, one[at + 1 :])


def _entry(name: str, lines: Lines, clocks: _Clocks) -> Entry:
    def first(name: str) -> Line:
        return lines.get(name, [Line(name, {}, "")])[0]

    begin, finish = first("DTSTART"), first("DTEND")
    if begin.value.endswith(_MIDNIGHT) and finish.value.endswith(_MIDNIGHT):
        begin = begin._replace(
            value=begin.value.removesuffix(_MIDNIGHT)
        )  # whole days, as Outlook writes them
    start, end = _time(begin, clocks), _time(finish, clocks, is_end=True)
    lasting = first("DURATION").value
    link = first("URL").value
    rooms, absent, there = _attendees(lines.get("ATTENDEE", []))
    values = {
        Column.TITLE: words(first("SUMMARY").text, remarks=(Remark(Beside.LINK, link),) if link else ()),
        Column.START: start,
        Column.END: end,
        Column.DEADLINE: _time(first("DUE"), clocks),
        Column.REPEATS: words(*_repeats(lines)),
        Column.OWNERS: words(*map(_person, _names(lines.get("ORGANIZER", [])))),
        Column.WITH: words(
            *there, remarks=(Remark(Beside.COMMENT, f"DECLINED: {', '.join(absent)}"),) if absent else ()
        ),
        Column.DONE: _day_of(_time(first("COMPLETED"), clocks)),
        Column.PLACE: words(*_places(first("LOCATION").text, rooms)),
        Column.TAGS: words(*(tag for line in lines.get("CATEGORIES", []) for tag in _parts_of_list(line))),
        Column.NOTES: words(first("DESCRIPTION").text),
    }
    if lasting and not end.lines:
        values |= _last_day(start, lasting)
    elif not lasting and not end.lines and start.lines and len(start.lines[0]) == 10 and "DUE" not in lines:
        values[Column.END] = start  # a day without an end is one day (§3.6.1)
    values[Column.END] = end_after(start, values[Column.END])
    if name == "VEVENT" and (place := takes_place(start, values[Column.END], lasting)) is not None:
        for column in (Column.START, Column.END, Column.DURATION):
            values.pop(column, None)
        values[Column.WHEN] = place
    progress = first("PERCENT-COMPLETE").value
    done = progress == "100" or "COMPLETED" in lines
    values[Column.STATUS] = words(_STATES.get(first("STATUS").value.upper(), "done" if done else ""))
    if progress not in ("", "0"):
        values[Column.PROGRESS] = words(f"{progress} %")
    return Entry(values)


def _last_day(start: Value, lasting: str) -> dict[Column, Value]:
    """The end of what lasts so many days; hours are kept in words."""
    days = _DAYS.fullmatch(lasting)
    first = start.lines[0] if start.lines else ""
    last = days_later(first, int(days[1]) * (7 if days[2] == "W" else 1) - 1) if days else None
    return {Column.END: day(last, lasting)} if last else {Column.DURATION: words(lasting)}


def _time(line: Line, clocks: _Clocks, *, is_end: bool = False) -> Value:
    found = _TIME.fullmatch(line.value)
    if found is None:
        return words(line.value)
    year, month, of_month, hour, minute, utc = found.groups()
    on = days_later(f"{year}-{month}-{of_month}", 0)
    if on is None:
        return words(line.value)
    if hour is None or (is_end and not utc and hour == minute == "00"):
        last = day_before(on) if is_end else on
        return day(last, f"{year}-{month}-{of_month}") if last else words(line.value)
    written = f"{on}T{hour}:{minute}"
    if hour > "23" or minute > "59":
        return words(line.value)
    at = datetime.fromisoformat(written)
    if utc:
        shown = local_moment(at.replace(tzinfo=UTC), clocks.own) if clocks.own not in _NO_PLACE else None
        if shown is None:
            return moment(f"{written}Z")
        own, offset = shown
        if is_end and own.time() == time():
            last = day_before(own.date().isoformat())
            return day(last, f"{written}Z") if last else words(line.value)
        return _with_offset(own, offset, f"{written}Z")
    zone = line.parameters.get("TZID", "")
    if not zone:
        return Value((written,), (), Typed.DATE)
    offset_there = offset_at(zone, at, clocks.rules)
    if offset_there is None:
        return Value((written,), (Remark(Beside.ZONE, zone),), Typed.DATE)
    return _with_offset(at, offset_there, f"{written} {zone}")


def _with_offset(at: datetime, offset: str, written: str) -> Value:
    """A local time with its offset, and how the calendar writes it."""
    shown = f"{at.isoformat(timespec='minutes')}{offset}"
    return Value((shown,), (Remark(Beside.WRITTEN, written),) if written != shown else (), Typed.DATE)


def _day_of(value: Value) -> Value:
    """The day of a time that has a place."""
    is_moment = any(remark.kind is Beside.INSTANT for remark in value.remarks)
    return value if is_moment else value._replace(lines=tuple(line[:10] for line in value.lines))


def _repeats(lines: Lines) -> Iterator[str]:
    """How often it comes back, and what the calendar says of single times (§3.8.5, §3.8.4.4)."""
    yield from (line.value for line in lines.get("RRULE", []))
    for name in ("RDATE", "EXDATE", "RECURRENCE-ID"):
        yield from (f"{name}: {line.value}" for line in lines.get(name, []))


def _attendees(lines: list[Line]) -> tuple[list[str], list[str], list[str]]:
    """Rooms and things (§3.2.3), who said no (§3.2.12), and who is there."""
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for line, name in zip(lines, _names(lines), strict=True):
        is_room = line.parameters.get("CUTYPE", "").upper() in ("RESOURCE", "ROOM")
        is_absent = line.parameters.get("PARTSTAT", "").upper() == "DECLINED"
        groups[0 if is_room else 1 if is_absent else 2].append(name if is_room else _person(name))
    return groups


def _places(text: str, rooms: list[str]) -> Iterator[str]:
    """Where it is; a room that was booked is a place, too, and most programs write it there as well."""
    yield text
    yield from (room for room in rooms if room not in text)


def _person(name: str) -> str:
    """A name as people say it: `Silva, Ana` in an address book of Outlook is one person, Ana Silva."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given else name


def _names(lines: list[Line]) -> list[str]:
    """How people are called; an address where that is all there is."""
    return [line.parameters.get("CN") or _MAILTO.sub("", line.value) for line in lines]


def _parts_of_list(line: Line) -> list[str]:
    return [Line("", {}, text).text for text in _PART.findall(line.value)]
