"""What `diff` found as Markdown, for a pull request.

Comes in: changes. Goes out: text with every content escaped; nothing at all where nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.formats.markdown import escaped
from ssetrack.formats.views_markdown import table
from ssetrack.language.message import message
from ssetrack.query.changes import Changes, What
from ssetrack.wording.changes import KINDS, between, change_words


def changes_markdown(changes: Changes) -> str:
    """The changes as a summary and a table, or nothing where there are none."""
    return "".join(f"{line}\n" for line in _markdown(changes))


def _markdown(changes: Changes) -> Iterator[str]:
    if not changes.changes:
        return
    view, speaker = changes.view, changes.view.speaker
    kinds = (
        f"{number} {speaker.say(KINDS[What(what)])}" for what, number in changes.counts.items() if number
    )
    yield f"**{escaped(', '.join(kinds))}** ({escaped(between(changes))})"
    yield ""
    headings = (message("Change"), message("Id"), message("Title"), message("What"))
    yield from table(
        (speaker.say(heading) for heading in headings),
        (
            (speaker.say(KINDS[change.what]), view.id(change.status), view.title(change.status),
             change_words(change, view))
            for change in changes.changes
        ),
    )  # fmt: skip
