"""In which fields two things of a plan differ: by the table of fields, so that none is forgotten.

Comes in: a plan, a goal, an owner, a section, an activity or a milestone, as it was and as it is. Goes out: a
`FieldChange` for each field whose value is another one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

from ssetrack.plan.fields import FIELDS
from ssetrack.plan.labels import LABELS
from ssetrack.plan.presentation import Comparison

VALUES: frozenset[Comparison] = frozenset({"value", "date", "status", "people"})
"""Ways of comparing in which a field has a value of its own."""


class FieldChange(NamedTuple):
    """A field by the name that plans write, its value as it was, and as it is; None or empty where left out.

    `model` is the class of what holds it: there `LABELS` has its name for readers, unless it is a field of
    the plan's own (`x-…`) or not a field but made of several.
    """

    field: str
    before: Any
    after: Any
    model: type | None = None

    @property
    def private(self) -> bool:
        """Whether its values are nobody's business."""
        presentation = LABELS[self.model].get(self.field) if self.model is not None else None
        return presentation is not None and presentation.private


def differences(old: Any, new: Any, left_out: Container[str] = ()) -> Iterator[FieldChange]:
    """The fields in which two things of one class differ, in the order of the table, then those of `x-`."""
    model = type(new)
    for key, presentation in LABELS[model].items():
        if presentation.diff in VALUES and key not in left_out:
            name = FIELDS[model][key].name or key
            before, after = getattr(old, name), getattr(new, name)
            if before != after and FIELDS[model][key].kind == "mapping":
                before, after = _without(before, after), _without(after, before)
            if before != after:
                yield FieldChange(key, before, after, model)
    before, after = old.extensions or {}, new.extensions or {}
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield FieldChange(key, before.get(key), after.get(key), model)


def _without(things: Mapping[str, Any], same: Mapping[str, Any]) -> dict[str, Any]:
    """The things under keys that another mapping has not, or has otherwise."""
    return {key: one for key, one in things.items() if same.get(key) != one}
