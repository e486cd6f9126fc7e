"""What a wish is as a command: the words that somebody would type, and the order that does the same.

Comes in: wishes and the plans. Goes out: words, and orders for `carry_out`. The state file comes with the
plans, from whoever wrote them: its texts become arguments of these few edits, and never a line for a shell.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from ssetrack.cli.commands.change.add import addition_edit
from ssetrack.cli.commands.change.carrying_out import Edit, Order
from ssetrack.cli.commands.change.done import completion_edit
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.cli.commands.change.move import move_edit
from ssetrack.cli.commands.change.note import note_edit
from ssetrack.cli.commands.change.set import field_edit
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.assignments import values_by_field
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.items import Item
from ssetrack.plan.slug import slug
from ssetrack.query.occurrence_lookup import AT
from ssetrack.sync.outgoing import Tasks
from ssetrack.sync.proposals import Kind, Wish
from ssetrack.wording.printable import one_line

SERIES = "--series"

WHOLE_SERIES = frozenset((Kind.SERIES_DONE, Kind.SERIES_DATE))
"""What is meant for a whole series, whatever is known of it."""

FIELDS = frozenset((Kind.OPEN_AGAIN, Kind.CANCELLED, Kind.DELETED, Kind.PROGRESS))
"""What sets fields of an item."""

LONGEST_ID = 40
"""Letters of an id that is made of a title."""


class _Action(NamedTuple):
    """What a wish does to an item: a command with its words, and the order that does the same."""

    verb: str
    words: tuple[str, ...]
    order: Order
    is_series: bool = False
    """Whether a whole series is meant."""
    options: tuple[str, ...] = ()


class Doing:
    """Makes commands and orders of wishes, as the plans are."""

    def __init__(
        self,
        bench: Workbench,
        tasks: Tasks,
        speaker: Speaker,
        places: Sequence[str] = (),
        filters: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._bench = bench
        self._tasks = tasks
        self._speaker = speaker
        self._filters = filters
        self._places = tuple(word for place in places for word in ("--in", place))

    def own_id(self, wish: Wish) -> str | None:
        """The item that a wish means, as it is typed; None where the plans have it no longer."""
        target = self._tasks.targets.get(wish.uid)
        if target is None:
            return None
        return f"{target.id}{AT}{wish.day}" if wish.day else target.id

    def command(self, wish: Wish) -> str | None:
        """The command as it is typed; None where the plans have the item no longer."""
        action = self._action(wish)
        if action is None:
            return None
        options = [*self._places, *([SERIES] if action.is_series else []), *action.options]
        if any(one.startswith("-") for one in action.words):  # a text would be taken for an option
            options.append("--")
        return " ".join(("ssetrack", action.verb, *map(shlex.quote, (*options, *action.words))))

    def order(self, wish: Wish) -> Order:
        """The order that does it. Raises `SsetrackError` where the plans have the item no longer."""
        action = self._action(wish)
        if action is None:
            raise SsetrackError(
                message("the item of this proposal is no longer in the plans"),
                message("remove the proposal with `--reject`"),
            )
        return action.order

    def _action(self, wish: Wish) -> _Action | None:
        """What is typed, and what is done; None where the plans have the item no longer."""
        edit: Callable[[Workbench], Edit]
        words: tuple[str, ...]
        if wish.kind is Kind.ADD:
            new, fields, section = self.new_id(wish), self._fields(wish), self._section(wish)
            values = values_by_field(fields)
            edit = partial(addition_edit, own_id=new, title=wish.value, assignments=values, section=section)
            options = () if section is None else (f"--section={section}",)
            return _Action("add", (new, wish.value, *fields), Order(new, edit), options=options)
        own_id = self.own_id(wish)
        if own_id is None:
            return None
        is_series = wish.kind in WHOLE_SERIES or self._changes_series(wish)
        match wish.kind:
            case Kind.DONE | Kind.SERIES_DONE:
                verb, words = "done", (wish.value,)
                edit = partial(completion_edit, own_id=own_id, text=wish.value, series=is_series)
            case Kind.DATE | Kind.SERIES_DATE:
                verb, words = "move", (wish.value,)
                edit = partial(move_edit, own_id=own_id, to=wish.value, series=is_series)
            case kind if kind in FIELDS:
                verb, words = "set", _assignments(wish)
                values = values_by_field(words)
                edit = partial(field_edit, own_id=own_id, assignments=values, series=is_series)
            case _:
                verb, words = "note", (note_text(wish, self._speaker),)
                edit = partial(note_edit, own_id=own_id, words=words[0], day=self._bench.today)
        return _Action(verb, (own_id, *words), Order(own_id, edit), is_series)

    def _changes_series(self, wish: Wish) -> bool:
        """Whether a field of a whole series is set, and not of one of its times."""
        target = self._tasks.targets.get(wish.uid)
        is_series = target is not None and target.times is not None
        return wish.kind in FIELDS and is_series and not wish.day

    def new_id(self, wish: Wish, taken: Container[str] = ()) -> str:
        """An id for a new activity or milestone, made of its title; one that no item has, nor is `taken`."""
        if wish.item:
            return wish.item
        parent = self._parent(wish)
        above = f"{parent.activity.id}/" if parent is not None and parent.milestone is not None else ""
        name = above + (slug(wish.value)[:LONGEST_ID].strip("-.") or "task")
        known, number, found = self._bench.ids, 1, name
        while found.casefold() in known or found in taken:
            number += 1
            found = f"{name}-{number}"
        return found

    def _parent(self, wish: Wish) -> Item | None:
        """The item under whose task somebody made one."""
        target = self._tasks.targets.get(wish.parent)
        return None if target is None else target.status.item

    def _section(self, wish: Wish) -> str | None:
        """The section of what is to be added: that of its parent, else the only one that is in the list."""
        parent = self._parent(wish)
        if parent is None:
            return self._only("section")
        if parent.milestone is not None or not parent.sections:
            return None
        inner = parent.sections[-1]
        return inner.id or (inner.title if isinstance(inner.title, str) else None)

    def _fields(self, wish: Wish) -> tuple[str, ...]:
        """What a new activity says: its day, its notes, and by what it is in this list."""
        values = {
            "deadline": wish.day,
            "owners": self._only("owner"),
            "goals": self._only("goal"),
            "notes": wish.notes,
        }
        return tuple(f"{name}={value}" for name, value in values.items() if value)

    def _only(self, filter_: str) -> str | None:
        """What a filter of the list asks for, where that is one thing."""
        values = self._filters.get(filter_, ())
        return values[0] if len(values) == 1 else None


def _assignments(wish: Wish) -> tuple[str, ...]:
    match wish.kind:
        case Kind.OPEN_AGAIN:
            return ("done=", "status=")
        case Kind.PROGRESS:
            return (f"progress={wish.value}%",)
        case _:
            return ("status=cancelled",)


def note_text(wish: Wish, speaker: Speaker) -> str:
    """What somebody wrote on a phone, as a remark."""
    text = one_line(wish.value)
    match wish.kind:
        case Kind.TITLE:
            return speaker.say(message("Title on the phone: {text}", text=text))
        case Kind.REPEAT:
            return speaker.say(message("Repeats on the phone: {text}", text=text))
        case Kind.PARENT:
            return speaker.say(message("Parent task on the phone: {text}", text=text))
        case _:
            return text
