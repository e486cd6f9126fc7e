"""Which of several edits can be made: so that one that cannot holds up no other.

Comes in: a workbench, and orders with the lines that they come from. Goes out: the orders that can be carried
out, and refusals. They are tried together, and by halves where that fails: looking at what follows takes
longer than the edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ssetrack.cli.commands.change.carrying_out import Edit, Order
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.consequences import consequences
from ssetrack.language.message import Message
from ssetrack.lint.new_errors import sentence
from ssetrack.source import Source


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
    changes: dict[str, list[Change]] = {}
    sources: dict[str, Source] = {}
    for edit in edits:
        if edit.changes:
            changes.setdefault(edit.source.path, []).extend(edit.changes)
            sources[edit.source.path] = edit.source
    if not changes:
        return
    limits = bench.configuration.limits
    after = {path: source_after(sources[path], own, limits) for path, own in changes.items()}
    routes: dict[str, list[Route]] = {
        path: [meant.route for change in own for meant in change.meant] for path, own in changes.items()
    }
    later = [after.get(one.path, one) for one in bench.sources]
    follows = consequences(bench.sources, later, routes, bench.today)
    if follows.errors:
        raise SsetrackError(sentence(follows.errors[0]), follows.errors[0].help)
