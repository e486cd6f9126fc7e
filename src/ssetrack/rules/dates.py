"""The family `dates`: what a text of a date says, and how it is written.

Comes in: what `schedule` found while it read the dates, and the texts. Goes out: problems. Whether dates fit
each other is in `order`, what they mean today in `progress`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from ssetrack import dates
from ssetrack.dates import DateReading, Hours, Period
from ssetrack.diagnostic import At, Problem, Replacement, Route, Safety, Severity, SuggestedFix
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.plan.model import Entry
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.rules.times import times
from ssetrack.schedule import purpose_of

_PLAINLY_CANONICAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""Most dates of most plans; asked before anything dearer."""


@rule("dates", Severity.ERROR, fix="unsafe")
def impossible_date(context: Context) -> Iterator[Problem]:
    """A day is not in the calendar, or falls on another weekday than the one written.

    30 February, 31 June, "Monday 8 October 2021" (a Friday). Something in it is wrong, and only the author
    knows what.

    Write the day that was meant. The fix proposes the last day of the month.

    Bad:

        deadline: 31 June 2021

    Good:

        deadline: 2021-06-30
    """
    yield from context.problems_of("impossible-date")


@rule("dates", Severity.ERROR)
def ambiguous_date(context: Context) -> Iterator[Problem]:
    """A date in digits can be read as day/month and as month/day.

    `03/04/2004` is 3 April in Paris and March 4 in New York. In a plan whose `language` is French, Spanish
    or Portuguese the day comes first; elsewhere nothing settles it, so it is not read.

    Write `YYYY-MM-DD`.

    Bad:

        deadline: 03/04/2004

    Good:

        deadline: 2004-04-03
    """
    yield from context.problems_of("ambiguous-date")


@rule("dates", Severity.ERROR)
def unreadable_date(context: Context) -> Iterator[Problem]:
    """A text stands where a date belongs, and is none that ssetrack reads.

    A date that is guessed at is worse than none. What is read: days, months, quarters and years, ranges of
    them, in words (en, fr, es, pt) or as ISO dates; `ongoing` for what has no end and `?` for what nobody
    knows yet.

    Write one of these; a date may also count from another item. Two dates for two things are two milestones.

    Bad:

        deadline: once the funds are there

    Good:

        deadline: 6 weeks after 1.1
    """
    yield from context.problems_of("unreadable-date")


@rule("dates", Severity.ERROR)
def vague_date(context: Context) -> Iterator[Problem]:
    """A date is too vague to be late.

    "mid-June", "end of 2004", "as soon as possible": everybody reads another day in it.

    Write the period in which it may happen, or a date that is marked as approximate.

    Bad:

        deadline: mid-June 2004

    Good:

        deadline: 2004-06-15~
    """
    yield from context.problems_of("vague-date")


@rule("dates", Severity.ERROR)
def date_without_year(context: Context) -> Iterator[Problem]:
    """A date does not say its year.

    It was clear in the meeting; when the plan is read next year it is not. Nothing fills in a year, because
    it would have to come from the day on which the plan is read.

    Write the year.

    Bad:

        when: 8 October

    Good:

        when: 2004-10-08
    """
    yield from context.problems_of("date-without-year")


@rule("dates", Severity.ERROR)
def week_or_season(context: Context) -> Iterator[Problem]:
    """A date is given as a week of the year or a season.

    Spring is in March or in September, depending on the hemisphere, and weeks are counted in several ways.

    Write the days or the months.

    Bad:

        deadline: spring 2005

    Good:

        deadline: 2005-03/2005-05
    """
    yield from context.problems_of("week-or-season")


@rule("dates", Severity.WARNING)
def no_project_start(context: Context) -> Iterator[Problem]:
    """A date counts months or weeks of the project, and nothing says when the project begins.

    `M18` is the eighteenth month from the plan's `start`, or from the first day of its `period`. Without
    them nobody knows when that is: the item has no date yet, and keeps its words. It is said once for a plan.

    Write the plan's `start:`, or a date.

    Bad:

        activities:
          - {id: 1.1, title: Report, deadline: M18}

    Good:

        start: 2004-09-01
        activities:
          - {id: 1.1, title: Report, deadline: M18}
    """
    yield from context.problems_of("no-project-start")


