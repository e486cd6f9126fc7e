"""Which feeds there are: one of everything, or one for each owner, goal, section or plan.

Comes in: statuses and how they are split. Goes out: feeds with a file name that people recognise (some
clients show it as the calendar's name), a title and their items. Nothing is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.plan.model import Section
from ssetrack.plan.prose import text_in
from ssetrack.plan.slug import slug
from ssetrack.portfolio import PlanFile, Portfolio
from ssetrack.query.columns import View
from ssetrack.query.section_paths import section_paths
from ssetrack.schedule.occurrences import Occurrence
from ssetrack.status import Status

LONGEST_NAME = 100
"""Characters of a file name without its ending: what every file system takes."""


MOST_SHARED = 40_000
"""So often items of teams are in the feeds of members; a team with too many has its own alone."""


class By(StrEnum):
    """What the feeds are for, where there is one each."""

    OWNER = "owner"
    GOAL = "goal"
    SECTION = "section"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be written: its file's name without `.ics`, what readers see as its name, and its items.

    Of the series that are `hosted` it has only the times with these keys. `identity` is what the feed is for:
    the key of an owner, a goal, a section or a plan, of several plans behind the plan's id.
    """

    name: str
    title: str
    statuses: tuple[Status, ...]
    hosted: tuple[tuple[Status, frozenset[date]], ...] = ()
    identity: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Splitting:
    """How feeds are split and named: by the `slugs` of an item's people, with what their `teams` do."""

    by: By | None
    slugs: Callable[[Status], Iterable[str]]
    teams: bool = True
    hosts: bool = True
    """Whether those who host single times of a series have these."""

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
    parts = [one._replace(items=tuple(one.items)) for one in split(statuses, splitting, view)]
    names = _names(splitting.by.value, [one.identity for one in parts])
    return tuple(
        Feed(
            names[one.identity] + splitting.suffix,
            one.title if splitting.by is By.PLAN else _full_title(one.title, whole, view),
            tuple(one.items),
            tuple((status, frozenset(keys)) for status, keys in one.hosted),
            one.identity,
        )
        for one in parts
        if splitting.is_chosen(one.whose)
    )


def feeds_of(
    plans: Collection[str], statuses: Sequence[Status], splitting: Splitting, view: View
) -> tuple[Feed, ...]:
    """The feeds of the plans with these ids, named as when there were these and no others.

    Of one plan a goal's is `goal-a`, of several `goal-forum-a`. Plans that are gone have none.
    """
    files = tuple(file for file in view.portfolio.files if file.id in plans)
    own = tuple(status for status in statuses if status.file.id in plans)
    among = view._replace(portfolio=Portfolio(files), is_of_several=len(plans) > 1)
    return feeds(own, splitting, among) if files else ()


def _full_title(part: str, whole: str, view: View) -> str:
    joined: Message = message("{part} – {whole}", part=part, whole=whole)
    return view.speaker.say(joined)


class FeedPart(NamedTuple):
    """What one of several feeds is for: ids or titles, outermost first, that no other feed has; its items.

    `whose` is the key of an owner, a goal, a section, or the id of a plan.
    """

    identity: tuple[str, ...]
    title: str
    items: Iterable[Status]
    whose: object
    hosted: Iterable[tuple[Status, Iterable[date]]] = ()


Parts = Iterator[FeedPart]


def _plans(view: View) -> str:
    titles = [text_in(file.plan.title, view.language, file.language) for file in view.portfolio.files]
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
                name = owner.name if owner else own
                names.setdefault(key, text_in(name, view.language, file.language))
    members = _members(statuses, splitting, view) if splitting.teams else {}
    times: dict[str, dict[Item, tuple[Status, list[date]]]] = {}

    def people_of(status: Status, slugs: Iterable[str]) -> Iterator[str]:
        """The keys of those who are named, and of all in their teams."""
        for own in slugs:
            key = people.key(status.file.id, own)
            if not people.is_open_seat(status.file.id, own):
                yield from dict.fromkeys((key, *members.get(key, ())))

    for status in statuses:
        for one in people_of(status, splitting.slugs(status)):
            items.setdefault(one, {})[status.item] = status
            names.setdefault(one, people.person(status.file.id, one).name)
        for time, slugs in _hosts(status, splitting):
            for one in people_of(status, slugs):
                items.setdefault(one, {})
                names.setdefault(one, people.person(status.file.id, one).name)
                times.setdefault(one, {}).setdefault(status.item, (status, []))[1].append(time.key)
    for key, found in items.items():
        person = people.people.get(key)
        if person is None or not person.vacant:
            hosted = (one for item, one in times.get(key, {}).items() if item not in found)
            yield FeedPart((key,), names[key], found.values(), key, hosted)


