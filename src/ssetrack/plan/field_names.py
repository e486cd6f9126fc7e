"""Which field is meant by a name that no field has; what a field of one's own may hold.

Comes in: a name as written, and the fields that may stand there. Goes out: one of them, or none. First what
people call a field in any of our languages, then the nearest name. `status` and `done` are never the nearest
to anything: a plan that says by mistake that something is finished hides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from ssetrack.language.message import Message, message
from ssetrack.language.nearest import nearest
from ssetrack.language.words import all_words
from ssetrack.plan.kinds import Field, Kind
from ssetrack.plan.slug import slug

STATES = frozenset(("status", "done"))
"""The fields that say where something stands. They may be proposed by name; no fix or guess fills them."""


def meant_field(written: str, fields: Iterable[str]) -> str | None:
    """The field that is meant: `due` is `deadline`, `lugar` is `where`, `dedline` is `deadline`."""
    known = list(fields)
    own = slug(written).replace("_", "-")
    if own in known:
        return own
    meant = next((field for field in _synonyms().get(own, ()) if field in known), None)
    if meant is None:
        # A state nearer than all else is no proposal either, and nor is what comes after it.
        meant = nearest(written, sorted(known, key=STATES.__contains__))
        meant = None if meant in STATES else meant
    return meant


def field_help(written: str, fields: Iterable[str], shown: str) -> Message:
    """What to type instead of a field that is not there: the one that is meant, else those that are shown."""
    meant = meant_field(written, fields)
    if meant is not None:
        return message("did you mean `{name}`?", name=meant)
    return message("the fields are {names}", names=shown)


def is_own(field: str) -> bool:
    """Whether a field is one of those that whoever writes a plan makes up."""
    return field.startswith("x-")


def kind_of(field: str, fields: Mapping[str, Field]) -> Kind:
    """What a field holds; one of one's own, `x-…`, a text that may have parts as one in languages has."""
    known = fields.get(field)
    return "prose" if known is None else known.kind


def read_as(written: str, fields: Iterable[str]) -> str | None:
    """The field under which a value is read, or put by a fix: the one that is meant unless it is a state."""
    meant = meant_field(written, fields)
    return None if meant in STATES else meant


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    """For each word the fields that it is used for, in the order of the tables."""
    found: dict[str, dict[str, None]] = {}
    for language in all_words():
        for field, words in language.fields.items():
            for word in words.split():
                found.setdefault(word, {})[field] = None
    return {word: tuple(fields) for word, fields in found.items()}
