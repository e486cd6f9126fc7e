"""A plan brought up to date with a later version of its table: the whole way, without a disk.

Comes in: the proposal of the table now, the rows as last read, the plan, the day. Goes out: the plan with
what could be done, the rows for the next time, and all that is to be told.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ssetrack import outline
from ssetrack.diagnostic import Finding
from ssetrack.importing.again.authors_words import with_new_words
from ssetrack.importing.again.difference import difference
from ssetrack.importing.again.next_rows import next_rows
from ssetrack.importing.again.outcome import Outcome, outcome_of
from ssetrack.importing.again.update import update
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.rows_as_read import Rows
from ssetrack.source import Limits, Source


class Renewal(NamedTuple):
    """What becomes of a plan, if it is written."""

    source: Source
    rows: Rows
    """The very rows that came in where nothing in them advanced."""
    outcome: Outcome
    conflicts: tuple[Finding, ...]
    """Dates that do not fit together any more."""


def renewal(proposal: Proposal, rows: Rows | None, source: Source, day: date, limits: Limits) -> Renewal:
    """The plan with what its table changed; without rows (None) the plan is compared with the table.

    Raises `SsetrackError` where the plan would have an error that no single row explains.
    """
    found = difference(proposal, rows, source)
    made = update(source, found, day, limits)
    after = with_new_words(made.source, made.done, found, proposal, rows, limits)
    return Renewal(
        after,
        next_rows(proposal, found, made, rows, outline.plan_id(source)),
        outcome_of(proposal, found, made),
        made.conflicts,
    )
