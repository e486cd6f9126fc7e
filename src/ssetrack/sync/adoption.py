"""Tasks that a member made, and that an item of the plan took over: one task on the phone, not two.

Comes in: what was added to a plan from a proposal, objects, and what the plans say. Goes out: which object is
which item's task, what both sides had of it before anything was sent, and the object as its maker had it. The
UID of an object never changes (RFC 5545 §3.8.4.7): so the state knows it, and the object says in a property
of ours which item it is, in case the state gets lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ssetrack.sync.changing import places, stamps
from ssetrack.sync.content import Replacing, TaskObject, text_with
from ssetrack.sync.fields import (
    CANCELLED,
    COMMENT,
    DESCRIPTION,
    DONE,
    DUE,
    GROUPS,
    ITEM,
    OTHER,
    PARENT,
    PROGRESS,
    REPEAT,
    START,
    STATUS,
    TITLE,
    WAITS,
    TaskFields,
    item_of,
    same,
)
from ssetrack.sync.outgoing import Outgoing, Tasks
from ssetrack.sync.proposals import Kind, Wish
from ssetrack.sync.state import Adopted, State, Synced

CAME = (TITLE, DESCRIPTION, DUE, DONE, CANCELLED, PROGRESS, COMMENT, REPEAT)
"""What of a task may come into a plan: all that it does not say itself yet is a change."""

RESTORED = (TITLE, DESCRIPTION, DUE, PARENT)
"""The groups that are as their maker had them once the item left the plan; whether it is done stays."""


def with_adopted(state: State, tasks: Tasks) -> State:
    """The state once the plans have what was to be added: the item's task is the object it was made of.

    Which id an item was to get is kept before the plan is written, so that a run that was killed in between
    adopts the object all the same.
    """
    ids = {target.id: uid for uid, target in tasks.targets.items() if target.day is None}
    adopted, numbers = dict(state.adopted), set[int]()
    for one in state.proposals:
        wish = one.wish
        own = ids.get(wish.item) if wish.kind is Kind.ADD and wish.item and wish.uid else None
        if own is None:
            continue
        adopted = {uid: before for uid, before in adopted.items() if before.uid != wish.uid}
        adopted[own] = Adopted(wish.uid, one.href, _came(wish))
        numbers.add(one.number)
    return replace(state.without(frozenset(numbers)), adopted=adopted) if numbers else state


def _came(wish: Wish) -> TaskFields:
    values = {TITLE: wish.value, DUE: wish.day, DESCRIPTION: wish.notes}
    return TaskFields({name: value for name, value in values.items() if value}, {})


def as_sent(tasks: Tasks, adopted: Mapping[str, Adopted], there: Collection[str]) -> Tasks:
    """The tasks as they are sent where some are objects of members: those say so, and are named by others."""
    known = {uid: one.uid for uid, one in adopted.items() if uid in there}
    if not known:
        return tasks

    def on_server(one: Outgoing) -> Outgoing:
        return one.as_adopted(known)

    return replace(
        tasks,
        outgoing={uid: on_server(one) for uid, one in tasks.outgoing.items()},
        unwanted={uid: on_server(one) for uid, one in tasks.unwanted.items()},
    )


def had_before(adopted: Adopted | None, theirs: TaskFields) -> TaskFields | None:
    """What the phone had when the task came into the plan; None where nobody knows."""
    if adopted is None or adopted.came is None:
        return None
    kept = {field: value for field, value in theirs.values.items() if field not in CAME}
    return theirs._replace(values={**kept, **adopted.came.values}, times={})


def synced_before(adopted: Adopted | None, theirs: TaskFields, ours: TaskFields) -> Synced | None:
    """What both sides agreed on before anything was sent: what came in, and what the plan does not say.

    A parent, a rule, a start and the properties that somebody else has set stay theirs.
    """
    came = had_before(adopted, theirs)
    if adopted is None or came is None:
        return None
    kept = {field for field in theirs.values if field not in CAME or field == REPEAT}
    sent = {field: ours.get(field) for field in (*kept, STATUS)}
    sent[DUE] = came.get(DUE)
    if theirs.get(PARENT):
        sent[WAITS] = ours.get(WAITS)
    answer = {field: theirs.get(field) for field in kept}
    return Synced(adopted.href, None, _fields(sent), _fields(answer), theirs)


def _fields(values: Mapping[str, str]) -> TaskFields:
    return TaskFields({field: value for field, value in values.items() if value}, {})


def noted_down(adopted: Adopted, read: TaskObject | None) -> Adopted:
    """The same with the lines of the task, where nothing of ours is in it yet."""
    is_new = read is not None and adopted.came is not None and not adopted.lines and not item_of(read)
    return adopted._replace(lines=_own_lines(read)) if read is not None and is_new else adopted


def _own_lines(read: TaskObject) -> tuple[str, ...]:
    if read.main is None:
        return ()
    return tuple(_whole(read, at) for at in read.main.own)


def _whole(read: TaskObject, at: int) -> str:
    return read.lines[at].raw.replace("\r\n ", "").replace("\r\n\t", "")


def released_text(
    read: TaskObject, lines: tuple[str, ...], there: TaskFields, base: Synced, stamp: str
) -> str:
    """The object as its maker had it: what we sent goes, what was changed on a phone since stays."""
    replacing = list(_restorations(read, lines, there, base))
    if not replacing:
        return ""
    return text_with(read, [*replacing, *stamps(read, stamp)])


def _restorations(
    read: TaskObject, lines: tuple[str, ...], there: TaskFields, base: Synced
) -> Iterator[Replacing]:
    groups = {group: GROUPS[group] for group in RESTORED} if lines else {}
    if lines:
        groups |= {one: (one.removeprefix(OTHER),) for one in base.sent.values if one.startswith(OTHER)}
        said = {one.strip() for one in base.sent.get(COMMENT).split("\n") if one.strip()}
        own = places(read, lambda line: line.name == "COMMENT" and line.text.strip() in said)
        if own:
            yield Replacing(own, ())
    groups[OTHER + ITEM] = (ITEM,)
    for group, names in sorted(groups.items()):
        before = tuple(one for one in lines if _name(one) in names)
        own = places(read, lambda line, names=names: line.name in names)  # type: ignore[misc]
        now = tuple(_whole(read, at) for at in sorted(own))
        fields = {DUE: (DUE, START, REPEAT), PARENT: (PARENT, WAITS)}.get(group, (group,))
        is_ours = all(same(one, there.get(one), base.answer.get(one)) for one in fields)
        if now != before and (is_ours or group == OTHER + ITEM):
            yield Replacing(own, before)


def _name(line: str) -> str:
    return line.replace(";", ":", 1).partition(":")[0].upper()
