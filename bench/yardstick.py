"""What somebody would write who needs a plan read and checked, and has an hour: PyYAML and pydantic.

    python bench/yardstick.py plan.yaml

The C loader, models of the whole format with the types that YAML yields, a count at the end. It reads no
date in words, knows no line numbers and follows no reference: it is the least that ssetrack's time is
compared with. PyYAML decides the types here, so every text may also be a number or a date.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

Text = str | int | float | date | datetime | None
Prose = str | dict[str, str] | int | float
Slug = str | int | float


class Strict(BaseModel):
    """A mapping in which unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Link(Strict):
    """A web address."""

    url: str
    title: Prose | None = None


class Indicator(Strict):
    """How one sees that something worked."""

    title: Prose
    baseline: Text = None
    target: Text = None
    verification: Prose | None = None


class Participant(Strict):
    """Somebody who takes part."""

    name: str
    role: Prose | None = None
    organisation: str | None = None
    country: str | bool | None = None
    topic: Prose | None = None


class AgendaItem(Strict):
    """A point of an agenda."""

    title: Prose
    items: list[AgendaItem | Prose] = []


class Goal(Strict):
    """What the plan is for."""

    title: Prose
    notes: Prose | None = None
    indicators: list[Indicator | Prose] = []


class Owner(Strict):
    """A person, a team or a seat."""

    name: Prose
    email: str | None = None
    role: Prose | None = None
    organisation: str | None = None
    country: str | bool | None = None
    language: str | bool | None = None
    members: list[Slug] = []
    vacant: bool = False
    alternates: list[Slug] = []
    aliases: list[str] = []
    contact: str | None = None
    url: str | None = None
    notes: Prose | None = None


class Entry(Strict):
    """A date with its hours and its place."""

    date: Text
    time: str | int | None = None
    timezone: str | None = None
    where: Prose | None = None
    id: Slug | None = None
    repeat: str | None = None
    until: Text = None


When = Text | Entry | list[Text | Entry]


class Work(Strict):
    """What activities and milestones share."""

    id: Slug
    title: Prose
    deadline: When = None
    when: When = None
    start: Text = None
    owners: list[Slug] = []
    contributors: list[Slug] = Field(default=[], alias="with")
    goals: list[Slug] = []
    tags: list[Slug] = []
    language: str | bool | None = None
    after: list[Slug] = []
    status: Literal["planned", "in-progress", "done", "cancelled", "on-hold"] = "planned"
    done: Text = None
    progress: str | int | None = None
    where: Prose | None = None
    deliverables: list[Prose] = []
    notes: Prose | None = None
    links: list[str | Link] = []
    remind: list[str] = []


class Milestone(Work):
    """One of several dates of an activity."""


class Activity(Work):
    """A piece of work."""

    milestones: list[Milestone] = []
    accountable: list[Slug] = []
    consulted: list[Slug] = []
    informed: list[Slug] = []
    priority: Literal["high", "normal", "low"] | None = None
    participants: list[str | Participant] = []
    agenda: list[AgendaItem | Prose] = []
    indicators: list[Indicator | Prose] = []
    budget: Text = None
    check_in: str | None = Field(default=None, alias="check-in")


class Section(Strict):
    """A heading with what stands under it."""

    title: Prose
    id: Slug | None = None
    lead: list[Slug] = []
    notes: Prose | None = None
    sections: list[Section] = []
    activities: list[Activity] = []


class Plan(Strict):
    """A whole plan."""

    ssetrack: Literal[1]
    title: Prose
    id: Slug | None = None
    language: str | bool = "en"
    timezone: str | None = None
    period: Text = None
    start: Text = None
    aim: Prose | None = None
    source: Prose | None = None
    notes: Prose | None = None
    contact: str | None = None
    links: list[str | Link] = []
    lead: list[Slug] = []
    goals: dict[Slug, Prose | Goal] = {}
    owners: dict[Slug, Prose | Owner] = {}
    sections: list[Section] = []
    activities: list[Activity] = []


def count(section: Section | Plan) -> int:
    """How many items stand in a section and below it; an activity with milestones is its milestones."""
    own = sum(len(activity.milestones) or 1 for activity in section.activities)
    return own + sum(count(inner) for inner in section.sections)


def main() -> None:
    """Read, check, count."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    plan = Plan.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    sys.stdout.write(json.dumps({"items": count(plan), "owners": len(plan.owners)}) + "\n")


if __name__ == "__main__":
    main()
