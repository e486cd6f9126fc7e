"""What `diff` found as a paragraph to paste into a mail.

Comes in: changes. Goes out: text: one line that whoever shows it breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ssetrack.query.changes import Changes, ItemChange
from ssetrack.query.part_changes import PartChange
from ssetrack.wording.cells import title_words
from ssetrack.wording.changes import (
    BESIDE,
    KINDS,
    NO_CHANGES,
    change_words,
    comparison,
    part_name,
    part_title,
    part_words,
)
from ssetrack.wording.printable import log_line, one_line
from ssetrack.wording.punctuation import behind_label, in_a_row


def changes_text(changes: Changes) -> str:
    """The changes as one paragraph: what is compared, then a sentence for each kind of change."""
    speaker = changes.view.speaker
    if not changes.changes and not changes.parts:
        return f"{speaker.say(NO_CHANGES)}\n"
    return log_line(" ".join((f"{comparison(changes)}.", *_sentences(changes)))) + "\n"


def _sentences(changes: Changes) -> Iterator[str]:
    speaker = changes.view.speaker
    for what, group in groupby(changes.changes, key=lambda change: change.what):
        things = in_a_row((_item(change, changes) for change in group), speaker)
        yield behind_label(speaker.say(KINDS[what]), things, speaker) + "."
    if changes.parts:
        things = in_a_row((_part(change, changes) for change in changes.parts), speaker)
        yield behind_label(speaker.say(BESIDE), things, speaker) + "."


def _item(change: ItemChange, changes: Changes) -> str:
    view = changes.view
    words = change_words(change, view)
    named = one_line(f"{view.id(change.status)} {title_words(change.status, view)}")
    return f"{named}, {words}" if words else named


def _part(change: PartChange, changes: Changes) -> str:
    view = changes.view
    return f"{part_name(change, view)}, {part_title(change, view)}, {part_words(change, view)}"
