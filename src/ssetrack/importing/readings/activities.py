"""The activities in one cell: usually one, sometimes several with numbers of one kind.

Comes in: the lines of a title cell, and the number that stands beside it. Goes out: the activities, each with
its number, its title and the lines below it. `(1)`, `a)` and bullets begin nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ssetrack.importing.layout.numbering import leading_number

_DOTTED = re.compile(r"(?P<prefix>.*[.-])(?P<last>[0-9]{1,9})")


class Activity(NamedTuple):
    """An activity as a cell has it."""

    number: str
    """Empty where it has none."""
    title: str
    notes: tuple[str, ...] = ()


def continued_in(lines: Sequence[str], before: str) -> int:
    """How many lines belong to the activity above, whose number is `before`: up to the one that counts on.

    0 where the first line has a number, or none counts on from `before`: `2.2 …` behind 2.1.
    """
    found = _DOTTED.fullmatch(before)
    if found is None or leading_number(lines[0]).number:
        return 0
    for place, line in enumerate(lines):
        step = _DOTTED.fullmatch(leading_number(line).number)
        if step and step["prefix"] == found["prefix"] and int(step["last"]) > int(found["last"]):
            return place
    return 0


def activities_in(lines: Sequence[str], number: str = "") -> tuple[Activity, ...]:
    """The activities in the lines of a cell; `number` stands beside the first."""
    first = leading_number(lines[0])
    if number and first.number and first.number != number:
        first = first._replace(number="", rest=lines[0])
    begun = [[number or first.number, first.rest]]
    found = _DOTTED.fullmatch(first.number)
    last = int(found["last"]) if found else 0
    for line in lines[1:]:
        here = leading_number(line)
        step = _DOTTED.fullmatch(here.number)
        if found and step and step["prefix"] == found["prefix"] and int(step["last"]) > last:
            last = int(step["last"])
            begun.append([here.number, here.rest])
        else:
            begun[-1].append(line)
    return tuple(Activity(one[0], one[1], tuple(one[2:])) for one in begun)
