"""When two values of a field mean the same: `2027-03` and `March 2027`, a text and a list of that one text.

Comes in: the plan's language and the start of its project. Goes out: `Rules` for the comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ssetrack.dates import Period, parse
from ssetrack.importing.again.values import DUE, STATE, is_list
from ssetrack.language.collation import plain
from ssetrack.merge.changes import Rules
from ssetrack.merge.versions import Value

DATED_FIELDS = frozenset(("deadline", "when", "start", "done"))
"""Fields that hold dates; the first two may hold several, with places."""

NAMES = frozenset(("owners", "with", "after"))
"""Fields that hold short names."""


def rules_for(language: str, start: date | None) -> Rules:
    """What the comparison must know of the fields of a plan."""

    def meaning(field: str, value: Value | None) -> object:
        if value is None or value == "" or value == []:
            return None
        if field in DATED_FIELDS:
            return tuple(_entry(one) for one in (value if is_list(value) else (value,)))
        if field == "status":
            return None if value == "planned" else plain(str(value))
        if field in NAMES:
            return tuple(str(one) for one in value) if is_list(value) else (str(value),)
        if is_list(value):
            return tuple(_text(one) for one in value)
        return _text(value)

    def _entry(value: Value) -> tuple[object, object]:
        if isinstance(value, Mapping):
            where = value.get("where")
            return _date(value.get("date")), None if where is None else _text(where)
        return _date(value), None

    def _date(value: Value | None) -> object:
        if not isinstance(value, str):
            return repr(value)
        read = parse(value, language=language or None, start=start)
        return read.canonical if isinstance(read, Period) else plain(value)

    def _text(value: Value) -> object:
        if isinstance(value, Mapping):  # of a text in several languages, or with a title, the plan's own
            for name in ("title", language or "en"):
                if name in value:
                    return _text(value[name])
            return tuple((name, _text(one)) for name, one in value.items())
        return " ".join(str(value).split())

    def same(field: str, one: Value | None, other: Value | None) -> bool:
        return one == other or meaning(field, one) == meaning(field, other)

    return Rules(same, (DUE, STATE), DUE)
