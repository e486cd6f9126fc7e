"""A date of an item given anew: what else its entry says stays.

Comes in: an item in its file, `deadline` or `when`, the texts for the date and for its parts. Goes out:
changes. Nothing here judges a date.
"""

from __future__ import annotations

from collections.abc import Mapping as Texts
from collections.abc import Sequence as Several

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_removal, field_setting, one_value
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.values import Value
from ssetrack.language.message import message
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence


def date_changes(
    target: ItemNode, field: str, values: Several[str] | None, parts: Texts[str, Several[str]]
) -> list[Change | None]:
    """The changes that give a field one date, several to choose from, or another part of the one it has.

    `values` are None where only parts are given; an empty one takes the field, or the part, away, and
    what is not there is left so. Raises
    `SsetrackError` where a part could belong to several dates.
    """
    source, route, old = target.source, target.route, target.node.get(field)
    for part, texts in parts.items():
        if len(texts) > 1:
            raise one_value(f"{field}.{part}")
    given = {part: texts[0] for part, texts in parts.items()}
    if values is None and "date" in given and isinstance(old, Scalar | None):
        values = [given.pop("date")]  # the date is all that there is
    if values is not None and list(values) == [""]:
        return [field_removal(source, route, field)]
    place = _entry(target, field, old)
    if place is not None and (values is None or len(values) == 1):
        new = given if values is None else {"date": values[0], **given}
        return [
            field_setting(source, place, name, text) if text else field_removal(source, place, name)
            for name, text in new.items()
        ]
    kept = {part: text for part, text in given.items() if text}
    if not kept and values is not None:
        whole: Value = values[0] if len(values) == 1 else list(values)
        return [field_setting(source, route, field, whole)]
    if (values is not None and len(values) > 1) or (values is None and isinstance(old, Sequence)):
        part = next(iter(given))
        raise SsetrackError(
            message("`{field}` has several values", field=field),
            message("nothing was changed; change `{part}` in your editor", part=part),
        )
    day = values[0] if values is not None else str(old) if isinstance(old, Scalar) else None
    if not kept:
        return []  # a date alone has no such part
    return [field_setting(source, route, field, kept if day is None else {"date": day, **kept})]


def _entry(target: ItemNode, field: str, old: Node) -> Route | None:
    """The route of the one entry that says more than a date; None where there is none, or several."""
    if isinstance(old, Mapping):
        return (*target.route, field)
    if isinstance(old, Sequence) and len(old) == 1 and isinstance(old[0], Mapping):
        return (*target.route, field, 0)
    return None
