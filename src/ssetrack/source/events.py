"""The one door to ruamel.yaml: the events of a YAML text, by its C parser or its own.

Comes in: the text of a file, without byte order mark. Goes out: a function that gives one event after the
other, and every refusal as a `Refused` with offsets. Nothing here decides what a value means.

Both parsers are made to read the same language. YAML 1.1 breaks lines at NEL, LS and PS, 1.2 does not and
neither do editors: these three are hidden from the parsers and put back into the values. libyaml refuses
some plain texts in flow context that YAML 1.2 allows (`[vision:1.2]`, `2004-06?`): see `hidden`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner

try:
    from _ruamel_yaml import CParser
except ImportError:  # no wheel for this interpreter: slower, the same plans
    CParser = None

NextEvent = Callable[[], Any]
"""The next event, and at last `None`."""


class Refused(Exception):  # noqa: N818  (it is no error of the program)
    """A parser's refusal: what it says, for us to translate, and where."""

    def __init__(self, problem: str, start: int | None, end: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.start = start
        """Where that begins which the parser was reading, if it says so."""
        self.end = end
        """Where it gave up."""


class _Pure(Reader, Scanner, Parser):
    """ruamel's own parser as one object, without its loader, resolver and constructor."""

    processing_version = (1, 2)

    def __init__(self, text: str) -> None:
        self._resolver = self
        self.comment_handling = False
        Reader.__init__(self, text, loader=self)
        Scanner.__init__(self, loader=self)
        Parser.__init__(self, loader=self)


def has_c_parser() -> bool:
    """Whether libyaml is there."""
    return CParser is not None


def events(text: str, *, pure: bool) -> NextEvent:
    """The events of a text. The function given raises `Refused` where the text is not YAML."""
    try:
        next_event: NextEvent = (_Pure if pure or CParser is None else CParser)(text).get_event
    except YAMLError as error:
        raise refusal(error, len(text)) from None
    return next_event


def refusal(error: YAMLError, length: int) -> Refused:
    """What a parser's exception says, without the exception."""
    if not isinstance(error, MarkedYAMLError):
        return Refused(str(error), None, length)
    start, end = error.context_mark, error.problem_mark
    return Refused(
        f"{error.context or ''}: {error.problem or ''}",
        None if start is None else start.index,
        length if end is None else end.index,
    )
