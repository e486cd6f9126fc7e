"""The words for states, flags and days that people read, as templates ready for catalogues."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssetrack.dates import display, on_days
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.status import Flag, State
from ssetrack.wording.punctuation import behind_label, in_a_row

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

HEADINGS = {
    State.OVERDUE: message("overdue", context="heading"),
    State.DUE_SOON: message("due soon", context="heading"),
    State.UPCOMING: message("upcoming", context="heading"),
    State.ONGOING: message("ongoing", context="heading"),
    State.UNDATED: message("undated", context="heading"),
    State.ON_HOLD: message("on hold", context="heading"),
    State.DONE: message("done", context="heading"),
    State.CANCELLED: message("cancelled", context="heading"),
}
"""The same above the items of a state, which other languages say in the plural."""

FLAGS = {
    Flag.UNASSIGNED: message("unassigned"),
    Flag.BLOCKED: message("blocked"),
    Flag.UNDECIDED: message("undecided"),
    Flag.STARTED: message("started"),
    Flag.APPROXIMATE: message("approximate", context="flag"),
    Flag.INVALID: message("invalid"),
}

CHOICES = {
    "planned": message("planned"),
    "in-progress": message("in progress"),
    "on-hold": STATES[State.ON_HOLD],
    "done": STATES[State.DONE],
    "cancelled": STATES[State.CANCELLED],
    "added": message("added"),
    "high": message("high", context="priority"),
    "normal": message("normal", context="priority"),
    "low": message("low", context="priority"),
    "weekly": message("once a week at most"),
    "monthly": message("once a month at most"),
    "never": message("never", context="letters"),
}
"""The words that a plan chooses from for a status, a priority, or how often somebody gets a letter."""

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
    """Days in a list whose heading says what they are: "in 5 days", "today", "3 days" below "Overdue".

    Empty where they are not counted. `state_days` says them with their state.
    """
    if left is None:
        return ""
    if left > 0:
        return speaker.count("in {number} day", "in {number} days", left, context="list")
    if left < 0:
        return speaker.count("{number} day", "{number} days", -left)
    return speaker.say(message("today"))


def state_days(speaker: Speaker, state: State, left: int | None) -> str:
    """A state with its days: "overdue by 3 days", "upcoming, in 60 days", "on hold"."""
    words = speaker.say(STATES[state])
    if left is None:
        return words
    if left == 0:
        return f"{words}, {speaker.say(message('today'))}"
    if left > 0:
        return f"{words}, {speaker.count('in {number} day', 'in {number} days', left)}"
    if state is State.OVERDUE:
        return speaker.count("overdue by {number} day", "overdue by {number} days", -left)
    return f"{words}, {speaker.count('{number} day ago', '{number} days ago', -left)}"


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
        case State.ONGOING:
            return speaker.count("{number} ongoing", "{number} ongoing", number)
        case State.UNDATED:
            return speaker.count("{number} undated", "{number} undated", number)
        case State.ON_HOLD:
            return speaker.count("{number} on hold", "{number} on hold", number)


def state_heading(speaker: Speaker, state: State, number: int) -> str:
    """What is above the items of a state: "Overdue (9)"."""
    words = speaker.say(HEADINGS[state])
    name = words[:1].upper() + words[1:]
    return speaker.say(message("{name} ({number})", name=name, number=number))


def summary(speaker: Speaker, counts: dict[str, int]) -> str:
    """The line above a table: "21 items: 11 overdue, 7 upcoming; 10 unassigned", without the zeros."""
    total = sum(counts[state.value] for state in State)
    parts = [state_count(speaker, state, counts[state.value]) for state in State if counts[state.value]]
    line = speaker.count("{number} item", "{number} items", total)
    if parts:
        line = behind_label(line, ", ".join(parts), speaker)
    if counts["unassigned"]:
        others = speaker.count("{number} unassigned", "{number} unassigned", counts["unassigned"])
        line = in_a_row((line, others), speaker)
    return line


def repeat_text(speaker: Speaker, recurrence: Recurrence) -> str:
    """How often something comes back, in the reader's words; as written where there are none."""
    from ssetrack.dates.repeat import display_repeat  # few plans need it

    repeat = recurrence.repeat
    words = display_repeat(repeat, speaker.language, recurrence.first_day)
    if words != repeat.text:
        words = speaker.in_print(words)
    if repeat.count is None or words == repeat.text:
        return words
    return f"{words}, {speaker.count('{number} time', '{number} times', repeat.count)}"


def repeat_words(text: str, speaker: Speaker) -> str:
    """A text that says how often something comes back, in the reader's words; as written where it is none."""
    from ssetrack.dates import DateProblem
    from ssetrack.dates.repeat import display_repeat, parse_repeat

    read = parse_repeat(text)
    return text if isinstance(read, DateProblem) else speaker.in_print(display_repeat(read, speaker.language))


def quarter(speaker: Speaker, number: int) -> str:
    """The name of a quarter: "Q3", and "T3" where quarters are called after the three months."""
    return speaker.say(message("Q{number}", number=number))


def as_of(speaker: Speaker, day: date, zone: str, *, iso: bool = False) -> str:
    """The line that says which day a report is about, and in which zone that day was today."""
    said = day.isoformat() if iso else speaker.in_print(display(on_days(day, day), speaker.language))
    return speaker.say(message("as of {day}, {zone}", day=said, zone=zone))


def closed_items_line(speaker: Speaker, number: int) -> str:
    """The line that says how many items that are done or cancelled a table leaves out."""
    return speaker.count(
        "{number} item that is done or cancelled is not shown (--all shows it)",
        "{number} items that are done or cancelled are not shown (--all shows them)",
        number,
    )


STANDING_WORDS = {"ongoing": message("ongoing"), "tbd": message("tbd")}
"""Words that a plan may have in place of a date."""

UNDATED_WORDS = {"ongoing": message("ongoing"), "undated": message("no date")}
"""What stands in place of a quarter where there is none."""

OWNER_KINDS = {
    "person": message("People"),
    "team": message("Teams"),
    "open-seat": message("Vacant roles"),
    "nobody": message("No owner"),
}
"""Headings for who can own an item."""
