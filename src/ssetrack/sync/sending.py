"""What goes out to a server: new tasks, changed ones, and those whose item left the plan.

Comes in: what is there, what was agreed on last, and what the plans say. Goes out: requests, each bound to
the entity tag that was read, and the state, which knows a task as the server gives it back after the write.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from ssetrack.language.message import Message, message
from ssetrack.sync.adoption import noted_down, released_text, synced_before
from ssetrack.sync.answers import answer_in, fields_sent
from ssetrack.sync.changing import cancelled_text, changed_text, groups_to_write
from ssetrack.sync.collection import Changed, Refused, Stored
from ssetrack.sync.collection import Collection as Server
from ssetrack.sync.content import TaskObject, task_object
from ssetrack.sync.fields import (
    ATTACHED,
    CANCELLED,
    DONE,
    DUE,
    GROUP_OF,
    KEY_FIELDS,
    PROGRESS,
    TITLE,
    WRITTEN_THERE,
    YES,
    TaskFields,
    plain,
    same,
    task_fields,
)
from ssetrack.sync.outcome import Outcome, no_tag
from ssetrack.sync.outgoing import UTC, Outgoing, Tasks
from ssetrack.sync.proposals import DATES, Kind
from ssetrack.sync.reception import Received, Reception, resources, text_of
from ssetrack.sync.single_times import contradicting, own_lines_of_time
from ssetrack.sync.state import Adopted, Foreign, State, Synced

OFTEN = 25
"""After so many writes the state is kept, of many tasks after a tenth of them. What is in none when a run is
killed, the next one sees on the server."""


Keep = Callable[[State], None]


class Sending:
    """Sends what is to be sent."""

    def __init__(
        self,
        server: Server,
        stamp: str,
        dry_run: bool,
        found: Reception,
        state: State,
        tasks: Tasks,
        outcome: Outcome,
    ) -> None:
        self._server = server
        self._stamp = stamp
        self._dry_run = dry_run
        self._found = found
        self._tasks = tasks
        self._outcome = outcome
        self._refused: list[str] = []
        self._unkept = 0
        self._state = replace(state, others=dict(found.others))
        self._items = dict(state.items)
        self._adopted = dict(state.adopted)

    @property
    def state(self) -> State:
        """What both sides agree on by now."""
        return replace(self._state, items=dict(self._items), adopted=dict(self._adopted))

    def announce(self, keep: Keep) -> None:
        """Keep what is about to be made, so that a run that is killed knows its own tasks again."""
        items = dict(self._items)
        for uid, one in self._tasks.outgoing.items():
            if uid not in self._found.ours and not self._found.is_left(uid):
                items[uid] = Synced("", None, one.fields, one.fields, one.fields)
                self._adopted.pop(uid, None)
            elif uid in self._adopted and uid not in self._items:
                self._adopted[uid] = noted_down(self._adopted[uid], self._found.ours[uid].object)
        self._items = items
        keep(self.state)

    def send(self, keep: Keep) -> list[str]:
        """Send everything; the names of tasks that another hand changed at the same time."""
        # A time has a task of its own before it is taken out of its series, so that it is always somewhere.
        for uid, one in sorted(self._tasks.outgoing.items(), key=lambda pair: not pair[1].is_time):
            if not self._found.is_left(uid):
                self._send(uid, one)
                self._keep_often(keep)
        for uid in [uid for uid in self._items if uid not in self._tasks.outgoing]:
            if not self._found.is_left(uid):
                self._leave(uid)
                self._keep_often(keep)
        return self._refused

    def _keep_often(self, keep: Keep) -> None:
        if self._unkept >= max(OFTEN, len(self._items) // 10):
            self._unkept = 0
            keep(self.state)

    def _send(self, uid: str, ours: Outgoing) -> None:
        received = self._found.ours.get(uid)
        if received is None:
            self._create(uid, ours)
            return
        base = self._items.get(uid)
        is_as_before = base is not None and ours.fields == base.sent and base.received == base.answer
        if received.object is None and is_as_before and base is not None and not base.is_leaving:
            self._advance(uid, base._replace(href=received.href, etag=received.etag))
            return
        there = text_of(self._server, received)
        if received.is_newer:
            self._refused.append(ours.name)
            return
        if there is None or there.main is None:
            self._tell_unreadable(ours)
            return
        theirs = task_fields(there, ours.zone)
        if base is None:
            base = synced_before(self._adopted.get(uid), theirs, ours.fields)
        waits = self._waits(uid)
        groups = groups_to_write(ours.fields, theirs, base, waits=waits)
        if not waits and contradicting(there, ours):
            groups |= {DUE}
        if not groups:
            old = ours.fields if base is None else base.answer
            answer = answer_in(theirs, ours.fields, old, frozenset())
            self._advance(uid, Synced(received.href, received.etag, ours.fields, answer, theirs))
            return
        self._outcome.changed.append(uid)
        if self._dry_run:
            return
        text = changed_text(there, ours, base, groups, self._stamp)
        old = ours.fields if base is None else base.answer
        self._replace(uid, ours, received, text, (groups, old))

    def _waits(self, uid: str) -> bool:
        """Whether a date of a task is to be decided: it stays as the phone has it."""
        return any(
            one.wish.uid == uid
            and (
                (one.wish.kind in DATES and not one.wish.day) or (one.wish.kind is Kind.DONE and one.wish.day)
            )
            for one in self._state.proposals
        )

    def _create(self, uid: str, ours: Outgoing) -> None:
        self._outcome.created.append(uid)
        if self._dry_run:
            return
        text = ours.text(self._stamp, own_lines_of_time(self._server, ours, self._tasks, self._found))
        match self._server.create(f"{sha256(uid.encode()).hexdigest()[:32]}.ics", text):
            case Stored(href, etag):
                self._read_again(uid, ours, href, etag, text, (frozenset(GROUP_OF.values()), ours.fields))
            case Changed():
                self._outcome.created.remove(uid)
                self._refused.append(ours.name)
            case Refused() as refused:
                self._outcome.created.remove(uid)
                self._fail(ours.name, refused.reason)

    def _replace(
        self,
        uid: str,
        ours: Outgoing,
        received: Received,
        text: str,
        answering: tuple[frozenset[str], TaskFields],
    ) -> None:
        if received.etag is None:
            self._outcome.changed.remove(uid)
            self._outcome.open_ends.append(no_tag(ours.name))
            return
        stored = self._put(received.href, text, received.etag, ours.name)
        if stored is None:
            self._outcome.changed.remove(uid)
        else:
            self._read_again(uid, ours, stored.href, stored.etag, text, answering)

    def _put(self, href: str, text: str, etag: str, item: str) -> Stored | None:
        """Write over an object; None where it was not taken, which is told."""
        match self._server.replace(href, text, etag):
            case Stored() as stored:
                return stored
            case Changed():
                self._refused.append(item)
            case Refused(reason=reason):
                self._fail(item, reason)
        return None

    def _fail(self, item: str, reason: Message) -> None:
        told = message("the server did not take {item}: {reason}", item=item, reason=reason)
        self._outcome.failures.append(told)

    def _read_again(
        self,
        uid: str,
        ours: Outgoing,
        href: str,
        etag: str | None,
        text: str,
        answering: tuple[frozenset[str], TaskFields],
    ) -> None:
        """Read what was written: servers sort objects anew, and somebody may have been there already."""
        zone = ours.zone
        written = fields_sent(text, zone)
        got = next(iter(resources(self._server, [href])), None)
        read = None if got is None else task_object(got.text)
        there = written if not isinstance(read, TaskObject) else task_fields(read, zone)
        is_ours = isinstance(read, TaskObject) and got is not None and etag in (None, got.etag)
        if not is_ours or any(not same(field, there.get(field), written.get(field)) for field in KEY_FIELDS):
            there = written  # the next run reads what somebody changed meanwhile
        elif got is not None:
            etag = got.etag
        groups, old = answering
        answer = answer_in(there, ours.fields, old, groups)
        self._advance(uid, Synced(href, etag if is_ours else None, ours.fields, answer, there))

    def _advance(self, uid: str, one: Synced) -> None:
        if self._items.get(uid) != one:
            self._unkept += 1
            self._items[uid] = one

    def _tell_unreadable(self, ours: Outgoing) -> None:
        self._outcome.open_ends.append(
            message("{item} cannot be read on the server; it is left as it is", item=ours.name)
        )

    def _leave(self, uid: str) -> None:
        """Say that an item left the plan; the next time, take its task away."""
        base, received = self._items[uid], self._found.ours.get(uid)
        if received is None:
            if not base.href or base.href not in self._found.etags:
                self._forget(uid)
                self._adopted.pop(uid, None)
            return
        there = text_of(self._server, received)
        title = plain(base.sent.get(TITLE))
        if received.is_newer:
            self._refused.append(f"`{title}`")
            return
        if there is None or there.main is None:
            return
        theirs = task_fields(there, self._zone_of(uid))
        if uid in self._adopted:
            self._release(uid, received, there, theirs)
            return
        says_so = bool(theirs.get(CANCELLED))
        fields = WRITTEN_THERE if says_so else (*WRITTEN_THERE, DONE, PROGRESS)
        is_touched = any(not same(one, theirs.get(one), base.received.get(one)) for one in fields)
        # What was attached was not written here, whenever it was.
        is_touched = is_touched or theirs.get(ATTACHED) != base.sent.get(ATTACHED)
        if is_touched and uid not in self._tasks.targets:
            kept = message("`{title}` is no longer in the plan, but was changed on the phone; it stays there",
                           title=title)  # fmt: skip
            self._outcome.remarks.append(kept)
            self._forget(uid)
            others = {**self._state.others, received.href: Foreign(received.etag, is_task=True)}
            self._state = replace(self._state, others=others)
        elif received.etag is None:
            self._outcome.open_ends.append(no_tag(f"`{title}`"))
        elif base.is_leaving:
            self._remove(uid, received, received.etag, title)
        elif says_so:  # a run that was killed has written it, or somebody on the phone
            sent = base.sent.having(CANCELLED, YES)
            self._advance(uid, Synced(received.href, received.etag, sent, theirs, theirs, is_leaving=True))
        else:
            self._cancel(uid, received, there, received.etag)

    def _release(self, uid: str, received: Received, there: TaskObject, theirs: TaskFields) -> None:
        """Give a task back to the member who made it: it is neither cancelled nor removed."""
        base, adopted = self._items[uid], self._adopted[uid]
        title = plain(base.sent.get(TITLE))
        text = released_text(there, adopted.lines, theirs, base, self._stamp)
        if text and received.etag is None:
            self._outcome.open_ends.append(no_tag(f"`{title}`"))
            return
        etag = received.etag
        if text:
            self._outcome.changed.append(uid)
        if self._dry_run:
            return
        if text and etag is not None:
            stored = self._put(received.href, text, etag, f"`{title}`")
            if stored is None:
                self._outcome.changed.remove(uid)
                return
            etag = stored.etag
        told = message(
            "`{title}` is no longer in the plan; it stays on the phone, where it was made", title=title
        )
        self._outcome.remarks.append(told)
        self._forget(uid)
        self._adopted[uid] = Adopted(adopted.uid, received.href, adopted.came)
        others = {**self._state.others, received.href: Foreign(etag, is_task=True)}
        self._state = replace(self._state, others=others)

    def _zone_of(self, uid: str) -> str:
        target = self._tasks.targets.get(uid)
        return UTC if target is None else target.zone

    def _remove(self, uid: str, received: Received, etag: str, title: str) -> None:
        self._outcome.removed.append(uid)
        if self._dry_run:
            return
        match self._server.remove(received.href, etag):
            case Stored():
                self._forget(uid)
            case Changed():
                self._outcome.removed.remove(uid)
                self._refused.append(f"`{title}`")
            case Refused(reason=reason):
                self._outcome.removed.remove(uid)
                self._outcome.failures.append(
                    message("the server did not remove {item}: {reason}", item=f"`{title}`", reason=reason)
                )

    def _cancel(self, uid: str, received: Received, there: TaskObject, etag: str) -> None:
        self._outcome.cancelled.append(uid)
        if self._dry_run:
            return
        title = f"`{plain(self._items[uid].sent.get(TITLE))}`"
        text = cancelled_text(there, self._stamp)
        stored = self._put(received.href, text, etag, title)
        if stored is None:
            self._outcome.cancelled.remove(uid)
            return
        got = next(iter(resources(self._server, [stored.href])), None)
        fields = fields_sent(text, self._zone_of(uid))
        sent = self._items[uid].sent.having(CANCELLED, YES)
        new = got.etag if stored.etag is None and got is not None else stored.etag
        self._advance(uid, Synced(stored.href, new, sent, fields, fields, is_leaving=True))

    def _forget(self, uid: str) -> None:
        self._unkept += 1
        self._items.pop(uid, None)
