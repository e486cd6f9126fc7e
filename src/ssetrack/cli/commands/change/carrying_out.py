"""How edits of items are carried out: all of them or none, together or one after the other.

Comes in: a workbench and orders, each for one item. Goes out: what they made, handed to `edit_outcome`, which
looks at it again and writes it; and a sentence for each. What cannot be done safely is refused.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ssetrack.cli.commands.change.edit_outcome import Made, only_tried, write_or_print
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.splice import Splice
from ssetrack.language.message import Message, message
from ssetrack.source import Source
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.remarks import remark_all

MOST_ONE_BY_ONE = 50
"""So many edits are made one after the other where they are in each other's way: each reads the file."""


class Edit(NamedTuple):
    """What is to be done to one item in its file; `what` says it when it is done."""

    source: Source
    changes: Sequence[Change]
    what: Message
    unchanged: Message
    """What is said where it is so already."""


class Order(NamedTuple):
    """Something to do with an item: the id as it was asked for, and the edit, worked out on a workbench."""

    id: str
    edit: Callable[[Workbench], Edit]


class _Done(NamedTuple):
    """An edit that was made, in the sources before and after it."""

    edit: Edit
    before: Source
    after: Source


def already_so(own_id: str) -> Message:
    """Said where an edit would change nothing."""
    return message("`{id}` already has these values", id=own_id)


def carry_out(
    bench: Workbench,
    orders: Sequence[Order],
    remarks: Sequence[Message] = (),
    tried: Callable[[Message], Message] = only_tried,
) -> None:
    """Do what is ordered, in all files or in none, and say it; or print the diff.

    `remarks` are said at the end; `tried` says what would be done, where nothing is written. Raises
    `SsetrackError` where one of the edits is refused.
    """
    done = _steps(bench, orders)
    routes = {path: _routes(done, path) for path in {one.before.path for one in done}}
    made = Made(bench.sources, tuple(_latest(bench.sources, done)), routes)
    write_or_print(bench, made, _sentences(bench, done, tried))
    remark_all(remarks, bench.speaker)


def _sentences(bench: Workbench, done: Sequence[_Done], tried: Callable[[Message], Message]) -> list[Message]:
    """What was done, with its place; in a dry run that it would be."""
    together: dict[int, list[_Done]] = {}
    for one in done:
        together.setdefault(id(one.after), []).append(one)
    places = {key: _Places(several) for key, several in together.items()}
    said = []
    for one in done:
        if one.after.text == one.before.text or not one.edit.changes:
            said.append(one.edit.unchanged)
        elif bench.dry_run:
            said.append(tried(one.edit.what))
        else:
            path, line = one.before.path, places[id(one.after)].line(one)
            said.append(message("{path}:{line}: {what}", path=path, line=line, what=one.edit.what))
    return said


def _steps(bench: Workbench, orders: Sequence[Order]) -> list[_Done]:
    """The edits, made together; one after the other where they are in each other's way."""
    edits = [_edit(order, bench, several=len(orders) > 1) for order in orders]
    try:
        return list(_together(bench, edits))
    except SsetrackError:
        if not 1 < len(edits) <= MOST_ONE_BY_ONE:
            raise
    done = []
    for order in orders:
        edit = _edit(order, bench, several=True)
        after = _after(bench, edit.source, edit.changes)
        done.append(_Done(edit, edit.source, after))
        bench = bench.instead_of(edit.source, after)
    return done


def _edit(order: Order, bench: Workbench, *, several: bool) -> Edit:
    try:
        return order.edit(bench)
    except SsetrackError as error:
        if not several or f"`{order.id}`" in str(error.message):
            raise
        sentence = message_behind_label(order.id, error.message)
        raise SsetrackError(sentence, error.help) from error


def _together(bench: Workbench, edits: Sequence[Edit]) -> list[_Done]:
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.source.path, []).append(edit)
    after = {
        path: _after(bench, several[0].source, [change for one in several for change in one.changes])
        for path, several in by_path.items()
    }
    return [_Done(edit, edit.source, after[edit.source.path]) for edit in edits]


def _after(bench: Workbench, source: Source, changes: Sequence[Change]) -> Source:
    return source_after(source, changes, bench.configuration.limits) if changes else source


def _latest(before: Sequence[Source], done: Sequence[_Done]) -> list[Source]:
    """The sources as the last edit leaves them."""
    last = {one.after.path: one.after for one in done}
    return [last.get(one.path, one) for one in before]


def _routes(done: Sequence[_Done], path: str) -> list[Route]:
    return [
        meant.route
        for one in done
        if one.before.path == path
        for change in one.edit.changes
        for meant in change.meant
    ]


class _Places:
    """Where the splices of edits that were made together are in the text afterwards."""

    def __init__(self, done: Sequence[_Done]) -> None:
        splices = {(one.start, one.end, len(one.text)) for edit in done for one in _splices(edit)}
        self._starts: list[int] = []
        self._moved = [0]
        for start, end, length in sorted(splices):
            self._starts.append(start)
            self._moved.append(self._moved[-1] + length - (end - start))

    def line(self, one: _Done) -> int:
        """The first line of an edit that is not what it was, as it is counted in the file afterwards."""
        first = min(splice.start for splice in _splices(one))
        old = one.before.position(first)[0]
        new = one.after.position(first + self._moved[bisect_left(self._starts, first)])[0]
        last = len(one.after.lines.starts)
        while new < last and one.before.lines.line_text(old) == one.after.lines.line_text(new):
            old, new = old + 1, new + 1
        return new


def _splices(one: _Done) -> list[Splice]:
    return [splice for change in one.edit.changes for splice in change.splices]
