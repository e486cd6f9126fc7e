"""The agenda of a call: `ssetrack agenda`.

Comes in: a report as seen from a day, and the item that is the call, if there is one. Goes out: an `Agenda`,
whose lists are whole: how much of them fits on a page is for whoever writes them. The call itself is in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from ssetrack.dates import DayRange, Precision
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.query.brief import Decision, day_that_counts, decisions, is_coming
from ssetrack.query.occurrence_lookup import id_and_day
from ssetrack.query.questions import About
from ssetrack.query.report import Report
from ssetrack.schedule.occurrences import Occurrence, OccurrenceSet
from ssetrack.status import CLOSED, State, Status
from ssetrack.status.single import hosted_statuses, single, with_hosts

USUAL_DAYS = 30
"""From one call to the next, where no series says it."""

FURTHEST_BACK = 800
"""Days in which the call before this one is looked for."""


class Call(NamedTuple):
    """A call on a day, the one after it and the one before; all three inclusive.

    `status` is the item at that time (of a series: at that one of its times), `item` the item in the plan,
    `occurrence` its time in the series; None where no item is the call. `is_followed` says whether the series
    names the day of the call after it; else that is 30 days later.
    """

    day: date
    following: date
    previous: date
    is_followed: bool = False
    status: Status | None = None
    item: Item | None = None
    occurrence: Occurrence | None = None


class SectionLate(NamedTuple):
    """What is overdue in one of the outermost sections; the title is empty for what is in none."""

    title: str
    statuses: tuple[Status, ...]


class Vacancy(NamedTuple):
    """A role that nobody has, by its name, and the open items that wait for somebody in it."""

    name: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The answer to `agenda`: what there is to talk about, each list in the order in which it is taken.

    A time of a series that somebody hosts has its hosts for owners.
    """

    report: Report
    call: Call
    decisions: tuple[Decision, ...]
    late: tuple[SectionLate, ...]
    due: tuple[Status, ...]
    done: tuple[Status, ...]
    vacancies: tuple[Vacancy, ...]


def call_on(today: date) -> Call:
    """A call on that day that no plan names: the one after it is 30 days later, the one before 30 earlier."""
    return Call(today, _days_later(today, USUAL_DAYS), _days_later(today, -USUAL_DAYS))


def call_of(status: Status, own_id: str, today: date) -> Call:
    """The next time that an item takes place, from a day on, and the times around it.

    Raises `SsetrackError` where it is over, cancelled, or has no day that is known.
    """
    if status.state in CLOSED and status.item.status in CLOSED:
        raise SsetrackError(
            message("`{id}` is done or cancelled: it has no next call", id=own_id),
            message("choose another activity with `--call`, or leave it out"),
        )
    times = status.due.occurrences
    if times is not None:
        return _call_in(status, times, own_id, today)
    period = status.due.period
    first, last = period.earliest, period.latest
    is_known = period.start is not None and period.start.precision is Precision.DAY and not period.parts
    if first is None or last is None or not is_known or status.due.alternatives:
        raise SsetrackError(
            message("`{id}` has no fixed day", id=own_id),
            message("give it one: `ssetrack move {id} 2027-03-31`", id=own_id),
        )
    if last < today:
        raise _over(own_id, today)
    return call_on(first)._replace(status=status, item=status.item)


def _call_in(status: Status, times: OccurrenceSet, own_id: str, today: date) -> Call:
    coming = list(islice((one for one in times.occurrences(today) if one.is_open), 2))
    if not coming:
        raise _over(own_id, today)
    here = coming[0]
    day = times.day_of(here.period)
    usual = call_on(day)
    following = times.day_of(coming[1].period) if len(coming) == 2 else usual.following
    before = DayRange(_days_later(day, -FURTHEST_BACK), _days_later(day, -1))
    held = [times.day_of(one.period) for one in times.within(before)]
    previous = max((one for one in held if one < day), default=usual.previous)
    return Call(
        day, following, previous, len(coming) == 2, single(status, here), status.item, occurrence=here
    )


def _over(own_id: str, today: date) -> SsetrackError:
    return SsetrackError(
        message("`{id}` does not take place on {day} or later", id=own_id, day=today),
        message("choose another activity with `--call`, or leave it out"),
    )


