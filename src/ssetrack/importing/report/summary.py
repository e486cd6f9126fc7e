"""How much was read, in one sentence.

Comes in: counts. Goes out: a message, for the report and for the comment at the top of the plan.
"""

from __future__ import annotations

from ssetrack.importing.proposal.proposal import Counts
from ssetrack.language.message import Message, count_of, message


def summary(counts: Counts) -> Message:
    """`20 activities in 8 sections, from 26 rows`."""
    activities = count_of("{number} activity", "{number} activities", counts.items)
    rows = count_of("{number} row", "{number} rows", counts.rows)
    if not counts.sections:
        return message("{activities}, from {rows}", activities=activities, rows=rows)
    sections = count_of("{number} section", "{number} sections", counts.sections)
    return message(
        "{activities} in {sections}, from {rows}", activities=activities, sections=sections, rows=rows
    )


def cell_summary(counts: Counts) -> Message:
    """`70 cells: 55 read, 11 to check, 4 left out`."""
    return count_of(
        "{number} cell: {read} read, {doubts} to check, {ignored} left out",
        "{number} cells: {read} read, {doubts} to check, {ignored} left out",
        counts.cells,
        read=counts.read,
        doubts=counts.doubts,
        ignored=counts.ignored,
    )
