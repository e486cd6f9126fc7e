"""Number formats of spreadsheets, read into parts: `[$-409]mmm-yy;@`, `0.00`, `"week" 0`, `[h]:mm`.

Comes in: the code of a format, as files hold it: English letters, whatever language the program speaks. Goes
out: `Section`, which says what it shows of a date, or how its digits are placed (ECMA-376 part 1, 18.8.31).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import NamedTuple

GENERAL = "General"

BUILT_IN: Mapping[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)', 6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    27: "yyyy/m", 28: "m/d", 29: "m/d", 30: "m-d-yy", 31: "yyyy/m/d", 32: "h:mm", 33: "h:mm:ss",
    34: "h:mm", 35: "h:mm:ss", 36: "yyyy/m", 50: "yyyy/m", 51: "m/d", 52: "yyyy/m", 53: "m/d",
    54: "m/d", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy/m", 58: "m/d",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that files name by number only. 27 to 36 and 50 to 58 differ between languages of East Asia; what
they show of a date does not."""


class Part(Enum):
    """What a token of a format is."""

    TEXT = "text"
    """Letters shown as they are."""
    YEAR = "y"
    MONTH = "m"
    DAY = "d"
    WEEKDAY = "ddd"
    HOUR = "h"
    MINUTE = "minute"
    SECOND = "s"
    HALF = "AM/PM"
    ELAPSED = "[h]"
    """Hours, minutes or seconds in all, not on a clock."""
    DIGIT = "0"
    POINT = "."
    COMMA = ","
    PERCENT = "%"
    EXPONENT = "E"
    FRACTION = "/"
    GENERAL = "General"
    CONTENT = "@"


class Token(NamedTuple):
    """A part of a format, as it is written there; of a text, what is shown."""

    part: Part
    text: str


DATE_PARTS = {Part.YEAR, Part.MONTH, Part.DAY, Part.WEEKDAY}
CLOCK_PARTS = {Part.HOUR, Part.MINUTE, Part.SECOND}


class Section(NamedTuple):
    """One of the formats between semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    @property
    def parts(self) -> frozenset[Part]:
        """Which kinds of tokens it has."""
        return frozenset(token.part for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or the hour of a clock."""
        return bool(self.parts & (DATE_PARTS | CLOCK_PARTS)) and Part.ELAPSED not in self.parts


_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)(?:"|$) | \\(?P<escaped>.) | _(?P<width>.) | \*(?P<filled>.)
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?P<condition>(?:[<>]=?|=|<>)\s*-?[0-9]+(?:\.[0-9]*)?)\]
    | \[[^\]]*\]
    | (?P<half>am/pm|a/p)
    | (?P<general>general)
    | (?P<exponent>e[+-]0+)
    | (?P<year>y+|e+|b{2,}|g+) | (?P<month>m+) | (?P<day>d+) | (?P<hour>h+) | (?P<second>s+)
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<content>@)
    | (?P<text>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_PARTS = {
    "half": Part.HALF, "general": Part.GENERAL, "exponent": Part.EXPONENT, "year": Part.YEAR,
    "month": Part.MONTH, "day": Part.DAY, "hour": Part.HOUR, "second": Part.SECOND, "digit": Part.DIGIT,
    "point": Part.POINT, "comma": Part.COMMA, "percent": Part.PERCENT, "content": Part.CONTENT,
    "elapsed": Part.ELAPSED,
}  # fmt: skip

_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|[_*].|\[[^\]]*\]|[^;])*(?:;|$)', re.DOTALL)
_CONDITION = re.compile(r"([<>=]+)\s*(-?[0-9]+(?:\.[0-9]*)?)")

_LONGEST = 1000
"""Letters of a format; Excel allows 255."""


@cache
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format, at least one."""
    code = code[:_LONGEST] or GENERAL
    pieces = [found[0] for found in _SECTIONS.finditer(code) if found[0]]
    ends = [piece.endswith(";") and not piece.endswith(r"\;") for piece in pieces]
    texts = [piece[:-1] if ended else piece for piece, ended in zip(pieces, ends, strict=True)]
    if ends and ends[-1]:
        texts.append("")
    return tuple(map(_section, texts))


def _section(code: str) -> Section:
    tokens: list[Token] = []
    condition: tuple[str, float] | None = None
    for found in _TOKEN.finditer(code):
        kind, text = found.lastgroup, found[found.lastgroup] if found.lastgroup else ""
        if kind == "condition":
            sign = _CONDITION.fullmatch(text)
            condition = (sign[1], float(sign[2])) if sign else None
        elif kind in ("width", "filled"):
            tokens.append(Token(Part.TEXT, " "))
        elif kind in _PARTS:
            tokens.append(Token(_PARTS[kind], text.lower() if kind != "half" else text))
        elif kind is not None:
            tokens.append(Token(Part.TEXT, text))
    return Section(tuple(_with_minutes(tokens)), condition)


def _with_minutes(tokens: list[Token]) -> list[Token]:
    """The same, where `m` is the minute beside an hour or a second, `ddd` a weekday and `1/2` a fraction."""
    clock = [token.part for token in tokens]
    dated = any(part in DATE_PARTS | CLOCK_PARTS for part in clock)
    settled: list[Token] = []
    for at, token in enumerate(tokens):
        if token.part is Part.MONTH and len(token.text) < 3:
            before = next((part for part in reversed(clock[:at]) if part is not Part.TEXT), None)
            after = next((part for part in clock[at + 1 :] if part is not Part.TEXT), None)
            if before in (Part.HOUR, Part.ELAPSED) or after is Part.SECOND:
                token = Token(Part.MINUTE, token.text)
        elif token.part is Part.DAY and len(token.text) > 2:
            token = Token(Part.WEEKDAY, token.text)
        elif token == Token(Part.TEXT, "/") and not dated and Part.DIGIT in clock[:at]:
            token = Token(Part.FRACTION, "/")
        settled.append(token)
    return settled


def section_of(code: str, number: float) -> Section:
    """The section of a format that shows a number."""
    every = sections(code)
    if any(section.condition for section in every[:2]):
        for section in every[:3]:
            if section.condition is None or _holds(number, *section.condition):
                return section
        return every[-1]
    if number < 0 and len(every) > 1:
        return every[1]
    return every[2] if number == 0 and len(every) > 2 else every[0]


def hides_text(code: str) -> bool:
    """Whether a format shows nothing of a text (`;;;`)."""
    every = sections(code)
    return len(every) == 4 and not every[3].tokens


def _holds(number: float, sign: str, other: float) -> bool:
    return {
        "<": number < other, "<=": number <= other, ">": number > other, ">=": number >= other,
        "=": number == other, "<>": number != other,
    }.get(sign, False)  # fmt: skip
