"""The family `dates`: clock times, and whether there is such a time.

Comes in: what `schedule` found while it read the dates, and the texts. Goes out: problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from ssetrack import dates
from ssetrack.dates import Hours, Period
from ssetrack.diagnostic import At, Problem, Route, Severity
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.plan.model import Entry
from ssetrack.rules.context import Context
from ssetrack.rules.dates import reading_of
from ssetrack.rules.occurrences import has_own_hours, own_hours
from ssetrack.rules.rule import rule
from ssetrack.rules.times import times


def times_of_day(context: Context) -> tuple[tuple[Route, Entry, Period, Hours, str | None], ...]:
    """Every entry with hours: its route, its days, its hours, and their zone if one is given anywhere."""
    found = []
    for route, entry in context.entries:
        if entry.time is None and ":" not in entry.date and "h" not in entry.date:
            continue
        read = reading_of(context, entry.date, (*route, "date"))
        if not isinstance(read, Period):
            continue
        hours = read.hours
        if entry.time is not None:
            written = dates.parse_hours(entry.time)
            hours = written if isinstance(written, Hours) else None
        if hours is not None:
            zone = hours.zone or entry.timezone or context.plan.timezone
            found.append((route, entry, read, hours, zone))
    return tuple(found)


@rule("dates", Severity.WARNING)
def time_without_zone(context: Context) -> Iterator[Problem]:
    """A time of day is written, but no time zone.

    People in several countries read the plan, and each of them will read 20:00 as their own 20:00. In summer,
    20:00 in Dakar is 22:00 in Paris. ssetrack shows such a time as it is written and never converts it.

    Add `timezone:` to the plan, or next to the time.

    Bad:

        when: {date: 2021-10-08, time: "20:00"}

    Good:

        when: {date: 2021-10-08, time: "20:00", timezone: Africa/Dakar}
    """
    for route, entry, _, hours, zone in context.once(times_of_day):
        if zone is None:
            yield Problem(
                "time-without-zone",
                At((*route, "date" if entry.time is None else "time")),
                message("the time zone of {hours} is not given", hours=hours),
                message(
                    "add `timezone:` to the plan or next to this time, for example `timezone: Africa/Dakar`"
                ),
            )
    for route, own in context.once(own_hours):
        if own.timezone is None:
            yield Problem(
                "time-without-zone",
                At(route),
                message("the time zone of {hours} is not given", hours=own.hours),
                message(
                    "add `timezone:` to the plan or next to this time, for example `timezone: Africa/Dakar`"
                ),
            )


@rule("dates", Severity.WARNING)
def clock_change(context: Context) -> Iterator[Problem]:
    """A time does not exist on that day, or it happens twice.

    Some people would miss a meeting in that hour, or come an hour apart. When clocks go forward, one hour is
    left out; when they go back, one hour is repeated. For something that repeats, all times within the plan's
    period are checked, and the first such day is named.

    Choose another time, or write the time with its offset, as the message shows.

    Bad:

        when: {date: 2026-03-29, time: "02:30", timezone: Europe/Paris}

    Good:

        when: {date: 2026-03-29, time: "03:30", timezone: Europe/Paris}
    """
    for route, entry, period, hours, zone in context.once(times_of_day):
        if zone is None or not dates.is_zone(zone):
            continue
        found = _first_change(_days(context, route, entry, period), hours, zone)
        if found is not None:
            place = At((*route, "date" if entry.time is None else "time"))
            yield _change(place, *found, zone, again=entry.repeat is not None)
    for route, own in context.once(own_hours):
        if own.hours is None or own.timezone is None or not dates.is_zone(own.timezone):
            continue
        day = own.period.latest if own.period.latest == own.period.earliest else None
        found = None if day is None else _first_change(iter((day,)), own.hours, own.timezone)
        if found is not None:
            yield _change(At(route), *found, own.timezone, again=False)


def _days(context: Context, route: Route, entry: Entry, period: Period) -> Iterator[date]:
    """The days to which hours belong: of what comes back those of all times, of what is due their last.

    Times with hours of their own are looked at by themselves.
    """
    item = context.once(_items).get(route[:-2])
    if entry.repeat is None or item is None or context.due(item).recurrence is None:
        if period.earliest is not None:
            yield period.earliest
        return
    for one in times(context.shared, context.file, item):
        period = one.period
        day = period.latest if context.due(item).kind == "deadline" else period.earliest
        if day is not None and not has_own_hours(one):
            yield day


def _items(context: Context) -> dict[Route, Item]:
    return {item.route: item for item in context.items}


def _first_change(days: Iterator[date], hours: Hours, zone: str) -> tuple[datetime, str] | None:
    """The first of the local times that does not exist or comes twice, and which of the two."""
    for day in days:
        for time in (hours.start, hours.end):
            change = None if time is None else dates.clock_change(day, time, zone)
            if time is not None and change is not None:
                return datetime.combine(day, time), change
    return None


def _change(place: At, at: datetime, change: str, zone: str, *, again: bool) -> Problem:
    clock = f"{at:%H:%M}"
    if again:
        # The time is that of all the others, which are right: so only a word of warning helps.
        return Problem(
            "clock-change",
            place,
            message(
                "on {day}, {time} does not exist in {zone}, because clocks go forward",
                day=at.date(),
                time=clock,
                zone=zone,
            )
            if change == "gap"
            else message(
                "on {day}, {time} happens twice in {zone}, because clocks go back",
                day=at.date(),
                time=clock,
                zone=zone,
            ),
            message("choose another time, or tell people about that day"),
        )
    if change == "gap":
        return Problem(
            "clock-change",
            place,
            message(
                "on that day, {time} does not exist in {zone}, because clocks go forward",
                time=clock,
                zone=zone,
            ),
            message("choose another time"),
        )
    first = dates.instant(at.date(), at.time(), zone)
    offset = at - first.replace(tzinfo=None) if first is not None else timedelta(0)
    written = at.replace(tzinfo=timezone(offset)).isoformat(timespec="minutes")
    return Problem(
        "clock-change",
        place,
        message("on that day, {time} happens twice in {zone}, because clocks go back", time=clock, zone=zone),
        message("choose another time, or write `{written}` for the first of the two", written=written),
    )
