"""When an item is due or takes place, out of all the dates that its row has.

Comes in: the dates of a draft, and whether the mapping makes it a gathering. Goes out: a `When`, what is
doubtful in it, and what is told. A plan has one field for one date: two of them are milestones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ssetrack.dates import DateProblem, Period, PeriodKind, Precision, parse, parse_hours, with_hours
from ssetrack.dates.vocabulary import one_of
from ssetrack.importing.fields import Field
from ssetrack.importing.proposal.items import Milestone, PlanDate, When
from ssetrack.importing.readings.dates import Choices, Dated, Several, Undated
from ssetrack.importing.readings.drafts import Draft, ItemDate
from ssetrack.importing.readings.reading import UNKNOWN, About, Doubt, Told, each_once, is_visible
from ssetrack.importing.readings.spellings import standard_spelling
from ssetrack.language.message import message
from ssetrack.plan.slug import slug

_OPENER = re.compile(
    rf"(?:{one_of(lambda words: (*words.range_openers, *words.clock_openers))})\s+", re.IGNORECASE
)
"""What may be before a clock time: `from 13:00 to 17:00`, `à 17h00`."""


class _Dates(NamedTuple):
    """The dates of one cell, as the plan may have them."""

    dates: tuple[PlanDate, ...]
    heading: str
    """A name for it, where it becomes a milestone."""


class Timed(NamedTuple):
    """When an item is due, and what must be said of it."""

    when: When
    doubts: tuple[Doubt, ...] = ()
    told: tuple[Told, ...] = ()
    time: str = ""
    """A clock time that belongs to no single day."""


def when_of(draft: Draft, *, takes_place: bool) -> Timed:
    """The dates of a draft as the plan has them."""
    mains = [one for date in draft.dates if (one := _main(date, takes_place=takes_place)) is not None]
    start = next((begun for date in draft.dates if (begun := _start(date)) is not None), None)
    named = _named_milestones(draft.dates, takes_place=takes_place)
    mains = [one for number, one in enumerate(mains) if _values(one) not in map(_values, mains[:number])]
    doubts = _before_its_start(start, mains)
    if doubts:
        mains = [
            one._replace(dates=tuple(date._replace(written="?", period=None) for date in one.dates))
            for one in mains
        ]
        start = None
    told = [
        Told(date.at, message("the start is not known, so it is not written"))
        for date in draft.dates
        if date.field == Field.START and isinstance(date.value, Dated) and _start(date) is None
    ]
    if takes_place and start is not None and len(mains) == 1:
        whole = _span(start, mains[0].dates)
        if whole is not None:
            mains, start = [mains[0]._replace(dates=(whole,))], None
    if len(mains) > 1 or (mains and named):
        told.append(Told(draft.at, message("two dates: each is a milestone")))
        named = [*named, *(_milestone(one) for one in mains)]
        mains = []
    if start is not None and not mains and not named:
        told.append(Told(draft.at, message("only a start: no date says when it is due")))
    dates = mains[0].dates if mains else ()
    timed = _with_time(dates, draft.time) if draft.time else None
    when = When(timed or dates, start, _distinct(named))
    return Timed(when, tuple(doubts), tuple(told), "" if timed else draft.time)


def _plan_date(date: ItemDate, field: str, one: Dated) -> PlanDate:
    return PlanDate(field, one.text, one.written, one.period, date.at, date.spot, one.where, one.reference)


def _main(date: ItemDate, *, takes_place: bool) -> _Dates | None:
    """A date of the item itself."""
    if date.field not in (Field.DEADLINE, Field.WHEN, Field.END):
        return None
    field = Field.WHEN if takes_place or date.field == Field.WHEN else Field.DEADLINE
    match date.value:
        case Dated() as one:
            is_open = one.period is not None and one.period.kind is PeriodKind.OPEN
            return _Dates((_plan_date(date, Field.DEADLINE if is_open else field, one),), date.heading)
        case Choices(options):
            if any(one.where for one in options):
                field = Field.WHEN
            return _Dates(tuple(_plan_date(date, field, one) for one in options), date.heading)
        case Undated(text):
            return _Dates((PlanDate(field, text, "?", None, date.at, date.spot),), date.heading)
        case _:
            return None


def _start(date: ItemDate) -> PlanDate | None:
    """When the work begins; what is unknown of that is not written."""
    if date.field != Field.START or not isinstance(date.value, Dated):
        return None
    period = date.value.period
    if period is not None and period.kind is not PeriodKind.PERIOD:
        return None
    return _plan_date(date, Field.START, date.value)


def _named_milestones(dates: Sequence[ItemDate], *, takes_place: bool) -> list[Milestone]:
    """Dates with a name of their own: columns of that name, stages, lists of days."""
    starts = {
        date.heading: _plan_date(date, Field.START, date.value)
        for date in dates
        if date.field == "milestone-start" and isinstance(date.value, Dated)
    }
    found: list[Milestone] = []
    for date in dates:
        usual = Field.WHEN if takes_place or date.field == Field.WHEN else Field.DEADLINE
        match date.value:
            case Several(several):
                found += [
                    Milestone(_short(one.name), one.name, _plan_date(date, usual, one)) for one in several
                ]
            case Dated() as one if date.field == Field.MILESTONE:
                title = _first_visible(one.name, date.heading, one.text)
                found.append(
                    Milestone(
                        _short(date.heading), title, _plan_date(date, usual, one), starts.get(date.heading)
                    )
                )
            case Undated(text) if date.field == Field.MILESTONE:
                undated = PlanDate(usual, text, "?", None, date.at, date.spot)
                found.append(Milestone(_short(date.heading), _first_visible(date.heading, text), undated))
            case _:
                continue
    return found


def _milestone(one: _Dates) -> Milestone:
    first = one.dates[0]
    name = _first_visible(one.heading, first.field)
    return Milestone(_short(name), name, first)


def _first_visible(*names: str) -> str:
    """The first of some names that an eye can see."""
    return next((name for name in names if is_visible(name)), UNKNOWN)


def _short(name: str) -> str:
    return slug(name).strip(".-_")[:40] or "date"


def _distinct(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Milestones with an id each."""
    found: dict[str, Milestone] = {}
    for one in milestones:
        name, number = one.id, 2
        while name in found:
            name, number = f"{one.id}-{number}", number + 1
        found[name] = one._replace(id=name)
    return tuple(found.values())


