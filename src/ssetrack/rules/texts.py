"""Every text of a plan as it is written, and what it is for.

Comes in: the tree of a plan, before anything in it was mended, and the table of fields. Goes out: its keys
and values, each with its role. Nothing here finds fault.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    """All texts in the order of the file, each once however many aliases it has."""
    root = context.file.loaded.as_written or context.source.root
    return tuple({id(one[0]): one for one in _texts(root, Plan)}.values())


def _texts(node: Node, model: Any) -> Iterator[Found]:
    """Every text in the mapping of a class, its keys too, and what each is for."""
    if not isinstance(node, Mapping):
        short = SHORT_FORMS.get(model)
        if short is not None:
            yield from _values(node, short, FIELDS[model][short])
        return
    fields = FIELDS[model]
    for key, value in node.entries():
        if key in node.merged:
            continue
        yield key, Role.NAME, True
        field = fields.get(key)
        if field is None:
            yield from _all(value, Role.OWN)
        elif field.kind == "mapping":
            for name, one in value.entries() if isinstance(value, Mapping) else ():
                yield name, Role.NAME, True
                yield from _texts(one, field.of)
        elif field.kind in ("list", "dates"):
            for one in value if isinstance(value, Sequence) else (value,):
                yield from _texts(one, field.of)
        else:
            yield from _values(value, key, field)


def _values(node: Node, name: str, field: Field) -> Iterator[Found]:
    if field.kind in ("prose", "proses") or name in _READ:
        yield from _all(node, Role.PROSE)
    else:
        yield from _all(node, Role.DATE if name in _DATES else Role.NAME)


def _all(node: Node, role: Role) -> Iterator[Found]:
    if isinstance(node, Scalar):
        yield node, role, False
    elif isinstance(node, Sequence):
        for one in node:
            yield from _all(one, role)
    elif isinstance(node, Mapping):
        for key, value in node.entries():
            yield key, Role.NAME, True
            yield from _all(value, role)
