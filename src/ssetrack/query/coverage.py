"""Which goals the items serve, in which section or quarter: `ssetrack goals`.

Comes in: a report. Goes out: a `Coverage`, one matrix for each plan, because a goal belongs to its plan. An
item that serves two goals counts for both, and once among all. Cancelled items serve nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ssetrack.dates import YearStart
from ssetrack.plan.items import walk
from ssetrack.plan.model import Section
from ssetrack.plan.prose import text_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.query.quarters import ONGOING, UNDATED, quarter_of, without_gaps, years_of
from ssetrack.query.report import Report, counts
from ssetrack.status import State, Status

By = Literal["section", "quarter"]

MOST_CELLS = 200_000
"""Numbers in the matrices of all plans together; those beyond are not written out one by one."""

MOST_SIDE = 100
"""Goals and rows of a matrix that would be larger: whoever reads it needs the numbers as data."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and the items that serve it, counted by state as in `status`.

    `id` is None for the items that serve none.
    """

    id: str | None
    title: str
    counts: dict[str, int]

    @property
    def items(self) -> int:
        """How many items serve it; those cancelled are none."""
        return sum(self.counts[state.value] for state in State if state is not State.CANCELLED)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A section or a quarter: how many items it has, and how many for each goal (None: for no goal).

    `id` is a section's, or the quarter, `ongoing` or `undated`; None for a section without an id and for
    what stands outside any.
    """

    id: str | None
    titles: tuple[str, ...]
    items: int
    by_goal: dict[str | None, int]


@dataclass(frozen=True, slots=True)
class PlanCoverage:
    """The matrix of one plan."""

    file: PlanFile
    by: By
    goals: tuple[GoalRow, ...]
    parts: tuple[PartRow, ...]
    is_vast: bool = False
    """Whether the matrix is too large to be written out whole: people see its first goals and rows, and
    programs get no zeros."""
    is_filtered: bool = False
    """Whether items may have been left out: then nobody can say what serves no goal."""

    @property
    def listed(self) -> tuple[GoalRow, ...]:
        """The goals that people see: all of them, or those of the items that were asked for."""
        return tuple(goal for goal in self.goals if goal.items) if self.is_filtered else self.goals

    @property
    def columns(self) -> tuple[GoalRow, ...]:
        """Those of them that are side by side in a matrix."""
        return self.listed[:MOST_SIDE] if self.is_vast else self.listed

    @property
    def rows(self) -> tuple[PartRow, ...]:
        """The sections or quarters that stand below each other there."""
        return self.parts[:MOST_SIDE] if self.is_vast else self.parts

    def empty(self, goal: str | None) -> tuple[PartRow, ...]:
        """The sections or quarters in which nothing serves a goal; what has no date is no quarter."""
        undated = (ONGOING, UNDATED) if self.by == "quarter" else ()
        return tuple(part for part in self.parts if not part.by_goal.get(goal) and part.id not in undated)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answer to `goals`."""

    report: Report
    by: By
    plans: tuple[PlanCoverage, ...]


def coverage(report: Report, by: By) -> Coverage:
    """How the items of a report serve the goals of their plans."""
    of_plan: dict[int, list[Status]] = {}
    for status in report.statuses:
        of_plan.setdefault(id(status.file), []).append(status)
    plans: list[PlanCoverage] = []
    room = MOST_CELLS
    for file in report.view.portfolio.files:
        if id(file) in of_plan or not file.items:
            plan = _plan_coverage(report.view, file, of_plan.get(id(file), []), by)
            cells = len(plan.goals) * len(plan.parts)
            plans.append(replace(plan, is_vast=cells > room, is_filtered=report.is_filtered))
            room -= cells if cells <= room else MOST_SIDE
    return Coverage(report, by, tuple(plans))


def _plan_coverage(view: View, file: PlanFile, statuses: list[Status], by: By) -> PlanCoverage:
    serving: dict[str | None, list[Status]] = {goal: [] for goal in file.plan.goals}
    for status in statuses:
        for goal in dict.fromkeys(status.item.goals) or (None,):
            serving.setdefault(goal, []).append(status)
    without = serving.pop(None, [])
    rows = [GoalRow(goal, _title(view, file, goal), counts(found)) for goal, found in serving.items()]
    if without:
        rows.append(GoalRow(None, "", counts(without)))
    live = [status for status in statuses if status.state is not State.CANCELLED]
    whole = len(statuses) == len(file.items)
    parts = _by_section(view, file, live, whole) if by == "section" else _by_quarter(live, years_of([file]))
    return PlanCoverage(file, by, tuple(rows), parts)


def _title(view: View, file: PlanFile, goal: str | None) -> str:
    declared = None if goal is None else file.plan.goals.get(goal)
    return "" if declared is None else text_in(declared.title, view.language, file.language)


def _by_section(view: View, file: PlanFile, statuses: list[Status], whole: bool) -> tuple[PartRow, ...]:
    """A row for each section that holds activities of its own, in the order of the file.

    Where only some items were asked for, sections without any of them are left out.
    """
    trails: dict[int, tuple[Section, ...]] = {}
    for _, trail, _ in walk(file.plan):
        trails.setdefault(id(trail[-1]) if trail else 0, trail)
    of_section: dict[int, list[Status]] = {key: [] for key in trails}
    for status in statuses:
        trail = status.item.sections
        of_section[id(trail[-1]) if trail else 0].append(status)
    chosen = {key: found for key, found in of_section.items() if whole or found}
    return tuple(
        _part(
            trails[key][-1].id if trails[key] else None,
            tuple(text_in(section.title, view.language, file.language) for section in trails[key]),
            found,
        )
        for key, found in chosen.items()
    )


def _by_quarter(statuses: list[Status], years: YearStart) -> tuple[PartRow, ...]:
    of_quarter: dict[str, list[Status]] = {}
    for status in statuses:
        of_quarter.setdefault(quarter_of(status, years), []).append(status)
    names = [name for name in of_quarter if name not in (ONGOING, UNDATED)]
    order = (*without_gaps(names, years), *(name for name in (ONGOING, UNDATED) if name in of_quarter))
    return tuple(_part(name, (), of_quarter.get(name, [])) for name in order)


def _part(own_id: str | None, titles: tuple[str, ...], statuses: list[Status]) -> PartRow:
    by_goal: dict[str | None, int] = {}
    for status in statuses:
        for goal in dict.fromkeys(status.item.goals) or (None,):
            by_goal[goal] = by_goal.get(goal, 0) + 1
    return PartRow(own_id, titles, len(statuses), by_goal)
