"""What recurring-ical-events finds in a feed: `python expand_icalendar.py 2027-01-01 2029-01-01 feed.ics`.

Prints UIDs with the beginnings of all times between the days: days, or instants in UTC. It runs in an
environment of its own, without ssetrack.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import recurring_ical_events
from icalendar import Calendar


def told(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return str(moment)
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def main(first: str, after: str, path: str) -> None:
    calendar = Calendar.from_ical(Path(path).read_bytes())
    found: dict[str, list[str]] = {}
    for kind in ("VEVENT", "VTODO"):
        expanded = recurring_ical_events.of(calendar, components=[kind])
        for one in expanded.between(date.fromisoformat(first), date.fromisoformat(after)):
            found.setdefault(str(one["UID"]), []).append(told(one["DTSTART"].dt))
    json.dump(list(found.items()), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
