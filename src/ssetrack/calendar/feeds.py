"""Which feeds there are: one of everything, or one for each owner, goal, section or plan.

Comes in: statuses and how they are split. Goes out: feeds with a file name that people recognise (some
clients show it as the calendar's name), a title and their items. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.plan.prose import shown
from ssetrack.plan.slug import slug
from ssetrack.query.columns import View
from ssetrack.status import Status

LONGEST_NAME = 100
"""Characters of a file name without its ending: what every file system takes."""


class By(StrEnum):
    """What the feeds are for, where there is one each."""

    OWNER = "owner"
    GOAL = "goal"
    SECTION = "section"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be written: its file's name without `.ics`, what readers see as its name, and its items."""

    name: str
    title: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Splitting:
    """How feeds are split and named: by the `slugs` of an item's people, with what their `teams` do."""

    by: By | None
    slugs: Callable[[Status], Iterable[str]]
    teams: bool = True
    suffix: str = ""
    """Behind every file name: `-tasks`, `.fr`."""

    title: str | None = None
    """The name of the whole, where the configuration gives one."""

    is_chosen: Callable[[object], bool] = lambda _: True
    """Whether the feed of an owner (by key), a goal, a section or a plan (by id) is wanted."""


def feeds(statuses: Sequence[Status], splitting: Splitting, view: View) -> tuple[Feed, ...]:
    """The feeds, in the order in which they are written; those without items too."""
    whole = splitting.title or _plans(view)
    if splitting.by is None:
        name = view.portfolio.files[0].id if len(view.portfolio.files) == 1 else "plans"
        return (Feed(_file_name("", name) + splitting.suffix, whole, tuple(statuses)),)
    split = {By.OWNER: _owners, By.GOAL: _goals, By.SECTION: _sections, By.PLAN: _by_plan}[splitting.by]
    taken: set[str] = set()
    found = []
    for part, title, items, whose in split(statuses, splitting, view):
        name = _unused_name(_file_name(splitting.by.value, part), taken)
        if not splitting.is_chosen(whose):
            continue
        full = title if splitting.by is By.PLAN else _full_title(title, whole, view)
        found.append(Feed(name + splitting.suffix, full, tuple(items)))
    return tuple(found)


def _full_title(part: str, whole: str, view: View) -> str:
    joined: Message = message("{part} – {whole}", part=part, whole=whole)
    return view.speaker.say(joined)


Parts = Iterator[tuple[str, str, Iterable[Status], object]]
"""Of each part: what its file is named after, its title, its items, and whose part it is."""


def _plans(view: View) -> str:
    titles = [shown(file.plan.title, view.language, file.language).text for file in view.portfolio.files]
    return " + ".join(titles) if len(titles) <= 2 else f"{titles[0]} + {len(titles) - 1}"


def _owners(statuses: Sequence[Status], splitting: Splitting, view: View) -> Parts:
    """A team's feed holds what the team does, a person's that of their teams too; an open seat has none."""
    people = view.portfolio.people
    names: dict[str, str] = {}
    items: dict[str, dict[Item, Status]] = {}
    for file in view.portfolio.files:
        for own in file.plan.owners or {}:
            key = people.key(file.id, own)
            if not people.is_open_seat(file.id, own):
                items.setdefault(key, {})
                owner = people.people[key].owner
                names.setdefault(key, shown(owner.name if owner else own, view.language, file.language).text)
    members: dict[str, tuple[str, ...]] = {}
    for status in statuses:
        for own in splitting.slugs(status):
            key = people.key(status.file.id, own)
            if people.is_open_seat(status.file.id, own):
                continue
            if key not in members:
                members[key] = people.members(key) if splitting.teams else ()
            for one in dict.fromkeys((key, *members[key])):
                items.setdefault(one, {})[status.item] = status
                names.setdefault(one, people.person(status.file.id, one).name)
    for key, found in items.items():
        person = people.people.get(key)
        if person is None or not person.vacant:
            yield key, names[key], found.values(), key


def _goals(statuses: Sequence[Status], _: Splitting, view: View) -> Parts:
    for file in view.portfolio.files:
        own = [status for status in statuses if status.file is file]
        used = (goal for status in own for goal in status.item.goals)
        for goal in dict.fromkeys((*file.plan.goals, *used)):
            declared = file.plan.goals.get(goal)
            name = view.speaker.say(message("Goal {goal}", goal=goal))
            if declared is not None:
                name = f"{name}: {shown(declared.title, view.language, file.language).text}"
            part = f"{file.id}-{goal}" if view.several else goal
            yield part, name, (status for status in own if goal in status.item.goals), goal


def _sections(statuses: Sequence[Status], _: Splitting, view: View) -> Parts:
    """A section with what is nested in it."""
    found: dict[int, tuple[str, str, list[Status], object]] = {}
    for status in statuses:
        own = status.file.language
        for section in status.item.sections:
            title = shown(section.title, view.language, own).text
            part = section.id or slug(shown(section.title, None, own).text)
            name = f"{status.file.id}-{part}" if view.several else part
            found.setdefault(id(section), (name, title, [], section))[2].append(status)
    yield from found.values()


def _by_plan(statuses: Sequence[Status], _: Splitting, view: View) -> Parts:
    for file in view.portfolio.files:
        title = shown(file.plan.title, view.language, file.language).text
        yield file.id, title, (status for status in statuses if status.file is file), file.id


def _file_name(kind: str, part: str) -> str:
    name = slug(part) or "x"
    return (f"{kind}-{name}" if kind else name)[:LONGEST_NAME].rstrip(".")


def _unused_name(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where another feed has it already, whatever its case."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.casefold())
    return found
