"""Values as plain data, and how one is written into a plan.

Comes in: texts, lists and mappings of them. Goes out: the characters for them, quoted where any YAML reader
could misread them, always on one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ssetrack.source.quoting import quote
from ssetrack.source.tree import Style

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value] | None"


class Word(str):
    """A text that is written without quotes, because YAML takes it for what is meant: a truth value."""

    __slots__ = ()


def yaml_text(value: Value, *, flow: bool, style: Style = "") -> str:
    """A value as it is put into a file; lists and mappings in flow style.

    With the style of double quotes all texts in it have them, keys too: what is JSON stays JSON.
    """
    if value is None:
        return "null"
    if isinstance(value, Word):
        return value
    if isinstance(value, str):
        return quote(value, flow=flow, style=style if style in ("", "'", '"') else '"')
    if isinstance(value, Mapping):
        inner = (
            f"{quote(key, flow=True, style=style)}: {yaml_text(one, flow=True, style=style)}"
            for key, one in value.items()
        )
        return "{" + ", ".join(inner) + "}"
    return "[" + ", ".join(yaml_text(one, flow=True, style=style) for one in value) + "]"
