"""Words that a view says in every format: the names of its rows and columns, and its counts.

Comes in: what `query` answered and who speaks to the reader. Goes out: text of one line. What a terminal or
a page does with it is not known here.
"""

from __future__ import annotations

from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.query.coverage import PartRow, PlanCoverage
from ssetrack.query.questions import AskedGroup, Questions
from ssetrack.query.workload import LATER, ON_HOLD, OVERDUE, Load
from ssetrack.status import State
from ssetrack.wording.punctuation import behind_label
from ssetrack.wording.questions import ABOUT
from ssetrack.wording.words import STATES, UNDATED_WORDS, quarter

COLUMN_WORDS: dict[str, Message] = {
    OVERDUE: STATES[State.OVERDUE],
    ON_HOLD: STATES[State.ON_HOLD],
    LATER: message("later"),
    "": message("All"),
    **UNDATED_WORDS,
}
"""Headings of the columns of a workload that are no quarter."""


def part_name(part: PartRow, speaker: Speaker) -> str:
    """A section by its id and title, a quarter by its name."""
    if part.titles:
        title = part.titles[-1]
        return f"{part.id} {title}" if part.id else title
    if part.id is None:
        return speaker.say(message("(outside any section)"))
    words = UNDATED_WORDS.get(part.id)
    return quarter_name(part.id, "-", speaker) if words is None else speaker.say(words)


def left_out(plan: PlanCoverage, speaker: Speaker) -> str:
    """What a matrix that is too large does not show."""
    return speaker.say(
        message(
            "This table is too large to be shown whole: it has {columns} of {goals} goals and {rows}"
            " of {parts} rows. `ssetrack goals --format csv` has all numbers.",
            columns=len(plan.columns),
            goals=len(plan.goals),
            rows=len(plan.rows),
            parts=len(plan.parts),
        )
    )


def quarter_name(name: str, between: str, speaker: Speaker) -> str:
    """A quarter such as "2004-Q3" in the reader's language; any other name as it is."""
    year, found, number = name.partition("-Q")
    return f"{year}{between}{quarter(speaker, int(number))}" if found and number.isdigit() else name


def owner_name(load: Load, speaker: Speaker) -> str:
    """The name, or a word for nobody."""
    return load.name if load.kind != "nobody" else speaker.say(message("(nobody)"))


def column_heading(column: str, speaker: Speaker) -> str:
    """The heading of a column; a quarter's is its year and its number."""
    words = COLUMN_WORDS.get(column)
    return quarter_name(column, " ", speaker) if words is None else speaker.say(words)


def whom(group: AskedGroup, speaker: Speaker) -> str:
    """Those to whom a group of questions goes."""
    return ", ".join(group.names) if group.names else speaker.say(message("No owner yet: decide together"))


def question_counts(questions: Questions, speaker: Speaker) -> str:
    """The line that counts: "9 questions: 1 without a date, 8 about vacant roles"; that there is none."""
    counts = questions.asked_counts
    total = sum(counts.values())
    if not total:
        return speaker.say(message("No open questions."))
    line = speaker.count("{number} question", "{number} questions", total)
    parts = [
        speaker.say(counted(counts[about.value]))
        for about, counted in ABOUT.items()
        if counts.get(about.value)
    ]
    return behind_label(line, ", ".join(parts), speaker) if parts else line
