"""When the items of one plan are due: texts in, periods and problems out.

Comes in: a plan, the portfolio it is in, and the schedule so far. Goes out: entries in that schedule. What
counts from another item is handed back as `Waiting`, to be finished once that item is dated.
"""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from ssetrack import dates
from ssetrack.dates import NO_START, Certainty, DateProblem, Hours, Period, PeriodKind, Relative
from ssetrack.diagnostic import Route
from ssetrack.plan.items import Item
from ssetrack.plan.model import Entry
from ssetrack.plan.prose import own_text
from ssetrack.plan.slug import slug
from ssetrack.portfolio import PlanFile, Portfolio
from ssetrack.schedule.due import OR, UNDATED, Alternative, Due, DueKind, RelativeUse, Schedule
from ssetrack.schedule.text_reader import TextReader, purpose_of


class _Reading(NamedTuple):
    """One entry of a date field, read as far as it can be without other items."""

    entry: Entry
    date: Period | Relative
    hours: Hours | None
    timezone: str | None


class Waiting(NamedTuple):
    """An item whose date counts from others; `missing`, those that are not dated yet, shrinks as they are."""

    item: Item
    finish: Callable[[], Due]
    bases: Collection[Item]
    missing: set[Item]


class FileReader(TextReader):
    """Reads the dates of one plan into a schedule."""

    def __init__(self, file: PlanFile, portfolio: Portfolio, schedule: Schedule) -> None:
        super().__init__(file, schedule)
        self.portfolio = portfolio
        self.lost = dict(_lost_dates(file))
        self.bare: dict[tuple[str, str], Due] = {}
        """What is due on a date with nothing beside it, by field and text: plans repeat their dates."""

    def read(self) -> Iterator[Waiting]:
        """Date the items that stand on their own; hand on those that count from others."""
        due = self.schedule.due
        for item in self.file.items:
            work = item.work
            # Of two date fields the deadline counts: `conflicting-fields` reports the pair.
            name, entries = ("deadline", work.deadline) if work.deadline else ("when", work.when)
            lost = self.lost.get(item.route)
            if lost is not None or not entries:
                due[item] = UNDATED if lost is None else UNDATED._replace(text=lost, invalid=True)
                continue
            is_bare = len(entries) == 1 and len(vars(entries[0])) == 1
            known = self.bare.get((name, entries[0].date)) if is_bare else None
            if known is not None:
                due[item] = known
                continue
            readings = [self.reading(entry, (*item.route, name, i)) for i, entry in enumerate(entries)]
            bases = self.bases(item, readings, name)
            if bases is None:
                one = due[item] = self.due(item, name, entries, readings)
                if is_bare and not one.invalid:  # what is invalid is a problem of each item
                    self.bare[name, entries[0].date] = one
            else:
                yield Waiting(item, self._later(item, name, entries, readings), bases, set())

    def _later(
        self, item: Item, name: str, entries: tuple[Entry, ...], readings: list[_Reading | None]
    ) -> Callable[[], Due]:
        return lambda: self.due(item, name, entries, readings)

    def read_work(self) -> None:
        """Read starts, days of completion and check-ins, which may count from any item."""
        for item in self.file.items:
            work = item.work
            if work.start is not None:
                start = self.item_period(work.start, (*item.route, "start"), item)
                if start is not None:
                    self.schedule.start[item] = start
            if item.done is not None:
                route = item.route if work.done is not None else item.route[:-2]
                done = self.item_period(item.done, (*route, "done"), item, report=route == item.route)
                if done is not None:
                    self.schedule.done[item] = done
            if item.activity.check_in is not None and item.milestone is None:
                self.read_check_in(item, item.activity.check_in)

    def read_check_in(self, item: Item, text: str) -> None:
        """A check-in counts from the item's start, else from the plan's period."""
        from ssetrack.dates.recurrence import Recurrence
        from ssetrack.dates.repeat import parse_repeat

        repeat = parse_repeat(text)
        if isinstance(repeat, DateProblem):
            self.report(repeat, (*item.route, "check-in"))
            return
        start = self.schedule.start.get(item) or self.schedule.period.get(self.file.path)
        end = self.schedule.due[item].last_day
        plan = self.schedule.period.get(self.file.path)
        if end is None and plan is not None:
            end = plan.latest
        if start is not None and start.earliest is not None:
            first = dates.on_days(start.earliest, start.earliest)
            self.schedule.check_in[item] = Recurrence(first, repeat, end)

    def reading(self, entry: Entry, route: Route) -> _Reading | None:
        """An entry with its date and hours; None, and a problem, where its text is no date."""
        read = self.parse(entry.date, purpose_of((*route, "date")))
        if isinstance(read, DateProblem):
            self.report(read, (*route, "date"))
            if read.rule == NO_START:
                return _Reading(entry, dates.UNKNOWN, None, None)
            return None
        hours = read.hours if isinstance(read, Period) else None
        if entry.time is not None:
            written = dates.parse_hours(entry.time)
            if isinstance(written, DateProblem):
                self.report(written, (*route, "time"))
            else:
                hours = written
        zone = None
        if hours is not None:
            zone = hours.zone or entry.timezone or self.file.plan.timezone
        return _Reading(entry, read, hours, zone)

    def bases(self, item: Item, readings: list[_Reading | None], name: str) -> Collection[Item] | None:
        """The items that the dates count from; None where they count from nothing."""
        found: list[tuple[Item, ...]] = []
        for index, reading in enumerate(readings):
            if reading is not None and isinstance(reading.date, Relative):
                self.use(item, reading.date, (*item.route, name, index, "date"))
                found.append(self.portfolio.resolve(reading.date.reference, self.file.id))
        if len(found) == 1:
            return found[0]  # an activity's milestones are many, and those who wait for them share the list
        return {base for bases in found for base in bases} if found else None

    def use(self, item: Item, relative: Relative, route: Route) -> None:
        """Note that a date counts from an item, for the rules about references."""
        self.schedule.relatives.append(RelativeUse(item, self.file.id, relative, route))

    def due(self, item: Item, name: str, entries: tuple[Entry, ...], readings: list[_Reading | None]) -> Due:
        """The due of an item whose bases are dated."""
        text = entry_text(entries)
        settled: list[tuple[_Reading, Period]] = []
        for reading in readings:
            period = None if reading is None else self.period_of(reading.date)
            if reading is None or period is None:
                return UNDATED._replace(text=text, invalid=True)
            settled.append((reading, period))
        if len(settled) > 1:
            options = tuple(self.alternative(reading, period) for reading, period in settled)
            period = dates.combine([option.period for option in options])
            return Due(_kind(name, period), text, period, alternatives=options)
        reading, period = settled[0]
        entry = reading.entry
        if period.options:
            several = tuple(Alternative(_option_id(one), one) for one in period.options)
            return Due(_kind(name, period), text, period, where=entry.where, alternatives=several)
        due = Due(_kind(name, period), text, period, reading.hours, reading.timezone, entry.where)
        if isinstance(reading.date, Relative):
            due = due._replace(relative=reading.date)
        if entry.repeat is None:
            return due
        from ssetrack.schedule.series_reader import recurring  # few plans need it

        return recurring(self, due, entry, item, (*item.route, name, 0))

    def alternative(self, reading: _Reading, period: Period) -> Alternative:
        """The reading as one of several: known by its id, its place or its first day."""
        entry = reading.entry
        own_id = entry.id or slug(own_text(entry.where, self.file.language)) or _option_id(period)
        relative = reading.date if isinstance(reading.date, Relative) else None
        return Alternative(own_id, period, entry.where, reading.hours, reading.timezone, relative)

    def period_of(self, read: Period | Relative) -> Period | None:
        """A period, counted from the items named where it is relative; None where there are none.

        It counts from the first time of what comes back: an item without `repeat:` is due once, whatever
        day it is today.
        """
        if isinstance(read, Period):
            return read
        span = self.span(read.reference)
        return None if span is None else dates.settle(read, span)

    def span(self, reference: str) -> Period | None:
        """When the items that a reference names are due, all together; None unless all are dated."""
        key = self.portfolio.key(reference, self.file.id)
        known = self.schedule.spans.get(key)
        if known is not None:
            return known
        bases = self.portfolio.resolve(reference, self.file.id)
        periods = [self.schedule.due[base].first for base in bases if base in self.schedule.due]
        if not periods or len(periods) < len(bases):
            return None
        span = self.schedule.spans[key] = _span(periods)
        return span

    def item_period(self, text: str, route: Route, item: Item, *, report: bool = True) -> Period | None:
        """A text that may count from another item, read once all items are dated."""
        read = self.parse(text)
        if isinstance(read, DateProblem):
            if report:
                self.report(read, route)
            return None
        if isinstance(read, Relative):
            self.use(item, read, route)
        return self.period_of(read)


