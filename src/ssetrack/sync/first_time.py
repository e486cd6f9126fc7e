"""A series from its first open time on: what is over in front is no part of it any more.

Comes in: the lines of a task as the calendar writes them, which leave out with EXDATE what is done. Goes out:
the lines with the first time that is not left out as DTSTART. Programs that go on to the next time of a
series, and know no EXDATE, take DTSTART for the time that is due: they would show for ever what is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from ssetrack.calendar.content_lines import day_value
from ssetrack.dates.rule_days import parts_of, rrule_value, rule_days

MOST = 5_000
"""Times in front that are looked at."""

_LINE = re.compile("(RRULE|DTSTART|EXDATE)(?:;[^:]*)?:(.*)")
_DAY = re.compile("[0-9]{8}")


def from_first_open(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a task, from BEGIN to END; as they are where its first time is open, or none is."""
    values = {found[1]: found[2] for one in lines if (found := _LINE.fullmatch(one))}
    if len(values) < 3:
        return tuple(lines)
    skipped = values["EXDATE"].split(",")
    parts = dict(part.partition("=")[::2] for part in values["RRULE"].split(";"))
    times = _times_in_front(parts, values["DTSTART"], {_day(one) for one in skipped})
    if not times:
        return tuple(lines)
    new = day_value(times[-1])
    if "COUNT" in parts:
        parts["COUNT"] = str(int(parts["COUNT"]) - len(times) + 1)
    kept = ",".join(one for one in skipped if _day(one) > new)
    texts = {
        "DTSTART": _DAY.sub(new, values["DTSTART"], count=1),
        "RRULE": rrule_value(parts),
        "EXDATE": kept,
    }
    matches = ((one, _LINE.fullmatch(one)) for one in lines)
    return tuple(
        one if match is None else one.removesuffix(match[2]) + texts[match[1]]
        for one, match in matches
        if match is None or texts[match[1]]
    )


def _times_in_front(parts: dict[str, str], start: str, skipped: set[str]) -> list[date]:
    """The times that are left out in front, and the first that is not; empty where there is nothing to do."""
    rule = rrule_value(parts_of(rrule_value(parts)))
    if "WKST" in parts:
        return []
    first = date.fromisoformat(_day(start))
    last = date.fromisoformat(_day(parts["UNTIL"])) if "UNTIL" in parts else None
    times = list[date]()
    for day in islice(rule_days(rule, first, first, last), min(MOST, int(parts.get("COUNT", MOST)))):
        times.append(day)
        if day_value(day) not in skipped:
            return times if times[:-1] and times[0] == first else []
    return []


def _day(value: str) -> str:
    return value[:8]
