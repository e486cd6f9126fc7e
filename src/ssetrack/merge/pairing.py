"""Which items of two versions are the same.

Comes in: old items and new ones. Goes out: pairs, each with how it was found, and those that might be one of
several. Never by place: a row that stands where another stood says nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ssetrack.merge.titles import is_near, title_key
from ssetrack.merge.versions import Item, Same, equal

MOST_NEAR = 200
"""So many items of a section, on each side, are compared by near titles; where more are left, none is."""


class By(Enum):
    """How two items were found to be the same."""

    BOTH = "id and title"
    TITLE = "title"
    NEAR = "near title"
    ID = "id"


class Pair(NamedTuple):
    """An old and a new item that are the same."""

    old: Item
    new: Item
    by: By


class Unsure(NamedTuple):
    """Items that might be the same, with more than one way to pair them: nothing is done with them."""

    old: tuple[Item, ...]
    new: tuple[Item, ...]


class Pairing(NamedTuple):
    """How two versions belong together."""

    pairs: tuple[Pair, ...]
    unsure: tuple[Unsure, ...]
    old: tuple[Item, ...]
    """Those of the old version that are left alone."""
    new: tuple[Item, ...]
    """Those of the new version that are left alone."""


Key = Callable[[Item], Hashable]


def pairing(
    old: Sequence[Item],
    new: Sequence[Item],
    *,
    by_key: bool = False,
    exactly: bool = False,
    same: Same = equal,
) -> Pairing:
    """Which items are the same: of one id and title, else of one title, else of near titles in one section.

    By the id alone only where the titles are near or all else is equal. With `by_key` both versions are
    plans: their keys are ids, which somebody chose and others refer to, and one is enough; what was renamed
    is known by its first one. With `exactly` only equal titles pair.
    """
    return _Pairs(old, new, by_key=by_key, exactly=exactly, same=same).result()


class _Pairs:
    def __init__(
        self, old: Sequence[Item], new: Sequence[Item], *, by_key: bool, exactly: bool, same: Same
    ) -> None:
        # Places in the lists are names of items here, and never compared with each other.
        self._olds, self._news = old, new
        self._old = dict(enumerate(old))
        self._new = dict(enumerate(new))
        self._by_key, self._exactly, self._same = by_key, exactly, same
        counts = (Counter(map(self._id, version)) for version in (old, new))
        self._repeated = {found for count in counts for found, number in count.items() if number > 1}
        self._pairs: list[tuple[int, int, By]] = []
        self._unsure: list[Unsure] = []

    def result(self) -> Pairing:
        self._alike()
        self._unique(lambda one: (self._id(one), title_key(one.title)) if self._id(one) else None, By.BOTH)
        if self._by_key:
            # An id with another title is the same, unless its title went to another id.
            self._unique(self._own_id, By.ID, self._is_retitled())
        self._unique(_title_in_section, By.TITLE)
        if self._by_key:
            self._unique(self._own_id, By.ID)
            self._unique(lambda one: one.key, By.ID)  # a `uid` that somebody chose was never an id
        self._titles()
        if not self._exactly:
            self._unique(self._own_id, By.ID, lambda old, new: is_near(old.title, new.title))
            self._near()
            self._unique(self._own_id, By.ID, self._is_equal_but_for_title)
        pairs = tuple(Pair(self._olds[old], self._news[new], by) for old, new, by in self._pairs)
        return Pairing(pairs, tuple(self._unsure), tuple(self._old.values()), tuple(self._new.values()))

    def _id(self, item: Item) -> str:
        return item.lasting_id if self._by_key else item.id

    def _is_retitled(self) -> Callable[[Item, Item], bool]:
        """Whether an old item's title is nowhere among the new ones any more."""
        titles = {title_key(one.title) for one in self._new.values()}
        return lambda old, _new: title_key(old.title) not in titles

    def _own_id(self, item: Item) -> str:
        """An id that no other item of either version has; an id that several have is nobody's."""
        found = self._id(item)
        return "" if found in self._repeated else found

    def _alike(self) -> None:
        """Items that are equal in all that is written; of several such it does not matter which is which."""

        def content(item: Item) -> Hashable:
            fields = tuple(sorted((name, repr(value)) for name, value in item.fields.items()))
            return self._id(item), item.title, item.section, fields

        def content_with_doubts(item: Item) -> Hashable:
            return content(item), tuple(sorted(item.doubts.items()))

        for key in (content_with_doubts, content):
            for old, new in self._groups(key):
                # A row that was new the last time is without its doubts among the old ones.
                is_open = key is content and any(self._olds[one].doubts for one in old)
                if len(old) == len(new) and not is_open:
                    for one, other in zip(old, new, strict=True):
                        self._pair(one, other, By.BOTH if self._id(self._olds[one]) else By.TITLE)

    def _unique(
        self, key: Key, by: By, condition: Callable[[Item, Item], bool] = lambda _old, _new: True
    ) -> None:
        """Pairs of items that alone have a key, if they fulfil the condition."""
        for old, new in self._groups(key):
            if len(old) == len(new) == 1 and condition(self._olds[old[0]], self._news[new[0]]):
                self._pair(old[0], new[0], by)

    def _titles(self) -> None:
        """Items of one title: a pair, or several that nobody can tell apart."""
        for old, new in self._groups(lambda one: title_key(one.title)):
            if len(old) == len(new) == 1:
                self._pair(old[0], new[0], By.TITLE)
            else:
                self._give_up(old, new)

    def _near(self) -> None:
        """Items of near titles in one section: a pair, or several candidates."""
        for old, new in self._groups(lambda one: one.section_key):
            if max(len(old), len(new)) > MOST_NEAR:
                continue
            for olds, news in _clusters(
                old, new, lambda one, other: is_near(self._olds[one].title, self._news[other].title)
            ):
                if len(olds) == len(news) == 1:
                    self._pair(olds[0], news[0], By.NEAR)
                else:
                    self._give_up(olds, news)

    def _is_equal_but_for_title(self, old: Item, new: Item) -> bool:
        names = {*old.fields, *new.fields}
        return (
            bool(names)
            and old.doubts == new.doubts
            and all(self._same(name, old.value(name), new.value(name)) for name in names)
        )

    def _groups(self, key: Key) -> Iterator[tuple[list[int], list[int]]]:
        """What is left of both versions by a key; only keys that both have, and that are not empty."""
        old: dict[Hashable, list[int]] = defaultdict(list)
        new: dict[Hashable, list[int]] = defaultdict(list)
        for items, groups in ((self._old, old), (self._new, new)):
            for name, item in items.items():
                found = key(item)
                if found not in (None, ""):
                    groups[found].append(name)
        for found, names in old.items():
            if found in new:
                yield names, new[found]

    def _pair(self, old: int, new: int, by: By) -> None:
        self._pairs.append((old, new, by))
        del self._old[old], self._new[new]

    def _give_up(self, old: list[int], new: list[int]) -> None:
        self._unsure.append(
            Unsure(tuple(self._old.pop(one) for one in old), tuple(self._new.pop(one) for one in new))
        )


def _title_in_section(item: Item) -> Hashable:
    return item.section_key, title_key(item.title)


def _clusters(
    old: list[int], new: list[int], near: Callable[[int, int], bool]
) -> Iterator[tuple[list[int], list[int]]]:
    """Sets of items that are near to each other, be it through others."""
    beside: dict[tuple[bool, int], list[tuple[bool, int]]] = defaultdict(list)
    for one in old:
        for other in new:
            if near(one, other):
                beside[True, one].append((False, other))
                beside[False, other].append((True, one))
    seen: set[tuple[bool, int]] = set()
    for one in old:
        if (True, one) in seen or (True, one) not in beside:
            continue
        todo, cluster = [(True, one)], []
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                cluster.append(name)
                todo += beside[name]
        yield (
            sorted(number for is_old, number in cluster if is_old),
            sorted(number for is_old, number in cluster if not is_old),
        )
