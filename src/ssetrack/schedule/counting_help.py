"""What to write where a date is told by another item in words: `before the assembly`.

Comes in: the words, and a plan with its items. Goes out: how to count from the item that they seem to name.
"""

from functools import cached_property

from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few, nearest
from ssetrack.plan.prose import own_text
from ssetrack.plan.slug import slug
from ssetrack.portfolio import PlanFile

MOST_SMALL = 3
"""Letters of a word that names nothing: `the`, `une`."""


class CountingHelp:
    """Knows the words by which the items of a plan may be meant."""

    def __init__(self, file: PlanFile) -> None:
        self.file = file

    @cached_property
    def _words(self) -> list[tuple[str, frozenset[str]]]:
        """The id of each item, and the words of its id and title."""
        found: list[tuple[str, frozenset[str]]] = []
        for item in self.file.items:
            title = own_text((item.milestone or item.activity).title, self.file.language)
            found.append((item.id, frozenset(slug(f"{item.id} {title}").split("-"))))
        return found

    def help(self, words: str) -> Message | None:
        """How to count from the item that the words name; None where nothing looks like it."""
        wanted = {word for word in slug(words).split("-") if len(word) > MOST_SMALL}
        ids = [own_id for own_id, known in self._words if not wanted.isdisjoint(known)]
        if not ids:
            likely = nearest(slug(words), [item.id for item in self.file.items])
            ids = [] if likely is None else [likely]
        if not ids:
            return None
        return message(
            "write for example `1 day before {id}`; items with a similar name: {names}",
            id=ids[0],
            names=few(ids),
        )
