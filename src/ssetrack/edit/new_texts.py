"""Texts that an edit puts into a plan: none has a character that no screen shows.

Comes in: a source and what is meant to be in it. Goes out: nothing, or a refusal. What is there already is
not looked at: lint tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.language.message import message
from ssetrack.source import Source
from ssetrack.source.decode import CONTROL, ON_ONE_LINE, control_name

_ADDRESSES = frozenset(("email", "url", "uid"))
"""Fields in which a tab or the end of a line is wrong, too."""


def refuse_controls(source: Source, route: Route, value: object) -> None:
    """Raise `SsetrackError` for a new text with a control character."""
    name = next((step for step in reversed(route) if isinstance(step, str)), "")
    for field, text in _texts(name, value):
        if text.isprintable():
            continue
        sign = (ON_ONE_LINE if field in _ADDRESSES else CONTROL).search(text)
        if sign is not None and value != source.node(route):
            what = message(
                "`{field}` cannot contain a control character: {code}",
                field=field,
                code=control_name(sign[0]),
            )
            raise SsetrackError(what, message("nothing was changed; write the text without it"))


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