def _lost_dates(file: PlanFile) -> Iterator[tuple[Route, str]]:
    """The items of which something in a date field was no date at all, by route, and what stands there."""
    for route, text in file.loaded.lost.items():
        field = next((number for number, step in enumerate(route) if step in ("deadline", "when")), None)
        if field is not None:
            yield route[:field], text


def entry_text(entries: tuple[Entry, ...]) -> str:
    """What stands in a date field: its dates, joined where there are several."""
    return OR.join(entry.date for entry in entries)


def _option_id(period: Period) -> str:
    day = period.earliest or period.latest
    return day.isoformat() if day else slug(period.canonical)


def _kind(name: str, period: Period) -> DueKind:
    if period.kind is PeriodKind.UNKNOWN:
        return "undated"
    if period.kind is PeriodKind.OPEN:
        return "ongoing"
    return "deadline" if name == "deadline" else "event"


def _span(periods: list[Period]) -> Period:
    """The period from the first to the last day of several; unknown where one has no such day."""
    if len(periods) == 1:
        return periods[0]
    if any(period.earliest is None or period.latest is None for period in periods):
        return dates.UNKNOWN
    least_sure = min((period.certainty for period in periods), key=list(Certainty).index)
    return dates.combine(periods)._replace(certainty=least_sure, options=())
