"""Calendars (.ics): events and tasks, as RFC 5545 has them.

Comes in: octets. Goes out: a document: the calendar's name, and a table. The end of an event is the first
moment that does not count (§3.6.1), so a day as an end is the day after the last one. A moment in UTC stays
one: which day it is depends on the zone. A local time with a zone is the day there.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.exchange.listing import (
    Column,
    Entry,
    Value,
    check_entries,
    day,
    day_before,
    days_later,
    moment,
    plan,
    words,
)
from ssetrack.tables.grid import Beside, Document, Remark, Typed
from ssetrack.tables.limits import LINES, MOST_LINES, MOST_TEXT, check_number, check_size

_ENTRIES = ("VEVENT", "VTODO")
_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?")
_DAYS = re.compile(r"P(\d{1,5})([DW])")
_COMMA = re.compile(r"(?<!\\),")
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
    """The calendar in a file. Raises `SsetrackError` for one that is too large."""
    check_size(len(octets), MOST_TEXT)
    source = decoding_of(octets)
    title = ""
    entries = []
    open_parts: list[str] = []
    lines: dict[str, list[Line]] = {}
    for line in _lines(source.text):
        inner = line.value.strip().upper()
        if line.name == "BEGIN":
            open_parts.append(inner)
            if inner in _ENTRIES:
                lines = {}
        elif line.name == "END":
            if inner in _ENTRIES and open_parts[-1:] == [inner]:
                entries.append(_entry(lines))
                check_entries(len(entries))
            del open_parts[-1:]
        elif open_parts[-1:] and open_parts[-1] in _ENTRIES:
            lines.setdefault(line.name, []).append(line)
        elif line.name in ("X-WR-CALNAME", "NAME") and len(open_parts) == 1:
            title = title or line.text
    return plan(title, entries, told=source.told)


def _lines(text: str) -> Iterator[Line]:
    check_number(text.count("\n"), MOST_LINES, LINES)
    for one in _FOLD.sub("", text).splitlines():
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


def _entry(lines: dict[str, list[Line]]) -> Entry:
    def first(name: str) -> Line:
        return lines.get(name, [Line(name, {}, "")])[0]

    start, end = _time(first("DTSTART")), _time(first("DTEND"), is_end=True)
    lasting = first("DURATION").value
    link = first("URL").value
    values = {
        Column.TITLE: words(first("SUMMARY").text, remarks=(Remark(Beside.LINK, link),) if link else ()),
        Column.START: start,
        Column.END: end,
        Column.DEADLINE: _time(first("DUE")),
        Column.REPEATS: words(first("RRULE").value),
        Column.OWNERS: words(*_names(lines.get("ORGANIZER", []))),
        Column.WITH: words(*_names(lines.get("ATTENDEE", []))),
        Column.DONE: _time(first("COMPLETED")),
        Column.PLACE: words(first("LOCATION").text),
        Column.TAGS: words(*(tag for line in lines.get("CATEGORIES", []) for tag in _parts_of_list(line))),
        Column.NOTES: words(first("DESCRIPTION").text),
    }
    if lasting and not end.lines:
        values |= _last_day(start, lasting)
    elif not lasting and not end.lines and start.lines and len(start.lines[0]) == 10 and "DUE" not in lines:
        values[Column.END] = start  # a day without an end is one day (§3.6.1)
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


def _time(line: Line, *, is_end: bool = False) -> Value:
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
    if utc:
        return moment(f"{on}T{hour}:{minute}Z")
    zone = line.parameters.get("TZID", "")
    beside = (Remark(Beside.WRITTEN, f"{on}T{hour}:{minute} {zone}"),) if zone else ()
    return Value((f"{on}T{hour}:{minute}",), beside, Typed.DATE)


def _names(lines: list[Line]) -> list[str]:
    """How people are called; an address where that is all there is."""
    return [line.parameters.get("CN") or line.value.removeprefix("mailto:") for line in lines]


def _parts_of_list(line: Line) -> list[str]:
    return [Line("", {}, text).text for text in _COMMA.split(line.value)]
