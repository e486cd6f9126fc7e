"""Addresses in words: each form that a report has, and what is not one."""

from __future__ import annotations

import pytest

from ssetrack.importing.places import place_words
from ssetrack.language.speaker import Speaker


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
