"""Questions in words.

Comes in: a question and how the reader looks. Goes out: a sentence in the reader's language, as somebody
would put it in a call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from ssetrack.dates import Position
from ssetrack.language.message import Message, count_of, message
from ssetrack.query.columns import View
from ssetrack.query.questions import About, OpenQuestion, VacantRoles
from ssetrack.wording.cells import MOST_LISTED, name_list, title_words
from ssetrack.wording.dates import options_text, period_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import message_behind_label

ABOUT: dict[About, Callable[[int], Message]] = {
    About.NO_DATE: lambda number: count_of("{number} without a date", "{number} without a date", number),
    About.NO_START: lambda number: count_of(
        "{number} about when a project begins", "{number} about when a project begins", number
    ),
    About.UNREADABLE_DATE: lambda number: count_of(
        "{number} with a date that cannot be read", "{number} with a date that cannot be read", number
    ),
    About.ALTERNATIVES: lambda number: count_of(
        "{number} with several dates to choose from", "{number} with several dates to choose from", number
    ),
    About.VAGUE_DATE: lambda number: count_of(
        "{number} with a vague date", "{number} with a vague date", number
    ),
    About.NO_OWNER: lambda number: count_of("{number} without an owner", "{number} without an owner", number),
    About.OPEN_SEAT: lambda number: count_of(
        "{number} about vacant roles", "{number} about vacant roles", number
    ),
    About.BLOCKED: lambda number: count_of(
        "{number} waiting for something undecided", "{number} waiting for something undecided", number
    ),
    About.TRANSLATION: lambda number: count_of(
        "{number} without a translation", "{number} without a translation", number
    ),
    About.MISSED: lambda number: count_of(
        "{number} with a time that was missed", "{number} with a time that was missed", number
    ),
}
"""How many questions are about what."""


def question_text(question: OpenQuestion, view: View) -> str:
    """The question as a sentence."""
    return one_line(view.speaker.say(_sentence(question, view)))


def _sentence(question: OpenQuestion, view: View) -> Message:
    status = question.status
    match question.about:
        case About.NO_DATE if status.due.kind == "event" or status.item.work.when:
            return message("When does it take place?")
        case About.NO_DATE:
            return message("When is it due?")
        case About.NO_START:
            return message(
                "When does the project begin? `{text}` counts from its start.", text=status.due.text
            )
        case About.UNREADABLE_DATE:
            return message("Which date is meant by `{text}`?", text=status.due.text)
        case About.ALTERNATIVES:
            return _choice(question, view)
        case About.VAGUE_DATE if status.due.kind == "event":
            period = period_words(status.due.period, view, position=Position.SENTENCE)
            return message('When exactly does it take place? The plan says only "{period}".', period=period)
        case About.VAGUE_DATE:
            period = period_words(status.due.period, view, position=Position.SENTENCE)
            return message('When exactly is it due? The plan says only "{period}".', period=period)
        case About.NO_OWNER:
            return message("Who takes it on?")
        case About.OPEN_SEAT:
            return _seats(question, view)
        case About.BLOCKED:
            named = [view.id(one) for one in islice(question.waits_for, MOST_LISTED)]
            ids = name_list(named, view.speaker, more=len(question.waits_for) - len(named))
            if len(question.waits_for) == 1:
                return message(
                    "{ids} has no fixed date yet. Does {id} keep its date?", ids=ids, id=view.id(status)
                )
            return message(
                "{ids} have no fixed dates yet. Does {id} keep its date?", ids=ids, id=view.id(status)
            )
        case About.MISSED:
            when = period_words(status.due.period, view, position=Position.ON)
            return message("What happened {when}?", when=when)
        case About.TRANSLATION:
            return message(
                "Who translates its title? Languages: {languages}", languages=", ".join(question.names)
            )


def _choice(question: OpenQuestion, view: View) -> Message:
    status = question.status
    options = options_text(status, view, position=Position.CHOICE)
    if any(option.where is not None for option in status.due.alternatives):
        return message("Which date and place: {options}?", options=options)
    return message("Which date: {options}?", options=options)


def _seats(question: OpenQuestion, view: View) -> Message:
    return _who_fills(view.names(question.status, question.names))


def _who_fills(names: Sequence[str]) -> Message:
    if any(name.endswith("?") for name in names):  # what is called "Who translates?" asks by itself
        label = message("Vacant role") if len(names) == 1 else message("Vacant roles")
        return message_behind_label(label, ", ".join(names))
    if len(names) == 1:
        return message("Who fills the vacant role {name}?", name=names[0])
    return message("Who fills the vacant roles {names}?", names=", ".join(names))


def roles_text(roles: VacantRoles, view: View) -> str:
    """The question after roles that lead several items, which are listed below it."""
    return one_line(view.speaker.say(_who_fills(roles.names)))


def led_items(roles: VacantRoles, view: View) -> Iterator[tuple[str, str]]:
    """The items that roles lead, with their titles; where they are very many, how many more there are."""
    for status in roles.statuses[:MOST_LISTED]:
        yield view.id(status), title_words(status, view)
    left = len(roles.statuses) - MOST_LISTED
    if left > 0:
        yield "", view.speaker.count("and {number} more", "and {number} more", left)
