"""Something of a plan under the names that plans write: for what has all of its fields.

Comes in: a part of a plan, as it was read. Goes out: mappings, lists and texts, as YAML would have them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ssetrack.plan.fields import FIELDS


def as_plans_write(value: Any, without: Collection[str] = ()) -> Any:
    """Something of a plan under the names that plans write, without what is left out; `x-` holds the rest.

    `without` names fields of its own, not of what is in it, that are not wanted.
    """
    if type(value) in FIELDS:
        names = {"x-": "extensions"} | {key: field.name or key for key, field in FIELDS[type(value)].items()}
        held = vars(value)
        return {
            key: as_plans_write(held[name])
            for key, name in names.items()
            if key not in without and name in held and held[name] != getattr(type(value), name, None)
        }
    if isinstance(value, tuple):
        return [as_plans_write(one) for one in value]
    if isinstance(value, Mapping):
        return {key: as_plans_write(one) for key, one in value.items()}
    return value
