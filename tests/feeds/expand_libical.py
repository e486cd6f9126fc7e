"""What libical (GNOME's and KDE's reader) finds: `python3 expand_libical.py 2027-01-01 2029-01-01 feed.ics`.

Prints UIDs with the beginnings of all times between the days: days, or instants in UTC. Needs the system's
Python, with Debian's python3-gi and gir1.2-ical-3.0.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402


def times(entry, begin, end) -> list[str]:
    form = "%Y-%m-%d" if entry.get_dtstart().is_date() else "%Y-%m-%dT%H:%M:%SZ"
    found = []

    def note(_, span, *__):
        found.append(datetime.fromtimestamp(span.get_start(), UTC).strftime(form))

    entry.foreach_recurrence(begin, end, note)
    return found


def moment_of(original, calendar) -> str:
    """The time that an exception stands for: a day, or an instant in UTC."""
    time = original.get_recurrenceid()
    if time.is_date():
        return datetime.fromtimestamp(time.as_timet(), UTC).strftime("%Y-%m-%d")
    named = original.get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER)
    zone = ICalGLib.Timezone.get_utc_timezone() if named is None else calendar.get_timezone(named.get_tzid())
    return datetime.fromtimestamp(time.as_timet_with_zone(zone), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def main(first: str, after: str, path: str) -> None:
    calendar = ICalGLib.Component.new_from_string(Path(path).read_bytes().decode())
    begin, end = (ICalGLib.Time.new_from_string(f"{day.replace('-', '')}T000000Z") for day in (first, after))
    found = []
    instead: dict[str, set[str]] = {}
    for kind in (ICalGLib.ComponentKind.VEVENT_COMPONENT, ICalGLib.ComponentKind.VTODO_COMPONENT):
        entry = calendar.get_first_component(kind)
        while entry is not None:
            all_times = times(entry, begin, end)
            original = entry.get_first_property(ICalGLib.PropertyKind.RECURRENCEID_PROPERTY)
            if original is not None:
                instead.setdefault(entry.get_uid(), set()).add(moment_of(original, calendar))
            found.append((entry.get_uid(), original is not None, all_times))
            entry = calendar.get_next_component(kind)
    # libical expands rules; which times have others in their place is the care of whoever reads with it.
    found = [
        (uid, [one for one in all_times if is_other or one not in instead.get(uid, ())])
        for uid, is_other, all_times in found
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
