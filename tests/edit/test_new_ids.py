"""What a new id may be: not what commands take for a date, for the plan, or for nothing."""

from __future__ import annotations

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.item_lookup import refuse_misleading_id

FREE = [
    "2026-27",
    "2026-2027",
    "1999-99-99",
    "2026-02-30",
    "2026-13",
    "2026-00",
    "2027-S1",
    "12-03",
    "planning",
]
MISLEADING = ["2027-01", "2027-12", "2027-01-01", "2028-02-29", "plan", "null", "NULL", "~"]


@pytest.mark.parametrize("own_id", FREE)
def test_networks_number_by_their_years(own_id: str):
    refuse_misleading_id(own_id)


@pytest.mark.parametrize("own_id", MISLEADING)
def test_what_means_something_else_is_refused(own_id: str):
    with pytest.raises(SsetrackError):
        refuse_misleading_id(own_id)
