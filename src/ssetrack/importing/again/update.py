"""A plan with what the table changed, as far as it can be done.

Comes in: a source, the difference, the day. Goes out: the new source, what was done and what was not, with
the reason; `next_rows` makes the rows for the next time of it. One thing that cannot be done stops nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ssetrack import outline
from ssetrack.diagnostic import Finding, Route, SsetrackError
from ssetrack.edit.adding import addition, more_additions
from ssetrack.edit.change import Change as Edit
from ssetrack.edit.change import source_after
from ssetrack.edit.fields import field_setting
from ssetrack.edit.splice import Splice
from ssetrack.importing.again.difference import Difference
from ssetrack.importing.again.field_edits import field_edits, groups
from ssetrack.importing.again.places import neighbours, section_for
from ssetrack.importing.again.values import is_list, values_of
from ssetrack.importing.attempts import without_defects
from ssetrack.importing.plan_file.values import declaration
from ssetrack.importing.proposal.items import PlanOwner
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.load import load
from ssetrack.merge.changes import Change, Kind
from ssetrack.merge.matching import Match
from ssetrack.merge.versions import Item, Value
from ssetrack.source import Limits, Source
from ssetrack.status import snapshot


class Refused(NamedTuple):
    """A change that is not made, and why."""

    change: Change
    why: Message


class Update(NamedTuple):
    """What became of a plan."""

    source: Source
    done: tuple[Change, ...]
    refused: tuple[Refused, ...]
    conflicts: tuple[Finding, ...]
    """Dates that do not fit together any more: done, and said."""


class Task(NamedTuple):
    """Some changes that are made together."""

    changes: tuple[Change, ...]
    edits: Callable[[Source], Sequence[Edit]]
    singly: tuple[Task, ...] = ()
    """The same one by one, for where it cannot be done at once."""


def update(source: Source, difference: Difference, day: date, limits: Limits) -> Update:
    """The plan with all that can be done of a difference.

    Raises `SsetrackError` for an error that no single row explains.
    """

    def attempt(left_out: Mapping[str, Finding]) -> _Work:
        work = _Work(source, difference, {name: one.message for name, one in left_out.items()}, limits)
        work.do()
        return work

    def causes(defect: Finding, work: _Work) -> list[str]:
        name = defect.item.partition("/")[0]
        changed = {difference.ids.of(one.match).partition("/")[0] for one in work.done}
        return [name] if name in changed else []

    tried = without_defects(source, lambda now: snapshot((load(now),), day), attempt, causes)
    if tried.defect is not None:
        raise SsetrackError(tried.defect.message, tried.defect.help)
    work = tried.made
    return Update(work.source, tuple(work.done), tuple(work.refused), tried.conflicts)


class _Work:
    """One attempt: the source as it is so far, and what was done to it."""

    def __init__(
        self, source: Source, difference: Difference, left_out: Mapping[str, Message], limits: Limits
    ) -> None:
        self.source = source
        self.done: list[Change] = []
        self.refused: list[Refused] = []
        self._difference = difference
        self._limits = limits
        self._changes = []
        for one in difference.merge.changes:
            why = left_out.get(difference.ids.of(one.match).partition("/")[0])
            if one.kind in (Kind.SET, Kind.ADD):
                if why is None:
                    self._changes.append(one)
                else:
                    self.refused.append(Refused(one, why))

    def do(self) -> None:
        """Do all that can be done."""
        self._declare()
        for tasks in self._rounds():
            self._apply(tasks)
        self._add_milestones()
        self._add_activities()

    def _apply(self, tasks: Sequence[Task]) -> None:
        """Do some tasks at once; where that fails, each half of them, down to those that cannot be done."""
        if not tasks:
            return
        try:
            edits = [edit for task in tasks for edit in task.edits(self.source)]
            self.source = source_after(self.source, edits, self._limits) if edits else self.source
        except SsetrackError as error:
            if len(tasks) == 1 and tasks[0].singly:
                for task in tasks[0].singly:
                    self._apply([task])
                return
            if len(tasks) == 1:
                self.refused += [Refused(one, error.message) for one in tasks[0].changes]
                return
            middle = len(tasks) // 2
            self._apply(tasks[:middle])
            self._apply(tasks[middle:])
        else:
            self.done += [one for task in tasks for one in task.changes]

    def _declare(self) -> None:
        """The plan's new owners, as far as what is done names them."""
        for short in dict.fromkeys(_short_names(self._changes)):
            owner = self._difference.names.new.get(short)
            if owner is not None:
                self._apply([Task((), _declaring(owner))])

    def _rounds(self) -> Iterator[list[Task]]:
        """The fields to set; in each round one group of fields of each item, so that no two touch."""
        queues = []
        by_match: dict[tuple[str, ...], list[Change]] = {}
        for one in self._changes:
            if one.kind is Kind.SET:
                by_match.setdefault(one.match.name, []).append(one)
        for found in by_match.values():
            route = self._route(found[0].match)
            by_field = {one.field: one for one in found}
            values = {one.field: one.theirs for one in found}
            queues.append(
                [
                    Task(tuple(by_field[name] for name in group), _setting(route, group))
                    for group in groups(values)
                ]
            )
        while queues := [queue for queue in queues if queue]:
            yield [queue.pop(0) for queue in queues]

    def _route(self, match: Match) -> Route:
        return self._difference.plan.routes[self._difference.ids.of(match)]

    def _add_milestones(self) -> None:
        """New milestones of activities that the plan has."""
        by_holder: dict[Route, list[Adding]] = {}
        for one in self._new():
            if one.match.is_part and one.match.theirs is not None:
                above = self._difference.ids.of(one.match).partition("/")[0]
                holder = self._difference.plan.routes[above]
                task = _adding((one,), holder, "milestones", values_of(one.match.theirs))
                by_holder.setdefault(holder, []).append(task)
        self._append(by_holder, "milestones")

    def _add_activities(self) -> None:
        """New rows, in sections that are made first where the plan has none of that title."""
        beside = neighbours(self._difference.merge.matching, self._difference.plan.routes)
        new = [one for one in self._new() if not one.match.is_part]
        while True:
            missing: dict[Route, dict[str, Adding]] = {}
            places = [(one, *section_for(self.source, one.match, beside)) for one in new]
            for _, holder, titles in places:
                for title in titles[:1]:
                    task = _adding((), holder, "sections", {"title": title})
                    missing.setdefault(holder, {}).setdefault(fold(title), task)
            before = self.source
            self._append({holder: list(tasks.values()) for holder, tasks in missing.items()}, "sections")
            if self.source is before:
                break
        by_holder: dict[Route, list[Adding]] = {}
        for one, holder, titles in places:
            if titles:
                why = message("its section cannot be added safely; add it by hand")
                self.refused.append(Refused(one, why))
            else:
                task = _adding((one,), holder, "activities", values_of(self._new_item(one)))
                by_holder.setdefault(holder, []).append(task)
        self._append(by_holder, "activities")

    def _append(self, by_holder: Mapping[Route, Sequence[Adding]], name: str) -> None:
        """Add to many lists at once: first to those that have nothing yet, for it settles how they look."""
        empty = {holder for holder in by_holder if not outline.elements(self.source.node(holder), name)}
        self._apply([by_holder[holder][0].task for holder in by_holder if holder in empty])
        rest = {holder: tasks[1:] if holder in empty else tasks for holder, tasks in by_holder.items()}
        self._apply([_together(holder, name, tasks) for holder, tasks in rest.items() if tasks])

    def _new_item(self, change: Change) -> Item:
        theirs = change.match.theirs
        assert theirs is not None
        return theirs._replace(key=self._difference.ids.of(change.match))

    def _new(self) -> list[Change]:
        return [one for one in self._changes if one.kind is Kind.ADD]


