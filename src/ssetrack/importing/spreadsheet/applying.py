"""Edits and additions made to the text of a plan, all at once where that goes, else one by one.

Comes in: a source, cells to change and rows to add. Goes out: the source with what could be done, and what
could not, with the reason. The text is read again after each step and compared, as for `set` and `add`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.adding import addition as addition_change
from ssetrack.edit.change import Change, source_after
from ssetrack.importing.spreadsheet.additions import Addition
from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.importing.spreadsheet.edits import Cells, changes_of
from ssetrack.language.message import Message
from ssetrack.source import Source
from ssetrack.source.tree import Mapping
from ssetrack.source.tree import Sequence as Elements
from ssetrack.wording.punctuation import message_behind_label


class CellEdit(NamedTuple):
    """A cell that is to change."""

    cells: Cells
    part: Part


Step = CellEdit | Addition


class Applied(NamedTuple):
    """What could be done, and what could not."""

    source: Source
    refused: tuple[tuple[Step, Message], ...]


def outcome_of_edits(source: Source, edits: Sequence[CellEdit], additions: Sequence[Addition]) -> Applied:
    """The source with all edits made and all rows added that go."""
    source, refused = _with_edits(source, edits)
    for group in _by_list(additions):
        source, more = _with_additions(source, group)
        refused += more
    return Applied(source, tuple(refused))


_Refused = list[tuple[Step, Message]]


def _with_edits(source: Source, edits: Sequence[CellEdit]) -> tuple[Source, _Refused]:
    refused: _Refused = []
    possible: list[tuple[CellEdit, list[Change]]] = []
    for edit in edits:
        try:
            possible.append((edit, changes_of(edit.cells, edit.part)))
        except SsetrackError as error:
            refused.append((edit, _reason(error)))
    try:
        return source_after(source, [one for _, changes in possible for one in changes]), refused
    except SsetrackError:
        pass  # one of them is in the way: each by itself says which
    for edit, _ in possible:
        try:
            source = source_after(source, changes_of(_now(edit.cells, source), edit.part))
        except SsetrackError as error:
            refused.append((edit, _reason(error)))
    return source, refused


def _now(cells: Cells, source: Source) -> Cells:
    """The same cells of the item as it is written now: no edit of a cell moves it to another route."""
    node = source.node(cells.target.route)
    assert isinstance(node, Mapping)
    target = cells.target
    return cells._replace(
        target=type(target)(source, target.plan, target.id, target.kind, target.route, node)
    )


def _with_additions(source: Source, additions: Sequence[Addition]) -> tuple[Source, _Refused]:
    """Several new ones of one list, in their order: the first makes the list where there is none."""
    try:
        begun, rest = _first(source, additions)
        changes = [
            _behind(addition_change(begun, one.holder, one.list_name, one.fields), number)
            for number, one in enumerate(rest)
        ]
        return source_after(begun, changes), []
    except SsetrackError:
        pass
    refused: _Refused = []
    for one in additions:
        try:
            source = source_after(source, [addition_change(source, one.holder, one.list_name, one.fields)])
        except SsetrackError as error:
            refused.append((one, _reason(error)))
    return source, refused


def _first(source: Source, additions: Sequence[Addition]) -> tuple[Source, Sequence[Addition]]:
    first = additions[0]
    holder = source.node(first.holder)
    known = holder.get(first.list_name) if isinstance(holder, Mapping) else None
    if isinstance(known, Elements) and known:
        return source, additions
    change = addition_change(source, first.holder, first.list_name, first.fields)
    return source_after(source, [change]), additions[1:]


def _behind(change: Change, number: int) -> Change:
    """A change that adds to a list, behind so many others that are added at the same place."""
    meant = change.meant[0]
    last = meant.route[-1]
    assert isinstance(last, int)
    behind = (*meant.route[:-1], last + number)
    return Change((type(meant)(behind, meant.value), *change.meant[1:]), change.splices, change.lines)


def _by_list(additions: Sequence[Addition]) -> list[list[Addition]]:
    found: dict[object, list[Addition]] = {}
    for one in additions:
        found.setdefault((one.holder, one.list_name), []).append(one)
    return list(found.values())


def _reason(error: SsetrackError) -> Message:
    if error.help is None:
        return error.message
    return message_behind_label(error.message, error.help)
