"""What changed in plans beside their items: the plans themselves, their goals, owners and sections.

Comes in: the plan files of both sides. Goes out: a `PartChange` for each part that is new, gone or different.
Plans are the same where their ids are, and where each side has only one; goals and owners where their keys
are, or were before they were renamed; sections where their ids or titles are, else where they stand in the
same place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from ssetrack.plan.items import walk_sections
from ssetrack.plan.model import Goal, Owner, Plan, Section
from ssetrack.plan.prose import ProseText, own_text
from ssetrack.portfolio import PlanFile
from ssetrack.query.date_changes import is_same_date
from ssetrack.query.differences import FieldChange, differences


class Part(StrEnum):
    """Kinds of parts, in the order in which they are shown."""

    PLAN = "plan"
    GOAL = "goal"
    OWNER = "owner"
    SECTION = "section"


class Fate(StrEnum):
    """What became of a part."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


class PartChange(NamedTuple):
    """A part of a plan that is new, gone or different; `file` is the plan as it is, or as it last was.

    `id` is the plan's id, the key of a goal or owner, the id of a section (None where it has none).
    """

    part: Part
    fate: Fate
    file: PlanFile
    id: str | None
    title: ProseText
    details: tuple[FieldChange, ...] = ()


Holder = Plan | Goal | Owner | Section
Place = tuple[object, ...]


def part_changes(old: Sequence[PlanFile], new: Sequence[PlanFile]) -> tuple[PartChange, ...]:
    """All changes of parts, plan by plan; of a plan that is new or gone, only that."""
    return tuple(_changes(old, new))


def _changes(old: Sequence[PlanFile], new: Sequence[PlanFile]) -> Iterator[PartChange]:
    single = len(old) <= 1 and len(new) <= 1
    before, after = _by_id(old, single), _by_id(new, single)
    for key, file in after.items():
        if key in before:
            yield from _within(before[key], file)
        else:
            yield PartChange(Part.PLAN, Fate.NEW, file, file.id, file.plan.title)
    for key, file in before.items():
        if key not in after:
            yield PartChange(Part.PLAN, Fate.GONE, file, file.id, file.plan.title)


def _by_id(files: Sequence[PlanFile], single: bool) -> dict[tuple[str, int], PlanFile]:
    """Plans by their ids, and how many have had that id before."""
    found: dict[tuple[str, int], PlanFile] = {}
    alike: Counter[str] = Counter()
    for file in files:
        name = "" if single else file.id
        found[name, alike[name]] = file
        alike[name] += 1
    return found


def _within(old: PlanFile, new: PlanFile) -> Iterator[PartChange]:
    details = tuple(one for one in differences(old.plan, new.plan) if not is_same_date(one, old, new))
    if details:
        yield PartChange(Part.PLAN, Fate.CHANGED, new, new.id, new.plan.title, details)
    yield from _changes_by_key(Part.GOAL, (old, new), old.plan.goals, new.plan.goals)
    yield from _changes_by_key(Part.OWNER, (old, new), old.plan.owners or {}, new.plan.owners or {})
    yield from _sections(old, new)


def _changes_by_key(
    part: Part, files: tuple[PlanFile, PlanFile], old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[PartChange]:
    before, after = _by_first_key(old), _by_first_key(new)
    for first, key in after.items():
        thing = new[key]
        if first not in before:
            yield PartChange(part, Fate.NEW, files[1], key, _title(thing))
            continue
        was = before[first]
        details = tuple(differences(old[was], thing))
        if was != key:
            details = (FieldChange("id", was, key), *details)
        if details:
            yield PartChange(part, Fate.CHANGED, files[1], key, _title(thing), details)
    for first, key in before.items():
        if first not in after:
            yield PartChange(part, Fate.GONE, files[0], key, _title(old[key]))


def _by_first_key(things: Mapping[str, Any]) -> dict[str, str]:
    """The keys, by what they were before any renaming; of two that were alike, the renamed one has it."""
    first = {key: getattr(thing, "uid", None) or key for key, thing in things.items()}
    renamed = {one for key, one in first.items() if one != key}
    return {(f"{one} " if one == key and one in renamed else one): key for key, one in first.items()}


def _title(thing: Goal | Owner) -> ProseText:
    return thing.name if isinstance(thing, Owner) else thing.title


def _sections(old: PlanFile, new: PlanFile) -> Iterator[PartChange]:
    before, after = _sections_by_place(old), _sections_by_place(new)
    same = {key: key for key in after if key in before}
    lost = {section.place: key for key, section in before.items() if key not in same}
    same |= {key: lost[one.place] for key, one in after.items() if key not in same and one.place in lost}
    for key, one in after.items():
        section = one.section
        if key not in same:
            yield PartChange(Part.SECTION, Fate.NEW, new, section.id, section.title)
            continue
        was = before[same[key]]
        details = list(differences(was.section, section))
        if was.parent != one.parent and not _stays_in_place(was, one):
            details.append(FieldChange("section", was.parent, one.parent))
        if details:
            yield PartChange(Part.SECTION, Fate.CHANGED, new, section.id, section.title, tuple(details))
    kept = set(same.values())
    for key, one in before.items():
        if key not in kept:
            yield PartChange(Part.SECTION, Fate.GONE, old, one.section.id, one.section.title)


class _Placed(NamedTuple):
    """A section, where it stands, and the title of the one round it."""

    section: Section
    place: Place
    parent: str | None


def _stays_in_place(was: _Placed, one: _Placed) -> bool:
    """Whether it stands where it stood, so that only what is round it has another name."""
    return was.place == one.place


def _sections_by_place(file: PlanFile) -> dict[Place, _Placed]:
    """The sections by id, else by title and place in the outline, in the order of the file.

    Of several that are called alike, each goes by how many came before.
    """
    found: dict[Place, _Placed] = {}
    titles: dict[Place, str] = {}
    alike: Counter[Place] = Counter()
    for place, section in walk_sections(file.plan):
        title = titles[place] = own_text(section.title, file.language)
        parent = titles.get(place[:-2])
        key: Place = (section.id,) if section.id is not None else (parent, title)
        found[key, alike[key]] = _Placed(section, place, parent)
        alike[key] += 1
    return found
