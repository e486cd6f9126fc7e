"""What a rule looks at: one plan file, and what is known beside it.

Comes in: a portfolio, its schedule and the settings of a check. Goes out: a `Context` for each file. What
several rules ask for is worked out once, when the first one asks. Nothing here finds fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from ssetrack import dates
from ssetrack.diagnostic import Problem, Range, Route, Severity
from ssetrack.language.nearest import MOST_GUESSED, Guesses, Names, nearest
from ssetrack.plan.items import Item, walk, walk_sections
from ssetrack.plan.model import Activity, Entry, Milestone, Plan, Section
from ssetrack.plan.reference import item_id
from ssetrack.portfolio import PlanFile, Portfolio
from ssetrack.rules.silencing import Silencing
from ssetrack.schedule import Due, Schedule
from ssetrack.source import Source
from ssetrack.source.comments import scalars
from ssetrack.source.tree import Scalar
from ssetrack.status import SOON, State, state_of

Found = TypeVar("Found")

MOST_COMPARED = 20_000
"""So many names are compared in a file to guess what a misspelt one means; after that, no more guesses."""

MORE_IF_FIXING = 5
"""So many times as many where guesses will be made good: the rest costs another look at the whole plan."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a check is told. `select` (None: all) and `ignore` hold names of rules and of families.

    Errors of the family `yaml`, and whatever makes a file unreadable, are found in any case.
    `ignore_in` says for a path what is ignored there beside that; `severity` how much a rule or family
    matters here, where that is not what it declares.
    `whole` says that whole folders were read, so that a plan which is not among the files is nowhere.
    `feeds` says that somebody is to be written to: only then is an owner without an address worth a note.
    `fixing` says that what is proposed will be done: then more misspelt names are worth the time to guess.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    feeds: bool = False
    fixing: bool = False
    whole: bool = False
    ignore_in: Mapping[str, frozenset[str]] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SharedContext:
    """All files together."""

    portfolio: Portfolio
    schedule: Schedule
    settings: Settings
    _known: dict[Callable[[Any], object], object] = field(default_factory=dict)

    @cached_property
    def paths(self) -> dict[Item, str]:
        """The file that each item stands in."""
        return {item: file.path for file in self.portfolio.files for item in file.items}

    def once(self, work_out: Callable[[SharedContext], Found]) -> Found:
        """What the function makes of all files, worked out the first time that a rule asks."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        return cast("Found", self._known[work_out])


class Context:
    """One plan file under the eyes of the rules."""

    def __init__(self, file: PlanFile, shared: SharedContext, silencing: Silencing) -> None:
        self.file = file
        self.shared = shared
        self.silencing = silencing
        self._known: dict[Callable[[Any], object], object] = {}
        more = MORE_IF_FIXING if shared.settings.fixing else 1
        self.guesses = Guesses(MOST_GUESSED * more)
        self._comparisons = MOST_COMPARED * more
        self._names: dict[tuple[str, str], Names] = {}

    @property
    def plan(self) -> Plan:
        """The plan in the file."""
        return self.file.plan

    @property
    def source(self) -> Source:
        """The text and the tree of the file."""
        return self.file.source

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the plan, in the order of the file."""
        return self.file.items

    @property
    def portfolio(self) -> Portfolio:
        """All plans that are checked together."""
        return self.shared.portfolio

    @property
    def schedule(self) -> Schedule:
        """The dates of all plans."""
        return self.shared.schedule

    @property
    def settings(self) -> Settings:
        """What the check was told."""
        return self.shared.settings

    @property
    def today(self) -> date:
        """The day from which everything is seen."""
        return self.schedule.today

    def once(self, work_out: Callable[[Context], Found]) -> Found:
        """What the function makes of this file, worked out the first time that a rule asks."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        return cast("Found", self._known[work_out])

    @property
    def language(self) -> str | None:
        """The language in which the dates of the plan are read; None where it names none."""
        return self.file.language_of_dates

    @cached_property
    def start(self) -> date | None:
        """The first day of the plan's `M1`."""
        if self.plan.start is None:
            period = self.schedule.period.get(self.file.path)
            return period.earliest if period else None
        own = self.file.year_starts
        read = dates.parse(self.plan.start, language=self.language, start=None, year_starts=own)
        return read.earliest if isinstance(read, dates.Period) else None

    @cached_property
    def _problems_by_rule(self) -> dict[str, list[Problem]]:
        by_rule: dict[str, list[Problem]] = {}
        for problem in (*self.file.loaded.problems, *self.schedule.problems.get(self.file.path, ())):
            by_rule.setdefault(problem.rule, []).append(problem)
        return by_rule

    def problems_of(self, rule: str) -> list[Problem]:
        """The problems of that name which reading the file has found already."""
        return self._problems_by_rule.get(rule, [])

    @cached_property
    def activities(self) -> tuple[tuple[Route, Activity], ...]:
        """Every activity with its route, in the order of the file."""
        return tuple((route, activity) for route, _, activity in walk(self.plan))

    @cached_property
    def works(self) -> tuple[tuple[Route, Activity | Milestone], ...]:
        """Every activity, each followed by its milestones, with their routes."""
        found: list[tuple[Route, Activity | Milestone]] = []
        for route, activity in self.activities:
            found.append((route, activity))
            if activity.milestones:
                steps = enumerate(activity.milestones)
                found.extend(((*route, "milestones", index), one) for index, one in steps)
        return tuple(found)

    @cached_property
    def entries(self) -> tuple[tuple[Route, Entry], ...]:
        """Every entry of a `deadline` or a `when` with its route, work by work."""
        found: list[tuple[Route, Entry]] = []
        for route, work in self.works:
            for index, entry in enumerate(work.deadline):
                found.append(((*route, "deadline", index), entry))
            for index, entry in enumerate(work.when):
                found.append(((*route, "when", index), entry))
        return tuple(found)

    def id_of(self, route: Route, work: Activity | Milestone) -> str:
        """The id by which an activity or a milestone is known: `5.4`, `5.4/draft`."""
        if isinstance(work, Activity):
            return work.id
        return item_id(str(self.source.node((*route[:-2], "id"))), work.id)

    @cached_property
    def sections(self) -> tuple[tuple[Route, Section], ...]:
        """Every section with its route, a parent before its children."""
        return tuple(walk_sections(self.plan))

    @cached_property
    def scalars(self) -> tuple[Scalar, ...]:
        """Every value in the file that is a text, each once."""
        return tuple(scalars(self.source))

    def is_stand_in(self, scalar: Scalar) -> bool:
        """Whether a plain text was put in where a field is missing: its place is another's."""
        written = self.source.text[scalar.start : scalar.end]
        return not scalar.style and written != scalar and written.split() != scalar.split()

    def due(self, item: Item) -> Due:
        """When an item is due."""
        return self.schedule.due[item]

    @cached_property
    def overdue(self) -> tuple[Item, ...]:
        """The items whose last day has passed and which nobody has ended or put on hold."""
        due = self.schedule.due
        return tuple(
            item for item in self.items if state_of(item, due[item], None, self.today, SOON) is State.OVERDUE
        )

    @cached_property
    def _lost(self) -> frozenset[Route]:
        lost = self.file.loaded.lost
        return frozenset(route[:length] for route in lost for length in range(1, len(route) + 1))

    def is_lost(self, *steps: str | int) -> bool:
        """Whether something at this route, or below it, was written but could not be read."""
        return steps in self._lost

    @cached_property
    def _incomplete(self) -> frozenset[int]:
        places = (problem.place for problem in self.problems_of("missing-field"))
        return frozenset(place.start for place in places if isinstance(place, Range))

    def is_invented(self, route: Route) -> bool:
        """Whether the text at a route is a stand-in, or what is left of one that could not be read."""
        loaded = self.file.loaded
        if not self._incomplete and not loaded.lost:
            return False
        node = self.source.node(route)
        return self.is_lost(*route) or (isinstance(node, Scalar) and self.is_stand_in(node))

    def guess(
        self, written: str, kind: str, names: Callable[[], list[str]], *, among: str = ""
    ) -> str | None:
        """The known name of a kind that somebody most likely meant, if there is one.

        They are asked for once, or once for each word that says which of them they are (`among`).
        """

        def nearest_name() -> str | None:
            if self._comparisons < 0:
                return None
            if len(written) == 1:
                # Within one edit of a letter lies every other letter: only its case may be wrong.
                own = names()
                self._comparisons -= len(own)
                return nearest(written, [name for name in own if name.casefold() == written.casefold()])
            known = self._names.get((kind, among)) or Names(names())
            self._names[kind, among] = known
            self._comparisons -= len(known)
            return known.nearest(written)

        return self.guesses.of(kind, written, nearest_name)
