"""What may be written at a cursor: the fields of a thing, or the value of one.

Comes in: the steps and the key of a `Cursor`. Goes out: a `Fields` or a `Value` by the table of fields, or
None where a name of one's own stands, or nothing that we know.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.editor.answers.cursor import Cursor
from ssetrack.plan.fields import FIELDS, SHORT_FORMS
from ssetrack.plan.kinds import Field
from ssetrack.plan.model import Plan


class Fields(NamedTuple):
    """The fields of a class may be written."""

    of: type


class Value(NamedTuple):
    """The value of a field may be written, or one of its values."""

    of: type
    key: str
    field: Field


class Languages(NamedTuple):
    """The tag of a language may be written: a text is there in several."""


Slot = Fields | Value | Languages


class _Things(NamedTuple):
    """A list, a mapping or dates: what is in it, by index or by a name of its own."""

    of: type
    kind: str
    field: Value


def slot_at(cursor: Cursor) -> Slot | None:
    """What may be written at a cursor."""
    holder: Slot | _Things | None = Fields(Plan)
    for step in cursor.steps:
        holder = _below(holder, step)
    if cursor.role == "element":
        return _scalar(_below(holder, None))
    if cursor.role == "value":
        return _scalar(_below(holder, cursor.key or ""))
    if isinstance(holder, _Things):
        return Fields(holder.of) if holder.kind == "dates" else None
    if isinstance(holder, Value):
        return Languages() if holder.field.kind in ("prose", "proses") else None
    return holder


def _below(holder: Slot | _Things | None, step: str | None) -> Slot | _Things | None:
    """What a key, or an element (None), leads to."""
    if isinstance(holder, Fields) and step is not None:
        return _holder(holder.of, step)
    if isinstance(holder, _Things):
        if step is None:
            return Fields(holder.of) if holder.kind in ("list", "dates") else None
        if holder.kind == "mapping":
            return Fields(holder.of)
        return _holder(holder.of, step) if holder.kind == "dates" else None
    if isinstance(holder, Value) and step is None and holder.field.kind in ("texts", "proses"):
        return holder
    return None


def _holder(of: type, key: str) -> Value | _Things | None:
    field = FIELDS[of].get(key)
    if field is None:
        return None
    value = Value(of, key, field)
    return _Things(field.of, field.kind, value) if field.kind in ("list", "mapping", "dates") else value


def _scalar(found: Slot | _Things | None) -> Slot | None:
    """What a text means where a thing may be written as one; fields where it cannot."""
    if isinstance(found, Value | Languages):
        return found
    if found is None or (isinstance(found, _Things) and found.kind != "dates"):
        return None
    short = SHORT_FORMS.get(found.of)
    return Fields(found.of) if short is None else Value(found.of, short, FIELDS[found.of][short])
