"""A plan as the rows of its sheet: a heading for each section, then what is in it.

Comes in: a plan and where its items stand. Goes out: rows in the order of the sheet: what is in no section
first, then each section with its own items before the sections inside it, so that whatever is written below
a heading belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ssetrack.diagnostic import Route
from ssetrack.importing.spreadsheet.columns import (
    SECTION_KIND,
    Part,
    PlanView,
    Texts,
    item_texts,
    section_text,
)
from ssetrack.plan.model import Plan, Section
from ssetrack.plan.prose import text_in
from ssetrack.status import Status
from ssetrack.tables.workbook.cell_values import cell_text


class PlanRow(NamedTuple):
    """A row: of an item, or the heading of a section."""

    texts: Texts
    route: Route
    """Where the item, or the section, is in its plan."""
    depth: int
    status: Status | None = None
    """None for a heading."""


def plan_rows(statuses: Sequence[Status], shown_as: PlanView) -> Iterator[PlanRow]:
    """The rows of a plan; `statuses` are those of its items."""
    by_holder: dict[Route, list[Status]] = {}
    for status in statuses:
        route = status.item.route
        by_holder.setdefault(section_of(route), []).append(status)
    yield from _below(shown_as.file.plan, (), (), by_holder, shown_as)


def section_of(route: Route) -> Route:
    """The section that holds an item, or the plan."""
    return route[: route.index("activities", sum(2 for step in route[::2] if step == "sections"))]


def _below(
    holder: Plan | Section,
    route: Route,
    titles: tuple[str, ...],
    by_holder: Mapping[Route, Sequence[Status]],
    shown_as: PlanView,
) -> Iterator[PlanRow]:
    for status in by_holder.get(route, ()):
        yield PlanRow(item_texts(status, shown_as), status.item.route, len(titles), status)
    for index, section in enumerate(holder.sections):
        title = text_in(section.title, shown_as.view.language, shown_as.file.language)
        below = (*titles, title)
        there = (*route, "sections", index)
        texts = {
            Part.ID: "",
            Part.TITLE: title,
            Part.SECTION: section_text(below),
            Part.KIND: shown_as.say(SECTION_KIND),
        }
        yield PlanRow({part: cell_text(text) for part, text in texts.items()}, there, len(titles))
        yield from _below(section, there, below, by_holder, shown_as)
