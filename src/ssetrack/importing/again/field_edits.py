"""One activity or milestone of the plan made to say what the table changed.

Comes in: the source, the route of the item, the new values by field. Goes out: changes as `set` makes them.
What stands beside a value, the hours of a date, a title in other languages, stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.edit.change import Change
from ssetrack.edit.editability import refusal
from ssetrack.edit.fields import field_removal, field_renaming, field_setting
from ssetrack.edit.values import Value as Written
from ssetrack.importing.again.values import DUE, STATE, is_list
from ssetrack.language.message import message
from ssetrack.merge.versions import Value
from ssetrack.source import Source
from ssetrack.source.tree import Mapping as Node
from ssetrack.source.tree import Scalar

Values: TypeAlias = "Mapping[str, Value | None]"


def groups(values: Values) -> Iterator[dict[str, Value | None]]:
    """The fields that are changed together, in the order in which they are changed."""
    for group in (DUE, STATE):
        both = {name: values[name] for name in values if name in group}
        if both:
            yield both
    for name, value in values.items():
        if name not in DUE | STATE:
            yield {name: value}


def field_edits(source: Source, route: Route, values: Values) -> list[Change]:
    """The changes for one of the groups. Raises `SsetrackError` where they cannot be made safely."""
    node = source.node(route)
    if not isinstance(node, Node):
        raise refusal(message("this part of the plan has no fields"))
    values = _state(node, values)
    gone = [name for name, value in values.items() if value is None and name in node]
    come = [(name, value) for name, value in values.items() if value is not None and name not in node]
    if len(gone) == len(come) == 1 and isinstance(node[gone[0]], Scalar):
        new, wanted = come[0]
        return [field_renaming(source, route, gone[0], new, _as_written(wanted))]
    found: list[Change | None] = []
    for name, value in values.items():
        if value is None:
            found.append(field_removal(source, route, name))
        elif name in DUE:
            found += _dates(source, route, node, name, value)
        elif isinstance(node.get(name), Node) and isinstance(value, str):
            found.append(_text(source, route, name, value))
        else:
            found.append(field_setting(source, route, name, _as_written(value)))
    return [one for one in found if one is not None]


def _state(node: Node, values: Values) -> Values:
    """`done:` says that something is done: a status beside it goes."""
    if (values.get("status") == "done" and (values.get("done") is not None or "done" in node)) or (
        values.get("done") is not None and "status" in node and "status" not in values
    ):
        values = {**values, "status": None}
    if values.get("status", "") is None and "status" not in node:
        values = {name: value for name, value in values.items() if name != "status"}
    return values


def _dates(source: Source, route: Route, node: Node, name: str, value: Value) -> Iterator[Change | None]:
    """A date, or alternatives; what the plan knows of one beside its day and place stays."""
    old = node.get(name)
    here = (*route, name)
    if isinstance(old, Node) and not is_list(value):
        yield from _entry(source, here, old, value)
        return
    olds, news = outline.elements(node, name), value if is_list(value) else (value,)
    extra = any(isinstance(one, Node) and {*one} - {"date", "where"} for one in (old, *olds))
    if not extra:
        yield field_setting(source, route, name, _as_written(value))
    elif len(olds) != len(news):
        raise refusal(message("its dates have hours or ids, but the number of dates changed"))
    else:
        for index, (one, new) in enumerate(zip(olds, news, strict=True)):
            if isinstance(one, Node):
                yield from _entry(source, (*here, index), one, new)
            elif one != new:
                raise refusal(message("some of its dates have hours or ids, and others are only texts"))


def _entry(source: Source, route: Route, old: Node, value: Value) -> Iterator[Change | None]:
    """A date with more about it: only its day and its place change."""
    new = value if isinstance(value, Mapping) else {"date": value}
    for part in ("date", "where"):
        wanted = new.get(part)
        if isinstance(wanted, str):
            yield field_setting(source, route, part, wanted)
        elif part in old:
            yield field_removal(source, route, part)


def _text(source: Source, route: Route, name: str, value: str) -> Change | None:
    """A text that the plan has in several languages: its own is changed, and the others are not."""
    language = outline.text(source.root, "language") or "en"
    node = source.node((*route, name))
    if not isinstance(node, Node) or language not in node:
        raise refusal(message("`{field}` has several values", field=name))
    return field_setting(source, (*route, name), language, value)


def _as_written(value: Value) -> Written:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {name: _as_written(one) for name, one in value.items()}
    assert isinstance(value, Sequence)
    return [_as_written(one) for one in value]
