"""Which characters of a plan name something: an item, an owner, a goal, a section, a plan.

Comes in: a source, and who is who. Goes out: places in the text with what is meant there, in the order of the
text: declarations, lists, dates that count from an item (`4 weeks after m1`), the parts of `plan:1.1/draft`.
A text that is not written as it reads (with escapes, over several lines) has no place for its part, and is
left out; one that aliases repeat is there once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ssetrack import dates, outline
from ssetrack.dates import Relative
from ssetrack.diagnostic import Range
from ssetrack.edit.whole_plan.mentions import (
    date_texts,
    goal_mentions,
    owner_mentions,
    prerequisites,
    word_place,
)
from ssetrack.edit.whole_plan.part_lookup import declares_owners
from ssetrack.language.collation import nfc
from ssetrack.plan.reference import Reference, item_id
from ssetrack.portfolio.people import Directory
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar

NameKind = Literal["item", "owner", "goal", "section", "plan"]


class Target(NamedTuple):
    """What is meant: its kind, the id of its plan, its id there.

    `plan` is empty for an owner, whose id is the key of the directory of people: plans share people. A
    section of a plan that gives it no id has no name.
    """

    kind: NameKind
    plan: str
    id: str


class Name(NamedTuple):
    """A place that names something; `declares` says that the thing is declared there."""

    place: Range
    target: Target
    declares: bool


def names_in(source: Source, people: Directory) -> list[Name]:
    """The names in a source, in the order of its text."""
    found = {(one.place, one.target): one for one in _names(source, people)}
    return sorted(found.values(), key=lambda one: (one.place.start, one.place.end, not one.declares))


def declarations_in(source: Source, people: Directory) -> Iterator[Name]:
    """Where a plan declares its owners and its goals, in the order of the file."""
    root, plan = source.root, outline.plan_id(source)
    for key, holder in root.entries() if isinstance(root, Mapping) else ():
        if key in ("owners", "goals"):
            yield from _keys(source, plan, holder, key, people)


def owner_target(source: Source, plan: str, slug: str, people: Directory) -> Target:
    """Whom a short name means in a plan: of a plan that declares owners one of its own, else anybody's."""
    key = people.key(plan, slug)
    own = nfc(slug)
    if declares_owners(source) and (plan, own) not in people.keys:
        return Target("owner", plan, own)  # lint says that nobody is called so there
    return Target("owner", "", key)


def _names(source: Source, people: Directory) -> Iterator[Name]:
    root, plan = source.root, outline.plan_id(source)
    if not isinstance(root, Mapping):
        return
    yield from _own_ids(source, plan, root)
    yield from declarations_in(source, people)
    for _, node in owner_mentions(root):
        yield from _whole(source, node, owner_target(source, plan, str(node), people))
    for _, node in goal_mentions(root):
        yield from _whole(source, node, Target("goal", plan, nfc(node)))
    for _, node in prerequisites(root):
        yield from _reference(source, plan, node, 0, len(node.rstrip()))
    for _, node in date_texts(root):
        if " " in node:
            read = dates.parse(node)
            if isinstance(read, Relative):
                yield from _reference(source, plan, node, read.start, read.end)


def _own_ids(source: Source, plan: str, root: Mapping) -> Iterator[Name]:
    """The ids of the plan, its sections, activities and milestones, where they are declared."""
    yield from _id(source, root, Target("plan", plan, plan))
    for _, section in outline.sections(root):
        yield from _id(source, section, Target("section", plan, outline.text(section, "id") or ""))
    for _, activity in outline.activities(root):
        own = outline.text(activity, "id")
        if own is None:
            continue
        yield from _id(source, activity, Target("item", plan, own))
        for _, milestone in outline.milestones(activity):
            part = outline.text(milestone, "id")
            if part is not None:
                target = Target("item", plan, item_id(own, part))
                yield from _id(source, milestone, target)


def _id(source: Source, node: Mapping, target: Target) -> Iterator[Name]:
    own = node.get("id")
    if isinstance(own, Scalar) and "id" not in node.merged:
        place = word_place(source, own, 0, len(own))
        if place is not None:
            yield Name(place, target, True)


def _keys(source: Source, plan: str, holder: Node, field: str, people: Directory) -> Iterator[Name]:
    for key, _ in holder.entries() if isinstance(holder, Mapping) else ():
        place = word_place(source, key, 0, len(key))
        if place is None or (isinstance(holder, Mapping) and key in holder.merged):
            continue
        target = Target("goal", plan, nfc(key))
        if field == "owners":
            target = owner_target(source, plan, str(key), people)
        yield Name(place, target, True)


def _whole(source: Source, node: Scalar, target: Target) -> Iterable[Name]:
    place = word_place(source, node, 0, len(node))
    return () if place is None else (Name(place, target, False),)


def _reference(source: Source, plan: str, node: Scalar, start: int, end: int) -> Iterator[Name]:
    """The parts of `plan:activity/milestone`, each a name of its own."""
    named = Reference.from_text(node[start:end])
    if named.plan is not None:
        plan = named.plan
        yield from _part(source, node, start, start + len(plan), Target("plan", plan, plan))
        start += len(plan) + 1
    behind = start + len(named.activity)
    yield from _part(source, node, start, behind, Target("item", plan, named.activity))
    if named.milestone:
        yield from _part(source, node, behind + 1, end, Target("item", plan, named.item))


def _part(source: Source, node: Scalar, start: int, end: int, target: Target) -> Iterable[Name]:
    place = word_place(source, node, start, end)
    return () if place is None else (Name(place, target, False),)
