"""The words for states, flags and days that people read, as templates ready for catalogues."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssetrack.dates import display, on_days
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.status import Flag, State

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Recurrence

STATES = {
    State.OVERDUE: message("overdue"),
    State.DUE_SOON: message("due soon"),
    State.UPCOMING: message("upcoming"),
    State.ONGOING: message("ongoing"),
    State.UNDATED: message("undated"),
    State.ON_HOLD: message("on hold"),
    State.DONE: message("done"),
    State.CANCELLED: message("cancelled"),
}

FLAGS = {
    Flag.UNASSIGNED: message("unassigned"),
    Flag.BLOCKED: message("blocked"),
    Flag.UNDECIDED: message("undecided"),
    Flag.STARTED: message("started"),
    Flag.APPROXIMATE: message("approximate"),
    Flag.INVALID: message("invalid"),
}

CHOICES = {
    "planned": message("planned"),
    "in-progress": message("in progress"),
    "on-hold": STATES[State.ON_HOLD],
    "done": STATES[State.DONE],
    "cancelled": STATES[State.CANCELLED],
    "added": message("added"),
    "high": message("high"),
    "normal": message("normal"),
    "low": message("low"),
}
"""The words that a plan chooses from for a status or a priority."""

STYLES = {
    State.OVERDUE: "bold red",
    State.DUE_SOON: "bold yellow",
    State.UPCOMING: "green",
    State.ONGOING: "cyan",
    State.UNDATED: "magenta",
    State.ON_HOLD: "dim",
    State.DONE: "dim green",
    State.CANCELLED: "dim",
}
"""How a terminal colours a state; the word always stands there too."""


def days(speaker: Speaker, left: int | None) -> str:
    """Days left: "in 5 days", "today", "3 days" (said behind the word overdue); nothing where not counted."""
    if left is None:
        return ""
    if left == 0:
        return speaker.say(message("today"))
    if left < 0:
        return speaker.count("{number} day", "{number} days", -left)
    return speaker.count("in {number} day", "in {number} days", left)


def state_count(speaker: Speaker, state: State, number: int) -> str:
    """How many items are in a state, in words that agree with the number where a language asks for that."""
    match state:
        case State.OVERDUE:
            return speaker.count("{number} overdue", "{number} overdue", number)
        case State.DUE_SOON:
            return speaker.count("{number} due soon", "{number} due soon", number)
        case State.UPCOMING:
            return speaker.count("{number} upcoming", "{number} upcoming", number)
        case State.DONE:
            return speaker.count("{number} done", "{number} done", number)
        case State.CANCELLED:
            return speaker.count("{number} cancelled", "{number} cancelled", number)
        case State.ONGOING | State.UNDATED | State.ON_HOLD:  # one form in all our languages
            return f"{number} {speaker.say(STATES[state])}"


def state_heading(speaker: Speaker, state: State, number: int) -> str:
    """What is above the items of a state: "Overdue (9)"."""
    words = speaker.say(STATES[state])
    name = words[:1].upper() + words[1:]
    return speaker.say(message("{name} ({number})", name=name, number=number))


def summary(speaker: Speaker, counts: dict[str, int]) -> str:
    """The line above a table: "21 items: 11 overdue, 7 upcoming; 10 unassigned", without the zeros."""
    total = sum(counts[state.value] for state in State)
    parts = [state_count(speaker, state, counts[state.value]) for state in State if counts[state.value]]
    line = speaker.count("{number} item", "{number} items", total)
    if parts:
        line = speaker.say(message("{items}: {parts}", items=line, parts=", ".join(parts)))
    if counts["unassigned"]:
        others = f"{counts['unassigned']} {speaker.say(FLAGS[Flag.UNASSIGNED])}"
        line = speaker.say(message("{items}; {others}", items=line, others=others))
    return line


def repeat_text(speaker: Speaker, recurrence: Recurrence) -> str:
    """How often something comes back, in the reader's words; as written where there are none."""
    from ssetrack.dates.repeat import display_repeat  # few plans need it

    repeat = recurrence.repeat
    words = display_repeat(repeat, speaker.language, recurrence.first_day)
    if repeat.count is None or words == repeat.text:
        return words
    return f"{words}, {speaker.count('{number} time', '{number} times', repeat.count)}"


def repeat_words(text: str, speaker: Speaker) -> str:
    """A text that says how often something comes back, in the reader's words; as written where it is none."""
    from ssetrack.dates import DateProblem
    from ssetrack.dates.repeat import display_repeat, parse_repeat

    read = parse_repeat(text)
    return text if isinstance(read, DateProblem) else display_repeat(read, speaker.language)


def quarter(speaker: Speaker, number: int) -> str:
    """The name of a quarter: "Q3", and "T3" where quarters are called after the three months."""
    return speaker.say(message("Q{number}", number=number))


def as_of(speaker: Speaker, day: date, zone: str, *, iso: bool = False) -> str:
    """The line that says which day a report is about, and in which zone that day was today."""
    said = day.isoformat() if iso else display(on_days(day, day), speaker.language)
    return speaker.say(message("as of {day}, {zone}", day=said, zone=zone))


def closed_items_line(speaker: Speaker, number: int) -> str:
    """The line that says how many closed items a table leaves out."""
    return speaker.count(
        "{number} closed item is not shown (--all shows it)",
        "{number} closed items are not shown (--all shows them)",
        number,
    )


STANDING_WORDS = {"ongoing": message("ongoing"), "tbd": message("tbd")}
"""Words that a plan may have in place of a date."""

BEFORE_FLAGS = message("; ")
"""Between a state with its days and the flags."""

UNDATED_WORDS = {"ongoing": message("ongoing"), "undated": message("no date")}
"""What stands in place of a quarter where there is none."""

OWNER_KINDS = {
    "person": message("People"),
    "team": message("Teams"),
    "open-seat": message("Vacant roles"),
    "nobody": message("No owner"),
}
"""Headings for who can own an item."""
