"""A run of `sync`: what the phone changed comes in, and what the plan says goes out.

Comes in: a collection, the state of the last run, and a `PlanSide`, which reads and edits the plans. Goes
out: an `Outcome`. Everything is worked out from what is there, so that a run that was killed is simply done
again: the state of a task advances once the plan was written, read again, and the server has answered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, Protocol

from ssetrack.language.message import Message, message
from ssetrack.sync.adoption import as_sent, had_before, with_adopted
from ssetrack.sync.collection import Collection as Server
from ssetrack.sync.content import TaskObject
from ssetrack.sync.decision import Versions, decision
from ssetrack.sync.fields import (
    CANCELLED,
    DESCRIPTION,
    DONE,
    DUE,
    PARENT,
    TITLE,
    TaskFields,
    is_taken_up,
    plain,
    same,
    task_fields,
)
from ssetrack.sync.outcome import Outcome
from ssetrack.sync.outgoing import UTC, Tasks, over_field
from ssetrack.sync.proposals import DATES, LONGEST, Kind, Proposal, Wish, with_wishes
from ssetrack.sync.reception import NAMED, Reception, missing, present, reception
from ssetrack.sync.sending import Sending
from ssetrack.sync.state import Adopted, State
from ssetrack.sync.stop_rules import after_recreating, reason_in_plans, reason_to_stop
from ssetrack.sync.waiting import is_settled
from ssetrack.wording.printable import calendar_text


class Settings(NamedTuple):
    """How a run is done. `stamp` is when, as iCalendar writes it."""

    url: str
    stamp: str
    today: date
    dry_run: bool = False
    recreate: bool = False
    accept_dates: bool = False
    foreign: bool = False


class PlanSide(Protocol):
    """The plans, as a run needs them."""

    def tasks(self, kept: Callable[[str], str], known: Collection[str]) -> Tasks:
        """What the plans say now, read from their files; of items that are not wanted, those known by UID."""

    def carry_out(self, wishes: Sequence[Wish], tasks: Tasks) -> Mapping[Wish, Message]:
        """Edit the plans, all at once; which wishes were refused, and why."""


def run(
    server: Server, state: State, plans: PlanSide, how: Settings, keep: Callable[[State], None]
) -> Outcome:
    """Bring both sides in step; `keep` writes the state. What was changed meanwhile is tried once more."""
    outcome = Outcome(state)
    for is_last in (False, True):
        one_pass = _Pass(server, plans, how, keep, outcome)
        refused = one_pass.do()
        if not refused or how.dry_run:
            break
        if is_last:
            outcome.open_ends += [
                message("{item} was changed on the server just now; run `ssetrack sync` again", item=one)
                for one in refused
            ]
    # What a second pass finds again is said once.
    for sentences in (outcome.remarks, outcome.open_ends, outcome.failures):
        sentences[:] = {str(one): one for one in sentences}.values()
    return outcome


class _Pass:
    """Goes through everything once."""

    def __init__(
        self, server: Server, plans: PlanSide, how: Settings, keep: Callable[[State], None], outcome: Outcome
    ) -> None:
        self._server = server
        self._plans = plans
        self._how = how
        self._keep = keep
        self._outcome = outcome

    def do(self) -> list[str]:
        """Do all of it; the tasks that another hand changed at the same time."""
        how, outcome = self._how, self._outcome
        listing = self._server.listing(self._token(outcome.state))
        etags = present(listing, outcome.state)
        identity = self._server.identity
        outcome.stopped = reason_to_stop(outcome.state, how.url, identity, etags)
        state = outcome.state
        if outcome.stopped is not None:
            if not how.recreate:
                return []
            outcome.stopped = None
            state = after_recreating(state, how.url, identity, etags)
            listing = self._server.listing(None)
            etags = present(listing, state)
        state = replace(state, url=how.url, identity=identity)
        tasks = self._tasks(state)
        if not how.recreate:
            outcome.stopped = reason_in_plans(state, tasks.outgoing.keys() | tasks.unwanted.keys())
            if outcome.stopped is not None:
                return []
        state = with_adopted(state, tasks)
        found = reception(
            self._server, etags, listing.token, state,
            lambda uid: uid in tasks.targets or uid in tasks.outgoing or uid in state.items,
            every_foreign=how.foreign,
        )  # fmt: skip
        state = replace(state, adopted=_adoptions(state, found, tasks))
        tasks = as_sent(tasks, state.adopted, found.ours)
        self._tell_oddities(found)
        edits, wishes = self._decisions(state, tasks, found)
        tasks = self._edit(edits, wishes, tasks, state, found)
        state = self._with_proposals(state, wishes, tasks, found)
        outcome.foreign = sum(one.is_task and not one.is_handled for one in found.others.values())
        outcome.foreign_titles = self._titles(found)
        sending = Sending(self._server, how.stamp, how.dry_run, found, state, tasks, outcome)
        if not how.dry_run:
            sending.announce(self._keep)
        try:
            refused = sending.send(self._keep)
        finally:
            outcome.state, outcome.tasks = sending.state, tasks
            if not how.dry_run:
                self._keep(outcome.state)
        if not (refused or outcome.open_ends or outcome.failures or how.dry_run):
            outcome.state = replace(outcome.state, token=found.token)
            self._keep(outcome.state)
        return refused

    def _token(self, state: State) -> str | None:
        """The token of the last time; None where the state names what is not in the collection.

        The file may be a stranger's: then nothing is believed to be there but what the server lists.
        """
        hrefs = (
            *(one.href for one in state.items.values() if one.href),
            *(one.href for one in state.adopted.values()),
            *state.others,
        )
        return state.token if all(map(self._server.holds, hrefs)) else None

    def _tasks(self, state: State) -> Tasks:
        def last_day(uid: str) -> str:
            one = state.items.get(uid)
            return "" if one is None else over_field(one.sent)

        return self._plans.tasks(last_day, {**state.items, **state.adopted}.keys())

    def _tell_oddities(self, found: Reception) -> None:
        for uid, hrefs in found.doubled.items():
            self._outcome.open_ends.append(
                message(
                    "the server has one task twice ({uid}): {hrefs}; delete one of them there",
                    uid=plain(uid),
                    hrefs=", ".join(map(plain, hrefs)),
                )
            )
        for href in found.unreadable:
            self._outcome.open_ends.append(
                message("`{href}` on the server cannot be read; it is left as it is", href=plain(href))
            )

    def _decisions(
        self, state: State, tasks: Tasks, found: Reception
    ) -> tuple[list[Wish], list[tuple[Wish, str]]]:
        """What the phone changed: certain edits, and proposals, with the address of what is not ours."""
        edits: list[Wish] = []
        wishes: list[tuple[Wish, str]] = []
        for uid, received in found.ours.items():
            if received.object is None or found.is_left(uid):
                continue
            base, target = state.items.get(uid), tasks.targets.get(uid)
            theirs = task_fields(received.object, UTC if target is None else target.zone)
            ours = tasks.fields(uid)
            if ours is None:
                ours = base.sent if base is not None else theirs
            versions = Versions(had_before(state.adopted.get(uid), theirs), theirs, ours)
            if base is not None:
                versions = Versions(base.received, theirs, ours, base.sent)
            made = decision(uid, target, versions, self._how.today, accept_dates=self._how.accept_dates)
            edits += made.edits
            wishes += ((one, "") for one in made.proposals)
            self._outcome.remarks += made.remarks
        for uid in missing(state, found):
            target, sent = tasks.targets.get(uid), tasks.outgoing.get(uid)
            if sent is None:
                continue
            if target is not None and not (sent.fields.get(DONE) or sent.fields.get(CANCELLED)):
                wishes.append((Wish(Kind.DELETED, uid), ""))
            title = plain(sent.fields.get(TITLE))
            told = message("`{title}` was deleted on the phone; it is put back", title=title)
            self._outcome.remarks.append(told)
        if self._how.foreign:
            additions = (_addition(href, one, state, tasks) for href, one in found.foreign.items())
            wishes += (one for one in additions if one is not None)
        return edits, wishes

    def _edit(
        self, edits: list[Wish], wishes: list[tuple[Wish, str]], tasks: Tasks, state: State, found: Reception
    ) -> Tasks:
        """Write the certain edits; what is refused becomes a proposal. The plans as they are then."""
        if not edits:
            return tasks
        refused = self._plans.carry_out(edits, tasks)
        for wish, why in refused.items():
            wishes.append((wish, ""))
            self._outcome.remarks.append(why)
        accepted = [one for one in edits if one not in refused]
        self._outcome.edits += accepted
        if self._how.dry_run:
            return tasks
        tasks = as_sent(self._tasks(state), state.adopted, found.ours)
        wishes += ((one, "") for one in accepted if not is_settled(one, tasks))
        return tasks

    def _with_proposals(
        self, state: State, wishes: list[tuple[Wish, str]], tasks: Tasks, found: Reception
    ) -> State:
        # A date that was accepted takes the place of an earlier one that waits.
        accepted = {one[:3] for one in self._outcome.edits if one.kind in DATES}
        known = tuple(
            one
            for one in state.proposals
            if one.wish[:3] not in accepted
            and not is_settled(one.wish, tasks)
            and not self._is_withdrawn(one, state, tasks, found)
        )
        new = tuple((wish, href) for wish, href in wishes if not is_settled(wish, tasks))
        proposals, number = with_wishes(known, new, state.next_number)
        return replace(state, proposals=proposals, next_number=number)

    def _is_withdrawn(self, one: Proposal, state: State, tasks: Tasks, found: Reception) -> bool:
        """Whether the phone took it back: it has the plan's date again, or what was done there is open.

        Or a task that was proposed is gone.
        """
        if one.href:
            return one.href not in found.etags
        received, base = found.ours.get(one.wish.uid), state.items.get(one.wish.uid)
        if one.wish.day or received is None or base is None or received.object is None:
            return False
        target, ours = tasks.targets.get(one.wish.uid), tasks.fields(one.wish.uid)
        theirs = task_fields(received.object, UTC if target is None else target.zone)
        if one.wish.kind in (Kind.DONE, Kind.SERIES_DONE):
            return bool(base.received.get(DONE)) and not (
                theirs.get(DONE) and not is_taken_up(base.received, theirs)
            )
        if one.wish.kind not in DATES or ours is None:
            return False
        if same(DUE, base.received.get(DUE), theirs.get(DUE)):
            return False
        return same(DUE, theirs.get(DUE), ours.get(DUE))

    def _titles(self, found: Reception) -> tuple[str, ...]:
        """The titles of tasks made on the phone, where they are few."""
        if self._outcome.foreign > NAMED:
            return ()
        return tuple(
            plain(task_fields(one, UTC).get(TITLE))
            for href, one in sorted(found.foreign.items())
            if href in found.others and not found.others[href].is_handled
        )


def _addition(href: str, found: TaskObject, state: State, tasks: Tasks) -> tuple[Wish, str] | None:
    """The proposal to add a task of the phone to the plan; None for what is done, or has no title."""
    fields = task_fields(found, tasks.zone)
    title = plain(fields.get(TITLE))[:300]
    if not title or fields.get(DONE) or fields.get(CANCELLED):
        return None
    day = (fields.get(DUE) or "").split()[:1]
    notes = calendar_text(fields.get(DESCRIPTION)).strip()[:LONGEST]
    return Wish(Kind.ADD, found.uid, day[0] if day else "", title, notes, _parent(fields, state, tasks)), href


def _parent(fields: TaskFields, state: State, tasks: Tasks) -> str:
    """The task of ours under which somebody made one, by its UID."""
    known = {one.uid: uid for uid, one in state.adopted.items()}
    parents = (known.get(uid, uid) for uid in fields.get(PARENT).split("\n"))
    return next((uid for uid in parents if uid in tasks.targets), "")


def _adoptions(state: State, found: Reception, tasks: Tasks) -> dict[str, Adopted]:
    """Members' tasks that are items', as they are there; what is gone is known until it is put back."""
    kept = {
        uid: one
        for uid, one in state.adopted.items()
        if uid in tasks.targets or uid in state.items or one.href in found.etags
    }
    return kept | found.adopted
