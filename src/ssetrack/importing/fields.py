"""What a column of a table can be: a field of a plan, a part of one, or something that is only kept.

Comes in: nothing. Goes out: the names that the mapping uses. What is none of them is kept under `x-…`.
"""

from __future__ import annotations

from enum import StrEnum

from ssetrack.plan.slug import slug


class Field(StrEnum):
    """What the cells of a column are read as."""

    ID = "id"
    TITLE = "title"
    SECTION = "section"
    """A label left of the title: its rows are a section."""
    OWNERS = "owners"
    WITH = "with"
    DEADLINE = "deadline"
    WHEN = "when"
    START = "start"
    END = "end"
    """The end of work that has a start: written as `deadline`."""
    MILESTONE = "milestone"
    """A named date of its own: the heading is its name."""
    AFTER = "after"
    STATUS = "status"
    DONE = "done"
    PROGRESS = "progress"
    NOTES = "notes"
    WHERE = "where"
    TIME = "time"
    DURATION = "duration"
    BUDGET = "budget"
    DELIVERABLES = "deliverables"
    INDICATORS = "indicators"
    IGNORE = "ignore"


DATES = frozenset((Field.DEADLINE, Field.WHEN, Field.START, Field.END, Field.MILESTONE))
"""Fields that say when something is due or takes place."""

PROSE = (Field.WHERE, Field.BUDGET, Field.DELIVERABLES, Field.INDICATORS)
"""Fields whose text is taken as it is."""

MARK = "mark"
"""The field of a column that is a month, a week or a quarter: its cells are marks."""

KEPT = "x-"
"""How the name of a column begins that is kept without a meaning."""


def kept_name(heading: str, number: int) -> str:
    """The name under which a column is kept that no field fits: `x-heading`, or `x-column-5` without one."""
    name = slug(heading).replace(".", "-")[:40].strip("-")
    return f"{KEPT}{name}" if name else f"{KEPT}column-{number}"


def is_kept(field: str) -> bool:
    """Whether a column is only kept."""
    return field.startswith(KEPT)
