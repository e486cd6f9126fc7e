"""VTODO: deadlines as tasks, for those whose client has a list of them (the opt-in feed).

Comes in: statuses. Goes out: components without stamps: a task for each deadline, for what goes on and for
what has no date, and one for each goal as their parent. What *takes place* is no task.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ssetrack.calendar.content_lines import Component, Line, component, line, on_day, text, texts
from ssetrack.calendar.entries import DEADLINE, Occasion, occasions
from ssetrack.calendar.events import Alarms, Entry, about, alarms, at_time, rule, years
from ssetrack.calendar.stamps import midnight, written
from ssetrack.calendar.uids import Identities
from ssetrack.calendar.wording import Wording
from ssetrack.calendar.zones import zone_id
from ssetrack.language.message import message
from ssetrack.plan.prose import shown
from ssetrack.portfolio import PlanFile
from ssetrack.schedule import Schedule
from ssetrack.status import CLOSED, State, Status

PRIORITIES = {"high": "1", "normal": "5", "low": "9"}
ONGOING = message("Ongoing")
UNDATED = message("No date yet")


def is_task(status: Status) -> bool:
    """Whether an item is something to do by a day, rather than something that takes place."""
    return status.due.kind != "event"


@dataclass(frozen=True)
class TaskWriter:
    """Writes tasks for one audience."""

    wording: Wording
    identities: Identities
    schedule: Schedule
    alarms: Alarms | None = None

    def entries(self, statuses: Sequence[Status]) -> Iterator[Entry]:
        """The tasks among the items, and the goals that they serve first."""
        tasks = [status for status in statuses if is_task(status)]
        here = {status.item for status in tasks}
        portfolio = self.wording.view.portfolio
        goals: dict[tuple[str, str], PlanFile] = {}
        for status in tasks:
            for goal in status.item.goals[:1]:
                goals.setdefault((status.file.id, goal), status.file)
        for (plan, goal), file in goals.items():
            yield self._goal(plan, goal, file)
        for status in tasks:
            before = [one for one in portfolio.prerequisites(status.item) if one in here]
            yield self._task(status, [self.identities.task(one) for one in before])

    def _goal(self, plan: str, goal: str, file: PlanFile) -> Entry:
        uid = self.identities.goal(plan, goal)
        declared = file.plan.goals.get(goal)
        title = "" if declared is None else self.wording.prose(declared.title, file)
        language = self.wording.language
        if declared is not None:
            language = shown(declared.title, language, file.language).fallback or language
        summary = self.wording.goal(goal)
        found = component(
            "VTODO",
            line("UID", uid),
            text("SUMMARY", f"{summary}: {title}" if title else summary, LANGUAGE=language),
            line("STATUS", "NEEDS-ACTION"),
            texts("CATEGORIES", [summary]),
        )
        return Entry(uid, "", found, plan)

    def _task(self, status: Status, before: list[str]) -> Entry:
        wording, item = self.wording, status.item
        uid = self.identities.task(item)
        title = wording.title(status)
        occasion = self._occasion(status, title.brief)
        shown_as = message("{title}", title=title.brief) if occasion is None else occasion.summary
        summary = wording.with_state(status, title.brief, shown_as)
        found = component("VTODO", line("UID", uid), *self._when(status, occasion))
        found.append(text("SUMMARY", summary, LANGUAGE=title.language))
        found.extend(self._progress(status))
        kind = DEADLINE if occasion else ONGOING if status.due.kind == "ongoing" else UNDATED
        found.append(wording.categories(kind, item.goals))
        if item.activity.priority is not None:
            found.append(line("PRIORITY", PRIORITIES[item.activity.priority]))
        if occasion is not None and occasion.precision != "day":
            found.append(line("X-SSETRACK-PRECISION", occasion.precision.upper()))
        description = wording.description(status, title, occasion.remarks if occasion else ())
        if description:
            found.append(text("DESCRIPTION", description))
        found.extend(about(wording, status))
        # The parent comes first: some clients take the first relation for it, whatever its type.
        for goal in item.goals[:1]:
            parent = self.identities.goal(status.file.id, goal)
            found.append(line("RELATED-TO", parent, RELTYPE="PARENT"))
        found.extend(line("RELATED-TO", one, RELTYPE="DEPENDS-ON") for one in before)
        if self.alarms is not None and occasion is not None and status.state not in CLOSED:
            related = None if occasion.recurrence else "END"
            found.extend(alarms(status, self.alarms, summary, related=related))
        return self._entry(uid, found, item.plan, occasion)

    def _entry(self, uid: str, found: Component, plan: str, occasion: Occasion | None) -> Entry:
        if occasion is None:
            return Entry(uid, "", found, plan)
        zone = occasion.zone if occasion.zone and zone_id(occasion.zone) != "UTC" else None
        return Entry(uid, f"{occasion.last:%Y%m%d}", found, plan, zone, years(occasion))

    def _occasion(self, status: Status, title: str) -> Occasion | None:
        """The day by which it is due: of several, the last."""
        if status.due.kind != "deadline":
            return None
        found = occasions(status, title, self.wording.language, None)
        return max(found, key=lambda one: one.last, default=None)

    def _when(self, status: Status, occasion: Occasion | None) -> Iterator[Line]:
        if occasion is None:
            first = self._begin(status)
            if first is not None:
                yield on_day("DTSTART", first)
            return
        if occasion.recurrence is not None:
            # What comes back needs a DTSTART, and a DUE must come after that: the day itself is the start.
            if occasion.hours is not None and occasion.zone is not None:
                begin = datetime.combine(occasion.first, occasion.hours.start)
                yield at_time("DTSTART", begin, occasion.zone)
            else:
                yield on_day("DTSTART", occasion.first)
            yield line("RRULE", rule(occasion))
            return
        if occasion.hours is not None and occasion.zone is not None:
            due = datetime.combine(occasion.last, occasion.hours.end or occasion.hours.start)
            yield at_time("DUE", due, occasion.zone)
            return
        start = self._begin(status)
        if start is not None and start < occasion.last:
            yield on_day("DTSTART", start)
        yield on_day("DUE", occasion.last)

    def _progress(self, status: Status) -> Iterator[Line]:
        """STATUS, and what agrees with it: 100 per cent exactly where it is completed."""
        progress = status.item.work.progress
        if status.state is State.DONE:
            yield line("STATUS", "COMPLETED")
            day = None if status.done is None else status.done.latest or status.done.earliest
            if day is not None:
                yield line("COMPLETED", written(midnight(day)))
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
