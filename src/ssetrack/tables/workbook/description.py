"""What a workbook of ours holds, as plain values.

Comes in: nothing. Goes out: the types that `writing` makes a file of. They know neither plans nor XML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Value = str | date | float | None
"""A text; a day; a share of 1, shown as a percentage; nothing."""


class Holds(StrEnum):
    """What the cells of a column hold, also those that are still empty: how what is typed there is taken."""

    TEXT = "text"
    DAY = "day"
    SHARE = "share"


class Look(NamedTuple):
    """How a cell is set; colours are six hexadecimal digits, empty for the usual one."""

    fill: str = ""
    colour: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False


PLAIN = Look()


class Column(NamedTuple):
    """A column: what stands above it, and how wide it is, in letters."""

    heading: str
    width: int
    holds: Holds = Holds.TEXT


class Row(NamedTuple):
    """A row of values; `depth` is how deep it is in the outline, 0 at the top."""

    values: Sequence[Value]
    look: Look = PLAIN
    looks: Mapping[int, Look] = {}
    """Cells that look otherwise, by their place in the row, from 0."""
    depth: int = 0


class Choice(NamedTuple):
    """Values that a column offers, from a stretch of a column of another sheet. Others may be typed."""

    column: int
    """From 0."""
    sheet: str
    letters: str
    first: int
    last: int


class Rule(NamedTuple):
    """How rows look for which a formula is true; the formula is for the first row below the header."""

    formula: str
    look: Look


class Sheet(NamedTuple):
    """A sheet; one with columns has a header row, which is frozen and has filters."""

    name: str
    rows: Sequence[Row]
    columns: Sequence[Column] = ()
    choices: Sequence[Choice] = ()
    rules: Sequence[Rule] = ()
    hidden: bool = False
    """Not shown until somebody asks for it."""
