"""Goals and people as tables for the page, no wider than a sheet of paper.

Comes in: a coverage and a workload. Goes out: tables of words and numbers; a matrix with many columns becomes
several tables below each other. And each person's part: the items that are theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple, TypeVar

from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.pages.anchors import Anchors
from ssetrack.pages.measures import UPRIGHT, heading_class, text_width
from ssetrack.pages.rows import ItemRow, PageLink, Rows
from ssetrack.plan.prose import text_in
from ssetrack.query.coverage import Coverage, GoalRow, PlanCoverage
from ssetrack.query.report import Report
from ssetrack.query.workload import OVERDUE, Workload
from ssetrack.status import CLOSED, State, Status
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import EMPTY
from ssetrack.wording.views import column_heading, left_out, owner_name, part_name
from ssetrack.wording.words import OWNER_KINDS, state_count, summary

MOST_GOALS = 10
"""Goals side by side in one table."""

MOST_COLUMNS = 9
"""Quarters, and other columns of a workload, side by side in one table."""

MOST_NUMBERS = 10_000
"""Numbers in the tables of who has how much to do; where there would be more, empty lines are left out."""

MOST_TEAMS = 20
"""Teams that are named for one person."""

T = TypeVar("T")


class GoalSummary(NamedTuple):
    """A goal with what it says and how the items that serve it stand; `id` is a dash for none."""

    id: str
    title: str
    items: int
    summary: str
    declared: bool


class MatrixCell(NamedTuple):
    """A number; `strength` from 0 to 4 is how it compares with the largest, `gap` calls it out as missing."""

    number: int
    strength: int
    gap: bool


class Line(NamedTuple):
    """A section or quarter, or somebody, with their numbers and the sum of all their items."""

    name: PageLink
    cells: tuple[MatrixCell, ...]
    total: int


class Matrix(NamedTuple):
    """One table; where a wide one was parted, the sums stand in the last. `turned` is a class of headings."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: tuple[int, ...]
    total: int | None
    turned: str = ""


class PlanGoals(NamedTuple):
    """The goals of a plan and their tables; `title` is empty where there is one plan.

    `long` is a class where their ids leave no room beside them.
    """

    title: str
    goals: tuple[GoalSummary, ...]
    matrices: tuple[Matrix, ...]
    left_out: str
    """What is said where the tables do not show everything."""

    long: str = ""


class Share(NamedTuple):
    """Somebody's part: their items, most urgent first, what they help with, the teams they are in."""

    name: str
    anchor: str | None
    items: tuple[ItemRow, ...]
    helps: tuple[ItemRow, ...]
    done: str
    teams: tuple[PageLink, ...]
    more_teams: bool


class OwnerGroup(NamedTuple):
    """People, teams, open seats, or nobody."""

    name: str
    parts: tuple[Share, ...]


def plan_goals(coverage: Coverage) -> Iterator[PlanGoals]:
    """The goals of each plan."""
    view = coverage.report.view
    for plan in coverage.plans:
        title = text_in(plan.file.plan.title, view.language, plan.file.language)
        yield PlanGoals(
            one_line(title) if len(coverage.plans) > 1 else "",
            tuple(_goal(goal, view.speaker) for goal in plan.listed),
            tuple(_matrices(plan, view.speaker)),
            left_out(plan, view.speaker) if plan.is_vast else "",
            " long" if any(text_width(_goal_id(goal)) > UPRIGHT for goal in plan.goals) else "",
        )


def _goal(goal: GoalRow, speaker: Speaker) -> GoalSummary:
    title = speaker.say(message("no goal named")) if goal.id is None else one_line(goal.title)
    served = (
        summary(speaker, {**goal.counts, "unassigned": 0})
        if goal.items
        else speaker.say(message("no item supports this goal"))
    )
    return GoalSummary(_goal_id(goal), title, goal.items, served, goal.id is not None)


def _goal_id(goal: GoalRow) -> str:
    return EMPTY if goal.id is None else one_line(goal.id)


