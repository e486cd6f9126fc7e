"""What `diff` found as Markdown, for a pull request.

Comes in: changes. Goes out: text with every content escaped; nothing at all where nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.formats.markdown import table
from ssetrack.language.message import message
from ssetrack.query.changes import Changes, What
from ssetrack.wording.cells import title_words
from ssetrack.wording.changes import (
    BESIDE,
    FATES,
    KINDS,
    change_words,
    comparison,
    details_words,
    part_name,
    part_title,
)
from ssetrack.wording.printable import markdown_text
from ssetrack.wording.punctuation import behind_label


def changes_markdown(changes: Changes) -> str:
    """The changes as a summary and a table, or nothing where there are none."""
    return "".join(f"{line}\n" for line in _markdown_lines(changes))


def _markdown_lines(changes: Changes) -> Iterator[str]:
    if not changes.changes and not changes.parts:
        return
    view, speaker = changes.view, changes.view.speaker
    kinds = [(KINDS[What(what)], number) for what, number in changes.counts.items() if number]
    if changes.parts:
        kinds.append((BESIDE, len(changes.parts)))
    counts = [behind_label(speaker.say(words), str(number), speaker) for words, number in kinds]
    yield f"**{markdown_text(', '.join(counts))}** ({markdown_text(comparison(changes))})"
    yield ""
    headings = (message("Change"), message("Id"), message("Title"), message("What"))
    items = (
        (speaker.say(KINDS[change.what]), view.id(change.status), title_words(change.status, view),
         change_words(change, view))
        for change in changes.changes
    )  # fmt: skip
    parts = (
        (speaker.say(FATES[part.fate]), part_name(part, view), part_title(part, view),
         details_words(part.details, view, part.file.language))
        for part in changes.parts
    )  # fmt: skip
    yield from table((speaker.say(heading) for heading in headings), (*items, *parts))
