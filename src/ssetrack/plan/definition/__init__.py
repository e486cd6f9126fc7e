"""What a plan is, field by field: the one definition, of which `docs/plan-format.md` and the schema are made.

Comes in: the tree of a plan. Goes out: what is wrong with it (through `load`), and by way of
`scripts/generate_model.py` the plain classes of `model` and the table of `fields`, by which plans are read:
importing pydantic takes longer than reading a plan, so only a wrong plan comes here. After a change, run
that script.

Dates are texts here: reading one takes the plan's language, its start and other items, and is `schedule`'s
work. A plan never knows its file.
"""

# No postponed annotations here: pydantic would have to compile each of them again (docs/dev/decisions.md).
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ssetrack.language.message import message
from ssetrack.plan.definition.declarations import field, many, required_field
from ssetrack.plan.definition.types import Model, Percent, Prose, Proses, Switch, Text, Texts

FORMAT_VERSION = 1

Status = Literal["planned", "in-progress", "done", "cancelled", "on-hold"]
OccurrenceStatus = Literal["planned", "done", "cancelled", "added"]
Priority = Literal["high", "normal", "low"]
LetterFrequency = Literal["weekly", "monthly", "never"]


class Link(Model):
    """A web address, with or without a title."""

    url: Text = required_field(message("Address"), "The address", "https://example.org/notes")
    title: Prose | None = field(message("Title"), "What stands there", "Minutes of the first call")


class Indicator(Model):
    """How one will see that something worked; shown, never computed."""

    title: Prose = required_field(message("Title"), "What is measured", "Networks that signed")
    baseline: Text | None = field(message("Baseline"), "The value at the start", "0")
    target: Text | None = field(message("Target"), "The value hoped for", "12")
    verification: Prose | None = field(
        message("Verification"), "Where the value can be checked", "List of signatures"
    )


class Participant(Model):
    """Somebody who takes part: a speaker, a guest."""

    name: Text = required_field(message("Name"), "The person's name", "Malick Diop")
    role: Prose | None = field(message("Role"), "What they do there", "Speaker", "Moderator")
    organisation: Text | None = field(message("Organisation"), "Their organisation", "RACTES")
    country: Text | None = field(message("Country"), "Their country, as written", "Senegal")
    topic: Prose | None = field(message("Topic"), "What they speak about")


class AgendaItem(Model):
    """A point of an agenda, perhaps with points under it."""

    title: Prose = required_field(message("Title"), "The point", "Round 1")
    items: tuple["AgendaItem", ...] = many(message("Points"), "The points under it")


class Goal(Model):
    """What the plan is for; activities name the goals that they support."""

    title: Prose = required_field(message("Title"), "The goal in a sentence")
    uid: Text | None = field(
        message("UID"), "Its letter before it was renamed: calendars know it by that", "A", diff="never"
    )
    notes: Prose | None = field(message("Notes"), "Anything else worth knowing")
    indicators: tuple[Indicator, ...] = many(message("Indicators"), "How one will see that it is reached")


class Owner(Model):
    """A person, a team (with `members`), or a vacant role (`vacant`)."""

    name: Prose = required_field(message("Name"), "The name that readers see", "Marcos", "Core Group")
    email: Text | None = field(
        message("E-mail"),
        "An address; published only where `--contacts` asks for it",
        "core@example.org",
        private=True,
    )
    role: Prose | None = field(message("Role"), "What they do in the network", "Coordinator")
    organisation: Text | None = field(message("Organisation"), "Their organisation")
    country: Text | None = field(message("Country"), "Their country, as written", "Senegal", "NO")
    language: Text | None = field(message("Language"), "The language they read best, as a tag", "fr", "pt-BR")
    letters: LetterFrequency | None = field(
        message("Letters"),
        "How often `ssetrack letters` writes to them at most: `weekly`, `monthly`, `never`",
        "monthly",
        private=True,
    )
    members: Texts = many(
        message("Members"), "Short names of the people and teams in this team", ["marcos", "chilo"]
    )
    vacant: Switch = field(message("Vacant role"), "A vacant role: nobody has it yet", True, default=False)
    alternates: Texts = many(message("Alternates"), "Short names of those who step in")
    aliases: Texts = many(message("Other names"), "Other ways in which the name is written")
    contact: Text | None = field(message("Contact"), "How to reach them, as text", private=True)
    url: Text | None = field(message("Address"), "Their page", "https://example.org")
    notes: Prose | None = field(message("Notes"), "Anything else worth knowing")


