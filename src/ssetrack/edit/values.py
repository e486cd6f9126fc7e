"""Values as plain data, and how one is written into a plan.

Comes in: texts, lists and mappings of them. Goes out: the characters for them, quoted where any YAML reader
could misread them, always on one line. A text that comes new into a plan has no character that no screen
shows; what is there already is not looked at: lint tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.language.message import message
from ssetrack.source import Source
from ssetrack.source.decode import CONTROL, ON_ONE_LINE, bad_byte, control_name
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
        return "{" + ", ".join(entry(key, one, flow=True, style=style) for key, one in value.items()) + "}"
    return "[" + ", ".join(yaml_text(one, flow=True, style=style) for one in value) + "]"


def entry(name: str, value: Value, *, flow: bool, style: Style = "") -> str:
    """A field and its value as they are put into a mapping, on one line."""
    return f"{quote(name, flow=flow, style=style)}: {yaml_text(value, flow=flow, style=style)}"


def entry_lines(name: str, value: Value, style: Style = "") -> list[str]:
    """The same in block style, with a line for each thing that a mapping or a list holds."""
    if isinstance(value, Mapping):
        below = [entry(key, one, flow=False, style=style) for key, one in value.items()]
    elif isinstance(value, list):
        below = [f"- {yaml_text(one, flow=False, style=style)}" for one in value]
    else:
        return [entry(name, value, flow=False, style=style)]
    return [f"{quote(name, flow=False, style=style)}:", *(f"  {line}" for line in below)]


_ADDRESSES = frozenset(("email", "url", "uid"))
"""Fields in which a tab or the end of a line is wrong, too."""


_OCTET = re.compile("[\udc80-\udcff]")
_WITHOUT_IT = message("nothing was changed; write the text without it")


def refuse_controls(source: Source, route: Route, value: object) -> None:
    """Raise `SsetrackError` for a new text with a control character, or with what is no character."""
    name = next((step for step in reversed(route) if isinstance(step, str)), "")
    for field, text in _texts(name, value):
        if not text.isprintable() and value != source.node(route):
            refuse_controls_in(field, text)


def refuse_controls_in(field: str, text: str) -> None:
    """The same for one text, of a field or an option."""
    octet = _OCTET.search(text)
    if octet is not None:  # an argument that the terminal did not write in UTF-8 (PEP 383)
        raise SsetrackError(bad_byte(ord(octet[0]) - 0xDC00), _WITHOUT_IT)
    sign = (ON_ONE_LINE if field in _ADDRESSES else CONTROL).search(text)
    if sign is not None:
        what = message(
            "`{field}` cannot contain a control character: {code}", field=field, code=control_name(sign[0])
        )
        raise SsetrackError(what, _WITHOUT_IT)


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    """The texts in a value, with the names of their fields."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield name, key
            yield from _texts(key, one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _texts(name, one)
