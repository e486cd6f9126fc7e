"""What single cells say: dates, people, states."""

from __future__ import annotations

import pytest

from importing.proposing import dates, doubts, proposed, written
from ssetrack.importing.readings.people import People, Person, Seat, people_in
from ssetrack.importing.readings.statuses import State, state_in
from ssetrack.tables.opening import document


def due(
    text: str, heading: str = "Deadline", mapping: str = "", **answers: str
) -> tuple[dict[str, str], str]:
    """The dates of an item with such a cell, and what its doubt asks for: a kind of question, or `alone`."""
    proposal = proposed(f"| Activity | {heading} | Who |\n| Council | {text} | Ana |", mapping, **answers)
    asked = [one.question.key.rpartition(": ")[2] if one.question else "alone" for one in proposal.doubts]
    return dates(proposal.items[0]), ", ".join(asked)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("March 2027", {"deadline": "2027-03"}),
        ("13/03/2027 – 14/03/2027", {"deadline": "2027-03-13/2027-03-14"}),
        ("by June 2027", {"deadline": "2027-06"}),
        ("end of June 2027", {"deadline": "2027-06"}),
        ("2027/03/04", {"deadline": "2027-03-04"}),
        ("ongoing", {"deadline": "ongoing"}),
        ("tbd", {"deadline": "?"}),
        ("8 May 2027 in Lima or 9 June 2027 in Dakar", {"when": "2027-05-08 Lima | 2027-06-09 Dakar"}),
        ("May 2027 or June 2027", {"deadline": "2027-05 | 2027-06"}),
        ("Draft: May 2027⏎Final: June 2027", {"draft": "deadline 2027-05", "final": "deadline 2027-06"}),
        ("8 oct. 2027 20h00", {"deadline": "2027-10-08T20:00"}),
    ],
)  # fmt: skip
def test_what_is_sure(text: str, read: dict[str, str]):
    assert due(text) == (read, "")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("12 March", "year"),
        ("Friday 12 March", "year"),
        ("week of 12 April", "year"),
        ("13/9", "year"),
        ("13/09/27", "year"),
        ("4/11/2027", "order"),
        ("M3", "start"),
        ("6", "numbers"),
        ("6, 12 and 18 March 2027", "list"),
        ("31 February 2027", "alone"),
        ("Monday 8 October 2027", "alone"),  # it is a Friday
        ("mid-June 2027", "alone"),
        ("spring 2027", "alone"),
        ("March/April 2027", "alone"),
        ("46458", "serials"),
        ("postponed to May 2027", "alone"),
        ("May 2027 (was March 2027)", "alone"),
        ("March 2027⏎May 2027", "alone"),
        ("June 2027 - May 2027", "alone"),
        ("as soon as Ana is back", "alone"),
        ("Mar-27", "alone"),
    ],
)
def test_what_is_a_doubt_and_never_a_date(text: str, question: str):
    assert due(text) == ({"deadline": "?"}, question)


@pytest.mark.parametrize(
    ("text", "answers", "read"),
    [
        ("12 March", {"year": "2027"}, "2027-03-12"),
        ("12 March", {"year": "2026-09/2027-08"}, "2027-03-12"),
        ("12 October", {"year": "2026-09/2027-08"}, "2026-10-12"),
        ("12 March 2028", {"year": "2027"}, "2028-03-12"),
        ("4/11/2027", {"language": "fr"}, "2027-11-04"),
        ("M3", {"start": "2027-03"}, "M3"),
    ],
)
def test_answers_for_the_whole_document(text: str, answers: dict[str, str], read: str):
    assert due(text, **answers) == ({"deadline": read}, "")


@pytest.mark.parametrize(
    ("text", "column", "read"),
    [
        ("4/11/2027", "order: dmy", {"deadline": "2027-11-04"}),
        ("4/11/2027", "order: mdy", {"deadline": "2027-04-11"}),
        ("6", "numbers: months", {"deadline": "M6"}),
        (
            "6, 12 and 18 March 2027",
            "list: milestones",
            {f"{day}-march-2027": f"deadline 2027-03-{day:02}" for day in (6, 12, 18)},
        ),
        ("2 May 2027", "field: when", {"when": "2027-05-02"}),
        ("2 May 2027", "field: start", {"start": "2027-05-02"}),
    ],
)  # fmt: skip
def test_answers_for_a_column(text: str, column: str, read: dict[str, str]):
    mapping = f"tables: [{{where: table 1, columns: {{Deadline: {{{column}}}}}}}]"
    assert due(text, mapping=mapping, start="2027-01") == (read, "")


