"""Several plans read together: their items, and what an id means in one of them.

Comes in: loaded files. Goes out: a `Portfolio`. Ids of different plans never clash: an item is known by its
plan's id and its own, and a reference to another plan's item is written `plan:id`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ssetrack.dates import YearStart, own_year_start
from ssetrack.language.speaker import base
from ssetrack.load import Loaded
from ssetrack.plan.items import Item, items
from ssetrack.plan.model import Plan
from ssetrack.plan.reference import Reference, item_id
from ssetrack.plan.slug import id_from
from ssetrack.portfolio.people import Directory, directory
from ssetrack.portfolio.prerequisites import Group, PerGroup, Prerequisites, distinct
from ssetrack.source import Source

ItemKey = tuple[str, str]
"""A plan's id and an item's or an activity's id in it."""


@dataclass(frozen=True, eq=False)
class PlanFile:
    """A plan with its file: the id that it goes by, its language and its items."""

    loaded: Loaded
    plan: Plan
    id: str
    language: str
    items: tuple[Item, ...]

    @property
    def language_of_dates(self) -> str | None:
        """The base of the plan's own tag, which settles dates in numbers; None where it has none."""
        own = self.plan.language
        return None if own is None else base(own)

    @property
    def year_starts(self) -> YearStart | None:
        """When the plan's own year begins; None for that of the calendar, and for what is no day."""
        return own_year_start(self.plan.year_starts)

    @cached_property
    def first_ids(self) -> dict[str, str]:
        """The ids before any renaming, by the ids of what was renamed: activities and items."""
        found = {item.id: item.uid for item in self.items}
        found |= {item.activity.id: item.activity.uid or item.activity.id for item in self.items}
        return {own: first for own, first in found.items() if own != first}

    def first_reference(self, text: str) -> str:
        """A reference as it was before any renaming, if it names something of this plan."""
        if not self.first_ids:
            return text
        parts = Reference.from_text(text)
        if parts.plan not in (None, self.id):
            return text
        first = self.first_ids.get(parts.item)
        if first is None and parts.milestone is not None:  # there is no such milestone
            first = item_id(self.first_ids.get(parts.activity, parts.activity), parts.milestone)
        return text if first is None else f"{text[: len(text) - len(parts.item)]}{first}"

    @cached_property
    def first_goals(self) -> dict[str, str]:
        """The keys before any renaming of the goals that were renamed."""
        return {key: goal.uid for key, goal in self.plan.goals.items() if goal.uid not in (None, key)}

    @property
    def source(self) -> Source:
        """The text and the tree that the plan was read from."""
        return self.loaded.source

    @property
    def path(self) -> str:
        """The path as it was given or found."""
        return self.source.path


@dataclass(frozen=True, eq=False)
class Portfolio:
    """Plans read together, in the order of their paths, and the files that gave none."""

    files: tuple[PlanFile, ...]
    broken: tuple[Loaded, ...] = ()

    @property
    def all_files(self) -> tuple[Loaded, ...]:
        """Every file that was read, broken ones last."""
        return (*(file.loaded for file in self.files), *self.broken)

    @cached_property
    def people(self) -> Directory:
        """Everybody who owns something, across plans."""
        return directory((file.id, file.plan) for file in self.files)

    @cached_property
    def by_activity(self) -> dict[ItemKey, tuple[Item, ...]]:
        """The items of each activity; of two activities with one id, the first."""
        found: dict[ItemKey, list[Item]] = {}
        for file in self.files:
            for item in file.items:
                same = found.setdefault((file.id, item.activity.id), [])
                if not same or same[0].activity is item.activity:
                    same.append(item)
        return {key: tuple(same) for key, same in found.items()}

    @cached_property
    def by_item(self) -> dict[ItemKey, Item]:
        """Each item by its own id; of two with one id, the first."""
        found: dict[ItemKey, Item] = {}
        for file in self.files:
            for item in file.items:
                found.setdefault((file.id, item.id), item)
        return found

    @cached_property
    def plan_ids(self) -> frozenset[str]:
        """The ids of the plans at hand."""
        return frozenset(file.id for file in self.files)

    def prerequisites(self, item: Item) -> Prerequisites[Item]:
        """The items that an item waits for, each once and never itself; unknown references are left out."""
        groups = [group for key in self._keys(item) if (group := self._group(key))]
        return Prerequisites(distinct(groups) if len(groups) > 1 else tuple(groups), item)

    def _keys(self, item: Item) -> Iterable[ItemKey]:
        return dict.fromkeys(self.key(text, item.plan) for text in item.after)

    @cached_property
    def unfinished(self) -> PerGroup[Item, Group[Item]]:
        """Of what is waited for together, what is neither done nor cancelled."""
        return PerGroup(
            lambda group: {item: item for item in group if item.status not in ("done", "cancelled")}
        )

    @cached_property
    def _groups(self) -> dict[ItemKey, Group[Item]]:
        return {}

    def _group(self, key: ItemKey) -> Group[Item]:
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = {item: item for item in self.meaning(key)}
        return group

    def resolve(self, reference: str, plan: str) -> tuple[Item, ...]:
        """The items that a reference in a plan means: all of an activity's, one milestone's, or none."""
        return self.meaning(self.key(reference, plan))

    def meaning(self, key: ItemKey) -> tuple[Item, ...]:
        """The items that a plan's id and an id there mean: all of an activity's, one milestone's, or none."""
        activity = self.by_activity.get(key)
        if activity is not None:
            return activity
        item = self.by_item.get(key)
        return () if item is None else (item,)

    def key(self, reference: str, plan: str) -> ItemKey:
        """The plan's id and the id there that a reference (`id` or `plan:id`) names."""
        parts = Reference.from_text(reference)
        return plan if parts.plan is None else parts.plan, parts.item


def portfolio(loaded: Iterable[Loaded]) -> Portfolio:
    """The readable plans among the files, each with its items, and the broken ones."""
    files: list[PlanFile] = []
    broken: list[Loaded] = []
    for one in loaded:
        if one.plan is None:
            broken.append(one)
            continue
        plan_id = one.plan.id or id_from(one.source.path)
        files.append(PlanFile(one, one.plan, plan_id, one.plan.language or "en", items(one.plan, plan_id)))
    return Portfolio(tuple(files), tuple(broken))
