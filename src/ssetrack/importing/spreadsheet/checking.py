"""Edits and additions tried on a plan: what would be an error is left out, a conflict in the planning is not.

Comes in: plans, one of them to be edited, and what is to be done to it. Goes out: its new text, the conflicts
to be said, and what is refused, with the reason. What is an error and what a conflict, the rules of lint
decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ssetrack.diagnostic import Finding, Kind, Severity
from ssetrack.importing.spreadsheet.additions import Addition
from ssetrack.importing.spreadsheet.applying import CellEdit, Step, applied
from ssetrack.importing.spreadsheet.edits import field_of
from ssetrack.language.message import Message, message
from ssetrack.lint import RULES, Settings, check
from ssetrack.load import load
from ssetrack.source import Source
from ssetrack.status import Snapshot, snapshot

One = TypeVar("One", CellEdit, Addition)

MOST_ROUNDS = 20
"""So often is looked again whether what is left makes an error."""


class Checked(NamedTuple):
    """What can be done without an error."""

    source: Source
    warnings: tuple[Message, ...]
    refused: tuple[tuple[Step, Message], ...]


def checked(
    plans: Snapshot, source: Source, edits: Sequence[CellEdit], additions: Sequence[Addition]
) -> Checked:
    """The plan with all that makes no error."""
    refused: list[tuple[Step, Message]] = []
    for _ in range(MOST_ROUNDS):
        result = applied(source, edits, additions)
        refused += result.refused
        edits, additions = _left(edits, refused), _left(additions, refused)
        if result.source.text == source.text:
            return Checked(source, (), tuple(refused))
        errors = _new_errors(plans, source, result.source)
        defects = [error for error in errors if error.kind is not Kind.CONFLICT]
        if not defects:
            return Checked(result.source, tuple(map(sentence, errors)), tuple(refused))
        explained: dict[int, tuple[Step, Finding]] = {
            id(step): (step, error) for error in defects for step in _steps(error, edits, additions)
        }
        refused += ((step, sentence(error)) for step, error in explained.values())
        if not explained:
            break
        edits, additions = _left(edits, refused), _left(additions, refused)
    # No cell explains the error: then the plan stays as it is.
    why = message("with this the plan would have an error; nothing in it was changed")
    refused += ((step, why) for step in edits)
    refused += ((step, why) for step in additions)
    return Checked(source, (), tuple(refused))


def with_source(plans: Snapshot, before: Source, after: Source) -> Snapshot:
    """The plans with another text of one of them."""
    loaded = (load(after) if one.source is before else one for one in plans.portfolio.all_files)
    return snapshot(loaded, plans.today, plans.soon)


def sentence(error: Finding) -> Message:
    """What is wrong, with the item that it is wrong with."""
    if not error.item:
        return error.message
    return message("{item}: {problem}", item=error.item, problem=error.message)


def _left(steps: Sequence[One], refused: Sequence[tuple[object, Message]]) -> list[One]:
    gone = {id(step) for step, _ in refused}
    return [step for step in steps if id(step) not in gone]


def _new_errors(plans: Snapshot, before: Source, after: Source) -> list[Finding]:
    """The errors that are there after the edits and were not before."""
    known = Counter(map(_name, _errors(plans)))
    new = []
    for error in _errors(with_source(plans, before, after)):
        if known[_name(error)]:
            known[_name(error)] -= 1
        else:
            new.append(error)
    return new


def _errors(plans: Snapshot) -> list[Finding]:
    names = frozenset(
        name for name, rule in RULES.items() if rule.severity is Severity.ERROR and rule.family != "yaml"
    )
    return [one for one in check(plans, Settings(select=names)) if one.severity is Severity.ERROR]


def _name(finding: Finding) -> tuple[str, str, str, str, str]:
    """What an error is about, without its place in the file."""
    return finding.path, finding.rule, finding.item, finding.field, str(finding.message)


def _steps(error: Finding, edits: Sequence[CellEdit], additions: Sequence[Addition]) -> list[Step]:
    """What an error comes from: the cell of its field, else all of its item."""
    of_item = [one for one in edits if _is_of(error.item, one.cells.target.id)]
    of_field = [one for one in of_item if field_of(one.cells, one.part) == error.field]
    return [*(of_field or of_item), *(one for one in additions if _is_of(error.item, one.id))]


def _is_of(item: str, own: str) -> bool:
    """Whether an error of an item concerns what has an id: that item, its activity, or its milestone."""
    return bool(item) and (item == own or own.startswith(f"{item}/") or item.startswith(f"{own}/"))
