"""Lines of iCalendar (RFC 5545): the one door to `ics`, of which only the line model is used.

Comes in: names, values and parameters. Goes out: lines, components and, at the end, octets. The model writes
what it is given as it is, so escaping (§3.3.11), quoting of parameters (RFC 6868), folding (§3.1) and the
ends of lines are done here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from ssetrack.wording.printable import calendar_text, one_paragraph

if TYPE_CHECKING:
    # The library has no type hints: this is what we use of it.

    class ContentLine:
        """A property: its name, the values of its parameters, its value."""

        name: str
        params: dict[str, list[str]]
        value: str

        def __init__(self, name: str, params: dict[str, list[str]], value: str) -> None: ...

    class Component(list["ContentLine | Component"]):
        """A list of lines and components; `str()` is unfolded text without the last line end."""

        name: str

        def __init__(self, name: str, *items: ContentLine | Component) -> None: ...
else:
    from ics.grammar.parse import Container as Component
    from ics.grammar.parse import ContentLine

__all__ = [
    "Component",
    "ContentLine",
    "calendar_octets",
    "component",
    "day_value",
    "folded_line",
    "line",
    "lines_of",
    "long_text",
    "octets",
    "on_day",
    "text",
    "texts",
    "time_value",
    "uri",
]

MOST_OCTETS = 75
"""In a line, its end not counted (RFC 5545 §3.1)."""

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ESCAPED = (("\\", r"\\"), (";", r"\;"), (",", r"\,"), ("\n", r"\n"))
_IN_PARAMETER = str.maketrans({"^": "^^", "\n": "^n", '"': "^'"})
_URI_CHARACTERS = ":/?#[]@!$&'()*+,;=%~-._"

_NO_PARAMETERS: dict[str, list[str]] = {}
_A_DAY = {"VALUE": ["DATE"]}

ZERO_WIDTH_JOINER = "\u200d"
_JOINER = ZERO_WIDTH_JOINER.encode()


def component(name: str, *content: ContentLine | Component) -> Component:
    """A component of that name with its lines and inner components, in that order."""
    return Component(name, *content)


def line(name: str, value: str, **parameters: str) -> ContentLine:
    """A property whose value needs no escaping: a day, a duration, a word of the standard.

    An underscore in the name of a parameter stands for a hyphen.
    """
    return ContentLine(name, _parameters(tuple(parameters.items())) if parameters else _NO_PARAMETERS, value)


@lru_cache(maxsize=1000)
def _parameters(parameters: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    return {key.replace("_", "-"): [parameter(one)] for key, one in parameters}


@lru_cache(maxsize=10_000)
def on_day(name: str, day: date) -> ContentLine:
    """A property whose value is a day: one line for all who have it, never to be changed."""
    return ContentLine(name, _A_DAY, day_value(day))


def day_value(day: date) -> str:
    """A value of type DATE (RFC 5545 §3.3.4). `strftime` gives years before 1000 fewer digits on Linux."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def time_value(moment: datetime) -> str:
    """A value of type DATE-TIME without what says where that is (RFC 5545 §3.3.5)."""
    return f"{day_value(moment)}T{moment.hour:02}{moment.minute:02}{moment.second:02}"


def text(name: str, value: str, **parameters: str) -> ContentLine:
    """A property of type TEXT that readers show on one line: what ends a line becomes a space."""
    return line(name, one_line_value(value), **parameters)


def long_text(name: str, value: str) -> ContentLine:
    """A property of type TEXT with several lines."""
    return ContentLine(name, _NO_PARAMETERS, text_value(value))


def texts(name: str, values: Iterable[str]) -> ContentLine:
    """A property whose value is a list of texts, such as CATEGORIES."""
    return ContentLine(name, _NO_PARAMETERS, ",".join(one_line_value(value) for value in values))


def uri(name: str, value: str, **parameters: str) -> ContentLine:
    """A property of type URI: never escaped as text is; what a URI may not hold is percent-encoded."""
    return line(name, quote(calendar_text(value), safe=_URI_CHARACTERS, errors="replace"), **parameters)


def one_line_value(value: str) -> str:
    """A text as a value of type TEXT without any line end."""
    return text_value(value if value.isprintable() else one_paragraph(value))