def _setting(route: Route, group: Mapping[str, Value | None]) -> Callable[[Source], Sequence[Edit]]:
    return lambda source: field_edits(source, route, group)


class Adding(NamedTuple):
    """Something that is added to a list."""

    task: Task
    fields: Mapping[str, Value]


def _adding(changes: tuple[Change, ...], holder: Route, name: str, fields: Mapping[str, Value]) -> Adding:
    return Adding(Task(changes, lambda source: [addition(source, holder, name, fields)]), fields)


def _together(holder: Route, name: str, adding: Sequence[Adding]) -> Task:
    fields = [one.fields for one in adding]
    return Task(
        tuple(change for one in adding for change in one.task.changes),
        lambda source: [more_additions(source, holder, name, fields)],
        tuple(one.task for one in adding) if len(adding) > 1 else (),
    )


def _declaring(owner: PlanOwner) -> Callable[[Source], Sequence[Edit]]:
    def edits(source: Source) -> Sequence[Edit]:
        edit = field_setting(source, ("owners",), owner.slug, declaration(owner))
        return [] if edit is None else [replace(edit, splices=tuple(map(_with_bare_switch, edit.splices)))]

    return edits


def _with_bare_switch(splice: Splice) -> Splice:
    """A seat's one switch without quotes, as a plan has it; the tree is the same."""
    before, quoted, after = splice.text.rpartition('vacant: "true"')
    return replace(splice, text=f"{before}vacant: true{after}") if quoted else splice


def _short_names(changes: Sequence[Change]) -> Iterator[str]:
    """The short names in what is to be done."""
    for one in changes:
        fields: Mapping[str, Value | None] = {one.field: one.theirs}
        if one.kind is Kind.ADD and one.match.theirs is not None:
            fields = one.match.theirs.fields
        for name in ("owners", "with"):
            value = fields.get(name)
            if is_list(value):
                yield from map(str, value)