def _values(one: _Dates) -> tuple[tuple[str, str], ...]:
    return tuple((date.written, date.where) for date in one.dates)


def _before_its_start(start: PlanDate | None, mains: Sequence[_Dates]) -> list[Doubt]:
    """The doubts about an end that is before the start."""
    first = start.period.earliest if start is not None and start.period is not None else None
    if start is None or first is None:
        return []
    ends = [
        date
        for one in mains
        for date in one.dates
        if date.period is not None and date.period.latest is not None and date.period.latest < first
    ]
    doubts = []
    for end in ends:
        help_ = message("the end ({end}) is before the start ({start})", end=end.written, start=start.written)
        doubts += [
            Doubt(one.spot, one.at, About.DATE, one.text, "?", help_) for one in dict.fromkeys((start, end))
        ]
    return list(each_once(doubts))


def _span(start: PlanDate, ends: Sequence[PlanDate]) -> PlanDate | None:
    """From a start to an end as one period in which something takes place."""
    if len(ends) != 1 or ends[0].period is None or start.period is None:
        return None
    written = f"{start.written}/{ends[0].written}"
    period = parse(written)
    if not isinstance(period, Period):
        return None
    text = f"{start.text} – {ends[0].text}"
    return PlanDate(Field.WHEN, text, written, period, ends[0].at, ends[0].spot)


def _with_time(dates: Sequence[PlanDate], time: str) -> tuple[PlanDate, ...] | None:
    """The one day of an item with its hours; None where there is not one day, or no time."""
    hours = parse_hours(standard_spelling(_OPENER.sub("", time)))
    if isinstance(hours, DateProblem) or len(dates) != 1:
        return None
    period = dates[0].period
    if period is None or period.precision is not Precision.DAY or period.hours or period.is_qualified:
        return None
    whole = with_hours(period, hours)
    return (dates[0]._replace(text=f"{dates[0].text}, {time}", written=whole.canonical, period=whole),)
