"""What comes back: the rule of an item, and the occurrences that its plan says something of.

Comes in: the reader of a plan, an entry with `repeat:`, its item. Goes out: when the item is due, with all
its times; problems for what is no rule, and for keys that are no occurrence.
"""

from __future__ import annotations

from datetime import date

from ssetrack import dates
from ssetrack.dates import DateProblem, DayRange, Period, PeriodKind, Purpose
from ssetrack.dates.edtf import read_date
from ssetrack.dates.recurrence import recurring as recurrence_of
from ssetrack.dates.repeat import not_a_first_day, parse_repeat
from ssetrack.diagnostic import Route
from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.plan.model import Entry
from ssetrack.plan.model import Occurrence as Written
from ssetrack.schedule.due import Due
from ssetrack.schedule.occurrences import Occurrence, OccurrenceSet
from ssetrack.schedule.text_reader import TextReader

UNKNOWN_OCCURRENCE = "unknown-occurrence"


def recurring(reader: TextReader, due: Due, entry: Entry, item: Item, route: Route) -> Due:
    """The due of something that comes back: of the time that counts today."""
    repeat = parse_repeat(entry.repeat or "")
    if isinstance(repeat, DateProblem):
        reader.report(repeat, (*route, "repeat"))
        return due
    first = due.period.earliest
    astray = None if first is None else not_a_first_day(repeat, first)
    if astray is not None:
        reader.report(astray, (*route, "date"))
        return due
    until = reader.period(entry.until, (*route, "until")) if entry.until is not None else None
    rule = recurrence_of(due.period, repeat, until.latest if until else None, is_due=due.kind == "deadline")
    if rule is None:
        return due
    times = OccurrenceSet(rule, due.hours, due.timezone, due.where)
    if item.work.occurrences:
        times = times._replace(exceptions=_exceptions(reader, times, item))
    counting = times.counting(reader.schedule.today)
    if counting is None:
        return due._replace(occurrences=times)
    if not times.exceptions:
        return due._replace(period=counting.period, occurrences=times)
    return due._replace(
        period=counting.period,
        hours=counting.hours,
        timezone=counting.timezone,
        where=counting.where,
        occurrences=times,
        occurrence=counting,
    )


def _exceptions(reader: TextReader, times: OccurrenceSet, item: Item) -> dict[date, Occurrence]:
    """The occurrences of which the plan says something, by the days of the rule.

    There may be very many: what is alike in most of them, a day of the rule and one word, is done first.
    """
    found: dict[date, Occurrence] = {}
    days = {key: _iso_day(key) for key in item.work.occurrences}
    begins = times.rule.begins([day for day in days.values() if day is not None])
    beginning, hours, zone, where = times.rule.beginnings(), times.hours, times.timezone, times.where
    for key, written in item.work.occurrences.items():
        day, is_added = days[key], written.status == "added"
        if begins is None or day is None or (day in begins) is is_added:
            day = _day(reader, times, key, written, (*item.route, "occurrences", key))
            if day is None:
                continue
        if day in found:
            wrong = message("`{key}` is the same day as another entry ({day})", key=key, day=day)
            hint = message("keep one of the two")
            reader.report(_unknown(wrong, hint), (*item.route, "occurrences", key), "key")
            continue
        period = None
        if is_added:
            period = dates.on_days(day, day)
        elif written.date is None:
            begin = None if begins is None else begins.get(day)
            period = (None if begin is None else beginning(begin)) or times.at(day).period
        one = None if period is None else Occurrence(day, period, hours, zone, where, written, None, key)
        if len(vars(written)) > 1 or written.status is None:
            one = _occurrence(reader, times, day, period, written, (*item.route, "occurrences", key))
        if one is not None:
            found[day] = one
    return found


def _iso_day(key: str) -> date | None:
    """The day of a key that is one in its standard form."""
    if len(key) != 10 or key[0] == "0" or key[4] != "-" or key[7] != "-" or not key.isascii():
        return None
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None


def _unknown(wrong: Message, hint: Message) -> DateProblem:
    return DateProblem(UNKNOWN_OCCURRENCE, wrong, hint)


def _day(reader: TextReader, times: OccurrenceSet, key: str, written: Written, route: Route) -> date | None:
    """The day that a key means; None, and a problem, where it means none of the rule."""
    read = read_date(key)
    if not isinstance(read, Period) or read.is_qualified or read.earliest is None or read.latest is None:
        reader.report(
            _unknown(
                message("`{key}` is not a day", key=key),
                message("write one of the days of the series, for example 2027-06-11"),
            ),
            route,
            "key",
        )
        return None
    days, is_added = DayRange(read.earliest, read.latest), written.status == "added"
    there = times.days_within(days)
    if is_added and read.earliest == read.latest:
        if not there:
            return read.earliest
        wrong = message("`{key}` is already a day of the series", key=key)
        reader.report(_unknown(wrong, message("remove `added`, or write another day")), route, "key")
        return None
    if len(there) == 1 and not is_added:
        return there[0]
    if there or is_added:
        wrong = message("`{key}` is more than one day", key=key)
        hint = message("write one day, for example 2027-06-11")
    else:
        named = ", ".join(map(str, times.nearest(read.earliest)))
        wrong = message(
            "`{key}` is not one of the days of `{repeat}`", key=key, repeat=times.rule.repeat.text
        )
        hint = message(
            "write one of the nearest days ({days}), or `status: added` for one more time", days=named
        )
        if not named:
            hint = message("write `status: added` for one more time")
    reader.report(_unknown(wrong, hint), route, "key")
    return None


def _occurrence(
    reader: TextReader, times: OccurrenceSet, day: date, period: Period | None, written: Written, route: Route
) -> Occurrence | None:
    """The occurrence of a key as it counts; None, and a problem, where its date is none.

    `period` is that of the rule, or of what is added; None where it has a date of its own.
    """
    hours, zone = times.hours, times.timezone
    if written.date is not None:
        purpose = Purpose.DEADLINE if times.rule.is_due else Purpose.DATE
        moved = reader.period(written.date, (*route, "date"), purpose)
        if (
            moved is None
            or moved.kind is not PeriodKind.PERIOD
            or moved.latest is None
            or moved.earliest is None
        ):
            if moved is not None:
                wrong = message(
                    "`{text}` does not say on which day it takes place instead", text=written.date
                )
                hint = message("write a day, for example 2027-06-11")
                reader.report(DateProblem("unreadable-date", wrong, hint), (*route, "date"))
            return None
        period = moved
        if moved.hours is not None:
            hours, zone = moved.hours, moved.hours.zone or zone or reader.file.plan.timezone
    if written.time is not None:
        read = dates.parse_hours(written.time)
        if isinstance(read, DateProblem):
            reader.report(read, (*route, "time"))
        else:
            hours, zone = read, read.zone or zone or reader.file.plan.timezone
    if written.timezone is not None and hours is not None:
        zone = hours.zone or written.timezone
    assert period is not None, "what is not moved has a day of the rule"
    done = None if written.done is None else reader.period(written.done, (*route, "done"))
    return Occurrence(day, period, hours, zone, written.where or times.where, written, done, str(route[-1]))
