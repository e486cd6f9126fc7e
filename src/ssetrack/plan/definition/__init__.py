"""What a plan is, field by field: the one definition, of which `docs/plan-format.md` and the schema are made.

Comes in: the tree of a plan. Goes out: what is wrong with it (through `load`), and by way of
`scripts/generate_model.py` the plain classes of `model` and the table of `fields`, by which plans are read:
importing pydantic takes longer than reading a plan, so only a wrong plan comes here. After a change, run
that script.

Dates are texts here: reading one takes the plan's language, its start and other items, and is `schedule`'s
work. A plan never knows its file.
"""

# No postponed annotations here: pydantic would have to compile each of them again (docs/decisions.md).
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ssetrack.plan.definition.types import Model, Percent, Prose, Proses, Switch, Text, Texts

FORMAT_VERSION = 1

Status = Literal["planned", "in-progress", "done", "cancelled", "on-hold"]
Priority = Literal["high", "normal", "low"]


def field(description: str, *examples: object, alias: str | None = None) -> Any:
    """A field that may be left out, with what an editor shows about it."""
    return Field(default=None, alias=alias, description=description, examples=list(examples) or None)


def many(description: str, *examples: object, alias: str | None = None) -> Any:
    """A field that holds a list, empty where it is left out."""
    # A tuple, because pydantic copies a list default for each instance (docs/decisions.md).
    return Field(default=(), alias=alias, description=description, examples=list(examples) or None)


class Link(Model):
    """A web address, with or without a title."""

    url: Text = Field(description="The address", examples=["https://example.org/notes"])
    title: Prose | None = field("What stands there", "Minutes of the first call")


class Indicator(Model):
    """How one will see that something worked; shown, never computed."""

    title: Prose = Field(description="What is measured", examples=["Networks that signed"])
    baseline: Text | None = field("The value at the start", "0")
    target: Text | None = field("The value hoped for", "12")
    verification: Prose | None = field("Where the value can be checked", "List of signatures")


class Participant(Model):
    """Somebody who takes part: a speaker, a guest."""

    name: Text = Field(description="The person's name", examples=["Malick Diop"])
    role: Prose | None = field("What they do there", "Speaker", "Moderator")
    organisation: Text | None = field("Their organisation", "RACTES")
    country: Text | None = field("Their country, as written", "Senegal")
    topic: Prose | None = field("What they speak about")


class AgendaItem(Model):
    """A point of an agenda, perhaps with points under it."""

    title: Prose = Field(description="The point", examples=["Round 1"])
    items: tuple["AgendaItem", ...] = many("The points under it")


class Goal(Model):
    """What the plan is for; activities name the goals that they serve."""

    title: Prose = Field(description="The goal in a sentence")
    notes: Prose | None = field("Anything else worth knowing")
    indicators: tuple[Indicator, ...] = many("How one will see that it is reached")


class Owner(Model):
    """A person, a team (with `members`), or a seat that nobody holds yet (`vacant`)."""

    name: Prose = Field(description="The name that readers see", examples=["Marcos", "Core Group"])
    email: Text | None = field(
        "An address; published only where `--contacts` asks for it", "core@example.org"
    )
    role: Prose | None = field("What they do in the network", "Coordinator")
    organisation: Text | None = field("Their organisation")
    country: Text | None = field("Their country, as written", "Senegal", "NO")
    language: Text | None = field("The language they read best, as a tag", "fr", "pt-BR")
    members: Texts = many("Slugs of the people and teams in this team", ["marcos", "chilo"])
    vacant: Switch = Field(default=False, description="A seat that nobody holds yet", examples=[True])
    alternates: Texts = many("Slugs of those who step in")
    aliases: Texts = many("Other ways in which the name is written")
    contact: Text | None = field("How to reach them, as text")
    url: Text | None = field("Their page", "https://example.org")
    notes: Prose | None = field("Anything else worth knowing")


class Entry(Model):
    """One date of a `when` or a `deadline`; several are alternatives until one is chosen."""

    date: Text = Field(description="The date", examples=["2004-04-08/2004-04-09", "2021-10-08"])
    time: Text | None = field("The hours on that day, local time", "20:00-21:30", "20:00")
    timezone: Text | None = field("The zone of the hours: an IANA name", "Africa/Dakar")
    where: Prose | None = field("The place", "Rio de Janeiro")
    id: Text | None = field("A slug for this alternative; else made from its place", "rio")
    repeat: Text | None = field("How it recurs", "every 2 weeks", "FREQ=MONTHLY;BYDAY=1TU")
    until: Text | None = field("The last day on which it may recur", "2026-12-31")


def _entries(value: object) -> object:
    """A text or a mapping as a list of one; a list as it is."""
    if isinstance(value, dict) and value and all(content is None for content in value.values()):
        raise PydanticCustomError("unreadable-date", "flow set", {"wanted": "flow set"})
    return [value] if isinstance(value, str | dict) else value