def test_one_cell_settles_the_order_of_a_column():
    text = "| Activity | Deadline |\n| A | 4/11/2027 |\n| B | 13/3/2027 |"
    assert [dates(item) for item in proposed(text).items] == [
        {"deadline": "2027-11-04"},
        {"deadline": "2027-03-13"},
    ]
    # Two cells that disagree settle nothing.
    other = proposed(f"{text}\n| C | 3/13/2027 |")
    assert len(other.doubts) == 3


def test_headings_propose_a_language_and_settle_no_order():
    proposal = proposed("| Activité | Échéance |\n| A | 4/11/2027 |")
    assert proposal.language == "fr"
    assert doubts(proposal) == {"table 1, row 2, Échéance": "date: 4/11/2027"}


@pytest.mark.parametrize(
    ("heading", "title", "text", "field"),
    [
        ("Deadline", "Event", "12 March 2027", "deadline"),
        ("Date", "Activity", "12 March 2027", "deadline"),
        ("Date", "Event", "12 March 2027", "when"),
        ("Date", "Activity", "Friday 12 March 2027", "when"),
        ("Quand", "Activité", "12-14 mars 2027", "when"),
        ("When", "Activity", "12 March 2027 at 20:00", "when"),
        ("Date", "Meeting", "ongoing", "deadline"),
    ],
)
def test_deadline_or_when(heading: str, title: str, text: str, field: str):
    proposal = proposed(f"| {title} | {heading} |\n| Council | {text} |")
    assert list(dates(proposal.items[0])) == [field]


def test_start_and_end():
    text = """
    | Activity | Start | End |
    | A | 2027-03-01 | 2027-03-04 |
    | B | 2027-05 | |
    | C | 2027-05 | 2027-04 |
    """
    proposal = proposed(text)
    assert [dates(item) for item in proposal.items] == [
        {"start": "2027-03-01", "deadline": "2027-03-04"},
        {"start": "2027-05"},
        {"deadline": "?"},
    ]
    assert set(doubts(proposal)) == {"table 1, row 4, Start", "table 1, row 4, End"}
    gathering = proposed(text, 'when: ["1"]')
    assert dates(gathering.items[0]) == {"when": "2027-03-01/2027-03-04"}


def test_named_dates_are_milestones():
    proposal = proposed(
        "| Activity | Kick-off | Launch |\n| A | 2027-03-01 | 2027-03-04 |\n| B | May 2027 | |"
    )
    assert [dates(item) for item in proposal.items] == [
        {"kick-off": "deadline 2027-03-01", "launch": "deadline 2027-03-04"},
        {"kick-off": "deadline 2027-05"},
    ]


def test_a_date_below_no_heading_is_no_milestone():
    proposal = proposed("| Activity | | Launch |\n| A | 2027-03-01 | 2027-03-04 |")
    assert dates(proposal.items[0]) == {"deadline": "2027-03-04"}
    assert [one.field for one in proposal.items[0].kept] == ["x-column-2"]


def test_hours_join_the_one_day():
    proposal = proposed(
        "| Event | Date | Time |\n| A | 12 March 2027 | 13h00 à 17h00 |\n| B | May 2027 | 10:00 |"
    )
    assert [dates(item) for item in proposal.items] == [
        {"when": "2027-03-12T13:00/17:00"},
        {"when": "2027-05"},
    ]
    assert [one.field for one in proposal.items[1].kept] == ["x-time"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ana", People((Person("Ana"),))),
        ("Ana, Bento and Chen", People((Person("Ana"), Person("Bento"), Person("Chen")))),
        ("Ana et Bento", People((Person("Ana"), Person("Bento")))),
        ("Ana / María de la Cruz", People((Person("Ana"), Person("María de la Cruz")))),
        ("CORE GROUP", People((Person("CORE GROUP"),))),
        ("[Ana], [lamb-da]", People((Person("Ana"), Person("lamb-da")))),
        ("Jaerson with Franck", People((Person("Jaerson"),), (Person("Franck"),))),
        ("R: Ana", People((Person("Ana", "R"),))),
        ("(African)", People((Seat("(African)"),))),
        ("TBD", People((Seat("TBD"),))),
        ("Help wanted", People((Seat("Help wanted"),))),
        ("?", People((Seat("?"),))),
        ("à trouver", People((Seat("à trouver"),))),
        ("Ana, (North American)", People((Person("Ana"), Seat("(North American)")))),
        ("Needs planning", People((Seat("Needs planning"),), doubtful=True)),
        ("Who will do it?", People((Seat("Who will do it?"),), doubtful=True)),
        ("Teams. GROUP coordinates.", People((Seat("Teams. GROUP coordinates."),), doubtful=True)),
        ("Create a team, Ana", People((Seat("Create a team, Ana"),), doubtful=True)),
        ("ana", People((Seat("ana"),), doubtful=True)),
        ("Team 2", People((Seat("Team 2"),), doubtful=True)),
    ],
)  # fmt: skip
def test_people(text: str, people: People):
    assert people_in(tuple(text.split("⏎"))) == people


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Done", State("done")),
        ("terminé", State("done")),
        ("em andamento", State("in-progress")),
        ("Annulé", State("cancelled")),
        ("✓", State("done")),
        ("40 %", State(progress=40)),
        ("120%", None),
        ("nearly", None),
    ],
)
def test_states(text: str, state: State | None):
    assert state_in(text) == state


