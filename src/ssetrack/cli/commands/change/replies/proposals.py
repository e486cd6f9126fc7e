"""What an answer changes: edits that are certain, commands for what somebody has to decide, and refusals.

Comes in: the lines of an answer, and the plans. Goes out: `Proposals`. That something is done and a remark
are certain: nobody else knows better. A date is not: others may wait for it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from ssetrack import outline
from ssetrack.cli.commands.change.carrying_out import Order
from ssetrack.cli.commands.change.done import completion_edit
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.cli.commands.change.note import note_edit
from ssetrack.cli.commands.change.replies.trial import Certain, Refusal, trial
from ssetrack.cli.commands.change.replies.writer import Writer
from ssetrack.dates import Period, PeriodKind
from ssetrack.dates.relative.to_today import relative_day, shift_in
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.alternatives import is_alternative
from ssetrack.edit.finishing import item_to_finish
from ssetrack.edit.item_dates import date_field, date_reader
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.noting import remark_of
from ssetrack.importing.readings.statuses import state_in
from ssetrack.importing.replies.answers import Answer, Reading, Said, name_in
from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.plan.lookup import no_such_item
from ssetrack.plan.reference import Reference
from ssetrack.query.occurrence_lookup import id_and_day, key_at
from ssetrack.source.tree import Mapping
from ssetrack.status import State, Status

LONGEST_NOTE = 10_000
"""Letters of a mail that become one remark."""


class Command(NamedTuple):
    """A command that would do what a line says, as somebody would type it."""

    command: str
    line: str


class Proposals(NamedTuple):
    """What an answer comes to: orders that are certain, commands to choose from, refusals, and what is so.

    `rest` is what else is in the mail.
    """

    orders: tuple[Order, ...]
    commands: tuple[Command, ...]
    refusals: tuple[Refusal, ...]
    unchanged: tuple[str, ...]
    """Lines that say what the plan says."""
    rest: tuple[str, ...] = ()


Proposal = Certain | Command | Refusal | str


class Proposing:
    """Makes proposals of answers that were written on a day."""

    def __init__(self, bench: Workbench, writer: Writer, written: date, places: Sequence[str]) -> None:
        self._bench = bench
        self._writer = writer
        self._written = written
        self._targets: dict[str, ItemNode] = {}
        """The items that were looked up: each look goes through all plans."""
        self._places = "".join(f" --in {shlex.quote(place)}" for place in places)

    def proposals(self, answer: Reading, note_to: str | None = None) -> Proposals:
        """What an answer comes to; a line that cannot be done holds up no other.

        The rest of the mail becomes a remark on the item `note_to`. Raises `SsetrackError` where it cannot.
        """
        found = list(self._of_answers(answer.answers))
        orders, refused = trial(self._bench, [one for one in found if isinstance(one, Certain)])
        proposals = Proposals(
            tuple(orders),
            tuple(one for one in found if isinstance(one, Command)),
            (
                *(one for one in found if isinstance(one, Refusal)),
                *refused,
                *map(self._strange, answer.strange),
            ),
            tuple(one for one in found if isinstance(one, str)),
            answer.rest,
        )
        return proposals if note_to is None or not answer.rest else self._with_note(proposals, note_to)

    def _of_answers(self, answers: Iterable[Answer]) -> Iterator[Proposal]:
        once = list(dict.fromkeys(answers))
        days: dict[str, set[str]] = {}
        for one in once:
            if one.said is Said.DONE:
                days.setdefault(one.name, set()).add(one.text)
        for one in once:
            try:
                yield from self._proposals(one, is_clear=len(days.get(one.name, ())) < 2)
            except SsetrackError as error:
                yield Refusal(one.line, error.message, error.help)

    def _strange(self, line: str) -> Refusal:
        """Why a line that is built like an answer is none: it is somebody else's item, or nobody's."""
        name = name_in(line)
        if self._writer.is_of_somebody(name):
            return Refusal(line, not_theirs(name, self._writer.names))
        error = no_such_item(Reference.from_text(id_and_day(name)[0]), self._writer.ids)
        return Refusal(line, error.message, error.help)

    def _with_note(self, proposals: Proposals, own_id: str) -> Proposals:
        """The same with the rest of the mail as a remark; nothing to do where the item has it already."""
        words = " ".join(proposals.rest)
        if len(words) > LONGEST_NOTE:
            raise SsetrackError(
                message(
                    "the rest of the mail is too long for a note: more than {most} letters", most=LONGEST_NOTE
                ),
                message("write a shorter one: `ssetrack note {id} TEXT`", id=own_id),
            )
        if self.is_noted(own_id, words):
            return proposals._replace(unchanged=(*proposals.unchanged, *proposals.rest), rest=())
        return proposals._replace(orders=(*proposals.orders, self.note(own_id, words)), rest=())

    def note(self, own_id: str, words: str) -> Order:
        """The order that adds words to the log of an item."""
        return Order(own_id, partial(note_edit, own_id=own_id, words=words, day=self._written))

    def _proposals(self, answer: Answer, *, is_clear: bool) -> Iterator[Proposal]:
        name, text = answer.name, answer.text
        match answer.said:
            case Said.NOTE if self.is_noted(name, text):
                yield answer.line
            case Said.NOTE:
                yield Certain(self.note(name, text), answer.line)
            case Said.STATUS if self._is_known_date(name, answer.behind):
                yield answer.line  # "ongoing" is a date of a plan, too
            case Said.STATUS:
                yield self._command(answer, "set", name, f"status={text}")
            case Said.DONE:
                yield from self._done(answer, is_clear=is_clear)
            case Said.OTHER:
                yield self._other(answer)

    def is_noted(self, name: str, words: str) -> bool:
        """Whether the log of an item, or the notes of one of its times, have these words already."""
        one = self._bench.occurrence(name)
        if one is not None:
            notes = outline.text(one.node, "notes") if isinstance(one.node, Mapping) else None
            return " ".join(words.split()) in (notes or "")
        node = self._target(name).node
        return remark_of(words, self._written) in (outline.text(node, "log"), *outline.texts(node, "log"))

    def _done(self, answer: Answer, *, is_clear: bool) -> Iterator[Proposal]:
        name, text = answer.name, answer.text
        day = self._day(name, text) if text else self._written.isoformat()
        if day is None:
            # "done with Ana": that it is done is sure, and the rest are words.
            yield self._command(answer, "done", name, self._written.isoformat())
            yield self._command(answer, "note", name, text)
            return
        self._refuse_others(name)
        known = self._done_already(name)
        if known is not None and (not text or known == day):
            yield answer.line
        elif known is not None or not is_clear:
            yield self._command(answer, "done", name, day)
        else:
            order = Order(name, partial(completion_edit, own_id=name, text=day))
            yield Certain(order, answer.line)

    def _refuse_others(self, name: str) -> None:
        """Raise `SsetrackError` for an activity of which only somebody else's milestone is left."""
        own_id, day = id_and_day(name)
        if day is not None:
            return
        target = item_to_finish(self._target(own_id))
        if self._writer.item(str(Reference(target.plan, target.id))) is None:
            raise SsetrackError(not_theirs(target.id, self._writer.names))

    def _day(self, name: str, text: str) -> str | None:
        """A day in the past, or today, as a plan writes it; None for what is no date.

        Raises `SsetrackError` for one that is still to come.
        """
        relative = relative_day(text, self._written)
        if relative is not None:
            text, last = relative.isoformat(), relative
        else:
            read = self._read(name, text)
            if read is None or read.earliest is None:
                return None
            text, last = read.canonical, read.earliest
        if last > self._bench.today:
            raise SsetrackError(message("the day on which it was done is in the future: {day}", day=text))
        return text

    def _read(self, name: str, text: str) -> Period | None:
        """A text as a date of an item's plan."""
        target = self._target(id_and_day(name)[0])
        bare = text if text.endswith("..") else text.rstrip(" .!;")  # `2027-09/..` has no end
        read = date_reader(target.source, date_field(target.node))(bare)
        is_date = isinstance(read, Period) and read.kind is not PeriodKind.UNKNOWN
        return read if isinstance(read, Period) and is_date else None

    def _other(self, answer: Answer) -> Proposal:
        """A date, the name of one of several dates, a shift, so many percent; else words for the log."""
        name, text = answer.name, answer.text
        own_id, _ = id_and_day(name)
        target = self._target(own_id)
        if self._is_known_date(name, text):
            return answer.line
        read = self._read(name, text)
        if read is not None:
            return self._command(answer, "move", name, read.canonical)
        if name == own_id and is_alternative(target, text):
            return self._command(answer, "move", name, text)
        day = relative_day(text, self._written)
        if day is not None and shift_in(text) is None:
            return self._command(answer, "move", name, day.isoformat())
        if shift_in(text) is not None:
            return self._command(answer, "move", name, str(shift_in(text)))
        state = state_in(text)
        if state is not None and state.progress is not None:
            return self._command(answer, "set", name, f"progress={state.progress}%")
        return self._command(answer, "note", name, text)

    def _command(self, answer: Answer, verb: str, name: str, text: str) -> Command:
        last = shlex.quote(text)
        # What begins with a hyphen would be an option, unless it is a shift (`-2d`).
        between = " -- " if text.startswith("-") and shift_in(text) is None else " "
        return Command(f"ssetrack {verb}{self._places} {shlex.quote(name)}{between}{last}", answer.line)

    def _target(self, own_id: str) -> ItemNode:
        """The item of an id. Raises `SsetrackError` where there is none, or several."""
        known = self._targets.get(own_id)
        if known is None:
            known = self._targets[own_id] = self._bench.target(own_id)
        return known

    def _status(self, name: str) -> Status | None:
        """The one item that a name means; None for an activity that has several."""
        target = self._target(id_and_day(name)[0])
        plans = self._bench.plans
        meant = plans.portfolio.meaning((target.plan, target.id))
        if len(meant) != 1:
            return None
        return self._statuses.get(meant[0])

    @cached_property
    def _statuses(self) -> dict[Item, Status]:
        return {status.item: status for status in self._bench.plans.statuses}

    def _is_known_date(self, name: str, text: str) -> bool:
        """Whether a text is the date that the plan has."""
        read = self._read(name, text)
        return read is not None and read.canonical in self._dates(name)

    def _dates(self, name: str) -> tuple[str, ...]:
        """The dates that a plan has for an item, or for one of its times, in their standard form."""
        status = self._status(name)
        if status is None:
            return ()
        own_id, day = id_and_day(name)
        times = status.due.occurrences
        if day is None or times is None:
            return tuple(
                one for one in (status.due.canonical, status.due.period.canonical) if one is not None
            )
        return (times.at(key_at(own_id, times, day)).period.canonical,)

    def _done_already(self, name: str) -> str | None:
        """The day on which an item was done, empty where the plan gives none; None while it is not done."""
        status = self._status(name)
        if status is None:
            return None
        own_id, day = id_and_day(name)
        times = status.due.occurrences
        if times is not None and day is not None:
            one = times.at(key_at(own_id, times, day))
            return None if not one.is_done else one.done.canonical if one.done is not None else ""
        if status.state is not State.DONE:
            return None
        return "" if status.done is None else status.done.canonical


def not_theirs(own_id: str, who: str) -> Message:
    """Said of an item that the writer of an answer has nothing to do with."""
    return message("`{id}` is not an item of {name}", id=own_id, name=who)
