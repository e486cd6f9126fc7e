"""What a brief says, list by list, in words: for terminals, mails and Markdown.

Comes in: a brief, and how many lines of each list there is room for. Goes out: blocks with a heading and
lines, in the reader's language; what is left out is counted, with the command that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.query.brief import Brief, Decision, day_that_counts
from ssetrack.query.changes import Changes, ItemChange, What
from ssetrack.query.columns import View
from ssetrack.query.part_changes import Fate, Part, PartChange
from ssetrack.query.questions import About
from ssetrack.status import State, Status
from ssetrack.wording.cells import name_list, title_words
from ssetrack.wording.changes import change_words, part_name, part_title, part_words
from ssetrack.wording.dates import date_words
from ssetrack.wording.languages import title_language
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import behind_label, in_a_row
from ssetrack.wording.questions import question_text
from ssetrack.wording.since import changed_since, limits
from ssetrack.wording.words import STATES, STYLES, days, state_count

BEFORE_WHO = " · "
"""Between what is said of a thing and who has it: open seats have brackets of their own."""

MOST_NAMES = 3
"""People who are named in a line."""

MOST_OTHERS = 3
"""Items that are named beside the first that waits for a vacant role."""


FATES = {What.NEW: message("new item"), What.GONE: message("removed"), What.DONE: STATES[State.DONE]}
"""What became of an item, where the change itself does not say it."""


class Line(NamedTuple):
    """One thing: its id, its title, what is said of it, who has it; the style of what is said.

    `status` is the item as it is, where a change is told of one; `language` that of the title, where it is
    another than that of the words.
    """

    id: str
    title: str
    words: str
    who: str = ""
    style: str = ""
    status: Status | None = None
    language: str | None = None


class Block(NamedTuple):
    """A list with its heading. `more` says what is not in it, and `remarks` what could not be.

    In a `table` each line has the same things to say.
    """

    heading: str
    lines: tuple[Line, ...] = ()
    more: str = ""
    remarks: tuple[str, ...] = ()
    is_table: bool = False


class Commands(NamedTuple):
    """The commands that show the rest of each list, as the reader would type them; nothing for others."""

    overdue: str = ""
    coming: str = ""
    decisions: str = ""
    changed: str = ""
    all: str = ""


class ToldBrief(NamedTuple):
    """A brief for people; for whoever sits before it, with the commands that show the rest."""

    brief: Brief
    commands: Commands = Commands()


def blocks(told: ToldBrief, most: int) -> Iterator[Block]:
    """The lists of a brief, each with at most so many lines."""
    brief, commands = told
    view, speaker = brief.report.view, brief.report.view.speaker
    for loaded in view.portfolio.broken:
        yield Block(unreadable(loaded.source.path, speaker))
    yield _overdue(brief, commands, most)
    yield _coming(brief, commands, most)
    number = len(brief.asked)
    if number:
        yield Block(
            with_number(speaker.say(message("Decisions needed")), number),
            tuple(decision_line(one, view) for one in brief.asked[:most]),
            more_words(number - most, commands.decisions, speaker),
        )
    else:
        yield Block(speaker.say(message("No decision is needed")))
    if brief.changed is not None:
        yield _changes_block(brief.changed, commands, most)
    elif brief.unknown is not None:
        yield Block(unknown_changes(brief.unknown, speaker))


def unreadable(path: str, speaker: Speaker) -> str:
    """What is said of a plan that cannot be read."""
    return speaker.say(
        message("`{path}` cannot be read: what is in it is not shown here", path=one_line(path))
    )


def unknown_changes(reason: Message, speaker: Speaker) -> str:
    """What is said where there should be a history."""
    return speaker.say(message("What changed is not known: {reason}", reason=speaker.say(reason)))


def rest(told: ToldBrief) -> str:
    """The last line: "36 more later; 2 ongoing: ssetrack status"; nothing where nothing is left."""
    brief, commands = told
    speaker, counts = brief.report.view.speaker, brief.report.counts
    others = ", ".join(
        state_count(speaker, state, counts[state.value])
        for state in (State.ONGOING, State.UNDATED, State.ON_HOLD)
        if counts[state.value]
    )
    if not brief.later and not others:
        return ""
    line = speaker.count("{number} more later", "{number} more later", brief.later) if brief.later else others
    if brief.later and others:
        line = in_a_row((line, others), speaker)
    return _with(line, commands.all, speaker)


def _overdue(brief: Brief, commands: Commands, most: int) -> Block:
    speaker, number = brief.report.view.speaker, len(brief.overdue)
    if not number:
        return Block(speaker.say(message("Nothing is overdue")))
    return Block(
        with_number(speaker.say(message("Overdue")), number),
        tuple(_item(status, brief) for status in brief.overdue[:most]),
        more_words(number - most, commands.overdue, speaker),
        is_table=True,
    )


def _coming(brief: Brief, commands: Commands, most: int) -> Block:
    speaker, number = brief.report.view.speaker, len(brief.coming)
    if not number:
        return Block(
            speaker.count(
                "Nothing is due in the next {number} day",
                "Nothing is due in the next {number} days",
                brief.days,
            )
        )
    heading = speaker.count("Due in the next {number} day", "Due in the next {number} days", brief.days)
    return Block(
        with_number(heading, number),
        tuple(_item(status, brief) for status in brief.coming[:most]),
        more_words(number - most, commands.coming, speaker),
        is_table=True,
    )


def more_words(number: int, command: str, speaker: Speaker) -> str:
    """How many of a list are left out: "and 31 more: ssetrack open"; empty where none is."""
    if number <= 0:
        return ""
    rest_of_list = speaker.count("and {number} more", "and {number} more", number)
    return _with(rest_of_list, command, speaker)


def _with(line: str, command: str, speaker: Speaker) -> str:
    """A line, and the command that shows what it counts."""
    return behind_label(line, command, speaker) if command else line


def with_number(heading: str, number: int) -> str:
    """A heading with how many things are below it."""
    return f"{heading} ({number})"


def _item(status: Status, brief: Brief) -> Line:
    """An item with its date, and how many days are left or past."""
    view = brief.report.view
    left = status.days_left
    if status.due.kind == "event" and status.state is not State.OVERDUE:
        left = max(0, (day_that_counts(status) - brief.report.today).days)
    words = ", ".join(filter(None, (next_date(status, view), days(view.speaker, left))))
    return item_line(status, words, view)


def item_line(status: Status, words: str, view: View) -> Line:
    """An item with its title and its owners, and what is said of it."""
    who, style = _owners(status, view), STYLES[status.state]
    return Line(_id(status, view), _title(status, view), words, who, style, language=_language(status, view))


def next_date(status: Status, view: View) -> str:
    """When it is, in words; of what comes back only the time that counts."""
    return date_words(status._replace(due=status.due._replace(occurrences=None)), view)


def decision_line(decision: Decision, view: View) -> Line:
    """The questions about an item, and whose answer they wait for."""
    names = decision.asked.names
    who = name_list(names[:MOST_NAMES], view.speaker, more=max(0, len(names) - MOST_NAMES))
    status, words = decision.status, " ".join(_questions(decision, view))
    language = _language(status, view)
    return Line(_id(status, view), _title(status, view), words, who, "yellow", language=language)


def _questions(decision: Decision, view: View) -> Iterator[str]:
    """What is asked about an item; after a question about roles, for which items it is asked, too."""
    for one in decision.questions:
        yield question_text(one, view)
        if one.about is About.OPEN_SEAT and decision.others:
            more = max(0, len(decision.others) - MOST_OTHERS)
            ids = [view.id(other) for other in decision.others[:MOST_OTHERS]]
            yield view.speaker.say(
                message("The same for {ids}.", ids=name_list(ids, view.speaker, more=more))
            )


def _changes_block(changed: Changes, commands: Commands, most: int) -> Block:
    view, speaker = changed.view, changed.view.speaker
    remarks = tuple(one_line(speaker.say(sentence)) for sentence in limits(changed))
    assert changed.since is not None
    heading = changed_since(changed.since, speaker)
    found = changes_to_tell(changed)
    if not found:
        nothing = speaker.say(message("nothing", context="changes"))
        return Block(behind_label(heading, nothing, speaker), remarks=remarks)
    return Block(
        with_number(heading, len(found)),
        tuple(change_line(one, view) for one in found[:most]),
        more_words(len(found) - most, commands.changed, speaker),
        remarks,
    )


def changes_to_tell(changed: Changes) -> Sequence[ItemChange | PartChange]:
    """What is told of, new plans first: of those, each item is not."""
    plans = [part for part in changed.parts if part.part is Part.PLAN and part.fate is Fate.NEW]
    new = {id(part.file) for part in plans}
    items = [one for one in changed.changes if one.old is not None or id(one.status.file) not in new]
    return (*plans, *items, *(part for part in changed.parts if part not in plans))


def change_line(change: ItemChange | PartChange, view: View) -> Line:
    """What changed about an item, or about a plan, a goal, an owner or a section."""
    if isinstance(change, PartChange):
        if change.part is Part.PLAN and change.fate is Fate.NEW:
            return Line(
                one_line(change.id or ""), part_title(change, view), view.speaker.say(message("new plan"))
            )
        return Line("", part_title(change, view) or part_name(change, view), part_words(change, view))
    words, what = change_words(change, view), FATES.get(change.what)
    if what is not None:
        fate = view.speaker.say(what)
        words = behind_label(fate, words, view.speaker) if words else fate
    language = _language(change.status, view)
    return Line(
        _id(change.status, view), _title(change.status, view), words, status=change.new, language=language
    )


def _id(status: Status, view: View) -> str:
    return one_line(view.id(status))


def _title(status: Status, view: View) -> str:
    return one_line(title_words(status, view))


def _language(status: Status, view: View) -> str | None:
    return title_language(status, view, view.speaker.language)


def _owners(status: Status, view: View) -> str:
    owners = status.item.owners
    names = view.names(status, owners[:MOST_NAMES])
    return name_list(names, view.speaker, more=len(owners) - len(names))
