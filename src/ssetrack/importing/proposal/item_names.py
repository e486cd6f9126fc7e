"""Which items the mapping names: by their ids, with `*` for anything, or by their titles.

Comes in: names as the mapping has them, ids and titles. Goes out: which items are meant, and which names
mean none. A table may have thousands of each: names without `*` are looked up, only the others are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import translate

from ssetrack.language.collation import fold

_WILD = re.compile(r"[*?[]")
"""What makes a name a pattern, as in a shell."""


class ItemNames:
    """Names that may mean items."""

    def __init__(self, names: Iterable[str]) -> None:
        distinct = dict.fromkeys(names)
        self._ids = frozenset(distinct)
        self._titles = frozenset(map(fold, distinct))
        patterns = "|".join(translate(name) for name in distinct if _WILD.search(name))
        self._pattern = re.compile(patterns) if patterns else None

    def mean(self, id_: str, title: str) -> bool:
        """Whether one of the names means the item with this id and title."""
        if id_ in self._ids or fold(title) in self._titles:
            return True
        return self._pattern is not None and self._pattern.match(id_) is not None


def without_items(names: Iterable[str], items: Iterable[tuple[str, str]]) -> list[str]:
    """The names that mean none of these items, which are given by id and title."""
    known = list(items)
    ids = {id_ for id_, _ in known}
    titles = {fold(title) for _, title in known}
    return [
        name
        for name in names
        if name not in ids and fold(name) not in titles and not _is_pattern_of(name, ids)
    ]


def _is_pattern_of(name: str, ids: Iterable[str]) -> bool:
    if not _WILD.search(name):
        return False
    is_meant = re.compile(translate(name)).match
    return any(map(is_meant, ids))
