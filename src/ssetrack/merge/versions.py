"""What one version holds: items with fields, and perhaps parts.

Comes in: nothing. Goes out: `Item`, in which each caller brings its own things.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from ssetrack.language.collation import fold

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""What a field holds; a field that holds nothing is left out."""

Same: TypeAlias = "Callable[[str, Value | None, Value | None], bool]"
"""Whether two values of a field, the first argument, mean the same; None is nothing."""

_NOTHING: Mapping[str, str] = MappingProxyType({})

TITLE, SECTION, PARTS = "title", "section", "parts"
"""The names under which an item speaks of its title, its section and its parts."""


class Item(NamedTuple):
    """An item of one version."""

    key: str
    """By which its own version finds it again; the base has the plan's."""
    title: str
    id: str = ""
    """The number that the other side gives it; the plan has its own id here. Empty for none."""
    section: tuple[str, ...] = ()
    fields: Mapping[str, Value] = MappingProxyType({})
    """All but the title and the section."""
    doubts: Mapping[str, str] = _NOTHING
    """Fields that could not be read for sure, with the author's words: such a value is never taken."""
    parts: tuple[Item, ...] = ()
    speaks: Collection[str] | None = None
    """The fields of which its version says something, be it that they are empty; None for all."""
    uid: str = ""
    """What the plan knows it by for good, where its id is another by now: it was renamed."""

    @property
    def lasting_id(self) -> str:
        """The id that it had first in its plan."""
        return self.uid or self.key

    @property
    def section_key(self) -> tuple[str, ...]:
        """The section as sections are compared: by their titles, from the outermost."""
        return tuple(fold(title) for title in self.section)

    def value(self, field: str) -> Value | None:
        """What a field holds; the title is one of them."""
        return self.title if field == TITLE else self.fields.get(field)

    def says(self, field: str) -> bool:
        """Whether its version speaks of a field."""
        return self.speaks is None or field in self.speaks or field in self.fields or field in self.doubts


def equal(_field: str, one: Value | None, other: Value | None) -> bool:
    """Whether two values are the same, character for character."""
    return one == other
