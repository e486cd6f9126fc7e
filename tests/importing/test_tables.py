"""Which tables are plans, where their headers are, what their columns and rows are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from importing.grids import document
from importing.proposing import dates, doubts, proposed, sections
from ssetrack.importing.fields import Field
from ssetrack.importing.layout.headings import meaning
from ssetrack.importing.layout.tables import Choice
from ssetrack.tables import opening
from ssetrack.tables.grid import Cell, Document, Heading, Paragraph, Table

SEEN = [
    line.split("\t")
    for line in Path(__file__).with_name("headings.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
"""Headings of real tables: language, field, headings."""

END = "deadline (end of start-end)"


@pytest.mark.parametrize(
    ("field", "heading"),
    [
        (field, heading)
        for _, field, headings in SEEN
        if field in {"id", "title", "owners", "with", "deadline", "start", END}
        for heading in headings.split(" (")[0].split(", ")
    ],
)
def test_a_heading_of_a_real_table_is_known(field: str, heading: str):
    found = meaning(heading)
    wanted = Field.END if field == END else Field(field)
    # A word may mean two things: a stage is a title in one table, and groups titles in another.
    assert (
        found.field is wanted
        or found.label
        or (found.field, heading) in {(Field.TITLE, "Goal"), (Field.TITLE, "Ação")}
    )


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DEADLINE:", Field.DEADLINE),
        ("Échéance (2027)", Field.DEADLINE),
        ("Deadline 2027", Field.DEADLINE),
        ("Fin", Field.END),
        ("Who?", Field.OWNERS),
        ("Budget (EUR)", Field.BUDGET),
        ("Horário", Field.TIME),
        ("Observações", Field.NOTES),
        ("A sentence that no heading is", None),
        ("", None),
    ],
)
def test_headings_are_compared_whole(heading: str, field: Field | None):
    assert meaning(heading).field is field


PLAIN = """
| Activity | Who | Deadline |
| Council | Ana | March 2027 |
| Forum | Bento | May 2027 |
"""


def test_a_plain_table():
    proposal = proposed(PLAIN)
    assert [(item.id, item.title, item.owners, dates(item)) for item in proposal.items] == [
        ("1", "Council", ("ana",), {"deadline": "2027-03"}),
        ("2", "Forum", ("bento",), {"deadline": "2027-05"}),
    ]
    assert proposal.counts == (3, 2, 0, 9, 9, 0, 0)
    assert proposal.language == "en"


def test_what_is_no_plan_is_named_and_can_be_asked_for():
    text = """
    | Name | Phone |
    | Ana | 123 |

    | Activity | Who | Deadline |
    | Council | Ana | March 2027 |
    """
    proposal = proposed(text)
    assert [one.at for one in proposal.ignored] == ["table 1"]
    assert proposal.counts.cells == 10
    assert proposal.counts.ignored == 4
    asked = proposed(text, choice=Choice(("1",)))
    assert [item.title for item in asked.items] == ["Ana"]
    assert asked.items[0].kept[0].field == "x-phone"


def test_a_late_header():
    proposal = proposed("""
    | Work plan of the network 2027 | < | < |
    |  |  |  |
    | Activity | Who | Deadline |
    | Council | Ana | March |
    | Total | 3 | |
    """)
    assert [item.title for item in proposal.items] == ["Council"]
    assert proposal.layout.tables[0].header.last == 3
    assert [str(one.why) for one in proposal.ignored] == ["total", "above the header"] or [
        str(one.why) for one in proposal.ignored
    ] == ["above the header", "total"]
    (doubt,) = proposal.doubts
    assert doubt.question is not None
    assert "2027" in str(doubt.question.answer)  # offered, never taken


def test_two_header_rows_and_a_repeated_header():
    proposal = proposed("""
    | Activity | Dates | < | Who |
    | ^ | Start | End | ^ |
    | Council | 2027-03-01 | 2027-03-04 | Ana |
    | Activity | Dates | < | Who |
    | Forum | 2027-05 | ? | Bento |
    """)
    assert [dates(item) for item in proposal.items] == [
        {"start": "2027-03-01", "deadline": "2027-03-04"},
        {"start": "2027-05", "deadline": "?"},
    ]
    assert not proposal.doubts


def test_a_card_is_one_activity():
    proposal = proposed("""
    | Activity | Council |
    | Responsible | Ana |
    | Deadline | 12 March 2027 |
    | Budget | 300 € |
    """)
    (item,) = proposal.items
    assert (item.title, item.owners, dates(item)) == ("Council", ("ana",), {"deadline": "2027-03-12"})
    assert item.kept[0].field == "budget"
    assert proposal.counts.cells == proposal.counts.read == 8


@pytest.mark.parametrize("above", [None, ()], ids=["no cell", "an empty one"])
def test_a_card_whose_first_title_is_empty_has_the_next_one(above: tuple[str, ...] | None):
    """Its label goes over two rows, and somebody struck out what was in the first of them."""
    texts = {(1, 1): ("Activity",), (1, 2): above, (2, 2): ("Council",), (3, 1): ("Who",), (3, 2): ("Ana",)}
    cells = {
        (row, column): Cell(row, column, lines, 2 if column == row == 1 else 1, struck=row + column == 3)
        for (row, column), lines in texts.items()
        if lines is not None
    }
    proposal = proposed(Document((Table(1, cells, 3, 2),)))
    assert [(one.title, one.owners, one.status) for one in proposal.items] == [("Council", ("ana",), "")]
    assert proposal.counts.cells == proposal.counts.read == 4


def test_a_title_column_that_is_empty_is_none():
    proposal = proposed("""
    | Activity | < | Who |
    |  | Council | Ana |
    |  | Forum | Bento |
    """)
    assert [one.title for one in proposal.items] == ["Council", "Forum"]


def test_a_card_whose_title_the_mapping_leaves_empty_is_a_doubt():
    card = "| Activity | Council |\n| Who | Ana |\n| Deadline | 2027 |\n| Notes | |"
    columns = "columns: {Activity: x-name, Notes: {field: title}, Deadline: deadline}"
    proposal = proposed(card, f"tables: [{{where: table 1, {columns}}}]")
    assert not proposal.items
    assert proposal.doubts
    assert proposal.counts.cells == proposal.counts.read + proposal.counts.doubts


def test_label_cells_and_wide_cells_are_sections():
    proposal = proposed("""
    | Phase | Activity | Who |
    | Before | Council | Ana |
    | ^ | Call | Bento |
    | During | Forum | Ana |

    # Second part

    | Activity | Who |
    | OUTREACH | < |
    | Letter | Chen |
    """)
    assert sections(proposal) == {
        "1": "Before",
        "2": "Before",
        "3": "During",
        "4": "Second part / OUTREACH",
    }


def test_headings_above_tables_are_sections():
    proposal = proposed("""
    # Our plan
    ## Meetings

    | Activity | Who |
    | Council | Ana |

    ## Papers

    | Activity | Who |
    | Letter | Chen |
    """)
    assert proposal.title == "Our plan"
    assert sections(proposal) == {"1": "Meetings", "2": "Papers"}


def test_a_sheet_is_a_section_where_somebody_named_it():
    assert sections(proposed(PLAIN, sheet="Outreach")) == {"1": "Outreach", "2": "Outreach"}
    assert sections(proposed(PLAIN, sheet="Feuil1")) == {"1": "", "2": ""}
    assert doubts(proposed("| Activity | Deadline |\n| Call | spring |", sheet="Plan")) == {
        "Plan!B2": "date: spring"
    }


def test_a_lone_title_is_a_section_only_by_its_form():
    proposal = proposed("""
    | Activity | Who |
    | MEETINGS | |
    | Council | Ana |
    | Something to do | |
    | Forum | Bento |
    | *Papers* | |
    | Letter | Chen |
    """)
    assert sections(proposal) == {"1": "MEETINGS", "2": "MEETINGS", "3": "MEETINGS", "4": "Papers"}
    assert any("only a title" in str(one.what) for one in proposal.told)


def test_an_outline():
    proposal = proposed("""
    | No | Activity | Who | Start | End |
    | 1 | Meetings | | 2027-01 | 2027-06 |
    | 1.1 | Council | Ana | 2027-01 | 2027-02 |
    | 1.2 | Forum | Ana | 2027-05 | 2027-06 |
    | 2 | Letter | Chen | | 2027-07 |
    """)
    assert sections(proposal) == {"1.1": "Meetings", "1.2": "Meetings", "2": "Meetings"} or sections(
        proposal
    ) == {"1.1": "Meetings", "1.2": "Meetings", "2": ""}
    assert [str(one.why) for one in proposal.ignored] == ["a summary of the rows below it"]


def test_a_row_without_a_title_is_a_doubt():
    proposal = proposed("""
    | Activity | Who | Deadline |
    | Council | Ana | March 2027 |
    | | Bento | May 2027 |
    """)
    assert doubts(proposal) == {
        "table 1, row 3, Who": "row: Bento",
        "table 1, row 3, Deadline": "row: May 2027",
    }


def test_what_is_beside_a_table_is_left_out():
    proposal = proposed(
        """
    | Activity | Deadline | | legend |
    | Council | March 2027 | | red is late |
    """.replace("legend", "")
    )
    assert [str(one.why) for one in proposal.ignored] == ["next to the table, not part of it"]


def test_a_column_of_a_program_is_kept():
    proposal = proposed("""
    | Activity | Who | Risk level |  |
    | Council | Ana | high | a |
    """)
    assert [(one.field, one.lines) for one in proposal.items[0].kept] == [
        ("x-risk-level", ("high",)),
        ("x-column-4", ("a",)),
    ]


def test_tables_and_sheets_that_are_asked_for():
    text = """
    # Plan
    ## Meetings

    | Activity | Who |
    | Council | Ana |

    ## Papers

    | Activity | Who |
    | Letter | Chen |
    """
    for asked in ("2", "papers"):
        assert [item.title for item in proposed(text, choice=Choice((asked,))).items] == ["Letter"]
    assert not proposed(text, choice=Choice(("3",))).layout.tables
    assert len(proposed(PLAIN, sheet="Plan", choice=Choice(sheets=("plan",))).items) == 2
    assert not proposed(PLAIN, sheet="Plan", choice=Choice(sheets=("Other",))).layout.tables


def test_dated_lines_where_there_is_no_table():
    lines = Document(
        (
            Heading(1, "Our plan", line=1),
            Paragraph("12 March 2027: Council (Ana)", 1, line=3),
            Paragraph("some words", 1, line=4),
            Heading(2, "4 June 2027", line=6),
            Paragraph("Party", 1, line=8, checked=True),
            Paragraph("a paragraph below a date", 0, line=9),
        )
    )
    proposal = proposed(lines)
    assert [(item.title, item.owners, dates(item), item.status) for item in proposal.items] == [
        ("Council", ("ana",), {"deadline": "2027-03-12"}, ""),
        ("Party", (), {"deadline": "2027-06-04"}, "done"),
        ("a paragraph below a date", (), {"deadline": "2027-06-04"}, ""),
    ]
    assert doubts(proposal) == {"line 4": "row: some words"}
    assert proposal.counts.cells == 0


def test_dated_entries_of_a_list_beside_a_table_are_told():
    one = "- 12 March 2027: Council (Ana)\n"
    two = "- 2027-04-05: Forum\n- a remark: 12\n\n3 May 2027: no entry of a list\n"
    for text, told in (
        (
            one,
            "1 entry of a list begins with a date, but only tables are read: `12 March 2027: Council (Ana)`",
        ),
        (one + two, "2 entries of lists begin with a date, but only tables are read: the first is `12 March"),
        ("- a remark: 12\n", ""),
    ):
        page = f"| Task | Due |\n|---|---|\n| Call | 2027-01 |\n\n{text}"
        proposal = proposed(opening.document(page.encode(), "a.md"))
        said = [str(one.what) for one in proposal.told if "only tables are read" in str(one.what)]
        assert [one[: len(told)] for one in said] == [told] * bool(told)
        assert [item.title for item in proposal.items] == ["Call"]


def test_a_row_of_another_length_gives_its_title_only():
    (table,) = document(PLAIN).tables
    proposal = proposed(Document((replace(table, ragged={3: 2}),)))
    assert [(item.title, dates(item)) for item in proposal.items] == [
        ("Council", {"deadline": "2027-03"}),
        ("Forum", {}),
    ]
    assert proposal.items[1].notes == ("Bento | May 2027",)
    assert len(proposal.doubts) == 3
