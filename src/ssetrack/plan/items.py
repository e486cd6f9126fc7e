"""The items of a plan: what has a date, a state and a line in every table.

Comes in: a plan. Goes out: an `Item` for each activity, or for each milestone of an activity that has some,
in the order of the file, with what it inherits filled in (plan-format, "All fields").
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.diagnostic import Route
from ssetrack.plan.model import Activity, Milestone, Plan, Section, Status, Texts, Work
from ssetrack.plan.prose import ProseText, Shown, prose_in
from ssetrack.plan.reference import Reference, item_id

LONGEST_BEFORE = 500
"""Characters of a title that is repeated by everything below it: milestones, items of a section."""


def title_above(text: str) -> str:
    """A title as what stands below it repeats it: whole, unless a few of them would fill the memory."""
    return text if len(text) <= LONGEST_BEFORE else f"{text[: LONGEST_BEFORE - 1]}…"


class _Fields(NamedTuple):
    """What an `Item` holds: made in a third of the time that a frozen dataclass takes, and there are many."""

    plan: str
    id: str
    activity: Activity
    milestone: Milestone | None
    sections: tuple[Section, ...]
    route: Route
    owners: Texts
    contributors: Texts
    goals: Texts
    tags: Texts
    after: Texts
    where: ProseText | None
    language: str | None
    status: Status
    done: str | None


class Item(_Fields):
    """An activity or a milestone with all that it inherits; `id` is `activity` or `activity/milestone`.

    `owners` are its own, else the activity's, else the lead of the nearest section or of the plan.
    `after` are its own prerequisites and its activity's. `route` leads to the mapping it was written in.
    An item is equal to itself alone: two may be written alike.
    """

    __slots__ = ()
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    @property
    def work(self) -> Work:
        """The milestone, or the activity that has none: where its own date and status are written."""
        return self.milestone or self.activity

    @property
    def reference(self) -> Reference:
        """How another plan names it: `vision:5.4/draft`."""
        return Reference(self.plan, self.activity.id, None if self.milestone is None else self.milestone.id)

    @property
    def uid(self) -> str:
        """What calendars and comparisons know it by: the id in the plan that it had first."""
        activity = self.activity.uid or self.activity.id
        if self.milestone is None:
            return activity
        return item_id(activity, self.milestone.uid or self.milestone.id)

    def title(self, language: str | None, own: str, colon: str = ": ") -> Shown:
        """`Activity title: milestone title` in a language (see `plan.prose.shown`), parted by `colon`."""
        title = prose_in(self.activity.title, language, own)
        if self.milestone is None:
            return title
        part = prose_in(self.milestone.title, language, own)
        whole = title_above(title.text)
        return Shown(f"{whole}{colon}{part.text}", title.fallback or part.fallback)


def walk(plan: Plan) -> Iterator[tuple[Route, tuple[Section, ...], Activity]]:
    """Every activity with its route and the sections round it, outermost first, in the order of the file.

    Where a plan writes its activities before the sections beside them, they come first.
    """
    yield from _walk_section(plan, (), ())


def walk_sections(plan: Plan | Section, route: Route = ()) -> Iterator[tuple[Route, Section]]:
    """Every section with its route, a parent before its children."""
    for index, section in enumerate(plan.sections):
        below = (*route, "sections", index)
        yield below, section
        yield from walk_sections(section, below)


def _walk_section(
    holder: Plan | Section, route: Route, trail: tuple[Section, ...]
) -> Iterator[tuple[Route, tuple[Section, ...], Activity]]:
    for key in vars(holder):  # as written
        if key == "sections":
            for index, section in enumerate(holder.sections):
                yield from _walk_section(section, (*route, "sections", index), (*trail, section))
        elif key == "activities":
            for index, activity in enumerate(holder.activities):
                yield (*route, "activities", index), trail, activity


def items(plan: Plan, plan_id: str) -> tuple[Item, ...]:
    """The items of a plan in the order of the file."""
    return tuple(_items(plan, plan_id))


def _items(plan: Plan, plan_id: str) -> Iterator[Item]:
    for route, sections, activity in walk(plan):
        owners = activity.owners or _lead(plan, sections)
        if not activity.milestones:
            yield Item(
                plan_id,
                activity.id,
                activity,
                None,
                sections,
                route,
                owners,
                activity.contributors,
                activity.goals,
                activity.tags,
                activity.after,
                activity.where,
                activity.language,
                _status(activity, None),
                activity.done,
            )
            continue
        for index, milestone in enumerate(activity.milestones):
            status = _status(milestone, activity)
            yield Item(
                plan_id,
                item_id(activity.id, milestone.id),
                activity,
                milestone,
                sections,
                (*route, "milestones", index),
                milestone.owners or owners,
                milestone.contributors or activity.contributors,
                milestone.goals or activity.goals,
                milestone.tags or activity.tags,
                activity.after + milestone.after,
                milestone.where or activity.where,
                milestone.language or activity.language,
                status,
                milestone.done or (activity.done if status == "done" else None),
            )


def _lead(plan: Plan, sections: tuple[Section, ...]) -> Texts:
    for section in reversed(sections):
        if section.lead:
            return section.lead
    return plan.lead


def _status(work: Work, parent: Activity | None) -> Status:
    """Its own status; a day of completion means done; else what the parent's end means for its parts."""
    if work.status is not None:
        return work.status
    if work.done is not None:
        return "done"
    if parent is not None:
        above = _status(parent, None)
        if above in ("cancelled", "on-hold", "done"):
            return above
    return "planned"
