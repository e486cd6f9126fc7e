"""The way to a thing in a plan that is to be edited, and whether it stands there for itself.

Comes in: a source and a route. Goes out: the node, and whether it is in flow style. What came by a merge or
stands for an alias is refused: an edit there would change something else, or many places at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence

_COMMENT = re.compile(r"#[^\r\n]*")
_ALIAS = re.compile(r"\s*:\s*\*[^\s,\[\]{}]+")
_BY_HAND = message("nothing was changed; change it in your editor")


def refusal(why: Message) -> SsetrackError:
    """The error that says why an edit is not made."""
    return SsetrackError(why, _BY_HAND)


@dataclass(frozen=True, slots=True)
class Editable:
    """A node that may be edited, and whether it stands within `[]` or `{}`."""

    node: Node
    flow: bool


def editable(source: Source, route: Route) -> Editable:
    """The node at a route. Raises `SsetrackError` where something on the way is a merge or an alias."""
    node = source.root
    flow = False
    for step in route:
        flow = flow or (isinstance(node, Mapping | Sequence) and node.flow)
        if isinstance(node, Mapping) and isinstance(step, str):
            value_span(source, node, step)
            node = node[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            below = node[step]
            if below is not None and not node.start <= below.start <= below.end <= node.end:
                raise refusal(message("this part is shared with another item (YAML alias `*…`)"))
            node = below
        else:
            raise refusal(message("`{step}` is not in the plan, so it cannot be changed", step=step))
    if isinstance(node, Mapping | Sequence):
        flow = flow or node.flow
    return Editable(node, flow)


def key_of(mapping: Mapping, name: str) -> Scalar | None:
    """The key of that name as it stands in the file; None where there is none of the mapping's own."""
    if name not in mapping or name in mapping.merged:
        return None
    return mapping.key(name)


def value_span(source: Source, mapping: Mapping, name: str) -> tuple[int, int]:
    """Where the value of a key stands. Raises `SsetrackError` for a merge, an alias, a tag."""
    if name in mapping.merged:
        raise refusal(message("`{name}` is written in another item (YAML merge `<<`)", name=name))
    key = key_of(mapping, name)
    if key is None:
        raise refusal(message("`{step}` is not in the plan, so it cannot be changed", step=name))
    value = mapping[key]
    if value is None:
        start, end = (mapping.nothings or {}).get(name, (key.end, key.end))
    else:
        start, end = value.start, value.end
    inside = key.end <= start and end <= mapping.end
    if not inside or _ALIAS.match(source.text, key.end):
        raise refusal(message("`{name}` is shared with another item (YAML alias `*…`)", name=name))
    if "!" in _COMMENT.sub("", source.text[key.end : start]):
        raise refusal(message("`{name}` has a YAML tag (`!…`)", name=name))
    return start, end


def entry_end(source: Source, mapping: Mapping, key: Scalar) -> int:
    """Where a key's value ends, aliases included."""
    alias = _ALIAS.match(source.text, key.end)
    if alias is not None:
        return alias.end()
    value = mapping[key]
    if value is None:
        return max(key.end, (mapping.nothings or {}).get(key, (key.end, key.end))[1])
    return value.end


def own_keys(mapping: Mapping) -> list[Scalar]:
    """The keys that are written in the mapping itself, in their order."""
    return [key for key, _ in mapping.entries() if key not in mapping.merged]
