"""What is worked out once of plans, for all answers: names by their places, items by their routes, counts.

Comes in: plans as an editor has them. Goes out: an `Index` of them, which belongs to them: other plans,
another index. All in it is of the latest text that could be read; `moves` tells where that is in the text
now.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ssetrack.diagnostic import Range, Route
from ssetrack.editor.answers.moves import Moves
from ssetrack.editor.answers.names import Name, names_in
from ssetrack.editor.document import Document
from ssetrack.editor.plans import Plans
from ssetrack.plan.items import Item
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.query.report import Question, report
from ssetrack.query.workload import Load, workload
from ssetrack.source import Source
from ssetrack.status import CLOSED, Snapshot, Status


@dataclass(eq=False)
class Index:
    """What answers ask of plans. Each part is worked out when the first one asks for it."""

    plans: Plans
    _names: dict[str, list[Name]] = field(default_factory=dict)
    _moves: dict[str, Moves] = field(default_factory=dict)

    @property
    def snapshot(self) -> Snapshot:
        """The plans as they could last be read, as they stand on the day."""
        return self.plans.good

    @cached_property
    def view(self) -> View:
        """How whoever sits at the editor looks: texts in their language where a plan has it."""
        speaker = self.plans.speaker
        return View(self.snapshot.portfolio, speaker.language, speaker)

    def document(self, path: str) -> Document:
        """The text at a path."""
        return self.plans.documents[path]

    def source(self, path: str) -> Source:
        """The text at a path as it could last be read, with its tree as mended."""
        return self.plans.documents[path].good.source

    @cached_property
    def sources(self) -> list[Source]:
        """All of them."""
        return [one.good.source for one in self.plans.documents.values()]

    @cached_property
    def files(self) -> dict[str, PlanFile]:
        """The plans by path; a file that is no plan has none."""
        return {file.path: file for file in self.snapshot.portfolio.files}

    @cached_property
    def by_route(self) -> dict[tuple[str, Route], Status]:
        """Where each item stands, by path and route."""
        return {(one.file.path, one.item.route): one for one in self.snapshot.statuses}

    @cached_property
    def by_item(self) -> dict[Item, Status]:
        """The same by item."""
        return {one.item: one for one in self.snapshot.statuses}

    def statuses_of(self, plan: str, own_id: str) -> Sequence[Status]:
        """Where an item, or all milestones of an activity, stand."""
        meant = self.snapshot.portfolio.meaning((plan, own_id))
        return [self.by_item[item] for item in meant]

    def names(self, path: str) -> list[Name]:
        """What names something in a file, in the order of its text."""
        if path not in self._names:
            self._names[path] = names_in(self.source(path), self.snapshot.portfolio.people)
        return self._names[path]

    def moves(self, path: str) -> Moves:
        """How the text has changed since it could last be read."""
        if path not in self._moves:
            document = self.document(path)
            self._moves[path] = Moves(document.text, document.good.source.text)
        return self._moves[path]

    def name_at(self, path: str, offset: int) -> Name | None:
        """What names something at an offset of the text as it is now; at its end, too."""
        before = self.moves(path).offset_before(offset)
        if before is None:
            return None
        names = self.names(path)
        at = bisect_right(names, before, key=lambda one: one.place.start) - 1
        if at < 0 or before > names[at].place.end:
            return None
        while at > 0 and names[at - 1].place == names[at].place:
            at -= 1  # what aliases repeat is several things, of which the first is written here
        return names[at]

    def place_now(self, path: str, place: Range) -> Range | None:
        """A place in the text as it is now; None where that has changed."""
        return self.moves(path).place_now(place)

    @cached_property
    def loads(self) -> dict[str, Load]:
        """What everybody has to do, by the key of the directory of people: as `ssetrack owners` counts it."""
        lines = workload(report(self.snapshot, Question(), self.view), expanded=False).lines
        return {load.key: load for load in lines}

    @cached_property
    def by_goal(self) -> dict[tuple[str, str], list[Status]]:
        """What supports a goal and is not done or cancelled, by the plan's id and the goal's key."""
        found: dict[tuple[str, str], list[Status]] = {}
        for one in self.snapshot.statuses:
            for goal in dict.fromkeys(one.item.goals) if one.state not in CLOSED else ():
                found.setdefault((one.file.id, goal), []).append(one)
        return found
