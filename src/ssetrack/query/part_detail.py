"""Everything about a plan itself, or one of its goals, owners or sections, as the plan has it.

Comes in: `plan`, `goal:A`, `owner:ana` or `section:meetings` as typed. Goes out: a `PartDetail`, or None for
what names an item. A name that nobody has, or that several plans have, is a `SsetrackError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import matching
from ssetrack.language.message import message
from ssetrack.language.nearest import few, nearest, one_word
from ssetrack.plan.items import walk_sections
from ssetrack.plan.model import Goal, Owner, Plan, Section
from ssetrack.plan.prose import ProseText, own_text
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


def part_detail(asked: str, snapshot: Snapshot, view: View) -> PartDetail | None:
    """The part that a text names, if it begins like the name of one."""
    kind, colon, name = asked.partition(":")
    if not colon and kind != Part.PLAN:
        return _bare(asked, snapshot, view)
    if kind not in set(Part):
        return None
    if not colon and any(kind == status.item.activity.id for status in snapshot.statuses):
        return None
    part = Part(kind)
    found = [
        PartDetail(view, snapshot, file, part, known, thing)
        for file in snapshot.portfolio.files
        for names, known, thing in _parts(file, part)
        if not colon or matching(name, names)
    ]
    if len(found) == 1:
        return found[0]
    ids = {
        own: names[0]
        for file in snapshot.portfolio.files
        for names, _, _ in _parts(file, part)
        for own in reversed(names)
    }
    if found:
        names = few(dict.fromkeys(ids.values()))
        raise SsetrackError(
            message("`{name}` can mean several things here", name=asked),
            message("name one plan file after it, or write one of {names}", names=names),
        )
    meant = nearest(name, ids)
    raise SsetrackError(
        message("there is nothing called `{name}` in these plans", name=asked),
        message("did you mean `{name}`?", name=one_word(f"{kind}:{ids[meant]}")) if meant else None,
    )


def _bare(asked: str, snapshot: Snapshot, view: View) -> PartDetail | None:
    """The owner, goal or section that a name without its kind means, where it is no id of an item."""
    items = [status.item for status in snapshot.statuses]
    ids = {name for item in items for name in (item.id, item.activity.id)}
    if asked in ids or matching(asked, ids):
        return None
    parts = [
        (f"{part}:{names[0]}", PartDetail(view, snapshot, file, part, known, thing))
        for part in (Part.OWNER, Part.GOAL, Part.SECTION)
        for file in snapshot.portfolio.files
        for names, known, thing in _parts(file, part)
        if matching(asked, names)
    ]
    if len(parts) > 1:
        raise SsetrackError(
            message("`{name}` can mean several things here", name=asked),
            message("name one plan file after it, or write one of {names}", names=few(dict(parts))),
        )
    return parts[0][1] if parts else None


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


def _parts(file: PlanFile, part: Part) -> Iterator[tuple[list[str], str | None, Thing]]:
    """What there is of a kind: by which names it goes, its id, the thing."""
    plan, own = file.plan, file.language
    match part:
        case Part.PLAN:
            yield [file.id], file.id, plan
        case Part.GOAL:
            yield from (([key], key, goal) for key, goal in plan.goals.items())
        case Part.OWNER:
            for key, owner in (plan.owners or {}).items():
                yield [key, own_text(owner.name, own), *owner.aliases], key, owner
        case Part.SECTION:
            for _, section in walk_sections(plan):
                title = own_text(section.title, own)
                yield ([title] if section.id is None else [section.id, title]), section.id, section