def text_value(value: str) -> str:
    r"""A text as a value of type TEXT: every kind of line end is `\n`, control characters are left out."""
    if "##" in value or (not value.isprintable() and not value.replace("\n", "").isprintable()):
        value = calendar_text(_BREAK.sub("\n", value)).replace("\t", " ")
    # One by one, where there is something: `translate` takes ten times as long on letters beyond ASCII.
    for sign, written in _ESCAPED:
        if sign in value:
            value = value.replace(sign, written)
    return value


def parameter(value: str) -> str:
    """A text as the value of a parameter: encoded as RFC 6868 says, quoted where RFC 5545 asks for it."""
    if value.isalnum():
        return value
    plain = calendar_text(_BREAK.sub("\n", value)).translate(_IN_PARAMETER)
    return f'"{plain}"' if any(sign in plain for sign in ":;,") else plain


SHORT = MOST_OCTETS // 4
"""Characters that fit a line whatever they are: none takes more than four octets."""


def lines_of(part: Component) -> list[str]:
    """The lines of a component from BEGIN to END, not folded yet, without their ends."""
    found = [f"BEGIN:{part.name}"]
    for one in part:
        if isinstance(one, ContentLine):
            # What `str(one)` gives; most lines have no parameters.
            found.append(str(one) if one.params else f"{one.name}:{one.value}")
        else:
            found.extend(lines_of(one))
    found.append(f"END:{part.name}")
    return found


def octets(lines: Iterable[str]) -> bytes:
    """Lines as they are published: UTF-8, folded, every one ended by CRLF, the last one too."""
    found = [
        one
        if len(one) <= SHORT or (len(one) <= MOST_OCTETS and one.isascii())
        else folded_line(one.encode()).decode()
        for one in lines
    ]
    found.append("")
    return "\r\n".join(found).encode()


def calendar_octets(calendar: Component, parts: Iterable[bytes]) -> bytes:
    """A calendar with its own lines, and behind them components that are octets already."""
    own = lines_of(calendar)
    return b"".join((octets(own[:-1]), *parts, octets(own[-1:])))


def folded_line(one: bytes) -> bytes:
    """A line in pieces of at most 75 octets, each but the first after a space.

    A piece ends between what readers see as characters: not before a combining mark, nor within a sequence
    held together by joiners, unless one such sequence alone is longer than a line.
    """
    pieces = []
    start, room = 0, MOST_OCTETS
    while len(one) - start > room:
        end = start + room
        while one[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        # Letters below U+0300 begin below 0xCC and join nothing; only a joiner before could join them.
        if one[end] >= 0xCC or one[end - 3 : end] == _JOINER:
            end = _before_a_sequence(one, start, end)
        pieces.append(one[start:end])
        start, room = end, MOST_OCTETS - 1
    pieces.append(one[start:])
    return b"\r\n ".join(pieces)


def _before_a_sequence(one: bytes, start: int, end: int) -> int:
    """The last place up to `end` where a piece may end; `end` where there is none."""
    ahead = end + 1
    while ahead < len(one) and one[ahead] & 0xC0 == 0x80:
        ahead += 1
    text = one[start:ahead].decode()
    for at in range(len(text) - 1, 0, -1):
        if _may_break(text, at):
            return start + len(text[:at].encode())
    return end


def _may_break(one: str, at: int) -> bool:
    """Whether a piece may end before this character."""
    character, before = one[at], one[at - 1]
    if character < "\u0300" and before < "\u0300":
        return True
    return not (
        character == ZERO_WIDTH_JOINER
        or before == ZERO_WIDTH_JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # tones of skin
        or "\U000e0020" <= character <= "\U000e007f"  # tags, in flags of regions
        or ("\U0001f1e6" <= character <= "\U0001f1ff" and _pairs(one, at) % 2)
        or unicodedata.category(character) in ("Mn", "Mc", "Me")  # marks; variation selectors are such
    )


def _pairs(one: str, at: int) -> int:
    """How many letters of flags stand right before a place: two make a flag."""
    first = at
    while first and "\U0001f1e6" <= one[first - 1] <= "\U0001f1ff":
        first -= 1
    return at - first
