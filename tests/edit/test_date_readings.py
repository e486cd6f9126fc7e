"""Plain dates are read as the grammar reads them, without it."""

from __future__ import annotations

import pytest

from ssetrack.dates import Period, Purpose, parse
from ssetrack.edit.date_readings import plain_days

TEXTS = [
    *(
        "2024",
        "0001",
        "0999",
        "1000",
        "9999",
        "2024-02",
        "2023-02",
        "2100-02",
        "2024-12",
        "2024-02-29",
        "2024-12-31",
        "9999-12-31",
    ),
    *(
        "0000",
        "2024-13",
        "2024-00",
        "2023-02-29",
        "2024-06-31",
        "2024-00-10",
        "2026-27",
        "2024-21",
        "2024-01-00",
    ),
    *(
        "2024-1",
        "2024-01-1",
        "24-01-01",
        "2024/2025",
        "2024~",
        " 2024",
        "",
        "janvier 2024",
        "2024-01-01T10:00",
    ),
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_plain_date_has_the_days_that_the_grammar_gives_it(text: str, purpose: Purpose):
    days, read = plain_days(text), parse(text, purpose=purpose)
    if days is not None:
        assert isinstance(read, Period)
        assert read.days == days
        assert read.hours is None


def test_most_dates_are_plain():
    assert sum(plain_days(text) is not None for text in TEXTS) == 10
