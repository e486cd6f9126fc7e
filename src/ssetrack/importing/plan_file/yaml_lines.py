"""Plain data as YAML that people like to read: blocks for what is long, one line for what is short.

Comes in: mappings, lists and texts, and comments by the route to what they belong to. Goes out: lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ssetrack.diagnostic import Route
from ssetrack.edit.values import yaml_text
from ssetrack.importing.plan_file.values import Value
from ssetrack.source.quoting import quote

LONGEST = 110
"""Letters in a line, where it can be broken."""

_BLOCKS = ("sections", "activities")
"""Lists whose elements are always blocks."""

_APART = ("owners", "sections", "activities")
"""Fields of a plan with an empty line before them."""

_PRINTABLE = re.compile(
    r"[^\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff\ud800-\udfff]*"
)


class Comments(NamedTuple):
    """What is said beside the data."""

    below_title: Mapping[Route, Sequence[str]]
    """Lines below the title of an activity, by its route."""
    behind: Mapping[Route, str]
    """At the end of the line of a field."""


def plan_lines(plan: Mapping[str, Value], comments: Comments) -> Iterator[str]:
    """The lines of a plan."""
    for key, value in plan.items():
        if key in _APART:
            yield ""
        yield from _entry(key, value, 0, (key,), comments)


def _entry(key: str, value: Value, indent: int, route: Route, comments: Comments) -> Iterator[str]:
    """One field with its value."""
    before = " " * indent
    name = f"{before}{_key(key)}:"
    behind = comments.behind.get(route)
    tail = f"  # {behind}" if behind else ""
    if isinstance(value, str):
        if _is_block(value):
            yield f"{name} |-"
            yield from (f"{before}  {line}" if line else "" for line in value.split("\n"))
        else:
            yield f"{name} {quote(value, flow=False)}{tail}"
    elif isinstance(value, dict):
        yield name + tail
        for inner, one in value.items():
            yield from _entry_in_one_line(inner, one, indent + 2)
    elif key in _BLOCKS:
        yield name
        for number, one in enumerate(value):
            if isinstance(one, dict):
                yield from _element(one, indent + 2, (*route, number), comments)
    else:
        yield from _list(name, value, indent, tail)


def _element(values: Mapping[str, Value], indent: int, route: Route, comments: Comments) -> Iterator[str]:
    """A section or an activity in a list; its comments come behind its title."""
    lines: list[str] = []
    for number, (key, value) in enumerate(values.items(), 1):
        lines += _entry(key, value, indent + 2, (*route, key), comments)
        if number == min(2, len(values)):
            lines += [f"{' ' * (indent + 2)}# {line}" for line in comments.below_title.get(route, ())]
    first = lines[0]
    yield f"{' ' * indent}- {first[indent + 2 :]}"
    yield from lines[1:]


@lru_cache(maxsize=256)
def _key(key: str, *, flow: bool = False) -> str:
    """The name of a field: there are few of them, each written many times."""
    return quote(key, flow=flow)


def _entry_in_one_line(key: str, value: Value, indent: int) -> Iterator[str]:
    yield f"{' ' * indent}{_key(key)}: {_flow(value, flow=not isinstance(value, str))}"


def _list(name: str, values: Sequence[Value], indent: int, tail: str) -> Iterator[str]:
    """A list: in one line where it is short and of texts, else one line for each."""
    short = f"{name} {_flow(list(values), flow=True)}{tail}"
    if all(isinstance(value, str) for value in values) and len(short) <= LONGEST:
        yield short
        return
    yield name + tail
    for value in values:
        yield f"{' ' * (indent + 2)}- {_flow(value, flow=not isinstance(value, str))}"


def _flow(value: Value, *, flow: bool) -> str:
    if not isinstance(value, dict):
        return yaml_text(value, flow=flow)
    # The one switch that is written is bare, as a plan has it.
    inner = (
        f"{_key(key, flow=True)}: {one if key == 'vacant' and one == 'true' else yaml_text(one, flow=True)}"
        for key, one in value.items()
    )
    return "{" + ", ".join(inner) + "}"


def _is_block(text: str) -> bool:
    """Whether a text is written as a block: of several lines, none of which YAML would change."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0].strip())
        and bool(lines[-1].strip())
        and all(line == line.strip() and _PRINTABLE.fullmatch(line) for line in lines)
    )
