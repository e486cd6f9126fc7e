"""What somebody would write who has the events and needs a feed: the `icalendar` package.

    python bench/yardstick_feed.py events.json > feed.ics

Builds an event for each entry, with the properties that ssetrack gives it, and serialises the calendar. It
reads no plan: that the export is quicker, reading and checking the plan included, is what `make bench` holds.
`events(feed)` makes the JSON from a feed of ssetrack's, outside the measured process.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any


def build(entries: list[dict[str, str]]) -> bytes:
    """The calendar with these events."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//bench//EN")
    for entry in entries:
        event = Event()
        for name, value in entry.items():
            event.add(name, typed(name, value))
        calendar.add_component(event)
    return calendar.to_ical()


def typed(name: str, value: str) -> Any:
    """The value as `icalendar` wants it."""
    if name in ("DTSTART", "DTEND"):
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    if name == "DTSTAMP":
        return datetime.fromisoformat(value)
    if name == "SEQUENCE":
        return int(value)
    return value.split(",") if name == "CATEGORIES" else value


def events(feed: bytes) -> str:
    """The events of a feed as JSON: values unescaped, days and times in ISO form."""
    text = feed.decode().replace("\r\n ", "").replace("\r\n", "\n")
    found = []
    for part in text.split("BEGIN:VEVENT\n")[1:]:
        lines = (re.match(r"([A-Z-]+)[^:]*:(.*)", line) for line in part.split("END:VEVENT")[0].splitlines())
        entry = {line[1]: plain(line[1], line[2]) for line in lines if line and line[1] not in ("RRULE",)}
        found.append(entry)
    return json.dumps(found)


def plain(name: str, value: str) -> str:
    """A value without escapes; 20040131 as 2004-01-31."""
    if name in ("DTSTART", "DTEND", "DTSTAMP"):
        day = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
        time = value[8:].rstrip("Z")
        return f"{day}{time[:3]}:{time[3:5]}:{time[5:]}" if time else day
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


if __name__ == "__main__":
    sys.stdout.buffer.write(build(json.loads(Path(sys.argv[1]).read_bytes())))
