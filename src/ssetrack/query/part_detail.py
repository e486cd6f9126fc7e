"""Everything about a plan itself, or one of its goals, owners or sections, as the plan has it.

Comes in: `plan`, `goal:A`, `owner:ana` or `section:meetings` as typed. Goes out: a `PartDetail`, or None for
what names an item. A name that nobody has, or that several plans have, is a `SsetrackError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ssetrack.language.collation import matching
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few
from ssetrack.plan.items import walk_sections
from ssetrack.plan.model import Goal, Owner, Plan, Section
from ssetrack.plan.part_names import parts_called, parts_meant, several_meant
from ssetrack.plan.prose import ProseText, all_texts, own_text
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.query.filters import Filters
from ssetrack.query.filters import matching as matching_items
from ssetrack.query.part_changes import Part
from ssetrack.status import CLOSED, Snapshot, Status

Thing = Plan | Goal | Owner | Section


class PartDetail(NamedTuple):
    """A part of a plan: its kind, its id or key (None for a section without one), and what it holds."""

    view: View
    snapshot: Snapshot
    file: PlanFile
    part: Part
    id: str | None
    thing: Thing

    @property
    def title(self) -> ProseText:
        """Its title; of an owner the name."""
        return self.thing.name if isinstance(self.thing, Owner) else self.thing.title


class _Candidate(NamedTuple):
    """A part by its names (see `plan.part_names.NamedPart`), and where it is."""

    kind: Part
    plan: str
    id: str
    names: tuple[str, ...]
    file: PlanFile
    own_id: str | None
    thing: Thing


def part_detail(asked: str, snapshot: Snapshot, view: View) -> PartDetail | None:
    """The part that a text names, if it begins like the name of one."""
    ids = {name for one in snapshot.statuses for name in (one.item.id, one.item.activity.id)}
    if asked == Part.PLAN and asked in ids:
        return None
    files = snapshot.portfolio.files
    found = parts_meant(asked, _candidates(files), _plan_choice)
    if not found and ":" not in asked and asked not in ids and not matching(asked, ids):
        found = parts_called(asked, [one for one in _candidates(files) if one.kind is not Part.PLAN])
    if len(found) > 1:
        raise several_meant(asked, found, _choice)
    if not found:
        return None
    (one,) = found
    return PartDetail(view, snapshot, one.file, one.kind, one.own_id, one.thing)


def items_of(detail: PartDetail) -> tuple[Status, ...]:
    """The items of an owner and their teams, that support a goal or are in a section, as `status` lists them.

    Those that are done or cancelled are left out; a plan's are none of these.
    """
    file, statuses = detail.file, detail.snapshot.statuses
    match detail.part:
        case Part.OWNER:
            key = detail.snapshot.portfolio.people.key(file.id, str(detail.id))
            statuses = matching_items(statuses, Filters(owners=(key,)), detail.snapshot.portfolio)
        case Part.GOAL:
            statuses = tuple(one for one in statuses if one.file is file and detail.id in one.item.goals)
        case Part.SECTION:
            statuses = tuple(one for one in statuses if any(own is detail.thing for own in one.item.sections))
        case Part.PLAN:
            return ()
    return tuple(one for one in statuses if one.state not in CLOSED)


def _candidates(files: Iterable[PlanFile]) -> Iterator[_Candidate]:
    """Every plan with its owners, goals and sections, and by which names each goes."""
    return (one for file in files for one in _parts(file))


def _parts(file: PlanFile) -> Iterator[_Candidate]:
    plan = file.plan
    yield _Candidate(Part.PLAN, file.id, file.id, (), file, file.id, plan)
    for key, owner in (plan.owners or {}).items():
        names = (*all_texts(owner.name), *owner.aliases)
        yield _Candidate(Part.OWNER, file.id, key, names, file, key, owner)
    for key, goal in plan.goals.items():
        yield _Candidate(Part.GOAL, file.id, key, (), file, key, goal)
    for _, section in walk_sections(plan):
        titles = tuple(all_texts(section.title))
        name = own_text(section.title, file.language) if section.id is None else section.id
        yield _Candidate(Part.SECTION, file.id, name, titles, file, section.id, section)


def _plan_choice(plans: Sequence[str]) -> Message:
    return _choice([f"{Part.PLAN}:{one}" for one in plans])


def _choice(names: Sequence[str]) -> Message:
    return message("name one plan file after it, or write one of {names}", names=few(names))
