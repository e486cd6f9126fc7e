"""Coverage and workload as Markdown tables, for minutes and wikis.

Comes in: what `query` answered. Goes out: text with every content escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.formats.markdown import page_head, table
from ssetrack.language.message import message
from ssetrack.query.coverage import Coverage, GoalRow, PlanCoverage
from ssetrack.query.workload import Workload
from ssetrack.wording.printable import markdown_text
from ssetrack.wording.punctuation import EMPTY
from ssetrack.wording.views import column_heading, left_out, owner_name, part_name


def coverage_markdown(coverage: Coverage) -> str:
    """The goals, then a table of sections or quarters; an empty cell is a dash in bold."""

    def parts() -> Iterator[str]:
        yield from page_head(coverage.report)
        for plan in coverage.plans:
            yield from _plan(coverage, plan)

    return "\n".join(parts()) + "\n"


def _plan(coverage: Coverage, plan: PlanCoverage) -> Iterator[str]:
    speaker = coverage.report.view.speaker
    yield ""
    headings = (message("Goal"), message("Title"), message("Items"))
    rows = ((_name(goal), goal.title, str(goal.items)) for goal in plan.listed)
    yield from table((speaker.say(heading) for heading in headings), rows)
    yield ""
    empty = "" if plan.is_filtered else EMPTY
    first = speaker.say(message("Section") if coverage.by == "section" else message("Quarter"))
    yield from table(
        (first, *map(_name, plan.columns), speaker.say(message("Total"))),
        (
            (
                part_name(part, speaker),
                *(str(part.by_goal.get(goal.id) or empty) for goal in plan.columns),
                str(part.items),
            )
            for part in plan.rows
        ),
    )
    if plan.is_vast:
        yield ""
        yield markdown_text(left_out(plan, speaker))


def _name(goal: GoalRow) -> str:
    return goal.id if goal.id is not None else "(–)"


def workload_markdown(workload: Workload) -> str:
    """A table of people, teams and open seats by quarter."""
    speaker = workload.report.view.speaker
    columns = (*workload.columns, "")
    headings = (speaker.say(message("Owner")), *(column_heading(column, speaker) for column in columns))
    rows = (
        (owner_name(load, speaker), *(str(load.by_column.get(column, "")) for column in workload.columns),
         str(len(load.items)))
        for load in workload.lines
    )  # fmt: skip
    return "\n".join((*page_head(workload.report), "", *table(headings, rows))) + "\n"