class Entry(Model):
    """One date of a `when` or a `deadline`; several are alternatives until one is chosen."""

    date: Text = required_field(message("Date"), "The date", "2004-04-08/2004-04-09", "2021-10-08")
    time: Text | None = field(message("Hours"), "The hours on that day, local time", "20:00-21:30", "20:00")
    timezone: Text | None = field(message("Zone"), "The zone of the hours: an IANA name", "Africa/Dakar")
    where: Prose | None = field(message("Where"), "The place", "Rio de Janeiro")
    id: Text | None = field(message("Id"), "An id for this alternative; else made from its place", "rio")
    repeat: Text | None = field(
        message("Repeats"),
        "How it recurs",
        "every 2 weeks",
        "first Monday of the month",
        "FREQ=MONTHLY;BYDAY=1TU",
    )
    until: Text | None = field(message("Until"), "The last day on which it may recur", "2026-12-31")


def _entries(value: object) -> object:
    """A text or a mapping as a list of one; a list as it is."""
    if isinstance(value, dict) and value and all(content is None for content in value.values()):
        raise PydanticCustomError("unreadable-date", "flow set", {"wanted": "flow set"})
    return [value] if isinstance(value, str | dict) else value


Entries = Annotated[
    tuple[Entry, ...], BeforeValidator(_entries, json_schema_input_type=Entry | tuple[Entry, ...])
]
"""A date, a mapping with a date, or a list of them: alternatives."""


class Occurrence(Model):
    """What one time of a series has of its own, under the day on which the rule puts it."""

    date: Text | None = field(message("Date"), "The date to which it is moved", "2026-12-14", diff="date")
    time: Text | None = field(message("Hours"), "Its hours, local time", "18:00-19:00")
    timezone: Text | None = field(message("Zone"), "The zone of its hours: an IANA name", "America/Lima")
    where: Prose | None = field(message("Where"), "Its place", "Lima")
    owners: Texts = many(
        message("Owners"), "Who hosts this time: short names of owners", ["marcos"], diff="people"
    )
    status: OccurrenceStatus | None = field(
        message("Status"),
        "`cancelled` where it is skipped, `added` where the rule has no such day",
        "cancelled",
        diff="status",
    )
    done: Text | None = field(message("Done"), "The day on which it took place or was finished", "2026-10-07")
    notes: Prose | None = field(message("Notes"), "Anything else worth knowing", remark=True)
    links: tuple[Link, ...] = many(message("Links"), "Pages about it, such as its minutes")


class Work(Model):
    """What activities and milestones have in common."""

    deadline: Entries = many(
        message("Deadline"), "Due by the end of it", "2004-01", "December 2004", "ongoing", "?", diff="date"
    )
    when: Entries = many(
        message("When"),
        "Takes place then; a list holds alternatives",
        "2021-10-08",
        [{"date": "2004-04-08/2004-04-09", "where": "Rio de Janeiro"}],
        diff="date",
    )
    start: Text | None = field(message("Start"), "Work begins; never moves the due period", "2004-03")
    owners: Texts = many(
        message("Owners"),
        "Who is responsible: short names of owners",
        ["marcos", "core-group"],
        diff="people",
    )
    contributors: Texts = many(
        message("With"), "Who contributes: short names of owners", ["franck"], alias="with", diff="people"
    )
    goals: Texts = many(message("Goals"), "The goals that it supports", ["A", "D"])
    tags: Texts = many(message("Tags"), "Words to find it by", ["forum"])
    language: Text | None = field(message("Language"), "The language in which it is held, as a tag", "fr")
    after: Texts = many(message("After"), "Its prerequisites: ids of items that come first", ["1.1"])
    status: Status | None = field(
        message("Status"), "Where it stands; `planned` where left out", "in-progress", diff="status"
    )
    done: Text | None = field(
        message("Done"), "The day on which it was finished", "2004-01-21", diff="status"
    )
    progress: Percent | None = field(message("Progress"), "How far it is", "40%")
    where: Prose | None = field(message("Where"), "The place", "Mumbai")
    deliverables: Proses = many(message("Deliverables"), "What it hands over", ["Approved action plan"])
    notes: Prose | None = field(message("Notes"), "Anything else worth knowing")
    log: Texts = many(
        message("Log"),
        "What happened: texts that begin with a day, newest last",
        ["2004-01-12 waiting for figures"],
        remark=True,
    )
    links: tuple[Link, ...] = many(message("Links"), "Pages about it")
    remind: Texts = many(
        message("Reminders"), "Days or weeks before its date; for feeds with `--alarms`", ["14d", "2w"]
    )
    occurrences: dict[str, Occurrence] = field(
        message("Occurrences"),
        "Of what repeats: what differs from its rule, under the day on which the rule puts it",
        {"2026-12-07": {"date": "2026-12-14"}, "2027-01-07": "cancelled"},
        default={},
    )


