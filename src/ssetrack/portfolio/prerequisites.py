"""What an item waits for, by groups that all who wait for the same share.

Comes in: groups of items, one for each thing that is waited for. Goes out: the items of an item's groups, as
if in one list. Many items may wait for one activity with many milestones: nothing here is done for each of
those with each of these, unless somebody goes through them all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from ssetrack.plan.items import Item

Answer = TypeVar("Answer")
Value = TypeVar("Value")

Group = Mapping[Item, Value]
"""Something for each of the items that one reference means, in the order of the file."""


class PerGroup(Generic[Value, Answer]):
    """An answer about groups, worked out once for each, however many wait for it."""

    def __init__(self, answer: Callable[[Group[Value]], Answer]) -> None:
        self._answer = answer
        self._known: dict[int, tuple[Group[Value], Answer]] = {}

    def of(self, group: Group[Value]) -> Answer:
        """The answer about a group; that group itself is asked about, not an equal one."""
        known = self._known.get(id(group))
        if known is None:
            known = self._known[id(group)] = group, self._answer(group)  # held, so that its id stays its own
        return known[1]


class Prerequisites(Collection[Value]):
    """What stands in groups without a common item for each of them but one, who does not wait for itself."""

    def __init__(self, groups: tuple[Group[Value], ...], waiting: Item) -> None:
        self.groups = groups
        self.waiting = waiting

    def __iter__(self) -> Iterator[Value]:
        return (value for group in self.groups for item, value in group.items() if item is not self.waiting)

    def __len__(self) -> int:
        return sum(len(group) - (self.waiting in group) for group in self.groups)

    def __contains__(self, value: object) -> bool:
        return any(one == value for one in self)

    def through(self, answer: PerGroup[Value, Group[Answer]]) -> Prerequisites[Answer]:
        """The same with other groups: fewer items, or something else for each of them."""
        return Prerequisites(tuple(answer.of(group) for group in self.groups), self.waiting)


def distinct(groups: Iterable[Group[Item]]) -> tuple[Group[Item], ...]:
    """The groups with each item only in the first that has it: one may be named with its activity.

    A group of several is all of an activity, so that only those of one activity can overlap.
    """
    found: list[Group[Item]] = []
    whole: dict[int, Group[Item]] = {}
    alone: dict[int, set[Item]] = {}
    for group in groups:
        first = next(iter(group))
        activity = id(first.activity)
        if len(group) > 1:
            known = alone.get(activity)
            whole[activity] = group
            found.append({item: item for item in group if item not in known} if known else group)
        elif first not in whole.get(activity, ()) and first not in alone.get(activity, ()):
            alone.setdefault(activity, set()).add(first)
            found.append(group)
    return tuple(found)
