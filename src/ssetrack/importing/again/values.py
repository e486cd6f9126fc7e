"""Activities as plain data, and as items of a version; the same for the rows as read and for the table now.

Comes in: an activity under the names of plan fields. Goes out: an `Item` of the comparison, and back again.
Milestones are its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeGuard

from ssetrack.merge.versions import Item, Value
from ssetrack.plan.field_groups import DATES

FIRST = (
    "owners", "with", "start", "deadline", "when", "milestones", "after", "done", "status", "progress",
)  # fmt: skip
"""The order in which import writes fields, behind id and title; what is only kept follows, and then notes."""

DUE = frozenset(DATES)
STATE = frozenset(("status", "done"))
"""Fields that say together when something is due, and how far it is."""

_OWN = ("id", "title", "milestones")


def item_of(
    values: Mapping[str, Value],
    *,
    number: str,
    section: Sequence[str] = (),
    doubts: Mapping[str, str] | None = None,
) -> Item:
    """An activity or milestone; `number` is what the table calls it, `doubts` may name `draft/deadline`."""
    fields = {name: value for name, value in values.items() if name not in _OWN}
    if "done" in fields:
        fields["status"] = "done"
    doubts = doubts or {}
    parts = []
    milestones = values.get("milestones")
    for one in milestones if isinstance(milestones, Sequence) and not isinstance(milestones, str) else ():
        if isinstance(one, Mapping):
            own = text(one, "id")
            inner = {
                name.removeprefix(f"{own}/"): words
                for name, words in doubts.items()
                if name.startswith(f"{own}/")
            }
            parts.append(item_of(one, number=own, doubts=inner))
    return Item(
        text(values, "id"),
        text(values, "title"),
        number,
        tuple(section),
        fields,
        {name: words for name, words in doubts.items() if "/" not in name},
        tuple(parts),
    )


def values_of(item: Item) -> dict[str, Value]:
    """The same as plain data, in the order in which import writes fields."""
    fields: dict[str, Value] = dict(item.fields)
    if "done" in fields and fields.get("status") == "done":
        del fields["status"]
    if item.parts:
        fields["milestones"] = [values_of(one) for one in item.parts]
    last = [name for name in ("notes",) if name in fields]
    kept = [name for name in fields if name not in FIRST and name not in last]
    order = [*(name for name in FIRST if name in fields), *kept, *last]
    return {"id": item.key, "title": item.title, **{name: fields[name] for name in order}}


def doubts_of(item: Item) -> dict[str, str]:
    """Its doubts and those of its milestones, which begin with their id."""
    return {
        **item.doubts,
        **{f"{part.key}/{name}": words for part in item.parts for name, words in part.doubts.items()},
    }


def text(values: Mapping[str, Value], name: str) -> str:
    """The text of a field; empty where there is none."""
    found = values.get(name)
    return found if isinstance(found, str) else ""


def is_list(value: Value | None) -> TypeGuard[Sequence[Value]]:
    """Whether a value is a list: a text is none."""
    return isinstance(value, Sequence) and not isinstance(value, str)