def _hosts(status: Status, splitting: Splitting) -> Iterable[tuple[Occurrence, tuple[str, ...]]]:
    """The times of a series that have hosts, and who these are; none where owners are not asked for."""
    times = status.due.occurrences
    return () if times is None or not splitting.hosts else times.hosts()


def _members(statuses: Sequence[Status], splitting: Splitting, view: View) -> dict[str, tuple[str, ...]]:
    """The members in whose feeds the items of each team are, too; nobody where those would be too many."""
    people = view.portfolio.people
    owned: Counter[str] = Counter(
        people.key(status.file.id, own)
        for status in statuses
        for slugs in (splitting.slugs(status), *(slugs for _, slugs in _hosts(status, splitting)))
        for own in slugs
    )
    found: dict[str, tuple[str, ...]] = {}
    room = MOST_SHARED
    for key, number in owned.items():
        members = people.members(key)
        shares = number * len(members)
        found[key] = members if shares <= room else ()
        room -= shares if shares <= room else 0
    return found


def teams_apart(statuses: Sequence[Status], splitting: Splitting, view: View) -> tuple[str, ...]:
    """The keys of the teams whose items are in no feed of their members: they would be too many."""
    if splitting.by is not By.OWNER or not splitting.teams:
        return ()
    shared = _members(statuses, splitting, view)
    return tuple(key for key, members in shared.items() if not members and view.portfolio.people.members(key))


def _goals(statuses: Sequence[Status], _: Splitting, view: View) -> Parts:
    for file, own in _files(statuses, view):
        serving: dict[str, list[Status]] = {goal: [] for goal in file.plan.goals}
        for status in own:
            for goal in dict.fromkeys(status.item.goals):
                serving.setdefault(goal, []).append(status)
        for goal, found in serving.items():
            declared = file.plan.goals.get(goal)
            name = view.speaker.say(message("Goal {goal}", goal=goal))
            if declared is not None:
                name = f"{name}: {text_in(declared.title, view.language, file.language)}"
            identity = (file.id, goal) if view.several else (goal,)
            yield FeedPart(identity, name, found, goal)


def _sections(statuses: Sequence[Status], _: Splitting, view: View) -> Parts:
    """A section with what is nested in it; those of one path of titles together."""
    found: dict[tuple[str, ...], tuple[str, dict[Item, Status], Section]] = {}
    for status in statuses:
        for identity, section in section_paths(status, view):
            if identity not in found:
                title = text_in(section.title, view.language, status.file.language)
                found[identity] = title, {}, section
            found[identity][1][status.item] = status
    for identity, (title, items, section) in found.items():
        yield FeedPart(identity, title, items.values(), section)


def _by_plan(statuses: Sequence[Status], _: Splitting, view: View) -> Parts:
    for file, own in _files(statuses, view):
        title = text_in(file.plan.title, view.language, file.language)
        yield FeedPart((file.id,), title, own, file.id)


def _files(statuses: Sequence[Status], view: View) -> Iterator[tuple[PlanFile, list[Status]]]:
    """Every plan with its items, those without any too."""
    of_file: dict[str, list[Status]] = {file.path: [] for file in view.portfolio.files}
    for status in statuses:
        of_file[status.file.path].append(status)
    return ((file, of_file[file.path]) for file in view.portfolio.files)


def _file_name(kind: str, part: str) -> str:
    name = slug(part) or "x"
    return (f"{kind}-{name}" if kind else name)[:LONGEST_NAME].rstrip(".")


def _names(kind: str, identities: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """A file name for each; where one name fits several, all but the one that *is* that name get a mark.

    The mark is made of what the feed is for, so that a name never comes to mean another feed because
    something was added before it.
    """
    plain = {one: _file_name(kind, "-".join(filter(None, map(slug, one)))) for one in identities}
    fitting: dict[str, list[tuple[str, ...]]] = {}
    for one, name in plain.items():
        fitting.setdefault(name.casefold(), []).append(one)
    found = {}
    for one, name in plain.items():
        others = fitting[name.casefold()]
        is_name = f"{kind}-{one[0]}" == name if len(one) == 1 else False
        found[one] = name if len(others) == 1 or is_name else f"{name[: LONGEST_NAME - 9]}-{_mark(one)}"
    return found


def _mark(identity: tuple[str, ...]) -> str:
    return sha256("\0".join(identity).encode(errors="replace")).hexdigest()[:8]
