"""Addresses in words: each form that a report has, and what is not one."""

from __future__ import annotations

from time import process_time

import pytest

from ssetrack.importing.places import Addresses, place_words
from ssetrack.importing.readings.people import people_in
from ssetrack.language.speaker import Speaker
from ssetrack.tables.grid import Table


@pytest.mark.parametrize(
    ("address", "french"),
    [
        ("table 2", "tableau 2"),
        ("table 2, row 7", "tableau 2, ligne 7"),
        ("table 2, row 7, Deadline", "tableau 2, ligne 7, Deadline"),
        ("table 2, row 7, column 3", "tableau 2, ligne 7, colonne 3"),
        ("table 2, Who, if any", "tableau 2, Who, if any"),
        ("line 4", "ligne 4"),
        ("lines", "lignes"),
        ("Plan!C7", "Plan!C7"),
        ("plan.docx", "plan.docx"),
        ("table of owners", "table of owners"),
    ],
)
def test_an_address_in_words(address: str, french: str):
    words = place_words(address)
    assert str(words) == address
    assert (words if isinstance(words, str) else Speaker("fr").say(words)) == french


def test_many_headings_and_many_names_take_no_time():
    before = process_time()
    addresses = Addresses(
        Table(1, {}, 1, 1), {1: "A", 16_001: "A", **{at: f"B{at}" for at in range(2, 16_000)}}
    )
    assert (addresses.column(1), addresses.column(2)) == ("column 1", "B2")
    assert people_in([";".join(f"who {number} is that" for number in range(5_000))]).doubtful
    assert process_time() - before < 1.5
