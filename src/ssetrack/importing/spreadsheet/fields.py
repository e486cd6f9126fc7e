"""Which fields of the format a sheet shows, and which stay in the plan only.

Comes in: nothing. Goes out: two tables, by class and key as in `plan.fields`. Every field is in one of them:
a test fails for a new one that is in none. docs/import.md names those of activities that stay in the plan.
"""

from __future__ import annotations

from collections.abc import Mapping

from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.plan.model import (
    Activity,
    AgendaItem,
    Entry,
    Goal,
    Indicator,
    Link,
    Milestone,
    Occurrence,
    Owner,
    Participant,
    Plan,
    Section,
)

_ITEM: Mapping[str, Part] = {
    "id": Part.ID,
    "title": Part.TITLE,
    "owners": Part.OWNERS,
    "with": Part.WITH,
    "goals": Part.GOALS,
    "deadline": Part.DUE,
    "when": Part.DUE,
    "start": Part.START,
    "status": Part.STATUS,
    "done": Part.DONE,
    "progress": Part.PROGRESS,
    "where": Part.WHERE,
    "notes": Part.NOTES,
}

SHOWN: Mapping[type, Mapping[str, Part]] = {
    Activity: {**_ITEM, "milestones": Part.ID},
    Milestone: _ITEM,
    Entry: {"date": Part.DUE, "time": Part.TIME, "where": Part.WHERE},
    Section: {"title": Part.SECTION, "sections": Part.SECTION, "activities": Part.ID},
    Plan: {"sections": Part.SECTION, "activities": Part.ID},
}
"""The column of each field that has one."""

_KEPT_OF_ITEM = ("after", "deliverables", "language", "links", "log", "occurrences", "remind", "tags", "uid")

KEPT: Mapping[type, tuple[str, ...]] = {
    Activity: (
        *_KEPT_OF_ITEM, "accountable", "agenda", "budget", "check-in", "consulted", "indicators", "informed",
        "participants", "priority",
    ),
    Milestone: _KEPT_OF_ITEM,
    Entry: ("id", "repeat", "timezone", "until"),
    Section: ("id", "lead", "notes"),
    Plan: (
        "ssetrack", "aim", "contact", "goals", "id", "language", "lead", "links", "notes", "owners", "period",
        "source", "start", "timezone", "title", "year-starts",
    ),
    Occurrence: ("date", "done", "links", "notes", "owners", "status", "time", "timezone", "where"),
    Owner: (
        "aliases", "alternates", "contact", "country", "email", "language", "letters", "members", "name",
        "notes", "organisation", "role", "url", "vacant",
    ),
    Goal: ("indicators", "notes", "title", "uid"),
    Indicator: ("baseline", "target", "title", "verification"),
    Link: ("title", "url"),
    Participant: ("country", "name", "organisation", "role", "topic"),
    AgendaItem: ("items", "title"),
}  # fmt: skip
"""Fields without a column: nothing in a workbook changes them. Cells may show what comes of them: the name of
an owner, the default owner of a section, the last day of a series."""
