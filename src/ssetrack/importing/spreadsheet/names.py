"""What sheets are called.

Comes in: nothing. Goes out: names and limits that the writer and the readers of workbooks share.
"""

from __future__ import annotations

from ssetrack.tables.tally import BASE_SHEET

HIDDEN = BASE_SHEET
"""The sheet that an import compares with."""

LONGEST = 31
"""Letters in the name of a sheet (Excel specifications and limits)."""

RESERVED = "history"
"""A name that Excel keeps for itself, in any case of letters."""