def _matrices(plan: PlanCoverage, speaker: Speaker) -> Iterator[Matrix]:
    largest = max((number for part in plan.parts for number in part.by_goal.values()), default=1)
    blocks, gaps = list(_blocks(plan.columns, MOST_GOALS)), not plan.is_filtered
    for number, goals in enumerate(blocks, 1):
        lines = tuple(
            Line(
                PageLink(one_line(part_name(part, speaker)), None),
                tuple(
                    _cell(
                        part.by_goal.get(goal.id, 0),
                        largest,
                        gap=gaps and goal.id is not None,
                    )
                    for goal in goals
                ),
                part.items,
            )
            for part in plan.rows
        )
        total = sum(part.items for part in plan.parts) if number == len(blocks) else None
        ids = tuple(map(_goal_id, goals))
        columns = len(ids) + (total is not None)
        yield Matrix(ids, lines, tuple(goal.items for goal in goals), total, heading_class(ids, columns))


def _cell(number: int, largest: int, *, gap: bool) -> MatrixCell:
    return MatrixCell(number, -(-number * 4 // max(1, largest)), gap and not number)


def _blocks(columns: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """Columns in groups of about the same size, none larger than `most`."""
    groups = max(1, -(-len(columns) // most))
    size = max(1, -(-len(columns) // groups))
    for start in range(0, len(columns), size):
        yield columns[start : start + size]


def loads(workload: Workload, anchors: Anchors) -> Iterator[Matrix]:
    """Who has how much to do in which quarter; where one table is parted, only the last has everybody."""
    speaker = workload.report.view.speaker
    blocks = list(_blocks(workload.columns, MOST_COLUMNS))
    counted = {
        id(load): PageLink(one_line(owner_name(load, speaker)), anchors.owner(load.key))
        for load in workload.lines
        if load.items
    }
    largest = max((number for load in workload.lines for number in load.by_column.values()), default=1)
    whole = len(workload.lines) * len(workload.columns) <= MOST_NUMBERS
    for number, columns in enumerate(blocks, 1):
        here, is_last = frozenset(columns), number == len(blocks)
        lines = tuple(
            Line(
                counted[id(load)],
                tuple(
                    MatrixCell(load.by_column.get(name, 0),
                         _cell(load.by_column.get(name, 0), largest, gap=False).strength,
                         gap=name == OVERDUE and bool(load.overdue))
                    for name in columns
                ),
                len(load.items),
            )
            for load in workload.lines
            if load.items and ((is_last and whole) or not here.isdisjoint(load.by_column))
        )  # fmt: skip
        headings = tuple(column_heading(name, speaker) for name in columns)
        yield Matrix(headings, lines, (), 0 if is_last else None)


def helping(report: Report) -> dict[str, list[Status]]:
    """By the keys of those who contribute: the open items that they help with."""
    people = report.view.portfolio.people
    found: dict[str, list[Status]] = {}
    for status in report.statuses:
        if status.item.contributors and status.state not in CLOSED:
            for key in dict.fromkeys(people.key(status.file.id, slug) for slug in status.item.contributors):
                found.setdefault(key, []).append(status)
    return found


def owner_groups(
    workload: Workload, helps: dict[str, list[Status]], rows: Rows, anchors: Anchors
) -> Iterator[OwnerGroup]:
    """Everybody's part: people, teams, open seats, what nobody owns, and who only helps."""
    view = workload.report.view
    people, speaker = view.portfolio.people, view.speaker
    names = {load.key: one_line(owner_name(load, speaker)) for load in workload.lines}
    for key, found in helps.items():
        if key not in names:
            person = people.people.get(key)
            slug = key if person is None else person.slug
            names[key] = one_line(view.names(found[0], (slug,))[0])

    def part(key: str, items: Iterable[Status], done: int) -> Share:
        near = islice(people.teams(key), MOST_TEAMS * 10)  # in a large ring of teams everybody is in all
        teams = [team for team in near if team in names]
        return Share(
            names[key],
            anchors.owner(key),
            tuple(map(rows.of, items)),
            tuple(map(rows.of, helps.get(key, ()))),
            state_count(speaker, State.DONE, done) if done else "",
            tuple(PageLink(names[team], anchors.owner(team)) for team in teams[:MOST_TEAMS]),
            len(teams) > MOST_TEAMS,
        )

    owning = {load.key for load in workload.lines}
    for kind, loads in groupby(workload.lines, key=lambda load: load.kind):
        yield OwnerGroup(
            speaker.say(OWNER_KINDS[kind]), tuple(part(load.key, load.items, load.done) for load in loads)
        )
    others = tuple(part(key, (), 0) for key in helps if key not in owning)
    if others:
        yield OwnerGroup(speaker.say(message("Contributors")), others)
