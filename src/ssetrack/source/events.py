"""The events of a YAML text, by libyaml or by ruamel's own parser: the door to both.

Comes in: the text of a file, without byte order mark. Goes out: a function that gives one event after the
other, and every refusal as a `Refused` with offsets. Nothing here decides what a value means.

Both parsers are made to read the same language. libyaml follows YAML 1.1: it breaks lines at LS and PS, as
no editor does, and refuses some plain texts in flow context that 1.2 allows (`[vision:1.2]`, `{time: 20:00}`,
a URL, `2004-06?`). The characters concerned are hidden from it behind stand-ins and put back into the values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

try:
    from _ruamel_yaml import CParser  # compiled
except ImportError:  # no wheel for this interpreter: slower, the same plans
    CParser = None

NextEvent = Callable[[], Any]
"""The next event, and at last `None`."""

_SEPARATORS = ("\u2028", "\u2029")
_COLON_IN_WORD = re.compile(r"""(?<=[^\s"'\]},\[{:]):(?=[^\s,\[\]{}])""")
_QUESTION_IN_WORD = re.compile(r"""(?<=[^\s"'\]},\[{:?])\?""")
_PRIVATE = range(0xE000, 0xF900)


class Refused(Exception):  # noqa: N818  (no error of the program)
    """A parser's refusal: what it says, for us to translate, and where."""

    def __init__(self, complaint: str, start: int | None, end: int) -> None:
        super().__init__(complaint)
        self.complaint = complaint
        self.start = start
        """Where that begins which the parser was reading, if it says so."""
        self.end = end
        """Where it gave up."""


class Mask:
    """A text of the same length in which some characters have stand-ins, and the way back."""

    __slots__ = ("back", "text")

    def __init__(self, text: str, back: dict[int, str]) -> None:
        self.text = text
        self.back = back


_OPEN_QUOTE = "scanning a quoted scalar: found unexpected end"
_BLOCK_END = "expected <block end>"
_CERTAIN = {
    ": mapping values are not allowed in this context": ": mapping values are not allowed here",
    "while scanning a simple key: could not find expected ':'": "while scanning a simple key: no colon",
    "while scanning a quoted scalar: found unexpected end of stream": _OPEN_QUOTE,
    "while parsing a block mapping: did not find expected key": _BLOCK_END,
    "while parsing a block collection: did not find expected '-' indicator": _BLOCK_END,
}
"""What libyaml says where ruamel's own parser refuses at the same place, and that one's words for it."""


def final(refusal: Refused, text: str, *, in_flow: bool) -> Refused | None:
    """The refusal as ruamel's own parser has it, if there is no need to ask that one: it takes its time.

    Within brackets, and at a sign that the two take differently, there is need.
    """
    complaint = _CERTAIN.get(refusal.complaint)
    if complaint is None or in_flow:
        return None
    if complaint == _OPEN_QUOTE and "?" in text:
        return None
    if complaint == _BLOCK_END and text[refusal.end : refusal.end + 1] in (":", "?"):
        return None
    if "simple key" in complaint and refusal.start is not None and text[refusal.start] in "{['\"*&!":
        return None
    return Refused(complaint, refusal.start, refusal.end)


def mask(text: str, *, flow: bool = False) -> Mask:
    """Hide the line separators of YAML 1.1; with `flow`, also colons and question marks within words."""
    hidden = [sign for sign in _SEPARATORS if sign in text]
    if not hidden and not flow:
        return Mask(text, {})
    whole = text
    free = (sign for sign in map(chr, _PRIVATE) if sign not in whole)  # at most four are asked for
    back: dict[int, str] = {}
    for sign in hidden:
        stand_in = next(free)
        text = text.replace(sign, stand_in)
        back[ord(stand_in)] = sign
    if flow:
        for sign, pattern in ((":", _COLON_IN_WORD), ("?", _QUESTION_IN_WORD)):
            stand_in = next(free)
            text = pattern.sub(stand_in, text)
            back[ord(stand_in)] = sign
    return Mask(text, back)


def events(text: str, *, pure: bool) -> NextEvent:
    """The events of a text; the function given raises `Refused` where it is not YAML."""
    if pure or CParser is None:
        from ssetrack.source.pure import PureParser

        parser: Any = PureParser(text)
    else:
        parser = CParser(text)
    next_event: NextEvent = parser.get_event
    return next_event


def has_c_parser() -> bool:
    """Whether libyaml is there."""
    return CParser is not None


REFUSALS = (YAMLError, ArithmeticError, AssertionError, LookupError, RuntimeError, ValueError)
"""What a parser raises at a text that it refuses, or stumbles over; a `UnicodeError` is a `ValueError`."""


def refusal_of(error: Exception, length: int) -> Refused:
    """What a parser's exception says, without the exception; `length` is that of the text."""
    if not isinstance(error, MarkedYAMLError):
        return Refused(str(error), None, length)
    start, end = error.context_mark, error.problem_mark
    return Refused(
        f"{error.context or ''}: {error.problem or ''}",
        None if start is None else min(start.index, length),
        length if end is None else min(end.index, length),
    )
