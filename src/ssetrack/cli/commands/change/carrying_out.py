"""How edits are carried out: all of them or none, looked at again, written, and told with what follows.

Comes in: a workbench and orders, each for one item. Goes out: files with a few other characters in them, or
one diff. What lint would call an error, and was none before, is refused; so is whatever cannot be done
safely. A conflict in the planning is done, and said. This is the one door through which edits are written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ssetrack.cli.commands.change.edit_session import Workbench, print_diff
from ssetrack.diagnostic import Finding, Route, SsetrackError
from ssetrack.edit.change import Change, file_bytes, source_after
from ssetrack.edit.consequences import Consequences, MovedDate, consequences
from ssetrack.edit.splice import Splice
from ssetrack.language.message import Message, count_of, message
from ssetrack.lint.new_errors import sentence
from ssetrack.source import Source
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.remarks import remark, remark_all

MOST_ONE_BY_ONE = 50
"""So many edits are made one after the other where they are in each other's way: each reads the file."""

MOST_OF_A_RULE = 20
"""Conflicts of one rule that an edit tells one by one: a shorter period puts thousands of dates outside."""


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


def only_tried(what: Message) -> Message:
    """Said in a dry run of what would be done."""
    return message("not written yet (`--dry-run`): {what}", what=what)


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
    before = bench.sources
    after = _latest(before, done)
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if new.text != old.text]
    routes = {path: _routes(done, path) for path in {one.before.path for one in done}}
    follows = consequences(before, after, routes, bench.today) if pairs else None
    if follows is not None and follows.errors:
        error = follows.errors[0]
        raise SsetrackError(sentence(error), error.help)
    if pairs and not bench.dry_run:
        from ssetrack.workspace.writing import replace_sources

        replace_sources([(old, file_bytes(new, new.text)) for old, new in pairs])
    say_done(bench, done, tried)
    if bench.dry_run:
        for old, new in pairs:
            print_diff(old, new)
    if follows is not None:
        tell(bench, follows)
    for one_more in remarks:
        remark(one_more, bench.speaker)


def say_done(
    bench: Workbench, done: Sequence[_Done], tried: Callable[[Message], Message] = only_tried
) -> None:
    """Say what was done, with its place; in a dry run that it would be, before the diff that few can read."""
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
    remark_all(said, bench.speaker)


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


def tell(bench: Workbench, follows: Consequences) -> None:
    """Say what follows from an edit: what moves with it, and which conflicts there are now, or no longer."""
    said = [_move_sentence(moved, bench) for moved in follows.moved]
    arisen, more = _some_of_each_rule(follows.arisen)
    said += [message("warning: {problem}", problem=sentence(one)) for one in arisen]
    if more and not bench.dry_run:
        said.append(message("and {number} more: `ssetrack lint` lists them", number=more))
    elif more:
        said.append(count_of("and {number} more", "and {number} more", more))
    gone, more = _some_of_each_rule(follows.gone)
    said += [message("no longer a problem: {problem}", problem=sentence(one)) for one in gone]
    if more:
        said.append(count_of("and {number} more", "and {number} more", more))
    remark_all(said, bench.speaker)


def _some_of_each_rule(found: Sequence[Finding]) -> tuple[list[Finding], int]:
    """The first findings of each rule, in their order, and how many are left."""
    told: Counter[str] = Counter()
    some = []
    for one in found:
        told[one.rule] += 1
        if told[one.rule] <= MOST_OF_A_RULE:
            some.append(one)
    return some, len(found) - len(some)


def _move_sentence(moved: MovedDate, bench: Workbench) -> Message:
    from ssetrack.dates import Certainty, display

    before, after = (display(one, bench.speaker.language) for one in (moved.before, moved.after))
    item = f"`{moved.id if len(bench.sources) == 1 else f'{moved.plan}:{moved.id}'}`"
    if moved.owners:
        item = f"{item} ({', '.join(moved.owners)})"
    if moved.before.days == moved.after.days and moved.after.certainty is Certainty.EXACT:
        return message("now certain: {item}, {date}", item=item, date=after)
    return message("moves along: {item}, {before} → {after}", item=item, before=before, after=after)
