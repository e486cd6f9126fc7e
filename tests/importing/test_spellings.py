"""Dates in the spelling of other programs: what they mean in a cell, and what stays a question."""

from __future__ import annotations

import pytest

from ssetrack.importing.readings.dates import Dated, Settings, Undated, date_in
from ssetrack.importing.readings.spellings import standard_spelling

READ = [
    ("March 1, 2027 → March 5, 2027", "2027-03-01/2027-03-05"),
    ("2027-03-01 → 2027-03-05", "2027-03-01/2027-03-05"),
    ("1 mars 2027 -> 5 mars 2027", "2027-03-01/2027-03-05"),
    ("March 9, 2027 2:00 PM", "2027-03-09T14:00"),
    ("March 9, 2027 2:00:00\u202fPM", "2027-03-09T14:00"),
    ("March 9, 2027 12:00 AM", "2027-03-09T00:00"),
    ("9 de marzo de 2027, 12:30 p. m.", "2027-03-09T12:30"),
    ("March 9, 2027, 2pm", "2027-03-09T14:00"),
    ("March 9, 2027 at 2 p.m.", "2027-03-09T14:00"),
    ("March 9, 2027 2:00 PM → 3:30 PM", "2027-03-09T14:00/15:30"),
    ("March 9, 2027 11 am - 1 pm", "2027-03-09T11:00/13:00"),
]

QUESTIONS = [
    "March 9, 2027 2:00-3:30 PM",
    "March 9, 2027 2-3 PM",
    "March 9, 2027 2 to 3 PM",
    "March 9, 2027 2 until 3 PM",
    "9 mars 2027 2 à 3 PM",
    "9 de marzo de 2027, 2 a 3 p. m.",
    "9 mars 2027 2 et 3 PM",
    "March 9, 2027 14:00 PM",
    "March 9, 2027 0 AM",
    "March 9, 2027 2:00 PM → March 10, 2027 3:00 PM",
    "01/03/2027 → 05/03/2027",
    "2 PM",
    "→ March 5, 2027",
]


@pytest.mark.parametrize(("text", "written"), READ)
def test_it_means_one_thing(text: str, written: str):
    read = date_in((text,), Settings())
    assert isinstance(read, Dated)
    assert (read.text, read.written) == (" ".join(text.split()), written)


@pytest.mark.parametrize("text", QUESTIONS)
def test_it_is_asked(text: str):
    assert isinstance(date_in((text,), Settings()), Undated)


@pytest.mark.parametrize("text", ["", "2027", "M1-M3", "Ana", "1 amendment", "I am 7"])
def test_what_is_no_such_spelling_stays(text: str):
    assert standard_spelling(text) == text
