"""What somebody would write who has the events and needs a feed: the `icalendar` package.

    python bench/yardstick_feed.py events.json > feed.ics

Builds an event for each entry, with the properties that ssetrack gives it, and serialises the calendar. It
reads no plan: that the export is quicker, reading and checking the plan included, is what `make bench` holds.
`--events feed.ics` makes the JSON from a feed of ssetrack's, outside the measured process.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:]+)*):(.*)")


def build(entries: list[dict[str, Any]]) -> bytes:
    """The calendar with these events."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//bench//EN")
    for entry in entries:
        event = Event()
        for name, (value, parameters) in entry.items():
            event.add(name, typed(name, value, parameters), parameters)
        calendar.add_component(event)
    calendar.add_missing_timezones()  # a time in a zone needs the zone's rules (RFC 5545 §3.6.5)
    return bytes(calendar.to_ical())


def typed(name: str, value: str, parameters: dict[str, str]) -> Any:
    """The value as `icalendar` wants it."""
    if name in ("DTSTART", "DTEND"):
        if len(value) == 10:
            return date.fromisoformat(value)
        return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(parameters.get("TZID", "UTC")))
    if name == "DTSTAMP":
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if name == "RRULE":
        from icalendar import vRecur

        return vRecur.from_ical(value)
    if name == "SEQUENCE":
        return int(value)
    return value.split(",") if name == "CATEGORIES" else value


def events(feed: bytes) -> str:
    """The events of a feed as JSON: values unescaped, days and times in ISO form, parameters beside them."""
    text = feed.decode().replace("\r\n ", "").replace("\r\n", "\n")
    found = []
    for part in text.split("BEGIN:VEVENT\n")[1:]:
        entry = {}
        for line in part.split("END:VEVENT")[0].splitlines():
            name, parameters, value = LINE.findall(line)[0]
            given = dict(one.split("=", 1) for one in parameters.split(";")[1:])
            entry[name] = (plain(name, value), given)
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
    if sys.argv[1] == "--events":
        sys.stdout.write(events(Path(sys.argv[2]).read_bytes()))
    else:
        sys.stdout.buffer.write(build(json.loads(Path(sys.argv[1]).read_bytes())))
