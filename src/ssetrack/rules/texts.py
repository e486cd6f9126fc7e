"""Every text of a plan as it is written, and what it is for.

Comes in: the tree of a plan, before anything in it was mended, and the table of fields. Goes out: its values,
and the keys that its author chose, each with its role. Nothing here finds fault.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ssetrack.plan.fields import FIELDS, SHORT_FORMS
from ssetrack.plan.kinds import Field
from ssetrack.plan.model import Plan
from ssetrack.rules.context import Context
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence
from ssetrack.source.unseen import Role

_DATES = frozenset(
    ("deadline", "when", "start", "done", "until", "period", "date", "time", "repeat", "check-in", "remind")
)
_READ = frozenset(
    (
        "budget",
        "contact",
        "organisation",
        "country",
        "name",
        "baseline",
        "target",
        "verification",
        "aliases",
        "log",
    )
)
"""Fields of the kind `text` that hold what people read."""

Found = tuple[Scalar, Role, bool]
"""A text, what it is for, and whether it is a key."""


def texts(context: Context) -> tuple[Found, ...]:
    """All texts in the order of the file, each once however many aliases it has.

    The names of fields are left out: they are what they seem, and half of all texts.
    """
    found: list[Found] = []
    _gather(context.file.loaded.as_written or context.source.root, Plan, found)
    if "*" in context.source.text:  # an alias, without which no text stands in two places
        return tuple({id(one[0]): one for one in found}.values())
    return tuple(found)


def _gather(node: Node, model: Any, found: list[Found]) -> None:
    """Add every text in the mapping of a class, or in its short form."""
    roles = _roles(model)
    if not isinstance(node, Mapping):
        short = SHORT_FORMS.get(model)
        if short is not None:
            _gather_all(node, roles[short], found)
        return
    merged = node.merged
    for key, value in node.entries():
        if merged and key in merged:
            continue
        role = roles.get(key)
        if role is None:
            _gather_things(key, value, FIELDS[model].get(key), found)
        elif isinstance(value, Scalar):
            found.append((value, role, False))
        else:
            _gather_all(value, role, found)


def _gather_things(key: Scalar, value: Node, field: Field | None, found: list[Found]) -> None:
    """Add the texts in a field that holds things with fields, or in one that is none of the format."""
    if field is None:
        found.append((key, Role.NAME, True))
        _gather_all(value, Role.OWN, found)
    elif field.kind == "mapping":
        for name, one in value.entries() if isinstance(value, Mapping) else ():
            found.append((name, Role.NAME, True))
            _gather(one, field.of, found)
    else:
        for one in value if isinstance(value, Sequence) else (value,):
            _gather(one, field.of, found)


def _gather_all(node: Node, role: Role, found: list[Found]) -> None:
    """Add every text at and below a node, all for the same."""
    if isinstance(node, Scalar):
        found.append((node, role, False))
    elif isinstance(node, Sequence):
        for one in node:
            _gather_all(one, role, found)
    elif isinstance(node, Mapping):
        for key, value in node.entries():
            found.append((key, Role.NAME, True))
            _gather_all(value, role, found)


@cache
def _roles(model: Any) -> dict[str, Role]:
    """What the texts in the fields of a class are for, but for fields that hold things with fields."""
    return {name: _role(name, field) for name, field in FIELDS[model].items() if field.of is None}


def _role(name: str, field: Field) -> Role:
    if field.kind in ("prose", "proses") or name in _READ:
        return Role.PROSE
    return Role.DATE if name in _DATES else Role.NAME