def test_states_in_columns():
    proposal = proposed("""
    | Activity | Done | Status | Notes |
    | A | x | | all well |
    | B | 12 March 2026 | | |
    | C | no | cancelled | |
    | D | | half way | |
    | E | | | Annulé |
    | F | 12 March 2030 | | |
    """)
    assert [(item.status, item.done.written if item.done else None) for item in proposal.items] == [
        ("done", None),
        ("", "2026-03-12"),
        ("cancelled", None),
        ("", None),
        ("", None),
        ("", None),
    ]
    assert doubts(proposal) == {
        "table 1, row 5, Status": "status: half way",
        "table 1, row 6, Notes": "status: Annulé",
        "table 1, row 7, Done": "status: 12 March 2030",
    }


def test_what_is_struck_out():
    text = "| Activity | Who |\n| ~Council~ | Ana |\n| Forum | ~Bento~ |"
    proposal = proposed(text)
    assert [(item.title, item.status, item.owners) for item in proposal.items] == [
        ("Council", "cancelled", ("ana",)),
        ("Forum", "", ()),
    ]
    assert [item.title for item in proposed(text, "struck: ignore").items] == ["Forum"]


def test_a_duration_without_an_end_is_a_doubt():
    proposal = proposed("| Activity | Start | Duration |\n| A | 2027-03 | 3 weeks |")
    assert doubts(proposal) == {"table 1, row 2, Duration": "date: 3 weeks"}
    assert not proposed("| Activity | End | Duration |\n| A | 2027-03 | 3 weeks |").doubts


def test_what_is_taken_from_the_help_of_the_grammar_is_told():
    told = [
        [
            str(one.what)
            for one in proposed(f"| Activity | Deadline |\n| A | {text} |").told
            if "written" in str(one.what)
        ]
        for text in ("by June 2027", "2027/03/04", "June 2027")
    ]
    assert told == [["`by June 2027` is written as 2027-06"], ["`2027/03/04` is written as 2027-03-04"], []]


def test_a_date_that_counts_from_another_item():
    head = "| No | Activity | Deadline |\n| 1.1 | A | May 2027 |\n"
    text = f"{head}| 1.2 | B | 2 weeks before 1.1 |\n| 1.3 | C | 1 day after 9.9 |"
    proposal = proposed(text)
    assert [dates(item) for item in proposal.items] == [
        {"deadline": "2027-05"},
        {"deadline": "2 weeks before 1.1"},
        {"deadline": "?"},
    ]
    assert list(doubts(proposal)) == ["table 1, row 4, Deadline"]


@pytest.mark.parametrize(
    "text", ["8 May 2027 in Lima or 9 June 2027 in Dakar", "Draft: May 2027⏎Final: June 2027"]
)
def test_a_start_is_one_date(text: str):
    proposal = proposed(f"| Activity | Start | End |\n| A | {text} | July 2027 |")
    assert dates(proposal.items[0]) == {"deadline": "2027-07"}
    assert list(doubts(proposal)) == ["table 1, row 2, Start"]
    unknown = proposed("| Activity | Start | End |\n| A | tbd | July 2027 |")
    assert dates(unknown.items[0]) == {"deadline": "2027-07"}
    assert any("start" in str(one.what) for one in unknown.told)


def test_a_dash_is_nothing():
    proposal = proposed("| Activity | Who | Deadline | Status |\n| A | - | — | – |")
    assert (proposal.items[0].owners, dates(proposal.items[0]), proposal.items[0].status) == ((), {}, "")
    assert not proposal.doubts


def test_a_duration_of_another_program_is_told():
    chart = "gantt\nexcludes weekends\nCouncil :a, 2027-03-01, 3d\nForum :b, 2027-03-08, 2d"
    proposal = proposed(document(chart.encode(), "chart.mmd"))
    assert not doubts(proposal)
    assert [str(one.what) for one in proposal.told if one.at == "table 1, Duration"] == [
        "kept as `x-duration`; no end was calculated from it"
    ]
    assert "x-duration: 3d (excludes weekends)" in written(proposal)
