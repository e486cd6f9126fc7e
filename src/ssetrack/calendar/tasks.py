"""VTODO: deadlines as tasks, for those whose client has a list of them (the opt-in feed).

Comes in: statuses. Goes out: components without stamps: a task for each deadline, for what goes on and for
what has no date, and one for each goal as their parent. What *takes place* is no task.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from ssetrack.calendar.clock import existing, last_moment
from ssetrack.calendar.content_lines import (
    Component,
    ContentLine,
    component,
    day_value,
    line,
    long_text,
    on_day,
    text,
    texts,
)
from ssetrack.calendar.entries import calendar_entries
from ssetrack.calendar.entry import DEADLINE, CalendarEntry
from ssetrack.calendar.events import Alarms, FeedComponent, about, alarms, at_time, recurrence_lines, years
from ssetrack.calendar.exceptions import Shown, hosted_entries, with_exceptions
from ssetrack.calendar.repeated import SeriesEnd
from ssetrack.calendar.stamps import OVER, midnight, utc_value
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import EntryTitle, Wording
from ssetrack.calendar.zones import zone_id
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.plan.prose import prose_in
from ssetrack.portfolio import PlanFile
from ssetrack.portfolio.prerequisites import Group, PerGroup
from ssetrack.schedule import Schedule
from ssetrack.status import CLOSED, State, Status

PRIORITIES = {"high": "1", "normal": "5", "low": "9"}
ONGOING = message("Ongoing")
UNDATED = message("No date yet")

MOST_PREREQUISITES = 50
"""Tasks that one task is related to; where there are more, its description has counted them."""


def is_task(status: Status) -> bool:
    """Whether an item is something to do by a day, rather than something that takes place."""
    return status.due.kind != "event"


@dataclass(frozen=True)
class TaskWriter:
    """Writes tasks for one audience."""

    wording: Wording
    uids: Uids
    schedule: Schedule
    alarms: Alarms | None = None

    def components(
        self,
        statuses: Sequence[Status],
        ended: Callable[[Status], SeriesEnd | None],
        hosted: Sequence[tuple[Status, Container[date]]] = (),
    ) -> Iterator[FeedComponent]:
        """The tasks among the items, and the goals that they support first.

        Of the series that are `hosted` there are only the times with these keys.
        """
        tasks = [status for status in statuses if is_task(status)]
        here = {status.item for status in tasks}
        portfolio = self.wording.view.portfolio
        own: PerGroup[Item, Group[Item]] = PerGroup(lambda group: {one: one for one in group if one in here})
        goals: dict[tuple[str, str], PlanFile] = {}
        own_times = [(status, keys) for status, keys in hosted if is_task(status)]
        for status in (*tasks, *(status for status, _ in own_times)):
            for goal in status.item.goals[:1]:
                goals.setdefault((status.file.id, goal), status.file)
        for (plan, goal), file in goals.items():
            yield self._goal(plan, goal, file)
        for status in tasks:
            waits = portfolio.prerequisites(status.item).through(own)
            ids = [self.uids.task(one) for one in islice(waits, MOST_PREREQUISITES)]
            for stands, entry in self._entries_with_status(status, ended(status)):
                yield self._task(stands, self.wording.title(stands), entry, ids)
        for status, keys in own_times:
            for time in hosted_entries(status, keys, ended(status), self._single):
                yield self._task(time.status, self.wording.title(time.status), time.entry, [])

    def _entries_with_status(
        self, status: Status, ended: SeriesEnd | None
    ) -> Iterator[Shown | tuple[Status, CalendarEntry | None]]:
        """Entries, each with the status that it speaks of.

        Times that differ from their series are tasks of their own: few programs know exceptions of tasks.
        """
        found = self._calendar_entries(status, ended)
        times = status.due.occurrences
        if times is None or not times.exceptions:
            yield from ((status, entry) for entry in found)
            return
        series = [entry for entry in found if entry is not None]
        yield from with_exceptions(status, series, ended, self._single, in_place=False)

    def _single(self, status: Status) -> Sequence[CalendarEntry]:
        found = self._calendar_entries(status, None)
        return [entry for entry in found if entry is not None]

    def _goal(self, plan: str, goal: str, file: PlanFile) -> FeedComponent:
        uid, wording = self.uids.goal(plan, goal), self.wording
        declared = file.plan.goals.get(goal)
        title = "" if declared is None else self.wording.prose(declared.title, file)
        language = self.wording.language
        if declared is not None:
            language = prose_in(declared.title, language, file.language).fallback or language
        summary = self.wording.goal(goal)
        found = component(
            "VTODO",
            line("UID", uid),
            wording.summary(f"{summary}: {title}" if title else summary, EntryTitle("", language, "")),
            line("STATUS", "NEEDS-ACTION"),
            texts("CATEGORIES", [summary]),
        )
        return FeedComponent(uid, "", found, plan)

    def _task(
        self, status: Status, title: EntryTitle, entry: CalendarEntry | None, before: list[str]
    ) -> FeedComponent:
        wording, item = self.wording, status.item
        uid = self.uids.task(item, "" if entry is None or not _is_several(status) else entry.part)
        summary = wording.with_state(status, title.brief, () if entry is None else entry.asides)
        found = component("VTODO", line("UID", uid), *self._when(status, entry))
        found.append(wording.summary(summary, title))
        found.extend(self._progress(status))
        kind = DEADLINE if entry else ONGOING if status.due.kind == "ongoing" else UNDATED
        found.append(wording.categories(kind, item.goals))
        if item.activity.priority is not None:
            found.append(line("PRIORITY", PRIORITIES[item.activity.priority]))
        if entry is not None and entry.precision != "day":
            found.append(line("X-SSETRACK-PRECISION", entry.precision.upper()))
        if entry is not None and entry.over is not None:
            found.append(line(OVER, day_value(entry.over)))
        description = wording.description(status, title, entry.remarks if entry else ())
        if description:
            found.append(long_text("DESCRIPTION", description))
        found.extend(about(wording, status))
        # The parent comes first: some clients take the first relation for it, whatever its type.
        for goal in item.goals[:1]:
            parent = self.uids.goal(status.file.id, goal)
            found.append(line("RELATED-TO", parent, RELTYPE="PARENT"))
        found.extend(line("RELATED-TO", one, RELTYPE="DEPENDS-ON") for one in before)
        if self.alarms is not None and entry is not None and status.state not in CLOSED:
            related = None if entry.series else "END"
            found.extend(alarms(status, self.alarms, summary, related=related))
        return self._component(uid, found, item.plan, entry)

    def _component(self, uid: str, found: Component, plan: str, entry: CalendarEntry | None) -> FeedComponent:
        if entry is None:
            return FeedComponent(uid, "", found, plan)
        zone = entry.zone if entry.zone and zone_id(entry.zone) != "UTC" else None
        says_end = entry.over is not None
        return FeedComponent(uid, day_value(entry.last), found, plan, zone, years(entry), says_end=says_end)

    def _calendar_entries(self, status: Status, ended: SeriesEnd | None) -> Sequence[CalendarEntry | None]:
        """The day by which it is due: of several, the last; all of what comes back; None without a date."""
        if status.due.kind != "deadline":
            return (None,)
        found = calendar_entries(status, None, ended)
        if not found:
            return (None,)
        # A time that was called off is none by which something is due.
        due = tuple(one for one in found if one.original is None)
        return due if _is_several(status) else (max(due, key=lambda one: one.last),)

    def _when(self, status: Status, entry: CalendarEntry | None) -> Iterator[ContentLine]:
        if entry is None:
            first = self._begin(status)
            if first is not None:
                yield on_day("DTSTART", first)
            return
        hours, zone = entry.hours, entry.zone
        if entry.series is not None:
            # What comes back needs a DTSTART, and a DUE must come after that: the day itself is the start.
            if hours is not None and zone is not None:
                yield at_time("DTSTART", datetime.combine(entry.first, hours.start), zone)
            else:
                yield on_day("DTSTART", entry.first)
            yield from recurrence_lines(entry)
            return
        if hours is not None and zone is not None:
            yield at_time("DUE", existing(last_moment(entry.last, hours), zone), zone)
            return
        start = self._begin(status)
        if start is not None and start < entry.last:
            yield on_day("DTSTART", start)
        yield on_day("DUE", entry.last)

    def _progress(self, status: Status) -> Iterator[ContentLine]:
        """STATUS, and what agrees with it: 100 per cent exactly where it is completed."""
        progress = status.item.work.progress
        if status.state is State.DONE:
            yield line("STATUS", "COMPLETED")
            day = None if status.done is None else status.done.latest or status.done.earliest
            if day is not None:
                yield line("COMPLETED", utc_value(midnight(day)))
            yield line("PERCENT-COMPLETE", "100")
            return
        if status.state is State.CANCELLED:
            yield line("STATUS", "CANCELLED")
        elif status.item.status == "in-progress" or self._goes_on(status) or progress:
            yield line("STATUS", "IN-PROCESS")
        else:
            yield line("STATUS", "NEEDS-ACTION")
        if progress is not None and progress < 100:
            yield line("PERCENT-COMPLETE", str(progress))
        if status.state is State.ON_HOLD:
            yield text("COMMENT", self.wording.say(message("On hold")))

    def _goes_on(self, status: Status) -> bool:
        """Whether it is going on whatever day it is: what begins on a day may not have begun yet."""
        return status.due.kind == "ongoing" and status.state is not State.ON_HOLD and not self._begin(status)

    def _begin(self, status: Status) -> date | None:
        """The first day of what has no end, else of the work on it."""
        start = self.schedule.start.get(status.item)
        first = status.due.period.earliest if status.due.kind == "ongoing" else None
        return first or (start.earliest if start else None)


def _is_several(status: Status) -> bool:
    """Whether each of its entries is a task of its own."""
    return status.due.recurrence is not None or status.due.occurrence is not None
