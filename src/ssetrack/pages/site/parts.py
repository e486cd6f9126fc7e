"""What has a page of its own: each plan, person, team, goal and section, with its items and its address.

Comes in: a report of all plans. Goes out: a `SiteMap` that knows the parts and says where an item, an owner
or a goal is on the site. Addresses are relative to the folder of a language, and the same in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ssetrack.pages.anchors import Anchors
from ssetrack.pages.site.names import file_names
from ssetrack.plan.model import Owner
from ssetrack.plan.prose import ProseText, prose_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.report import Report
from ssetrack.query.section_paths import Identity, section_paths
from ssetrack.status import CLOSED, Status
from ssetrack.wording.languages import text_language
from ssetrack.wording.printable import one_line

MOST_SHARED = 40_000
"""So often items of teams are on the pages of members; beyond, pages lead to the teams alone."""


class Kind(StrEnum):
    """What a page is about; its name is that of the folder."""

    PLAN = "plan"
    PERSON = "person"
    TEAM = "team"
    GOAL = "goal"
    SECTION = "section"


@dataclass(slots=True)
class Part:
    """What a page is about: `items` most urgent first, of people also what they help with.

    Whoever hosts single times of a series has the series among their items, as in `status --owner`.

    `lang` is the language of the name where it is not the page's. `whose` is the key of a person or team, or
    the id of a goal.
    """

    kind: Kind
    identity: Identity
    name: str
    lang: str | None
    file: PlanFile | None = None
    whose: str = ""
    is_vacant: bool = False
    items: list[Status] = field(default_factory=list)
    helps: list[Status] = field(default_factory=list)
    place: str = ""


class Namesakes(NamedTuple):
    """Owners of several plans who have one short name there: each has a page, and the name has one, too.

    It is where the page of the first of them was before the others' plans joined. `kind` is that of this one.
    """

    kind: Kind
    slug: str
    parts: tuple[Part, ...]
    place: str


class SiteMap:
    """All parts, in the order of the plans, and where each is."""

    def __init__(self, report: Report) -> None:
        self._view = report.view
        self.parts: dict[Kind, dict[Identity, Part]] = {kind: {} for kind in Kind}
        for file in report.view.portfolio.files:
            self._declare(file)
        for status in report.statuses:
            self._sort_in(status)
        self.namesakes: list[Namesakes] = []
        for kind, parts in self.parts.items():
            shared = self._shared_names(kind)
            for identity, name in file_names((*parts, *shared)).items():
                place = f"{kind}/{name}.html"
                if identity in parts:
                    parts[identity].place = place
                else:
                    self.namesakes.append(Namesakes(kind, identity[0], tuple(shared[identity]), place))
        self._anchors = {
            identity: Anchors(report.view, part.items, ()) for identity, part in self.parts[Kind.PLAN].items()
        }
        self._by_owner = {part.whose: part for part in self.owners}
        self._room = MOST_SHARED

    @property
    def owners(self) -> Iterator[Part]:
        """People, vacant roles and teams."""
        yield from self.parts[Kind.PERSON].values()
        yield from self.parts[Kind.TEAM].values()

    def __iter__(self) -> Iterator[Part]:
        for parts in self.parts.values():
            yield from parts.values()

    def item(self, status: Status) -> str | None:
        """Where an item is in the page of its plan; None where it has no place."""
        anchor = self.anchor(status)
        return None if anchor is None else f"{self.plan(status.file).place}#{anchor}"

    def anchor(self, status: Status) -> str | None:
        """The place of an item within the page of its plan."""
        return self._anchors[status.file.id,].item(status)

    def owner(self, key: str) -> str | None:
        """The page of a person, a vacant role or a team."""
        part = self._by_owner.get(key)
        return None if part is None else part.place

    def plan(self, file: PlanFile) -> Part:
        """The part of a plan."""
        return self.parts[Kind.PLAN][file.id,]

    def goal(self, file: PlanFile, goal: str) -> str | None:
        """The page of a goal."""
        part = self.parts[Kind.GOAL].get((file.id, goal))
        return None if part is None else part.place

    def teams(self, part: Part) -> Iterator[Part]:
        """The teams that somebody is in, the nearest first."""
        found = (self._by_owner.get(key) for key in self._view.portfolio.people.teams(part.whose))
        return (one for one in found if one is not None)

    def members(self, part: Part) -> list[Part]:
        """Who is in a team, teams in it as well."""
        person = self._view.portfolio.people.people.get(part.whose)
        keys = () if person is None else person.members
        return [self._by_owner[key] for key in keys if key in self._by_owner]

    def team_items(self, part: Part) -> list[Status]:
        """The items of somebody's teams that are not theirs already; none where these would be too many."""
        own = {id(status) for status in part.items}
        found: dict[int, Status] = {}
        for team in self.teams(part):
            found |= {id(status): status for status in team.items if id(status) not in own}
            if len(found) > self._room:
                return []
        self._room -= len(found)
        return list(found.values())

    def _declare(self, file: PlanFile) -> None:
        plan = file.plan
        self._part(Kind.PLAN, (file.id,), self._words(plan.title, file), file)
        for slug in plan.owners or {}:
            self._owner(file, slug)
        for key, goal in plan.goals.items():
            self._part(Kind.GOAL, (file.id, key), self._words(goal.title, file), file, key)

    def _sort_in(self, status: Status) -> None:
        file, item = status.file, status.item
        self.plan(file).items.append(status)
        times = status.due.occurrences
        hosts = () if times is None else (slug for _, hosts in times.hosts() for slug in hosts)
        responsible = self._owners(file, (*item.owners, *hosts))
        for owner in responsible:
            owner.items.append(status)
        if status.state not in CLOSED:
            for owner in self._owners(file, item.contributors):
                if not any(owner is one for one in responsible):
                    owner.helps.append(status)
        for goal in dict.fromkeys(item.goals):
            self._part(Kind.GOAL, (file.id, goal), (one_line(goal), None), file, goal).items.append(status)
        for identity, section in dict(section_paths(status, self._view)).items():
            own = (
                identity if self._view.several else (file.id, *identity)
            )  # the same once there is another plan
            self._part(Kind.SECTION, own, self._words(section.title, file), file).items.append(status)

    def _shared_names(self, kind: Kind) -> dict[Identity, list[Part]]:
        """The short names of this kind that are no key, since plans mean different people; who has them."""
        people, taken = self._view.portfolio.people.people, self.parts[kind]
        owners = [(people[part.whose].slug, part) for part in self.owners if part.whose in people]
        found: dict[Identity, list[Part]] = {
            (slug,): [] for slug, part in owners if part.kind is kind and (slug,) not in taken
        }
        for slug, part in owners if found else ():
            if (slug,) in found:
                found[slug,].append(part)
        return found

    def _owners(self, file: PlanFile, slugs: Iterable[str]) -> list[Part]:
        return list({id(part): part for part in (self._owner(file, slug) for slug in slugs)}.values())

    def _owner(self, file: PlanFile, slug: str) -> Part:
        person = self._view.portfolio.people.person(file.id, slug)
        kind = Kind.TEAM if person.members else Kind.PERSON
        known = self.parts[kind].get((person.key,))
        if known is not None:
            return known
        owner: Owner | None = person.owner
        said = (one_line(person.name), None) if owner is None else self._words(owner.name, file)
        part = self._part(kind, (person.key,), said, None, person.key)
        part.is_vacant = person.vacant
        return part

    def _part(
        self, kind: Kind, identity: Identity, said: tuple[str, str | None], file: PlanFile | None,
        whose: str = "",
    ) -> Part:  # fmt: skip
        part = self.parts[kind].get(identity)
        if part is None:
            part = self.parts[kind][identity] = Part(kind, identity, *said, file, whose)
        return part

    def _words(self, text: ProseText, file: PlanFile) -> tuple[str, str | None]:
        """A text in the reader's language, and the language that it is in where that is another."""
        found = prose_in(text, self._view.language, file.language)
        return one_line(found.text), text_language(text, file, self._view, self._view.speaker.language)


def sheet(part: Part) -> str:
    """Where the sheet of a plan is, to be printed."""
    return f"print/{part.place.partition('/')[2]}"
