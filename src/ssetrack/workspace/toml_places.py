"""Where keys and names are written in a file of settings in TOML.

Comes in: the text of a file that was read. Goes out: places. Only what is wrong with a setting needs them, so
nobody imports this before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.diagnostic import Range


def place_of_key(text: str, key: str, table: str = "") -> str:
    """Where a key of a table is written, as `:line:column`, from 1; nothing where no line begins with it."""
    wanted = [*_parts(table), key]
    start = next((one.start for one in _words(text) if one.is_key and one.route == wanted), None)
    if start is None:
        return ""
    return f":{text.count(chr(10), 0, start) + 1}:{start - text.rfind(chr(10), 0, start)}"


def names_in(text: str, table: str) -> dict[str, Range]:
    """Where each name that the settings of a table hold is first written, without its quotes.

    Comments do not count, nor what the settings themselves are called.
    """
    inside = _parts(table)
    own = len(inside) + 1
    found: dict[str, Range] = {}
    for one in _words(text):
        if one.route[: own - 1] == inside and not (one.is_key and len(one.route) <= own):
            found.setdefault(one.text, Range(one.start, one.end))
    return found


class _Word(NamedTuple):
    """A key of a file, or a word of a value, with the way to it: the table and the key, also its own."""

    text: str
    route: list[str]
    is_key: bool
    start: int
    end: int


def _words(text: str) -> Iterator[_Word]:
    """The keys and the words of values of a valid file, but for what headings say (TOML 1.0.0)."""
    route = table = list[str]()
    place, depth = "key", 0
    for found in re.finditer(_TOKEN, text):
        sign = found[0]
        if sign == "\n":
            if depth == 0:
                place, route = "key", table
        elif sign[0] == "#":
            continue
        elif place == "key" and sign == "[" and route is table:
            place, table = "heading", []
        elif (place, sign) in (("heading", "]"), ("key", "=")):
            place = "value"
        elif sign in "[{":
            depth += 1 if place == "value" else 0
        elif sign in "]}":
            depth -= 1 if depth else 0
        elif sign not in "=,.":
            quotes = 0 if sign[0] not in "\"'" else 3 if sign[:3] in ('"""', "'''") else 1
            name = sign[quotes : len(sign) - quotes]
            if place == "heading":
                table = [*table, name]
            else:
                route = [*route, name] if place == "key" else route
                yield _Word(name, route, place == "key", found.start() + quotes, found.end() - quotes)


def _parts(table: str) -> list[str]:
    return table.split(".") if table else []


_TOKEN = r"""(?x)
    \"{3} (?: [^"\\] | \\[\s\S] | "{1,2}(?!") )*+ \"{3,5}
    | '{3} [\s\S]*? '{3,5}
    | " (?: [^"\\\n] | \\. )*+ "
    | '[^'\n]*+'
    | \#[^\n]*+
    | [\w-]++
    | [\n\[\]{}=,.]
"""
