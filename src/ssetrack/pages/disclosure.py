"""What a page tells to whom: remarks to those who work on the plan, contacts to those who may write.

Comes in: what was asked for. Goes out: whether a field is on the page, values without what is not, texts
without addresses, changes without the fields that the page does not have. A plan's own fields (`x-…`) are on
no page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ssetrack.language.speaker import Speaker
from ssetrack.plan.labels import LABELS
from ssetrack.plan.model import Occurrence
from ssetrack.plan.presentation import Presentation
from ssetrack.query.changes import Changes, ItemChange, What
from ssetrack.query.differences import FieldChange
from ssetrack.query.part_changes import Fate, PartChange
from ssetrack.wording.addresses import HIDDEN, without_addresses
from ssetrack.wording.printable import page_text


class Disclosure(NamedTuple):
    """`notes` is `--notes`: logs, budgets and notes of single times. `contacts` is `--contacts`."""

    notes: bool = False
    contacts: bool = False

    def shows(self, presentation: Presentation) -> bool:
        """Whether a field is on the page."""
        if presentation.remark:
            return self.notes
        return self.contacts or not presentation.private

    def value(self, value: Any) -> Any:
        """A value of a field without what the page does not have: the notes of single times."""
        if self.notes or not isinstance(value, Mapping):
            return value
        return {
            key: one.copy(notes=None) if isinstance(one, Occurrence) else one for key, one in value.items()
        }

    def text_of(self, speaker: Speaker) -> Callable[[object], object]:
        """What a template puts into the page: safe to show, and without addresses unless these are shown."""
        if self.contacts:
            return page_text
        hidden = speaker.say(HIDDEN)

        def public(value: object) -> object:
            if isinstance(value, str) and "@" in value and not hasattr(value, "__html__"):
                value = without_addresses(value, hidden)
            return page_text(value)

        return public

    def changes(self, changes: Changes) -> Changes:
        """The changes that the page tells of; files are called by their names, not by where they are."""
        since = changes.since
        if since is not None:
            unreadable, unkept = (tuple(map(file_name, paths)) for paths in (since.unreadable, since.unkept))
            since = since._replace(unreadable=unreadable, unkept=unkept)
        items = tuple(one for one in map(self._item, changes.changes) if one is not None)
        parts = tuple(one for one in map(self._part, changes.parts) if one is not None)
        return replace(changes, changes=items, parts=parts, since=since)

    def _item(self, change: ItemChange) -> ItemChange | None:
        if not change.details:
            return change
        details = self._details(change.details)
        is_told = bool(details) or change.what is not What.RESCOPED
        return replace(change, details=details) if is_told else None

    def _part(self, change: PartChange) -> PartChange | None:
        if not change.details:
            return change
        details = self._details(change.details)
        is_told = bool(details) or change.fate is not Fate.CHANGED
        return change._replace(details=details) if is_told else None

    def _details(self, details: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
        shown = (
            one._replace(before=self.value(one.before), after=self.value(one.after))
            for one in details
            if self._tells(one)
        )
        return tuple(one for one in shown if one.private or one.before != one.after)

    def _tells(self, detail: FieldChange) -> bool:
        presentation = LABELS[detail.model].get(detail.field) if detail.model is not None else None
        return not detail.field.startswith("x-") if presentation is None else self.shows(presentation)


def file_name(path: str) -> str:
    """A file without the folders that it is in, which are nobody's business."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]
