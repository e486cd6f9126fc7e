"""What may be written at a cursor: the one door to all proposals.

Comes in: an index, the path of a file, an offset in its text as it is now. Goes out: proposals; none where
nothing that we know can be written. The text need not be readable: what is round the cursor is read from its
lines, and the names are those of the text as it could last be read.
"""

from __future__ import annotations

from ssetrack.editor.answers.comments import comment_proposals
from ssetrack.editor.answers.cursor import Cursor, comment_at, cursor_at
from ssetrack.editor.answers.date_proposals import date_proposals, repeat_proposals
from ssetrack.editor.answers.field_proposals import (
    choice_proposals,
    field_proposals,
    language_proposals,
    zone_proposals,
)
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.name_proposals import KINDS, names_for, own_ids
from ssetrack.editor.answers.proposal import NOTHING, Proposals, proposals, together
from ssetrack.editor.answers.slots import Fields, Languages, Value, slot_at
from ssetrack.plan.fields import SHORT_FORMS

_DATES = frozenset(("date", "start", "done", "period", "until"))
_REPEATS = frozenset(("repeat", "check-in"))


def completion(index: Index, path: str, offset: int) -> Proposals:
    """What an editor offers at an offset."""
    text = index.document(path).text
    comment = comment_at(text, offset)
    if comment is not None:
        return comment_proposals(comment, index.view.speaker)
    cursor = cursor_at(text, offset)
    slot = None if cursor is None else slot_at(cursor)
    if cursor is None or slot is None:
        return NOTHING
    match slot:
        case Languages():
            return language_proposals(cursor)
        case Fields(of):
            # Where a value would be, a thing with fields begins: `- ` of a list, not `activities: `.
            return NOTHING if cursor.role == "value" else field_proposals(of, cursor, index, text)
        case Value(of, key) if _begins_thing(of, key, cursor):
            return together(_values(slot, cursor, index, path), field_proposals(of, cursor, index, text))
        case Value():
            return _values(slot, cursor, index, path)


def _begins_thing(of: type, key: str, cursor: Cursor) -> bool:
    """Whether an element of a list is a thing with fields that may be written as one text as well."""
    return cursor.role == "element" and not cursor.flow and SHORT_FORMS.get(of) == key


def _values(slot: Value, cursor: Cursor, index: Index, path: str) -> Proposals:
    """The values of a field."""
    kind = KINDS.get(slot.key)
    if kind is not None and slot.field.kind == "texts":
        own = own_ids(cursor, index, path) if slot.key == "after" else ()
        return proposals(names_for(kind, index, path), cursor, kind, but={*cursor.siblings, *own})
    if slot.field.kind in ("word", "switch"):
        return choice_proposals(slot, cursor, index.view.speaker)
    match slot.key:
        case "language":
            return language_proposals(cursor)
        case "timezone":
            return zone_proposals(cursor)
        case key if key in _DATES:
            return date_proposals(cursor, index, path)
        case key if key in _REPEATS:
            return repeat_proposals(cursor, index, path)
        case _:
            return NOTHING
