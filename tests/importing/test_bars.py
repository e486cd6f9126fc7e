"""Charts drawn into tables: months, weeks and quarters as columns, marks and colours as cells."""

from __future__ import annotations

import pytest

from importing.proposing import dates, doubts, proposed
from ssetrack.importing.layout.slots import slots

HEAD = "| Activity | Sep | Oct | Nov | Dec | Jan | Feb |\n"


def bars(row: str, head: str = HEAD, mapping: str = "", **answers: str) -> list[dict[str, str]]:
    return [dates(item) for item in proposed(head + row, mapping, **answers).items]


def test_a_run_is_start_and_deadline_and_a_gap_makes_milestones():
    assert bars("| A | | x | x | | | |\n| B | x | | | | x | x |\n| C | | | | x | | |", year="2026") == [
        {"start": "2026-10", "deadline": "2026-11"},
        {"1": "deadline 2026-09", "2": "2027-01 - deadline 2027-02"},
        {"deadline": "2026-12"},
    ]


def test_without_a_year_it_is_asked_once():
    proposal = proposed(HEAD + "| A | | x | x | | | |\n| B | x | | | | | |")
    assert [dates(item) for item in proposal.items] == [{"deadline": "?"}, {"deadline": "?"}]
    assert {one.question.key for one in proposal.doubts if one.question} == {"table 1: year"}
    assert len(proposal.doubts) == 3
    assert proposal.counts.doubts == 3


def test_one_colour_says_when():
    assert bars("| A | | [FF0000] | [FF0000] | | | |\n| B | [00FF00] | | | | | |", year="2026") == [
        {"start": "2026-10", "deadline": "2026-11"},
        {"deadline": "2026-09"},
    ]


def test_two_colours_in_a_row_are_asked():
    row = "| A | | [FF0000] | [00FF00] | | | |"
    proposal = proposed(HEAD + row, year="2026")
    assert [dates(item) for item in proposal.items] == [{}]
    assert {one.question.key for one in proposal.doubts if one.question} == {"table 1: fill FF0000"}
    marks = 'tables: [{where: table 1, marks: {fill FF0000: on, "fill 00FF00": off}}]'
    assert bars(row, mapping=marks, year="2026") == [{"deadline": "2026-10"}]


def test_a_second_kind_of_mark_is_asked():
    row = "| A | | x | r | | | |"
    assert doubts(proposed(HEAD + row, year="2026")) == {"table 1, row 2, Nov": "date: r"}
    marks = "tables: [{where: table 1, marks: {r: off}}]"
    assert bars(row, mapping=marks, year="2026") == [{"deadline": "2026-10"}]


def test_months_of_the_project():
    head = "| Activity | M1 | M2 | M3 |\n"
    assert bars("| A | | x | x |", head) == [{"deadline": "?"}]
    assert bars("| A | | x | x |", head, start="2027-03") == [{"start": "M2", "deadline": "M3"}]
    numbered = "| Activity | Month | < | < |\n| ^ | 1 | 2 | 3 |\n"
    assert bars("| A | | x | x |", numbered, start="2027-03") == [{"start": "M2", "deadline": "M3"}]


def test_weeks_of_a_month_are_the_month():
    head = "| Activity | March | < | April | < |\n| ^ | Week 1 | Week 2 | Week 1 | Week 2 |\n"
    assert bars("| A | | x | x | |", head, year="2027") == [{"start": "2027-03", "deadline": "2027-04"}]


@pytest.mark.parametrize(
    ("headings", "read"),
    [
        ("J F M A M J J A S O N D", "January December"),
        ("E F M A M J", "January June"),
        ("S O N D E F", "September February"),
        ("Q1 2027|Q2 2027|Q3 2027|Q4 2027", "Q1 2027 Q4 2027"),
        ("janv.|févr.|mars|avr.", "January April"),
        ("2027-01|2027-02|2027-03", "2027-01 2027-03"),
        ("M1|M2|M3", "M1 M3"),
        ("A B C D", ""),
        ("J J", ""),
        ("1 2 3", ""),
    ],
)
def test_headings_that_are_times(headings: str, read: str):
    texts = headings.split("|") if "|" in headings else headings.split(" ")
    found = slots({number: (text,) for number, text in enumerate(texts, 2)})
    assert " ".join(found[column].text for column in sorted(found)[:: max(1, len(found) - 1)]) == read
