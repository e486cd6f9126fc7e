"""Coverage, workload, questions and timeline for other programs: JSON and CSV (docs/json.md, version 1).

Comes in: what `query` answered. Goes out: text. Nothing is translated; a day is `2004-12-31` or null.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ssetrack.formats.csv_table import rows_csv
from ssetrack.formats.json_document import json_document
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import Cell, View
from ssetrack.query.coverage import Coverage, GoalRow, PartRow, PlanCoverage
from ssetrack.query.questions import AskedGroup, OpenQuestion, Questions
from ssetrack.query.report import Report
from ssetrack.query.workload import Load, Workload
from ssetrack.status import Status
from ssetrack.wording.questions import question_text


def coverage_json(coverage: Coverage) -> str:
    """Each plan with its goals, and its sections or quarters with the number of items for each goal."""
    plans = [
        {
            "id": plan.file.id,
            "path": plan.file.path,
            "goals": [
                {"id": goal.id, "title": goal.title or None, "items": goal.items, "counts": goal.counts,
                 "empty": _empty(plan, goal)}
                for goal in plan.goals
            ],
            "parts": [
                {**_part(part), "items": part.items, "without-goal": part.by_goal.get(None, 0),
                 "goals": _by_goal(plan, part)}
                for part in plan.parts
            ],
        }
        for plan in coverage.plans
    ]  # fmt: skip
    return document(coverage.report, {"by": coverage.by, "plans": plans})


def _empty(plan: PlanCoverage, goal: GoalRow) -> list[str] | None:
    """Where nothing serves a goal; None where that would fill pages."""
    if plan.is_vast:
        return None
    return [_part_key(part) for part in plan.empty(goal.id)] if goal.id else []


def _by_goal(plan: PlanCoverage, part: PartRow) -> dict[str, int]:
    """How many items serve each goal; of a vast matrix only what is more than none."""
    if plan.is_vast:
        return {goal: number for goal, number in part.by_goal.items() if goal}
    return {goal.id: part.by_goal.get(goal.id, 0) for goal in plan.goals if goal.id}


def _part(part: PartRow) -> dict[str, Any]:
    return {"id": part.id, "section": part.titles} if part.titles else {"id": part.id}


def _part_key(part: PartRow) -> str:
    return part.id or " / ".join(part.titles)


def coverage_csv(coverage: Coverage) -> str:
    """A row for each section or quarter and goal, empty ones with 0; no goal is an empty one.

    Of a vast matrix empty ones are left out.
    """

    def rows() -> Iterator[tuple[Cell, ...]]:
        for plan in coverage.plans:
            goals = {goal.id: goal for goal in plan.goals}
            for part in plan.parts:
                for goal_id in part.by_goal if plan.is_vast else goals:
                    number = part.by_goal.get(goal_id, 0)
                    yield plan.file.id, part.id, part.titles, goal_id, goals[goal_id].title, number

    return rows_csv(("plan", coverage.by, "titles", "goal", "goal_title", "items"), rows())


def workload_json(workload: Workload) -> str:
    """A line for each person, team, open seat and for nobody, with the items by quarter."""
    body = {
        "expand-teams": workload.expanded,
        "columns": workload.columns,
        "owners": [_load(load) for load in workload.lines],
    }
    return document(workload.report, body)


def _load(load: Load) -> dict[str, Any]:
    return {
        "owner": load.key or None,
        "name": load.name or None,
        "kind": load.kind,
        "open": len(load.items),
        "done": load.done,
        "by": load.by_column,
        "items": ids(load.items),
    }


def workload_csv(workload: Workload) -> str:
    """A row for each person, team and open seat, a column for each quarter."""
    rows: Iterable[tuple[Cell, ...]] = (
        (load.key, load.name, load.kind, *(load.by_column.get(column, 0) for column in workload.columns),
         len(load.items), load.done)
        for load in workload.lines
    )  # fmt: skip
    return rows_csv(("owner", "name", "kind", *workload.columns, "open", "done"), rows)


def questions_json(questions: Questions) -> str:
    """The questions one by one, with whom to ask."""
    view = View(questions.report.view.portfolio, questions.report.view.language, ENGLISH)
    found = [_question(question, group, view) for group in questions.groups for question in group.questions]
    return document(questions.report, {"summary": questions.counts, "questions": found})


def _question(question: OpenQuestion, group: AskedGroup, view: View) -> dict[str, Any]:
    return {
        "plan": question.status.file.id,
        "id": question.status.item.id,
        "title": view.title(question.status),
        "about": question.about,
        "question": question_text(question, view),
        "ask": group.keys,
        "names": question.names,
        "waits-for": ids(question.waits_for),
    }


def ids(statuses: Iterable[Status]) -> list[str]:
    """Items as `plan:id`, single times of what comes back as `plan:id@DATE`."""
    return [_reference(status) for status in statuses]


def _reference(status: Status) -> str:
    one, own = status.due.occurrence, str(status.item.reference)
    return own if one is None or status.due.occurrences is not None else f"{own}@{one.key}"


def document(report: Report, body: dict[str, Any]) -> str:
    """The JSON document of a view: its version, day and zone, then its body."""
    return json_document({"today": report.today.isoformat(), "timezone": report.timezone, **body})
