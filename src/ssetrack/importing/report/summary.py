"""How much was read, in one sentence.

Comes in: counts. Goes out: a message, for the report and for the comment at the top of the plan.
"""

from __future__ import annotations

from ssetrack.importing.proposal.proposal import Counts
from ssetrack.language.message import Message, message


def summary(counts: Counts) -> Message:
    """`20 activities in 8 sections, from 26 rows`."""
    activities, rows = _activities(counts.items), _rows(counts.rows)
    if not counts.sections:
        return message("{activities}, from {rows}", activities=activities, rows=rows)
    sections = _sections(counts.sections)
    return message(
        "{activities} in {sections}, from {rows}", activities=activities, sections=sections, rows=rows
    )


def _activities(number: int) -> Message:
    return message("1 activity") if number == 1 else message("{number} activities", number=number)


def _sections(number: int) -> Message:
    return message("1 section") if number == 1 else message("{number} sections", number=number)


def _rows(number: int) -> Message:
    return message("1 row") if number == 1 else message("{number} rows", number=number)
