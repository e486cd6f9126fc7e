"""People who are meant by their e-mail address."""

from __future__ import annotations

import pytest

from snapshots import snapshot_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.query.filters import people_meant

PLAN = """ssetrack: 1
title: T
owners:
  jose: {name: One, email: "josé@example.org"}
  plain: {name: Two, email: jose@example.org}
  sharp: {name: Three, email: " Straße@example.org "}
"""


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("josé@example.org", {"jose"}),
        ("JOSÉ@Example.org", {"jose"}),
        ("jose\u0301@example.org", {"jose"}),
        ("jose@example.org", {"plain"}),
        ("Jose@EXAMPLE.org", {"plain"}),
        ("STRASSE@example.org", {"sharp"}),
    ],
)
def test_an_address_is_compared_with_its_accents_and_without_case(address: str, who: set[str]):
    assert people_meant(address, snapshot_of(PLAN).portfolio) == who


def test_an_accent_makes_another_mailbox():
    with pytest.raises(SsetrackError, match="no owner"):
        people_meant("josè@example.org", snapshot_of(PLAN).portfolio)