def refuse_time(own_id: str) -> None:
    """Raise `SsetrackError` for `ID@DATE`: the time is chosen by the day of the agenda."""
    own, day = id_and_day(own_id)
    if day is not None:
        raise SsetrackError(
            message("`--call` needs an id without a day"),
            message("write `--call {id}`; the day of the agenda comes first: `ssetrack agenda {day}`",
                    id=own, day=day),
        )  # fmt: skip


def agenda(report: Report, call: Call) -> Agenda:
    """What there is to talk about in a call."""
    statuses = [one for one in report.statuses if one.item is not call.item]
    decided = [one for one in decisions(report) if one.status.item is not call.item]
    return Agenda(
        report,
        call,
        tuple(_without_roles(decided)),
        _late(statuses, report),
        tuple(sorted(_due(statuses, call, report.today), key=day_that_counts)),
        tuple(sorted(_done(statuses, call, report.today), key=_day_done)),
        _vacancies(decided, report),
    )


def _without_roles(decided: Iterable[Decision]) -> Iterator[Decision]:
    """The decisions without those about vacant roles, which have a list of their own."""
    for one in decided:
        left = tuple(question for question in one.questions if question.about is not About.OPEN_SEAT)
        if left:
            yield Decision(one.status, left, one.asked)


def _late(statuses: Iterable[Status], report: Report) -> tuple[SectionLate, ...]:
    """What is overdue by outermost section, in the order of the plans; first what is in none of a plan's."""
    found: dict[tuple[str, str], list[Status]] = {}
    for status in statuses:
        if status.state is State.OVERDUE:
            title = next(iter(report.view.sections(status)), "")
            found.setdefault((status.file.path, title), []).append(status)
    order = {file.path: number for number, file in enumerate(report.view.portfolio.files)}
    place = {id(item): at for file in report.view.portfolio.files for at, item in enumerate(file.items)}

    def where(one: tuple[tuple[str, str], list[Status]]) -> tuple[int, bool, int]:
        (path, title), late = one
        return order[path], bool(title), min(place[id(each.item)] for each in late)

    ordered = sorted(found.items(), key=where)
    return tuple(SectionLate(title, tuple(map(with_hosts, late))) for (_, title), late in ordered)


def _due(statuses: Iterable[Status], call: Call, today: date) -> Iterator[Status]:
    """What is due before the call after this one; of a series the next time, and each that somebody hosts."""
    days = (call.following - today).days
    for status in statuses:
        times = [one for one in hosted_statuses(status, today, days) if not _is_next(one, status)]
        yield from (with_hosts(one) for one in (status, *times) if is_coming(one, today, days))


def _is_next(time: Status, status: Status) -> bool:
    """Whether a time is the one that counts for its series."""
    return time.due.occurrence is status.due.occurrence


def _done(statuses: Iterable[Status], call: Call, today: date) -> Iterator[Status]:
    """What was finished from the day of the call before on, single times of a series too."""
    for status in statuses:
        if status.state is State.DONE and status.done is not None:
            if _is_between(status.done.latest, call.previous, today):
                yield status
            continue
        times = status.due.occurrences
        for one in () if times is None else times.exceptions.values():
            if one.is_done and one.done is not None and _is_between(one.done.latest, call.previous, today):
                yield single(status, one)


def _is_between(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def _day_done(status: Status) -> date:
    return (status.done.latest if status.done is not None else None) or date.max


def _vacancies(decided: Iterable[Decision], report: Report) -> tuple[Vacancy, ...]:
    """The roles that nobody has and that lead something, in the order in which it is due."""
    people = report.view.portfolio.people
    names: dict[str, str] = {}
    found: dict[str, list[Status]] = {}
    for one in decided:
        for question in one.questions:
            slugs = question.names if question.about is About.OPEN_SEAT else ()
            for slug, name in zip(slugs, report.view.names(one.status, slugs), strict=True):
                key = people.key(one.status.file.id, slug)
                names.setdefault(key, name)
                found.setdefault(key, []).append(one.status)
    return tuple(Vacancy(names[key], tuple(several)) for key, several in found.items())


def _days_later(day: date, days: int) -> date:
    """So many days later, as far as the calendar goes."""
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))