class Milestone(Work):
    """One of several dates of an activity: an item of its own, `activity/milestone`."""

    id: Text = required_field(message("Id"), "Its id, unique in its activity", "draft", diff="key")
    uid: Text | None = field(
        message("UID"), "Its id before it was renamed: calendars know it by that", "draft", diff="never"
    )
    title: Prose = required_field(message("Title"), "What is reached", "Draft")


class Activity(Work):
    """A piece of work with people and a date; with `milestones`, each of those is an item instead."""

    id: Text = required_field(message("Id"), "Its id, unique in the plan", "1.2", diff="key")
    uid: Text | None = field(
        message("UID"), "Its id before it was renamed: calendars know it by that", "1.2", diff="never"
    )
    title: Prose = required_field(message("Title"), "What is done", "Core Group meeting")
    milestones: tuple[Milestone, ...] = many(
        message("Milestones"), "Its dates, where it has several", diff="parts"
    )
    accountable: Texts = many(message("Accountable"), "Who answers for it in the end")
    consulted: Texts = many(message("Consulted"), "Who is asked")
    informed: Texts = many(message("Informed"), "Who is told")
    priority: Priority | None = field(message("Priority"), "How much it matters", "high")
    participants: tuple[Participant, ...] = many(message("Participants"), "Who takes part")
    agenda: tuple[AgendaItem, ...] = many(message("Agenda"), "What is talked about")
    indicators: tuple[Indicator, ...] = many(message("Indicators"), "How one will see that it worked")
    budget: Text | None = field(
        message("Budget"), "What it costs, as text", "12 000 EUR", private=True, remark=True
    )
    check_in: Text | None = field(
        message("Check-in"), "How often an ongoing activity is looked at", "every 3 months", alias="check-in"
    )


class Section(Model):
    """A heading with activities and sections under it."""

    title: Prose = required_field(message("Title"), "The heading", "Meetings")
    id: Text | None = field(message("Id"), "Its id, unique among sections", "meetings")
    lead: Texts = many(message("Default owner"), "Owners of whatever below has none", ["core-group"])
    notes: Prose | None = field(message("Notes"), "Anything else worth knowing")
    sections: tuple["Section", ...] = many(message("Sections"), "The sections under it", diff="parts")
    activities: tuple[Activity, ...] = many(message("Activities"), "Its activities", diff="parts")


class Plan(Model):
    """A work plan: one file."""

    format: Literal["1"] = required_field(
        message("Format"), "The version of the format", 1, alias="ssetrack", diff="never"
    )
    title: Prose = required_field(message("Title"), "The plan's title", "Work plan 2004–2005")
    id: Text | None = field(message("Id"), "Its id; else made from the file's name", "vision")
    language: Text | None = field(
        message("Language"),
        "The language of its plain texts, and how its dates are read; `en` where left out",
        "fr",
    )
    timezone: Text | None = field(
        message("Zone"), "The zone of its clock times: an IANA name, or `AoE`", "Europe/Paris"
    )
    period: Text | None = field(message("Period"), "When the plan runs", "2004/2005")
    start: Text | None = field(message("Start"), "The day or month in which `M1` begins", "2027-03")
    year_starts: Text | None = field(
        message("Year starts"),
        "When the network's own year begins, for dates such as `2026/27`: a month, or month and day",
        "04",
        "04-06",
        alias="year-starts",
    )
    aim: Prose | None = field(message("Aim"), "What it is all for, in a sentence")
    source: Prose | None = field(message("Source"), "Where the plan was taken from")
    notes: Prose | None = field(message("Notes"), "Anything else worth knowing")
    contact: Text | None = field(
        message("Contact"), "How to reach those who keep the plan, as text", private=True
    )
    links: tuple[Link, ...] = many(message("Links"), "Pages about it")
    lead: Texts = many(message("Default owner"), "Owners of whatever has none", ["core-group"])
    goals: dict[str, Goal] = field(
        message("Goals"), "The goals, under a letter or a short name", default={}, diff="parts"
    )
    owners: dict[str, Owner] | None = field(
        message("Owners"), "People, teams and vacant roles, under a short name", diff="parts"
    )
    sections: tuple[Section, ...] = many(message("Sections"), "The sections, in reading order", diff="parts")
    activities: tuple[Activity, ...] = many(
        message("Activities"), "Activities outside any section", diff="parts"
    )
