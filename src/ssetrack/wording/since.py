"""Since when changes are told, and what that leaves out, in words.

Comes in: changes since a day or a revision. Goes out: the line above them, and a sentence for each thing that
is not told: a history that begins later, plans that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssetrack.dates import display, on_days
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.query.changes import Changes
from ssetrack.query.since import Since
from ssetrack.wording.printable import one_line


def day_words(day: date, speaker: Speaker) -> str:
    """A day as people say it."""
    return speaker.in_print(display(on_days(day, day), speaker.language))


def changed_since(since: Since, speaker: Speaker) -> str:
    """The line above changes: "Changed since 23 November 2026"."""
    asked = since.begins or since.asked
    if isinstance(asked, date):
        return speaker.say(message("Changed since {day}", day=day_words(asked, speaker)))
    return one_line(speaker.say(message("Changed since the revision {revision}", revision=asked)))


def limits(changes: Changes) -> Iterator[Message]:
    """What the changes do not cover, a sentence each."""
    since, speaker = changes.since, changes.view.speaker
    if since is None:
        return
    if since.begins is not None:
        begins = day_words(since.begins, speaker)
        if since.is_shallow:
            yield message(
                "This clone has only the history from {day} on: earlier changes are not shown.",
                day=begins,
            )
        else:
            yield message("The history of these plans begins on {day}.", day=begins)
    for path in since.unreadable:
        yield message("`{path}` cannot be read, now or as it was: its changes are not known.", path=path)
    for path in since.unkept:
        yield message("`{path}` is not in this git repository: its changes are not known.", path=path)
