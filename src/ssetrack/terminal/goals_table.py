"""The matrix of `goals`: which goal is supported where, and where nothing supports it.

Comes in: a coverage. Goes out: for each plan its goals with their figures, then a matrix with the goals
side by side, so that any number of sections or quarters fits below each other. An empty cell is a dash in
red; what nothing supports is named again in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.prose import prose_in
from ssetrack.query.coverage import Coverage, GoalRow, PlanCoverage
from ssetrack.status import State
from ssetrack.terminal.canvas import Canvas, fit, right
from ssetrack.terminal.console import WIDEST
from ssetrack.terminal.status_table import print_heading
from ssetrack.terminal.wrapping import Part
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import EMPTY
from ssetrack.wording.views import left_out, part_name
from ssetrack.wording.words import STYLES, summary

EMPTY_STYLE = "bold red"

WIDEST_GOAL = 10
"""Cells for the id of a goal above its column; where one is longer, all are numbered instead."""

Heads = dict[str | None, str]
"""What is above the column of a goal, by its id."""

MOST_NAMED = 6
"""Empty sections or quarters that are named for a goal; beyond, they are counted."""


def print_coverage(coverage: Coverage, canvas: Canvas) -> None:
    """Print the matrices so that they fit the canvas."""
    print_heading(coverage.report, canvas)
    width = min(canvas.width, WIDEST)
    speaker = coverage.report.view.speaker
    for plan in coverage.plans:
        if not plan.listed:
            continue
        canvas.line()
        if len(coverage.plans) > 1:
            view = coverage.report.view
            title = prose_in(plan.file.plan.title, view.language, plan.file.language)
            canvas.line((fit(title.text, width).rstrip(), "bold"))
        heads = _heads(plan.listed)
        _goals(canvas, plan, heads, speaker, width)
        for goals in _blocks(plan.columns, heads, width) if plan.parts else ():
            canvas.line()
            _matrix(canvas, plan, goals, heads, coverage, width)
        if plan.is_vast:
            canvas.line()
            canvas.paragraph(left_out(plan, speaker), width, style="dim")
        elif not plan.is_filtered:
            _empty(canvas, plan, speaker, width)


def _heads(goals: tuple[GoalRow, ...]) -> Heads:
    """What is above the column of each goal: its id, or a number where ids are long."""
    if all(cell_len(_goal_id(goal)) <= WIDEST_GOAL for goal in goals):
        return {goal.id: _goal_id(goal) for goal in goals}
    return {goal.id: _goal_id(goal) if goal.id is None else str(n) for n, goal in enumerate(goals, 1)}


def _goals(canvas: Canvas, plan: PlanCoverage, heads: Heads, speaker: Speaker, width: int) -> None:
    """A paragraph for each goal: what it is, and the states of the items that support it."""
    names = {
        goal.id: _goal_id(goal) if heads[goal.id] == _goal_id(goal) else f"{heads[goal.id]} {_goal_id(goal)}"
        for goal in plan.listed
    }
    room = min(width // 2, max(map(cell_len, names.values())))
    for goal in plan.listed:
        title = goal.title if goal.id is not None else speaker.say(message("no goal named"))
        canvas.paragraph(title, width, lead=f"{fit(names[goal.id], room)}  ", lead_style="bold")
        if goal.items:
            words = summary(speaker, {**goal.counts, "unassigned": 0})
            style = STYLES[State.OVERDUE] if goal.counts[State.OVERDUE.value] else "dim"
        else:
            words, style = speaker.say(message("no item supports this goal")), EMPTY_STYLE
        canvas.paragraph(words, width, lead=" " * (room + 2), style=style)


def _blocks(goals: tuple[GoalRow, ...], heads: Heads, width: int) -> Iterator[tuple[GoalRow, ...]]:
    """The goals in as many groups as it takes for each group to fit side by side."""
    room = max(width // 2, 20)
    block: list[GoalRow] = []
    used = 0
    for goal in goals:
        own = _column(heads[goal.id]) + 1
        if block and used + own > room:
            yield tuple(block)
            block, used = [], 0
        block.append(goal)
        used += own
    if block:
        yield tuple(block)


def _matrix(
    canvas: Canvas,
    plan: PlanCoverage,
    goals: tuple[GoalRow, ...],
    heads: Heads,
    coverage: Coverage,
    width: int,
) -> None:
    speaker = coverage.report.view.speaker
    total = speaker.say(message("All"))
    last = max(4, cell_len(total))
    columns = [_column(heads[goal.id]) for goal in goals]
    names = [part_name(part, speaker) for part in plan.rows]
    label = speaker.say(message("Section") if coverage.by == "section" else message("Quarter"))
    longest = max((cell_len(name) for name in (*names, label)), default=0)
    first = max(8, min(longest, width - sum(columns) - len(columns) - last - 1))
    canvas.line(
        (fit(label, first), "bold"),
        *((" " + right(heads[goal.id], wide), "bold") for goal, wide in zip(goals, columns, strict=True)),
        (" " + right(total, last), "bold"),
    )  # fmt: skip
    for part, name in zip(plan.rows, names, strict=True):
        cells: Iterable[Part] = (
            _cell(part.by_goal.get(goal.id, 0), wide, goal.id is not None and not plan.is_filtered)
            for goal, wide in zip(goals, columns, strict=True)
        )
        canvas.line((fit(name, first), ""), *cells, (" " + right(str(part.items), last), "dim"))
    canvas.line(
        (fit(speaker.say(message("Items")), first), "dim"),
        *((" " + right(str(goal.items), wide), "dim") for goal, wide in zip(goals, columns, strict=True)),
        (" " + right(str(sum(part.items for part in plan.parts)), last), "dim"),
    )


def _cell(number: int, width: int, called_out: bool) -> Part:
    if number or not called_out:
        return " " + right(str(number or ""), width), ""
    return " " + right(EMPTY, width), EMPTY_STYLE


def _empty(canvas: Canvas, plan: PlanCoverage, speaker: Speaker, width: int) -> None:
    """What nothing supports, in words: a dash alone is easily overlooked."""
    served = [goal for goal in plan.goals if goal.id is not None and goal.items]
    empty = [(goal, plan.empty(goal.id)) for goal in served]
    if not any(parts for _, parts in empty):
        return
    canvas.line()
    for goal, parts in empty:
        if not parts:
            continue
        names = (
            part.id if part.titles and part.id else part_name(part, speaker) for part in parts[:MOST_NAMED]
        )
        named = ", ".join(one_line(name) for name in names)
        if len(parts) > MOST_NAMED:
            rest = speaker.count("and {number} more", "and {number} more", len(parts) - MOST_NAMED)
            named = f"{named}, {rest}"
        sentence = speaker.say(
            message("Goal {goal}: no activity in {parts}", goal=_goal_id(goal), parts=named)
        )
        canvas.paragraph(sentence, width, style="red")


def _goal_id(goal: GoalRow) -> str:
    return "(–)" if goal.id is None else one_line(goal.id)


def _column(head: str) -> int:
    return max(3, cell_len(head))
