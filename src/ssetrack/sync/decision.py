"""What a change on a phone comes to: an edit of the plan, a proposal, or a sentence.

Comes in: a task as both sides had it last, as the phone has it, and as the plan has it. Goes out: a
`Decision`. Each field has three versions, and the verdict is that of `import --into`. Done, its day and
progress come in by themselves; a date where that is asked for; all else is for a person, or stays on the
server. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from ssetrack.language.message import Message, message
from ssetrack.merge.verdict import Verdict, verdict
from ssetrack.schedule.occurrences import OccurrenceSet
from ssetrack.sync.fields import (
    CANCELLED,
    COMMENT,
    DESCRIPTION,
    DONE,
    DUE,
    EXDATE,
    ITEM,
    OTHER,
    PARENT,
    PROGRESS,
    REPEAT,
    START,
    STATUS,
    TITLE,
    WAITS,
    YES,
    TaskFields,
    TimeFields,
    added_lines,
    day_in,
    is_taken_up,
    plain,
    same,
)
from ssetrack.sync.outgoing import Target
from ssetrack.sync.proposals import Kind, Wish, in_parts

NOT_KNOWN = "tbd"
"""How a plan says that a date is not known."""

TOLD = ("PRIORITY", "LOCATION", "URL", "CATEGORIES")
"""Properties of which a change is told though we may send none."""

LONGEST_TOLD = 200
"""Letters of a value in a sentence."""

MOST_STEPS = 12
"""Times of a series by which a phone may have moved on, to be taken for completed."""


class Versions(NamedTuple):
    """A task as the phone had it last (None: nobody knows) and has it, as the plan has it and as we sent it.

    What was sent tells whether the plan changed something: a date that waits for a decision is on the phone
    alone.
    """

    base: TaskFields | None
    theirs: TaskFields
    ours: TaskFields
    sent: TaskFields | None = None


class Decision(NamedTuple):
    """What a change comes to. `edits` are certain, `proposals` are for a person, `remarks` are told."""

    edits: tuple[Wish, ...] = ()
    proposals: tuple[Wish, ...] = ()
    remarks: tuple[Message, ...] = ()


class _Certain(NamedTuple):
    wish: Wish


def _same(field: str, one: object, other: object) -> bool:
    assert isinstance(one, str)
    assert isinstance(other, str)
    return same(field, one, other)


_Found = Wish | _Certain | Message


def decision(
    uid: str, target: Target | None, versions: Versions, today: date, *, accept_dates: bool
) -> Decision:
    """What became of a task. Without a base nothing is certain: nobody knows which side is the later one.

    Without a target (a goal, or what the plan has no more) all is only told.
    """
    found: list[_Found] = []
    deciding = _Deciding(uid, target, versions, today, accept_dates)
    found += deciding.end()
    found += deciding.progress()
    found += deciding.due()
    found += deciding.texts()
    found += deciding.times()
    if target is None:
        told = (deciding.sentence(one.wish if isinstance(one, _Certain) else one) for one in found)
        return Decision(remarks=tuple(told))
    is_sure = versions.base is not None
    wishes = [one.wish if isinstance(one, _Certain) else one for one in found]
    edits = [one.wish for one in found if isinstance(one, _Certain) and is_sure]
    return Decision(
        tuple(edits),
        tuple(one for one in wishes if isinstance(one, Wish) and one not in edits),
        tuple(one for one in found if isinstance(one, Message)),
    )


class _Deciding:
    """Looks at one field after the other."""

    def __init__(
        self, uid: str, target: Target | None, versions: Versions, today: date, accept_dates: bool
    ) -> None:
        self._uid = uid
        self._target = target
        self._theirs, self._ours = versions.theirs, versions.ours
        # Without a base, ours is the base: what is different was changed there, as far as anybody knows.
        self._base = versions.base or versions.ours
        self._sent = versions.sent
        self._today = today
        self._accepts_dates = accept_dates

    def _verdict(self, field: str, theirs: str | None = None) -> Verdict:
        now = self._theirs.get(field) if theirs is None else theirs
        if field in self._theirs.unsure or field in self._base.unsure:
            return Verdict.KEEP
        ours = self._ours.get(field)
        found = verdict(self._base.get(field), now, ours, field=field, same=_same)
        is_as_sent = self._sent is not None and same(field, ours, self._sent.get(field))
        return Verdict.TAKE if found is Verdict.CONFLICT and is_as_sent else found

    def _wish(self, kind: Kind, value: str = "", day: str = "") -> Wish:
        return Wish(kind, self._uid, day, value)

    def _notes(self, kind: Kind, text: str, day: str = "") -> Iterator[Wish]:
        """What somebody wrote, in as many wishes as keep all of it: the server gets the plan's text back."""
        yield from (self._wish(kind, part, day) for part in in_parts(text))

    def end(self) -> Iterator[_Found]:
        """Done, taken up again, cancelled."""
        is_again = is_taken_up(self._base, self._theirs)
        done = "" if is_again else self._theirs.get(DONE)
        found = self._verdict(DONE, done)
        is_changed = found in (Verdict.TAKE, Verdict.CONFLICT)
        if is_changed and done:
            day = self._today.isoformat() if done == YES else done.split()[0]
            kind = Kind.SERIES_DONE if self._ours.is_series else Kind.DONE
            wish = self._wish(kind, day)
            is_certain = found is Verdict.TAKE and kind is Kind.DONE and not self._ours.get(CANCELLED)
            yield _Certain(wish) if is_certain and day <= self._today.isoformat() else wish
        elif is_changed and self._ours.get(DONE):
            yield self._wish(Kind.OPEN_AGAIN)
        found = self._verdict(CANCELLED)
        if found is Verdict.TAKE and self._theirs.get(CANCELLED) and not is_again:
            yield self._wish(Kind.CANCELLED)
        elif found is Verdict.TAKE and not done and not self._theirs.get(CANCELLED):
            yield self._wish(Kind.OPEN_AGAIN)

    def progress(self) -> Iterator[_Found]:
        """How much is done, of what is not; a program that knows no progress leaves it out."""
        if self._theirs.get(DONE) or self._ours.get(DONE):
            return
        found = self._verdict(PROGRESS)
        if found in (Verdict.TAKE, Verdict.CONFLICT):
            wish = self._wish(Kind.PROGRESS, self._theirs.get(PROGRESS) or "0")
            is_said = bool(self._theirs.get(PROGRESS))
            yield _Certain(wish) if found is Verdict.TAKE and is_said else wish

    def due(self) -> Iterator[_Found]:
        """Another date; of a series, the next one."""
        found = self._verdict(DUE)
        has_lost_rule = self._ours.is_series and not self._theirs.is_series and not self._theirs.get(DUE)
        if found not in (Verdict.TAKE, Verdict.CONFLICT) or has_lost_rule:
            return
        to = (self._theirs.get(DUE) or NOT_KNOWN).split()[0]
        if not self._ours.is_series:
            wish = self._wish(Kind.DATE, to)
            is_certain = self._accepts_dates and found is Verdict.TAKE and to != NOT_KNOWN
            yield _Certain(wish) if is_certain else wish
            return
        times = None if self._target is None else self._target.times
        steps = _steps(times, (self._base.get(DUE) or to).split()[0], to)
        if steps is None:
            yield self._wish(Kind.SERIES_DATE, to)
            return
        for day in steps:
            yield self._wish(Kind.DONE, self._today.isoformat(), day)

    def texts(self) -> Iterator[_Found]:
        """What somebody wrote, and what else is different."""
        for field, kind in ((COMMENT, Kind.COMMENT), (DESCRIPTION, Kind.DESCRIPTION)):
            if self._is_changed(field):
                known = f"{self._base.get(field)}\n{self._ours.get(field)}"
                added = added_lines(known, self._theirs.get(field))
                yield from self._notes(kind, plain(" / ".join(added))) if added else [self._left_out(field)]
        for field, kind in ((TITLE, Kind.TITLE), (PARENT, Kind.PARENT)):
            if self._is_changed(field):
                value = plain(self._theirs.get(field))
                yield from self._notes(kind, value) if value else [self._left_out(field)]
        for field in sorted({TITLE, DESCRIPTION} & self._theirs.unsure - self._base.unsure):
            yield message(
                "{item}: `{field}` on the phone is too long to be kept here; it stays there",
                item=self._name, field=field,
            )  # fmt: skip
        yield from self._repeats()
        names = sorted({*self._theirs.values, *self._base.values})
        for field in (START, STATUS, WAITS, *(one for one in names if one.startswith(OTHER))):
            is_end = field == STATUS and (self._theirs.get(DONE) or self._base.get(DONE) or self._cancels)
            is_ours = field in (START, STATUS, WAITS) or field in self._ours.values or field[2:] in TOLD
            is_first = field == START and same(DUE, self._theirs.get(START), self._base.get(DUE))
            is_told = is_ours and not is_end and not is_first and field != OTHER + ITEM
            if is_told and self._is_changed(field):
                yield self._left_out(field)

    @property
    def _cancels(self) -> bool:
        return bool(self._theirs.get(CANCELLED) or self._base.get(CANCELLED))

    def _is_changed(self, field: str) -> bool:
        return self._verdict(field) in (Verdict.TAKE, Verdict.CONFLICT)

    def _repeats(self) -> Iterator[_Found]:
        """Times that were taken out of a series are cancelled; another rule is told of."""
        if not self._is_changed(REPEAT):
            return
        before = {*self._base.get(REPEAT).splitlines(), *self._ours.get(REPEAT).splitlines()}
        new = [one for one in self._theirs.get(REPEAT).splitlines() if one not in before]
        for one in new:
            if one.startswith(EXDATE) and self._has_time(one.removeprefix(EXDATE)):
                yield self._wish(Kind.CANCELLED, day=one.removeprefix(EXDATE))
        others = [one for one in new if not one.startswith(EXDATE)]
        is_moved = self._ours.is_series and not same(DUE, self._base.get(DUE), self._theirs.get(DUE))
        if others and not is_moved:  # clients that go on to the next time count a COUNT down
            yield from self._notes(Kind.REPEAT, plain(" ".join(others)))
        if not self._theirs.get(REPEAT):
            yield self._left_out(REPEAT)

    def _has_time(self, day: str) -> bool:
        times = None if self._target is None else self._target.times
        read = day_in(day)
        return times is not None and read is not None and times.has_key(read)

    def times(self) -> Iterator[_Found]:
        """Single times of a series."""
        for day, now in self._theirs.times.items():
            before = self._base.times.get(day, TimeFields())
            if now == before:
                continue
            if not self._has_time(day):
                yield message("{item} has no time on {day}; it stays on the server", item=self._name, day=day)
                continue
            yield from self._time(day, before, now)

    def _time(self, day: str, before: TimeFields, now: TimeFields) -> Iterator[_Found]:
        done, cancelled = self._of_plan(day)
        if now.done and not before.done and not done:
            at = self._today.isoformat() if now.done == YES else now.done
            wish = self._wish(Kind.DONE, at, day)
            yield _Certain(wish) if not cancelled and at <= self._today.isoformat() else wish
        elif before.done and not now.done and done:
            yield self._wish(Kind.OPEN_AGAIN, day=day)
        if now.cancelled and not before.cancelled and not cancelled:
            yield self._wish(Kind.CANCELLED, day=day)
        if now.due and not same(DUE, before.due, now.due):
            wish = self._wish(Kind.DATE, now.due.split()[0], day)
            is_certain = self._accepts_dates and self._day_in_plan(day) in (day, *before.due.split())
            yield _Certain(wish) if is_certain else wish
        added = added_lines(before.text, now.text)
        if added:
            yield from self._notes(Kind.COMMENT, plain(" / ".join(added)), day)

    def _of_plan(self, day: str) -> tuple[bool, bool]:
        """Whether a time is done in the plan, and whether it is cancelled."""
        times = None if self._target is None else self._target.times
        read = day_in(day)
        if times is None or read is None:
            return False, False
        one = times.at(read)
        return one.is_done, one.is_cancelled

    def _day_in_plan(self, day: str) -> str:
        """Where the plan has a time by now; empty where nobody knows."""
        times = None if self._target is None else self._target.times
        read = day_in(day)
        return "" if times is None or read is None else times.day_of(times.at(read).period).isoformat()

    @property
    def _name(self) -> str:
        title = self._ours.get(TITLE) or self._theirs.get(TITLE) or self._uid
        return f"`{self._target.id}`" if self._target is not None else f"`{plain(title)[:60]}`"

    def _left_out(self, field: str) -> Message:
        name = field.removeprefix(OTHER)
        value = plain(self._theirs.get(field))[:LONGEST_TOLD]
        if not value:
            return message("{item}: `{field}` was removed on the phone", item=self._name, field=name)
        return message(
            "{item}: `{field}` was changed on the phone: {value}", item=self._name, field=name, value=value
        )

    def sentence(self, one: Wish | Message) -> Message:
        """The sentence for what nothing can be proposed for."""
        if isinstance(one, Message):
            return one
        value = one.value[:LONGEST_TOLD]
        return message(
            "{item}: `{field}` was changed on the phone: {value}",
            item=self._name,
            field=one.kind.value,
            value=value or YES,
        )


def _steps(times: OccurrenceSet | None, old: str, new: str) -> list[str] | None:
    """The open times from one day up to before another, where the rule has both; None where it is no step."""
    first, last = day_in(old), day_in(new)
    if times is None or first is None or last is None or last <= first or not times.has(last):
        return None
    between = list(islice(times.rule.periods(first), MOST_STEPS + 1))
    days = [times.day_of(one) for one in between]
    if days[-1:] and days[-1] < last:
        return None
    return [day.isoformat() for day in days if day < last and times.at(day).is_open]
