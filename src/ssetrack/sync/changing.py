"""Which properties of a received object are written over, and the object with ours in their place.

Comes in: a task as received, what both sides had last, and ours. Goes out: groups of properties, and a
text. The plan wins on what it says itself: title, description, parent, whether it is done. A date stays as
the phone has it while its proposal waits. What else somebody changed on a phone stays there for good, and so
do all properties that we know nothing of, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ssetrack.sync.content import Line, Replacing, TaskObject, text_with
from ssetrack.sync.fields import (
    CANCELLED,
    COMMENT,
    DESCRIPTION,
    DONE,
    DUE,
    GROUPS,
    OTHER,
    PARENT,
    PROGRESS,
    REPEAT,
    START,
    STATUS,
    TITLE,
    WAITS,
    TaskFields,
    is_parent,
    same,
)
from ssetrack.sync.outgoing import Outgoing
from ssetrack.sync.single_times import contradicting
from ssetrack.sync.state import Synced

MOST_REVISIONS = 2**31 - 1

ENDED = ("COMPLETED", "CANCELLED")


def groups_to_write(
    ours: TaskFields, theirs: TaskFields, base: Synced | None, *, waits: bool
) -> frozenset[str]:
    """The groups of properties that are to be as ours has them; `waits`: a date is still to be decided."""
    return frozenset(_groups(ours, theirs, base, waits=waits))


def _groups(ours: TaskFields, theirs: TaskFields, base: Synced | None, *, waits: bool) -> Iterator[str]:
    def differs(field: str) -> bool:
        """Whether the server has it another way, and that is not what it made of ours."""
        is_too_long = field in (TITLE, DESCRIPTION) and field in theirs.unsure - ours.unsure
        if is_too_long or same(field, ours.get(field), theirs.get(field)):
            return False
        is_settled = (
            base is not None
            and theirs.get(field) == base.answer.get(field)
            and ours.get(field) == base.sent.get(field)
        )
        return not is_settled

    def is_new(field: str) -> bool:
        """Whether ours says another thing than it said."""
        return base is not None and not same(field, ours.get(field), base.sent.get(field))

    ends = (DONE, CANCELLED, *(() if ours.get(DONE) else (PROGRESS,)))
    is_ended = ours.get(STATUS) in ENDED or theirs.get(STATUS) in ENDED
    if any(map(differs, ends)) or is_new(STATUS) or (is_ended and differs(STATUS)):
        yield STATUS
    yield from (
        field for field in (TITLE, DESCRIPTION) if differs(field) and (ours.get(field) or is_new(field))
    )
    is_series = ours.is_series or theirs.is_series
    is_another_day = differs(DUE) or is_new(START) or (is_series and differs(REPEAT))
    # What the plan itself has changed since is sent, whatever waits: somebody has decided there.
    if (is_another_day and not waits) or is_new(DUE) or (is_series and is_new(REPEAT)):
        yield DUE
    if is_new(COMMENT) or (base is None and ours.get(COMMENT) and differs(COMMENT)):
        yield COMMENT
    if differs(PARENT) or is_new(WAITS):
        yield PARENT
    for field in sorted({*ours.values, *(base.sent.values if base else ())}):
        if field.startswith(OTHER) and differs(field):
            is_touched = theirs.get(field) if base is None else theirs.get(field) != base.answer.get(field)
            if not is_touched and (base is None or is_new(field)):
                yield field


def changed_text(
    received: TaskObject, ours: Outgoing, base: Synced | None, groups: frozenset[str], stamp: str
) -> str:
    """The received object with these groups as ours has them, written at that time."""
    replacing = [_replacing(received, ours, base, group) for group in sorted(groups)]
    if DUE in groups:
        replacing += (
            Replacing(frozenset(range(one.first, one.last + 1)), ()) for one in contradicting(received, ours)
        )
    zones: tuple[str, ...] = ()
    if DUE in groups and ours.zones:
        name = next(one for one in ours.zones if one.startswith("TZID"))
        known = {line.value.strip() for line in received.lines if line.name == "TZID"}
        zones = () if name.partition(":")[2] in known else ours.zones
    return text_with(received, [*replacing, *stamps(received, stamp)], zones)


def cancelled_text(received: TaskObject, stamp: str) -> str:
    """The received object as one that is cancelled, because its item left the plan."""
    own = places(received, lambda line: line.name in GROUPS[STATUS])
    return text_with(received, [Replacing(own, ("STATUS:CANCELLED",)), *stamps(received, stamp)])


def stamps(received: TaskObject, stamp: str) -> Iterator[Replacing]:
    """Lines for when it was written, and which revision it is (RFC 5545 §3.8.7)."""
    assert received.main is not None
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        yield Replacing(places(received, lambda line, name=name: line.name == name), (f"{name}:{stamp}",))  # type: ignore[misc]
    line = received.property(received.main, "SEQUENCE")
    number = "" if line is None else line.value.strip()
    if number.isascii() and number.isdecimal() and len(number) <= 10 and int(number) < MOST_REVISIONS:
        found = places(received, lambda line: line.name == "SEQUENCE")
        yield Replacing(found, (f"SEQUENCE:{int(number) + 1}",))


def _replacing(received: TaskObject, ours: Outgoing, base: Synced | None, group: str) -> Replacing:
    own = ours.object
    assert own.main is not None
    names = (group.removeprefix(OTHER),) if group.startswith(OTHER) else GROUPS[group]
    lines = tuple(own.lines[at].raw for at in own.main.own if own.lines[at].name in names)
    sent = TaskFields({}, {}) if base is None else base.sent
    before = {
        text for name in (COMMENT, WAITS) for side in (sent, ours.fields) for text in _several(side, name)
    }

    def goes(line: Line) -> bool:
        if line.name not in names:
            return False
        if group == COMMENT or (group == PARENT and not is_parent(line)):
            return line.text.strip() in before
        return True

    return Replacing(places(received, goes), lines)


def _several(fields: TaskFields, name: str) -> list[str]:
    return [one.strip() for one in fields.get(name).split("\n") if one.strip()]


def places(received: TaskObject, goes: Callable[[Line], bool]) -> frozenset[int]:
    """Where the lines of the task are of which that is so."""
    assert received.main is not None
    return frozenset(at for at in received.main.own if goes(received.lines[at]))
