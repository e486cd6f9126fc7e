"""Where a plan names people: every list of owners, whatever they do there.

Comes in: a plan file. Goes out: lists of slugs with their routes. Nothing here finds fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssetrack.diagnostic import Route
from ssetrack.plan.field_groups import PEOPLE
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import Activity
from ssetrack.rules.context import Context
from ssetrack.rules.occurrences import occurrences

ROLES = tuple((name, FIELDS[Activity][name].name or name) for name in PEOPLE)
"""The fields of an activity that name owners, as plans write them and as models call them."""


def owner_lists(context: Context) -> tuple[tuple[Route, Sequence[str]], ...]:
    """Every list of owners of activities, milestones, sections and the plan, with its route."""
    return tuple(_owner_lists(context))


def _owner_lists(context: Context) -> Iterator[tuple[Route, Sequence[str]]]:
    if context.plan.lead:
        yield ("lead",), context.plan.lead
    for route, section in context.sections:
        if section.lead:
            yield (*route, "lead"), section.lead
    for route, work in context.works:
        if work.owners:
            yield (*route, "owners"), work.owners
        if work.contributors:
            yield (*route, "with"), work.contributors
    for route, occurrence in context.once(occurrences):
        if occurrence.owners:
            yield (*route, "owners"), occurrence.owners
    for route, activity in context.activities:
        if activity.accountable or activity.consulted or activity.informed:
            for name, attribute in ROLES[2:]:
                named = getattr(activity, attribute)
                if named:
                    yield (*route, name), named


def member_lists(context: Context) -> Iterator[tuple[Route, Sequence[str]]]:
    """The members of teams, and those who step in for somebody."""
    for key, owner in (context.plan.owners or {}).items():
        if owner.members:
            yield ("owners", key, "members"), owner.members
        if owner.alternates:
            yield ("owners", key, "alternates"), owner.alternates
