"""A plan read from its tree by the table of fields: the way of every plan in which nothing is amiss.

Comes in: a tree. Goes out: the plan, or `None` at the first thing that the table does not foresee. What that
is, and what is wrong with it, the definition knows; reading without it saves the import of pydantic, which
takes longer than all else (docs/dev/decisions.md). What is read here is what the definition would read
(tests/test_reader.py). Texts are the tree's own, not copies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ssetrack.plan.fields import FIELDS, MULTILINGUAL, SHORT_FORMS
from ssetrack.plan.kinds import Field, is_blank, percentage, switch
from ssetrack.plan.model import Plan
from ssetrack.source.tree import Mapping, Node, Sequence

Read = Callable[[Node], Any]
"""What makes a value of a node; raises `Odd`."""


_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, as escapes can write it: no text, for it cannot be printed."""


class Odd(Exception):  # noqa: N818  (no error of the program)
    """The node is not what its field wants."""


def plan_of(root: Node) -> Plan | None:
    """The plan in a tree, or None where something in it has to be explained."""
    try:
        plan: Plan = _reader_of(Plan)(root)
    except Odd:
        return None
    return plan


def _text(node: Node | str) -> str:
    if isinstance(node, str) and (node.isascii() or _HALF.search(node) is None):
        return node
    raise Odd


def _prose(node: Node) -> str | dict[str, str]:
    if isinstance(node, Mapping):
        return {str(_text(tag)): _text(text) for tag, text in node.items()}
    return _text(node)


def _percentage(node: Node) -> int:
    number = percentage(_text(node))
    if number is None:
        raise Odd
    return number


def _switch(node: Node) -> bool:
    said = switch(_text(node))
    if said is None:
        raise Odd
    return said


def _word(words: tuple[str, ...]) -> Read:
    """What reads one of these words."""

    def read(node: Node) -> str:
        text = _text(node)
        if text not in words:
            raise Odd
        return words[words.index(text)]

    return read


def _list_reader(one: Read) -> Read:
    """What reads a list of such things."""

    def read(node: Node) -> tuple[Any, ...]:
        if isinstance(node, Sequence):
            return tuple(map(one, node))
        raise Odd

    return read


def _dates(one: Read) -> Read:
    """What reads a date, or a list of alternatives."""
    several = _list_reader(one)

    def read(node: Node) -> tuple[Any, ...]:
        return several(node) if isinstance(node, Sequence) else (one(node),)

    return read


def _slug_reader(one: Read) -> Read:
    """What reads a mapping of slugs to such things."""

    def read(node: Node) -> dict[str, Any]:
        if isinstance(node, Mapping):
            return {str(_text(slug)): one(value) for slug, value in node.items()}
        raise Odd

    return read


def _reads(field: Field) -> Read:
    """What reads the values of a field."""
    match field.kind:
        case "text":
            return _text
        case "texts":
            return _list_reader(_text)
        case "prose":
            return _prose
        case "proses":
            return _list_reader(_prose)
        case "word":
            return _word(field.words)
        case "percentage":
            return _percentage
        case "switch":
            return _switch
        case "dates":
            return _dates(_reader_of(field.of))
        case "list":
            return _list_reader(_reader_of(field.of))
        case "mapping":
            return _slug_reader(_reader_of(field.of))


class _Reader:
    """What reads the mappings of one class: short forms, empty values and `x-` fields included."""

    def __init__(self, model: Any) -> None:
        """The reader is known before its fields are, for sections hold sections."""
        _READERS[model] = self
        self.model = model
        self.short = SHORT_FORMS.get(model)
        self.multilingual = model in MULTILINGUAL
        fields = FIELDS[model]
        self.fields = {key: (field.name or key, _reads(field)) for key, field in fields.items()}
        self.required = [self.fields[key][0] for key, field in fields.items() if field.required]
        self.words: dict[str, Any] | None = None
        """What short forms that are one of some words mean: records never change, and many are alike."""
        if self.short is not None and fields[self.short].kind == "word":
            self.words = {}

    def __call__(self, node: Node) -> Any:
        """The thing that a node holds."""
        if self.words is not None and isinstance(node, str):
            if node not in self.words:
                self.words[str(node)] = self._short_form(node)
            return self.words[node]
        if not isinstance(node, Mapping) or (self.multilingual and self._in_languages(node)):
            return self._short_form(node)
        known, written = self.fields, {}
        for key, value in node.items():
            field = known.get(key)
            if field is not None:
                if value is not None:
                    name, read = field
                    written[name] = read(value)
            elif key[:2] != "x-":
                raise Odd
            elif value is not None:
                written.setdefault("extensions", {})[str(_text(key))] = value
        for name in self.required:
            if name not in written or is_blank(written[name]):
                raise Odd
        return self.model.of(written)

    def _short_form(self, node: Node) -> Any:
        """The thing of which a node that is no mapping of fields says one."""
        if self.short is None:
            raise Odd
        if self.short != "date" and is_blank(node):  # whether it is a date is asked later, by others
            if self.required or node is None:
                raise Odd
            return self.model.of({})
        name, read = self.fields[self.short]
        return self.model.of({name: read(node)})

    def _in_languages(self, node: Mapping) -> bool:
        """Whether a mapping is a prose in several languages, and thereby the short form."""
        return bool(node) and not any(key in self.fields or key[:2] == "x-" for key in node)


_READERS: dict[Any, _Reader] = {}


def _reader_of(model: Any) -> _Reader:
    return _READERS.get(model) or _Reader(model)
