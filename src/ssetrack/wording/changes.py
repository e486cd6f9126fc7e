"""What changed, in words: for terminals and for Markdown.

Comes in: changes. Goes out: texts on one line, in the reader's language.
"""

from __future__ import annotations

from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.query.changes import Changes, ItemChange, What
from ssetrack.query.columns import View
from ssetrack.status import State, Status
from ssetrack.wording.printable import one_line
from ssetrack.wording.words import STATES, due_text

KINDS = {
    What.MOVED: message("Moved"),
    What.NEW: message("New"),
    What.GONE: message("Gone"),
    What.DONE: message("Done"),
    What.STATUS: message("Another status"),
    What.REASSIGNED: message("Reassigned"),
    What.RESCOPED: message("Re-scoped"),
}

FIELDS = {
    "title": message("title"),
    "section": message("section"),
    "goals": message("goals"),
    "where": message("place"),
    "after": message("prerequisites"),
    "deliverables": message("deliverables"),
    "agenda": message("agenda"),
    "participants": message("participants"),
    "indicators": message("indicators"),
    "budget": message("budget"),
}


def between(changes: Changes) -> str:
    """The line that says what is compared."""
    return changes.view.speaker.say(message("from {old} to {new}", old=changes.old, new=changes.new))


def change_words(change: ItemChange, view: View) -> str:
    """What changed, in words: "December 2004 → February 2005: 59 days later"."""
    speaker, old, new = view.speaker, change.old, change.new
    if change.what is What.MOVED and old is not None and new is not None:
        dates = f"{_date(old, speaker)} → {_date(new, speaker)}"
        moved = days_moved(change, speaker)
        return one_line(f"{dates}: {moved}" if moved else dates)
    if change.what is What.REASSIGNED and old is not None and new is not None:
        return one_line(f"{_people(old, view)} → {_people(new, view)}")
    if change.what is What.STATUS and old is not None and new is not None:
        return f"{_status_word(old, speaker)} → {_status_word(new, speaker)}"
    if change.what is What.RESCOPED:
        return ", ".join(speaker.say(FIELDS[name]) for name in change.fields)
    if change.what in (What.NEW, What.GONE):
        people = _people(change.status, view)
        return one_line(f"{_date(change.status, speaker)}; {people}")
    return ""


def days_moved(change: ItemChange, speaker: Speaker) -> str:
    """By how many days the last day moved, and the first where that is another number."""
    last, first = change.latest, change.earliest
    if last is None and first is None:
        return ""
    if last is None or first is None or first == last:
        return _later(speaker, last if last is not None else first or 0)
    return speaker.say(
        message("{last} (first day {first})", last=_later(speaker, last), first=_later(speaker, first))
    )


def _later(speaker: Speaker, days: int) -> str:
    if days == 0:
        return speaker.say(message("same day"))
    if days < 0:
        return speaker.count("{number} day earlier", "{number} days earlier", -days)
    return speaker.count("{number} day later", "{number} days later", days)


def _date(status: Status, speaker: Speaker) -> str:
    return due_text(speaker, status.due) or speaker.say(message("no date"))


def _people(status: Status, view: View) -> str:
    names = ", ".join(view.names(status, status.item.owners)) or view.speaker.say(message("(nobody)"))
    helpers = ", ".join(view.names(status, status.item.contributors))
    return (
        view.speaker.say(message("{owners}, with {helpers}", owners=names, helpers=helpers))
        if helpers
        else names
    )


PLANNED: dict[str, Message] = {"planned": message("planned"), "in-progress": message("in progress")}


def _status_word(status: Status, speaker: Speaker) -> str:
    word = status.item.status
    return speaker.say(PLANNED[word] if word in PLANNED else STATES[State(word)])