Entries = Annotated[
    tuple[Entry, ...], BeforeValidator(_entries, json_schema_input_type=Entry | tuple[Entry, ...])
]
"""A date, a mapping with a date, or a list of them: alternatives."""


class Work(Model):
    """What activities and milestones have in common."""

    deadline: Entries = many("Due by the end of it", "2004-01", "December 2004", "ongoing", "?")
    when: Entries = many(
        "Takes place then; a list holds alternatives",
        "2021-10-08",
        [{"date": "2004-04-08/2004-04-09", "where": "Rio de Janeiro"}],
    )
    start: Text | None = field("Work begins; never moves the due period", "2004-03")
    owners: Texts = many("Who is responsible: slugs of owners", ["marcos", "core-group"])
    contributors: Texts = many("Who contributes: slugs of owners", ["franck"], alias="with")
    goals: Texts = many("The goals that it serves", ["A", "D"])
    tags: Texts = many("Words to find it by", ["forum"])
    language: Text | None = field("The language in which it is held, as a tag", "fr")
    after: Texts = many("Its prerequisites: ids of items that come first", ["1.1"])
    status: Status | None = field("Where it stands; `planned` where left out", "in-progress")
    done: Text | None = field("The day on which it was finished", "2004-01-21")
    progress: Percent | None = field("How far it is", "40%")
    where: Prose | None = field("The place", "Mumbai")
    deliverables: Proses = many("What it hands over", ["Approved action plan"])
    notes: Prose | None = field("Anything else worth knowing")
    links: tuple[Link, ...] = many("Pages about it")
    remind: Texts = many("Days or weeks before its date; for feeds with `--alarms`", ["14d", "2w"])


class Milestone(Work):
    """One of several dates of an activity: an item of its own, `activity/milestone`."""

    id: Text = Field(description="A slug, unique in its activity", examples=["draft"])
    title: Prose = Field(description="What is reached", examples=["Draft"])


class Activity(Work):
    """A piece of work with people and a date; with `milestones`, each of those is an item instead."""

    id: Text = Field(description="A slug, unique in the plan", examples=["1.2"])
    title: Prose = Field(description="What is done", examples=["Core Group meeting"])
    milestones: tuple[Milestone, ...] = many("Its dates, where it has several")
    accountable: Texts = many("Who answers for it in the end")
    consulted: Texts = many("Who is asked")
    informed: Texts = many("Who is told")
    priority: Priority | None = field("How much it matters", "high")
    participants: tuple[Participant, ...] = many("Who takes part")
    agenda: tuple[AgendaItem, ...] = many("What is talked about")
    indicators: tuple[Indicator, ...] = many("How one will see that it worked")
    budget: Text | None = field("What it costs, as text", "12 000 EUR")
    check_in: Text | None = field(
        "How often an ongoing activity is looked at", "every 3 months", alias="check-in"
    )


class Section(Model):
    """A heading with activities and sections under it."""

    title: Prose = Field(description="The heading", examples=["Meetings"])
    id: Text | None = field("A slug, unique among sections", "meetings")
    lead: Texts = many("Owners of whatever below has none", ["core-group"])
    notes: Prose | None = field("Anything else worth knowing")
    sections: tuple["Section", ...] = many("The sections under it")
    activities: tuple[Activity, ...] = many("Its activities")


class Plan(Model):
    """A work plan: one file."""

    format: Literal["1"] = Field(alias="ssetrack", description="The version of the format", examples=[1])
    title: Prose = Field(description="The plan's title", examples=["Work plan 2004–2005"])
    id: Text | None = field("A slug; else made from the file's name", "vision")
    language: Text | None = field(
        "The language of its plain texts, and how its dates are read; `en` where left out", "fr"
    )
    timezone: Text | None = field("The zone of its clock times: an IANA name, or `AoE`", "Europe/Paris")
    period: Text | None = field("When the plan runs", "2004/2005")
    start: Text | None = field("The day or month in which `M1` begins", "2027-03")
    aim: Prose | None = field("What it is all for, in a sentence")
    source: Prose | None = field("Where the plan was taken from")
    notes: Prose | None = field("Anything else worth knowing")
    contact: Text | None = field("How to reach those who keep the plan, as text")
    links: tuple[Link, ...] = many("Pages about it")
    lead: Texts = many("Owners of whatever has none", ["core-group"])
    goals: dict[str, Goal] = Field(default={}, description="The goals, under a letter or a slug")
    owners: dict[str, Owner] | None = Field(
        default=None, description="People, teams and open seats, under a slug"
    )
    sections: tuple[Section, ...] = many("The sections, in reading order")
    activities: tuple[Activity, ...] = many("Activities outside any section")
