"""Which of several edits can be made: so that one that cannot holds up no other.

Comes in: a workbench, and orders with the lines that they come from. Goes out: the orders that can be carried
out, and refusals. They are tried together, and by halves where that fails: looking at what follows takes
longer than the edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ssetrack.cli.commands.change.carrying_out import Edit, Order
from ssetrack.cli.commands.change.edit_outcome import allowed_consequences, made_by
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message


class Certain(NamedTuple):
    """An order, and the line that it comes from."""

    order: Order
    line: str


class Refusal(NamedTuple):
    """A line that changes nothing, and why."""

    line: str
    why: Message
    help: Message | None = None


class _Tried(NamedTuple):
    """What is certain, with the edit that it comes to."""

    certain: Certain
    edit: Edit


def trial(bench: Workbench, wanted: Sequence[Certain]) -> tuple[list[Order], list[Refusal]]:
    """The orders that can be carried out, and why the others cannot."""
    refused: list[Refusal] = []
    tried: list[_Tried] = []
    for one in wanted:
        try:
            tried.append(_Tried(one, one.order.edit(bench)))
        except SsetrackError as error:
            refused.append(Refusal(one.line, error.message, error.help))
    orders = _possible(bench, tried, refused)
    return orders, refused


def _possible(bench: Workbench, tried: Sequence[_Tried], refused: list[Refusal]) -> list[Order]:
    if not tried:
        return []
    try:
        _try(bench, [one.edit for one in tried])
    except SsetrackError as error:
        if len(tried) == 1:
            refused.append(Refusal(tried[0].certain.line, error.message, error.help))
            return []
        half = len(tried) // 2
        return _possible(bench, tried[:half], refused) + _possible(bench, tried[half:], refused)
    return [one.certain.order for one in tried]


def _try(bench: Workbench, edits: Sequence[Edit]) -> None:
    """Raise `SsetrackError` where the edits cannot be made, or make an error."""
    allowed_consequences(bench, made_by(bench, [(edit.source, edit.changes) for edit in edits]))