@rule("dates", Severity.NOTE, fix="safe")
def written_out_date(context: Context) -> Iterator[Problem]:
    """A date is not written in the form that is the same in every language.

    It is read without doubt. The short form (ISO 8601, and EDTF where that has none) sorts, and is what other
    programs read.

    Leave it if people read the file; `--fix` and `ssetrack fmt` write the short form.

    Bad:

        deadline: 15 mars 2004

    Good:

        deadline: 2004-03-15
    """
    for route, text in date_texts(context):
        if _PLAINLY_CANONICAL.fullmatch(text):
            continue
        read = _read(context, text, route)
        if not isinstance(read, Period) or dates.is_canonical(text, read):
            continue
        place = At(route)
        yield Problem(
            "written-out-date",
            place,
            message("`{text}` is read as `{canonical}`", text=text, canonical=read.canonical),
            message("write `{canonical}`: it is the same in every language", canonical=read.canonical),
            fix=SuggestedFix(Safety.SAFE, (Replacement(place, read.canonical),)),
        )


def _read(context: Context, text: str, route: Route) -> DateReading:
    # Asked exactly as `schedule` asks, so that the answer is remembered.
    purpose = purpose_of(route)
    return dates.parse(text, language=context.language, start=context.start, purpose=purpose)


def date_texts(context: Context) -> Iterator[tuple[Route, str]]:
    """Every text that is read as a date, in the order of the file."""
    plan = context.plan
    if plan.period is not None:
        yield ("period",), plan.period
    if plan.start is not None:
        yield ("start",), plan.start
    for route, work in context.works:
        if work.start is not None:
            yield (*route, "start"), work.start
        if work.done is not None:
            yield (*route, "done"), work.done
        for name, entries in (("deadline", work.deadline), ("when", work.when)):
            for index, entry in enumerate(entries):
                yield (*route, name, index, "date"), entry.date
                if entry.until is not None:
                    yield (*route, name, index, "until"), entry.until


def times_of_day(context: Context) -> tuple[tuple[Route, Entry, Period, Hours, str | None], ...]:
    """Every entry with hours: its route, its days, its hours, and their zone if one is given anywhere."""
    found = []
    for route, work in context.works:
        for name, entries in (("deadline", work.deadline), ("when", work.when)):
            for index, entry in enumerate(entries):
                if entry.time is None and ":" not in entry.date and "h" not in entry.date:
                    continue
                read = _read(context, entry.date, (*route, name, index, "date"))
                if not isinstance(read, Period):
                    continue
                hours = read.hours
                if entry.time is not None:
                    written = dates.parse_hours(entry.time)
                    hours = written if isinstance(written, Hours) else None
                if hours is not None:
                    zone = hours.zone or entry.timezone or context.plan.timezone
                    found.append(((*route, name, index), entry, read, hours, zone))
    return tuple(found)


@rule("dates", Severity.WARNING)
def time_without_zone(context: Context) -> Iterator[Problem]:
    """A clock time is given, and no time zone anywhere.

    20:00 in Dakar is 22:00 in Paris in summer. People of several countries read the plan, and each will take
    it for their own 20:00. It is shown as written and never converted.

    Write the plan's `timezone:`, or one beside the time.

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
                message("nothing says in which time zone {hours} is", hours=hours),
                message("add `timezone: …` to the plan or beside this time, such as `Africa/Dakar`"),
            )


@rule("dates", Severity.WARNING)
def clock_change(context: Context) -> Iterator[Problem]:
    """A local time does not exist on that day, or comes twice.

    When clocks go forward an hour is left out; when they go back one is repeated. A meeting in that hour is
    missed by some, or held an hour apart. Of what comes back, every time within the plan's period is looked
    at, and the first such day is named.

    Choose another time, or write it with its offset.

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


def _days(context: Context, route: Route, entry: Entry, period: Period) -> Iterator[date]:
    """The days to which hours belong: of what comes back those of all times, of what is due their last."""
    item = context.once(_items).get(route[:-2])
    if entry.repeat is None or item is None or context.due(item).recurrence is None:
        if period.earliest is not None:
            yield period.earliest
        return
    for one in times(context.shared, context.file, item):
        day = one.latest if context.due(item).kind == "deadline" else one.earliest
        if day is not None:
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
                "on {day}, {time} does not exist in {zone}: clocks go forward",
                day=at.date(),
                time=clock,
                zone=zone,
            )
            if change == "gap"
            else message(
                "on {day}, {time} comes twice in {zone}: clocks go back", day=at.date(), time=clock, zone=zone
            ),
            message("choose another time, or tell people about that day"),
        )
    if change == "gap":
        return Problem(
            "clock-change",
            place,
            message("{time} does not exist on that day in {zone}: clocks go forward", time=clock, zone=zone),
            message("choose another time"),
        )
    first = dates.instant(at.date(), at.time(), zone)
    offset = at - first.replace(tzinfo=None) if first is not None else timedelta(0)
    written = at.replace(tzinfo=timezone(offset)).isoformat(timespec="minutes")
    return Problem(
        "clock-change",
        place,
        message("{time} comes twice on that day in {zone}: clocks go back", time=clock, zone=zone),
        message("choose another time, or say which: `{written}` is the first of the two", written=written),
    )
