"""All texts for people in a plan, which may be written in several languages.

Comes in: a plan's file. Goes out: each prose with its route. Nothing here judges it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from ssetrack.diagnostic import Route
from ssetrack.plan.prose import ProseText
from ssetrack.rules.context import Context


def titles(context: Context) -> Iterator[tuple[Route, ProseText]]:
    """The titles of the plan, its goals, sections, activities and milestones, with the routes of these."""
    plan = context.plan
    yield (), plan.title
    for key, goal in plan.goals.items():
        yield ("goals", key), goal.title
    for route, section in context.sections:
        yield route, section.title
    for route, work in context.works:
        yield route, work.title


def multilingual(context: Context) -> Iterator[tuple[Route, ProseText]]:
    """Titles, and every other prose that is written in several languages."""
    for route, prose in titles(context):
        if not isinstance(prose, str):
            yield (*route, "title"), prose
    plan = context.plan
    for name in ("aim", "source", "notes"):
        yield from _in_languages((name,), getattr(plan, name))
    for key, goal in plan.goals.items():
        yield from _in_languages(("goals", key, "notes"), goal.notes)
    for key, owner in (plan.owners or {}).items():
        for name in ("name", "role", "notes"):
            yield from _in_languages(("owners", key, name), getattr(owner, name))
    for route, section in context.sections:
        yield from _in_languages((*route, "notes"), section.notes)
    for route, work in context.works:
        if _is_multilingual(work.notes):
            yield (*route, "notes"), work.notes
        if _is_multilingual(work.where):
            yield (*route, "where"), work.where
        for index, prose in enumerate(work.deliverables):
            if _is_multilingual(prose):
                yield (*route, "deliverables", index), prose


def _is_multilingual(prose: ProseText | None) -> TypeGuard[Mapping[str, str]]:
    return prose is not None and not isinstance(prose, str)


def _in_languages(route: Route, prose: ProseText | None) -> Iterator[tuple[Route, ProseText]]:
    if _is_multilingual(prose):
        yield route, prose
