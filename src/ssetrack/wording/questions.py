"""Questions in words.

Comes in: a question and how the reader looks. Goes out: a sentence in the reader's language, as somebody
would put it in a call.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ssetrack.language.message import Message, message
from ssetrack.query.columns import View
from ssetrack.query.questions import About, OpenQuestion, VacantRoles
from ssetrack.wording.cells import MOST_LISTED, name_list
from ssetrack.wording.dates import options_text, period_words
from ssetrack.wording.printable import one_line

ABOUT = {
    About.NO_DATE: message("without a date"),
    About.NO_START: message("about when a project begins"),
    About.UNREADABLE_DATE: message("with a date that cannot be read"),
    About.ALTERNATIVES: message("with several dates to choose from"),
    About.VAGUE_DATE: message("with a vague date"),
    About.NO_OWNER: message("without an owner"),
    About.OPEN_SEAT: message("about vacant roles"),
    About.BLOCKED: message("waiting for something undecided"),
    About.TRANSLATION: message("without a translation"),
    About.MISSED: message("with a time that was missed"),
}


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
            return message(
                "When does it take place? It only says {text}.", text=period_words(status.due.period, view)
            )
        case About.VAGUE_DATE:
            return message("When is it due? It only says {text}.", text=period_words(status.due.period, view))
        case About.NO_OWNER:
            return message("Who takes it on?")
        case About.OPEN_SEAT:
            return _seats(question, view)
        case About.BLOCKED:
            named = [view.id(one) for one in islice(question.waits_for, MOST_LISTED)]
            ids = name_list(named, view.speaker, more=len(question.waits_for) - len(named))
            return message("It waits for {ids}, which is undecided: what does that mean for it?", ids=ids)
        case About.MISSED:
            return message("What became of it: {period}?", period=period_words(status.due.period, view))
        case About.TRANSLATION:
            return message("Who translates its title into {languages}?", languages=", ".join(question.names))


def _choice(question: OpenQuestion, view: View) -> Message:
    status = question.status
    options = options_text(status, view)
    if any(option.where is not None for option in status.due.alternatives):
        return message("Which date and place: {options}?", options=options)
    return message("Which date: {options}?", options=options)


def _seats(question: OpenQuestion, view: View) -> Message:
    return _who_fills(view.names(question.status, question.names))


def _who_fills(names: Sequence[str]) -> Message:
    if len(names) == 1:
        return message("Who fills the vacant role {name}?", name=names[0])
    return message("Who fills the vacant roles {names}?", names=", ".join(names))


def roles_text(roles: VacantRoles, view: View) -> str:
    """The question after roles that lead several items, which are listed below it."""
    return one_line(view.speaker.say(_who_fills(roles.names)))


def led_items(roles: VacantRoles, view: View) -> Iterator[tuple[str, str]]:
    """The items that roles lead, with their titles; where they are very many, how many more there are."""
    for status in roles.statuses[:MOST_LISTED]:
        yield view.id(status), view.title(status)
    left = len(roles.statuses) - MOST_LISTED
    if left > 0:
        yield "", view.speaker.count("and {number} more", "and {number} more", left)
