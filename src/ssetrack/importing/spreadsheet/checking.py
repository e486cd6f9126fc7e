"""Edits and additions tried on a plan: what would be an error is left out, a conflict in the planning is not.

Comes in: plans, one of them to be edited, and what is to be done to it. Goes out: its new text, the conflicts
to be said, and what is refused, with the reason. What is an error and what a conflict, the rules of lint
decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssetrack.diagnostic import Finding
from ssetrack.importing.attempts import without_defects
from ssetrack.importing.spreadsheet.additions import Addition
from ssetrack.importing.spreadsheet.applying import Applied, CellEdit, Step, outcome_of_edits
from ssetrack.importing.spreadsheet.edits import field_of
from ssetrack.language.message import Message, message
from ssetrack.lint.new_errors import sentence
from ssetrack.load import load
from ssetrack.source import Source
from ssetrack.status import Snapshot, snapshot


class Checked(NamedTuple):
    """What can be done without an error."""

    source: Source
    warnings: tuple[Message, ...]
    refused: tuple[tuple[Step, Message], ...]


def without_errors(
    plans: Snapshot, source: Source, edits: Sequence[CellEdit], additions: Sequence[Addition]
) -> Checked:
    """The plan with all that makes no error."""
    steps: list[Step] = [*edits, *additions]

    def attempt(left_out: Mapping[int, Finding]) -> Applied:
        left = [step for number, step in enumerate(steps) if number not in left_out]
        return outcome_of_edits(
            source,
            [one for one in left if isinstance(one, CellEdit)],
            [one for one in left if isinstance(one, Addition)],
        )

    def causes(error: Finding, made: Applied) -> list[int]:
        gone = {id(step) for step, _ in made.refused}
        return [number for number in _causes(error, steps) if id(steps[number]) not in gone]

    tried = without_defects(source, lambda now: with_source(plans, source, now), attempt, causes)
    refused = [
        *tried.made.refused,
        *((steps[number], sentence(one)) for number, one in tried.left_out.items()),
    ]
    if tried.defect is None:
        return Checked(tried.made.source, tuple(map(sentence, tried.conflicts)), tuple(refused))
    # No cell explains the error: then the plan stays as it is.
    why = message("with this the plan would have an error; nothing in it was changed")
    told = {id(step) for step, _ in refused}
    refused += ((step, why) for step in steps if id(step) not in told)
    return Checked(source, (), tuple(refused))


def with_source(plans: Snapshot, before: Source, after: Source) -> Snapshot:
    """The plans with another text of one of them."""
    loaded = (load(after) if one.source is before else one for one in plans.portfolio.all_files)
    return snapshot(loaded, plans.today, plans.soon)


def _causes(error: Finding, steps: Sequence[Step]) -> list[int]:
    """What an error comes from, by number: the cell of its field, else all of its item."""
    edits = [
        (number, one)
        for number, one in enumerate(steps)
        if isinstance(one, CellEdit) and _is_of(error.item, one.cells.target.id)
    ]
    of_field = [(number, one) for number, one in edits if field_of(one.cells, one.part) == error.field]
    added = [
        number for number, one in enumerate(steps) if isinstance(one, Addition) and _is_of(error.item, one.id)
    ]
    return [*(number for number, _ in of_field or edits), *added]


def _is_of(item: str, own: str) -> bool:
    """Whether an error of an item concerns what has an id: that item, its activity, or its milestone."""
    return bool(item) and (item == own or own.startswith(f"{item}/") or item.startswith(f"{own}/"))
